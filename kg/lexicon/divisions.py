"""The administrative divisions of China: who is called what, in which years, within what.

``divisions()`` loads the table once. Its data are divisions.csv (the divisions) and divisions.toml (abbreviations,
short forms that no rule gives, names that are ordinary words). Years are whole years; in the year of a change the old
and the new both hold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import LexiconError
from kg.lexicon import table

#: The level of each kind.
LEVELS = {
    **dict.fromkeys(("province", "municipality", "autonomous-region", "special-region"), "province"),
    **dict.fromkeys(("city", "region", "autonomous-prefecture", "league"), "prefecture"),
    **dict.fromkeys(("district", "county", "county-city", "autonomous-county"), "county"),
    **dict.fromkeys(("banner", "autonomous-banner", "special-district"), "county"),
    **dict.fromkeys(("functional", "corps"), "functional"),
}
#: Where a name fits several levels, the first of them is meant: 吉林 is the province, not the city.
_RANK = {level: rank for rank, level in enumerate(("province", "prefecture", "county", "functional"))}
#: The level words that a long official name is shortened to: 凉山彝族自治州 → 凉山州, 凉山自治州.
_SHORTENED = {
    "autonomous-region": ("自治区",),
    "autonomous-prefecture": ("州", "自治州"),
    "autonomous-county": ("县", "自治县"),
    "autonomous-banner": ("旗", "自治旗"),
}
_COLUMNS = ["code", "name", "short", "start", "end", "successor", "kind"]
_NOW = 9999.0


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one name and code, as long as both held; ``start`` and ``end`` inclusive, None where open."""

    code: str
    name: str
    short: str
    start: int | None
    end: int | None
    successor: str
    kind: str

    @property
    def level(self) -> str:
        """``province``, ``prefecture``, ``county`` or ``functional`` (a zone that reports like one, and the Corps)."""
        return LEVELS[self.kind]

    def valid(self, year: int | None = None) -> bool:
        """Say whether the division existed under this name in ``year``, or does today where no year is given."""
        return _gap(self, _NOW if year is None else year) == 0

    def parent(self, year: int | None = None) -> Division | None:
        """Return the division around this one in ``year`` (by default today or before it ended), None for provinces."""
        moment = year if year is not None else _NOW if self.end is None else self.end - 0.5
        found = (divisions().by_code(code, moment) for code in _parents(self.code))
        return next((division for division in found if division), None)

    def full_name(self, year: int | None = None) -> str:
        """Return the name after the names of all divisions around it (山西省忻州市繁峙县), as of ``year``.

        A zone that bears the name of the division around it does not repeat it: 江苏省苏州工业园区.
        """
        above = self.parent(year)
        while above and self.level == "functional" and self.name.startswith(above.short):
            above = above.parent(year)
        return (above.full_name(year) if above else "") + self.name

    def heir(self) -> Division | None:
        """Return the division of today that took this one over, itself where it stands, None where none did alone."""
        division: Division | None = self
        while division and division.end is not None:
            division = divisions().successor_of(division)
        return division


class Divisions:
    """The table, searchable by code and by name."""

    def __init__(self, rows: Iterable[Division], aliases: Mapping[str, str], abbreviations: Mapping[str, str]) -> None:
        self._rows = tuple(rows)
        self._codes: dict[str, list[Division]] = {}
        self._names: dict[str, list[Division]] = {}
        self._shorts: dict[str, list[Division]] = {}
        for division in self._rows:
            self._codes.setdefault(division.code, []).append(division)
            self._names.setdefault(division.name, []).append(division)
            for short in _short_forms(division):
                self._shorts.setdefault(short, []).append(division)
        for alias, code in aliases.items():
            self._shorts.setdefault(alias, []).append(self._codes[code][-1])
        #: The provinces by their abbreviation in one character: 晋 is 山西省.
        self.abbreviations = {sign: self._codes[code][-1] for sign, code in abbreviations.items()}

    def __iter__(self) -> Iterator[Division]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def by_code(self, code: str, year: float | None = None) -> Division | None:
        """Return what bears ``code`` in ``year`` (by default today) or did nearest to it, None if nothing ever did."""
        moment = _NOW if year is None else year
        return min(self._codes.get(code, ()), key=lambda row: (_gap(row, moment), -(row.start or 0)), default=None)

    def by_name(self, name: str, within: Division | None = None) -> tuple[Division, ...]:
        """Return all divisions of any year whose official name is ``name``, if given only those inside ``within``."""
        return tuple(row for row in self._names.get(name, ()) if _inside(row, within))

    def by_short(self, short: str, within: Division | None = None) -> tuple[Division, ...]:
        """Return all divisions that are called ``short`` for short (忻州, 内蒙古, 凉山州).

        Names of one character are never found, and those that are ordinary words (和平) only ``within`` a division.
        """
        if within is None and short in _weak("shorts"):
            return ()
        return tuple(row for row in self._shorts.get(short, ()) if _inside(row, within))

    def children(self, division: Division, year: int | None = None) -> tuple[Division, ...]:
        """Return the divisions and zones directly under ``division`` in ``year`` (by default today), by code."""
        inside = (row for row in self._rows if row.valid(year) and _inside(row, division))
        parents = ((row, row.parent(year)) for row in inside)
        return tuple(row for row, parent in parents if parent and parent.code == division.code)

    def successor_of(self, division: Division) -> Division | None:
        """Return what took ``division`` over when it ended, None where it stands, was divided, or it is not known."""
        rows = (row for row in self._codes.get(division.successor, ()) if row.valid(division.end) and row != division)
        return max(rows, key=lambda row: row.start or 0, default=None)

    def names(self, *, weak: bool = False) -> Iterator[tuple[str, str]]:
        """Yield (surface, kind) for a matcher that takes the leftmost longest stretch; each surface once, sorted.

        The kinds are ``name`` (official), ``short``, and ``word``: no division, but a word to be passed over because
        it overlaps one (长治久安, 美丽|江苏). With ``weak`` also those, of kind ``weak``, that a bare mention must not
        be taken for: ordinary words (资源, 城区) and strings that arise where words meet (科技创|新和|产业).
        """
        kinds = dict.fromkeys(table("divisions")["words"]["overlapping"], "word")
        for kind, surfaces in (("short", self._shorts), ("name", self._names)):
            kinds.update((surface, kind) for surface in surfaces if surface not in _weak(f"{kind}s"))
            if weak:
                kinds.update((surface, "weak") for surface in surfaces if surface in _weak(f"{kind}s"))
        yield from sorted(kinds.items())

    def resolve(self, text_name: str, year: int | None = None, within: Division | None = None) -> Division | None:
        """Return the one division that a written name means, None where that cannot be told or nobody is called so.

        In: an official name, a short form, or a chain of them (山西省忻州市繁峙县); the ``year`` that is spoken of; the
        division ``within`` which it is said: what lies inside it is preferred, then what lies inside those around it.
        Among namesakes those valid in ``year`` (by default today) come first, then those nearest in time, then the
        highest level. An ordinary word (和平) is a division only with ``within`` or in a chain.
        """
        moment = float(year) if year is not None else _NOW
        name = text_name.strip()
        scopes = [*_outwards(within, year), None]
        near = scopes[:-1] if name in _weak("shorts") else scopes
        for find, reach in ((self.by_name, scopes), (self.by_short, near), (self._chained, scopes)):
            for scope in reach:
                if found := find(name, scope):
                    return _best(found, moment)
        return None

    def _chained(self, name: str, within: Division | None) -> tuple[Division, ...]:
        """Return what a chain of names, the larger division first, can mean."""
        found: dict[Division, None] = {}
        for cut in range(2, len(name) - 1):
            for area in self._called(name[:cut], within):
                inside = self._called(name[cut:], area) or self._chained(name[cut:], area)
                found.update(dict.fromkeys(row for row in inside if row != area))
        return tuple(found)

    def _called(self, name: str, within: Division | None) -> tuple[Division, ...]:
        return self.by_name(name, within) or self.by_short(name, within)


@cache
def divisions() -> Divisions:
    """Load the table, once; raise LexiconError where the data are malformed."""
    extras = table("divisions")
    try:
        return Divisions(_rows(), extras["aliases"], extras["abbreviations"])
    except (KeyError, ValueError, OSError) as fault:
        raise LexiconError(f"The table of divisions cannot be read ({fault}); mend divisions.csv or .toml.") from fault


def _rows() -> Iterator[Division]:
    text = files(__package__).joinpath("divisions.csv").read_text(encoding="utf-8")
    lines = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    if next(lines, None) != _COLUMNS:
        raise LexiconError(f"The first line of divisions.csv after the comments must be {','.join(_COLUMNS)}.")
    for code, name, short, start, end, successor, kind in lines:
        yield Division(code, name, short, int(start) if start else None, int(end) if end else None, successor, kind)


@cache
def _weak(key: str) -> frozenset[str]:
    return frozenset(table("divisions")["weak"][key])


def _short_forms(division: Division) -> Iterator[str]:
    for form in (division.short, *(division.short + word for word in _SHORTENED.get(division.kind, ()))):
        if len(form) > 1 and form != division.name:
            yield form


def _parents(code: str) -> Iterator[str]:
    """Yield the codes that can stand above ``code``, nearest first."""
    if code.startswith("x-"):
        yield code.rpartition("-")[0]
        yield _digits(code)
    above = (_digits(code)[:4] + "00", _digits(code)[:2] + "0000")
    yield from (parent for parent in above if parent != code)


def _digits(code: str) -> str:
    """Return the six digits of a code, those of the division around it for a zone."""
    return code[2:8] if code.startswith("x-") else code


def _inside(division: Division, area: Division | None) -> bool:
    """Say whether a division lies in an area or is it; a zone is as wide as the division around it."""
    if area is None:
        return True
    digits = _digits(area.code)
    stem = digits[:2] if digits.endswith("0000") else digits[:4] if digits.endswith("00") else digits
    return _digits(division.code).startswith(stem)


def _outwards(division: Division | None, year: int | None) -> Iterator[Division]:
    while division:
        yield division
        division = division.parent(year)


def _gap(division: Division, moment: float) -> float:
    """Return how many years lie between ``moment`` and the life of the division, 0 inside it."""
    after = moment - division.end if division.end is not None else 0.0
    return max(after, division.start - moment if division.start is not None else 0.0, 0.0)


def _best(found: Iterable[Division], moment: float) -> Division | None:
    """Return the one of several namesakes that is nearest in time and highest; None where several are so alike."""
    ranked = {row: (_gap(row, moment), _RANK[row.level]) for row in found}
    first = [row for row, rank in ranked.items() if rank == min(ranked.values())]
    begun = {(row.code, row.start) for row in first if row.start is not None}
    kept = [row for row in first if (row.successor, row.end) not in begun]
    return kept[0] if len(kept) == 1 else None

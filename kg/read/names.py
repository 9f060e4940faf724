"""The grammar of names of divisions and bodies: 清河省云溪市司法局 is a body, its division 清河省云溪市.

It works on the form of names alone, so that a place that no table knows is read like any other; the table of divisions
is asked only where the form does not tell. What the words are stands in ``kg/lexicon/headings.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table

HAN = r"[\u3400-\u9fff（）()·]"
_INSIDE = r"(?!政府)[^\W\d_a-zA-Z局厅委驻]"  # of a division's name after its first character
_LEVELS = frozenset("省市县区州盟旗镇乡")


@dataclass(frozen=True, slots=True)
class Body:
    """A body and the full name of its division ("" where it has none).

    ``explicit`` is False where only the division is told and the body is the one that governs it.
    """

    name: str
    area: str
    explicit: bool = True


def divisions_at(text: str, *, low: bool = False) -> int:
    """Return where the run of division names at the beginning of ``text`` ends, 0 where there is none.

    :param low: take townships and streets too, which look like parts of departments' names (城镇管理局).
    """
    words = _words()
    unit, end = words.unit_low if low else words.unit, 0
    while match := unit.match(text, end):
        name = match.group()
        inner = not end and name in words.inner_divisions
        if inner or words.not_division.fullmatch(name) or set(name) <= _LEVELS:
            break
        end = match.end()
    return end


def is_division(name: str) -> bool:
    """Say whether the whole of ``name`` is a division or a chain of them (深圳市龙华区)."""
    return bool(name) and divisions_at(name, low=True) == len(name)


def government(area: str) -> str:
    """Return the name of the body that governs ``area``: its 人民政府, or what divisions of its kind have instead."""
    words = _words()
    if area in (words.country, "全国", "中国"):
        return words.council
    for ending, body in words.governed:
        if area.endswith(ending):
            return f"{area}人民政府" if ending == "新区" and _is_standard(area) else area + body
    return f"{area}人民政府"


def body(name: str) -> Body | None:
    """Return the body that ``name`` names, None where it names none.

    A government gets its full form (云溪市政府 → 云溪市人民政府), a division its government (青石镇 → 青石镇人民政府,
    not explicit); of a party committee and a government that report together the government is taken; all others stay
    as they are written.
    """
    words = _words()
    if name in words.councils:
        return Body(words.council, words.country)
    if joint := words.joint.match(name):
        name = (joint["government"] if is_division(joint["government"]) else joint["area"]) + "人民政府"
    if is_division(name):
        return Body(government(name), name, explicit=False)
    if name.endswith("政府"):
        area = name.removesuffix("政府").removesuffix("人民")
        full = government(area)
        return Body(full if full.endswith("政府") else name, area) if is_division(area) else None
    if not words.body.fullmatch(name) or words.not_body.fullmatch(name):
        return None
    return Body(name, area_of(name))


def completed(told: Body, areas: Iterable[str]) -> Body | None:
    """Return ``told`` with the division's name for its level word (市司法局 → 云溪市司法局), else as it is.

    :param areas: the divisions that the report names, the surest first; None is returned where none of them fits.
    """
    level = None if told.area else _words().level.match(told.name)
    if level is None:
        return told
    area = next((area for area in areas if area.endswith(level.group())), "")
    return Body(area + told.name[level.end() :], area) if area else None


def area_of(name: str) -> str:
    """Return the division of the body ``name``: the country for a national one, "" where the name does not tell."""
    words = _words()
    if name in words.councils:
        return words.country
    rest = name
    while above := words.above.match(rest):
        rest = rest[above.end() :]
    of_country = name in (rest, words.country + rest) and words.national.fullmatch(rest)
    if not rest or of_country:
        return words.country
    low = bool(words.low_body.search(rest))
    rest = rest.replace("人民政府", "", 1) if low and not rest.endswith("政府") else rest
    if end := divisions_at(rest, low=low):
        return rest[:end]
    stem = rest.removesuffix("海关")
    return resolve(stem) if stem != rest else ""


def resolve(name: str) -> str:
    """Return the name of the division that the table knows as ``name`` (太原 → 太原市), "" where it knows none."""
    from kg.lexicon.divisions import divisions

    found = divisions().resolve(name)
    return found.name if found else ""


def _is_standard(name: str) -> bool:
    """Say whether the table knows ``name`` as a division of GB/T 2260, not as a zone."""
    from kg.lexicon.divisions import divisions

    found = divisions().resolve(name)
    return found is not None and found.level != "functional"


def known(area: str) -> str:
    """Return ``area`` as it is where it has the form of a division, else as the table expands it (忻州 → 忻州市)."""
    return area if is_division(area) else resolve(area) or area


class _Words:
    """The word lists of the lexicon, compiled once."""

    def __init__(self) -> None:
        data = table("headings")
        division, bodies = data["division"], data["body"]
        high, low = division["suffixes"], division["suffixes_low"]
        self.unit = _unit(high)
        self.unit_low = _unit([*high, *low])
        self.not_division = re.compile("|".join(division["not_divisions"] + division["not_division_patterns"]))
        self.inner_divisions = frozenset(division["inner_divisions"])
        self.governed = sorted(division["governed"].items(), key=lambda pair: (-len(pair[0]), pair[0]))
        self.country: str = bodies["country"]
        self.council: str = bodies["council"]
        self.councils = frozenset({self.council, "国务院", "中央人民政府"})
        self.endings = _either(bodies["endings"])
        self.body = re.compile(rf"{HAN}{{1,40}}?(?:{self.endings})")
        self.not_body = re.compile("|".join(bodies["not_bodies"]))
        self.level = re.compile(bodies["level"])
        self.above = re.compile(_either(bodies["above"]))
        self.national = re.compile("|".join(bodies["national"]))
        self.low_body = re.compile(r"(?:政府|办事处|街道\w{2,12}|人民代表大会\w*)$")
        self.joint = re.compile(
            r"(?:中共|中国共产党)?(?P<area>.{2,20}?)(?:委员会|委)(?:和|及|与|、|[ \u3000])*"
            r"(?P<government>.{0,20}?)(?:人民)?政府$"
        )


@cache
def _words() -> _Words:
    return _Words()


def _unit(suffixes: list[str]) -> re.Pattern[str]:
    return re.compile(rf"{HAN}(?:{_INSIDE}|[（）()]){{0,14}}?(?:{'|'.join(suffixes)})")


def _either(words: list[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))

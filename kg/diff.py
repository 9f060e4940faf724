"""Two reports of one issuer: what came and went, which figures changed, what recurs, what became of the plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from kg.compare import area_of
from kg.errors import GraphError
from kg.graph import Graph
from kg.identity import fold
from kg.indicators import concordance
from kg.nodes import Figure, Thing
from kg.summary import Source, sources

#: The classes whose coming and going is told.
KINDS = ("Agency", "Regulation", "Programme")
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Turnover:
    """The names of one class that only the later report has, and those that only the earlier has."""

    kind: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Changed:
    """One indicator in both reports, values in the base unit; ``before`` and ``after`` may be equal."""

    indicator: str
    area: str
    statistic: str
    before: Decimal
    after: Decimal
    measure_word: str

    @property
    def difference(self) -> Decimal:
        """What the later has more; of percentages percentage points."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Recurring:
    """A shortcoming of both reports: ``same`` wording, or only alike (to be read, it is no proof)."""

    before: str
    after: str
    same: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What the earlier report planned: ``state`` is ``done`` (the later asserts the same of the same thing),
    ``planned`` again, ``spoken of``, or ``not found``; of a target ``met``, ``missed``, ``open`` or ``not found``.
    """

    relation: str
    what: str
    state: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences between two reports of one issuer."""

    issuer: str
    before: Source
    after: Source
    turnover: tuple[Turnover, ...]
    figures: tuple[Changed, ...]
    recurring: tuple[Recurring, ...]
    plans: tuple[Plan, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the differences as plain values for JSON, numbers as text."""
        return asdict(self)


def diff(before: Graph, after: Graph) -> Difference:
    """Return what changed from one report to a later one of the same issuer.

    :raises GraphError: if a graph does not hold exactly one report, or the issuers differ.
    """
    old, new = _only(before), _only(after)
    if old.issuer != new.issuer:
        raise GraphError(f"One report is by {old.issuer}, the other by {new.issuer}; give two of one issuer.")
    if old.iri == new.iri:
        raise GraphError("Both graphs hold the same report; give two reports of one issuer.")
    return Difference(
        issuer=new.issuer,
        before=old,
        after=new,
        turnover=tuple(_turnover(before, after, kind) for kind in KINDS),
        figures=tuple(_figures(before, old, after, new)),
        recurring=tuple(_recurring(before.entities("Issue"), after.entities("Issue"))),
        plans=(*_plans(before, after), *_targets(before, old, after, new)),
    )


def _only(graph: Graph) -> Source:
    found = sources(graph)
    if len(found) != 1:
        raise GraphError(f"A graph to compare must hold one report, this one holds {len(found)}; give its own file.")
    return found[0]


def _turnover(before: Graph, after: Graph, kind: str) -> Turnover:
    old, new = ({thing.iri: thing.label for thing in graph.entities(kind)} for graph in (before, after))
    came, went = (sorted(one[iri] for iri in one.keys() - other.keys()) for one, other in ((new, old), (old, new)))
    return Turnover(kind, tuple(came), tuple(went), len(old.keys() & new.keys()))


def _by_indicator(graph: Graph, source: Source, *, target: bool) -> dict[tuple[str, str, str], list[Figure]]:
    """Return the figures by indicator (as the table has it), area and statistic; of targets the last is left out."""
    found: defaultdict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for f in graph.observations:
        if (f.statistic == "target") is target:
            statistic = "" if target else f.statistic
            found[concordance().name(f.indicator), area_of(f, source), statistic].append(f)
    return found


def _figures(before: Graph, old: Source, after: Graph, new: Source) -> Iterable[Changed]:
    """Yield what each report states once: where one gives several values, no pair is certain."""
    first, second = _by_indicator(before, old, target=False), _by_indicator(after, new, target=False)
    for key in sorted(first.keys() & second.keys()):
        one, other = first[key], second[key]
        values = ({f.value for f in one}, {f.value for f in other})
        if all(len(v) == 1 for v in values) and one[0].unit == other[0].unit:
            yield Changed(*key, one[0].value, other[0].value, other[0].measure_word)


def _recurring(before: Iterable[Thing], after: Iterable[Thing]) -> Iterable[Recurring]:
    later = list(after)
    for issue in before:
        for other in later:
            same = fold(issue.label) == fold(other.label)
            if same or _likeness(issue.label, other.label) >= _ALIKE:
                yield Recurring(issue.label, other.label, same)


def _likeness(one: str, other: str) -> float:
    """Return the share of pairs of characters that two wordings have in common (Dice), 0 to 1."""
    first, second = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (fold(one), fold(other)))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _plans(before: Graph, after: Graph) -> Iterable[Plan]:
    asserted = {(c.relation, c.tail.iri): c.evidence.text for c in after.claims if c.modality == "asserted"}
    planned = {c.tail.iri: c.evidence.text for c in after.claims if c.modality in ("planned", "intended")}
    known = {thing.iri for thing in after.entities()}
    told = set()
    for claim in before.claims:
        tail = claim.tail
        pair = (claim.relation, tail.iri)
        if claim.modality not in ("planned", "intended") or not isinstance(tail, Thing) or pair in told:
            continue
        told.add(pair)
        if pair in asserted:
            yield Plan(claim.relation, tail.label, "done", asserted[pair])
        elif tail.iri in planned:
            yield Plan(claim.relation, tail.label, "planned", planned[tail.iri])
        else:
            yield Plan(claim.relation, tail.label, "spoken of" if tail.iri in known else "not found", "")


def _targets(before: Graph, old: Source, after: Graph, new: Source) -> Iterable[Plan]:
    """Yield the targets of the earlier report with the figure of the later one for the same time."""
    reached: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for (indicator, area, statistic), found in _by_indicator(after, new, target=False).items():
        if statistic != "rank":
            reached[indicator, area] += found
    for (indicator, area, _), targets in sorted(_by_indicator(before, old, target=True).items()):
        for target in targets:
            actual = [f for f in reached[indicator, area] if (f.unit, f.period) == (target.unit, target.period)]
            yield Plan("target", target.label, _state(target, actual), actual[0].evidence.text if actual else "")


def _state(target: Figure, actual: list[Figure]) -> str:
    values = {f.value for f in actual}
    if len(values) != 1:
        return "open" if values else "not found"
    value = values.pop()
    if target.qualifier == "atLeast":
        return "met" if value >= target.value else "missed"
    if target.qualifier == "atMost":
        return "met" if value <= target.value else "missed"
    return "met" if value == target.value else "open"

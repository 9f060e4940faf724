"""What became of many graphs in one: who stands in several reports, which names met and why, which stayed apart.

Names that nearly meet are found to be read, never to be merged: they are alike but for a year, an ordinal, a level or
a place, and each of these makes another thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from kg.identity import fold
from kg.index import Index, Term
from kg.lexicon.divisions import divisions
from kg.merge import Change, Choice, Merged, changes
from kg.nodes import Thing
from kg.summary import Source, sources
from kg.vocabulary import DCTERMS, GOVKG, ITSRDF, NIF

#: What makes names different that are alike otherwise: reason, and what stands for it in a name.
_MASKS = (
    ("year", re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?年?(?:度)?")),
    (
        "ordinal",
        re.compile(
            r"第[一二三四五六七八九十百零〇\d]+(?=[批届次轮期个季])|[一二三四五六七八九十]+五(?=规划|普法|时期)"
        ),
    ),
    ("level", re.compile(r"[国省市县区州乡镇](?=级)|全[国省市县区州]|国家级")),
)
#: The rules by which wordings meet in one key, see :func:`_rule`.
RULES = {
    "marks": "the same but for marks, width or dashes, which no key holds",
    "jurisdiction": "the division that the report leaves out is put back",
    "short": "a short form, by the lexicon or as the text defines it (以下简称)",
    "other": "another name, by the lexicon or as the text defines it (以下简称)",
}


@dataclass(frozen=True, slots=True)
class Shared:
    """An entity of more than one report, and the reports (IRIs)."""

    iri: str
    kind: str
    label: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """Wordings that fell together in one entity, by one of :data:`RULES`."""

    iri: str
    kind: str
    label: str
    wording: str
    rule: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Names of one kind that are alike but for ``why`` (year, ordinal, level, place), and were left apart."""

    kind: str
    pattern: str
    why: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeConflict:
    """One name that is two classes in the graph; both are kept."""

    name: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """All that a reader needs to check a merge."""

    reports: tuple[Source, ...]
    entities: int
    shared: tuple[Shared, ...]
    met: tuple[Met, ...]
    near_misses: tuple[NearMiss, ...]
    conflicts: tuple[TypeConflict, ...]
    choices: tuple[Choice, ...]
    changes: tuple[Change, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain values for JSON."""
        return asdict(self)


def merge_report(merged: Merged) -> MergeReport:
    """Return what there is to know of a merge; everything is sorted, so that the same graphs tell the same."""
    graph = merged.graph
    things = graph.entities()
    index = Index(graph.triples)
    standing, words = _standing(index)
    shared = (Shared(t.iri, t.kind, t.label, tuple(sorted(standing[t.iri]))) for t in things)
    several = [s for s in shared if len(s.reports) > 1]
    return MergeReport(
        reports=tuple(sources(graph)),
        entities=len(things),
        shared=tuple(sorted(several, key=lambda s: (-len(s.reports), s.kind, s.label, s.iri))),
        met=tuple(met for t in things for met in _met(t, words[t.iri])),
        near_misses=tuple(_near_misses(things)),
        conflicts=tuple(_conflicts(things)),
        choices=merged.choices,
        changes=tuple(changes(graph)),
    )


def _standing(index: Index) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the reports in which each entity stands, and the words that mention it, both by IRI."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    words: defaultdict[str, set[str]] = defaultdict(set)
    of_text = {index.text(r, GOVKG["sourceText"]): _iri(r) for r in index.instances(GOVKG["Report"])}
    for mention in index.instances(GOVKG["Mention"]):
        entity = index.text(mention, ITSRDF["taIdentRef"])
        reports[entity].add(of_text.get(index.text(mention, NIF["referenceContext"]), ""))
        words[entity].add(index.text(mention, NIF["anchorOf"]))
    for report in index.instances(GOVKG["Report"]):
        for predicate in (DCTERMS["creator"], GOVKG["refArea"]):
            for entity in (index.text(report, predicate),):
                reports[entity].add(_iri(report))
    return reports, words


def _met(thing: Thing, mentioned: Iterable[str]) -> Iterator[Met]:
    wordings = {*mentioned, *thing.aliases} - {thing.label}
    for wording in sorted(w for w in wordings if w and "\n" not in w):
        yield Met(thing.iri, thing.kind, thing.label, wording, _rule(thing.label, wording))


def _rule(name: str, wording: str) -> str:
    """Return which of the rules makes a name of a wording."""
    full, said = fold(name), fold(wording)
    if full == said:
        return "marks"
    if full.endswith(said.lstrip("省市县区州旗我本全")) and len(said) > 2:
        return "jurisdiction"
    rest = iter(full)
    return "short" if all(c in rest for c in said) else "other"


def _near_misses(things: Iterable[Thing]) -> Iterator[NearMiss]:
    """Yield the groups of names that are one when years, ordinals, levels and places are masked."""
    given = list(things)
    places = _place_names(given)
    groups: defaultdict[tuple[str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for thing in given:
        if thing.kind not in ("Place", "Concept", "Issue"):
            pattern, parts = _masked(thing.label, places)
            groups[thing.kind, pattern][thing.label] = parts
    for (kind, pattern), members in sorted(groups.items()):
        reasons = ("place", *(reason for reason, _ in _MASKS))
        why = tuple(
            r for r, parts in zip(reasons, zip(*members.values(), strict=True), strict=True) if len({*parts}) > 1
        )
        if len(members) > 1 and why and pattern.strip("〇"):
            yield NearMiss(kind, pattern, why, tuple(sorted(members)))


def _masked(label: str, places: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Return a name without what makes it one of many, and the place, year, ordinal and level that it had."""
    rest, place = fold(label), ""
    while length := next((n for n in range(min(12, len(rest) - 2), 1, -1) if rest[:n] in places), 0):
        place, rest = place + rest[:length], rest[length:]
    parts = [place]
    for _, mask in _MASKS:
        parts.append("|".join(mask.findall(rest)))
        rest = mask.sub("〇", rest)
    return ("〇" if place else "") + rest, tuple(parts)


def _place_names(things: Iterable[Thing]) -> frozenset[str]:
    named = {fold(t.label) for t in things if t.kind == "Place" and len(t.label) > 2}
    return frozenset(named | {division.name for division in divisions()})


def _conflicts(things: Iterable[Thing]) -> Iterator[TypeConflict]:
    kinds: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for thing in things:
        kinds[fold(thing.label)].setdefault(thing.kind, thing.label)
    for _, found in sorted(kinds.items()):
        if len(found) > 1:
            yield TypeConflict(min(found.values()), tuple(sorted(found)))


def _iri(node: Term) -> str:
    return str(getattr(node, "value", node))

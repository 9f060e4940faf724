"""Graphs into one, by identity alone: what has one IRI is one thing, and nothing else is.

The union is of triples. Two graphs may word the name of one thing differently, or file it differently; the ontology
allows one value, so one is chosen, and of names the others are kept as other names. The choice looks at the values
only, never at their order or number, so that graphs merged in parts or in any order give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import GraphError
from kg.graph import Graph
from kg.index import Term
from kg.indicators import concordance
from kg.lexicon.divisions import divisions
from kg.vocabulary import CONCEPT_FACETS, DCTERMS, GOVKG, GV, RDF, SKOS, TEXT_FACETS

#: What an entity bears once at most; several reports may differ.
_SINGLE = {SKOS["prefLabel"]: "label"} | {GOVKG[name]: name for name in sorted(CONCEPT_FACETS | TEXT_FACETS)}


@dataclass(frozen=True, slots=True)
class Choice:
    """Where graphs differ on what a thing bears once: what was kept, and what was not (labels stay as other names).

    ``what`` is ``label`` or the name of a facet; ``name`` is the key of the thing.
    """

    iri: str
    name: str
    what: str
    kept: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A division that became another: codes, names, the year (of the decision), the places of the graph (IRIs).

    ``successor`` and ``name_after`` are "" where it was divided or the table does not know, ``place_after`` where the
    graph has no such place.
    """

    code: str
    name: str
    year: int
    successor: str
    name_after: str
    place: str
    place_after: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The union, and what had to be chosen in it."""

    graph: Graph
    choices: tuple[Choice, ...]


def merge(graphs: Iterable[Graph], *, ties: bool = False) -> Merged:
    """Return the union of graphs; the same graphs give the same in any order, and in parts.

    :param ties: whether to add what the tables know: ``dcterms:isReplacedBy`` from a place to the one that took it
        over, ``skos:exactMatch`` from an indicator to the concept of ``ontology/indicators.ttl`` with its wording.
    :raises GraphError: if there is no graph, or they name their instances under different bases.
    """
    given = list(graphs)
    bases = {graph.base for graph in given}
    if len(bases) != 1:
        raise GraphError(f"Give one graph or more, all under one base; these are {len(given)} under {len(bases)}.")
    found = {triple for graph in given for triple in graph.triples}
    choices = tuple(_choices(found))
    union = Graph(_settled(found, choices), bases.pop())
    if ties:
        union = Graph([*union.triples, *_ties(union)], union.base)
    return Merged(union, choices)


def changes(graph: Graph) -> list[Change]:
    """Return the places of the graph that came to an end as divisions, by code and year, with what took them over."""
    places = _places(graph)
    found = []
    for old in divisions():
        place = places.get((old.code, old.name), "")
        if place and old.end is not None:
            new = divisions().successor_of(old)
            after = (new.code, new.name) if new else ("", "")
            found.append(Change(old.code, old.name, old.end, *after, place, places.get(after, "")))
    return sorted(found, key=lambda c: (c.code, c.year, c.name))


def _choices(found: Iterable[Triple]) -> Iterator[Choice]:
    """What is borne once and has several values, by name."""
    several: dict[tuple[NamedNode, NamedNode], set[Term]] = {}
    names: dict[Term, str] = {}
    for subject, predicate, value in found:
        if predicate in _SINGLE and isinstance(subject, NamedNode):
            several.setdefault((subject, predicate), set()).add(value)
        elif predicate == GOVKG["name"]:
            names[subject] = _text(value)
    many = [(subject, predicate, values) for (subject, predicate), values in several.items() if len(values) > 1]
    for subject, predicate, values in sorted(many, key=lambda m: (m[1].value, names.get(m[0], ""), m[0].value)):
        kept, *others = sorted((_text(v) for v in values), key=_preference)
        yield Choice(subject.value, names.get(subject, ""), _SINGLE[predicate], kept, tuple(others))


def _settled(found: Iterable[Triple], choices: Iterable[Choice]) -> Iterator[Triple]:
    """The triples with one value where one is allowed."""
    dropped = {(choice.iri, choice.what): set(choice.others) for choice in choices}
    for triple in found:
        subject, predicate, value = triple
        iri = subject.value if isinstance(subject, NamedNode) else ""
        if _text(value) in dropped.get((iri, _SINGLE.get(predicate, "")), ()):
            if predicate == SKOS["prefLabel"]:
                yield Triple(subject, SKOS["altLabel"], value)
        elif predicate != SKOS["altLabel"] or not _is_kept(iri, value, dropped):
            yield triple


def _is_kept(iri: str, value: Term, dropped: dict[tuple[str, str], set[str]]) -> bool:
    """Whether an other name of a thing is one that is dropped as label, and so comes anyhow."""
    return _text(value) in dropped.get((iri, "label"), ())


def _preference(text: str) -> tuple[int, int, str]:
    """Full wordings first (quotation marks kept), then those in Chinese marks, then as characters sort."""
    return -len(text), -sum(not c.isascii() for c in text), text


def _ties(graph: Graph) -> Iterator[Triple]:
    for change in changes(graph):
        if change.place and change.place_after:
            yield Triple(NamedNode(change.place), DCTERMS["isReplacedBy"], NamedNode(change.place_after))
    indicators = {s for s, p, o in graph.triples if p == RDF["type"] and o == GOVKG["Indicator"]}
    for subject, predicate, value in graph.triples:
        if predicate == SKOS["prefLabel"] and subject in indicators:
            found = concordance().find(_text(value))
            if found and not found.subject:
                yield Triple(subject, SKOS["exactMatch"], NamedNode(found.iri))


def _places(graph: Graph) -> dict[tuple[str, str], str]:
    """Return the places that are divisions: IRI by code (stated, or of the only one ever called so) and name."""
    found = {}
    for place in graph.entities("Place"):
        codes = {dict(place.facets).get("areaCode", "")} - {""} or {d.code for d in divisions().by_name(place.label)}
        if len(codes) == 1:
            found[(codes.pop(), place.label)] = place.iri
    return found


def _text(value: Term) -> str:
    return value.value if isinstance(value, Literal) else GV.name(value) or str(value)

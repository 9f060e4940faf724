"""Graphs into one, by identity alone: what has one IRI is one thing, and nothing else is.

The union is of triples. Two graphs may word the name of one thing differently, or file it differently; the ontology
allows one value, so one is chosen and the other wordings are kept as other names. The choice looks at the values only,
never at their order or number, so that graphs merged in parts or in any order give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import GraphError
from kg.graph import Graph
from kg.identity import fold
from kg.index import Index, Term
from kg.indicators import concordance
from kg.lexicon.divisions import Division, divisions
from kg.nodes import Thing
from kg.vocabulary import CONCEPT_FACETS, DCTERMS, GOVKG, RDF, SKOS, TEXT_FACETS

#: Facets of which an entity bears one; several reports may differ.
_SINGLE = frozenset(GOVKG[name] for name in CONCEPT_FACETS | TEXT_FACETS)
_LABEL = SKOS["prefLabel"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Where graphs differ on what a thing may bear once: what was kept, and what was not (of labels: as other names).

    ``what`` is ``label`` or the name of a facet.
    """

    iri: str
    what: str
    kept: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A division that became another: codes and names, the year (that of the decision), and the places of the graph.

    ``successor`` and ``name_after`` are "" where it was divided or the table does not know.
    """

    code: str
    name: str
    year: int
    successor: str
    name_after: str
    place: str  # IRI of the place under its old name, "" where the graph has none
    place_after: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The union and what had to be chosen in it."""

    graph: Graph
    choices: tuple[Choice, ...]


def merge(graphs: Iterable[Graph], *, ties: bool = False) -> Merged:
    """Return the union of graphs. In any order, and in parts, the same graphs give the same.

    :param ties: whether to add what the tables know: ``dcterms:isReplacedBy`` from a place to the one that took it
        over, ``skos:exactMatch`` from an indicator to the concept of ``ontology/indicators.ttl`` that has its wording.
    :raises GraphError: if there is no graph, or they name their instances under different bases.
    """
    given = list(graphs)
    bases = {graph.base for graph in given}
    if len(bases) != 1:
        raise GraphError(f"Give graphs to merge, all under one base; these are {len(given)} under {len(bases)}.")
    index = Index(sorted({triple for graph in given for triple in graph.triples}, key=str))
    choices: list[Choice] = []
    union = Graph(_chosen(index, choices), bases.pop())
    if ties:
        union = Graph([*union.triples, *_ties(union)], union.base)
    return Merged(union, tuple(sorted(choices, key=lambda c: (c.what, c.kept, c.iri))))


def changes(graph: Graph) -> list[Change]:
    """Return the divisions of the graph that came to an end, with what took them over as the code table says."""
    places = _places(graph)
    found = []
    for code in sorted(places.keys() | _codes(graph)):
        for old in (row for row in divisions() if row.code == code and row.end is not None):
            if places.get(code, {}).keys() & {old.name, old.short} or code not in places:
                found.append(_change(old, places))
    return found


def place_names(graph: Graph) -> dict[str, str]:
    """Return the label of each place by its IRI."""
    return {place.iri: place.label for place in graph.entities("Place")}


def _chosen(index: Index, choices: list[Choice]) -> Iterator[Triple]:
    for subject in index.subjects():
        for predicate, values in index.properties(subject):
            single = predicate == _LABEL or predicate in _SINGLE
            if not single or len(values) == 1 or not isinstance(subject, NamedNode):
                kept = values[0] if single and len(values) == 1 else None
                yield from (Triple(subject, predicate, v) for v in values if kept is None or v == kept)  # type: ignore[arg-type]
                continue
            ranked = sorted(values, key=_rank)
            others = tuple(_text(v) for v in ranked[1:])
            choices.append(Choice(subject.value, _what(predicate), _text(ranked[0]), others))
            yield Triple(subject, predicate, ranked[0])
            if predicate == _LABEL:
                yield from (Triple(subject, SKOS["altLabel"], v) for v in ranked[1:])

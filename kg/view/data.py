"""Graph → what the page shows: nodes, links and claims as numbers into lists, nodes by importance."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph import Graph
from kg.index import Index
from kg.nodes import Figure, Statement, Thing
from kg.view.documents import Document, Part, Parts, documents_of
from kg.view.legend import Legend


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: the number of a document, and UTF-16 offsets into its text."""

    doc: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """An entity or figure. ``parts`` are the sections that speak of it, foremost first, ``first`` where it is met."""

    iri: str
    name: str  # local name
    kind: str
    label: str
    aliases: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]
    figure: Figure | None
    evidence: Place | None  # of a figure
    parts: tuple[int, ...]
    docs: tuple[int, ...]
    first: tuple[int, int]
    degree: int
    reports: bool  # whether it is the body that reports


@dataclass(frozen=True, slots=True)
class Said:
    """A claim between the nodes numbered ``head`` and ``tail``."""

    head: int
    relation: str
    tail: int
    modality: str
    subject_by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """All claims from one node to another, drawn as one line; ``claims`` are their numbers."""

    head: int
    tail: int
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything the page shows. The number of a node is its rank: 0 is the most important."""

    base: str
    documents: tuple[Document, ...]
    parts: Sequence[Part]
    nodes: tuple[Node, ...]
    claims: tuple[Said, ...]
    links: tuple[Link, ...]

    def reporters(self) -> list[int]:
        """Return the nodes that report, by rank."""
        return [number for number, node in enumerate(self.nodes) if node.reports]


def model_of(graph: Graph, legend: Legend) -> Model:
    """Return the page's model of a graph.

    :raises GraphError: where a report has no text, or a claim names what is not in the graph.
    """
    base = _base(graph)
    documents, parts = documents_of(Index(graph.triples), base)
    gathered = _Gathered(graph, base, documents, parts)
    nodes = sorted(gathered.nodes(), key=lambda n: (not n.reports, -_importance(n, legend), n.first, n.iri))
    number = {node.iri: i for i, node in enumerate(nodes)}
    claims = tuple(gathered.said(claim, number) for claim in graph.claims if claim.head.iri != claim.tail.iri)
    return Model(base, documents, parts, tuple(nodes), claims, tuple(_links(claims)))


def _base(graph: Graph) -> str:
    """Return what the IRIs of all nodes begin with, up to a slash or hash: the base they were built with."""
    iris = [thing.iri for thing in graph.entities()] + [figure.iri for figure in graph.observations]
    first, last = min(iris, default=graph.base), max(iris, default=graph.base)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[: max(first.rfind("/", 0, same), first.rfind("#", 0, same)) + 1]


def _importance(node: Node, legend: Legend) -> float:
    """Return what decides who is seen first: the class, and how much is claimed (in halves, so that it is exact)."""
    return round(legend.weight(node.kind) * (1 + math.log2(1 + node.degree)), 6)


class _Gathered:
    """Makes nodes and claims. What is known of the nodes, collected over claims, figures and mentions."""

    def __init__(self, graph: Graph, base: str, documents: tuple[Document, ...], parts: Parts) -> None:
        self.things: list[Thing | Figure] = [*graph.entities(), *graph.observations]
        self.base = base
        self.parts, self.documents = parts, documents
        self.doc = {d.iri: i for i, d in enumerate(documents)}
        self.degree: Counter[str] = Counter()
        self.places: dict[str, list[Place]] = defaultdict(list)
        for claim in graph.claims:
            place = self.place(claim)
            for end in (claim.head, claim.tail):
                self.degree[end.iri] += 2 if claim.modality == "asserted" else 1
                self.places[end.iri].append(place)
        for figure in graph.observations:
            self.places[figure.iri].append(self.place(figure))
        for i, document in enumerate(documents):
            for begin, end_, iri in document.mentions:
                self.places[iri].append(Place(i, begin, end_))

    def place(self, said: Statement | Figure) -> Place:
        doc = self.doc[said.report]
        shift = self.documents[doc].shift
        return Place(doc, shift(said.evidence.begin), shift(said.evidence.end))

    def nodes(self) -> Iterable[Node]:
        reporters = {d.reporter for d in self.documents}
        for thing in self.things:
            places = self.places[thing.iri]
            figure = thing if isinstance(thing, Figure) else None
            yield Node(
                iri=thing.iri,
                name=thing.iri.removeprefix(self.base),
                kind=thing.kind,
                label=thing.label if isinstance(thing, Thing) else _words(thing),
                aliases=thing.aliases if isinstance(thing, Thing) else (),
                facets=thing.facets if isinstance(thing, Thing) else (),
                figure=figure,
                evidence=self.place(figure) if figure else None,
                parts=_foremost(self.parts.at(p.doc, p.begin) for p in places),
                docs=tuple(sorted({p.doc for p in places})),
                first=min(((p.doc, p.begin) for p in places), default=(len(self.documents), 0)),
                degree=self.degree[thing.iri],
                reports=thing.iri in reporters,
            )

    def said(self, claim: Statement, number: Mapping[str, int]) -> Said:
        ends = number[claim.head.iri], number[claim.tail.iri]
        return Said(ends[0], claim.relation, ends[1], claim.modality, claim.subject_by, self.place(claim))


def _words(figure: Figure) -> str:
    """A figure in the report's own words: indicator and value as worded."""
    return f"{figure.indicator} {figure.value_text or format(figure.value, 'f') + figure.measure_word}".strip()


def _foremost(parts: Iterable[int]) -> tuple[int, ...]:
    """Return the parts, each once, the most frequent first, of equals the earlier."""
    counted = Counter(part for part in parts if part >= 0)
    return tuple(sorted(counted, key=lambda part: (-counted[part], part)))


def _links(claims: tuple[Said, ...]) -> Iterable[Link]:
    by_ends: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        by_ends[claim.head, claim.tail].append(i)
    for (head, tail), found in sorted(by_ends.items()):
        yield Link(head, tail, tuple(found))

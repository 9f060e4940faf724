"""The graph as the Python API gives it: from facts or files, read as objects, with SPARQL, in rdflib and networkx."""

from __future__ import annotations

import os
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse, serialize
from pyoxigraph import Quad as _Quad

from kg.errors import GraphError
from kg.facts import KINDS, Facts
from kg.files import write_whole
from kg.index import Index, Term
from kg.nodes import Figure, Statement, Thing, figure_of, statement_of, thing_of
from kg.rdf import arrange, triples, write
from kg.read.report import Report
from kg.vocabulary import BASE, GOVKG, XSD, prefixes

if TYPE_CHECKING:
    import networkx
    import rdflib

#: A cell of a query's answer: an IRI or text as str, a number as int, Decimal or float; None where it is unbound.
Value = str | int | Decimal | float | bool | None

_INTEGERS = {XSD[name] for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long")}
_FLOATS = {XSD["double"], XSD["float"]}


class Graph:
    """A knowledge graph of one report or many. It is read-only; every view of it is made when first asked for."""

    def __init__(self, found: Iterable[Triple], base: str = BASE) -> None:
        self.triples: tuple[Triple, ...] = tuple(arrange(found))
        self.base = base

    @classmethod
    def from_facts(cls, report: Report, facts: Facts, base: str = BASE) -> Graph:
        """Return the graph of one report; raise ExtractionError where the facts do not fit it."""
        return cls(triples(report, facts, base), base)

    @classmethod
    def load(cls, *paths: str | os.PathLike[str], base: str = BASE) -> Graph:
        """Return the union of the graphs in files (Turtle, or what the suffix says); ``base`` is written as ``id:``.

        :raises GraphError: if a file cannot be read.
        """
        return cls((triple for path in paths for triple in _read(Path(path))), base)

    def __len__(self) -> int:
        return len(self.triples)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the graph (Turtle, or what the suffix says) and return the path; the file is whole or not there.

        :raises GraphError: if it cannot be written.
        """
        target = Path(path)
        form = _format(target)
        if form == RdfFormat.TURTLE:
            data = write(self.triples, self.base)
        else:
            data = serialize(self.triples, format=form, prefixes=prefixes(self.base)) or b""
        write_whole(target, data)
        return target

    @cached_property
    def store(self) -> Store:
        """The graph in an Oxigraph store, which keeps numbers by value: nonNegativeInteger comes back as integer."""
        store = Store()
        store.extend(_Quad(*triple) for triple in self.triples)
        return store

    @cached_property
    def rdf(self) -> rdflib.Graph:
        """The graph for rdflib, over a store of its own: what is changed there does not change this graph."""
        import rdflib
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        store = Store()
        store.extend(_Quad(*triple) for triple in self.triples)
        graph = rdflib.Graph(OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)
        for prefix, namespace in prefixes(self.base).items():
            graph.bind(prefix, namespace)
        return graph

    def query(self, sparql: str) -> list[dict[str, Value]]:
        """Return the rows of a SPARQL SELECT, each a dictionary by variable; the usual prefixes are declared.

        :raises GraphError: if the query is no valid SELECT.
        """
        try:
            found = self.store.query(sparql, prefixes=prefixes(self.base))
        except (SyntaxError, ValueError) as error:
            raise GraphError(f"The query cannot be understood, correct it: {error}.") from error
        if not isinstance(found, QuerySolutions):
            raise GraphError("Only SELECT has rows; put other forms of query to Graph.rdf.query or Graph.store.query.")
        names = [variable.value for variable in found.variables]
        return [{name: _value(cell) for name, cell in zip(names, row, strict=True)} for row in found]

    @cached_property
    def _index(self) -> Index:
        return Index(self.triples)

    @cached_property
    def _nodes(self) -> dict[Term, Thing | Figure]:
        """Entities, then observations, by node."""
        nodes: dict[Term, Thing | Figure] = {}
        for kind in KINDS:
            found = ((node, thing_of(self._index, node, kind)) for node in self._index.instances(GOVKG[kind]))
            nodes |= dict(sorted(found, key=lambda pair: (pair[1].label, pair[1].iri)))
        for node in self._index.instances(GOVKG["Observation"]):
            nodes[node] = figure_of(self._index, node)
        return nodes

    @property
    def agencies(self) -> list[Thing]:
        """The agencies, by label."""
        return self.entities("Agency")

    def entities(self, kind: str | None = None) -> list[Thing]:
        """Return the entities, of all kinds or one, by kind and label; raise GraphError for a kind that is none."""
        if kind is not None and kind not in KINDS:
            raise GraphError(f"There is no kind of entity called “{kind}”; use one of {', '.join(KINDS)}.")
        return [n for n in self._nodes.values() if isinstance(n, Thing) and kind in (None, n.kind)]

    @cached_property
    def observations(self) -> tuple[Figure, ...]:
        """The figures, report by report in the order of the text."""
        figures = (n for n in self._nodes.values() if isinstance(n, Figure))
        return tuple(sorted(figures, key=lambda f: (f.report, f.evidence, f.iri)))

    @cached_property
    def claims(self) -> tuple[Statement, ...]:
        """The claims, report by report in the order of the text, planned ones among them."""
        found = (statement_of(self._index, node, self._nodes) for node in self._index.instances(GOVKG["Claim"]))
        return tuple(sorted(found, key=lambda c: (c.report, c.evidence, c.relation, c.iri)))

    def claims_where(
        self,
        relation: str | None = None,
        head: str | None = None,
        tail: str | None = None,
        modality: str | None = None,
    ) -> list[Statement]:
        """Return the claims that fit; ``head`` and ``tail`` are labels, other names, keys, indicators or IRIs."""
        return [
            claim
            for claim in self.claims
            if relation in (None, claim.relation)
            and modality in (None, claim.modality)
            and (head is None or claim.head.answers_to(head))
            and (tail is None or claim.tail.answers_to(tail))
        ]

    @cached_property
    def networkx(self) -> networkx.MultiDiGraph[Any]:
        """Entities and observations as nodes (IRI; label, kind), claims as edges (relation, modality, evidence)."""
        import networkx

        graph: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
        for node in self._nodes.values():
            graph.add_node(node.iri, label=node.label, kind=node.kind)
        for c in self.claims:
            more = {"relation": c.relation, "modality": c.modality, "evidence": c.evidence.text}
            graph.add_edge(c.head.iri, c.tail.iri, key=c.iri, **more)
        return graph


def _read(path: Path) -> Iterable[Triple]:
    try:
        for quad in parse(path=str(path), format=_format(path), rename_blank_nodes=True):
            yield Triple(quad.subject, quad.predicate, quad.object)
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"The graph {path} cannot be read; give a file that kg wrote: {error}.") from error


def _format(path: Path) -> RdfFormat:
    return RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE


def _value(cell: Term | None) -> Value:
    if not isinstance(cell, Literal):
        return None if cell is None else cell.value if isinstance(cell, NamedNode) else str(cell)
    if cell.datatype in _INTEGERS:
        return int(cell.value)
    if cell.datatype == XSD["decimal"]:
        return Decimal(cell.value)
    if cell.datatype in _FLOATS:
        return float(cell.value)
    return cell.value == "true" if cell.datatype == XSD["boolean"] else cell.value

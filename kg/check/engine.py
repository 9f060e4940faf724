"""pySHACL with the shapes of this package: graphs in, results out; rdflib and pySHACL are imported when it runs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.check.source import name_of
from kg.check.views import SH
from kg.errors import GraphError
from kg.index import Term
from kg.ontology_files import ontology_text
from kg.vocabulary import XSD

if TYPE_CHECKING:
    import rdflib

_SEVERITIES = {SH[name].value: name.lower() for name in ("Violation", "Warning", "Info")}


class FailureError(GraphError):
    """The graph is such that pySHACL gives up."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result of pySHACL; ``shape`` is the named shape whose part was not met."""

    shape: Term
    focus: Term
    severity: str
    message_zh: str
    message_en: str
    constraint: str  # IRI of the constraint component


@cache
def shapes() -> tuple[Triple, ...]:
    """Return the triples of ontology/shapes.ttl."""
    found = parse(ontology_text("shapes.ttl"), format=RdfFormat.TURTLE)
    return tuple(Triple(quad.subject, quad.predicate, quad.object) for quad in found)


def validate(graph: rdflib.Graph, shape: Term | None = None, node: Term | None = None) -> list[Result]:
    """Return the results of pySHACL on a graph, for all shapes and nodes, or for one of them alone.

    :raises FailureError: where it cannot go on.
    """
    try:
        import pyshacl
        from pyshacl.errors import ReportableRuntimeError
        from rdflib.namespace import SH as TERMS
    except ImportError as fault:
        raise GraphError("The shapes cannot be checked without pySHACL; install it: pip install pyshacl.") from fault
    chosen: dict[str, Any] = {"use_shapes": shape, "focus_nodes": node}
    chosen = {key: [name_of(term)] for key, term in chosen.items() if term is not None}
    with _quiet("rdflib.term"):
        try:
            _, report, _ = pyshacl.validate(graph, shacl_graph=_shapes_for_rdflib(), inplace=True, **chosen)
        except (ReportableRuntimeError, TypeError, ValueError) as fault:
            raise FailureError(f"The shapes cannot be checked, correct the graph: {str(fault).rstrip('.')}.") from fault
    owners, found = _owners(), []
    for result in report.objects(None, TERMS.result):
        said = {message.language: str(message) for message in report.objects(result, TERMS.resultMessage)}
        part, focus = (_term(report.value(result, TERMS[name])) for name in ("sourceShape", "focusNode"))
        found.append(
            Result(
                shape=owners.get(part, part),
                focus=focus,
                severity=_SEVERITIES.get(str(report.value(result, TERMS.resultSeverity)), "violation"),
                message_zh=said.get("zh", ""),
                message_en=said.get("en", next(iter(sorted(said.values())), "")),
                constraint=str(report.value(result, TERMS.sourceConstraintComponent)),
            )
        )
    return found


@cache
def _owners() -> dict[Term, Term]:
    """Return, for each blank node of the shapes, the named shape that it is part of."""
    parts: dict[Term, list[Term]] = {}
    for subject, _, value in shapes():
        if isinstance(value, BlankNode):
            parts.setdefault(subject, []).append(value)
    owners: dict[Term, Term] = {}
    for root in [node for node in parts if isinstance(node, NamedNode)]:
        pending: list[Term] = [root]
        while pending:
            for part in parts.get(pending.pop(), []):
                owners[part] = root
                pending.append(part)
    return owners


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a logger still: rdflib tells of every literal that is not of its datatype, and so do the findings."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


@cache
def _shapes_for_rdflib() -> rdflib.Graph:
    return to_rdflib(shapes())


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples as a graph of rdflib."""
    import rdflib

    def convert(term: Any) -> rdflib.term.Node:
        if isinstance(term, NamedNode):
            return rdflib.URIRef(term.value)
        if isinstance(term, BlankNode):
            return rdflib.BNode(term.value)
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = None if term.datatype == XSD["string"] else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype)

    graph = rdflib.Graph()
    with _quiet("rdflib.term"):
        for subject, predicate, value in triples:
            graph.add((convert(subject), convert(predicate), convert(value)))
    return graph


def _term(node: Any) -> Term:
    """Return an rdflib term as pyoxigraph's."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))

"""The SHACL shapes on a built graph, by pySHACL: on the quotient that means the same to them, in a tenth of the time.

Where the shapes use what the quotient does not understand, or the graph has classes of its own, the whole is validated.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.check.locate import Locator
from kg.check.quotient import Quotient, reduce
from kg.check.report import Finding, messages
from kg.check.source import name_of
from kg.check.views import SH, NotUnderstoodError, View, views
from kg.errors import GraphError
from kg.index import Index, Term
from kg.ontology_files import ontology_text
from kg.vocabulary import RDFS, XSD

if TYPE_CHECKING:
    import rdflib

GSH = "https://w3id.org/govkg/shapes#"
_SEVERITIES = {SH[name].value: name.lower() for name in ("Violation", "Warning", "Info")}


@cache
def shapes() -> tuple[Triple, ...]:
    """Return the triples of ontology/shapes.ttl."""
    found = parse(ontology_text("shapes.ttl"), format=RdfFormat.TURTLE)
    return tuple(Triple(quad.subject, quad.predicate, quad.object) for quad in found)


@cache
def shape_views() -> tuple[View, ...]:
    """Return what the shapes see, empty where a quotient cannot be had."""
    try:
        return tuple(views(shapes()))
    except NotUnderstoodError:
        return ()


def check_shapes(triples: Iterable[Triple], index: Index, locator: Locator) -> list[Finding]:
    """Return where the graph does not keep what ontology/shapes.ttl promises.

    :param index: of the same triples.
    :raises GraphError: if pySHACL is not installed.
    """
    seen = shape_views()
    small = reduce(index, seen) if seen and not any(True for _ in index.pairs(RDFS["subClassOf"])) else None
    results = _results(small) if small else _validate(_rdflib(triples))
    found: dict[tuple[Term, Term, str], Finding] = {}
    for result in sorted(results, key=lambda result: result.constraint):
        alike = small.stands_for.get((result.shape, result.focus), ()) if small else (result.focus,)
        for node in alike:
            key = result.shape, node, result.message_en  # of several constraints with one message the first
            if key not in found:
                found[key] = _finding(result, node, locator)
    return list(found.values())


def _results(small: Quotient) -> list[_Result]:
    """Return the results on a small graph; what pySHACL cannot judge is looked for node by node, and is a result."""
    graph = _rdflib(small.triples)
    try:
        return _validate(graph)
    except _FailureError:
        return [result for shape in shape_views() for result in _results_of(graph, small, shape.shape)]


def _results_of(graph: rdflib.Graph, small: Quotient, shape: Term) -> list[_Result]:
    """Return the results of one shape; one that fails is tried again on each node."""
    try:
        return _validate(graph, shape)
    except _FailureError:
        found = []
    for node in [node for targeting, node in small.stands_for if targeting == shape]:
        try:
            found += _validate(graph, shape, node)
        except _FailureError as fault:
            zh, en = (messages()["shapes-failed"][language].format(reason=fault) for language in ("zh", "en"))
            found.append(_Result(shape, node, "violation", zh, en, SH["FailureConstraintComponent"].value))
    return found


def _finding(result: _Result, node: Term, locator: Locator) -> Finding:
    """Return what a result says, said of one of the nodes of which it holds."""
    name = name_of(result.shape).removeprefix(GSH)
    return Finding(
        severity=result.severity,
        code=f"shape-{name}",
        message_zh=result.message_zh or messages()["shapes"].get(name, ""),
        message_en=result.message_en,
        focus=name_of(node),
        places=locator.of(node),
        shape=name_of(result.shape),
        constraint=result.constraint,
    )


class _FailureError(GraphError):
    """The graph is such that pySHACL gives up."""


@dataclass(frozen=True, slots=True)
class _Result:
    """One result of pySHACL; ``shape`` is the named shape whose part was not met."""

    shape: Term
    focus: Term
    severity: str
    message_zh: str
    message_en: str
    constraint: str


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


def _validate(graph: rdflib.Graph, shape: Term | None = None, node: Term | None = None) -> list[_Result]:
    """Return the results of pySHACL on a graph, for all shapes and nodes, or for one of them alone.

    :raises _FailureError: where it cannot go on.
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
            _, report, _ = pyshacl.validate(graph, shacl_graph=_rdflib_shapes(), inplace=True, **chosen)
        except (ReportableRuntimeError, TypeError, ValueError) as fault:
            raise _FailureError(f"The shapes cannot be checked; correct the graph: {fault}.") from fault
    owners, found = _owners(), []
    for result in report.objects(None, TERMS.result):
        said = {message.language: str(message) for message in report.objects(result, TERMS.resultMessage)}
        part, focus = (_term(report.value(result, TERMS[name])) for name in ("sourceShape", "focusNode"))
        found.append(
            _Result(
                shape=owners.get(part, part),
                focus=focus,
                severity=_SEVERITIES.get(str(report.value(result, TERMS.resultSeverity)), "violation"),
                message_zh=said.get("zh", ""),
                message_en=said.get("en", next(iter(sorted(said.values())), "")),
                constraint=str(report.value(result, TERMS.sourceConstraintComponent)),
            )
        )
    return found


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
def _rdflib_shapes() -> rdflib.Graph:
    return _rdflib(shapes())


def _rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
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

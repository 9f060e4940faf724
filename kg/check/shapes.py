"""The SHACL shapes on a built graph, by pySHACL: on the quotient that means the same to them, in a tenth of the time.

Where the shapes use what the quotient does not understand, or the graph brings classes of its own, the whole graph is validated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.check.locate import Locator
from kg.check.quotient import reduce
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
    owners, stands_for = _owners(), small.stands_for if small else {}
    found = []
    for shape_part, focus, severity, message in _validate(small.triples if small else triples):
        shape = owners.get(shape_part, shape_part)
        for node in stands_for.get((shape, focus), []) if small else [focus]:
            name = name_of(shape).removeprefix(GSH)
            chinese = messages()["shapes"].get(name, message)
            iri = name_of(node)
            found.append(Finding(severity, f"shape-{name}", chinese, message, iri, locator.of(node), name_of(shape)))
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
        pending = [root]
        while pending:
            for part in parts.get(pending.pop(), []):
                owners[part] = root
                pending.append(part)
    return owners


def _validate(triples: Iterable[Triple]) -> Iterator[tuple[Term, Term, str, str]]:
    """Run pySHACL; yield of each result the shape (or the part of one), the focus node, the severity and the message."""
    try:
        import pyshacl
        from rdflib.namespace import SH as RDFLIB_SH
    except ImportError as fault:
        raise GraphError("The shapes cannot be checked without pySHACL; install it: pip install pyshacl.") from fault
    _, report, _ = pyshacl.validate(_rdflib(triples), shacl_graph=_rdflib(shapes()), inplace=True)
    for result in report.objects(None, RDFLIB_SH.result):
        part, focus, severity, message = (
            report.value(result, RDFLIB_SH[name])
            for name in ("sourceShape", "focusNode", "resultSeverity", "resultMessage")
        )
        yield _term(part), _term(focus), _SEVERITIES.get(str(severity), "violation"), str(message or "")


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
    for triple in triples:
        graph.add(tuple(map(convert, triple)))
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

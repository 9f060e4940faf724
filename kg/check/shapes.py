"""The SHACL shapes on a built graph, by pySHACL: on the quotient that means the same to them, in a tenth of the time.

Where the shapes use what the quotient does not understand, or the graph has classes of its own, the whole is validated.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from kg.check.engine import FailureError, Result, shapes, to_rdflib, validate
from kg.check.locate import Locator
from kg.check.quotient import Quotient, reduce
from kg.check.report import Finding, messages
from kg.check.source import name_of
from kg.check.views import SH, NotUnderstoodError, View, views
from kg.index import Index, Term
from kg.vocabulary import RDFS

if TYPE_CHECKING:
    import rdflib

GSH = "https://w3id.org/govkg/shapes#"


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
    results = _results(small) if small else validate(to_rdflib(triples))
    found: dict[tuple[Term, Term, str], Finding] = {}
    for result in sorted(results, key=lambda result: result.constraint):
        alike = small.stands_for.get((result.shape, result.focus), ()) if small else (result.focus,)
        for node in alike:
            key = result.shape, node, result.message_en  # of several constraints with one message the first
            if key not in found:
                found[key] = _finding(result, node, locator)
    return list(found.values())


def _results(small: Quotient) -> list[Result]:
    """Return the results on a small graph; what pySHACL cannot judge is looked for node by node, and is a result."""
    graph = to_rdflib(small.triples)
    try:
        return validate(graph)
    except FailureError:
        return [result for shape in shape_views() for result in _results_of(graph, small, shape.shape)]


def _results_of(graph: rdflib.Graph, small: Quotient, shape: Term) -> list[Result]:
    """Return the results of one shape; one that fails is tried again on each node."""
    try:
        return validate(graph, shape)
    except FailureError:
        found = []
    for node in [node for targeting, node in small.stands_for if targeting == shape]:
        try:
            found += validate(graph, shape, node)
        except FailureError as fault:
            zh, en = (messages()["shapes-failed"][language].format(reason=fault) for language in ("zh", "en"))
            found.append(Result(shape, node, "violation", zh, en, SH["FailureConstraintComponent"].value))
    return found


def _finding(result: Result, node: Term, locator: Locator) -> Finding:
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

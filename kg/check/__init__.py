"""The quality of a built graph: SHACL shapes, integrity, arithmetic and coverage, in one report.

>>> from kg.check import check
>>> report = check(kg.Graph.load("report.ttl"))     # doctest: +SKIP
>>> report.summary()                                # doctest: +SKIP
"""

from __future__ import annotations

from kg.check.arithmetic import check_arithmetic
from kg.check.coverage import coverage_of
from kg.check.integrity import check_claims, check_figures, check_text
from kg.check.locate import Locator
from kg.check.report import SEVERITIES, Coverage, Finding, Place, QualityReport, arranged
from kg.check.shapes import check_shapes
from kg.check.source import Source, sources
from kg.graph import Graph
from kg.index import Index
from kg.vocabulary import GOVKG

__all__ = ["SEVERITIES", "Coverage", "Finding", "Place", "QualityReport", "check"]


def check(graph: Graph, *more: Graph, shapes: bool = True) -> QualityReport:
    """Return the quality report of graphs, each of one report or many; nothing but the graphs is read.

    Each graph must keep its promises by itself; the figures of all reports are held against each other.

    :param shapes: whether to validate the SHACL shapes too, which takes most of the time.
    :raises GraphError: if a graph holds no report with its text, or pySHACL is not installed.
    """
    findings: list[Finding] = []
    found: dict[str, Source] = {}
    claims = 0
    for one in (graph, *more):
        index = Index(one.triples)
        found |= {source.iri: source for source in sources(index)}
        locator = Locator(index)
        findings += check_claims(index, locator)
        claims += len(index.instances(GOVKG["Claim"]))
        if shapes:
            findings += check_shapes(one.triples, index, locator)
    coverage: list[Coverage] = []
    for source in found.values():
        rows, missing = coverage_of(source)
        coverage += rows
        findings += [*check_text(source), *check_figures(source), *missing]
    disagreeing, compared = check_arithmetic(list(found.values()))
    checked = {
        "stretches": sum(len(source.stretches) for source in found.values()),
        "claims": claims,
        "figures": sum(len(source.figures) for source in found.values()),
        **dict(sorted(compared.items())),
    }
    return QualityReport(
        findings=arranged([*findings, *disagreeing]),
        checked=tuple(checked.items()),
        coverage=tuple(coverage),
        reports=len(found),
        triples=sum(len(one) for one in (graph, *more)),
    )

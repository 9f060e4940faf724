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
from kg.check.source import sources
from kg.graph import Graph
from kg.index import Index
from kg.vocabulary import GOVKG

__all__ = ["SEVERITIES", "Coverage", "Finding", "Place", "QualityReport", "check"]


def check(graph: Graph, *, shapes: bool = True) -> QualityReport:
    """Return the quality report of a graph of one report or many; nothing but the graph is read.

    :param shapes: whether to validate the SHACL shapes too, which takes most of the time.
    :raises GraphError: if the graph holds no report with its text, or pySHACL is not installed.
    """
    index = Index(graph.triples)
    found, locator = sources(index), Locator(index)
    findings, compared = check_arithmetic(found)
    coverage = []
    for source in found:
        findings += [*check_text(source), *check_figures(source)]
        rows, missing = coverage_of(source)
        coverage += rows
        findings += missing
    findings += check_claims(index, locator)
    if shapes:
        findings += check_shapes(graph.triples, index, locator)
    checked = {
        "stretches": sum(len(source.stretches) for source in found),
        "claims": len(index.instances(GOVKG["Claim"])),
        "figures": sum(len(source.figures) for source in found),
        **dict(sorted(compared.items())),
    }
    return QualityReport(arranged(findings), tuple(checked.items()), tuple(coverage), len(found), len(graph))

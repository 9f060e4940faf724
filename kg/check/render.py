"""A quality report for machines: JSON in one fixed order, and RDF as a ``sh:ValidationReport``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.check.report import SEVERITIES, Coverage, Finding, Place, QualityReport
from kg.check.shapes import GSH
from kg.check.views import SH
from kg.vocabulary import GOVKG, NIF, RDF, XSD, prefixes

#: Of the JSON; a field that goes or changes its meaning makes another number.
SCHEMA = 1


def to_json(report: QualityReport) -> str:
    """Return the report as JSON: counts, what was checked, coverage by section, findings, each in a fixed order."""
    content = {
        "schema": SCHEMA,
        "reports": report.reports,
        "triples": report.triples,
        "counts": {severity: report.count(severity) for severity in SEVERITIES},
        "checked": dict(report.checked),
        "coverage": [_row(row) for row in report.coverage],
        "findings": [_found(one) for one in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_turtle(report: QualityReport) -> bytes:
    """Return the report as Turtle in UTF-8: one ``sh:result`` for each finding, its words as ``govkg:evidence``.

    As SHACL has it, ``sh:conforms`` is true only where nothing was found, be it for information only.
    """
    known = prefixes() | {"sh": SH.iri, "gsh": GSH}
    return serialize(_triples(report), format=RdfFormat.TURTLE, prefixes=known) or b""


def _row(row: Coverage) -> dict[str, Any]:
    return {
        "report": row.report,
        "section": row.section or None,
        "heading": row.heading,
        "kind": row.kind,
        "begin": row.begin,
        "end": row.end,
        "sentences": row.sentences,
        "with_facts": row.with_facts,
        "share": round(row.share, 4),
    }


def _found(one: Finding) -> dict[str, Any]:
    return {
        "severity": one.severity,
        "code": one.code,
        "message": {"zh": one.message_zh, "en": one.message_en},
        "focus": one.focus,
        "places": [{"report": p.report, "begin": p.begin, "end": p.end, "text": p.text} for p in one.places],
        "shape": one.shape or None,
    }


def _triples(report: QualityReport) -> Iterator[Triple]:
    whole = BlankNode("report")
    yield Triple(whole, RDF["type"], SH["ValidationReport"])
    yield Triple(whole, SH["conforms"], Literal(not report.findings))
    nodes = [BlankNode(f"result{number}") for number in range(1, len(report.findings) + 1)]
    yield from (Triple(whole, SH["result"], node) for node in nodes)
    for node, one in zip(nodes, report.findings, strict=True):
        yield from _result(node, one)


def _result(node: BlankNode, one: Finding) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], SH["ValidationResult"])
    yield Triple(node, SH["focusNode"], _node(one.focus))
    yield Triple(node, SH["resultSeverity"], SH[one.severity.capitalize()])
    for language, message in (("zh", one.message_zh), ("en", one.message_en)):
        if message:
            yield Triple(node, SH["resultMessage"], Literal(message, language=language))
    constraint = one.constraint or f"{GSH}check-{one.code}"
    yield Triple(node, SH["sourceConstraintComponent"], NamedNode(constraint))
    if one.shape:
        yield Triple(node, SH["sourceShape"], _node(one.shape))
    for number, place in enumerate(one.places, 1):
        yield from _evidence(node, BlankNode(f"{node.value}place{number}"), place)


def _evidence(node: BlankNode, span: BlankNode, place: Place) -> Iterator[Triple]:
    yield Triple(node, GOVKG["evidence"], span)
    yield Triple(span, RDF["type"], GOVKG["Span"])
    if place.report:
        yield Triple(span, GOVKG["inReport"], _node(place.report))
    for name, offset in (("beginIndex", place.begin), ("endIndex", place.end)):
        yield Triple(span, NIF[name], Literal(str(offset), datatype=XSD["nonNegativeInteger"]))
    yield Triple(span, NIF["anchorOf"], Literal(place.text))


def _node(name: str) -> NamedNode | BlankNode:
    return BlankNode(name.removeprefix("_:")) if name.startswith("_:") else NamedNode(name)

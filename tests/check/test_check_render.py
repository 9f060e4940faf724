"""The quality report for machines: JSON in a fixed order, RDF that two parsers read and SHACL defines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from made_graphs import cases, made
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import RDF, SH

from kg.check import SEVERITIES, Finding, Place, QualityReport, check
from kg.check.render import to_json, to_turtle

GOVKG = rdflib.Namespace("https://w3id.org/govkg/ontology#")
NIF = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
FOCUS = "https://w3id.org/govkg/id/claim-1"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> QualityReport:
    wanted = ("a rate that is not its counts", "all parts in brackets, one too few")
    reports = [case for case in cases("arithmetic.toml") if case["name"] in wanted]
    found = check(*made(tmp_path_factory.mktemp("made"), {"reports": reports}), shapes=False)
    broken = Finding(
        "violation",
        "shape-Label",
        "中",
        "en",
        "_:b1",
        (),
        "https://w3id.org/govkg/shapes#Label",
        f"{SH}MinCountConstraintComponent",
    )
    return QualityReport((broken, *found.findings), found.checked, found.coverage, found.reports, found.triples)


def test_json_is_stable(report: QualityReport) -> None:
    content = json.loads(to_json(report))
    assert list(content) == ["schema", "reports", "triples", "counts", "checked", "coverage", "findings"]
    assert content["schema"] == 1
    assert content["counts"] == {"violation": 1, "warning": 2, "info": 0}
    assert content["checked"]["rate"] == content["checked"]["breakdown"] == 1
    broken, breakdown, rate = content["findings"]
    assert broken == {
        "severity": "violation",
        "code": "shape-Label",
        "message": {"zh": "中", "en": "en"},
        "focus": "_:b1",
        "places": [],
        "shape": "https://w3id.org/govkg/shapes#Label",
    }
    assert (breakdown["code"], breakdown["shape"]) == ("breakdown", None)
    assert [(place["begin"], place["text"]) for place in rate["places"]] == [
        (18, "优良率85%"),
        (11, "优良304宗"),
        (0, "抽查案卷320宗"),
    ]
    assert rate["message"] == {
        "zh": "“优良率”写为85%，按文中数字计算为95%（抽查案卷（优良） 304宗，抽查案卷 320宗）。",
        "en": "“优良率” is stated as 85%, but the figures beside it give 95% (抽查案卷（优良） 304宗，抽查案卷 320宗).",
    }
    assert {row["share"] for row in content["coverage"]} == {1.0}


def test_json_of_nothing() -> None:
    content = json.loads(to_json(QualityReport()))
    assert (content["findings"], content["counts"]) == ([], dict.fromkeys(SEVERITIES, 0))


def test_turtle_is_a_validation_report(report: QualityReport) -> None:
    written = to_turtle(report)
    graph = rdflib.Graph().parse(data=written, format="turtle")
    assert len(graph) == len(list(parse(written, format=RdfFormat.TURTLE)))
    (whole,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(whole, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(whole, SH.result))
    assert len(results) == len(report.findings) == 3
    for result in results:
        assert (result, RDF.type, SH.ValidationResult) in graph
        for name in ("focusNode", "resultSeverity", "sourceConstraintComponent"):
            assert len(list(graph.objects(result, SH[name]))) == 1
        assert {message.language for message in graph.objects(result, SH.resultMessage)} == {"zh", "en"}
    severities = sorted(str(graph.value(result, SH.resultSeverity)).rpartition("#")[2] for result in results)
    assert severities == ["Violation", "Warning", "Warning"]
    (shaped,) = graph.subjects(SH.sourceShape)
    assert isinstance(graph.value(shaped, SH.focusNode), rdflib.BNode)
    quoted = {str(graph.value(span, NIF.anchorOf)) for span in graph.objects(None, GOVKG.evidence)}
    assert {"优良率85%", "负责人出庭40宗"} <= quoted


def test_turtle_conforms_only_where_nothing_was_found() -> None:
    assert b"sh:conforms true" in to_turtle(QualityReport())
    info = Finding("info", "title-missed", "中", "en", FOCUS, (Place(FOCUS, 0, 1, "“引”\n"),))
    graph = rdflib.Graph().parse(data=to_turtle(QualityReport((info,))), format="turtle")
    assert (None, SH.conforms, rdflib.Literal(False)) in graph
    assert (None, NIF.anchorOf, rdflib.Literal("“引”\n")) in graph


def test_report_fails_from_the_severity_that_is_asked_for() -> None:
    warning = QualityReport((Finding("warning", "rate", "中", "en", FOCUS),))
    assert (warning.fails(), warning.fails("warning"), warning.fails("info")) == (False, True, True)
    info = QualityReport((Finding("info", "title-missed", "中", "en", FOCUS),))
    assert (info.fails("warning"), info.fails("info")) == (False, True)


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_report_is_the_same_whatever_the_hash_seed(tmp_path: Path, hash_seed: str) -> None:
    (case,) = [case for case in cases("arithmetic.toml") if case["name"] == "a rate that is not its counts"]
    made(tmp_path, case)
    code = (
        "import sys; from kg.check import check; from kg.check.render import *; from kg.graph import Graph;"
        "r = check(Graph.load(sys.argv[1])); sys.stdout.buffer.write(to_json(r).encode() + to_turtle(r))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "0.ttl")],
        env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=True,
    )
    from kg.graph import Graph

    report = check(Graph.load(tmp_path / "0.ttl"))
    assert run.stdout == to_json(report).encode() + to_turtle(report)

"""Faults put into a good graph: each is caught, with the node, the words and a message, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_graphs import cases
from pyoxigraph import RdfFormat, Triple, parse

from kg.check import SEVERITIES, QualityReport, check
from kg.check.ends import kinds_joined
from kg.check.engine import shapes
from kg.check.report import messages
from kg.check.shapes import GSH
from kg.check.source import name_of
from kg.check.views import SH
from kg.errors import GraphError
from kg.facts import KINDS
from kg.graph import Graph
from kg.index import Index
from kg.rdf import write
from kg.vocabulary import BASE, RELATIONS

GOOD = Path(__file__).parents[1] / "ontology" / "sample.ttl"
PREFIXES = "".join(line for line in GOOD.read_text(encoding="utf-8").splitlines(True) if line.startswith("@prefix"))


def parsed(turtle: str) -> set[Triple]:
    quads = parse(PREFIXES + turtle, format=RdfFormat.TURTLE)
    return {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}


def broken(folder: Path, case: dict[str, Any]) -> Graph:
    """Return the good graph with the fault of a case, written and read back."""
    good, taken = set(Graph.load(GOOD).triples), parsed(case.get("remove", ""))
    assert taken <= good, "the case takes what the graph does not hold"
    path = folder / "broken.ttl"
    path.write_bytes(write(sorted((good - taken) | parsed(case.get("add", "")), key=str)))
    return Graph.load(path)


def told(report: QualityReport) -> list[str]:
    return sorted(f"{one.code} {one.focus.removeprefix(BASE)}" for one in report.findings)


def test_faults_good_graph_has_none() -> None:
    report = check(Graph.load(GOOD))
    assert report.findings == ()
    assert dict(report.checked) == {"stretches": 34, "claims": 21, "figures": 4}
    assert report.summary() == "0 violations, 0 warnings, 0 info; 6 of 7 sentences with a fact (86%)"
    assert not report.fails("warning")


def test_faults_are_twenty_at_least() -> None:
    assert len(cases("faults.toml")) >= 20


@pytest.mark.parametrize("case", cases("faults.toml"), ids=lambda case: case["name"])
def test_faults_each_is_caught(tmp_path: Path, case: dict[str, Any]) -> None:
    report = check(broken(tmp_path, case))
    assert told(report) == case["found"]
    assert {one.severity for one in report.findings} == {case.get("severity", "violation")}
    assert any(case.get("says", "") in one.message_en for one in report.findings)
    assert all(one.message_zh and one.message_en and one.message_zh != one.message_en for one in report.findings)
    quoted = [place.text for one in report.findings for place in one.places]
    assert case.get("quotes") in (None, *quoted)
    assert report.fails("warning")
    assert report.fails() == ("severity" not in case)


def test_faults_without_shapes_only_the_code_checks(tmp_path: Path) -> None:
    (case,) = [case for case in cases("faults.toml") if case["name"] == "a claim without a modality"]
    assert told(check(broken(tmp_path, case), shapes=False)) == ["planned-plain claim-12"]


def test_graphs_are_good_each_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(GOOD.read_text(encoding="utf-8").replace("灯火", "灯光"), encoding="utf-8")
    good, other = Graph.load(GOOD), Graph.load(path)
    assert "shape-Label work-film" in told(check(Graph.load(GOOD, path)))
    assert not [line for line in told(check(good, other)) if line.startswith("shape")]


@pytest.mark.parametrize(
    "turtle", ["", "id:text-a1 a govkg:SourceText .", "id:report-a1 a govkg:Report ; govkg:sourceText id:t ."]
)
def test_faults_graph_without_a_text_is_refused(tmp_path: Path, turtle: str) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    with pytest.raises(GraphError, match="nothing to check"):
        check(Graph.load(path))


# --- what the shapes and the messages say


def test_ends_are_known_for_every_relation() -> None:
    assert {relation for relation, _ in kinds_joined()} == RELATIONS
    assert len(kinds_joined()) == 2 * len(RELATIONS)
    assert {kind for kinds in kinds_joined().values() for kind in kinds} <= {*KINDS, "Observation"}
    assert kinds_joined()["hasOutcome", "subject"] == {"Programme", "Regulation", "Event"}
    assert kinds_joined()["implementsRegulation", "subject"] == {"Regulation"}


def test_messages_every_shape_has_one_in_chinese() -> None:
    named = Index(shapes()).instances(SH["NodeShape"])
    assert set(messages()["shapes"]) == {name_of(shape).removeprefix(GSH) for shape in named}


def test_messages_are_complete() -> None:
    for code, said in messages().items():
        if code != "shapes":
            assert said["severity"] in SEVERITIES
            holes = [{part.split("}")[0] for part in said[name].split("{")[1:]} for name in ("zh", "en")]
            assert holes[0] == holes[1], code

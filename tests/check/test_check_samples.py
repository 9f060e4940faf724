"""Graphs that kg builds keep every promise: the samples, and the annotated reports where they are at hand."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.api import build
from kg.check import QualityReport, check
from kg.graph import Graph
from kg.score.build import graph_for
from kg.score.gold import read_gold

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "tests" / "data" / "samples").glob("*.txt"))
GOLD = sorted((ROOT.parent / "shared" / "gold").glob("*.txt"))
CODES = {"rate", "share", "growth", "breakdown", "part", "parts"}
SECONDS = 1.5


def built(text: Path, folder: Path) -> Graph:
    """Return the graph of a report, written to Turtle and read back."""
    path = folder / f"{text.stem}.ttl"
    path.write_bytes(graph_for(text, read_gold(text, text.with_name(f"{text.stem}.gold.tsv"))))
    return Graph.load(path)


def told(report: QualityReport, severity: str) -> list[str]:
    return [f"{one.code}: {one.message_en} {one.places[:1]}" for one in report.findings if one.severity == severity]


@pytest.mark.parametrize("text", SAMPLES, ids=lambda path: path.stem)
def test_samples_have_no_violation(text: Path, tmp_path: Path) -> None:
    report = check(built(text, tmp_path))
    assert told(report, "violation") == []
    assert [one for one in report.findings if one.code in CODES] == []


def test_samples_of_two_years_agree(tmp_path: Path) -> None:
    for text in SAMPLES:
        built(text, tmp_path)
    report = check(*map(Graph.load, sorted(tmp_path.glob("*.ttl"))))
    assert [one for one in report.findings if one.code in CODES] == []
    assert dict(report.checked)["growth"] >= 4
    assert report.reports == len(SAMPLES) == 3


def test_samples_a_misprint_of_last_year_is_found(tmp_path: Path) -> None:
    misprints = {"比上年增长43.75%": "比上年增长34.75%", "优良率95%": "优良率85%", "成功2450件": "成功4250件"}
    for text in SAMPLES:
        written = text.read_text(encoding="utf-8")
        for right, wrong in misprints.items():
            written = written.replace(right, wrong)
        changed = tmp_path / text.name
        changed.write_text(written, encoding="utf-8")
        build(changed).save(tmp_path / f"{text.stem}.ttl")
    report = check(*map(Graph.load, sorted(tmp_path.glob("*.ttl"))))
    found = {one.code: one.places[0].text for one in report.findings if one.code in CODES}
    assert found["growth"] == "比上年增长34.75%"
    assert found["rate"] == "优良率85%"


@pytest.mark.skipif(not GOLD, reason="the annotated reports are not at hand")
@pytest.mark.parametrize("text", GOLD, ids=lambda path: path.stem)
def test_gold_reports_have_no_violation_and_no_false_alarm(text: Path, tmp_path: Path) -> None:
    graph = built(text, tmp_path)
    begin = time.process_time()
    report = check(graph)
    assert time.process_time() - begin < SECONDS
    assert told(report, "violation") == []
    assert [one for one in report.findings if one.code in CODES] == []

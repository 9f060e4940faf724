"""The questions that the samples have no answer to, on two short reports of an invented county that differ."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize
from stores import JSON, Row, name_of, rows

import kg
from kg.ask import Request, ask
from kg.questions import question
from kg.store import ReportStore

REPORTS = Path(__file__).parent / "reports"
GOVERNMENT, JUSTICE = "青禾县人民政府2032年法治政府建设年度报告", "青禾县司法局2032年法治政府建设年度报告"
EXPECTED: dict[str, list[Row]] = {
    # 调解矛盾纠纷1240件 is in both reports, and no conflict.
    "conflicts": [
        (
            "办结行政复议案件",
            "青禾县",
            "2032年",
            "82",
            "86",
            "办结行政复议案件82件",
            "办结行政复议案件86件",
            JUSTICE,
            GOVERNMENT,
        )
    ],
    "supervision": [
        ("青禾县司法局", "Agency", "青禾县城市管理局", "县司法局监督县城市管理局规范执法", "2032"),
        ("青禾县司法局", "Agency", "青禾县市场监督管理局", "县司法局监督县市场监督管理局规范执法", "2032"),
    ],
}


@cache
def store() -> ReportStore:
    made = ReportStore()
    made.load_vocabulary()
    for path in sorted(REPORTS.glob("*.txt")):
        graph = kg.build(path)
        made.put(name_of(graph), graph.triples)
    return made


@pytest.mark.parametrize("name", EXPECTED)
def test_questions_answer_the_reports_as_expected(name: str) -> None:
    asked = question(name)
    assert asked is not None
    assert rows(ask(store().store, Request(asked.text, rows=JSON)).body) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_questions_give_the_reports_same_rows_in_rdflib(name: str) -> None:
    asked, graph = question(name), rdflib.Graph()
    assert asked is not None
    for report in store().names():
        data = serialize(store().triples(report), format=RdfFormat.N_TRIPLES)
        graph.parse(data=data or b"", format="nt")
    assert rows(graph.query(asked.text).serialize(format="json") or b"") == EXPECTED[name]

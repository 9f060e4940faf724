"""What is left out: sections, figures and titles, and how much of each section yielded facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_graphs import cases, made

from kg.check import check

SEVERITY = {"section-empty": "warning", "figure-missed": "info", "title-missed": "info"}


@pytest.mark.parametrize("case", cases("coverage.toml"), ids=lambda case: case["name"])
def test_coverage_tells_what_is_left_out(tmp_path: Path, case: dict[str, Any]) -> None:
    report = check(*made(tmp_path, case), shapes=False)
    found = [one for one in report.findings if one.code in SEVERITY]
    assert sorted(f"{one.code} {one.places[0].text}" for one in found) == sorted(case["found"])
    assert all(one.severity == SEVERITY[one.code] for one in found)
    assert [f"{row.sentences} {row.with_facts}" for row in report.coverage] == case["rows"]
    whole, *rows = report.coverage
    assert (whole.section, whole.begin, whole.end) == ("", 0, len(case["text"]))
    assert all(case["text"][row.begin : row.end].startswith(row.heading) for row in rows)


def test_coverage_share_of_nothing_is_whole(tmp_path: Path) -> None:
    (case,) = [case for case in cases("coverage.toml") if case["name"] == "a section of a heading alone"]
    assert [row.share for row in check(*made(tmp_path, case), shapes=False).coverage] == [1.0, 1.0, 1.0]

"""Shortcomings that a report admits: the cases of issues.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("issues.tsv"))
def test_issues_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "issues") == [f"Issue {words}" for words in listed(expected)]

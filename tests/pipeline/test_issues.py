"""Shortcomings that a report admits: the cases of issues.tsv."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import cases, found_by, listed

from kg.pipeline.draft import Draft


@pytest.mark.parametrize(("text", "expected"), cases("issues.tsv"))
def test_issues_case(drafted: Callable[[str], Draft], text: str, expected: str) -> None:
    assert found_by(drafted(text), "issues") == [f"Issue {words}" for words in listed(expected)]

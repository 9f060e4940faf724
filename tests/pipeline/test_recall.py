"""Names found again: the cases of recall.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("recall.tsv"))
def test_recall_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "recall") == listed(expected)

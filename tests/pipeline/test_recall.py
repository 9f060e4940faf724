"""Names found again: the cases of recall.tsv."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import cases, found_by, listed

from kg.pipeline.draft import Draft


@pytest.mark.parametrize(("text", "expected"), cases("recall.tsv"))
def test_recall_case(drafted: Callable[[str], Draft], text: str, expected: str) -> None:
    assert found_by(drafted(text), "recall") == listed(expected)

"""Programmes, events and bare documents by the verb that governs them: the cases of undertakings.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("undertakings.tsv"))
def test_undertakings_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "undertakings") == listed(expected)

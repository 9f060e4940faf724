"""Programmes, events and bare documents by the verb that governs them: the cases of undertakings.tsv."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import cases, found_by, listed

from kg.pipeline.draft import Draft


@pytest.mark.parametrize(("text", "expected"), cases("undertakings.tsv"))
def test_undertakings_case(drafted: Callable[[str], Draft], text: str, expected: str) -> None:
    assert found_by(drafted(text), "undertakings") == listed(expected)

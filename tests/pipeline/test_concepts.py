"""Doctrine, congresses and sessions: the cases of concepts.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("concepts.tsv"))
def test_concepts_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "concepts") == listed(expected)

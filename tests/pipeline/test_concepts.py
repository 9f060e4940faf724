"""Doctrine, congresses and sessions: the cases of concepts.tsv."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import cases, found_by, listed

from kg.pipeline.draft import Draft


@pytest.mark.parametrize(("text", "expected"), cases("concepts.tsv"))
def test_concepts_case(drafted: Callable[[str], Draft], text: str, expected: str) -> None:
    assert found_by(drafted(text), "concepts") == listed(expected)

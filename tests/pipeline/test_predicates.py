"""Verbs where they are predicates, with what each stands behind and its object: the cases of predicates.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, listed


@pytest.mark.parametrize(("text", "expected"), cases("predicates.tsv"))
def test_predicates_case(text: str, expected: str) -> None:
    found = [f"{p.verb}/{p.context}>{p.object.text(text)}" for p in drafted(text).predicates]
    assert found == listed(expected)

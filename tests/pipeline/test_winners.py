"""Who wins an honour, where no other rule knows the name: the cases of winners.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("winners.tsv"))
def test_winners_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "winners") == listed(expected)

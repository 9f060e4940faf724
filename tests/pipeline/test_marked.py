"""Names that tell themselves: the cases of marked.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("marked.tsv"))
def test_marked_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "marked") == listed(expected)

"""Awards by the verb of receiving, applying or conferring: the cases of honours.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("honours.tsv"))
def test_honours_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "honours") == listed(expected)

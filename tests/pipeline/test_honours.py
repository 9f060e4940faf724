"""Awards by the verb of receiving, applying or conferring: the cases of honours.tsv."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import cases, found_by, listed

from kg.pipeline.draft import Draft


@pytest.mark.parametrize(("text", "expected"), cases("honours.tsv"))
def test_honours_case(drafted: Callable[[str], Draft], text: str, expected: str) -> None:
    assert found_by(drafted(text), "honours") == listed(expected)

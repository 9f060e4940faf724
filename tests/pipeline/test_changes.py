"""What stands as the subject of a change of state: the cases of changes.tsv."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import cases, found_by, listed

from kg.pipeline.draft import Draft


@pytest.mark.parametrize(("text", "expected"), cases("changes.tsv"))
def test_changes_case(drafted: Callable[[str], Draft], text: str, expected: str) -> None:
    assert found_by(drafted(text), "changes") == listed(expected)

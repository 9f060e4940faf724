"""What stands as the subject of a change of state: the cases of changes.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("changes.tsv"))
def test_changes_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "changes") == listed(expected)

"""Documents and works in marks, bare laws and the report itself: the cases of documents.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("documents.tsv"))
def test_documents_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "documents") == listed(expected)

"""Documents and works in marks, bare laws and the report itself: the cases of documents.tsv."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import cases, found_by, listed

from kg.pipeline.draft import Draft


@pytest.mark.parametrize(("text", "expected"), cases("documents.tsv"))
def test_documents_case(drafted: Callable[[str], Draft], text: str, expected: str) -> None:
    assert found_by(drafted(text), "documents") == listed(expected)

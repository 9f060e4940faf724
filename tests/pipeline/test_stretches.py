"""What is taken off a stretch and where it is split: the cases of stretches.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, listed

from kg.pipeline import stretches
from kg.pipeline.draft import Draft


def _trim(text: str, draft: Draft) -> list[str]:
    begin, end, counted = stretches.trim(text, 0, len(text), draft.edge_set)
    return [text[begin:end] + (" +" if counted else "")]


def _trim_end(text: str, _: Draft) -> list[str]:
    return [text[: stretches.trim_end(text, 0, len(text))]]


def _parts(text: str, draft: Draft) -> list[str]:
    return [text[b:e] for b, e in stretches.parts(text, 0, len(text), draft.edge_set)]


def _after_de(text: str, _: Draft) -> list[str]:
    return [text[stretches.after_de(text, 0, len(text)) :]]


FUNCTIONS = {"trim": _trim, "trim_end": _trim_end, "parts": _parts, "after_de": _after_de}


@pytest.mark.parametrize(("text", "expected"), cases("stretches.tsv"))
def test_stretches_case(text: str, expected: str, request: pytest.FixtureRequest) -> None:
    function = FUNCTIONS[request.node.callspec.id.split(":")[0]]
    assert function(text, drafted(text)) == listed(expected)


@pytest.mark.parametrize("text", ["", "工作", "等", "、", "12项", "的", "“", "全面"])
def test_stretches_stay_within_the_text(text: str) -> None:
    begin, end, _ = stretches.trim(text, 0, len(text))
    assert 0 <= begin <= end <= len(text)
    assert all(0 <= b < e <= len(text) for b, e in stretches.parts(text, 0, len(text)))

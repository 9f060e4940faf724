"""Whose a figure is and what it is the result of: the cases of outcomes.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, claims_of, drafted, listed


@pytest.mark.parametrize(("text", "expected"), cases("outcomes.tsv"))
def test_outcomes_case(text: str, expected: str) -> None:
    wanted, found = claims_of(drafted(text), listed(expected), "achieves", "hasOutcome")
    assert found == wanted


def test_outcomes_evidence_holds_the_figure() -> None:
    draft = drafted("一是开展“护苗”专项行动，查处案件35起，群众赞扬。二是召开全县法治督察推进会2次。")
    spans = {o.key: o.span for o in draft.observations}
    told = [c for c in draft.claims if c.tail in spans]
    assert len(told) >= 4
    assert all(c.evidence.begin <= spans[c.tail].begin < spans[c.tail].end <= c.evidence.end for c in told)

"""What comes to be or is held as the subject of a clause, alone or in a list: the cases of came.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed


@pytest.mark.parametrize(("text", "expected"), cases("came.tsv"))
def test_came_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "came") == listed(expected)


def test_what_was_built_is_established_and_what_was_held_hosted() -> None:
    draft = drafted("岫江快线、青岑高速等建成通车。岫茶大会、云岫竹业论坛等活动成功举办。")
    told = {(claim.relation, draft.entities[claim.tail].name) for claim in draft.claims}
    assert {("establishes", "岫江快线"), ("establishes", "青岑高速")} <= told
    assert {("hosts", "岫茶大会"), ("hosts", "云岫竹业论坛")} <= told

"""Who is responsible for what, who is honoured and by whom, and what stands on what: the cases of relations.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, claims_of, drafted, listed

from kg.vocabulary import RELATIONS

FIGURES = ("achieves", "hasOutcome")


@pytest.mark.parametrize(("text", "expected"), cases("relations.tsv"))
def test_relations_case(text: str, expected: str) -> None:
    wanted, found = claims_of(drafted(text), listed(expected), others=FIGURES)
    assert found == wanted


def test_relations_cases_cover_every_relation() -> None:
    told = {claim.split(" ")[1] for case in cases("relations.tsv") for claim in listed(case.values[1])}
    assert told == set(RELATIONS) - set(FIGURES)


@pytest.mark.parametrize(
    ("text", "relation", "evidence"),
    [
        ("近年来，县司法局印发《云岫县行政调解办法》，群众赞扬。", "issues", "县司法局印发《云岫县行政调解办法》"),
        ("一是召开全县法治政府建设推进会。", "hosts", "召开全县法治政府建设推进会"),
        ("印发《云岫县落实〈澜江省调解条例〉方案》。", "implementsRegulation", "《云岫县落实〈澜江省调解条例〉方案》"),
        ("三、存在的问题\n一是基层执法力量薄弱。", "hasIssue", "基层执法力量薄弱"),
        ("县司法局的“一网统管”平台已上线，零基预算改革全面实施。", "implements", "零基预算改革全面实施"),
        ("按照《澜江省督察办法》，开展“护苗”专项行动。", "basedOn", "开展“护苗”专项行动"),
    ],
)
def test_relations_evidence_is_the_clause(text: str, relation: str, evidence: str) -> None:
    draft = drafted(text)
    assert evidence in [c.evidence.text(text) for c in draft.claims if c.relation == relation]


def test_relations_claim_nothing_twice() -> None:
    draft = drafted("推行首席法务专员制度、首席法务专员制度，推行首席法务专员制度。")
    assert draft.claims
    assert len(draft.claims) == len(set(draft.claims))

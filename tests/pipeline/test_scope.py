"""Which names bear the scope of their report in their key, so that two reports do not share them: scope.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline_cases import drafted

from kg.pipeline.areas import area_of, spoken
from kg.pipeline.scope import Scope

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "scope.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "name", "issued", "expected"), ROWS)
def test_scope_of_a_name(kind: str, name: str, issued: str, expected: str) -> None:
    draft = drafted(f"县人民政府{'印发' if issued == 'yes' else '学习'}《{name}》。")
    scope = Scope(draft, [c for c in draft.candidates if c.kind == "Regulation"])
    report = draft.report
    scopes = {"-": "", "area": report.area, "issuer": report.issuer, "issuer+year": f"{report.issuer}{report.year}"}
    assert scope.of(kind, name) == scopes[expected]


def test_what_others_issue_is_not_the_reporters() -> None:
    draft = drafted("国务院印发《民营经济促进条例》。")
    assert (
        Scope(draft, [c for c in draft.candidates if c.kind == "Regulation"]).of("Regulation", "民营经济促进条例") == ""
    )


@pytest.mark.parametrize(
    ("word", "area", "expected"),
    [
        ("全市", "忻州市", "忻州市"),
        ("我省", "忻州市", "山西省"),
        ("全省", "山西省", "山西省"),
        ("全县", "忻州市", ""),
        ("我国", "忻州市", "中华人民共和国"),
    ],
)
def test_spoken_division(word: str, area: str, expected: str) -> None:
    assert spoken(word, area_of(area)) == expected

"""Figures that must agree: each case states what is found, and that it quotes the words of both sides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_graphs import cases, made

from kg.check import check
from kg.check.amounts import amount_of
from kg.nodes import Figure

CODES = {"rate", "share", "growth", "breakdown", "part", "parts"}


@pytest.mark.parametrize("case", cases("arithmetic.toml"), ids=lambda case: case["name"])
def test_arithmetic_finds_what_does_not_agree_and_nothing_else(tmp_path: Path, case: dict[str, Any]) -> None:
    report = check(*made(tmp_path, case), shapes=False)
    found = [one for one in report.findings if one.code in CODES]
    wanted = case.get("bad", [])
    assert [one.code for one in found] == [line.split()[0] for line in wanted]
    for one, line in zip(found, wanted, strict=True):
        _, stated, expected = line.split()
        assert one.severity == "warning"
        for message in (one.message_zh, one.message_en):
            assert stated in message
            assert expected in message
        assert len(one.places) > 1
        texts = [part["text"] for part in case.get("reports", [case])]
        assert all(any(text[p.begin : p.end] == p.text for text in texts) for p in one.places)
        assert one.focus.startswith("https://w3id.org/govkg/id/observation-")
    if not wanted:
        assert sum(number for code, number in report.checked if code in CODES) == case.get("checked", 0)


def test_arithmetic_two_reports_quote_both(tmp_path: Path) -> None:
    (case,) = [case for case in cases("arithmetic.toml") if case["name"] == "two years that do not agree"]
    (one,) = [one for one in check(*made(tmp_path, case), shapes=False).findings if one.code == "growth"]
    assert [place.text for place in one.places] == ["比上年增长35%", "抽查案卷400宗", "抽查案卷320宗"]
    assert len({place.report for place in one.places}) == 2


@pytest.mark.parametrize(
    ("worded", "value", "unit", "qualifier", "bounds"),
    [
        ("46宗", "46", "NUM", "exact", (46, 46)),
        ("1,200件", "1200", "NUM", "exact", (1200, 1200)),
        ("2.4万户", "24000", "NUM", "exact", (23000, 25000)),
        ("5500万元", "55000000", "CCY_CNY", "exact", (54990000, 55010000)),
        ("1.28万亿元", "1280000000000", "CCY_CNY", "exact", (1270000000000, 1290000000000)),
        ("450万千瓦", "4500000", "KiloW", "exact", (4490000, 4510000)),
        ("1亿2000万元", "120000000", "CCY_CNY", "exact", (119990000, 120010000)),
        ("0.4个百分点", "0.4", "NUM", "exact", (0.3, 0.5)),
        ("95%", "95", "PERCENT", "exact", (94, 96)),
        ("９５．２％", "95.2", "PERCENT", "exact", (95.1, 95.3)),
        ("0.5%", "0.5", "PERCENT", "exact", (0.4, 0.6)),
        ("约60件", "60", "NUM", "approximate", None),
        ("三十余件", "30", "NUM", "atLeast", None),
        ("三十件", "30", "NUM", "exact", None),
        ("3至5件", "3", "NUM", "exact", None),
    ],
)
def test_arithmetic_amounts_are_as_precise_as_they_are_worded(
    worded: str, value: str, unit: str, qualifier: str, bounds: tuple[float, float] | None
) -> None:
    from decimal import Decimal

    from kg.nodes import Quote

    figure = Figure(
        "", "", Decimal(value), worded, "", unit, "flow", qualifier, "", "", "", "", "", Quote(0, 0, ""), ""
    )
    amount = amount_of(figure)
    assert amount.exact == (bounds is not None)
    if bounds:
        assert (float(amount.low), float(amount.high)) == bounds

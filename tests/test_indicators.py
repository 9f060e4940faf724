"""The table of indicators keeps its own rules, and finds what reports call by many names."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg.errors import LexiconError
from kg.identity import fold
from kg.indicators import Concordance, Measured, concordance
from kg.lexicon.divisions import divisions

INDICATORS = [row for row in concordance() if not row.subject]


def test_table_is_large_and_sorted_under_subjects() -> None:
    subjects = [row for row in concordance() if row.subject]
    assert len(INDICATORS) == 161
    assert all(concordance().narrower(subject) for subject in subjects)
    below = Counter(row.iri for subject in subjects for row in concordance().narrower(subject))
    assert below == Counter(row.iri for row in INDICATORS)


@pytest.mark.parametrize("row", INDICATORS, ids=lambda row: row.iri.rpartition("/")[2])
def test_indicator_keeps_the_rules(row: Measured) -> None:
    assert re.fullmatch(r"https://w3id\.org/govkg/voc/indicator(-[a-z0-9]+)+", row.iri)
    assert row.broader
    assert len({fold(label) for label in row.labels}) == len(row.labels)
    names = {division.name for division in divisions()}
    assert not [label for label in row.labels if any(label.startswith(name) for name in names)]


@pytest.mark.parametrize(
    ("wording", "label"),
    [
        ("GDP", "地区生产总值"),
        ("实际利用外资", "实际使用外资"),
        ("矛盾纠纷成功率", "矛盾纠纷调处成功率"),
        ("市场主体", "经营主体"),
        ("未曾见过的指标", "未曾见过的指标"),
    ],
)
def test_wordings_are_tied(wording: str, label: str) -> None:
    assert concordance().name(wording) == label


@pytest.mark.parametrize(
    ("one", "other"),
    [("收到行政复议申请", "受理行政复议申请"), ("净增经营主体", "新增经营主体"), ("地区生产总值", "地区生产总值增长")],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert concordance().name(one) != concordance().name(other)


def test_an_ambiguous_wording_is_refused() -> None:
    rows = [Measured(f"urn:{n}", ("同一说法",), str(n), (), (), False) for n in (1, 2)]
    with pytest.raises(LexiconError, match="同一说法"):
        Concordance(rows)


def test_a_tie_to_nothing_is_refused() -> None:
    with pytest.raises(LexiconError, match="urn:nowhere"):
        Concordance([Measured("urn:1", ("甲",), "one", ("urn:nowhere",), (), False)])

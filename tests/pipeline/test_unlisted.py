"""Names of divisions that no table holds: where they begin, and how sure a stretch is one."""

from __future__ import annotations

import pytest
from reporter_cases import pipeline, read
from spacy.language import Language

from kg.pipeline.surroundings import Surroundings
from kg.pipeline.unlisted import NONE, STRONG, WEAK, Unlisted
from kg.read.report import Report


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline("govkg_outline")


def unlisted(nlp: Language, text: str) -> Unlisted:
    return Unlisted(Surroundings(read(nlp, Report(text=text, name="case"))), ())


@pytest.mark.parametrize(
    ("text", "level", "name", "sure"),
    [
        ("推广青岑镇经验", "镇", "青岑", STRONG),
        ("与霁川县签订协议", "县", "霁川", STRONG),
        ("栖云街道获评先进", "街道", "栖云", STRONG),
        ("在石磨乡开展普法", "乡", "石磨", WEAK),
        ("在弥城镇开展整治", "镇", "弥城", WEAK),
        ("被命名为砚州市示范基地", "市", "砚州", STRONG),
        ("县司法局在大坪瑶族乡设点", "乡", "大坪瑶族", STRONG),
        ("在牛角山村召开", "村", "牛角山", WEAK),
        ("我县青岑镇入选", "镇", "青岑", STRONG),
        ("2024年青岑镇入选", "镇", "青岑", STRONG),
        ("霁川县青岑镇入选", "镇", "青岑", STRONG),
        ("青岑镇前进村入选", "村", "前进", WEAK),
    ],
)
def test_unlisted_name(nlp: Language, text: str, level: str, name: str, sure: int) -> None:
    begin = text.rindex(level)
    assert unlisted(nlp, text).name(begin, level) == (text.index(name), sure)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("建设重点镇", "镇"),
        ("打造特色小镇", "镇"),
        ("全县各镇", "镇"),
        ("三个镇", "镇"),
        ("推动城镇建设", "镇"),
        ("在农村推广", "村"),
        ("示范村", "村"),
        ("万企兴万村", "村"),
        ("强镇带村", "村"),
        ("会同县教育局", "县"),
        ("受援县", "县"),
        ("商请市公安局", "市"),
        ("建设城市", "市"),
        ("示范区", "区"),
        ("自贸区", "区"),
    ],
)
def test_unlisted_no_name(nlp: Language, text: str, level: str) -> None:
    assert unlisted(nlp, text).name(text.rindex(level), level)[1] == NONE


@pytest.mark.parametrize(("text", "level", "whole"), [("霁川县、", "县", True), ("霁川县级", "县", False)])
def test_unlisted_ends(nlp: Language, text: str, level: str, whole: bool) -> None:
    assert unlisted(nlp, text).ends(text.index(level) + len(level)) is whole

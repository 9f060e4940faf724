"""The names in an object and what their heads say they are: the cases of phrases.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, listed

from kg.pipeline.phrases import phrases


@pytest.mark.parametrize(("text", "expected"), cases("phrases.tsv"))
def test_phrases_case(text: str, expected: str) -> None:
    found = phrases(text, 0, len(text), drafted(text).edge_set)
    assert [f"{p.kind or '?'} {text[p.begin : p.end]}" for p in found] == listed(expected)


@pytest.mark.parametrize(
    ("text", "facet", "head", "counted", "marked"),
    [
        ("首席法务专员制度", "mechanism", "制度", False, False),
        ("16条云岫茶旅示范带", "base", "示范带", True, False),
        ("“暖心岫城”专项行动", "campaign", "专项行动", False, True),
        ("政务信息共享平台", "platform", "共享平台", False, False),
        ("海绵城市试点", "pilot", "试点", False, False),
        ("云岫县校园安全实施方案", "scheme", "实施方案", False, False),
    ],
)
def test_phrases_facets(text: str, facet: str, head: str, counted: bool, marked: bool) -> None:
    (phrase,) = phrases(text, 0, len(text))
    assert (phrase.facet, phrase.head, phrase.counted, phrase.marked) == (facet, head, counted, marked)


def test_phrases_of_a_list_know_the_first() -> None:
    text = "首问负责制度、云岫茶旅示范工程"
    assert [p.first for p in phrases(text, 0, len(text))] == [True, False]


@pytest.mark.parametrize("text", ["", "、", "的", "等", "“”", "和和和", "制度", "等项目", "12项"])
def test_phrases_of_nothing(text: str) -> None:
    found = phrases(text, 0, len(text))
    assert all(0 <= p.begin < p.end <= len(text) for p in found if p.kind)

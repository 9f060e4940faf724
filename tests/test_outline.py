"""Sections, items, sentences, clauses and furniture: the cases of outline.toml, and what holds for any text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import Span
from kg.outline import Outline, outline

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("outline.toml").read_text(encoding="utf-8"))[
    "case"
]
STRETCHES = ("sentences", "clauses", "items", "furniture")
TEXT = "一、主要工作\n（一）依法决策。一是推行制度；二是召开会议。\n二、存在的不足\n水浊。\n打印\n"


def _told(text: str, found: Outline, name: str) -> list[Any]:
    if name == "sections":
        return [[s.kind, s.level, s.heading.text(text)] for s in found.sections]
    spans: tuple[Span, ...] = getattr(found, name)
    return [span.text(text) for span in spans]


def _cases() -> list[Any]:
    open_ = {case["id"]: [pytest.mark.xfail(strict=True, reason=case["open"])] for case in CASES if "open" in case}
    return [pytest.param(case, id=case["id"], marks=open_.get(case["id"], [])) for case in CASES]


@pytest.mark.parametrize("case", _cases())
def test_outline_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = outline(text, case.get("year", 2024))
    expected = {name: case[name] for name in ("sections", *STRETCHES) if name in case}
    assert expected
    assert {name: _told(text, found, name) for name in expected} == expected


def test_outline_section_reaches_to_the_next_of_its_level() -> None:
    first, inner, last = outline(TEXT, 2024).sections
    assert first.span == Span(0, TEXT.index("二、"))
    assert inner.span == Span(TEXT.index("（一）"), TEXT.index("二、"))
    assert last.span == Span(TEXT.index("二、"), len(TEXT))


@pytest.mark.parametrize(
    ("words", "section", "sentence", "item"),
    [
        ("推行", "（一）依法决策", "一是推行制度；", "一是推行制度；"),
        ("召开", "（一）依法决策", "二是召开会议。", "二是召开会议。\n"),
        ("主要", "一、主要工作", "一、主要工作", "一、主要工作"),
        ("水浊", "二、存在的不足", "水浊。", "水浊。\n"),
        ("打印", "二、存在的不足", None, "打印\n"),
    ],
)
def test_outline_looks_up_an_offset(words: str, section: str, sentence: str | None, item: str) -> None:
    found, at = outline(TEXT, 2024), TEXT.index(words)
    inner, told, stretch = found.section_at(at), found.sentence_at(at), found.item_at(at)
    assert inner is not None
    assert stretch is not None
    assert inner.heading.text(TEXT) == section
    assert (told.text(TEXT) if told else None) == sentence
    assert stretch.text(TEXT) == item


def test_outline_looks_up_what_lies_before_and_behind() -> None:
    found = outline("水清。\n一、主要工作\n山绿。", 2024)
    assert found.section_at(0) is None
    assert found.sentence_at(10**6) is None
    assert outline("").item_at(0) is None


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text("一二三十是要、（）()1.5。；，：“”《》 　\n\r打印首页来源：不足下一步2025年岫江", max_size=60))
def test_outline_of_any_text_lies_within_it(text: str) -> None:
    found = outline(text, 2024)
    for name in STRETCHES:
        spans: tuple[Span, ...] = getattr(found, name)
        assert all(0 <= span.begin < span.end <= len(text) for span in spans)
        assert all(one.end <= other.begin for one, other in pairwise(spans))
    for clause in found.clauses:
        assert any(s.begin <= clause.begin < clause.end <= s.end for s in found.sentences)
    for section in found.sections:
        assert section.span.begin == section.heading.begin < section.heading.end <= section.span.end <= len(text)
    outside = [i for span in found.furniture for i in range(span.begin, span.end)]
    assert not any(found.sentence_at(offset) for offset in outside)

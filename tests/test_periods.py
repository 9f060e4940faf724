"""Which times a text speaks of."""

from __future__ import annotations

import pytest

from kg.facts import Span
from kg.periods import Time, period_of, times, year_period

SAID = [
    ("2029年废止文件", "2029年"),
    ("2029年10月召开", "2029年10月"),
    ("截至2030年底", "2030年"),
    ("2027—2031年", "2031年"),
    ("2029年以来", "2031年"),
    ("11月召开", "2031年11月"),
    ("1—9月完成", "2031年1—9月"),
    ("上半年完成", "2031年上半年"),
    ("前三季度完成", "2031年前三季度"),
    ("去年完成", "2030年"),
    ("今年完成", "2031年"),
    ("明年完成", "2032年"),
    ("“十四五”期间", "2025年"),
    ("“十五五”时期", "2030年"),
    ("“十五”末", "2005年"),
]
UNSAID = ["2030启航计划", "五年规划", "13月", "《2031年行动》"[:5], "12345热线"]


def said(text: str, **known: int) -> list[Time]:
    return times(text, Span(0, len(text)), 2031, **known)


@pytest.mark.parametrize(("text", "label"), SAID)
def test_times_label(text: str, label: str) -> None:
    (time,) = said(text)
    assert period_of(time, 2031).label == label


@pytest.mark.parametrize("text", UNSAID)
def test_times_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("text", ["比2030年提高", "较“十四五”时期增长", "快于2030年", "相较去年"])
def test_times_compared_with(text: str) -> None:
    (time,) = said(text)
    assert time.against


def test_times_of_a_report_read_the_year_after() -> None:
    last, this = said("去年完成，今年计划", last_year=2031, this_year=2032)
    assert (last.year, this.year) == (2031, 2032)


def test_period_dates() -> None:
    (month,) = said("2028年2月")
    assert (period_of(month, 2031).start, period_of(month, 2031).end) == ("2028-02-01", "2028-02-29")
    assert (year_period(2031).start, year_period(2031).end) == ("2031-01-01", "2031-12-31")
    assert year_period(0).label == ""

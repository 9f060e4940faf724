"""Times a text speaks of: years, months, half-years and plan periods, and the stretch of time a figure belongs to."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import NamedTuple

from kg.facts import Period, Span
from kg.numerals import parse

#: A comparison before a time says that the figure is measured against it, not of it: 比2020年提高.
_AGAINST = re.compile(r"(?:比|较|于|与|同|相较|相比|对比|超过|不变价|是)(?:于)?[“”]?$")
_TIME = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:年?[-—–－~～至到]+(?P<last>(?:19|20)\d\d)年"
    r"|年(?!不变价)(?:度|底|末|初)?(?:(?P<month>\d{1,2})月)?(?P<since>(?:\d{1,2}日)?(?:以来|至今|起))?)"
    r"|“(?P<plan>[二三]?十[一二三四五六七八九]?)五”(?!规划|普法)"
    r"|(?P<word>去年|上年(?!度?结转)|今年|本年|明年|前年)"
    r"|(?<![\d年])(?P<from>\d{1,2})[-—–－~～至到]+(?P<until>\d{1,2})月(?!\d)"
    r"|(?<![\d年])(?P<alone>\d{1,2})月(?!\d|以来)"
    r"|(?P<part>上半年|下半年|前三季度|[一二三四]季度)"
)
_QUARTERS = {"一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), **_QUARTERS}
#: The year in which the plan before the first one ended: “十四五” is the fourteenth and ends in 2025.
_PLANS_FROM = 1955


class Time(NamedTuple):
    """A time as written: ``text[begin:end]``; year 0 where only a month or a part of the year is named."""

    begin: int
    end: int
    year: int
    first: int = 1
    last: int = 12
    label: str = ""
    against: bool = False  # what a figure is compared with: 比2020年


@cache
def year_period(year: int) -> Period:
    """Return the period of a calendar year, “2023年”; for year 0 one without dates."""
    if not year:
        return Period("", "", "")
    return Period(f"{year}年", f"{year}-01-01", f"{year}-12-31")


def period_of(time: Time, year: int) -> Period:
    """Return the period of a time; ``year`` is taken where the time names none."""
    year = time.year or year
    if not year or (time.first, time.last) == (1, 12) or not 1 <= time.first <= time.last <= 12:
        return year_period(year)
    end = monthrange(year, time.last)[1]
    return Period(f"{year}年{time.label}", f"{year}-{time.first:02}-01", f"{year}-{time.last:02}-{end}")


def times(text: str, within: Span, year: int, *, last_year: int = 0, this_year: int = 0) -> list[Time]:
    """Return the times in a stretch of the text that say when, in their order; those of a comparison marked so.

    :param year: the year under review; “2019年以来” and the like last until then.
    :param last_year: what 去年 means here, by default the year before ``year``.
    :param this_year: what 今年 means, by default ``year``.
    """
    found = []
    for match in _TIME.finditer(text, within.begin, within.end):
        against = bool(_AGAINST.search(text, max(match.start() - 4, within.begin), match.start()))
        before = 0 if against else last_year
        time = _time(match, year, before or (year - 1 if year else 0), this_year or year)
        if time:
            found.append(time._replace(against=True) if against else time)
    return found


def _time(match: re.Match[str], year: int, last_year: int, this_year: int) -> Time | None:
    """Return the time of a match; None where it names a month that is none."""
    begin, end = match.span()
    if match["year"]:
        return _of_year(match, year)
    if match["plan"]:
        return Time(begin, end, _PLANS_FROM + 5 * int(parse(match["plan"])))
    if match["word"]:
        years = {"今年": this_year, "本年": this_year, "明年": year + 1, "前年": last_year - 1}
        return Time(begin, end, years.get(match["word"], last_year))
    if match["part"]:
        return Time(begin, end, 0, *_PARTS[match["part"]], match["part"])
    first = int(match["from"] or match["alone"])
    last = int(match["until"] or first)
    label = f"{first}月" if first == last else f"{first}—{last}月"
    return Time(begin, end, 0, first, last, label) if 1 <= first <= last <= 12 else None


def _of_year(match: re.Match[str], year: int) -> Time:
    """Return the time of a match that names a year: the year, a month of it, or all since then."""
    begin, end = match.span()
    named = int(match["last"] or match["year"])
    if match["since"]:
        return Time(begin, end, max(year, named))
    month = int(match["month"] or 0)
    if 1 <= month <= 12:
        return Time(begin, end, named, month, month, f"{month}月")
    return Time(begin, end, named)

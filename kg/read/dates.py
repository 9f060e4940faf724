"""Dates and years of a heading, in Arabic or Chinese numerals, and the year that a report reviews."""

from __future__ import annotations

import re
from datetime import date

_CHINESE = "〇○零一二三四五六七八九"
_TO_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = {**{c: str(max(0, i - 2)) for i, c in enumerate(_CHINESE)}, "Ｏ": "0", "O": "0"}
_CHINESE_YEAR = rf"[一二][{_CHINESE}OＯ]{{3}}"

#: A date in full: 2023年3月31日, 2023-03-31, 2023/3/31, 二〇二三年三月三十一日.
DATE = (
    r"(?<![\d.])(?:19|20)\d\d\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-－/.]\d{1,2}[-－/.]\d{1,2}(?!\d))"
    rf"|{_CHINESE_YEAR}\s*年\s*[一二三四五六七八九十]{{1,2}}\s*月\s*[一二三四五六七八九十]{{1,3}}\s*日"
)
#: A year as titles have it, or a range of years.
YEAR = (
    r"(?<!\d)(?:19|20)\d\d(?!\d)(?:\s*年?\s*[-－—–~～至]{1,2}\s*(?:19|20)\d\d(?!\d))?"
    rf"|{_CHINESE_YEAR}(?=\s*年)"
)
_DATE, _YEAR = re.compile(DATE), re.compile(YEAR)
_MONTH = re.compile(
    rf"(?:(?<!\d)(?:19|20)\d\d|{_CHINESE_YEAR})\s*年\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月"
)
_PARTS = re.compile(rf"\d+|[{_CHINESE}十OＯ]+")
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|［[^］]*］|\[[^\]]*\]")
_PLANNED = re.compile(r"\s*年?度?(?:重点)?(?:工作)?(?:要点|计划(?!执行|完成|落实)|安排|打算|思路|部署|预算草案)")


def plain(text: str) -> str:
    """Return ``text`` with its full-width digits as ASCII ones; the length stays."""
    return text if text.isascii() else text.translate(_TO_ASCII)


def find_date(text: str) -> str:
    """Return the first date in ``text`` that the calendar has, ISO 8601, "" where there is none."""
    for match in _DATE.finditer(text):
        year, month, day = (_number(part) for part in _PARTS.findall(match.group())[:3])
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return ""


def find_month(text: str) -> str:
    """Return the first year and month in ``text`` as ``2024-01``, "" where there is none."""
    for match in _MONTH.finditer(text):
        year, month = (_number(part) for part in _PARTS.findall(match.group())[:2])
        if 1 <= month <= 12:
            return f"{year}-{month:02}"
    return ""


def is_date(text: str) -> bool:
    """Say whether ``text`` is nothing but a date, perhaps in brackets or with the time of day."""
    return bool(_ALONE.fullmatch(text))


def title_years(title: str) -> list[int]:
    """Return the years under review that ``title`` names, in its order; a range counts as its last year.

    Years in 《》 and of plans are left out: of 2022年法治工作情况暨2023年工作要点 only 2022 is left.
    """
    inner = title[1:-1] if title.startswith("《") and title.endswith("》") else title
    inner = _QUOTED.sub("", inner)
    return [_year(m.group()) for m in _YEAR.finditer(inner) if not _PLANNED.match(inner, m.end())]


def first_year(text: str) -> int:
    """Return the first year in ``text``, a range counting as its last year; 0 where there is none."""
    match = _YEAR.search(text)
    return _year(match.group()) if match else 0


def reviewed(day: str) -> int:
    """Return the year that a report of the day or month ``day`` (ISO 8601) reviews: until June the year before."""
    year, month = int(day[:4]), int(day[5:7])
    return year - 1 if month <= 6 else year


def _year(text: str) -> int:
    return _number(_PARTS.findall(text)[-1])


def _number(text: str) -> int:
    """Return the number of Arabic digits, of Chinese digits (二〇二六) or of Chinese numerals up to 99 (三十一)."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (int(_DIGITS[tens]) if tens else 1) + (int(_DIGITS[ones]) if ones else 0)
    return int("".join(_DIGITS[character] for character in text))


_ALONE = re.compile(rf"[（(]?\s*(?:{DATE})\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*[）)]?")

"""Finds the ranks of a text: 居全省第三, 全国第一, 名列小组第一, 居全国首位. The value is the number, the measure word 位."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.measures import RANK, Figure
from kg.numerals import parse
from kg.pipeline.wording import vocabulary

_RANK = re.compile(r"第 ?(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,4}) ?(?P<classifier>[名位])?|首位(?!度)|榜首")
#: What may follow: 第一 before a noun is an ordinal (第一产业, 第三条).
_CLOSES = re.compile(r"[，,。；;、！!？?）)”\s]|$|[和及并且]")
_BREAKS = re.compile(r"[，,。；;、：:（(！？\n]")
_REACH = 26


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank and the scope in which it holds (全省), "" where none is said; the figure begins with the verb before it."""

    figure: Figure
    scope: str


def ranks(text: str) -> list[Rank]:
    """Return the ranks of the text in its order; an ordinal (第二批, 第六届) is none."""
    found = []
    for match in _RANK.finditer(text):
        if not match["classifier"] and not _CLOSES.match(text, match.end()):
            continue
        rank = _rank(text, match)
        if rank:
            found.append(rank)
    return found


def _rank(text: str, match: re.Match[str]) -> Rank | None:
    """Return the rank if a verb of ranking or a scope stands before the number."""
    low = max(match.start() - _REACH, 0)
    before = text[low : match.start()]
    if stops := [*_BREAKS.finditer(before)]:
        low, before = low + stops[-1].end(), before[stops[-1].end() :]
    begin, scope = _scope(before)
    if begin < 0:
        return None
    value = parse(match["number"]) if match["number"] else Decimal(1)
    return Rank(Figure(low + begin, match.start(), match.end(), value, RANK), scope)


def _scope(before: str) -> tuple[int, str]:
    """Return where the verb or the scope begins in the words before a rank, -1 for neither, and the scope."""
    known = vocabulary()
    for at in range(len(before)):
        length = known.rank_verbs.at_start(before, at)
        if length and (at + length == len(before) or len(before) - at - length <= 16):
            return at, before[at + length :].removeprefix("在").removeprefix("到")
    length, scope = known.scopes.at_end(before), ""
    while length:
        scope = before[-length:] + scope
        before = before[:-length]
        length = known.scopes.at_end(before)
    return (len(before), scope) if scope else (-1, "")

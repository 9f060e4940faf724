"""Finds the ranks of a text (居全省第三, 全国第一, 名列小组第一, 居全国首位): the value is the number, the unit 位."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.measures import RANK, Figure, tidy
from kg.numerals import parse
from kg.pipeline.figure_words import vocabulary

_RANK = re.compile(r"第 ?(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,4}) ?(?P<classifier>[名位])?|首位(?!度)|榜首")
#: What may follow: 第一 before a noun is an ordinal (第一产业, 第三条).
_CLOSES = re.compile(r"[，,。；;、！!？?）)”\s]|$|[和及并且]")
_BREAKS = re.compile(r"[，,。；;、：:（(！？\n]")
_REACH = 26


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank and the scope in which it holds (全省), "" where none is said; the figure begins with the verb before it.

    ``aspect`` is what is ranked, where it stands behind the verb: 出口单价 in 蝉联全省出口单价第一.
    """

    figure: Figure
    scope: str
    aspect: str = ""


def ranks(text: str) -> list[Rank]:
    """Return the ranks of the text in its order; an ordinal (第二批, 第六届) is none."""
    found: list[Rank] = []
    for match in _RANK.finditer(text):
        if not match["classifier"] and not _CLOSES.match(text, match.end()):
            continue
        value = tidy(parse(match["number"])) if match["number"] else Decimal(1)
        if found and text[found[-1].figure.end : match.start()] == "、":
            begin, scope = match.start(), found[-1].scope
        else:
            begin, scope = _opening(text, match.start())
        if begin >= 0:
            figure = Figure(begin, match.start(), match.end(), value, RANK)
            found.append(Rank(figure, *_parted(scope)))
    return found


def _opening(text: str, end: int) -> tuple[int, str]:
    """Return where the verb of ranking or the scope before a rank begins, -1 where there is neither, and the scope."""
    known = vocabulary()
    low = max(end - _REACH, 0)
    if stops := [*_BREAKS.finditer(text, low, end)]:
        low = stops[-1].end()
    before = text[low:end]
    for last in range(len(before), 0, -1):
        if length := known.rank_verbs.at_end(before, last):
            scope = before[last:].removeprefix("在")
            first, ahead = _scopes(before[: last - length])
            return low + first, scope or ahead
    first, scope = _scopes(before)
    return (low + first, scope) if scope else (-1, "")


def _parted(scope: str) -> tuple[str, str]:
    """Part a scope from what is ranked in it: 全省出口单价 is 全省 and 出口单价, 全国区域碳市场 a scope."""
    known = vocabulary()
    length = known.scopes.at_start(scope)
    if length == len(scope) or scope.endswith(known.among):
        return scope, ""
    return scope[:length], scope[length:]


def _scopes(before: str) -> tuple[int, str]:
    """Return where the scopes at the end of the text begin (全国各省), and what they are."""
    known, end = vocabulary(), len(before)
    while length := known.scopes.at_end(before, end):
        end -= length
    return end, before[end:]

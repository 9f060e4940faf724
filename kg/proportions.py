"""Finds the figures that are said in words without a number and its unit: 翻一番, 减少一半."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.measures import PERCENT, TIMES, Figure, qualifier_of
from kg.numerals import parse

_DOUBLING = re.compile(r"翻了?([一两二三]?)番")
_HALF = re.compile(
    r"(?:(?:减少|下降|压缩|缩短|降低|压减|精简|占[^，。；、]{0,8}?|达到?)了?(近|约|超过|超|过|将近|不足)?|(超过|超|过|近|将近))(一半)(以上|左右)?"
)


def doublings(text: str) -> list[Figure]:
    """Return the figures in 翻番, 翻一番 (2 倍), 翻两番 (4 倍), their base taken as one."""
    found = []
    for match in _DOUBLING.finditer(text):
        times = 2 ** int(parse(match[1] or "一"))
        found.append(Figure(match.start(), match.start(), match.end(), Decimal(times), TIMES))
    return found


def halves(text: str) -> list[Figure]:
    """Return the figures in 减少一半, 占一半以上: 50 %."""
    found = []
    for match in _HALF.finditer(text):
        before, number = match[1] or match[2] or "", match.start(3)
        qualifier = qualifier_of(before or match[4] or "")
        found.append(Figure(number - len(before), number, match.end(), Decimal(50), PERCENT, qualifier))
    return found

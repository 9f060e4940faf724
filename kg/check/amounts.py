"""How precisely a figure is stated: 2.4万户 is 24,000 give or take 1,000, 95% is 95 give or take 1, 45宗 is 45.

Rounded and cut-off digits are treated alike: a value may be off by one unit of the last place that is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.nodes import Figure
from kg.numerals import NUMERAL, multiplier

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(NUMERAL)
_DECIMALS = re.compile(r"\.(\d+)")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and the bounds within which it lies; not ``exact`` where the text says about, more than, or no digits."""

    value: Decimal
    low: Decimal
    high: Decimal
    exact: bool = True

    def meets(self, low: Decimal, high: Decimal) -> bool:
        """Whether it can lie between ``low`` and ``high``."""
        return self.low <= high and low <= self.high


def amount_of(figure: Figure) -> Amount:
    """Return the amount of a figure, in its base unit."""
    value, worded = figure.value, figure.value_text.translate(_WIDE)
    first = _DIGIT.search(worded)
    number = _NUMBER.match(worded, first.start()) if first else None
    if figure.qualifier != "exact" or value < 0 or number is None or _DIGIT.search(worded, number.end()):
        return Amount(value, value, value, exact=False)
    decimals, times = _DECIMALS.search(number.group()), multiplier(number.group())
    if not decimals and times == 1 and figure.unit != "PERCENT":
        return Amount(value, value, value)
    step = Decimal(times).scaleb(-len(decimals[1]) if decimals else 0)
    return Amount(value, max(value - step, _NOUGHT), value + step)


def percent(part: Amount, whole: Amount) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a part can be of a whole, in per cent; the whole must be more than nought."""
    return 100 * part.low / whole.high, 100 * part.high / whole.low

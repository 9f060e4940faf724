"""How precisely a figure is stated: 2.4万户 is 24,000 give or take 1,000, 95% is 95 give or take 1, 46宗 is 46."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kg.nodes import Figure
from kg.numerals import multiplier

_NUMBER = re.compile(r"\d[\d,]*(?:[.．](\d+))? ?([十百千万亿]*)")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")


@dataclass(frozen=True)
class Amount:
    """A value and how far it may be off; rounded and cut-off digits are alike within one unit of the last place."""

    value: Decimal
    step: Decimal

    @cached_property
    def low(self) -> Decimal:
        """The least that it can be; no count is below nought."""
        return max(self.value - self.step, Decimal(0))

    @cached_property
    def high(self) -> Decimal:
        """The most that it can be."""
        return self.value + self.step

    def meets(self, low: Decimal, high: Decimal) -> bool:
        """Whether the amount can lie between ``low`` and ``high``."""
        return self.low <= high and low <= self.high


def amount_of(figure: Figure) -> Amount | None:
    """Return the amount of a figure, None where it is not stated exactly or not in one number of digits."""
    found = list(_NUMBER.finditer(figure.value_text.translate(_WIDE)))
    if figure.qualifier != "exact" or len(found) != 1 or figure.value < 0:
        return None
    decimals, marks = found[0].groups()
    unit = Decimal(multiplier(found[0].group()))
    whole = not decimals and not marks and figure.unit != "PERCENT"
    return Amount(figure.value, Decimal(0) if whole else unit.scaleb(-len(decimals or "")))

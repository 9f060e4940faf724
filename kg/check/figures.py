"""Figures as the arithmetic reads them: by sentence, in the order of the text, each with its amount and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kg.check.amounts import Amount, amount_of
from kg.check.source import Source
from kg.lexicon import words
from kg.nodes import Figure

_BOUNDARY = re.compile(r"[，,。；;：:、（）()！？\n]")
_REACH = 30  # characters before a number
_TRIM = " 　，、,：:（(了"


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in its sentence: ``at`` is where its number begins, ``clause`` what its clause says before that."""

    figure: Figure
    amount: Amount
    at: int
    clause: str

    @property
    def words(self) -> str:
        """What its clause says before the number, without copulas at the end: 优良率提高到97% → 优良率."""
        text = self.clause.strip(_TRIM)
        while tail := next((word for word in words("figures", "tails") if text.endswith(word) and text != word), ""):
            text = text[: -len(tail)].rstrip(_TRIM)
        return text

    @property
    def end(self) -> int:
        """Where the number with its unit ends."""
        return self.at + len(self.figure.value_text)

    @property
    def is_percent(self) -> bool:
        """Whether it is in per cent."""
        return self.figure.unit == "PERCENT"

    def counts_like(self, other: Placed) -> bool:
        """Whether both are exact counts or amounts in the same unit, so that one can be part of the other."""
        same = self.figure.measure_word == other.figure.measure_word and self.figure.unit == other.figure.unit
        return same and not self.is_percent and self.amount.exact and other.amount.exact


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures held against each other, that in question first: what it states, what the others give, if they agree."""

    code: str
    figures: tuple[Figure, ...]
    stated: str
    expected: str
    holds: bool


def sentences(source: Source) -> Iterator[list[Placed]]:
    """Yield the figures of each sentence that has two or more, in the order of their numbers."""
    placed = sorted(
        (_placed(source.text, figure) for figure in source.figures),
        key=lambda p: (p.at, p.figure.evidence, p.figure.iri),
    )
    for sentence, group in groupby(placed, key=lambda p: source.outline.sentence_at(p.at)):
        members = list(group)
        if sentence is not None and len(members) > 1:
            yield members


def shown(value: Decimal) -> str:
    """Return a computed value with at most two decimals."""
    rounded = round(value, 2)
    whole = rounded == rounded.to_integral_value()
    return f"{rounded.to_integral_value() if whole else rounded.normalize():f}"


def _placed(text: str, figure: Figure) -> Placed:
    evidence = figure.evidence
    at = evidence.begin + max(evidence.text.find(figure.value_text), 0)
    begin = max(at - _REACH, 0)
    *_, clause = _BOUNDARY.split(text[begin:at])
    return Placed(figure, amount_of(figure), at, clause)

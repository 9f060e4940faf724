"""Rates and shares against the two counts they are made of: 抽查案卷320宗，优良304宗，优良率95%.

A rate is compared only where it plainly belongs to its counts: the words of the part end with the rate's own verb,
whose object is left out, so that it is what the count before it counts; and the whole stands just before the part.
Where another count of the sentence fits, that one is the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.check.amounts import percent
from kg.check.figures import Comparison, Placed, shown
from kg.lexicon import words

_RATE = re.compile(r"([一-鿿]{2,12})率$")
_OF_WHICH = re.compile(r"[，,；;、]?其中[，,：:]?")


def compare_rates(text: str, sentence: Sequence[Placed]) -> Iterator[Comparison]:
    """Yield each rate and share of a sentence that plainly is one count before it divided by another."""
    for position, rate in enumerate(sentence):
        if not rate.is_percent or not rate.amount.exact or position < 2:
            continue
        part, wholes, said = sentence[position - 1], _wholes(sentence[:position]), rate.words
        if not wholes:
            continue
        fitting = next((whole for whole in reversed(wholes) if _fits(rate, part, whole)), None)
        whole = fitting or wholes[-1]
        near = whole is sentence[position - 2]
        if said in words("checks", "shares"):
            belongs = rate.figure.base_indicator == part.figure.indicator or _extends(rate, part)
            plain = bool(fitting or (near and _OF_WHICH.match(text, whole.end)))
            code = "share"
        else:
            stem = _RATE.search(said)
            belongs = bool(stem and _names(part.words, stem[1]))
            plain = bool(fitting or (near and not _is_carried(rate, part, whole)))
            code = "rate"
        if belongs and plain:
            yield _compared(code, rate, part, whole, holds=fitting is not None)


def _wholes(before: Sequence[Placed]) -> list[Placed]:
    """Return the counts that can be the whole of the last of them."""
    part = before[-1]
    return [p for p in before[:-1] if p.counts_like(part) and p.amount.low > 0 and p.amount.high >= part.amount.low]


def _extends(rate: Placed, part: Placed) -> bool:
    """Whether the indicator of a share is that of the part and a word for a share, such as 占比."""
    name = rate.figure.indicator
    return name.startswith(part.figure.indicator) and name.endswith(words("checks", "share_nouns"))


def _names(said: str, stem: str) -> bool:
    """Whether the words of a count are those of the rate: 成功 and 调解成功, but not 不合格 and 合格."""
    longer, shorter = (said, stem) if len(said) >= len(stem) else (stem, said)
    if len(shorter) < 2 or not longer.endswith(shorter):
        return False
    return not longer[: -len(shorter)].endswith(words("checks", "negations"))


def _fits(rate: Placed, part: Placed, whole: Placed) -> bool:
    return rate.amount.meets(*percent(part.amount, whole.amount))


def _is_carried(rate: Placed, part: Placed, whole: Placed) -> bool:
    """Whether a lower rate may be due to cases of the year before, which the whole does not count."""
    carried = rate.words.removesuffix("率").endswith(words("checks", "carried"))
    return carried and rate.amount.high < percent(part.amount, whole.amount)[0]


def _compared(code: str, rate: Placed, part: Placed, whole: Placed, *, holds: bool) -> Comparison:
    figures = (rate.figure, part.figure, whole.figure)
    expected = shown(100 * part.amount.value / whole.amount.value)
    return Comparison(code, figures, f"{rate.figure.value:f}%", f"{expected}%", holds)

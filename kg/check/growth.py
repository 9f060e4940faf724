"""Changes against the values they are changes of: 案件300件，比上年增加60件，增长25%; 由40家增至46家，增长15%.

Compared are a rate of change and an absolute change, two values, what was added and the total, or the values of two
years from two reports of one body, where all name the same indicator. What grows in constant prices (GDP) says nothing
of its values, and a mean over years nothing of one; both are passed over, as is a change from any but the last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.check.amounts import Amount
from kg.check.figures import Comparison, Placed, sentences, shown
from kg.check.source import Source
from kg.lexicon import table, words
from kg.nodes import Figure

_YEAR = re.compile(r"(\d{4})年")
#: A value introduced in this way is what the figure is measured against.
_AGAINST = re.compile(r"[比较于][^，,。；;、]*$")
_OTHER_TIME = re.compile(r"[比较从由自与]|年|月|季|期")

_REACH = 30  # characters before a number

_Key = tuple[str, ...]


def compare_growth(text: str, sentence: Sequence[Placed]) -> Iterator[Comparison]:
    """Yield each rate of change of a sentence that can be computed from other figures of it."""
    for rate, values in _changes(text, sentence):
        if len(values) == 1:
            yield from _increment(rate, values[0], sentence)
            yield from _added(rate, values[0], sentence)
        elif len(values) == 2 and _is_path(text, *values):
            yield _compared(rate, values[1], values[0])


def compare_years(sources: Sequence[Source]) -> Iterator[Comparison]:
    """Yield each rate of change since last year that reports of one body for both years give the values of."""
    if len({source.reporter for source in sources}) == len(sources):
        return
    placed = [(source, sentence) for source in sources for sentence in sentences(source)]
    known: dict[_Key, list[Placed]] = {}
    for source, sentence in placed:
        for value in sentence:
            known.setdefault(_key(source, value.figure, 0), []).append(value)
    for source, sentence in placed:
        for rate, values in _changes(source.text, sentence):
            if rate.figure.statistic != "growth" or not _since_last_year(source.text, values[-1], rate):
                continue
            last = known.get(_key(source, values[-1].figure, -1), [])
            one = len(values) == 1 and len({value.figure.value for value in last}) == 1
            if one and last[0].counts_like(values[0]):
                yield _compared(rate, values[0], last[0])


def _key(source: Source, figure: Figure, years: int) -> _Key:
    """Return what makes figures of two years comparable; ``years`` is added to the figure's."""
    year = _YEAR.fullmatch(figure.period)
    when = str(int(year[1]) + years) if year else f"{source.iri} {years}"
    return source.reporter, figure.indicator, figure.measure_word, figure.area, figure.body, when


def _changes(text: str, sentence: Sequence[Placed]) -> Iterator[tuple[Placed, list[Placed]]]:
    """Yield the changes of a sentence in per cent, each with the values before it of what changes."""
    said = text[sentence[0].figure.evidence.begin : sentence[-1].end]
    if any(word in said for word in words("checks", "comparable")):
        return
    for position, rate in enumerate(sentence):
        name, base = rate.figure.indicator, rate.figure.base_indicator
        if not rate.is_percent or not base or not rate.amount.exact or rate.figure.statistic == "share":
            continue
        if any(word in name + base for key in ("means", "constant_prices") for word in words("checks", key)):
            continue
        values = [p for p in sentence[:position] if p.figure.indicator == base and not p.is_percent]
        against = any(_AGAINST.search(text, max(value.at - _REACH, 0), value.at) for value in values)
        if values and not against and all(value.counts_like(values[0]) for value in values):
            yield rate, values


def _since_last_year(text: str, value: Placed, rate: Placed) -> bool:
    """Whether nothing between value and rate says that the change is from another time than last year."""
    between = text[value.end : rate.at]
    for word in words("checks", "last_year"):
        between = between.replace(word, "")
    return not _OTHER_TIME.search(between)


def _is_path(text: str, then: Placed, now: Placed) -> bool:
    """Whether two values are said as one way: 由A增至B."""
    path = table("checks")["path"]
    led = text[then.end : now.at].strip(" ，,")
    return then.counts_like(now) and text[: then.at].endswith(tuple(path["from"])) and led in path["to"]


def _falls(change: Placed) -> bool:
    return change.figure.indicator.endswith(words("checks", "falls"))


def _compared(rate: Placed, now: Placed, then: Placed) -> Comparison:
    """Hold a rate against the values of two years."""
    sign = -1 if _falls(rate) else 1
    if then.amount.low <= 0:
        return _comparison(rate, now, then, rate.amount.value, holds=True)
    ends = [100 * (now.amount.low / then.amount.high - 1), 100 * (now.amount.high / then.amount.low - 1)]
    low, high = sorted(sign * end for end in ends)
    expected = sign * 100 * (now.amount.value / then.amount.value - 1)
    return _comparison(rate, now, then, expected, holds=rate.amount.meets(low, high))


def _increment(rate: Placed, value: Placed, sentence: Sequence[Placed]) -> Iterator[Comparison]:
    """A B件，增加C件，增长D%: hold a rate against the absolute change of the same indicator."""
    base = rate.figure.base_indicator
    changes = [p for p in sentence if p.figure.base_indicator == base and p.counts_like(value)]
    if len(changes) == 1 and _falls(changes[0]) == _falls(rate):
        then = _plus(value.amount, changes[0].amount) if _falls(rate) else _minus(value.amount, changes[0].amount)
        if then.low > 0:
            yield _share_of_change(rate, changes[0], value, then)


def _added(rate: Placed, value: Placed, sentence: Sequence[Placed]) -> Iterator[Comparison]:
    """新增A件，共有B件，增长C%: what was added bounds the growth of the total, and where it is net, makes it."""
    gross, net = words("checks", "added"), words("checks", "added_net")
    for new in sentence:
        name = new.figure.indicator
        lead = next((word for word in (*net, *gross) if name.startswith(word)), "")
        thing = name.removeprefix(lead)
        named = lead and len(thing) > 1 and thing in value.figure.indicator
        if not named or not new.counts_like(value) or new.at > rate.at or _falls(rate):
            continue
        then = _minus(value.amount, new.amount)
        if then.low > 0:
            yield _share_of_change(rate, new, value, then, gross=lead in gross)


def _share_of_change(rate: Placed, by: Placed, now: Placed, then: Amount, *, gross: bool = False) -> Comparison:
    """Hold a rate against a change and what was before; a gross change may be more than the net one of the rate."""
    low, high = 100 * by.amount.low / then.high, 100 * by.amount.high / then.low
    holds = rate.amount.low <= high and (gross or low <= rate.amount.high)
    return _comparison(rate, by, now, 100 * by.amount.value / then.value, holds=holds)


def _comparison(rate: Placed, one: Placed, other: Placed, expected: Decimal, *, holds: bool) -> Comparison:
    figures = (rate.figure, one.figure, other.figure)
    return Comparison("growth", figures, f"{rate.figure.value:f}%", f"{shown(expected)}%", holds)


def _minus(one: Amount, other: Amount) -> Amount:
    return Amount(one.value - other.value, one.low - other.high, one.high - other.low)


def _plus(one: Amount, other: Amount) -> Amount:
    return Amount(one.value + other.value, one.low + other.low, one.high + other.high)

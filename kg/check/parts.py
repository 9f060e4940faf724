"""Parts against wholes: 出庭40宗（其中正职22宗，副职18宗）; 新建公路900公里，其中高速公路120公里.

In brackets that name parts and nothing else, the parts must give the whole, or, where they are said to be some of it,
no more. After 其中, the part that stands there is no more than the whole just before, nor are the parts of one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.check.figures import Comparison, Placed, shown
from kg.lexicon import words

_OF_WHICH = re.compile(r"[，,；;、（(]?\s*其中[，,：:]?")
_BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
_BETWEEN = re.compile(r"[、，,；;和及与]")
_NEXT = re.compile(r"[、和及与][一-鿿“”]{1,12}")
_NEXT_CLAUSE = re.compile(r"[，,][一-鿿“”]{1,12}")


def compare_parts(text: str, sentence: Sequence[Placed]) -> Iterator[Comparison]:
    """Yield each whole of a sentence whose parts are named right after it."""
    for position, last in enumerate(sentence):
        after = sentence[position + 1 :]
        whole = _whole(last, sentence[:position])
        if whole is None:
            continue
        bracket, opening = _BRACKET.match(text, last.end), _OF_WHICH.match(text, last.end)
        listed = _listed(whole, after, bracket) if bracket else []
        if bracket and listed:
            some = any(word in bracket[1] for word in words("checks", "some"))
            yield _summed("breakdown", whole, listed, least=not some)
        elif opening:
            yield from _of_which(text, whole, after, opening.end())


def _whole(last: Placed, before: Sequence[Placed]) -> Placed | None:
    """Return what the parts after ``last`` are parts of: itself, or where it tells a change, what has changed."""
    base = last.figure.base_indicator
    if not base:
        return last if last.amount.exact and not last.is_percent else None
    changed = [p for p in before if p.figure.indicator == base and p.amount.exact and not p.is_percent]
    return changed[-1] if len(changed) == 1 else None


def _listed(whole: Placed, after: Sequence[Placed], bracket: re.Match[str]) -> list[Placed]:
    """Return the parts in brackets after a whole, none where there is more in them than a list of two parts or more."""
    parts = [p for p in after if p.end <= bracket.end()]
    pieces = [piece for piece in _BETWEEN.split(bracket[1].removeprefix("其中")) if piece.strip()]
    if len(parts) < 2 or len(parts) != len(pieces) or not all(whole.counts_like(p) for p in parts):
        return []
    ends = all(piece.endswith(part.figure.value_text) for piece, part in zip(pieces, parts, strict=True))
    return parts if ends else []


def _of_which(text: str, whole: Placed, after: Sequence[Placed], begin: int) -> Iterator[Comparison]:
    """Compare a whole with the part after 其中, and with the parts that are listed with it."""
    parts: list[Placed] = []
    for part in after:
        goes_on = _goes_on(text, parts[-1], part) if parts else not _BETWEEN.search(text, begin, part.at)
        if not goes_on or not whole.counts_like(part) or part.figure.period != whole.figure.period:
            break
        parts.append(part)
    if parts:
        yield _summed("part" if len(parts) == 1 else "parts", whole, parts, least=False)


def _goes_on(text: str, last: Placed, part: Placed) -> bool:
    """Whether a figure is the next part of a list: after 、, or after a comma where it is named like the last."""
    gap = text[last.end : part.at]
    if part.figure.base_indicator or last.figure.indicator in part.figure.indicator:
        return False
    if _NEXT.fullmatch(gap):
        return True
    return bool(_NEXT_CLAUSE.fullmatch(gap)) and last.figure.indicator[-2:] == part.figure.indicator[-2:]


def _summed(code: str, whole: Placed, parts: Sequence[Placed], *, least: bool) -> Comparison:
    low, high = (sum((getattr(p.amount, end) for p in parts), Decimal(0)) for end in ("low", "high"))
    holds = low <= whole.amount.high and (not least or high >= whole.amount.low)
    total = sum((p.amount.value for p in parts), Decimal(0))
    figures = (whole.figure, *(p.figure for p in parts))
    return Comparison(code, figures, whole.figure.value_text, shown(total), holds)

"""When two things are the same for the score: names, stretches, indicators; one-to-one pairs; and the tally of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.facts import Span

F = TypeVar("F")
W = TypeVar("W")

_MARKS = re.compile(r"[《》〈〉“”\"'‘’「」\s,、。·()\[\]【】]")
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Tally:
    """True positives, false positives and false negatives; sums with ``+``."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    def __bool__(self) -> bool:
        return any((self.tp, self.fp, self.fn))

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 0 where nothing was wanted."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was wanted or found."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of the pairs of found and wanted things: the tally, and which were missed or wrong (indices)."""

    tally: Tally
    missed: tuple[int, ...]
    wrong: tuple[int, ...]


def plain(name: str) -> str:
    """Return a name folded for comparison: NFKC, without marks, brackets, commas and white space."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def overlap(a: Span, b: Span) -> float:
    """Return intersection over union of two stretches, 0 to 1."""
    inter = min(a.end, b.end) - max(a.begin, b.begin)
    return inter / (max(a.end, b.end) - min(a.begin, b.begin)) if inter > 0 else 0.0


def alike(a: str, b: str) -> bool:
    """Whether two indicator names say the same: one holds the other, or they share half of their character pairs."""
    a, b = plain(a), plain(b)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    left, right = (Counter(name[i : i + 2] for i in range(max(len(name) - 1, 1))) for name in (a, b))
    return 2 * (left & right).total() / (left.total() + right.total()) >= _ALIKE


def pair(found: Sequence[F], wanted: Sequence[W], fit: Callable[[F, W], float]) -> list[tuple[int, int]]:
    """Return one-to-one pairs of indices, the best fit first, of equals the first; a fit of 0 or less is none."""
    fits = ((fit(f, w), i, j) for i, f in enumerate(found) for j, w in enumerate(wanted))
    ranked = sorted((c for c in fits if c[0] > 0), key=lambda c: -c[0])
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def judge(
    pairs: Iterable[tuple[int, int]], found: int, optional: Sequence[bool], excused: Iterable[int] = ()
) -> Judgement:
    """Judge pairs of (found, wanted).

    :param found: how many things were found.
    :param optional: for each wanted thing, whether readers may differ on it: found or not, it does not count.
    :param excused: indices of found things that are not wrong even where they are unpaired.
    """
    pairs = list(pairs)
    hit, reached = {i for i, _ in pairs} | set(excused), {j for _, j in pairs}
    missed = tuple(j for j, may in enumerate(optional) if j not in reached and not may)
    wrong = tuple(i for i in range(found) if i not in hit)
    right = sum(not optional[j] for j in reached)
    return Judgement(Tally(right, len(wrong), len(missed)), missed, wrong)

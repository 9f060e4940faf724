"""Reads the words around the figures of a clause, and tells the figures that measure from those that only describe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.facts import Span
from kg.measures import COUNTERS, Figure
from kg.pipeline import figure_phrases as phrases
from kg.pipeline.draft import Draft
from kg.pipeline.figure_words import vocabulary

#: Sorts of figures that are told by the words before them alone.
RATES = frozenset({"percent", "points", "times"})
_UNCOUNTED = RATES | {"rank"}
_AMOUNTS = frozenset({"money", "measure"})

_AMONG = re.compile(r"(?:[（(][^（）()]*[）)])?(?:当?中|里|内)")
_PATH = re.compile(r"^(.*?)[从由自](?:(?:19|20)\d\d年|去年|上年)?(?:底|末)?的?$")
_BRACKETS = {"（": "）", "(": ")", "“": "”", "《": "》", "「": "」", "〈": "〉"}
_SEPARATORS = frozenset("、，,；;：:（()）—")


@dataclass(slots=True)
class Reading:
    """A figure with the words around it, cut into what can name it."""

    figure: Figure
    at: int  # where ``piece`` begins, -1 where it was put together
    words: str  # all words before the figure
    piece: str  # …without time, area and adverbs at their beginning
    whole: str  # …and without the copula at their end
    verb: str  # the verbs at the end of ``whole``
    pivot: bool  # whether a preposition or nothing stands before the figure: what follows names it
    noun: str  # the noun phrase behind the figure
    rest: str  # what is said after that
    area: str
    course: bool = False  # whether it is where a course begins: 从3名提高到5名
    joined: bool = False  # whether the words before it are behind the noun that the figure before counts

    @property
    def after(self) -> str:
        """All words behind the figure."""
        return self.noun + self.rest

    @property
    def bound(self) -> bool:
        """Whether a noun follows right behind and neither verb nor preposition stands before: 10万吨项目."""
        return bool(self.noun) and not self.verb and not self.pivot


class Reader:
    """Reads the clauses of one report."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text

    def edge(self, offset: int) -> phrases.Edge:
        """Return what tells the edges of words in a string that stands at ``offset`` of the text, none for -1."""
        edges = self.draft.edge_set
        return (lambda index: offset + index in edges) if offset >= 0 else (lambda _: False)

    def words(self, begin: int, end: int) -> list[str]:
        """Return the words of the text between two offsets."""
        draft = self.draft
        return draft.words[draft.word_index(begin) : draft.word_index(end - 1) + 1] if begin < end else []

    def read(self, figures: list[Figure], clause: Span) -> list[Reading]:
        """Return the figures of a clause with the words around them, those that only describe left out."""
        while figures:
            readings = self._readings(figures, clause)
            neighbours = zip([None, *readings], readings, [*readings[1:], None], strict=False)
            kept = [one.figure for last, one, other in neighbours if not _describes(one, last, other)]
            if len(kept) == len(figures):
                return readings
            figures = kept
        return []

    def _readings(self, figures: list[Figure], clause: Span) -> list[Reading]:
        cuts = [self._cut(one.end, other.begin) for one, other in pairwise(figures)]
        lefts = [self._inner_begin(clause.begin, figures[0].begin), *(left for _, left in cuts)]
        rights = [*(right for right, _ in cuts), clause.end]
        readings: list[Reading] = []
        for index, (figure, left, right) in enumerate(zip(figures, lefts, rights, strict=True)):
            begin = max(left, _used(readings[-1])) if readings else left
            shares = index + 1 < len(lefts) and lefts[index + 1] == figure.end < right
            limit = self._verb_within(figure.end, right) if shares and figure.measure.sort in COUNTERS else right
            reading = self._reading(figure, begin, max(right, figure.end), limit)
            reading.joined = bool(readings) and begin > left == readings[-1].figure.end
            if reading.joined and figure.measure.sort in RATES:
                readings[-1].noun, readings[-1].rest = self.text[readings[-1].figure.end : begin], ""
            readings.append(reading)
        return readings

    def _reading(self, figure: Figure, left: int, right: int, limit: int) -> Reading:
        """Return the figure with the words from ``left`` to ``right``; what it counts ends at ``limit`` or before."""
        words = self.text[left : figure.begin]
        start, area = phrases.strip_leads(words, self.edge(left))
        start -= _put_back(words, start)
        piece, at = words[start:], left + start
        edge, pivots = self.edge(at), vocabulary().pivots
        path = _PATH.match(piece)
        piece = path.group(1) if path else piece
        whole = phrases.strip_tails(piece, edge)
        ending = pivots.at_end(piece)
        pivot = not piece or bool(ending and edge(len(piece) - ending))
        pivot = pivot or bool(start and not whole and pivots.at_end(words))
        after, length = self.text[figure.end : right], 0
        if after and figure.measure.sort not in _UNCOUNTED:
            length = min(self._noun(after, figure.end), max(limit - figure.end, 0))
        verb = "" if piece.endswith("等") else phrases.verb_at_end(whole, edge)
        return Reading(
            figure, at, words, piece, whole, verb, pivot, after[:length].strip(), after[length:], area, bool(path)
        )

    def _noun(self, after: str, at: int) -> int:
        """Return the length of the noun phrase at ``at``; a list of nouns (小学、敬老院及企业) counts to its end."""
        length = end = phrases.noun_phrase(after, self.edge(at))
        while end < len(after) and after[end] == "、" and end:
            more = phrases.noun_phrase(after[end + 1 :], self.edge(at + end + 1))
            end = end + 1 + more if more else len(after) + 1
        return end if end == len(after) else length

    def _inner_begin(self, begin: int, end: int) -> int:
        """Return where the innermost bracket that is still open at ``end`` begins, or the last comma in it."""
        opened = max(self.text.rfind(mark, begin, end) for mark in "（(")
        closed = max(self.text.rfind(mark, begin, end) for mark in "）)")
        if opened <= closed:
            return begin
        return max(opened, *(self.text.rfind(mark, begin, end) for mark in "，,")) + 1

    def _cut(self, begin: int, end: int) -> tuple[int, int]:
        """Part the words between two figures: return where those of the first end and those of the second begin."""
        gap = self.text[begin:end]
        trimmed = gap.rstrip(" 、和及与或，,")
        if not trimmed or (trimmed != gap and not any(mark in trimmed for mark in "、，,（(")):
            return begin + len(trimmed), end
        stack: list[str] = []
        for index, char in enumerate(gap):
            if stack:
                if char == stack[-1]:
                    stack.pop()
            elif char in _BRACKETS and (char not in "（(" or _BRACKETS[char] in gap[index:]):
                stack.append(_BRACKETS[char])
            elif char in _SEPARATORS:
                return begin + index, begin + index + 1
        return end, begin

    def _verb_within(self, begin: int, end: int) -> int:
        """Return where in the words between two figures the verb of the second begins, else their end."""
        at, acts = begin, vocabulary().acts
        for word in self.words(begin, end):
            if at > begin + 1 and len(word) > 1 and word in acts:
                return at
            at += len(word)
        return end


def _put_back(words: str, start: int) -> int:
    """Return how much of what was taken off the head of a clause belongs to the name: 重点 of a noun, 对 of trade."""
    rest = words[start:]
    if words.endswith("重点", 0, start) and rest and not phrases.verb_at_start(rest):
        return 2
    return 1 if words.endswith(("对", "与"), 0, start) and vocabulary().toward.search(rest, 2) else 0


def _used(reading: Reading) -> int:
    """Return where the words end that a count takes as what it counts, a bare head behind them left out."""
    if reading.figure.measure.sort not in COUNTERS:
        return reading.figure.end
    bare = vocabulary().bare.at_end(reading.noun)
    return reading.figure.end + len(reading.noun) - (bare if bare < len(reading.noun) else 0)


def _describes(reading: Reading, last: Reading | None, other: Reading | None) -> bool:
    """Whether the figure only describes; ``last`` and ``other`` are its neighbours in the clause."""
    figure = reading.figure
    if reading.words.endswith("连续"):
        return True
    if reading.piece.startswith("在") and _AMONG.match(reading.rest):
        return True  # 在全市12个县中列第3
    if figure.measure.sort in _UNCOUNTED:
        return False
    adjoins = other is not None and other.figure.begin == figure.end
    if figure.spelled and figure.measure.sort == "abstract":
        return not adjoins and _is_set(reading)
    if figure.measure.word.endswith("方面"):
        return not adjoins and (not reading.noun or any(word in reading.words for word in ("从", "围绕")))
    return _is_capacity(reading, last) or _is_threshold(reading, other)


def _is_set(reading: Reading) -> bool:
    """Whether a small number in characters names a known set (落实三项制度) rather than counts (新建三个公园)."""
    if reading.noun:
        listed = reading.whole.endswith("”")  # 推出“养老”“助残”两项服务
        verb = reading.verb or (phrases.verb_at_start(reading.whole) if listed else "")
        counts = bool(verb) and not verb.endswith(vocabulary().soft)
        return not counts and not reading.piece.endswith("等")
    return bool(reading.rest.strip(" ）)。")) or len(reading.whole) < 2


def _is_capacity(reading: Reading, last: Reading | None) -> bool:
    """Whether an amount stands before a noun as its size: 10万吨项目, 2座35万千瓦电站, 超千亿元县."""
    figure, sort = reading.figure, reading.figure.measure.sort
    if sort == "measure" and reading.noun and last and last.figure.end == figure.begin:
        return True
    if reading.bound and (sort == "measure" or (sort == "money" and figure.qualifier != "exact")):
        return True
    return sort in _AMOUNTS and reading.bound and not reading.whole and reading.words != ""


def _is_threshold(reading: Reading, other: Reading | None) -> bool:
    """Whether the figure bounds a class: 500万元以上企业, 年产值超2亿元的茶企9家."""
    figure, amount = reading.figure, reading.figure.measure.sort in _AMOUNTS
    attribute = reading.after.startswith("的")
    if figure.threshold and attribute:
        return True
    if figure.threshold and reading.noun and not reading.verb and (amount or figure.measure.word in ("人", "岁")):
        return True
    if not (attribute and amount):
        return False
    counted = other is not None and other.figure.begin - figure.end > 1 and other.figure.measure.sort in COUNTERS
    return counted or not vocabulary().bare.at_end(reading.whole)

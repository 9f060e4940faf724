"""Component ``govkg_predicates``: the verbs of the genre where they are predicates, with their objects.

A verb is a predicate where one can stand: at the head of a clause, after an adverb, a subject, an adjunct or another
predicate; elsewhere it is part of a noun (行政执法监督, 实施方案). Strong verbs are predicates wherever they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import table, words
from kg.pipeline.draft import Draft, Predicate, draft_of

_CONJUNCTIONS = ("并且", "以及", "同时", "并", "和", "及", "、", "或", "而")
_PREPOSITIONS = frozenset({"以", "在", "对", "由", "因", "按"})
_NOUN_ENDS = ("会，", "会,", "会。", "会、", "会；", "会议", "会上", "会暨", "组成员")  # 协同推进会
_FRAMES = ("期间", "之际", "方式", "形式", "以来")
_NEW_PREDICATE = ("并", "并且", "同时", "而")  # behind these a predicate follows, whatever stands before
_OBJECTLESS = frozenset({"leads", "participatesIn"})  # 由某局牵头，…: said of the next clause
_SKIP = " \t　"


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The compiled lexicon of verbs."""

    matcher: AhoCorasick
    verbs: tuple[str, ...]
    classes: dict[str, tuple[str, ...]]
    strong: frozenset[str]
    initial: frozenset[str]
    attributes: frozenset[str]
    adverbs: frozenset[str]
    states: tuple[str, ...]
    subject_ends: tuple[str, ...]
    adjunct_ends: tuple[str, ...]


@cache
def _verbs() -> _Verbs:
    classes: dict[str, list[str]] = {}
    for relation, verbs in table("verbs")["relations"].items():
        for verb in verbs:
            classes.setdefault(verb, []).append(relation)
    for verb in table("verbs")["means"]["verbs"]:
        classes.setdefault(verb, []).append("means")
    every = tuple(sorted(set(classes) | set(words_of("blocked", "words"))))
    return _Verbs(
        AhoCorasick(every, matchkind=MatchKind.LeftmostLongest),
        every,
        {verb: tuple(found) for verb, found in classes.items()},
        frozenset(words_of("strong", "verbs")),
        frozenset(words_of("initial", "verbs")),
        frozenset(words("function_words", "attributes")),
        adverbs(),
        tuple(state for state in table("heads")["state"]["verbs"] if len(state) > 1 and state not in classes),
        words("function_words", "subject_ends"),
        words("function_words", "adjunct_ends"),
    )


@cache
def adverbs() -> frozenset[str]:
    """Return the adverbs that can stand before a predicate."""
    return frozenset(words("function_words", "adverbs"))


def words_of(section: str, key: str) -> list[str]:
    """Return a list of verbs.toml."""
    found: list[str] = table("verbs")[section][key]
    return found


@Language.component("govkg_predicates")
def find_predicates(doc: Doc) -> Doc:
    """Put the predicates of the document on its draft, in the order of the text."""
    draft = draft_of(doc)
    lexicon = _verbs()
    hits = [(b, e, lexicon.verbs[i]) for i, b, e in lexicon.matcher.find_matches_as_indexes(draft.text)]
    marked = [(q.begin, q.end) for q in draft.quoted if not q.depth]
    hits = _outside(hits, marked)
    agency_ends = {c.end for c in draft.candidates if c.kind == "Agency"}
    at = 0
    for clause in draft.outline.clauses:
        while at < len(hits) and hits[at][0] < clause.begin:
            at += 1
        first = at
        while at < len(hits) and hits[at][1] <= clause.end:
            at += 1
        if at > first:
            reading = _Clause(draft, clause, lexicon, agency_ends)
            for hit in hits[first:at]:
                reading.read(*hit)
            draft.predicates += reading.predicates()
    return doc


def _outside(hits: list[tuple[int, int, str]], marked: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Return the hits that do not stand within marks."""
    kept, at = [], 0
    for hit in hits:
        while at < len(marked) and marked[at][1] <= hit[0]:
            at += 1
        if at == len(marked) or hit[0] < marked[at][0]:
            kept.append(hit)
    return kept


class _Accepted(NamedTuple):
    """A verb that is a predicate; ``left`` and ``context`` as in Predicate."""

    begin: int
    end: int
    verb: str
    left: int
    context: str


class _Clause:
    """Reads the verbs of one clause from left to right."""

    def __init__(self, draft: Draft, clause: Span, lexicon: _Verbs, agency_ends: set[int]) -> None:
        self.draft, self.clause, self.lexicon, self.agency_ends = draft, clause, lexicon, agency_ends
        self.accepted: list[_Accepted] = []

    def read(self, begin: int, end: int, verb: str) -> None:
        """Accept a verb where it is a predicate."""
        lexicon, draft = self.lexicon, self.draft
        last = self.accepted[-1].end if self.accepted else -1
        if verb not in lexicon.classes or draft.text.startswith(_NOUN_ENDS, end):
            return
        if verb in lexicon.initial and draft.text.startswith(lexicon.states, end) and begin > self.clause.begin:
            return  # 某示范区建设扎实推进: a noun, and the state that it is in
        if begin == last and verb in _PREPOSITIONS:
            return  # 加强对…的服务: the preposition belongs to the object
        left, context = self._context(begin, last, verb in lexicon.initial)
        if not context and self._is_strong(begin, end, verb):
            left, context = begin, "strong"
        if context and draft.text.startswith("的", end):
            context = "relative"
        if context and (end < self.clause.end or _OBJECTLESS & set(lexicon.classes[verb])):
            self.accepted.append(_Accepted(begin, end, verb, left, context))

    def _is_strong(self, begin: int, end: int, verb: str) -> bool:
        """Whether a verb is a predicate wherever it stands as a word."""
        strong = self.lexicon.strong
        return (
            (verb in strong or verb[-2:] in strong) and self.draft.at_word_edge(begin) and self.draft.at_word_edge(end)
        )

    def _context(self, begin: int, last: int, nominal: bool) -> tuple[int, str]:
        """Return where what stands before a verb and its adverbs ends, and what it is; "" where it is no predicate."""
        text, lexicon, floor = self.draft.text, self.lexicon, self.clause.begin
        left = strip_adverbs(text, max(floor, last), begin, lexicon.adverbs)
        if left <= floor:
            return left, "start"
        if left == last:
            return left, "" if nominal and left == begin and self._sets_up() else "chain"
        for conjunction in _CONJUNCTIONS:
            before = left - len(conjunction)
            if text.endswith(conjunction, floor, left) and (before == last or conjunction in _NEW_PREDICATE):
                return before, "chain"
        if left < begin and text[left:begin].strip(_SKIP) not in lexicon.attributes:
            return left, "adverb"
        if nominal and last >= 0:
            return left, "adjunct" if text.endswith(_FRAMES, floor, left) else ""
        if left in self.agency_ends or text.endswith(lexicon.subject_ends, floor, left):
            return left, "subject"
        adjunct = text.endswith(lexicon.adjunct_ends, floor, left) and self.draft.at_word_edge(left)
        return left, "adjunct" if adjunct or text[left - 1] in "年月日" else ""

    def _sets_up(self) -> bool:
        """Whether the predicate before says that something is set up or issued: its object is a noun, 建立督察整改制度."""
        return bool({"establishes", "issues"} & set(self.lexicon.classes[self.accepted[-1].verb]))

    def predicates(self) -> list[Predicate]:
        """Return the predicates; the object of each reaches to the next that is no attribute, or to the clause's end."""
        found = []
        for index, (begin, end, verb, left, context) in enumerate(self.accepted):
            stop = next((a.left for a in self.accepted[index + 1 :] if a.context != "relative"), self.clause.end)
            reach = Span(end, max(stop, end))
            found.append(Predicate(begin, end, verb, self.lexicon.classes[verb], self.clause, reach, left, context))
        return found


def strip_adverbs(text: str, floor: int, at: int, adverbs: frozenset[str]) -> int:
    """Return the offset at which the run of adverbs before ``at`` begins, not before ``floor``."""
    while at > floor:
        if text[at - 1] in _SKIP:
            at -= 1
            continue
        for size in (6, 5, 4, 3, 2, 1):
            if at - size >= floor and text[at - size : at] in adverbs:
                at -= size
                break
        else:
            break
    return at

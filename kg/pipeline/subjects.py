"""Who acts: the bodies that a clause names as its subject, and which subject a clause without one has.

A subject is carried over within its sentence until a new one is named; a sentence without one is the reporter's, as are
我市, 全县, 本局 and 各部门. Bodies behind 联合, 会同, 与 are partners: they share in the action.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from kg.facts import Mention, Span
from kg.lexicon import table
from kg.pipeline.draft import Predicate
from kg.pipeline.lookup import Reader, clause_of

_REPORTER = re.compile(
    r"我[国省市县区旗州局厅委部院办会镇乡校处]|全[国省市县区旗州局厅委镇乡]|本[市省县区局厅委级]|[市县区]本级|各[级部地县单]"
)
_TOGETHER = re.compile(r"(?:与|联合|会同|携手)[^，,。；]{1,12}、$")
_WITH = ("在", "由", "以", "对", "按照", "根据", "依据")
_THIS = ("该", "其", "此")
_HONOURED = ("Work", "Place", "Agency", "Programme")


@dataclass(frozen=True, slots=True)
class Subject:
    """The heads of a claim: entity keys, and how they were found (explicit, elided, coordinated)."""

    keys: tuple[str, ...]
    by: str
    partners: tuple[str, ...] = ()


class Carry:
    """Finds the subject of each predicate, asked in the order of the text; remembers what a sentence has named."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._sentence: Span | None = None
        self._carried: tuple[str, ...] = ()
        self._at = 0  # where the clauses of the sentence have been read to

    def subject(self, predicate: Predicate, earlier: list[Predicate]) -> Subject:
        """Return the subject of a predicate; ``earlier`` are the predicates before it in its clause."""
        reader, clause = self._reader, predicate.clause
        sentence = reader.draft.outline.sentence_at(predicate.begin) or clause
        if sentence != self._sentence:
            self._sentence, self._carried, self._at = sentence, (), sentence.begin
        self._read_to(clause.begin)
        stop = earlier[0].begin if earlier and not _joins(earlier[0]) else predicate.left
        heads, partners = named(reader, clause.begin, max(stop, clause.begin))
        if heads:
            if predicate.object.text(reader.text).strip() or "participatesIn" not in predicate.classes:
                self._carried = heads
            return Subject(heads, "coordinated" if len(heads) > 1 else "explicit", partners)
        keys = self._carried or (reader.draft.reporter,)
        return Subject(keys, "elided", tuple(p for p in partners if p not in keys))

    def _read_to(self, offset: int) -> None:
        """Take up the subjects of clauses without a predicate: 区委区政府高度重视…，制定…方案."""
        for clause in self._reader.draft.clauses_in(Span(self._at, offset)):
            if not self._reader.draft.predicates_in(clause):
                first = self._reader.within(clause.begin, clause.end, "Agency")
                if first and first[0].span.begin == clause.begin and not _attribute(self._reader, first[0]):
                    self._carried = _run(self._reader, first)
        self._at = max(self._at, offset)


def _run(reader: Reader, mentions: list[Mention]) -> tuple[str, ...]:
    """Return the bodies that stand in one run: 市委、市政府."""
    keys, end = [], mentions[0].span.begin
    for mention in mentions:
        if reader.text[end : mention.span.begin].strip("、和与及"):
            break
        keys.append(mention.entity)
        end = mention.span.end
    return tuple(dict.fromkeys(keys))


def named(reader: Reader, begin: int, stop: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the bodies that a stretch names as acting, and those that act with them."""
    heads: list[str] = []
    partners: list[str] = []
    for mention in reader.within(begin, stop, "Agency"):
        before = reader.text[begin : mention.span.begin]
        if heads and not partners and before.endswith(("和", "与其")):
            heads.append(mention.entity)
        elif _is_partner(before, bool(heads), bool(partners)):
            partners.append(mention.entity)
        elif not before.endswith(joint("never")) and not _passive(before) and not _attribute(reader, mention):
            heads.append(mention.entity)
    if not heads and _REPORTER.search(reader.text, begin, stop):
        heads.append(reader.draft.reporter)
    keys = tuple(dict.fromkeys(heads))
    return keys, tuple(p for p in dict.fromkeys(partners) if p not in keys)


def _is_partner(before: str, after_head: bool, after_partner: bool) -> bool:
    """Whether what stands before a body makes it one that acts with the subject: A会同B、C."""
    if after_head and (before.endswith(joint("words")) or _TOGETHER.search(before)):
        return True
    return before.endswith(joint("before")) or (after_partner and before.endswith(("、", "和", "及")))


def _attribute(reader: Reader, mention: Mention) -> bool:
    """Whether a body only says whose something is: 市政府的…, 以市政府名义."""
    return reader.text.startswith(("的", "名义"), mention.span.end)


def _passive(before: str) -> bool:
    """Whether a list of agents behind 被 is not yet at its end: 被中央宣传部、司法部…评为."""
    at = before.rfind("被")
    return at >= 0 and not re.search("[，,。；]", before[at:])


@cache
def joint(key: str) -> tuple[str, ...]:
    """Return the words of one list of relations.toml by which bodies act together."""
    return tuple(table("relations")["joint"][key])


def _joins(predicate: Predicate) -> bool:
    """Whether a predicate says with whom, and the bodies behind it share in what the next one states: A联合B建成C."""
    return "cooperatesWith" in predicate.classes or predicate.verb in _WITH


def _leads(reader: Reader, mention: Mention, after: Mention | None) -> bool:
    """Whether a mention is right before another and says only where that is: 某镇|“周三评理会”获评…."""
    place = reader.entity(mention).kind == "Place"
    return place and after is not None and mention.span.end == after.span.begin


def receivers(reader: Reader, predicate: Predicate, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Return who is honoured: what stands at the head of the clause or of its sentence, else the subject."""
    text, clause = reader.text, predicate.clause
    stop = text.find("被", clause.begin, predicate.begin)
    before = reader.within(clause.begin, stop if stop >= 0 else predicate.begin, *_HONOURED)
    first = before[0].span.begin if before else -1
    before = [m for m, after in zip_longest(before, before[1:]) if not _leads(reader, m, after)]
    works = [m for m in before if reader.entity(m).kind in ("Work", "Place")]
    if works:
        return tuple(dict.fromkeys(m.entity for m in works))
    if before and first == clause.begin:
        return tuple(dict.fromkeys(m.entity for m in before if reader.entity(m).kind == reader.entity(before[0]).kind))
    sentence = reader.draft.outline.sentence_at(clause.begin)
    if (
        sentence
        and sentence.begin < clause.begin
        and (text.startswith(_THIS, clause.begin) or predicate.left == clause.begin)
    ):
        earlier = reader.within(sentence.begin, clause.begin, *_HONOURED)
        if text.startswith(_THIS, clause.begin):
            earlier = [m for m in earlier if reader.entity(m).kind in ("Work", "Programme")][-1:]
        else:
            earlier = [m for m in earlier if m.span.begin == sentence.begin]
        if earlier and clause_of(reader.draft, earlier[0].span.begin) != clause:
            return (earlier[0].entity,)
    return subjects

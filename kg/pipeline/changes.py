"""Component ``govkg_changes``: programmes and documents that stand as the subject of a change of state.

零基预算改革全面实施 and 某某规划获批 name one without any verb that governs it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import table, words
from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.pipeline.heads import group, head_of, heads
from kg.pipeline.phrases import Phrase, phrases
from kg.pipeline.stretches import trim_end

_NUMBERED = re.compile("[一二三四五六七八九十百千两双0-9]")
_DEFINED = re.compile("[（(]以下(?:统称|简称|合称)")
_PROPER, _BRAND, _LONGEST = 4, 3, 30  # characters of a name before its head, of a brand, of a subject
_LEVEL = re.compile("国家|自治区|[省市县区州]")


@Language.component("govkg_changes")
def find_changes(doc: Doc) -> Doc:
    """Add a candidate for each programme and document that changes state before the first verb of its clause."""
    draft = draft_of(doc)
    first: dict[int, int] = {}
    for predicate in draft.predicates:
        if predicate.classes != ("means",):
            first.setdefault(predicate.clause.begin, predicate.left)
        elif predicate.begin == predicate.clause.begin:
            first[predicate.clause.begin] = predicate.begin  # 依托某平台…: what follows is no subject
    places = {c.begin: c.end for c in draft.candidates if c.kind == "Place" and draft.text.startswith("“", c.end)}
    for clause in draft.outline.clauses:
        limit = first.get(clause.begin, clause.end)
        if limit > clause.begin + 3:
            changing(draft, Span(clause.begin, limit), clause)
        _doing(draft, clause, places.get(clause.begin, clause.begin))
        _defined(draft, clause)
    return doc


def _defined(draft: Draft, clause: Span) -> None:
    """Add what stands before a bracket that gives it a short name: 某公示制度、某审核制度（以下统称“三项制度”）."""
    defined = _DEFINED.search(draft.text, clause.begin, clause.end)
    if not defined or draft.text[defined.start() - 1] == "》":
        return
    for phrase in phrases(draft.text, clause.begin, defined.start(), draft.edge_set):
        if phrase.kind == "Programme" and phrase.head not in group("soft"):
            facets = {"programmeType": phrase.facet or "other"}
            draft.add(
                Candidate(phrase.begin, phrase.end, "Programme", "", 1.25, facets, source="changes", why="subject")
            )


def changing(draft: Draft, region: Span, clause: Span) -> None:
    """Add what changes state within a stretch of a clause."""
    for phrase in _before_state(draft, region, clause):
        if phrase.kind == "Regulation" and draft.text.startswith(words("cues", "issued"), phrase.end):
            facets = {"genre": phrase.facet or "other"}
            draft.add(
                Candidate(phrase.begin, phrase.end, "Regulation", "", 1.3, facets, source="changes", why="subject")
            )
        if phrase.kind == "Programme" and (phrase.head not in group("body") or phrase.counted):
            facets = {"programmeType": phrase.facet or "other"}
            draft.add(
                Candidate(phrase.begin, phrase.end, "Programme", "", 1.3, facets, source="changes", why="subject")
            )


def _doing(draft: Draft, clause: Span, begin: int) -> None:
    """Add the name at ``begin`` of which something is said right behind it: “岫惠通”兑现…, 某试点成交11单.

    It stands at the head of its clause, or behind the place that leads that: 某镇|“周三评理会”获评….
    """
    text = draft.text
    if led_by_preposition(draft, clause.begin) or not (end := _name_end(draft, Span(begin, clause.end))):
        return
    found = phrases(text, begin, end, draft.edge_set)
    for phrase in found:
        name = text[phrase.begin : phrase.end]
        plain = phrase.begin == begin or text[begin : phrase.begin].endswith(("”", "、"))
        whole = text[phrase.begin] == "“" and phrase.end == text.find("”", phrase.begin) + 1
        own = phrase.kind == "Programme" and phrase.head not in group("soft") and not phrase.counted
        own = own and phrase.head not in group("body") and not name.endswith("国家公园")
        if not plain or name.startswith(_governing()) or name in group("topic", "names"):
            continue
        if (whole and _is_brand(name)) or (own and len(name) - len(phrase.head) >= _PROPER):
            facets = {"programmeType": phrase.facet or "other"}
            draft.add(Candidate(phrase.begin, phrase.end, "Programme", "", 1.05, facets, source="changes", why="does"))


@cache
def _doings() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the verbs of what an undertaking does, and their first characters."""
    verbs = tuple(sorted(group("does", "verbs")))
    return verbs, frozenset(verb[0] for verb in verbs)


def does() -> tuple[str, ...]:
    """Return the verbs of what an undertaking does."""
    return _doings()[0]


def _name_end(draft: Draft, clause: Span) -> int:
    """Return where the first word of what is said stands in a clause, 0 where none follows a name."""
    text, (verbs, firsts) = draft.text, _doings()
    at = clause.begin
    while text[at : at + 1] == "“" and (closed := text.find("”", at, clause.end)) > 0:
        at = closed + 1
    if at > clause.begin:
        return at if text.startswith(verbs, at) else 0
    low = bisect_left(draft.edges, clause.begin + _PROPER + 2)
    high = bisect_left(draft.edges, min(clause.begin + _LONGEST, clause.end))
    ends = (e for e in draft.edges[low:high] if text[e : e + 1] in firsts and text.startswith(verbs, e))
    return next((end for end in ends if head_of(text, clause.begin, end)), 0)


@cache
def _governing() -> tuple[str, ...]:
    """Return the verbs with which no name at the head of a clause begins."""
    known = {*table("verbs")["soft"]["verbs"], *table("figures")["verbs"]["acts"], *table("heads")["does"]["governing"]}
    return tuple(sorted(verb for verb in known if len(verb) > 1 and verb not in heads()))


def _is_brand(name: str) -> bool:
    """Whether a name in marks is one of a brand or a service: no watchword of numbers (“三公”, “四上”), no “新三样”."""
    inner = name[1:-1]
    watchword = name in group("short", "never") or _NUMBERED.match(inner) or inner.startswith("新")
    return len(inner) >= _BRAND and not watchword


def led_by_preposition(draft: Draft, offset: int) -> bool:
    """Tell whether a preposition stands at the offset as a word, so that no subject begins there."""
    return draft.text.startswith(words("function_words", "prepositions"), offset) and draft.at_word_edge(offset + 1)


@cache
def states(*, long: bool = False) -> tuple[str, ...]:
    """Return the words that begin a change of state; ``long`` leaves out those of one character."""
    return tuple(s for s in table("heads")["state"]["verbs"] if len(s) > long)


@cache
def _documents() -> tuple[str, ...]:
    return tuple(table("genres")["bare"])


def _before_state(draft: Draft, region: Span, clause: Span) -> Iterator[Phrase]:
    """Yield the names that end right before the last word of state in the region, at a word's edge."""
    text = draft.text
    if region.begin >= len(text) or led_by_preposition(draft, region.begin):
        return
    low = bisect_left(draft.edges, region.begin + 3)
    high = bisect_left(draft.edges, region.end + 1)
    for end in reversed(draft.edges[low:high]):
        if not _changes_at(draft, end, clause.end) or text[end - 1] in "的了" or draft.quoted_at(end):
            continue
        stop = trim_end(text, region.begin, end)
        head = head_of(text, region.begin, stop) or text.endswith(_documents(), region.begin, stop)
        if head or text[end - 1] in "”)）":
            coming = text.startswith(tuple(group("coming", "verbs")), end) or any(
                text.find(word, end, end + 6) >= 0 for word in words("cues", "under_way")
            )
            found = phrases(text, region.begin, end, draft.edge_set)
            whole = (p for p in found if draft.first_break(p.begin, p.end) == p.end and text[p.begin - 1] != "在")
            yield from (q for p in whole if (q := _named(text, p, coming)))
            return


def _changes_at(draft: Draft, offset: int, stop: int) -> bool:
    """Whether a word of state begins at the offset; one of a single character must be a word of its own."""
    if not draft.text.startswith(states(), offset, stop):
        return False
    return draft.text.startswith(states(long=True), offset, stop) or draft.at_word_edge(offset + 1)


def _named(text: str, phrase: Phrase, coming: bool) -> Phrase | None:
    """Return the phrase where it is a name; with a soft head only where the verb says that the thing came to be."""
    name = text[phrase.begin : phrase.end]
    own = phrase.counted and phrase.facet == "project" and _LEVEL.match(name)  # 1550个省重点项目
    if phrase.kind and (coming or phrase.head not in group("soft") or phrase.marked or own):
        return phrase
    before = name[: name.rfind("“")] if "“" in name else ""
    if (
        phrase.marked
        and name.endswith("”")
        and not any(word in before for word in words("cues", "clausal"))
        and name[len(before) :] not in group("short", "never")
        and (name[0] == "“" or _NUMBERED.search(name) or head_of(name, 0, len(name) - 1))
    ):
        return phrase._replace(kind="Programme", facet="other")
    return None

"""Component ``govkg_issues``: the shortcomings that a report admits, the shortest clause that states each.

They stand in a section whose heading says so (不足, 问题), or after a sentence that introduces them (也清醒认识到).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import words
from kg.pipeline.draft import Candidate, Draft, draft_of

_LEAD = re.compile(
    r"^(?:但是?|同时|而且|特别是|尤其是|主要是|以及|还|也|且|并且|我省|我市|我县|我区|我局|虽然?)(?=.{4})"
)
_COLON = re.compile("[：:]")
_FRAME = re.compile(r"(?:还|仍|仍然|依然)?存在(?:着)?(?=[^，,]{2,}等(?:问题|现象|情况|不足|短板)$)")
_FRAME_END = re.compile(r"等(?:问题|现象|情况|不足|短板|方面)$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("issues", name))))


@Language.component("govkg_issues")
def find_issues(doc: Doc) -> Doc:
    """Add a candidate for each shortcoming."""
    draft = draft_of(doc)
    for stretch in _stretches(draft):
        for clause in draft.clauses_in(stretch):
            for span in _shortcomings(draft, clause):
                draft.add(Candidate(span.begin, span.end, "Issue", "", 2.1, source="issues"))
    return doc


def _stretches(draft: Draft) -> Iterator[Span]:
    """Yield the stretches that account for shortcomings, headings left out."""
    text = draft.text
    told = [s for s in draft.outline.sections if s.kind == "issues"]
    for section in told:
        if not any(
            s is not section and s.span.begin <= section.span.begin < s.span.end and s.kind == "issues" for s in told
        ):
            yield Span(section.heading.end, section.span.end)
    yield from _behind_colons(draft, [section.span for section in told])
    opening = _pattern("openings")
    for sentence in draft.outline.sentences:
        if any(s.span.begin <= sentence.begin < s.span.end for s in told):
            continue
        head = re.search(r"清醒|看到", text[sentence.begin : sentence.end])
        if not head or not opening.search(text, sentence.begin, sentence.end):
            continue
        line = text.find("\n", sentence.begin)
        end = line if line >= 0 else len(text)
        if end - sentence.end < 60:  # a text whose lines are broken within the paragraph
            closing = _pattern("closings").search(text, sentence.end, sentence.end + 800)
            end = closing.start() if closing else end
        closing = _pattern("closings").search(text, sentence.end, end)
        start = opening.search(text, sentence.begin, sentence.end)
        yield Span(start.end() if start else sentence.begin, closing.start() if closing else end)


def _behind_colons(draft: Draft, told: list[Span]) -> Iterator[Span]:
    """Yield what stands behind 存在的不足： to the end of its sentence, where no section tells the shortcomings."""
    for colon in _COLON.finditer(draft.text):
        sentence = draft.outline.sentence_at(colon.start())
        if not sentence or not draft.text.endswith(words("issues", "colons"), sentence.begin, colon.start()):
            continue
        if not any(span.begin <= sentence.begin < span.end for span in told):
            yield Span(colon.end(), sentence.end)


def _admits(draft: Draft, begin: int, end: int) -> bool:
    """Whether a stretch holds a word that admits a shortcoming; one of a single character must be a word (低, not 低碳)."""
    for match in _pattern("predicates").finditer(draft.text, begin, end):
        at, stop = match.span()
        if stop - at > 1 or (draft.at_word_edge(at) and draft.at_word_edge(stop)):
            return True
    return False


def _shortcomings(draft: Draft, clause: Span) -> Iterator[Span]:
    """Yield the shortcomings that a clause states; 存在A、B等问题 states each of A and B."""
    text = draft.text
    if any(text.startswith(word, clause.begin) for word in words("issues", "introductions")):
        return
    begin, end = clause.begin, clause.end
    while lead := _LEAD.match(text[begin:end]):
        begin += lead.end()
    if end - begin < 3 or not _admits(draft, begin, end):
        return
    if frame := _FRAME.search(text, begin, end):
        stop = end - len(_FRAME_END.search(text[:end])[0])  # type: ignore[index]
        at = frame.end()
        for piece in text[frame.end() : stop].split("、"):
            if len(piece) > 2:
                yield Span(at, at + len(piece))
            at += len(piece) + 1
        return
    yield Span(begin, end)

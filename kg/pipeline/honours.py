"""Component ``govkg_honours``: awards, as what is won (入选, 获评, 被…命名为), applied for or conferred."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import table, words
from kg.pipeline.draft import Candidate, Draft, Predicate, draft_of
from kg.pipeline.heads import group, head_of
from kg.pipeline.stretches import parts, trim, trim_end, with_scope


@Language.component("govkg_honours")
def find_honours(doc: Doc) -> Doc:
    """Add a candidate for each honour that a verb of receiving governs."""
    draft = draft_of(doc)
    for predicate in draft.predicates:
        if "receives" in predicate.classes:
            _awards(draft, predicate, firm=predicate.verb not in _loose())
    return doc


@cache
def _loose() -> frozenset[str]:
    return frozenset(table("verbs")["receives_loosely"]["verbs"])


@cache
def _amount() -> re.Pattern[str]:
    return re.compile("|".join(words("cues", "amounts")))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(sorted(group("honour", "ends")))


def _awards(draft: Draft, predicate: Predicate, firm: bool) -> None:
    """Add the honours in the object; under a loose verb (获得, 列入) they must end like an honour."""
    text, why = draft.text, f"object of {predicate.verb}"
    for piece in _pieces(draft, predicate):
        begin, end, _ = trim(text, _after_relative(text, *piece), piece[1], draft.edge_set)
        if (amount := _amount().search(text, begin, end)) and not draft.quoted_at(amount.start()):
            end = trim_end(text, begin, max(amount.start(), begin))
        if predicate.verb.startswith("获批") and head_of(text, begin, end) in words("cues", "pilots"):
            draft.add(
                Candidate(begin, end, "Programme", "", 1.6, {"programmeType": "pilot"}, source="honours", why=why)
            )
            continue
        begin = with_scope(text, begin, piece[0])
        for verb in words("cues", "honour_actions"):
            begin += len(verb) if text.startswith(verb, begin, end - 2) else 0
        if not 2 <= end - begin <= 60 or text.endswith("之一", begin, end):
            continue
        name = text[begin:end] if text.endswith(words("cues", "praise"), begin, end) else ""
        begin = _after_body(draft, begin, end) if name else begin
        graded = predicate.verb == "获批" and text.startswith(words("cues", "graded"), begin)
        if firm or graded or text.endswith(_ends(), begin, end):
            draft.add(Candidate(begin, end, "Award", name, 1.6, source="honours", why=why))


def _pieces(draft: Draft, predicate: Predicate) -> list[tuple[int, int]]:
    """Return the honours of a list; where one does not end like an honour or a count, the list is one name."""
    text = draft.text
    pieces = parts(text, predicate.object.begin, predicate.clause.end, draft.edge_set)
    if all(text.endswith(_ends(), b, trim_end(text, b, e)) or text[e - 1] in "个家项人名处”" for b, e in pieces[:-1]):
        return pieces
    return [(predicate.object.begin, predicate.clause.end)]


def _after_body(draft: Draft, begin: int, end: int) -> int:
    """Return the begin of praise after the body that praises: 受到省评估组表扬."""
    return max(
        (c.end for c in draft.candidates if c.kind == "Agency" and begin <= c.begin and c.end < end), default=begin
    )


def _after_relative(text: str, begin: int, end: int) -> int:
    """Return the begin of an honour after the clause that says who confers it: 某部评选的“…”典型案例."""
    at = text.rfind("的", begin, end)
    return at + 1 if 0 <= at < end - 2 and "”" not in text[at:end].split("“", maxsplit=1)[0] else begin


def conferred(draft: Draft, span: Span, predicate: Predicate) -> None:
    """Add the honour that is applied for or conferred, up to a 的 that makes it an attribute."""
    text = draft.text
    cut = text.find("的", span.begin, span.end)
    begin, end, _ = trim(text, span.begin, cut if cut > 0 else span.end, draft.edge_set)
    marked = text.startswith("“", begin) and text.endswith("”", begin, end)
    if end - begin >= 4 and (text.endswith(_ends(), begin, end) or (marked and "grants" in predicate.classes)):
        draft.add(Candidate(begin, end, "Award", "", 1.6, source="honours", why=f"object of {predicate.verb}"))

"""Component ``govkg_winners``: who wins an honour, where no other rule knows the name: 甲电机、乙动力入选….

What stands before a verb of winning is a firm where its words are proper ones and the honour is one for firms, an
undertaking by its head (某产业集群入选…), a site by its end (某湖获评…); counted things (6个品牌) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import words
from kg.pipeline.changes import led_by_preposition
from kg.pipeline.draft import Candidate, Draft, Predicate, draft_of
from kg.pipeline.heads import head_of, heads
from kg.pipeline.predicates import adverbs, strip_adverbs
from kg.pipeline.stretches import parts, trim
from kg.pipeline.surroundings import PROPER, listed, tag
from kg.pipeline.surroundings import parts as known_words

_AMONG = re.compile(r"等(?:\d+[余多]?[家户个名].{0,4}|企业|单位)?$")
_FIRMS = re.compile(r"等(?:\d+[余多]?[家户])")
_TYPES = ("base", "project", "platform")
_PLACES = "省市县区州旗镇乡村"


@Language.component("govkg_winners")
def find_winners(doc: Doc) -> Doc:
    """Add a candidate for each firm and undertaking of which a clause says that it won an honour."""
    draft = draft_of(doc)
    agencies = {c.begin for c in draft.candidates if c.kind == "Agency"}
    for predicate in draft.predicates:
        if "receives" not in predicate.classes or predicate.left - predicate.clause.begin < 3:
            continue
        before = draft.predicates_in(Span(predicate.clause.begin, predicate.begin))
        if not before and not any(predicate.clause.begin <= a < predicate.left for a in agencies):
            for candidate in _winners(draft, predicate):
                draft.add(candidate)
    return doc


def _winners(draft: Draft, predicate: Predicate) -> Iterator[Candidate]:
    text, begin = draft.text, predicate.clause.begin
    end = strip_adverbs(text, begin, predicate.left, adverbs())
    among = _AMONG.search(text, begin, end)
    firms = bool(among and _FIRMS.match(among[0]))
    honour = text[predicate.object.begin : predicate.clause.end]
    firms = firms or any(word in honour for word in words("cues", "firm_honours"))
    for start, stop in parts(text, begin, among.start() if among else end, draft.edge_set):
        first, last, counted = trim(text, start, stop, draft.edge_set)
        name = text[first:last]
        if (
            counted
            or not 3 <= len(name) <= 12
            or led_by_preposition(draft, first)
            or name[-1] in _PLACES
            or "的" in name
        ):
            continue
        found = _winner(name, firms)
        if found is None:
            continue
        found.begin, found.end = first, last
        found.source, found.why = "winners", "wins an honour"
        yield found


def _winner(name: str, firms: bool) -> Candidate | None:
    """Return the candidate that a name makes, its offsets still to be set."""
    kind, facet = heads().get(head_of(name, 0, len(name)), ("", ""))
    if kind == "Programme" and facet in _TYPES:
        return Candidate(0, 0, "Programme", "", 1.2, {"programmeType": facet})
    if name.endswith(words("cues", "sites")):
        return Candidate(0, 0, "Place", "", 1.2) if _proper(name) else None
    if not kind and firms and _proper(name):
        return Candidate(0, 0, "Agency", "", 1.2, {"agencyType": "enterprise"})
    return None


def _proper(name: str) -> bool:
    """Tell whether a name holds a word that no dictionary has, or one that it knows as proper."""
    found = known_words(name)
    return any(len(word) == 1 or tag(word)[:2] in PROPER or not listed(word) for word in found)

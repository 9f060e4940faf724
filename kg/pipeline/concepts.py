"""Component ``govkg_concepts``: guiding doctrine, and congresses that are named by their number."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.pipeline.draft import Candidate, draft_of

_WINDOW = (14, 44)  # characters before and after what stands near the beginning of a congress


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = table("concepts")
    if name == "concepts":
        terms = map(re.escape, sorted(data["terms"], key=lambda t: (-len(t), t)))
        return re.compile("|".join([*data["patterns"], *terms]))
    return re.compile("|".join(data[name]) if name == "congresses" else data[name])


@Language.component("govkg_concepts")
def find_concepts(doc: Doc) -> Doc:
    """Add a candidate for each doctrine and congress that is not part of a title."""
    draft = draft_of(doc)
    last = 0
    for start in _pattern("concepts_begin").finditer(draft.text):
        match = _pattern("concepts").match(draft.text, start.start()) if start.start() >= last else None
        if match:
            last = match.end()
            score = 2.2 if match.group().startswith("“") else 1.4
            draft.add(Candidate(match.start(), last, "Concept", "", score, source="concepts"))
    last = 0
    for near in _pattern("congresses_near").finditer(draft.text):
        window = (max(near.start() - _WINDOW[0], last), near.end() + _WINDOW[1])
        if near.start() >= last and (match := _pattern("congresses").search(draft.text, *window)):
            last = match.end()
            draft.add(Candidate(match.start(), last, "Event", "", 2.2, source="concepts"))
    return doc

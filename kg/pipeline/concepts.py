"""Component ``govkg_concepts``: guiding doctrine, and congresses that are named by their number."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.pipeline.draft import Candidate, draft_of


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = table("concepts")
    terms = "|".join(map(re.escape, sorted(data["terms"], key=lambda t: (-len(t), t))))
    return (("Concept", re.compile("|".join([*data["patterns"], terms]))), ("Event", re.compile("|".join(data["congresses"]))))


@Language.component("govkg_concepts")
def find_concepts(doc: Doc) -> Doc:
    """Add a candidate for each doctrine and congress that is not part of a title."""
    draft = draft_of(doc)
    for kind, pattern in _patterns():
        for match in pattern.finditer(draft.text):
            if match.end() > match.start():
                score = 2.2 if kind == "Event" or match.group().startswith("“") else 1.4
                draft.add(Candidate(match.start(), match.end(), kind, "", score, source="concepts"))
    return doc

"""The extractor: ``spacy.blank("zh")`` with the components of this package, in this order.

Each component is a registered factory, so that a user can add, drop or replace one, or put a trained ``ner`` of their
own before ``govkg_settle``: its entities join in.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language

from kg.facts import Facts
from kg.fold import simplified
from kg.pipeline.draft import draft_of
from kg.read.report import Report

#: The components in the order in which they run; each is the module of its name without the prefix.
COMPONENTS = (
    "govkg_outline",
    "govkg_figures",
    "govkg_agencies",
    "govkg_places",
    "govkg_predicates",
    "govkg_documents",
    "govkg_undertakings",
    "govkg_honours",
    "govkg_changes",
    "govkg_came",
    "govkg_winners",
    "govkg_marked",
    "govkg_concepts",
    "govkg_issues",
    "govkg_recall",
    "govkg_settle",
    "govkg_relations",
    "govkg_outcomes",
)


def create() -> Language:
    """Return a new pipeline; calling it on a text gives a Doc whose draft holds what was found."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "govkg.CharacterTokenizer.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


for _name in ("tokenizer", *(name.removeprefix("govkg_") for name in COMPONENTS)):
    import_module(f"{__name__}.{_name}")


@cache
def _shared() -> Language:
    return create()


def extract(report: Report, nlp: Language | None = None) -> Facts:
    """Return the facts of one report, found by ``nlp`` or by the pipeline as shipped."""
    nlp = nlp or _shared()
    text = simplified(report.text)  # matched as simplified, quoted as it stands: both have the same offsets
    doc = nlp.make_doc(text)
    doc.user_data |= {"report": report, "text": text}
    draft = draft_of(nlp(doc))
    return Facts(
        reporter=draft.reporter,
        sections=draft.outline.sections,
        sentences=draft.outline.sentences,
        entities=tuple(draft.entities.values()),
        mentions=tuple(draft.mentions),
        observations=tuple(draft.observations),
        claims=tuple(draft.claims),
        warnings=tuple(draft.warnings),
    )

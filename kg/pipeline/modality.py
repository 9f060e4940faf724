"""How a predicate is stated: asserted, planned, intended or negated, by its section and the words before it."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table
from kg.pipeline.draft import Draft, Predicate


@cache
def rules(section: str, key: str) -> tuple[str, ...]:
    """Return a list of words of lexicon/relations.toml."""
    return tuple(table("relations")[section][key])


def modality_of(draft: Draft, predicate: Predicate) -> str:
    """Return how a predicate is stated: asserted, planned, intended or negated."""
    section = draft.outline.section_at(predicate.begin)
    begin = min(predicate.left, predicate.begin)  # where its adverbs begin
    before = draft.text[predicate.clause.begin : begin], draft.text[begin : predicate.begin]
    if _told(before, rules("modality", "negated")):
        return "negated"
    if (section and section.kind == "plan" and not looks_back(draft, predicate.begin)) or _told(
        before, rules("modality", "planned")
    ):
        return "planned"
    return "intended" if predicate.verb in rules("modality", "intended") else "asserted"


def looks_back(draft: Draft, offset: int) -> bool:
    """Tell whether the sentence at an offset tells of the past, though it stands in a plan: 过去一年，…."""
    sentence = draft.outline.sentence_at(offset)
    return sentence is not None and draft.text.startswith(rules("modality", "past"), sentence.begin)


def _told(before: tuple[str, str], told: tuple[str, ...]) -> bool:
    """Whether a word stands right before a predicate and its adverbs, or among them."""
    stretch, adverbs = before
    return stretch.endswith(told) or adverbs.startswith(told) or adverbs.endswith(told)

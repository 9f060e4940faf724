"""Component ``govkg_outcomes``: what came of it, as claims: whose figure it is, and which undertaking it is the result of.

A figure is its clause's body's, else the body's that the sentence speaks of, else the reporter's (achieves). It is the
outcome of an undertaking that stands in its own words, or that was named before it in the same sentence or, where the
sentence names none, in the sentence before it in the same enumeration item (hasOutcome).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Claim, Mention, Observation, Span
from kg.pipeline.draft import draft_of
from kg.pipeline.relations import Reader, clause_of

_UNDERTAKINGS = ("Programme", "Event", "Regulation")


@Language.component("govkg_outcomes")
def find_outcomes(doc: Doc) -> Doc:
    """Add the claims about figures to the draft."""
    draft = draft_of(doc)
    reader = Reader(draft)
    subjects = _subjects(reader)
    for observation in draft.observations:
        draft.claims += _of(reader, observation, subjects)
    return doc


def _subjects(reader: Reader) -> dict[tuple[int, int], tuple[str, str]]:
    """Return the explicit head of the claims in each clause."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for claim in reader.draft.claims:
        if claim.subject_by != "elided" and claim.relation not in ("hasIssue", "implementsRegulation", "basedOn", "receives"):
            found.setdefault((claim.evidence.begin, claim.evidence.end), (claim.head, claim.subject_by))
    return found


def _of(reader: Reader, observation: Observation, subjects: dict[tuple[int, int], tuple[str, str]]) -> Iterator[Claim]:
    """Yield the claims of one figure."""
    draft = reader.draft
    clause = clause_of(draft, observation.span.begin)
    section = draft.outline.section_at(observation.span.begin)
    planned = observation.statistic == "target" or bool(section and section.kind == "plan")
    modality = "planned" if planned else "asserted"
    evidence = Span(min(clause.begin, observation.span.begin), max(clause.end, observation.span.end))
    for head, by in _heads(reader, clause):
        yield Claim(head, "achieves", observation.key, evidence, modality, by)
    for mention in _causes(reader, observation, clause):
        yield Claim(mention.entity, "hasOutcome", observation.key, evidence, modality, "explicit")


def _heads(reader: Reader, clause: Span) -> list[tuple[str, str]]:
    """Return whose figure stands in the clause."""
    draft = reader.draft
    sentence = draft.outline.sentence_at(clause.begin) or clause
    agencies = [m for m in reader.within(clause.begin, clause.end, "Agency") if _acts(reader, m, clause)]
    if not agencies:
        earlier = reader.within(sentence.begin, clause.begin, "Agency")
        agencies = [m for m in earlier if _acts(reader, m, clause_of(draft, m.span.begin))][-1:]
        if not agencies:
            return [(draft.reporter, "elided")]
        group = clause_of(draft, agencies[-1].span.begin)
        agencies = [m for m in reader.within(group.begin, group.end, "Agency") if _acts(reader, m, group)]
        return [(m.entity, "elided") for m in agencies]
    by = "coordinated" if len(agencies) > 1 else "explicit"
    return [(m.entity, by) for m in agencies]


def _acts(reader: Reader, mention: Mention, clause: Span) -> bool:
    """Whether a body is the subject of its clause: it stands at its head, alone or in a list of bodies."""
    before = reader.text[clause.begin : mention.span.begin]
    for other in reader.within(clause.begin, mention.span.begin, "Agency"):
        before = before.replace(reader.text[other.span.begin : other.span.end], "")
    return not before.strip("、和与及，, ") or before.endswith(("年", "由", "月", "来"))


def _causes(reader: Reader, observation: Observation, clause: Span) -> list[Mention]:
    """Return the undertakings of which the figure is the result or the size."""
    draft = reader.draft
    sentence = draft.outline.sentence_at(clause.begin) or clause
    own = reader.within(clause.begin, clause.end, *_UNDERTAKINGS)
    before = [m for m in reader.within(sentence.begin, clause.begin, *_UNDERTAKINGS)]
    found = own or before
    if not found and (item := draft.outline.item_at(clause.begin)):
        previous = draft.outline.sentence_at(max(sentence.begin - 2, 0))
        if previous and previous.begin >= item.begin:
            found = reader.within(previous.begin, previous.end, *_UNDERTAKINGS)
    return list({m.entity: m for m in found}.values())

"""Component ``govkg_settle``: decides between candidates that overlap, and ties every mention to one entity.

Of two candidates that overlap the one with the higher score stays, of equals the longer. One may lie inside another
only where it is a document: cited in another's title, or in the name of a programme or an event. Entities of a
trained ``ner`` (``doc.ents``) join in with a low score.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from kg.facts import KINDS, Entity, Mention, Span
from kg.identity import entity_key, fold
from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.pipeline.scope import Scope

#: The name of the reporter where nothing tells it.
PROVISIONAL = "(未识别的报告机关)"
#: What the labels of common NER schemes are in this vocabulary.
NER_LABELS = {
    "ORG": "Agency",
    "LAW": "Regulation",
    "GPE": "Place",
    "LOC": "Place",
    "EVENT": "Event",
    "WORK_OF_ART": "Work",
}


@Language.component("govkg_settle")
def settle(doc: Doc) -> Doc:
    """Turn the candidates of the draft into entities and mentions; the mentions also stand in ``doc.spans``."""
    draft = draft_of(doc)
    for ent in doc.ents:
        kind = NER_LABELS.get(ent.label_, ent.label_)
        if kind not in KINDS:
            continue  # a label of the user's model that names nothing here
        draft.add(Candidate(ent.start_char, ent.end_char, kind, score=0.3, source="ner"))
    kept = _choose(draft.candidates)
    if not draft.reporter:  # a pipeline without the component that knows names of agencies
        name = draft.report.issuer or PROVISIONAL
        draft.reporter = entity_key("Agency", name)
        draft.entities.setdefault(draft.reporter, Entity("Agency", name, draft.reporter))
    scope = Scope(draft, [c for c in kept if c.kind == "Regulation"])
    for candidate in kept:
        _enter(draft, candidate, scope)
    doc.spans["mentions"] = [SpacySpan(doc, c.begin, c.end, label=c.kind) for c in kept]
    return doc


def _choose(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that stay, in the order of the text."""
    ranked = sorted(candidates, key=lambda c: (-c.score, c.begin - c.end, c.begin, c.kind))
    kept: list[Candidate] = []
    for candidate in ranked:
        at = bisect_left(kept, (candidate.begin, candidate.end), key=lambda c: (c.begin, c.end))
        near = kept[max(at - 2, 0) : at + 3]
        if all(_may_stand_together(candidate, other) for other in near):
            kept.insert(at, candidate)
    return kept


def _may_stand_together(one: Candidate, other: Candidate) -> bool:
    if one.end <= other.begin or other.end <= one.begin:
        return True
    inner, outer = sorted((one, other), key=lambda c: c.end - c.begin)
    if inner.kind != "Regulation" or (inner.begin, inner.end) == (outer.begin, outer.end):
        return False
    nested = outer.begin <= inner.begin and inner.end <= outer.end
    return nested and (inner.facets.get("cited") == "yes" or outer.kind in {"Programme", "Event"})


def _enter(draft: Draft, candidate: Candidate, scope: Scope) -> None:
    """Enter one mention, and its entity where it is new; names that differ become aliases."""
    surface = draft.text[candidate.begin : candidate.end]
    name = candidate.name or surface
    if not fold(name):
        return  # marks around nothing: 《“”》
    area = candidate.facets.get("area") or scope.of(candidate.kind, name)
    key = entity_key(candidate.kind, name, area)
    known = draft.entities.get(key)
    aliases = set(known.aliases if known else ()) | {surface, *candidate.aliases}
    facets = dict(known.facets if known else ()) | {
        k: v for k, v in candidate.facets.items() if k not in {"area", "cited"}
    }
    name = known.name if known else name
    draft.entities[key] = Entity(
        candidate.kind,
        name,
        key,
        tuple(sorted(aliases - {name})),
        tuple(sorted(facets.items())),
        (known.why if known else "") or candidate.why,
    )
    draft.mentions.append(Mention(Span(candidate.begin, candidate.end), key))

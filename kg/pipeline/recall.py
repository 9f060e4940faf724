"""Component ``govkg_recall``: a name found once is found wherever it stands again.

What a predicate or its marks told once (推进“互联网+监管”改革) is known in the rest of the report
(“互联网+监管”事项): whole names, the marked part of a name, and the end of a name that stands for it (专项整治).
A longer name wins over one inside it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.pipeline.heads import group

_KINDS = ("Programme", "Regulation", "Work", "Award")
_LEAST = {"Programme": 5, "Regulation": 6, "Work": 4, "Award": 6}


#: What is found again yields to what its sentence says of it, and leads what stands for itself.
_SCORE = 1.1


@Language.component("govkg_recall")
def recall(doc: Doc) -> Doc:
    """Add a candidate wherever a known name stands again."""
    draft = draft_of(doc)
    known = _known(draft)
    if not known:
        return doc
    surfaces = list(known)
    covered = {(c.begin, c.end) for c in draft.candidates if c.score >= _SCORE}
    matcher = AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest)
    for index, begin, end in matcher.find_matches_as_indexes(draft.text):
        if (begin, end) in covered:
            continue
        quote = draft.quoted_at(begin)
        if quote and quote.mark in "《“" and (quote.begin, quote.end) != (begin, end) and quote.begin < begin:
            continue
        original = known[surfaces[index]]
        if surfaces[index] in _short_forms() and not _stands_alone(draft, begin):
            continue
        if draft.at_word_edge(begin) and (draft.at_word_edge(end) or draft.text.startswith("工作", end)):
            facets = {k: v for k, v in original.facets.items() if k != "cited"}
            name = original.name or draft.text[original.begin : original.end]
            draft.add(
                Candidate(begin, end, original.kind, name, _SCORE, facets, source="recall", why=f"as {name} before")
            )
    return doc


def _stands_alone(draft: Draft, begin: int) -> bool:
    """Whether nothing before a short form makes it the end of another name."""
    at = bisect_left(draft.predicates, begin, key=lambda p: p.object.begin)
    governed = at < len(draft.predicates) and draft.predicates[at].object.begin == begin
    return governed or begin == 0 or draft.text[begin - 1] in "，,、。；：\n对将把"


def _known(draft: Draft) -> dict[str, Candidate]:
    """Return the surfaces to look for, each with the candidate that it stands for; the first of two wins."""
    known: dict[str, Candidate] = {}
    for candidate in sorted(draft.candidates, key=lambda c: (-c.score, c.begin)):
        if candidate.kind not in _KINDS or candidate.facets.get("cited"):
            continue
        surface = draft.text[candidate.begin : candidate.end]
        for form in _forms(surface, candidate):
            known.setdefault(form, candidate)
    return known


def _forms(surface: str, candidate: Candidate) -> list[str]:
    """Return the surfaces by which a thing may be named again."""
    forms = [surface] if len(surface) >= _LEAST[candidate.kind] else []
    bare = surface.strip("《》“”")
    if candidate.kind == "Regulation":
        forms.append(bare if len(bare) >= 5 else surface)
        if bare.startswith("中华人民共和国") and len(bare) > 10:
            forms.append(bare.removeprefix("中华人民共和国"))
    if candidate.kind == "Programme" and surface.startswith("“") and "”" in surface[1:]:
        core = surface[: surface.index("”") + 1]
        forms += [core] if core not in group("short", "never") else []
    if candidate.kind == "Programme":
        forms += [short for short in _short_forms() if surface.endswith(short) and len(surface) > len(short) + 2]
    return forms


@cache
def _short_forms() -> tuple[str, ...]:
    return tuple(sorted(group("short", "forms")))

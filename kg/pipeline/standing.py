"""Claims that no predicate with its object makes: of programmes as subjects, reviews, titles and shortcomings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.facts import Claim
from kg.lexicon import table
from kg.pipeline.changes import does, states
from kg.pipeline.heads import group
from kg.pipeline.lookup import Reader, clause_of
from kg.pipeline.modality import looks_back, rules

#: What the reporter does with the subject of a change of state.
_MARKED = ("name in quotation marks",)
_BY_STATE = {"Programme": "implements", "Event": "hosts", "Agency": "establishes"}


def standing_claims(reader: Reader) -> Iterator[Claim]:
    """Yield the claims of all these rules."""
    yield from _state_claims(reader)
    yield from _agency_claims(reader)
    yield from _document_claims(reader)
    yield from _issue_claims(reader)


def _state_claims(reader: Reader) -> Iterator[Claim]:
    """Yield claims of programmes that stand as the subject of a change of state: the reporter carries them out."""
    draft = reader.draft
    for mention in reader.mentions:
        entity, why = reader.entity(mention), reader.why(mention)
        kind = entity.kind
        if kind not in _BY_STATE or (why != "subject" and not (kind == "Programme" and _tells_itself(why))):
            continue
        clause = clause_of(draft, mention.span.begin)
        if why != "subject" and mention.span.begin != clause.begin:
            continue
        brand = why == "does" and ("programmeType", "other") in tuple(entity.facets)
        if brand and not reader.text.endswith(tuple(group("came", "built")), mention.span.end, clause.end):
            continue  # “某事一件事”在某平台上线
        if why not in ("subject", *_MARKED) and not reader.text.startswith((*states(), *does()), mention.span.end):
            continue
        after = reader.text[mention.span.end : clause.end]
        if after.startswith(rules("passive", "words")):
            continue
        relations = [_BY_STATE[kind]]
        if kind == "Programme" and any(state in after for state in table("relations")["set_up"]["states"]):
            relations.append("establishes")
        section = draft.outline.section_at(mention.span.begin)
        planned = section and section.kind == "plan" and not looks_back(draft, mention.span.begin)
        modality = "planned" if planned else "asserted"
        governing = reader.governing(mention)
        if modality == "asserted" and governing and governing.verb in rules("modality", "intended"):
            modality = "intended"
        for relation in relations:
            yield Claim(draft.reporter, relation, mention.entity, clause, modality, "elided")


def _tells_itself(why: str) -> bool:
    """Whether a programme was found by its name alone: by its marks, as one that is known, or by what it does."""
    return why in (*_MARKED, "known", "does") or why.startswith("as ")


@cache
def _review() -> re.Pattern[str]:
    """Return what matches a review of the reporter behind the name of the body: 对我市的中期评估."""
    words = "|".join(rules("review", "words"))
    return re.compile(rf"对我[省市县区局][^，,。]{{0,6}}?的?(?:中期)?(?:{words})")


def _agency_claims(reader: Reader) -> Iterator[Claim]:
    """Yield who reviews the reporter (某组对我市的评估) and who makes up a body (由A、B组成某团)."""
    draft, text = reader.draft, reader.text
    for mention in reader.mentions:
        if reader.entity(mention).kind != "Agency":
            continue
        clause = clause_of(draft, mention.span.begin)
        if _review().match(text, mention.span.end, clause.end) and mention.entity != draft.reporter:
            yield Claim(mention.entity, "supervises", draft.reporter, clause)
        if text.startswith("由", clause.begin) and (at := text.find("组成", mention.span.end, clause.end)) > 0:
            for body in reader.within(at, clause.end, "Agency"):
                yield Claim(mention.entity, "participatesIn", body.entity, clause)


def _document_claims(reader: Reader) -> Iterator[Claim]:
    """Yield what a title says of the document it cites: 贯彻落实〈…〉实施意见 implements it."""
    regulations = [m for m in reader.mentions if reader.entity(m).kind == "Regulation"]
    for index, outer in enumerate(regulations):
        for inner in regulations[index + 1 :]:
            if inner.span.begin >= outer.span.end:
                break
            before = reader.text[outer.span.begin : inner.span.begin]
            if before.endswith(rules("carries_out", "words")) and inner.entity != outer.entity:
                yield Claim(outer.entity, "implementsRegulation", inner.entity, outer.span)
    for entity in reader.draft.entities.values():
        if entity.why.startswith("leans on ") and (base := _by_name(reader, entity.why.removeprefix("leans on "))):
            mention = next(m for m in regulations if m.entity == entity.key)
            yield Claim(entity.key, "implementsRegulation", base, clause_of(reader.draft, mention.span.begin))


def _by_name(reader: Reader, name: str) -> str:
    return next((e.key for e in reader.draft.entities.values() if e.name == name and e.kind == "Regulation"), "")


def _issue_claims(reader: Reader) -> Iterator[Claim]:
    """Yield the shortcomings as the reporter's."""
    for mention in reader.mentions:
        if reader.entity(mention).kind == "Issue":
            yield Claim(reader.draft.reporter, "hasIssue", mention.entity, mention.span)

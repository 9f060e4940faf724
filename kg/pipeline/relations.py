"""Component ``govkg_relations``: who is responsible for what, as claims with their evidence.

For each predicate: its subject (named in the clause, carried over within the sentence, else the reporter), the entities
in its object, and the relation that lexicon/relations.toml gives the verb with each. The evidence is the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Claim, Mention, Span
from kg.lexicon import table
from kg.pipeline.draft import Draft, Predicate, draft_of
from kg.pipeline.lookup import Reader, clause_of

_SHARED = frozenset({"partyTo", "establishes", "implements", "hosts", "issues"})
_REVIEW = re.compile(r"对我[省市县区局][^，,。]{0,6}?的?(?:中期)?(?:评估|督察|督查|检查|考核|巡视|巡察|审计)")
_REPORTER = re.compile(r"我[国省市县区旗州局厅委部院办会镇乡校处]|全[国省市县区旗州局厅委镇乡]|本[市省县区局厅委级]|[市县区]本级|各[级部地县单]")


@dataclass(frozen=True, slots=True)
class Subject:
    """The heads of a claim: entity keys, and how they were found (explicit, elided, coordinated)."""

    keys: tuple[str, ...]
    by: str
    partners: tuple[str, ...] = ()


@Language.component("govkg_relations")
def find_relations(doc: Doc) -> Doc:
    """Add the claims of responsibility, of honours and shortcomings, and of documents to the draft."""
    draft = draft_of(doc)
    reader = Reader(draft)
    claims: dict[Claim, None] = {}
    for claim in _all_claims(reader):
        claims.setdefault(claim)
    draft.claims += claims
    return doc


def _all_claims(reader: Reader) -> Iterator[Claim]:
    """Yield the claims of all rules."""
    yield from _predicate_claims(reader)
    yield from _state_claims(reader)
    yield from _agency_claims(reader)
    yield from _document_claims(reader)
    yield from _issue_claims(reader)


def _predicate_claims(reader: Reader) -> Iterator[Claim]:
    """Yield the claims of every predicate."""
    sentence: Span | None = None
    carried: Subject | None = None
    basis: dict[str, Span] = {}
    earlier: list[Predicate] = []  # of the same clause
    for predicate in reader.draft.predicates:
        here = reader.draft.outline.sentence_at(predicate.begin)
        if here != sentence:
            sentence, carried, basis = here, None, {}
        earlier = [p for p in earlier if p.clause == predicate.clause]
        subject = _subject(reader, predicate, earlier, carried)
        if subject.by != "elided":
            carried = Subject(subject.keys, "elided")
        yield from _claims_of(reader, predicate, subject, earlier, basis)
        earlier.append(predicate)


def _claims_of(
    reader: Reader, predicate: Predicate, subject: Subject, earlier: list[Predicate], basis: dict[str, Span]
) -> Iterator[Claim]:
    """Yield the claims of one predicate; ``basis`` gathers the documents on which the next clauses act."""
    if predicate.context == "relative":
        return
    modality, evidence = modality_of(reader.draft, predicate), predicate.clause
    for head in subject.keys:
        for partner in subject.partners:
            yield Claim(head, "cooperatesWith", partner, evidence, modality, "explicit")
    for mention in _objects(reader, predicate):
        entity = reader.entity(mention)
        if predicate.verb in _rules("basis", "verbs") and entity.kind == "Regulation":
            basis[entity.key] = predicate.clause
        for relation in _relations(reader, predicate, mention, earlier):
            heads = (*subject.keys, *subject.partners) if relation in _SHARED else subject.keys
            if relation == "receives":
                heads = _receivers(reader, predicate, subject)
                yield from _grants(reader, predicate, mention, modality)
            for head in heads:
                if head != entity.key:
                    yield Claim(head, relation, entity.key, evidence, modality, subject.by)
            if relation in ("implements", "hosts") and entity.kind in ("Programme", "Event"):
                for document, clause in basis.items():
                    if 0 <= evidence.begin - clause.end <= 2 and reader.text[evidence.begin] != "以":
                        yield Claim(entity.key, "basedOn", document, evidence, modality, subject.by)
            for place in reader.within(evidence.begin, mention.span.begin, "Place"):
                before = reader.text[evidence.begin : place.span.begin]
                if entity.kind in ("Event", "Programme", "Agency") and before.endswith(("在", "依托", "于", "赴")):
                    yield Claim(entity.key, "locatedIn", place.entity, evidence, modality)


def _objects(reader: Reader, predicate: Predicate) -> list[Mention]:
    """Return the mentions in the object, none that lies within another; honours may stand behind a relative clause."""
    end = predicate.clause.end if "receives" in predicate.classes else predicate.object.end
    found = reader.within(predicate.begin, end)
    return [m for m in found if not any(o is not m and o.span.begin <= m.span.begin and m.span.end <= o.span.end for o in found)]


def _relations(reader: Reader, predicate: Predicate, mention: Mention, earlier: list[Predicate]) -> list[str]:
    """Return the relations that the verb, and those before it in the clause, state of what is mentioned."""
    entity, text = reader.entity(mention), reader.text
    kind = entity.kind
    if predicate.verb in _rules("basis", "verbs"):
        return ["implements"] if kind == "Regulation" else []
    if predicate.verb == "在":
        return ["participatesIn"] if kind == "Event" and text.startswith("上", mention.span.end) else []
    if kind == "Programme" and reader.why(mention) == "whose it is" and mention.span.begin > predicate.object.begin + 2:
        return []
    if kind == "Agency" and text[predicate.clause.begin : predicate.clause.begin + 1] == "由" and predicate.verb == "组成":
        return []
    found = [_relation(predicate, kind)]
    if kind == "Programme" and text[predicate.clause.begin : predicate.clause.end].endswith(_rules("means", "frames")):
        found = ["implements"]
    before = {name for p in earlier for name in p.classes}
    if found[0] and "leads" in (before | set(predicate.classes)):
        found += ["leads", {"Programme": "implements", "Event": "hosts"}.get(kind, "")]
    if "supervises" in before and kind in ("Programme", "Agency"):
        found.append("supervises")
    if found[0] == "participatesIn" and "hosts" in before:
        found.append("hosts")
    return list(dict.fromkeys(r for r in found if r))


def _grants(reader: Reader, predicate: Predicate, award: Mention, modality: str) -> Iterator[Claim]:
    """Yield who confers an honour that is named behind it: 入选某部组织评选的“…”典型案例."""
    for agency in reader.within(predicate.object.begin, award.span.begin, "Agency"):
        yield Claim(agency.entity, "grants", award.entity, predicate.clause, modality)


def _relation(predicate: Predicate, kind: str) -> str:
    """Return the relation that the verb states of an object of this class, "" where it states none."""
    rules = table("relations")["object"]
    for name in predicate.classes:
        if relation := rules.get(name, {}).get(kind):
            return str(relation)
    if "issues" in predicate.classes and kind == "Programme":
        return str(table("relations")["issued_programme"]["relation"])
    return ""


@cache
def _rules(section: str, key: str) -> tuple[str, ...]:
    return tuple(table("relations")[section][key])


def _subject(reader: Reader, predicate: Predicate, earlier: list[Predicate], carried: Subject | None) -> Subject:
    """Return the subject of a predicate: the bodies before it in its clause, else the one carried over, else the reporter."""
    reporter = reader.draft.reporter
    stop = earlier[0].begin if earlier and not _joins(earlier[0]) else predicate.left
    begin = predicate.clause.begin
    heads: list[str] = []
    partners: list[str] = []
    for mention in reader.within(begin, max(stop, begin), "Agency"):
        before = reader.text[begin : mention.span.begin]
        if before.endswith(_rules("joint", "words")) and heads:
            (heads if before.endswith("和") and not partners else partners).append(mention.entity)
        elif (partners and before.endswith(("、", "和", "及"))) or before.endswith(_rules("joint", "before")):
            partners.append(mention.entity)
        elif not before.endswith(_rules("joint", "never")) and not reader.text.startswith(("的", "名义"), mention.span.end):
            heads.append(mention.entity)
    if not heads and _REPORTER.search(reader.text, begin, max(stop, begin)):
        heads.append(reporter)
    by = "coordinated" if len(heads) > 1 else "explicit"
    base = Subject(tuple(dict.fromkeys(heads)), by) if heads else Subject((carried or Subject((reporter,), "")).keys, "elided")
    return Subject(base.keys, base.by, tuple(p for p in dict.fromkeys(partners) if p not in base.keys))


def _joins(predicate: Predicate) -> bool:
    """Whether a predicate says with whom, and the bodies behind it share in what the next one states: A联合B建成C."""
    return "cooperatesWith" in predicate.classes or predicate.verb in ("在", "由", "以", "对", "按照", "根据", "依据")


def _receivers(reader: Reader, predicate: Predicate, subject: Subject) -> tuple[str, ...]:
    """Return who is honoured: the works, places or programmes before the verb, else the subject."""
    before = reader.within(predicate.clause.begin, predicate.begin, "Work")
    before = before or reader.within(predicate.clause.begin, predicate.begin, "Place")
    return tuple(dict.fromkeys(m.entity for m in before)) or subject.keys


def modality_of(draft: Draft, predicate: Predicate) -> str:
    """Return how a predicate is stated: asserted, planned, intended or negated."""
    section = draft.outline.section_at(predicate.begin)
    rules = table("relations")["modality"]
    before = draft.text[predicate.left : predicate.begin]
    if any(before.endswith(word) or before.startswith(word) for word in rules["negated"]):
        return "negated"
    if (section and section.kind == "plan") or any(word in before for word in ("将", "拟", "要", "力争")):
        return "planned"
    return "asserted"


def _state_claims(reader: Reader) -> Iterator[Claim]:
    """Yield claims of programmes that stand as the subject of a change of state: the reporter carries them out."""
    draft = reader.draft
    for mention in reader.mentions:
        if reader.entity(mention).kind != "Programme" or reader.why(mention) not in ("subject", "name in quotation marks"):
            continue
        clause = clause_of(draft, mention.span.begin)
        if reader.why(mention) != "subject" and mention.span.begin != clause.begin:
            continue
        after = reader.text[mention.span.end : clause.end]
        relation = "establishes" if any(s in after for s in table("relations")["set_up"]["states"]) else "implements"
        section = draft.outline.section_at(mention.span.begin)
        modality = "planned" if section and section.kind == "plan" else "asserted"
        yield Claim(draft.reporter, relation, mention.entity, clause, modality, "elided")


def _agency_claims(reader: Reader) -> Iterator[Claim]:
    """Yield who reviews the reporter (某组对我市的评估) and who makes up a body (由A、B组成某团)."""
    draft, text = reader.draft, reader.text
    for mention in reader.mentions:
        if reader.entity(mention).kind != "Agency":
            continue
        clause = clause_of(draft, mention.span.begin)
        if _REVIEW.match(text, mention.span.end, clause.end) and mention.entity != draft.reporter:
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
            if before.endswith(("贯彻落实", "贯彻", "落实", "实施", "贯彻实施", "执行")) and inner.entity != outer.entity:
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



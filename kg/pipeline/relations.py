"""Component ``govkg_relations``: who is responsible for what, as claims with their evidence.

For each predicate: its subject (named in the clause, carried over within the sentence, else the reporter), the entities
in its object, and the relation that lexicon/relations.toml gives the verb with each. The evidence is the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Claim, Entity, Mention, Span
from kg.lexicon import table, words
from kg.pipeline.draft import Predicate, draft_of
from kg.pipeline.lookup import Reader
from kg.pipeline.modality import modality_of, rules
from kg.pipeline.standing import standing_claims
from kg.pipeline.subjects import Carry, Subject, receivers

_VERB = 4  # characters of a verb that may stand before: 鼓励企业|牵头|实施
_SHARED = frozenset({"partyTo", "establishes", "implements", "hosts", "issues"})


@Language.component("govkg_relations")
def find_relations(doc: Doc) -> Doc:
    """Add the claims of responsibility, of honours and shortcomings, and of documents to the draft."""
    draft = draft_of(doc)
    reader = Reader(draft)
    claims: dict[tuple[object, ...], Claim] = {}
    for claim in chain(_predicate_claims(reader), standing_claims(reader)):
        claims.setdefault((claim.head, claim.relation, claim.tail, claim.evidence, claim.modality), claim)
    draft.claims += claims.values()
    return doc


def _predicate_claims(reader: Reader) -> Iterator[Claim]:
    """Yield the claims of every predicate."""
    sentence: Span | None = None
    carry = Carry(reader)
    context = Context()
    earlier: list[Predicate] = []  # of the same clause
    for predicate in reader.draft.predicates:
        here = reader.draft.outline.sentence_at(predicate.begin)
        if here != sentence:
            sentence, context = here, Context()
        earlier = [p for p in earlier if p.clause == predicate.clause]
        subject = carry.subject(predicate, earlier)
        if predicate.context == "relative":
            yield from _relative_claims(reader, predicate)
        else:
            yield from _claims_of(reader, predicate, subject, earlier, context)
        if not predicate.object.text(reader.text).strip():
            for relation in ("leads", "participatesIn"):
                if relation in predicate.classes:  # 由某局牵头，某局参加，…: it is told of the next clause's object
                    context.pending[relation] = subject.keys
        earlier.append(predicate)


def _relative_claims(reader: Reader, predicate: Predicate) -> Iterator[Claim]:
    """Yield what a body did that stands before its object as an attribute: 省应急管理厅举办的执法骨干培训班."""
    bodies = [
        m for m in reader.within(predicate.clause.begin, predicate.left, "Agency") if m.span.end == predicate.left
    ]
    things = reader.within(predicate.end + 1, predicate.clause.end)
    if bodies and things and (relation := _relation(predicate, reader.entity(things[0]).kind)):
        yield Claim(bodies[0].entity, relation, things[0].entity, predicate.clause)


def _claims_of(
    reader: Reader, predicate: Predicate, subject: Subject, earlier: list[Predicate], context: Context
) -> Iterator[Claim]:
    """Yield the claims of one predicate."""
    if _of_others(reader.text, predicate):
        return
    modality, evidence = modality_of(reader.draft, predicate), predicate.clause
    objects = _meant(reader, predicate, modality)
    if not objects and not subject.partners and subject.by != "coordinated" and "establishes" not in predicate.classes:
        return
    yield from _cooperation(reader, predicate, subject, modality)
    for mention in objects:
        entity = reader.entity(mention)
        if predicate.verb in rules("basis", "verbs") and entity.kind == "Regulation":
            context.basis[entity.key] = predicate.clause
        relations = _relations(reader, predicate, mention, earlier)
        for relation in relations:
            heads = (*subject.keys, *subject.partners) if relation in _SHARED else subject.keys
            if relation == "receives":
                heads = receivers(reader, predicate, subject.keys)
                yield from _grants(reader, predicate, mention, modality)
            for head in heads:
                if head != entity.key:
                    by = "coordinated" if head in subject.partners else subject.by
                    yield Claim(head, relation, entity.key, evidence, modality, by)
        if relations and entity.kind in ("Programme", "Event"):
            yield from context.claims(reader, entity.key, evidence, modality, relations)
            yield from _located(reader, entity, mention, evidence, modality)
        if "hosts" in relations:
            for body in reader.within(predicate.object.begin, mention.span.begin, "Agency"):
                yield Claim(body.entity, "participatesIn", entity.key, evidence, modality)
        if entity.kind == "Agency" and "establishes" in relations:
            yield from _located(reader, entity, mention, evidence, modality)
    yield from _set_up_with(reader, predicate, subject, modality)


def _meant(reader: Reader, predicate: Predicate, modality: str) -> list[Mention]:
    """Return the objects but those that begin with the verb, and titles aspired to: 力争创建国家某产业集群."""
    found = [m for m in _objects(reader, predicate) if not _is_named_by(reader, m, predicate)]
    if modality == "asserted" or not predicate.verb.endswith(words("cues", "aspiring")):
        return found
    return [m for m in found if not reader.text.startswith(words("cues", "grades"), m.span.begin)]


def _is_named_by(reader: Reader, mention: Mention, predicate: Predicate) -> bool:
    """Whether a verb is but the beginning of a name that everyone knows: 共建“一带一路”."""
    founding = "establishes" in predicate.classes
    return founding and mention.span.begin == predicate.begin and reader.why(mention) == "known"


def _of_others(text: str, predicate: Predicate) -> bool:
    """Whether a predicate says what others are to do, whom the clause speaks to: 鼓励企业|牵头实施重大项目."""
    said = text[predicate.clause.begin : predicate.left]
    at = max(said.rfind(verb) for verb in words("cues", "encouraging"))
    if at < 0:
        return False
    ends = [place + len(word) for word in words("cues", "others") if (place := said.find(word, at)) > at]
    return any(len(said) - end <= _VERB for end in ends)


@dataclass
class Context:
    """What earlier clauses of a sentence say of the next: documents acted on, bodies that lead or take part."""

    basis: dict[str, Span] = field(default_factory=dict)
    pending: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def claims(self, reader: Reader, key: str, evidence: Span, modality: str, relations: list[str]) -> Iterator[Claim]:
        """Yield what is thereby said of an undertaking."""
        for relation, bodies in self.pending.items():
            for body in bodies:
                yield Claim(body, relation, key, evidence, modality)
        if {"implements", "hosts"} & set(relations):
            for document, clause in self.basis.items():
                if 0 <= evidence.begin - clause.end <= 2 and reader.text[evidence.begin] != "以":
                    yield Claim(key, "basedOn", document, evidence, modality, "elided")


def _cooperation(reader: Reader, predicate: Predicate, subject: Subject, modality: str) -> Iterator[Claim]:
    """Yield who acts together: A会同B…, A、B联合…."""
    for head in subject.keys:
        for partner in subject.partners:
            yield Claim(head, "cooperatesWith", partner, predicate.clause, modality)
    jointly = reader.text[predicate.left : predicate.begin].startswith(("联合", "共同")) or predicate.verb.startswith(
        "联合"
    )
    if jointly and subject.by == "coordinated":
        for index, head in enumerate(subject.keys):
            for other in subject.keys[index + 1 :]:
                yield Claim(head, "cooperatesWith", other, predicate.clause, modality)


def _set_up_with(reader: Reader, predicate: Predicate, subject: Subject, modality: str) -> Iterator[Claim]:
    """Yield a body whose name stands clauses after its verb: 成立由A任组长，B任成员的领导小组."""
    text, outline = reader.text, reader.draft.outline
    if "establishes" not in predicate.classes or not text.startswith("由", predicate.end):
        return
    sentence = outline.sentence_at(predicate.begin)
    later = reader.within(predicate.end, sentence.end if sentence else predicate.clause.end, "Agency")
    for mention in later:
        if text[mention.span.begin - 1] == "的":
            for head in subject.keys:
                yield Claim(
                    head,
                    "establishes",
                    mention.entity,
                    Span(predicate.clause.begin, mention.span.end),
                    modality,
                    subject.by,
                )
            return


def _located(reader: Reader, entity: Entity, mention: Mention, evidence: Span, modality: str) -> Iterator[Claim]:
    """Yield where something is held or stands: 在繁峙县开展专题培训, 依托遗山公园打造主题公园."""
    if entity.kind not in ("Event", "Programme", "Agency"):
        return
    listed = False
    for place in reader.within(evidence.begin, mention.span.begin, "Place"):
        before = reader.text[evidence.begin : place.span.begin]
        listed = before.endswith(("在", "依托", "于", "赴")) or (listed and before.endswith(("、", "和", "及")))
        if listed:
            yield Claim(entity.key, "locatedIn", place.entity, evidence, modality)


def _objects(reader: Reader, predicate: Predicate) -> list[Mention]:
    """Return the mentions in the object, none that lies within another; honours may stand behind a relative clause."""
    end = predicate.clause.end if "receives" in predicate.classes else predicate.object.end
    found = reader.within(predicate.begin, end)
    if "issues" in predicate.classes:  # a title that begins with a verb of its own: 出台打造…若干措施
        told = f"object of {predicate.verb}"
        found += [m for m in reader.within(end, predicate.clause.end, "Regulation") if reader.why(m) == told]
    return [
        m
        for m in found
        if not any(o is not m and o.span.begin <= m.span.begin and m.span.end <= o.span.end for o in found)
    ]


def _relations(reader: Reader, predicate: Predicate, mention: Mention, earlier: list[Predicate]) -> list[str]:
    """Return the relations that the verb, and those before it in the clause, state of what is mentioned."""
    entity, text = reader.entity(mention), reader.text
    kind = entity.kind
    if predicate.verb in rules("basis", "verbs"):
        return ["implements"] if kind == "Regulation" else []
    if predicate.verb == "在":
        return ["participatesIn"] if kind == "Event" and text.startswith("上", mention.span.end) else []
    if kind == "Programme" and reader.why(mention) == "whose it is" and mention.span.begin > predicate.object.begin + 2:
        return []
    if kind == "Agency" and "supervises" in predicate.classes:
        told = text[predicate.clause.begin : predicate.begin]
        undergone = any(word in told for word in words("cues", "undergoing"))  # 接受省人大监督和省政协民主监督
        if undergone or not _heads_object(reader, predicate, mention):
            return []
    if (
        kind == "Agency"
        and text[predicate.clause.begin : predicate.clause.begin + 1] == "由"
        and predicate.verb == "组成"
    ):
        return []
    found = [_relation(predicate, kind)]
    if found == ["establishes"] and kind == "Agency" and text[mention.span.begin - 1] == "由":
        return []  # 组建由某局牵头的专班
    if kind == "Programme" and text[predicate.clause.begin : predicate.clause.end].endswith(rules("means", "frames")):
        found = ["implements"]
    before = {name for p in earlier for name in p.classes}
    if found[0] == "leads":
        found.append({"Programme": "implements", "Event": "hosts"}.get(kind, ""))
    elif found[0] and "leads" in before and kind in ("Programme", "Event", "Agency"):
        found.append("leads")
    if "supervises" in before and kind == "Programme":
        found.append("supervises")
    if found[0] == "participatesIn" and "hosts" in before and kind == "Event":
        found.append("hosts")
    return list(dict.fromkeys(r for r in found if r))


def _heads_object(reader: Reader, predicate: Predicate, mention: Mention) -> bool:
    """Whether a body stands at the head of an object, alone or in a list of bodies: 督察县公安局、县教育局."""
    at = predicate.object.begin
    for body in reader.within(at, mention.span.begin, "Agency"):
        if reader.text[at : body.span.begin].strip("、和与及 "):
            return False
        at = body.span.end
    return not reader.text[at : mention.span.begin].strip("、和与及 ")


def _grants(reader: Reader, predicate: Predicate, award: Mention, modality: str) -> Iterator[Claim]:
    """Yield who confers an honour, named behind the verb or after 被: 入选某部评选的“…”典型案例, 被某部评为先进单位."""
    begin = predicate.object.begin
    if (passive := reader.text.find("被", predicate.clause.begin, predicate.begin)) >= 0:
        begin = passive
    for agency in reader.within(begin, award.span.begin, "Agency"):
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

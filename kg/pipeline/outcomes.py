"""Component ``govkg_outcomes``: whose figure it is, and of which undertaking it is the result, as claims.

A figure is its clause's body's, else the body's that the sentence speaks of, else the reporter's (achieves). It is the
outcome of an undertaking that stands in its own words, or that was named before it in the same sentence or, where the
sentence names none, in the sentence before it in the same enumeration item (hasOutcome).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Claim, Mention, Observation, Span
from kg.lexicon import words
from kg.pipeline.draft import draft_of
from kg.pipeline.figure_phrases import strip_leads, verb_at_start
from kg.pipeline.figure_words import vocabulary
from kg.pipeline.heads import group
from kg.pipeline.lookup import Reader, clause_of
from kg.pipeline.subjects import joint

_ENUMERATED = re.compile(r"[一二三四五六七八九十]{1,2}是")
_BUILT = frozenset({"base", "project", "construction"})
_LAID_DOWN = re.compile(
    r"(?:共|已|进一步)?(?:明确|确定|提出|规定|细化|涵盖|包括|覆盖|将|列出|收录|纳入|推出|部署|安排|形成|全面|惠及)"
)
_AMONG = re.compile(r"等\d")
_DOCUMENT = frozenset({"issues", "partyTo"})
_NAME = 12  # characters in which a subject is named
_STARTING = re.compile(r"[从由自](?:(?:19|20)\d\d年|去年|上年|原来)?(?:底|末)?的?$")
_BREAK = re.compile(r"[，,；。]")
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
        if claim.subject_by != "elided" and claim.relation not in (
            "hasIssue",
            "implementsRegulation",
            "basedOn",
            "receives",
        ):
            found.setdefault((claim.evidence.begin, claim.evidence.end), (claim.head, claim.subject_by))
    return found


def _of(reader: Reader, observation: Observation, subjects: dict[tuple[int, int], tuple[str, str]]) -> Iterator[Claim]:
    """Yield the claims of one figure."""
    draft = reader.draft
    clause = clause_of(draft, observation.span.begin)
    section = draft.outline.section_at(observation.span.begin)
    evidence = Span(min(clause.begin, observation.span.begin), max(clause.end, observation.span.end))
    starting = _STARTING.search(reader.text, evidence.begin, _number(reader, observation))
    planned = observation.statistic == "target" or bool(section and section.kind == "plan" and not starting)
    modality = "planned" if planned else "asserted"
    for head, by in _heads(reader, clause):
        yield Claim(head, "achieves", observation.key, evidence, modality, by)
    if starting:
        return  # where a course began is no outcome
    for mention in _causes(reader, observation, clause):
        yield Claim(mention.entity, "hasOutcome", observation.key, evidence, modality, "explicit")


def _number(reader: Reader, observation: Observation) -> int:
    """Return where the number of a figure stands."""
    at = reader.text.find(observation.value_text, observation.span.begin, observation.span.end)
    return max(at, observation.span.begin)


def _heads(reader: Reader, clause: Span) -> list[tuple[str, str]]:
    """Return whose figure stands in the clause."""
    draft = reader.draft
    sentence = draft.outline.sentence_at(clause.begin) or clause
    agencies = [m for m in reader.within(clause.begin, clause.end, "Agency") if _acts(reader, m, clause)]
    if not agencies:
        earlier = reader.within(sentence.begin, clause.begin, "Agency")
        agencies = [m for m in earlier if _acts(reader, m, clause_of(draft, m.span.begin))][-1:]
        if not agencies or _not_its_own(reader, agencies[0], clause):
            return [(draft.reporter, "elided")]
        group = clause_of(draft, agencies[-1].span.begin)
        agencies = [m for m in reader.within(group.begin, group.end, "Agency") if _acts(reader, m, group)]
        return [(m.entity, "elided") for m in agencies]
    by = "coordinated" if len(agencies) > 1 else "explicit"
    return [(m.entity, by) for m in agencies]


def _not_its_own(reader: Reader, mention: Mention, clause: Span) -> bool:
    """Whether a clause behind one of a firm, a school or a laboratory tells of the place: …，新增高新技术企业12家."""
    institution = dict(reader.entity(mention).facets).get("agencyType") in ("institution", "enterprise")
    return institution and reader.text.startswith(words("cues", "of_the_place"), clause.begin)


def _acts(reader: Reader, mention: Mention, clause: Span) -> bool:
    """Whether a body is the subject of its clause: it stands at its head, alone or in a list of bodies."""
    before = reader.text[clause.begin : mention.span.begin]
    if before.endswith(joint("before")):
        return False  # 与某院会签…: a partner
    for other in reader.within(clause.begin, mention.span.begin, "Agency"):
        before = before.replace(reader.text[other.span.begin : other.span.end], "")
    return not before.strip("、和与及，, ") or before.endswith(("年", "由", "月", "来"))


def _causes(reader: Reader, observation: Observation, clause: Span) -> list[Mention]:
    """Return the undertakings of which the figure is the result or the size."""
    sentence = reader.draft.outline.sentence_at(clause.begin) or clause
    sized = _sized(reader, observation, clause)
    chain = _chain(reader, sentence, clause, observation)
    if sized:
        return _distinct([*sized, *(m for m in chain if len(chain) == 1 and _carried_out(reader, m))])
    return _distinct(chain or _from_item(reader, observation, sentence))


def _carried_out(reader: Reader, mention: Mention) -> bool:
    """Whether a programme is carried out where it is mentioned, not only set up."""
    governing = reader.governing(mention)
    return reader.entity(mention).kind == "Programme" and (not governing or "implements" in governing.classes)


def _sized(reader: Reader, observation: Observation, clause: Span) -> list[Mention]:
    """Return what the figure counts or measures: a name in its own words or modified by it, the event of its clause."""
    begin, end = observation.span.begin, observation.span.end
    found = []
    for mention in _usable(reader, min(begin, clause.begin), max(end, clause.end)):
        at = mention.span.begin
        inside = at < end and begin < mention.span.end
        modified = at >= end and "的" in reader.text[end : at + 1] and not _BREAK.search(reader.text, end, at)
        if inside or modified or reader.entity(mention).kind == "Event":
            found.append(mention)
    return found


def _chain(reader: Reader, sentence: Span, clause: Span, observation: Observation) -> list[Mention]:
    """Return the undertakings named before the figure in its sentence: those its indicator takes up, else the last."""
    before = [
        m for m in _usable(reader, sentence.begin, observation.span.begin) if m.span.end <= observation.span.begin
    ]
    if _won(reader, clause):
        return [m for m in before if reader.text[clause_of(reader.draft, m.span.begin).begin] == "以"]
    if not before or _other_body(reader, clause, before[-1]):
        return []
    taken_up = [m for m in before if _takes_up(observation.indicator, reader.text[m.span.begin : m.span.end])]
    if taken_up:
        return taken_up
    nearest = clause_of(reader.draft, before[-1].span.begin)
    came = reader.text.endswith(tuple(group("came", "built")), before[-1].span.end, nearest.end)
    if reader.why(before[-1]) == "subject" and _is_built(reader, before[-1]) and came and nearest != clause:
        return []  # 某基地建成投产，工业投资增长…
    if observation.statistic in ("growth", "rank", "share") and not _follows(reader, nearest, clause):
        return []
    found = [m for m in before if nearest.begin <= m.span.begin < nearest.end]
    if nearest != clause and any(word in observation.indicator for word in words("cues", "of_no_event")):
        found = [m for m in found if reader.entity(m).kind != "Event"]
    if all(reader.entity(m).kind == "Regulation" for m in found) and not _spells_out(reader, clause, observation):
        return [m for m in found if _carried_on(reader, m, clause)]
    if found and nearest != clause and _tells_of_another(reader, found[-1], nearest, clause):
        return []
    if any(reader.counted(m) and _is_built(reader, m) for m in found):
        if not any(word in observation.indicator for word in words("cues", "of_the_counted")):
            return []
        earlier = [m for m in before if m.span.end <= nearest.begin]
        return [*found[-1:], *(m for m in earlier[-1:] if not reader.counted(m))]
    return found if len(found) < 3 else []


def _follows(reader: Reader, before: Span, clause: Span) -> bool:
    """Whether between two clauses only figures are told and what else was done, no state of something else."""
    draft = reader.draft
    for between in draft.clauses_in(Span(before.end, clause.begin)):
        done = any(p.left == between.begin for p in draft.predicates_in(between))
        if not done and not any(between.begin <= o.span.begin < between.end for o in draft.observations):
            return False
    return True


def _spells_out(reader: Reader, clause: Span, observation: Observation) -> bool:
    """Whether a clause says what a document lays down or reached: 明确6方面33项工作, 覆盖率达100%."""
    return bool(_LAID_DOWN.match(reader.text, clause.begin, clause.end)) or "率" in observation.indicator


def _carried_on(reader: Reader, document: Mention, clause: Span) -> bool:
    """Whether a clause tells what was done under an agreement: 签订《合作协议》，授信3亿元."""
    governing = reader.governing(document)
    signed = bool(governing and "partyTo" in governing.classes)
    return signed and bool(verb_at_start(reader.text[clause.begin : clause.end]))


def _tells_of_another(reader: Reader, mention: Mention, nearest: Span, clause: Span) -> bool:
    """Whether a figure has a subject of its own behind a clause of which the undertaking is the subject.

    某特派团帮助农户，高新技术企业达到12家: nothing says that the one is the result of the other.
    """
    text = reader.text[clause.begin : clause.end]
    start, _ = strip_leads(text)
    rest = text[start:]
    own = bool(rest) and not verb_at_start(rest) and not rest.startswith(vocabulary().reaching)
    if own and any(end in rest[:_NAME] for end in words("cues", "stations")):
        return True
    why, next_to = reader.why(mention), clause.begin - nearest.end <= 1
    subject = mention.span.begin == nearest.begin and (why == "does" or (why == "subject" and not next_to))
    return subject and own and rest[:_NAME].find(reader.text[mention.span.begin : mention.span.end][:2]) < 0


def _is_built(reader: Reader, mention: Mention) -> bool:
    """Whether an undertaking is a thing built: what stands beside its number is no result of it (建成719个示范村，…)."""
    return dict(reader.entity(mention).facets).get("programmeType") in _BUILT


def _other_body(reader: Reader, clause: Span, mention: Mention) -> bool:
    """Whether the figure's clause has a body of its own as subject, and not that of the undertaking's clause."""
    there = clause_of(reader.draft, mention.span.begin)
    bodies = {m.entity for m in reader.within(clause.begin, clause.end, "Agency") if _acts(reader, m, clause)}
    return there != clause and bool(bodies - {m.entity for m in reader.within(there.begin, there.end, "Agency")})


def _won(reader: Reader, clause: Span) -> bool:
    """Whether the clause tells of honours won or applied for: they are no outcome of what stands beside them."""
    return any({"receives", "applies"} & set(p.classes) for p in reader.draft.predicates_in(clause))


def _usable(reader: Reader, begin: int, end: int) -> list[Mention]:
    """Return the undertakings in a stretch that can have an outcome: no means, no examples, none inside another."""
    found = reader.within(begin, end, *_UNDERTAKINGS)
    kept = []
    for mention in found:
        if any(
            o is not mention and o.span.begin <= mention.span.begin and mention.span.end <= o.span.end for o in found
        ):
            continue
        why, kind = reader.why(mention), reader.entity(mention).kind
        clause = clause_of(reader.draft, mention.span.begin)
        if _AMONG.search(reader.text, mention.span.end, clause.end):
            continue  # one of many: 甲站、乙高速等340个重点项目建成投用
        if kind == "Regulation":
            governing = reader.governing(mention)
            if (
                not governing
                or not _DOCUMENT & set(governing.classes)
                or reader.text.startswith("等", mention.span.end)
            ):
                continue
        elif (why == "whose it is" and mention.span.begin != clause.begin) or (
            (governing := reader.governing(mention)) and governing.classes == ("means",) and governing.verb != "以"
        ):
            continue
        kept.append(mention)
    return kept


def _from_item(reader: Reader, observation: Observation, sentence: Span) -> list[Mention]:
    """Return the undertakings of the item that an indicator of the sentence takes up, or with which it begins."""
    outline = reader.draft.outline
    item = outline.item_at(sentence.begin)
    if not item or item.begin >= sentence.begin:
        return []
    before = [m for m in _usable(reader, item.begin, sentence.begin) if reader.entity(m).kind != "Regulation"]
    indicators = [o.indicator for o in reader.draft.observations if sentence.begin <= o.span.begin < sentence.end]
    taken_up = [m for m in before if any(_takes_up(i, reader.text[m.span.begin : m.span.end]) for i in indicators)]
    if taken_up:
        last = outline.sentence_at(taken_up[-1].span.begin)
        return [m for m in before if last and last.begin <= m.span.begin < last.end]
    first = outline.sentence_at(item.begin)
    following = outline.sentence_at(first.end + 1) if first else None
    if first and following == sentence and _ENUMERATED.match(reader.text, item.begin):
        return [m for m in before if m.span.end <= first.end]
    return []


def _takes_up(indicator: str, name: str) -> bool:
    """Whether an indicator takes up what a name is about: its part in quotation marks, or four characters of it."""
    if "“" in name and "”" in name:
        return name[name.index("“") + 1 : name.index("”")] in indicator
    return any(name[i : i + 4] in indicator for i in range(len(name) - 3))


def _distinct(mentions: list[Mention]) -> list[Mention]:
    return list({m.entity: m for m in mentions}.values())

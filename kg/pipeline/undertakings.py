"""Component ``govkg_undertakings``: programmes, events and bare documents that a predicate governs.

推行证明材料清单管理制度 names a programme, 召开全市法治政府建设推进会 an event, 制定专项整治工作实施方案 a document:
what the object of a predicate is, its head and the verb decide together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import table, words
from kg.pipeline.changes import changing
from kg.pipeline.draft import Candidate, Draft, Predicate, draft_of
from kg.pipeline.genres import genre_of, genres
from kg.pipeline.heads import group, head_ends, head_of
from kg.pipeline.honours import conferred
from kg.pipeline.phrases import Phrase, phrases
from kg.pipeline.stretches import MARK_OF_NAME, parts, trim_end, with_scope

_GOVERNING = frozenset(
    {
        "implements",
        "establishes",
        "hosts",
        "participatesIn",
        "leads",
        "supervises",
        "issues",
        "means",
        "applies",
        "grants",
        "partyTo",
    }
)
_NEVER_CARRIED_OUT = frozenset({"notice", "announcement", "bulletin", "decision", "report", "agreement"})
_KEPT = frozenset({"list", "catalogue"})  # documents that are set up: 建立权责清单
_NAMING_MEANS = frozenset({"platform", "reform", "mechanism"})
_LONG_SLOGAN = 7  # characters of a name in marks, the marks among them, that is more than a catchword
_MEETING = re.compile(r"(?:期间|上|中|[，,]|$)")
_SEASON = re.compile(r"[月周日年]”$")
_HONOURS = re.compile(r"”等?(?:考评|评选|称号|荣誉)")
_NUMBERED = re.compile("[一二三四五六七八九十百千两双0-9]")
_POLICY = re.compile(
    r"“[0-9一二三四五六七八九十]+条”$|[0-9一二三四五六七八九十]+[条项](?:重点|具体|政策|若干)?(?:举措|措施|政策)$"
)
_SECOND = re.compile(
    r"(?:并|和|并且)?(?:有序|认真|全面|组织|深入|严格|启动)?(?:实施|落实|印发|推进)(?![方意细办计规纲])(?=.{6})"
)
_EACH = re.compile(r"各(?:\d+|[一二两三四五六七八九十]+)[场次期个项]$")
_PREPOSITIONS = "在对以由将把为"


@Language.component("govkg_undertakings")
def find_undertakings(doc: Doc) -> Doc:
    """Add a candidate for each programme, event and bare document that a predicate of the draft governs."""
    draft = draft_of(doc)
    ends = head_ends(draft.text)
    for predicate in draft.predicates:
        if (
            predicate.context != "relative"
            and ("receives" not in predicate.classes or predicate.verb in words("cues", "founding"))
            and _GOVERNING
            & {*predicate.classes, *(("establishes",) if predicate.verb in words("cues", "founding") else ())}
        ):
            _objects(draft, predicate, ends)
    _continued(draft)
    return doc


@cache
def _soft() -> frozenset[str]:
    return frozenset(table("verbs")["soft"]["verbs"])


@cache
def _led_by_verb() -> tuple[str, ...]:
    """Return the verbs that, before a name in marks, govern it rather than belong to it."""
    known = {*table("verbs")["soft"]["verbs"], *words("cues", "governing_marked")}
    return tuple(sorted(verb for verb in known if len(verb) > 1))


def clear_object(draft: Draft, predicate: Predicate) -> Span:
    """Return the object up to the first word that no noun phrase holds."""
    begin, end = predicate.object.begin, predicate.object.end
    return Span(begin, draft.first_break(begin + 1, end))


def _objects(draft: Draft, predicate: Predicate, ends: list[int]) -> None:
    """Add what the object of a predicate names."""
    text, classes = draft.text, set(predicate.classes)
    span = clear_object(draft, predicate)
    if each := _EACH.search(text, span.begin, span.end):
        span = Span(span.begin, each.start())  # 召开听证会、论证会各1场
    if {"grants", "applies"} & classes:
        conferred(draft, span, predicate)
    found: list[Phrase] = []
    at = bisect_left(ends, span.begin)
    if (at < len(ends) and ends[at] <= span.end) or text.find("“", span.begin, span.end) >= 0:
        found = phrases(text, span.begin, span.end, draft.edge_set)
    if found and _names_its_aim(draft, predicate, found[0]):
        found[0] = found[0]._replace(begin=predicate.begin)
    honours = _HONOURS.search(text, span.begin, span.end)
    family = bool(found) and found[-1].marked and found[-1].kind == "Programme"
    if "grants" in classes and not {"implements", "hosts"} & classes:
        found = [p for p in found if not p.marked]
    for phrase in found:
        if honours and text[phrase.begin] == "“" and phrase.begin < honours.start():
            end = text.index("”", phrase.begin) + 1
            draft.add(Candidate(phrase.begin, end, "Award", "", 1.6, source="undertakings", why="listed as honours"))
        else:
            _add(draft, _without_body(draft, phrase), predicate, family)
    if "issues" in classes and not any(p.kind == "Regulation" for p in found):
        _titled(draft, predicate)
    if predicate.verb in group("causative", "verbs"):
        changing(draft, predicate.object, predicate.clause)


def _names_its_aim(draft: Draft, predicate: Predicate, phrase: Phrase) -> bool:
    """Whether a verb that follows another is part of a campaign's name: 开展规范涉企行政执法专项行动."""
    if (
        predicate.context != "chain"
        or phrase.begin != predicate.end
        or not phrase.head.endswith(tuple(group("aim", "heads")))
    ):
        return False
    return any(p.end == predicate.begin for p in draft.predicates_in(predicate.clause))


def _titled(draft: Draft, predicate: Predicate) -> None:
    """Add a bare title that begins with a verb of its own: 出台打造民营经济发展高地若干措施, 出台推动…发展“30条”."""
    text, clause = draft.text, predicate.clause
    if any(0 <= p.begin - predicate.end <= 2 and "issues" in p.classes for p in draft.predicates_in(clause)):
        return  # 制定并公布…: the second verb has the object
    for first, stop in parts(text, predicate.end, clause.end, draft.edge_set):
        begin = first + _joined(text, first)
        end = trim_end(text, begin, stop)
        name = text[begin:end]
        word = next((w for w in table("genres")["bare"] if name.endswith(w)), "")
        if name.endswith(words("cues", "descriptions")):
            continue  # a description, no document
        titled = bool(_POLICY.search(name)) or (bool(word) and len(name) > len(word) + 3)
        if 6 <= len(name) <= 40 and "《" not in name and titled:
            facets = {"genre": genre_of(name) or "measures"}
            draft.add(
                Candidate(
                    begin, end, "Regulation", "", 1.55, facets, source="undertakings", why=f"object of {predicate.verb}"
                )
            )


def _joined(text: str, begin: int) -> int:
    """Return the length of a second verb before a title: 制定|并有序实施|某行动方案."""
    second = _SECOND.match(text, begin)
    return second.end() - begin if second else 0


def _without_body(draft: Draft, phrase: Phrase) -> Phrase:
    """Return the phrase without a body that takes part and stands before the name: 组织某支队执法业务培训."""
    if phrase.first or phrase.kind != "Event":
        return phrase
    for candidate in draft.candidates:
        if (
            candidate.kind == "Agency"
            and candidate.begin <= phrase.begin < candidate.end < phrase.end - len(phrase.head) + 1
        ):
            return phrase._replace(begin=candidate.end)
    return phrase


def _add(draft: Draft, phrase: Phrase, predicate: Predicate, family: bool = False) -> None:
    """Add a phrase that a predicate governs, where the two go together."""
    text, name = draft.text, draft.text[phrase.begin : phrase.end]
    led = name[:1] in _PREPOSITIONS and draft.at_word_edge(phrase.begin + 1) and not MARK_OF_NAME.match(name)
    if led or not 3 <= len(name) <= 60:
        return
    kind, facets = _kind(text, phrase, predicate, name, family)
    if not kind or (kind == "Programme" and not phrase.head and _is_body(draft, phrase)):
        return
    begin = with_scope(text, phrase.begin, 0) if kind == "Event" else phrase.begin
    score = 3.1 if "《" in name and kind == "Event" else 0.9 if kind == "Agency" else 1.5
    draft.add(
        Candidate(begin, phrase.end, kind, "", score, facets, source="undertakings", why=f"object of {predicate.verb}")
    )


def _is_body(draft: Draft, phrase: Phrase) -> bool:
    """Whether a member of a list is known as a body, whatever its class word says: 某学院等创新平台."""
    return any(c.kind == "Agency" and (c.begin, c.end) == (phrase.begin, phrase.end) for c in draft.candidates)


def _kind(text: str, phrase: Phrase, predicate: Predicate, name: str, family: bool) -> tuple[str, dict[str, str]]:
    """Return the class and the facets of a phrase under a predicate; no class where the two do not go together."""
    classes = set(predicate.classes)
    if phrase.kind == "Programme" and "issues" in classes and phrase.head in genres():
        return "Regulation", {"genre": genre_of(name) or "other"}
    if phrase.kind == "Programme" and phrase.head in group("came", "bodies") and not phrase.counted:
        founded = "establishes" in classes and not predicate.verb.endswith(words("cues", "becoming"))
        founded = founded and not name.endswith(words("cues", "functions"))
        if (founded or predicate.verb in words("cues", "founding")) and len(name) > len(phrase.head) + 3:
            return "Agency", {"agencyType": "institution"}
    if "receives" in classes:
        return "", {}
    if phrase.kind == "Programme":
        return (
            ("Programme", {"programmeType": phrase.facet or "other"})
            if _is_programme(phrase, predicate, name)
            else ("", {})
        )
    if phrase.kind == "Regulation":
        issued = bool({"issues", "partyTo"} & classes) or ("establishes" in classes and phrase.facet in _KEPT)
        carried = bool({"implements", "means"} & classes) and phrase.facet not in _NEVER_CARRIED_OUT
        plain = "各类" not in name and "等" not in name
        return ("Regulation", {"genre": phrase.facet or "other"}) if plain and (issued or carried) else ("", {})
    if phrase.kind == "Event":
        attended = predicate.verb == "在" and _MEETING.match(text, phrase.end)
        return ("Event", {}) if {"hosts", "participatesIn"} & classes or attended else ("", {})
    if phrase.marked and "issues" in classes and _POLICY.search(name):
        return "Regulation", {"genre": "measures"}
    if phrase.marked and _is_marked_name(name, predicate, family):
        return "Programme", {"programmeType": "other"}
    return "", {}


def _is_marked_name(name: str, predicate: Predicate, family: bool) -> bool:
    """Whether a phrase that ends in quotation marks is a programme: 推行“刷脸办事”, 完成煤电机组“三改联动”."""
    if not name.endswith("”"):
        return False
    if set(predicate.classes) <= {"means", "supervises"}:
        return predicate.verb in ("以", "结合", "依托") and bool(_SEASON.search(name))
    at = name.index("“")
    if at == 0:
        achieved = predicate.verb.endswith("实现") and len(name) > _LONG_SLOGAN
        return family or achieved or predicate.verb not in _soft()
    if name.startswith(_led_by_verb()):
        return False  # 聚焦…、发挥“三个作用”
    inner = name[at + 1 : -1]
    head = head_of(inner, 0, len(inner))
    carried = "implements" in predicate.classes or predicate.verb in words("cues", "launching")
    if at <= 6 and predicate.verb not in _soft() and carried:
        return True  # 推进制造业“智改数转网联”
    return at <= 10 and bool(_NUMBERED.search(inner) or (head and head != inner))


def _is_programme(phrase: Phrase, predicate: Predicate, name: str) -> bool:
    """Whether a phrase with a head of a programme is one under this predicate."""
    if phrase.marked:
        return True
    if "各类" in name or name.startswith(("等", "等各")):
        return False
    if predicate.classes == ("means",):
        if predicate.verb == "纳入" and phrase.head in words("cues", "appraisals"):
            return True
        return phrase.facet in _NAMING_MEANS and phrase.head not in group("soft")
    if phrase.head in group("body") and not phrase.counted:
        return False
    if predicate.verb in _soft():
        if phrase.head == "建设" and name.endswith(tuple(group("soft", "built"))):
            return True  # 加快某示范区建设
        if phrase.counted and phrase.facet == "base" and "establishes" in predicate.classes and len(name) > 6:
            return True  # 新设12个跨境电子商务综合试验区
        return phrase.facet not in group("soft", "types") and phrase.head not in group("soft")
    return True


def _continued(draft: Draft) -> None:
    """Add events of clauses without a predicate that go on with the one before: 召开…会议2次,专题会议6次."""
    at, last = 0, None
    more: list[Predicate] = []
    for clause in draft.outline.clauses:
        found = False
        while at < len(draft.predicates) and draft.predicates[at].clause.begin <= clause.begin:
            if draft.predicates[at].clause.begin == clause.begin:
                last, found = draft.predicates[at], True
            at += 1
        if found or not last or "hosts" not in last.classes or clause.begin - last.clause.end > 2:
            continue
        for phrase in phrases(draft.text, clause.begin, clause.end, draft.edge_set):
            if phrase.kind == "Event":
                at_head = clause.begin
                again = last._replace(begin=at_head, end=at_head, clause=clause, object=clause, left=at_head)
                _add(draft, phrase, again)
                more.append(again)
                last = again
    draft.predicates = sorted([*draft.predicates, *more])

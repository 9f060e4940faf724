"""Component ``govkg_undertakings``: programmes, events, awards and bare documents.

They are told by three positions: the object of a predicate (推行证明材料清单管理制度), the subject of a change of state
(零基预算改革全面实施), and a name in quotation marks with its head (“法治大讲堂”平台).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import table, words
from kg.pipeline.draft import Candidate, Draft, Predicate, Quoted, draft_of
from kg.pipeline.genres import genre_of, genres
from kg.pipeline.phrases import Phrase, group, head_of, parts, phrases, trim, trim_end

_NEVER_CARRIED_OUT = frozenset({"notice", "announcement", "bulletin", "decision", "report", "agreement"})
_GOVERNING = frozenset(
    {"implements", "establishes", "hosts", "participatesIn", "leads", "supervises", "issues", "means", "applies", "grants", "partyTo"}
)
_APPRAISALS = frozenset({"考核", "考核评价", "考评", "绩效考评", "综合考核", "综合考评"})
_NAMING_MEANS = frozenset({"platform", "reform", "mechanism"})
_STOP = re.compile(r"[，,、。；：的“《和与及\s]")
_AMOUNT = re.compile(r"数量|人数|总数|总量|均居|位居|居全|居第")
_FRAME = re.compile(r"以[^，,。；]{2,30}?为[^，,。；的]{1,6}的")
_POLICY = re.compile(r"“[0-9一二三四五六七八九十]+条”$|[0-9一二三四五六七八九十]+[条项](?:重点|具体|政策|若干)?(?:举措|措施|政策)$")
_HONOURS = re.compile(r"”等?(?:考评|评选|称号|荣誉)")
_NUMBERED = re.compile("[一二三四五六七八九十百千两双0-9]")
_BOUNDS = "，,、。；：;“”（）()的和与及\n "
_MEETING = re.compile(r"^(?:期间|上|中|[，,]|$)")
_SEASON = re.compile(r"[月周日年]”$")


@Language.component("govkg_undertakings")
def find_undertakings(doc: Doc) -> Doc:
    """Add a candidate for each programme, event, award and bare document to the draft."""
    draft = draft_of(doc)
    for predicate in draft.predicates:
        if "receives" in predicate.classes:
            _awards(draft, predicate, firm=predicate.verb not in _loose())
        elif predicate.context != "relative" and _GOVERNING & set(predicate.classes):
            _objects(draft, predicate)
    _continued(draft)
    _subjects(draft)
    for quote in draft.quoted:
        if quote.mark == "“" and not quote.depth:
            _marked(draft, quote)
    _platforms(draft)
    _named(draft)
    return doc


@cache
def _loose() -> frozenset[str]:
    return frozenset(table("verbs")["receives_loosely"]["verbs"])


@cache
def _soft() -> frozenset[str]:
    return frozenset(table("verbs")["soft"]["verbs"])


@cache
def _breakers() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("function_words", "breakers"))))


def clear_object(draft: Draft, predicate: Predicate) -> Span:
    """Return the object up to the first word that no noun phrase holds: 对, 向, 进行, 提供."""
    begin, end = predicate.object.begin, predicate.object.end
    if frame := _FRAME.match(draft.text, begin, end):
        begin = frame.end()
    for match in _breakers().finditer(draft.text, begin + 1, end):
        if draft.at_word_edge(match.start()) and draft.at_word_edge(match.end()):
            quoted = draft.quoted_at(match.start())
            if not quoted or quoted.begin < begin:
                return Span(begin, match.start())
    return Span(begin, end)


def _objects(draft: Draft, predicate: Predicate) -> None:
    """Add what the object of a predicate names."""
    span = clear_object(draft, predicate)
    if {"grants", "applies"} & set(predicate.classes):
        _conferred(draft, span, predicate)
    found = phrases(draft.text, span.begin, span.end, draft.edge_set)
    if found and _names_its_aim(draft, predicate, found[0]):
        found[0] = replace(found[0], begin=predicate.begin)
    honours = _HONOURS.search(draft.text, span.begin, span.end)
    family = bool(found) and found[-1].marked and found[-1].kind == "Programme"
    for phrase in found:
        if honours and draft.text[phrase.begin] == "“" and phrase.begin < honours.start():
            end = draft.text.index("”", phrase.begin) + 1
            draft.add(Candidate(phrase.begin, end, "Award", "", 1.6, source="undertakings", why="listed as honours"))
            continue
        _add(draft, _without_body(draft, phrase), predicate, family)
    if "issues" in predicate.classes and not any(p.kind == "Regulation" for p in found):
        _titled(draft, predicate)
    if predicate.verb in group("causative", "verbs"):
        _changing(draft, predicate.object, predicate.clause)


def _names_its_aim(draft: Draft, predicate: Predicate, phrase: Phrase) -> bool:
    """Whether a verb that follows another is part of a campaign's name: 开展规范涉企行政执法专项行动."""
    if predicate.context != "chain" or phrase.begin != predicate.end or not phrase.head.endswith(tuple(group("aim", "heads"))):
        return False
    return any(p.end == predicate.begin for p in draft.predicates_in(predicate.clause))


def _titled(draft: Draft, predicate: Predicate) -> None:
    """Add a bare title that begins with a verb of its own: 出台打造民营经济发展高地若干措施, 出台推动…发展“30条”."""
    text, clause = draft.text, predicate.clause
    if any(p.begin == predicate.end and "issues" in p.classes for p in draft.predicates_in(clause)):
        return
    for begin, stop in parts(text, predicate.end, clause.end, draft.edge_set):
        end = trim_end(text, begin, stop)
        name = text[begin:end]
        word = next((w for w in table("genres")["bare"] if name.endswith(w)), "")
        numbered = _POLICY.search(name)
        if 6 <= len(name) <= 40 and "《" not in name and (numbered or (word and len(name) > len(word) + 3)):
            facets = {"genre": genre_of(name) or "measures"}
            draft.add(Candidate(begin, end, "Regulation", "", 1.55, facets, source="undertakings", why=f"object of {predicate.verb}"))


def _conferred(draft: Draft, span: Span, predicate: Predicate) -> None:
    """Add the honour that is applied for or conferred, up to a 的 that makes it an attribute."""
    text, ends = draft.text, tuple(group("honour", "ends"))
    stop = span.end
    if (cut := text.find("的", span.begin, span.end)) > 0:
        stop = cut
    begin, stop, _ = trim(text, span.begin, stop, draft.edge_set)
    if stop - begin >= 4 and text.endswith(ends, begin, stop):
        draft.add(Candidate(begin, stop, "Award", "", 1.6, source="undertakings", why=f"object of {predicate.verb}"))


def _without_body(draft: Draft, phrase: Phrase) -> Phrase:
    """Return the phrase without a body that takes part and stands before the name: 组织某支队执法业务培训."""
    if phrase.first or phrase.kind != "Event":
        return phrase
    for candidate in draft.candidates:
        if candidate.kind == "Agency" and candidate.begin <= phrase.begin < candidate.end < phrase.end - len(phrase.head) + 1:
            return replace(phrase, begin=candidate.end)
    return phrase


def _add(draft: Draft, phrase: Phrase, predicate: Predicate, family: bool = False) -> None:
    """Add a phrase that a predicate governs, where the two go together."""
    if not 3 <= phrase.end - phrase.begin <= 60:
        return
    text, classes = draft.text, set(predicate.classes)
    kind, facets, begin = phrase.kind, {}, phrase.begin
    name = text[phrase.begin : phrase.end]
    if name[0] in "在对以由将把为":
        return
    if kind == "Programme" and "issues" in classes and phrase.head in genres():
        kind, phrase = "Regulation", replace(phrase, facet=genre_of(name))
    if kind == "Programme":
        if not _is_programme(phrase, predicate, name):
            return
        facets["programmeType"] = phrase.facet
    elif kind == "Regulation":
        if not {"issues", "implements", "means", "partyTo"} & classes or "各类" in name or "等" in name:
            return
        if phrase.facet in _NEVER_CARRIED_OUT and not {"issues", "partyTo"} & classes:
            return
        facets["genre"] = phrase.facet or "other"
    elif kind == "Event":
        if not {"hosts", "participatesIn"} & classes and not (
            predicate.verb == "在" and _MEETING.match(text[phrase.end : phrase.end + 2])
        ):
            return
        begin = _with_scope(text, phrase.begin)
    elif phrase.marked and _is_marked_name(name, predicate, family):
        kind = "Programme"
        facets["programmeType"] = "other"
    else:
        return
    score = 3.1 if "《" in name and kind == "Event" else 1.5
    draft.add(Candidate(begin, phrase.end, kind, "", score, facets, source="undertakings", why=f"object of {predicate.verb}"))


def _is_marked_name(name: str, predicate: Predicate, family: bool) -> bool:
    """Whether a phrase that ends in quotation marks is a programme: 推行“刷脸办事”, 完成煤电机组“三改联动”."""
    if not name.endswith("”"):
        return False
    if set(predicate.classes) <= {"means", "supervises"}:
        return predicate.verb in ("以", "结合", "依托") and bool(_SEASON.search(name))
    at = name.index("“")
    if at == 0:
        return family or predicate.verb not in _soft()
    inner = name[at + 1 : -1]
    head = head_of(inner, 0, len(inner))
    return at <= 10 and bool(_NUMBERED.search(inner) or (head and head != inner))


def _is_programme(phrase: Phrase, predicate: Predicate, name: str) -> bool:
    """Whether a phrase with a head of a programme is one under this predicate."""
    if phrase.marked:
        return True
    if "各类" in name or name.startswith(("等", "等各")):
        return False
    if predicate.classes == ("means",):
        if predicate.verb == "纳入" and phrase.head in _APPRAISALS:
            return True
        return phrase.facet in _NAMING_MEANS and phrase.head not in group("soft")
    if phrase.head in group("body") and not phrase.counted:
        return False
    if predicate.verb in _soft():
        return phrase.facet not in group("soft", "types") and phrase.head not in group("soft")
    return True


def _with_scope(text: str, begin: int) -> int:
    """Return the begin of an event's name with the scope that belongs to it: 全市法治政府建设推进会."""
    return begin - 2 if begin >= 2 and text[begin - 2] == "全" and text[begin - 1] in "国省市县区旗州" else begin


def _awards(draft: Draft, predicate: Predicate, firm: bool) -> None:
    """Add the honours that a verb of receiving governs; a loose verb must have an object that ends like an honour."""
    text = draft.text
    ends = tuple(table("heads")["honour"]["ends"])
    pieces = parts(text, predicate.object.begin, predicate.clause.end, draft.edge_set)
    if not all(text.endswith(ends, b, trim_end(text, b, e)) or text[e - 1] in "个家项人名处" for b, e in pieces[:-1]):
        pieces = [(predicate.object.begin, predicate.clause.end)]
    for piece in pieces:
        begin, end, _ = trim(text, _after_relative(text, *piece), piece[1], draft.edge_set)
        if (amount := _AMOUNT.search(text, begin + 1, end)) and not draft.quoted_at(amount.start()):
            end = trim_end(text, begin, amount.start())
        if predicate.verb.startswith("获批") and head_of(text, begin, end) in ("试点", "综合试点", "改革试点", "试验区", "先行区"):
            facets = {"programmeType": "pilot"}
            draft.add(Candidate(begin, end, "Programme", "", 1.6, facets, source="undertakings", why=f"object of {predicate.verb}"))
            continue
        for verb in ("创建", "建设", "设立", "开展"):
            begin += len(verb) if text.startswith(verb, begin, end - 2) else 0
        if end - begin < 2 or end - begin > 60 or text.endswith("之一", begin, end):
            continue
        name = text[begin:end] if predicate.verb == "受到" else ""
        begin = _after_body(draft, begin, end) if name else begin
        if firm or text.endswith(ends, begin, end):
            draft.add(Candidate(begin, end, "Award", name, 1.6, source="undertakings", why=f"object of {predicate.verb}"))


def _after_body(draft: Draft, begin: int, end: int) -> int:
    """Return the begin of praise after the body that praises: 受到省评估组表扬."""
    return max((c.end for c in draft.candidates if c.kind == "Agency" and begin <= c.begin and c.end < end), default=begin)


def _after_relative(text: str, begin: int, end: int) -> int:
    """Return the begin of an honour after the clause that says who confers it: 某部评选的“…”典型案例."""
    at = text.rfind("的", begin, end)
    return at + 1 if 0 <= at < end - 2 and "”" not in text[at:end].split("“")[0] else begin


def _continued(draft: Draft) -> None:
    """Add events of clauses without a predicate that go on with the one before: 召开…会议2次,专题会议6次."""
    clauses, at = draft.outline.clauses, 0
    last: Predicate | None = None
    more: list[Predicate] = []
    for clause in clauses:
        found = False
        while at < len(draft.predicates) and draft.predicates[at].clause.begin <= clause.begin:
            if draft.predicates[at].clause.begin == clause.begin:
                last, found = draft.predicates[at], True
            at += 1
        if found or not last or "hosts" not in last.classes or clause.begin - last.clause.end > 2:
            continue
        for phrase in phrases(draft.text, clause.begin, clause.end, draft.edge_set):
            if phrase.kind == "Event":
                again = replace(last, begin=clause.begin, end=clause.begin, clause=clause, object=clause, left=clause.begin)
                _add(draft, phrase, again)
                more.append(again)
    draft.predicates = sorted([*draft.predicates, *more], key=lambda p: p.begin)


def _subjects(draft: Draft) -> None:
    """Add what stands as the subject of a change of state."""
    first: dict[int, int] = {}
    for predicate in draft.predicates:
        if predicate.classes != ("means",):
            first.setdefault(predicate.clause.begin, predicate.left)
    for clause in draft.outline.clauses:
        limit = first.get(clause.begin, clause.end)
        if limit > clause.begin + 3:
            _changing(draft, Span(clause.begin, limit), clause)


def _changing(draft: Draft, region: Span, clause: Span) -> None:
    """Add what changes state in a stretch: 零基预算改革全面实施."""
    for phrase in _before_state(draft, region, clause):
        if phrase.kind == "Regulation" and text_after(draft, phrase.end).startswith(("获批", "印发", "出台", "颁布", "实施")):
            facets = {"genre": phrase.facet or "other"}
            draft.add(Candidate(phrase.begin, phrase.end, "Regulation", "", 1.3, facets, source="undertakings", why="subject"))
        if phrase.kind == "Programme" and (phrase.head not in group("body") or phrase.counted):
            facets = {"programmeType": phrase.facet}
            draft.add(Candidate(phrase.begin, phrase.end, "Programme", "", 1.3, facets, source="undertakings", why="subject"))


def text_after(draft: Draft, offset: int) -> str:
    """Return the few characters that follow."""
    return draft.text[offset : offset + 4]


@cache
def _states() -> tuple[str, ...]:
    return tuple(table("heads")["state"]["verbs"])


@cache
def _documents() -> tuple[str, ...]:
    return tuple(table("genres")["bare"])


def _before_state(draft: Draft, region: Span, clause: Span) -> Iterator[Phrase]:
    """Yield the phrases that end right before a verb of state, at a word's edge."""
    text, edges = draft.text, draft.edges
    low = bisect_left(edges, region.begin + 3)
    high = bisect_left(edges, region.end + 1)
    if text[region.begin] in "与同对将把在为由从":
        return
    for end in reversed(edges[low:high]):
        if not text.startswith(_states(), end, clause.end) or text[end - 1] in "的了" or draft.quoted_at(end):
            continue
        stop = trim_end(text, region.begin, end)
        head = head_of(text, region.begin, stop) or text.endswith(_documents(), region.begin, stop)
        if head or text[end - 1] in "”)）":
            for phrase in phrases(text, region.begin, end, draft.edge_set):
                if any(draft.at_word_edge(m.start()) for m in _breakers().finditer(text, phrase.begin, phrase.end) if m.end() in draft.edge_set):
                    continue
                coming = text.startswith(tuple(group("coming", "verbs")), end)
                if phrase.kind and (coming or phrase.head not in group("soft") or phrase.marked):
                    yield phrase
                elif phrase.marked and text[phrase.end - 1] == "”":
                    name = text[phrase.begin : phrase.end]
                    if name[0] == "“" or _NUMBERED.search(name) or head_of(name, 0, len(name) - 1):
                        yield replace(phrase, kind="Programme", facet="other")
            return


def _marked(draft: Draft, quote: Quoted) -> None:
    """Add a name in quotation marks with its head, wherever it stands."""
    text = draft.text
    name = text[quote.begin + 1 : quote.end - 1]
    if text.startswith("案例", quote.end) and len(name) >= 8:
        draft.add(Candidate(quote.begin, quote.end, "Work", name, 2.5, source="undertakings", why="a case"))
        return
    if text.startswith(("首页", "网站"), quote.end):
        draft.add(Candidate(quote.begin, quote.end, "Programme", "", 1.2, {"programmeType": "platform"}, source="undertakings"))
        return
    stop = min(len(text), quote.end + 12)
    if cut := _STOP.search(text, quote.end, stop):
        stop = cut.start()
    for end in range(stop, quote.end, -1):
        if not draft.at_word_edge(end):
            continue
        head = head_of(text, quote.end, end)
        if head in group("soft") and end < len(text) and head != text[quote.end : end]:
            if text[end] not in _BOUNDS and not text.startswith(_states(), end):
                continue
        if text[quote.end : end].endswith(tuple(table("genres")["bare"])) and not head_of(text, quote.end, end):
            draft.add(Candidate(quote.begin, end, "Regulation", "", 1.2, {"genre": genre_of(text[quote.end : end])}, source="undertakings"))
            return
        if text[quote.end : end] == "规划" or head_of(text, quote.end, end):
            kind, facet = heads_kind(text, quote.end, end)
            draft.add(Candidate(quote.begin, end, kind, "", 1.2, facet, source="undertakings", why="name in quotation marks"))
            return


def heads_kind(text: str, begin: int, end: int) -> tuple[str, dict[str, str]]:
    """Return kind and facets by the head at the end of a stretch."""
    from kg.pipeline.phrases import heads

    kind, facet = heads()[head_of(text, begin, end)]
    return kind, ({"programmeType": facet} if kind == "Programme" else {})


@cache
def _owned() -> re.Pattern[str]:
    owners, heads = (map(re.escape, sorted(group("platform", key), key=lambda w: (-len(w), w))) for key in ("owners", "heads"))
    return re.compile(rf"(?:{'|'.join(owners)})[^，,。；：、的和与及在“”《》（）()\s]{{2,14}}?(?:{'|'.join(heads)})")


def _platforms(draft: Draft) -> None:
    """Add platforms whose name says whose they are, wherever they stand: 与市政务服务平台数据对接."""
    text, never = draft.text, tuple(group("platform", "not"))
    longer = [(c.begin, c.end) for c in draft.candidates if c.kind == "Programme"]
    for match in _owned().finditer(text):
        if any(b <= match.start() and e > match.end() for b, e in longer):
            continue
        if draft.at_word_edge(match.start()) and not text.startswith(never, match.start()) and not draft.quoted_at(match.start()):
            facets = {"programmeType": "platform"}
            draft.add(Candidate(match.start(), match.end(), "Programme", "", 1.6, facets, source="undertakings", why="whose it is"))
    for match in _platform_beside().finditer(text):
        begin, end = match.span(1)
        if draft.at_word_edge(match.start()) and draft.at_word_edge(begin) and not draft.quoted_at(begin):
            facets = {"programmeType": "platform"}
            draft.add(Candidate(begin, end, "Programme", "", 1.2, facets, source="undertakings", why="whose it is"))


@cache
def _platform_beside() -> re.Pattern[str]:
    words, heads = ("|".join(map(re.escape, sorted(group("platform", key)))) for key in ("beside", "heads"))
    return re.compile(rf"(?:{words})([^，,。；、的和与及在“”《》（）()\\s]{{4,14}}?(?:{heads}))")


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(group("named", "names"), key=lambda n: (-len(n), n)))))


def _named(draft: Draft) -> None:
    """Add programmes that are known by their bare name."""
    for match in _known().finditer(draft.text):
        begin, end = match.span()
        if draft.text[begin - 1 : begin] == "“" and draft.text[end : end + 1] == "”":
            begin, end = begin - 1, end + 1
        elif draft.quoted_at(begin) or not draft.at_word_edge(begin):
            continue
        draft.add(Candidate(begin, end, "Programme", "", 1.7, {"programmeType": "policy"}, source="undertakings", why="known"))

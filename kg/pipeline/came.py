"""Component ``govkg_came``: what comes to be or is held as the subject of its clause, alone or in a list.

甲快线、乙高速等建成通车 names works by what is said of them, whatever their names end in; 甲会、乙论坛等活动成功举办 names
occasions, and 甲、乙等专项行动深入实施 says in its class word what each member is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Span
from kg.lexicon import table, words
from kg.pipeline.changes import led_by_preposition, states
from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.pipeline.heads import group, head_of, heads
from kg.pipeline.predicates import adverbs, strip_adverbs
from kg.pipeline.stretches import parts, trim

_AMOUNT = re.compile(r"\d[个项条座家亿万]")
_SESSION = re.compile(
    r"(第[一二三四五六七八九十\d]{1,3}次(?:全体|全体委员|专题|扩大)?会议)(?:审议|研究|听取|传达|通过|部署|学习|审定|对)"
)
_HELD = re.compile("召开|举行|组织|[，、《]")
_DATED = re.compile(r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:[份底初]|\d{1,2}日)?|[上下]半年|年[初底内])")
_SESSION_NAME = 10  # characters of a session with the body that sits
_OWN = 4  # characters of a work's name before its head
_CLASS = re.compile(r"等(?:\d+[个项条场])?(?:一批|系列|重点)?([一-龥]{2,6})?$")
_SIZE = re.compile(r"(?:计划总?|概算总?|估算总?|总)投资|全长|总装机|总库容")
_WHEN = re.compile(
    r"(?:(?:力争|预计|有望|计划|将|于|到|在)?(?:今年|明年|年内|年底|年末|[上下]半年|(?:20\d\d年)?\d{1,2}月[底份]?)(?:前|底)?)+$"
)
_LONGEST, _SHORTEST = 90, 5  # characters of a subject, of a measure without a head


class _Said(NamedTuple):
    """What is said of the subject: it was ``built``, ``held``, or (``run``) is in some state."""

    begin: int
    sort: str


@Language.component("govkg_came")
def find_came(doc: Doc) -> Doc:
    """Add a candidate for each work, body and occasion of which a clause says that it came to be or was held."""
    draft = draft_of(doc)
    for clause in draft.outline.clauses:
        _sat(draft, clause)
        said = _said(draft, clause)
        if said and clause.begin + 3 <= said.begin <= clause.begin + _LONGEST and _is_subject(draft, clause, said):
            for candidate in _members(draft, Span(clause.begin, said.begin), said.sort):
                draft.add(candidate)
    return doc


@cache
def _verbs() -> dict[str, str]:
    data = table("heads")["came"]
    return {verb: sort for sort in ("built", "held", "run") for verb in data[sort]}


@cache
def _somewhere() -> re.Pattern[str]:
    """Return what matches, at the end of a clause, where something was held: 在某县举行."""
    return re.compile(rf"在[^，。；、“”《》]{{2,14}}(?:{'|'.join(group('came', 'sat'))})$")


@cache
def _ends() -> tuple[str, ...]:
    return tuple(sorted(group("came", "ends")))


def _sat(draft: Draft, clause: Span) -> None:
    """Add a numbered session that is the subject of its clause: 某委员会第三次会议审议通过《…》."""
    met = _SESSION.search(draft.text, clause.begin + 4, clause.end)
    if not met or _HELD.search(draft.text, clause.begin, met.start()):
        return
    begin = trim(draft.text, clause.begin, met.end(1), draft.edge_set)[0]
    if dated := _DATED.match(draft.text, begin):
        begin = dated.end()
    if met.end(1) - begin >= _SESSION_NAME:
        draft.add(Candidate(begin, met.end(1), "Event", "", 2.6, source="came", why="session"))


def _said(draft: Draft, clause: Span) -> _Said | None:
    """Return what is said at the end of a clause, or behind 等 and a class word."""
    text = draft.text
    verbs = _verbs()
    for size in range(8, 1, -1):
        begin = clause.end - size
        sort = verbs.get(text[begin : clause.end]) if begin > clause.begin else None
        if sort and draft.at_word_edge(begin):
            return _Said(begin, sort)
    if (met := _somewhere().search(text, clause.begin + 3, clause.end)) and draft.at_word_edge(met.start()):
        return _Said(met.start(), "sat")  # 某主场活动在某县举行
    told = _SIZE.search(text, clause.begin + 5, clause.end)
    if told and text[told.end() : told.end() + 1].isdigit() and not _AMOUNT.search(text, clause.begin, told.start()):
        return _Said(told.start(), "sized")  # 某配套项目总投资2.4亿元
    at = text.find("等", clause.begin + 4, clause.end)
    if at < 0 or "、" not in text[clause.begin : at]:
        return None
    classes = table("heads")["came"]["classes"]
    for end in range(min(at + 6, clause.end), at + 2, -1):
        if text[at + 1 : end] in classes and text.startswith(states(long=True), end, clause.end):
            return _Said(end, "run")
    return None


def _is_subject(draft: Draft, clause: Span, said: _Said) -> bool:
    """Tell whether what stands before is a noun phrase: no predicate governs it, no preposition leads it."""
    if led_by_preposition(draft, clause.begin):
        return False
    before = draft.predicates_in(Span(clause.begin, said.begin))
    return all(p.context == "relative" or p.object.begin >= said.begin for p in before)


def _members(draft: Draft, region: Span, sort: str) -> Iterator[Candidate]:
    """Yield the members of the subject."""
    text = draft.text
    when = _WHEN.search(text, region.begin + 3, region.end)
    end = strip_adverbs(text, region.begin, when.start() if when else region.end, adverbs())
    listed = _CLASS.search(text, region.begin, end)
    if listed and "领域" in text[listed.start() : end]:
        return  # 财税、金融等重点领域改革: fields, each of them no measure
    kind, facet = _class(listed[1] if listed else "")
    end = listed.start() if listed else end
    names = [trim(text, *piece, draft.edge_set) for piece in parts(text, region.begin, end, draft.edge_set)]
    if sort == "run" and listed and len(names) == 1:
        return  # 财税金融等重点改革
    for begin, stop, counted in names:
        least = 2 if kind == "Agency" else 3
        if not least <= stop - begin <= 28 or counted or draft.first_break(begin, stop) < stop:
            continue
        found = _named(text[begin:stop], sort, kind, facet)
        if found and found[0] == "Event" and sort == "built":
            continue
        if found:
            named, type_ = found
            facets = {} if named == "Event" else {"agencyType" if named == "Agency" else "programmeType": type_}
            # 岫湖、云山等实验室: the class word is part of the name of each
            name = text[begin:stop] + listed[1] if named == kind == "Agency" and listed else ""
            name = "" if listed and text.endswith(listed[1] or " ", begin, stop) else name
            yield Candidate(begin, stop, named, name, 1.25, facets, source="came", why="subject")


def _class(word: str) -> tuple[str, str]:
    """Return the kind and type of the members of a class, ("", "") for words that name none."""
    facet = table("heads")["came"]["classes"].get(word, "")
    kinds = {"event": ("Event", ""), "body": ("Agency", "institution"), "": ("", "")}
    return kinds.get(facet, ("Programme", facet))


def _named(name: str, sort: str, kind: str, facet: str) -> tuple[str, str] | None:
    """Return the kind and type of one member by its head, its class and what is said of it; None for no name."""
    head = head_of(name, 0, len(name))
    own, type_ = heads().get(head, ("", ""))
    if (len(name) - len(head) < 2 and not (own == kind == "Event" or kind == "Agency")) or name in group(
        "topic", "names"
    ):
        return None
    if sort == "run" and not kind:
        measure = not own and len(name) >= _SHORTEST and name.endswith(tuple(group("came", "measures")))
        return ("Programme", "campaign") if measure else None
    if sort == "sized":
        own_name = own == "Programme" and type_ == "project" and len(name) - len(head) >= _OWN
        return (own, type_) if own_name else None
    if sort in ("held", "sat"):
        occasion = sort == "sat" and name.endswith(tuple(group("came", "occasions")))
        return ("Event", "") if own == "Event" or kind == "Event" or occasion else None
    if sort == "built":
        if name.endswith(words("cues", "functions")):
            return None
        if head in group("came", "bodies") and not kind:
            return "Agency", "institution"
        if own == "Programme" and type_ in ("project", "base", "platform"):
            return own, type_
        if kind == "Agency":
            return kind, facet
        return ("Programme", "project") if kind == "Programme" or name.endswith(_ends()) else None
    return (kind, type_ or facet) if kind else None

"""Component ``govkg_documents``: regulations and works in title marks, and the report itself.

A title in marks is a regulation where it ends in a word of lexicon/genres.toml, or a verb of issuing or carrying out
governs it; else it is a work. A document cited within another's title, 〈…〉, is a regulation of its own.
Genres follow 党政机关公文处理工作条例, art. 8, and GB/T 9704-2012.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.pipeline.draft import Candidate, Draft, Quoted, draft_of
from kg.pipeline.genres import genre_of

_NUMBER = re.compile(r"[(（]?([一-龥]{1,8}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*(?:第)?\d{1,4}号)[)）]?")
_LAW = re.compile(r"[^省市县区州《》〈〉“”、和与]{1,24}(?<![办做方书想看说语用])法(?:典)?")
_REPORT = re.compile(
    r"(?:(?:关于|20\d\d年度?)[^\n《》，。]{4,50}(?:的报告|年度报告|情况报告)|(?:20\d\d年)?[^\n\s《》，。、：作]{0,14}政府工作报告)"
)
_SHORT = re.compile(r"[(（](?:[^()（）《》\n]{0,24}[，,；;])?(?:以下|下)(?:统)?简称[：:]?[《“]([^》”]+)[》”][)）]")
_WORK_REPORT = "政府工作报告"
_NOTE = re.compile(r"(?:[\[［(（]\d+[\]］)）]|[①-⑩*＊])+$")
_LEAST = 8  # characters of a title
_HEADING = 340  # characters within which the heading of a report ends
_BEFORE_TITLE = "\n局厅委府会院部办 "
_LEANING = ("及其", "和其", "及", "和")
_GOVERNING = frozenset({"issues", "implements", "partyTo", "means"})


@Language.component("govkg_documents")
def find_documents(doc: Doc) -> Doc:
    """Add a candidate for each document and work in marks, and for the title of the report."""
    draft = draft_of(doc)
    before: Candidate | None = None
    for title in draft.quoted:
        if title.mark in "《〈":
            before = _marked(draft, title, before) or before
    forms = _short_forms(draft)
    for candidate in draft.candidates:
        if full := forms.get(candidate.name):
            candidate.name, candidate.why = full.name, f"以下简称 {candidate.name}"
    _own_title(draft)
    _laws(draft)
    return doc


def _short_forms(draft: Draft) -> dict[str, Candidate]:
    """Return the short titles that the text defines, 《…》(以下简称《行动方案》), each with the title it stands for."""
    if "简称" not in draft.text:
        return {}
    titles = {c.end: c for c in draft.candidates if c.source == "documents"}
    forms = {}
    for match in _SHORT.finditer(draft.text):
        if title := titles.get(match.start()):
            forms[match[1]] = title
    return forms


def _marked(draft: Draft, title: Quoted, before: Candidate | None) -> Candidate | None:
    """Add what a title in marks names; return it, since a later short title may lean on it: 《X法》及其《实施条例》."""
    name = draft.text[title.begin + 1 : title.end - 1].strip()
    cited = title.depth > 0
    if not name:
        return None
    genre = genre_of(name)
    if not cited and _is_work(draft, title, name, genre):
        draft.add(Candidate(title.begin, title.end, "Work", name, 3.0, source="documents"))
        return None
    facets = {"genre": genre or "other"}
    if number := _NUMBER.match(draft.text, title.end):
        facets["documentNumber"] = number[1]
    if cited:
        facets["cited"] = "yes"
    full, why = national_law(name), ""
    if before and not cited and len(name) <= 6 and draft.text[before.end : title.begin] in _LEANING:
        full, why = before.name + name, f"leans on {before.name}"
    candidate = Candidate(title.begin, title.end, "Regulation", full, 3.0, facets, why=why, source="documents")
    draft.add(candidate)
    return candidate


def _is_work(draft: Draft, title: Quoted, name: str, genre: str) -> bool:
    """Whether a title is of a film, a lecture, a case or a periodical, by the words around it and its end."""
    work = table("genres")["work"]
    if name.endswith(tuple(work["methods"])):
        return True
    if draft.text[max(title.begin - 8, 0) : title.begin].endswith(tuple(work["before"])):
        return True
    if draft.text.startswith(tuple(work["after"]), title.end):
        return True
    if not genre and _among_works().match(draft.text, title.end):
        return True  # 《甲》《乙》等文艺精品
    return not genre and (name.endswith(tuple(work["ends"])) or not _governed(draft, title.begin))


@cache
def _among_works() -> re.Pattern[str]:
    """Return what matches, behind a title, that it is one of several works: 《乙》等一批文艺精品."""
    kinds = "|".join(table("genres")["work"]["kinds"])
    return re.compile(rf"(?:[、和]?《[^》\n]{{1,30}}》)*等[^，。；、《\n]{{0,20}}(?:{kinds})")


def _governed(draft: Draft, offset: int) -> bool:
    """Whether a verb of issuing or carrying out governs the stretch at the offset."""
    predicates = draft.predicates
    at = bisect_left(predicates, (offset + 1,)) - 1
    low = bisect_left(predicates, (offset - 200,))
    for predicate in reversed(predicates[low : at + 1]):
        if predicate.object.begin <= offset < predicate.object.end:
            return bool(_GOVERNING & set(predicate.classes))
    return False


def national_law(name: str) -> str:
    """Return the full title of a national law cited without 中华人民共和国; local ones bear a place and stay."""
    if name.startswith("中华人民共和国") or not _LAW.fullmatch(name):
        return name
    return f"中华人民共和国{name}"


@cache
def _law_names() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(table("genres")["laws"]["names"]))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def _laws(draft: Draft) -> None:
    """Add national laws that are cited by their short names, without marks."""
    matcher, names = _law_names()
    for index, begin, end in matcher.find_matches_as_indexes(draft.text):
        quote = draft.quoted_at(begin)
        if draft.text.startswith(tuple(table("genres")["laws"]["days"]), end):
            continue  # 国家宪法日
        if (quote and quote.mark in "《“") or not (draft.at_word_edge(begin) and draft.at_word_edge(end)):
            continue
        name, genre = names[index], genre_of(names[index]) or "law"
        draft.add(
            Candidate(
                begin,
                end,
                "Regulation",
                national_law(name),
                1.2,
                {"genre": genre},
                why="a law in force",
                source="documents",
            )
        )


def _own_title(draft: Draft) -> None:
    """Add the title of the report where it stands in its heading, and 政府工作报告 where the text speaks of it."""
    text, name, facets = draft.text, "", {"genre": "report"}
    for match in _REPORT.finditer(text, 0, _HEADING):
        begin, end = match.span()
        if not draft.quoted_at(begin) and (begin == 0 or text[begin - 1] in _BEFORE_TITLE):
            if text.startswith("如下", end):
                continue  # 现将…年度…情况报告如下
            draft.add(Candidate(begin, end, "Regulation", "", 2.0, facets, source="documents"))
            name = name or match.group()
    title = _NOTE.sub("", draft.report.title)
    at = -1 if name or len(title) < _LEAST or title.startswith("关于") else text.find(title, 0, _HEADING)
    if at >= 0 and genre_of(title):  # 甲市2021年法治政府建设年度报告
        facets = {"genre": genre_of(title)}
        draft.add(Candidate(at, at + len(title), "Regulation", "", 2.0, facets, source="documents"))
    at = text.find(_WORK_REPORT)
    while at >= 0:
        end = at + len(_WORK_REPORT)
        if not draft.quoted_at(at):
            draft.add(Candidate(at, end, "Regulation", "", 1.9, {"genre": "report"}, source="documents"))
        at = text.find(_WORK_REPORT, end)

"""Component ``govkg_marked``: names that tell themselves, wherever they stand.

A name in quotation marks with its head (“法治大讲堂”平台), a platform with its owner (市政务服务平台), a case
(“…”案例), and the programmes that everyone knows by a bare name (营改增).
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.pipeline.changes import states
from kg.pipeline.draft import Candidate, Draft, Quoted, draft_of
from kg.pipeline.genres import genre_of
from kg.pipeline.heads import group, head_of, heads

_STOP = re.compile(r"[，,、。；：的“《和与及等\s]")
_BOUNDS = "，,、。；：;“”（）()的和与及\n "
_WITHIN = r"[^，,。；：、的和与及在“”《》（）()\s]"
_LONG, _BRAND = 8, 3  # characters of a known name that stands for itself, of a name in marks
_REACH = 12  # characters behind the closing mark within which the head must stand


@Language.component("govkg_marked")
def find_marked(doc: Doc) -> Doc:
    """Add a candidate for each name that tells itself."""
    draft = draft_of(doc)
    for quote in draft.quoted:
        if quote.mark == "“" and not quote.depth:
            _marked(draft, quote)
    _platforms(draft)
    _known(draft)
    return doc


def _marked(draft: Draft, quote: Quoted) -> None:
    """Add a name in quotation marks with the head that follows it."""
    text = draft.text
    name = text[quote.begin + 1 : quote.end - 1]
    if (text.startswith("案例", quote.end) or name.endswith("案")) and len(name) >= 8:
        draft.add(Candidate(quote.begin, quote.end, "Work", name, 2.5, source="marked", why="a case"))
        return
    if text.startswith(("首页", "网站"), quote.end):
        draft.add(
            Candidate(quote.begin, quote.end, "Programme", "", 1.2, {"programmeType": "platform"}, source="marked")
        )
        return
    inner = name not in group("short", "never") and f"“{name}”" not in group("short", "never")
    if inner and len(name) >= _BRAND and text.startswith(tuple(group("pursued", "words")), quote.end):
        facets = {"programmeType": "other"}
        draft.add(Candidate(quote.begin, quote.end, "Programme", "", 1.0, facets, source="marked", why="pursued"))
        return
    stop = min(len(text), quote.end + _REACH)
    if cut := _STOP.search(text, quote.end, stop):
        stop = cut.start()
    for end in range(stop, quote.end, -1):
        if draft.at_word_edge(end) and (found := _headed(text, quote.end, end)):
            kind, facets = found
            score = 1.3 if kind == "Agency" else 1.2
            draft.add(
                Candidate(quote.begin, end, kind, "", score, facets, source="marked", why="name in quotation marks")
            )
            return


def _headed(text: str, begin: int, end: int) -> tuple[str, dict[str, str]] | None:
    """Return class and facets by the head of what follows a closing mark, None where it heads no name."""
    tail, head = text[begin:end], head_of(text, begin, end)
    if head:
        more = end < len(text) and text[end] not in _BOUNDS and not text.startswith(states(), end)
        if more and head in group("soft") and head != tail:
            return None
        if head == tail and head in group("marked", "bodies"):
            return "Agency", {"agencyType": "institution"}  # “皖江说和”调解室
        kind, facet = heads()[head]
        return kind, ({"programmeType": facet} if kind == "Programme" else {})
    return ("Regulation", {"genre": genre_of(tail)}) if tail.endswith(tuple(table("genres")["bare"])) else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    def listed(key: str, section: str = "platform") -> str:
        return "|".join(map(re.escape, sorted(group(section, key), key=lambda w: (-len(w), w))))

    patterns = {
        "owned": lambda: rf"(?:{listed('owners')}){_WITHIN}{{2,14}}?(?:{listed('heads')})",
        "beside": lambda: rf"(?:{listed('beside')})({_WITHIN}{{4,14}}?(?:{listed('heads')}))",
        "known": lambda: listed("names", "named"),
    }
    return re.compile(patterns[name]())


def _platforms(draft: Draft) -> None:
    """Add platforms by the word that says whose they are, and beside 与, 对接, 依托: 与市政务服务平台数据对接."""
    text, never = draft.text, tuple(group("platform", "not"))
    longer = [(c.begin, c.end) for c in draft.candidates if c.kind == "Programme"]
    for match in _pattern("owned").finditer(text):
        begin, end = match.span()
        covered = any(b <= begin and e >= end for b, e in longer)
        if not covered and draft.at_word_edge(begin) and not text.startswith(never, begin):
            _platform(draft, begin, end, 1.6)
    for match in _pattern("beside").finditer(text):
        if draft.at_word_edge(match.start()) and draft.at_word_edge(match.start(1)):
            _platform(draft, *match.span(1), 1.2)


def _platform(draft: Draft, begin: int, end: int, score: float) -> None:
    if not draft.quoted_at(begin):
        facets = {"programmeType": "platform"}
        draft.add(Candidate(begin, end, "Programme", "", score, facets, source="marked", why="whose it is"))


def _known(draft: Draft) -> None:
    """Add programmes that are known by their bare name."""
    text = draft.text
    longer = [(c.begin, c.end) for c in draft.candidates if c.kind in ("Programme", "Regulation")]
    for match in _pattern("known").finditer(text):
        begin, end = match.span()
        if any(b <= begin and e >= end and e - b > end - begin for b, e in longer):
            continue
        if text[begin - 1 : begin] == "“" and text[end : end + 1] == "”":
            begin, end = begin - 1, end + 1
        elif text[begin] != "“" and (draft.quoted_at(begin) or not draft.at_word_edge(begin)):
            continue
        whole = end - begin >= _LONG and text[begin] != "“"  # others are often the beginning of a longer name
        score = 1.7 if whole else 1.1
        draft.add(
            Candidate(begin, end, "Programme", "", score, {"programmeType": "policy"}, source="marked", why="known")
        )

"""The outline of a report: sections, enumeration items, sentences, clauses and page furniture, all with offsets.

A sentence ends with 。；！？ (also half-width ; ! ?) or a line break; a clause at a comma, colon or —— (not at 、 or —) outside
quotation marks, title marks and brackets. An item is what stands under 一是 … 二是 …; without one, the paragraph.
The headings follow GB/T 9704-2012, 7.3.3: 一、 then (一) then 1. then (1).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from kg.facts import Section, Span
from kg.lexicon import table, words

_NUMERAL = "一二三四五六七八九十"
_SENTENCE = re.compile(r"[^。;!?；！？\n]*[。;!?；！？](?:[”’』」》)）])*|[^。;!?；！？\n]+")
_HEADING = re.compile(
    rf"(?:(?<=\n)|(?<=^)|(?<=[。；！：:）)\s]))[ \t　]*"
    rf"(?:(?P<h1>[{_NUMERAL}]{{1,3}}、(?![{_NUMERAL}]、)|第[{_NUMERAL}]{{1,3}}(?:章|部分)[、\s　])"
    rf"|(?P<h2>[(（][{_NUMERAL}]{{1,3}}[)）]、?)"
    rf"|(?P<h3>\d{{1,2}}[.．、](?!\d)(?=\D)))"
)
_ITEM = re.compile(rf"(?<![{_NUMERAL}第之进惟唯统万专任])([{_NUMERAL}]{{1,2}})(?:是(?!否|以)|要(?=[^求点素]))")
_MARKER = re.compile(
    rf"(?:[{_NUMERAL}]{{1,3}}、|第[{_NUMERAL}]{{1,3}}(?:章|部分)[、\s　]|[(（][{_NUMERAL}]{{1,3}}[)）]、?"
    r"|\d{1,2}[.．、](?!\d)|——)\s*"
)
_BOUNDARY = re.compile(r"[,，:：]|—(?=—)|(?<=—)—|[《》〈〉“”「」()（）\[\]【】]")
_FIRST_OF_TENTH = 2001  # the year in which the tenth five-year plan began
_OPEN, _CLOSE = "《〈“「(（[【", "》〉”」)）]】"


@dataclass(frozen=True, slots=True)
class Outline:
    """Where everything stands, in the order of the text; clauses lie within sentences, items within lines."""

    sections: tuple[Section, ...]
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    items: tuple[Span, ...]  # 一是…, else the paragraph
    furniture: tuple[Span, ...]
    _sentence_starts: tuple[int, ...] = field(repr=False, default=())
    _item_starts: tuple[int, ...] = field(repr=False, default=())
    _section_starts: tuple[int, ...] = field(repr=False, default=())

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds the offset, None in furniture and between sentences."""
        return _at(self.sentences, self._sentence_starts, offset)

    def item_at(self, offset: int) -> Span | None:
        """Return the enumeration item or paragraph that holds the offset."""
        return _at(self.items, self._item_starts, offset)

    def section_at(self, offset: int) -> Section | None:
        """Return the innermost section that holds the offset."""
        index = bisect_right(self._section_starts, offset) - 1
        while index >= 0 and self.sections[index].span.end <= offset:
            index -= 1
        return self.sections[index] if index >= 0 else None


def _at(spans: tuple[Span, ...], starts: tuple[int, ...], offset: int) -> Span | None:
    index = bisect_right(starts, offset) - 1
    return spans[index] if index >= 0 and spans[index].end > offset else None


def outline(text: str, year: int = 0) -> Outline:
    """Return the outline of ``text``; ``year`` is the year under review, by which a plan for the next is told."""
    furniture = tuple(_furniture(text))
    heads = _headings(text, furniture)
    sentences = tuple(_sentences(text, furniture, heads))
    items = tuple(_items(text, furniture, heads))
    sections = tuple(_with_turn(text, list(_sections(text, heads, year)), year))
    clauses = tuple(_clauses(text, sentences))
    return Outline(
        sections,
        sentences,
        clauses,
        items,
        furniture,
        tuple(s.begin for s in sentences),
        tuple(s.begin for s in items),
        tuple(s.span.begin for s in sections),
    )


def _furniture(text: str) -> Iterator[Span]:
    """Yield the lines, and at the edges of a one-line text the stretches, that the page put around the report."""
    patterns = _furniture_patterns()
    begin = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped and len(stripped) <= 60 and patterns["line"].fullmatch(stripped):
            yield Span(begin, begin + len(line))
        elif stripped:
            if edge := patterns["lead"].match(line):
                yield Span(begin, begin + edge.end())
            if edge := patterns["tail"].search(line):
                yield Span(begin + edge.start(), begin + len(line))
        begin += len(line)


@cache
def _furniture_patterns() -> dict[str, re.Pattern[str]]:
    return {key: re.compile("|".join(table("furniture")[key])) for key in ("line", "lead", "tail")}


@dataclass(frozen=True, slots=True)
class _Head:
    begin: int
    end: int
    level: int


def _headings(text: str, furniture: tuple[Span, ...]) -> list[_Head]:
    """Return the headings: a number and the words up to the line's end, a full stop or the first item marker."""
    heads = []
    for match in _HEADING.finditer(text):
        level = 1 if match["h1"] else 2 if match["h2"] else 3
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        if any(f.begin <= begin < f.end for f in furniture):
            continue
        end = match.end()
        while end < len(text) and text[end] not in "。；;！!？?\n" and end - match.end() < 60:
            if text[end] in "(（" and re.match(rf"[(（][{_NUMERAL}]{{1,3}}[)）]", text[end : end + 5]):
                break
            if end > match.end() + 3 and (m := _ITEM.match(text, end)) and m[1] == "一":
                break
            if text[end] in " 　" and end > match.end() + 3:
                break
            end += 1
        heads.append(_Head(begin, end, level))
    return heads


def _sentences(text: str, furniture: tuple[Span, ...], heads: list[_Head]) -> Iterator[Span]:
    """Yield the sentences without page furniture, split also where an inline heading begins or ends."""
    cuts = sorted(_edges(text, heads, furniture))
    at = 0
    for match in _SENTENCE.finditer(text):
        begin, end = match.span()
        while at < len(cuts) and cuts[at] <= begin:
            at += 1
        while at < len(cuts) and cuts[at] < end:
            yield from _stripped(text, begin, cuts[at], furniture)
            begin = cuts[at]
            at += 1
        yield from _stripped(text, begin, end, furniture)


def _stripped(text: str, begin: int, end: int, furniture: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the stretch without white space at its ends, nothing where it is empty or page furniture."""
    if furniture and any(f.begin <= begin < f.end for f in furniture):
        return
    piece = text[begin:end]
    start = begin + len(piece) - len(piece.lstrip())
    stop = begin + len(piece.rstrip())
    if stop > start:
        yield Span(start, stop)


def _edges(text: str, heads: list[_Head], furniture: tuple[Span, ...]) -> set[int]:
    """Return the offsets at which headings and furniture begin and end, a heading's full stop with it."""
    edges = {offset for piece in furniture for offset in (piece.begin, piece.end)}
    for head in heads:
        stop = head.end < len(text) and text[head.end] in "。；;！!？?"
        edges |= {head.begin, head.end + stop}
    return edges


def _items(text: str, furniture: tuple[Span, ...], heads: list[_Head]) -> Iterator[Span]:
    """Yield the enumeration items; a paragraph without items is one item, a heading another."""
    cuts = {0, len(text)} | {m.end() for m in re.finditer(r"\n+", text)} | _edges(text, heads, furniture)
    cuts |= {m.start() for m in _ITEM.finditer(text)}
    edges = sorted(cuts)
    for begin, end in pairwise(edges):
        if text[begin:end].strip():
            yield Span(begin, end)


def _sections(text: str, heads: list[_Head], year: int) -> Iterator[Section]:
    """Yield a section for each heading; it ends where the next of the same or a higher level begins.

    What follows a plan is planned too, unless its heading looks back; a section that looks back and ahead is two.
    """
    kinds: list[tuple[int, str]] = []
    planned = False
    for index, head in enumerate(heads):
        end = next((h.begin for h in heads[index + 1 :] if h.level <= head.level), len(text))
        while kinds and kinds[-1][0] >= head.level:
            kinds.pop()
        heading = text[head.begin : head.end]
        kind = _section_kind(heading, text[head.end : min(head.end + 200, end)], year)
        reviews = any(word in heading for word in words("sections", "review"))
        if kind == "body" and kinds:
            kind = kinds[-1][1]
        elif kind == "body" and planned and not reviews:
            kind = "plan"
        turn = _turn(text, head.end, end, year) if kind == "plan" and reviews and head.level == 1 else None
        if kind == "issues":
            lower = next((h.begin for h in heads[index + 1 :] if h.begin < end), end)  # …or the first heading within
            turn = _turn(text, head.end, lower, year, "ahead")
        planned = planned or (kind == "plan" and head.level == 1)
        kinds.append((head.level, kind))
        here = Span(head.begin, head.end)
        before = "body" if turn and kind == "plan" else kind
        yield Section(here, Span(head.begin, turn or end), head.level, before)
        if turn:
            yield Section(here, Span(turn, end), head.level, "plan")


def _with_turn(text: str, sections: list[Section], year: int) -> list[Section]:
    """Return the sections of a report without a heading for its plan with one from where it turns to the plan."""
    if any(s.kind == "plan" and s.level == 1 for s in sections):
        return sections
    turn = _turn(text, 0, len(text), year)
    if turn is None or turn <= max((s.heading.end for s in sections if s.level == 1), default=0):
        return sections
    planned = [replace(s, kind="plan") if s.span.begin >= turn else s for s in sections]
    return sorted([*planned, Section(Span(turn, turn), Span(turn, len(text)), 1, "plan")], key=lambda s: s.span)


def _turn(text: str, begin: int, end: int, year: int, words_of: str = "turns") -> int | None:
    """Return where a stretch turns from what was done to what is planned, at the beginning of a sentence."""
    if not year:
        return None
    pattern = "|".join(words("sections", words_of)).replace("{next}", str(year + 1))
    match = re.compile(rf"(?:(?<=[。！\n])|^)[\s　]*(?:{pattern})", re.M).search(text, begin, end)
    return match.end() - len(match.group().lstrip()) if match else None


def _section_kind(heading: str, opening: str, year: int) -> str:
    """Tell a plan or an account of shortcomings from the rest, by the heading, else by the first words under it."""
    if any(word in heading for word in words("sections", "issues")):
        return "issues"
    if any(word in heading for word in words("sections", "plan")) or _lies_ahead(heading, year):
        return "plan"
    if any(word in heading for word in words("sections", "review")):
        return "body"
    if year and re.match(rf"[\s　]*(?:[^。]{{0,12}}){year + 1}年[^。]{{0,12}}是", opening):
        return "plan"
    return "plan" if any(word in opening for word in words("sections", "plan_openings")) else "body"


def _lies_ahead(heading: str, year: int) -> bool:
    """Whether a heading names a year or a five-year plan after the year under review (十五 began in 2001)."""
    if not year:
        return False
    if (later := re.search(r"(20\d\d)\s*年", heading)) and int(later[1]) > year:
        return True
    plan = re.search(f"“十([{_NUMERAL[:9]}])五”", heading)
    return bool(plan) and _FIRST_OF_TENTH + 5 * (_NUMERAL.index(plan[1]) + 1) > year  # type: ignore[index]


def _clauses(text: str, sentences: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the clauses: sentences split at commas and colons that stand outside quotation marks and brackets."""
    items = [m.span() for m in _ITEM.finditer(text)]
    at = 0
    for sentence in sentences:
        begin, depth = sentence.begin, 0
        if marker := _MARKER.match(text, begin, sentence.end):
            begin = marker.end()
        while at < len(items) and items[at][0] < begin:
            at += 1
        edges = []
        for match in _BOUNDARY.finditer(text, begin, sentence.end):
            mark = match.group()
            if mark in _OPEN:
                depth += 1
            elif mark in _CLOSE:
                depth = max(depth - 1, 0)
            elif depth == 0:
                edges.append(match.span())
        while at < len(items) and items[at][0] < sentence.end:
            edges.append(items[at])  # 一是 is no part of a clause
            at += 1
        for stop, after in (*sorted(edges), (sentence.end, sentence.end)):
            start, end = begin, stop
            while end > start and text[end - 1] in "。；;！!？? \t　\n":
                end -= 1
            while start < end and text[start] in " \t　\n":
                start += 1
            if end > start:
                yield Span(start, end)
            begin = max(begin, after)

"""Lines of a printed page → paragraphs: headers and page numbers dropped, broken lines joined.

A line goes on in the next where it reaches the right edge of its column and the next one begins at the left edge, in
the same size and at the usual distance; Chinese paragraphs begin two characters further right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

#: How near to an edge a line must end or begin, in characters; punctuation may hang over, and lines are not always
#: flush.
_RAGGED, _FLUSH = 1.5, 1.0
#: The narrowest column of text, in characters; columns of tables are narrower.
_NARROWEST = 10
#: How far lines of a paragraph may be apart, in usual distances, and differ in size.
_APART, _SIZES = 1.4, 1.15
#: The share of lines from which on paragraphs are marked, by indents or gaps; else a sentence at the edge ends one.
_MARKED = 0.03
#: The outer parts of a page, of its height, where headers and page numbers are, and how many pages must have a header.
_MARGIN, _REPEATED = 0.14, 2
#: How far a header or a number is from the body, in usual distances of lines.
_AWAY = 1.25
_PAGE_NUMBER = re.compile(
    r"[-—–－·•~～\s]*(?:第\s*)?(?:\d{1,4}|[一二三四五六七八九十百]{1,4}|[ivxIVX]{1,6})\s*页?(?:\s*[/／,，共]\s*共?\s*\d{1,4}\s*页?)?[-—–－·•~～\s]*"
)
_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_HEADING = re.compile(rf"{_NUMERAL}、|[（(]{_NUMERAL}[)）]|第{_NUMERAL}[章节条]|\d{{1,2}}[.．、](?!\d)")
_STOPS = "。！？；：!?;:"
_LATIN = re.compile(r"[A-Za-z]")
_UNBROKEN = re.compile(r"[!-~]{1,20}.?[，。；：、）》”]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text, edges, height above the bottom of the page and size of type, in points."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, and its height in points."""

    lines: tuple[Line, ...]
    height: float


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Return the paragraphs of the pages; one may go on over the edge of a page."""
    bodies = _without_margins(pages)
    every = [line for body in bodies for line in body]
    columns = _Columns(every)
    found: list[str] = []
    last: Line | None = None
    for body in bodies:
        for index, line in enumerate(body):
            if last is not None and columns.goes_on(last, line, same_page=index > 0):
                found[-1] += _joint(last.text, line.text) + line.text
            else:
                found.append(line.text)
            last = line
    return found


class _Columns:
    """Where lines of text begin and end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        by_left: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            by_left[round(line.left)].append(line)
        self._by_left = by_left
        self._distance = _distance(lines)
        self._edges: dict[tuple[int, int], tuple[float, float]] = {}
        indented = sum(line.left > self._edge(line)[0] + _FLUSH * line.size for line in lines)
        spaced = sum(a.bottom - b.bottom > _APART * self._distance for a, b in pairwise(lines))
        self._marked = max(indented, spaced) >= _MARKED * len(lines)

    def goes_on(self, line: Line, after: Line, *, same_page: bool) -> bool:
        """Say whether ``after`` is the next line of the paragraph in which ``line`` stands."""
        if not 1 / _SIZES <= line.size / after.size <= _SIZES:
            return False
        gap = line.bottom - after.bottom
        if same_page and gap > max(0.0, _APART * self._distance):
            return False
        full = self._is_full(line, max(_RAGGED * line.size, _first_word(after)))
        if not (full and self._is_flush(after)) and not self._is_rest_of_title(line, after):
            return False
        return line.text[-1] not in _STOPS or (self._marked and not _HEADING.match(after.text))

    def _is_full(self, line: Line, room: float) -> bool:
        """Say whether the line ends where its column does, but for ``room``; it must be wide enough for text."""
        left, right = self._edge(line)
        return line.right >= right - room and right - left >= _NARROWEST * line.size

    def _is_flush(self, line: Line) -> bool:
        """Say whether the line begins where its column does, and that is wide enough to be one of text."""
        left, right = self._edge(line)
        return line.left <= left + _FLUSH * line.size and right - left >= _NARROWEST * line.size

    def _is_rest_of_title(self, line: Line, after: Line) -> bool:
        """Say whether ``after`` is the rest, set in the middle, of a title that was too long for the line."""
        left, right = self._edge(line)
        middle = abs(after.left + after.right - left - right) < 2 * line.size
        inset = after.left > left + 2 * _FLUSH * after.size and line.left <= left + 2 * _FLUSH * line.size
        return middle and inset and self._is_full(line, 2 * _RAGGED * line.size) and line.text[-1] not in _STOPS

    def _edge(self, line: Line) -> tuple[float, float]:
        """Return the left and right edges of the column in which the line stands."""
        key = round(line.left), round(line.size)
        if key not in self._edges:
            reach = round(2.6 * line.size)
            near = [other for at in range(key[0] - reach, key[0] + reach + 1) for other in self._by_left.get(at, ())]
            lefts, rights = sorted(other.left for other in near), sorted(other.right for other in near)
            self._edges[key] = lefts[len(lefts) // 10], rights[(len(rights) * 9) // 10 - (len(rights) % 10 == 0)]
        return self._edges[key]


def _first_word(line: Line) -> float:
    """Return how wide the beginning of the line is that must not be broken, such as a number with its marks."""
    match = _UNBROKEN.match(line.text)
    word = match.group() if match else ""
    return line.size * sum(0.6 if character < "\u0100" else 1.0 for character in word)


def _joint(before: str, after: str) -> str:
    """Return what stands between two lines of a paragraph: a space between words in Latin letters, else nothing."""
    return " " if _LATIN.match(before[-1]) and _LATIN.match(after[0]) else ""


def _without_margins(pages: Sequence[Page]) -> list[list[Line]]:
    """Return the lines of each page without its number and without the headers and footers that several pages share."""
    every = [line for page in pages for line in page.lines]
    size, distance = median([line.size for line in every] or [0.0]), _distance(every)
    outer = [_outer(page, size, distance) for page in pages]
    seen = Counter(key for lines in outer for key in {_key(line) for line in lines})
    repeated = {key for key, count in seen.items() if count >= _REPEATED and count >= 0.3 * len(pages)}
    bodies = []
    for page, lines in zip(pages, outer, strict=True):
        dropped = {line for line in lines if _key(line) in repeated or _PAGE_NUMBER.fullmatch(line.text)}
        bodies.append([line for line in page.lines if line not in dropped])
    return bodies


def _outer(page: Page, size: float, distance: float) -> list[Line]:
    """Return the two highest and the two lowest lines of the page, if they are in its margins and apart from the body.

    A line is apart by its size of type or by what is between it and the next line.
    """
    down = sorted(page.lines, key=lambda line: -line.bottom)
    found = []
    for lines in (down, down[::-1]):
        for at, line in enumerate(lines[:2]):
            inside = _MARGIN * page.height < line.bottom < (1 - _MARGIN) * page.height
            gap = abs(line.bottom - lines[at + 1].bottom) if at + 1 < len(lines) else page.height
            if not inside and (gap > _AWAY * distance or not 1 / _SIZES <= line.size / size <= _SIZES):
                found.extend(lines[: at + 1])
    return found


def _distance(lines: Sequence[Line]) -> float:
    """Return how far apart lines usually are, in points."""
    pairs = [(line, line.bottom - after.bottom) for line, after in pairwise(lines)]
    gaps = [gap for line, gap in pairs if 0 < gap < 4 * line.size]
    return median(gaps) if gaps else 0.0


def _key(line: Line) -> tuple[str, int]:
    """Return what headers share: their words, numbers apart, and their height on the page."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", line.text)), round(line.bottom / 4)

"""The title of a report: which line it is, the body that it names, its years and its genre."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.read.dates import YEAR, title_years
from kg.read.layout import Layout
from kg.read.names import Body, body, divisions_at, government

_LONGEST = 80
_GENERIC = frozenset({"工作报告", "工作总结", ""})


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of report. ``delivered`` and ``titled`` tell how its date and the year in its title are to be read."""

    name: str = ""
    delivered: bool = False
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A title; ``index`` is its line in the heading (-1 for a part of a line), ``size`` how many lines it takes."""

    text: str
    index: int = -1
    size: int = 1
    body: Body | None = None
    years: tuple[int, ...] = ()
    genre: Genre = Genre()

    @property
    def weight(self) -> int:
        """How much the title tells; the line that tells most is taken."""
        named = 0 if self.body is None else 4 if self.body.explicit else 3
        return named + 2 * bool(self.years) + (self.genre.name not in _GENERIC) + self.text.startswith("关于")


def find_title(page: Layout) -> Title | None:
    """Return the title of the report: of all lines that have the form of one the first of those that tell most."""
    best: Title | None = None
    for text, index, size in _candidates(page):
        title = parse_title(text, index, size)
        if title and title.weight > (best.weight if best else 0):
            best = title
    return best


def parse_title(text: str, index: int = -1, size: int = 1) -> Title | None:
    """Return what the title ``text`` says, None where it has not the form of one."""
    words = _words()
    if not words.title.fullmatch(text):
        return None
    years = tuple(title_years(text))
    if words.weak.fullmatch(text) and not years:
        return None
    return Title(text, index, size, title_body(text), years, genre_of(text))


def title_body(title: str) -> Body | None:
    """Return the body named at the beginning of ``title`` or after its motto (关于云溪市2023年…), else None."""
    motto, dash, rest = title.partition("——")
    if dash and motto and (named := title_body(rest)):
        return named
    words = _words()
    inner = words.before_body.sub("", title.strip("《》"), count=1)
    found: Body | None = None
    for topic in words.topic.finditer(inner):
        named = body(inner[: topic.start()].rstrip("的之—-“"))
        if named and (named.explicit or found is None):
            found = named
    if found is None and (end := divisions_at(inner)):
        return Body(government(inner[:end]), inner[:end], explicit=False)
    return found


def genre_of(title: str) -> Genre:
    """Return the genre that the words of ``title`` tell."""
    return next((genre for pattern, _, genre in _words().genres if pattern.search(title)), Genre())


def genre_of_opening(opening: str) -> Genre:
    """Return the genre that the first sentences of a report tell, where it has no title."""
    return next((genre for _, pattern, genre in _words().genres if pattern and pattern.search(opening)), Genre())


def _candidates(page: Layout) -> Iterator[tuple[str, int, int]]:
    """Yield what may be a title, its line and number of lines: lines, lines broken in two or three, parts of lines."""
    words = _words()
    for index, line in enumerate(page.lines):
        yield line, index, 1
        if not words.broken.search(line) or words.title.fullmatch(line):
            continue
        for size in (2, 3):
            joined = "".join(page.lines[index : index + size])
            if len(joined) <= _LONGEST:
                yield joined, index, size
    for token in page.tokens:
        yield token, -1, 1


class _Words:
    """The patterns of titles, compiled once."""

    def __init__(self) -> None:
        data = table("headings")
        sure, weak = "|".join(data["title_endings"]), "|".join(data["title_endings_weak"])
        characters = r"[\u3400-\u9fff\d〇○（）()《》〈〉“”〔〕、·—－\-–~～]"
        after = r"》?(?:[（(][^（）()]{1,20}[）)])?"
        self.title = re.compile(rf"{characters}{{2,{_LONGEST}}}?(?:{sure}|{weak}){after}")
        self.weak = re.compile(rf".*(?:{weak}){after}")
        self.topic = re.compile(rf"(?=(?:{YEAR}|{'|'.join(data['title_topics'])}))")
        year = rf"(?:(?:{YEAR})年?度?(?:上半年|下半年)?的?)?"
        self.before_body = re.compile(rf"^{year}(?:关于(?:{'|'.join(data['title_verbs'])})?)?{year}")
        self.broken = re.compile(rf"关于|{YEAR}")
        self.genres = [
            (
                re.compile(entry["title"]),
                re.compile(entry["opening"]) if "opening" in entry else None,
                Genre(entry["name"], entry.get("delivered", False), entry.get("titled", False)),
            )
            for entry in data["genre"]
        ]


@cache
def _words() -> _Words:
    return _Words()

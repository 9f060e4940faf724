"""The three stretches of a text that tell what it is: the lines of its heading, its opening and its closing lines.

Only the beginning and the end of the text are looked at, so the cost does not grow with its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.read.dates import DATE, is_date, plain

#: How many characters at the beginning and at the end are looked at.
HEAD, CLOSING, OPENING = 2000, 500, 600
_LINE = re.compile(r"[^\r\n]+")
_TOKEN = re.compile(r"[^\s\u3000]+")
_BLANK = re.compile(r"[\s\u3000\u200b\ufeff]+")
_DATED = re.compile(rf"(\D{{4,40}}?)({DATE})")
_LONGEST_LINE, _LONGEST_TOKEN = 100, 60


@dataclass(frozen=True, slots=True)
class Layout:
    """``lines`` of the heading without white space; ``tokens`` of those lines; ``opening`` and ``closing`` of the body.

    ``page`` is what stands around the body, heading and closing, as it is. Full-width digits are ASCII ones everywhere.
    """

    lines: tuple[str, ...]
    tokens: tuple[str, ...]  # stretches without white space of lines that hold several
    opening: str
    closing: tuple[str, ...]  # stretches without white space
    page: str
    head: str


def layout(text: str) -> Layout:
    """Split the beginning and the end of ``text``; the body begins with the first sentence, greeting or section."""
    head = plain(text[:HEAD])
    lines: list[str] = []
    tokens: list[str] = []
    begin = len(head)
    for match in _LINE.finditer(head):
        line, start = match.group(), match.start()
        stripped = _BLANK.sub("", line)
        if not stripped:
            continue
        if len(line) <= _LONGEST_LINE and not _starts_body(stripped):
            lines.append(stripped)
            parts = _TOKEN.findall(line)
            tokens.extend(parts if len(parts) > 1 else ())
            continue
        begin = start
        for token in _TOKEN.finditer(line):
            begin = start + token.start()
            if len(token.group()) > _LONGEST_TOKEN or _starts_body(token.group()):
                break
            lines.append(token.group())
        break
    end = plain(text[max(begin, len(text) - CLOSING) :])
    return Layout(
        lines=tuple(lines),
        tokens=tuple(tokens),
        opening=head[begin : begin + OPENING],
        closing=tuple(_closing(end)),
        page=f"{head[:begin]}\n{end}",
        head=head,
    )


def as_written(line: str, head: str, text: str) -> str:
    """Return ``line``, made of lines of ``head`` (folded), in the characters of ``text``; digits as ASCII."""
    at = _BLANK.sub("", head).find(line)
    written = _BLANK.sub("", text[:HEAD])
    return plain(written[at : at + len(line)]) if at >= 0 else line


def _closing(end: str) -> Iterator[str]:
    """Yield the stretches without white space at the end, dates apart and whole, sentences apart."""
    for line in end.replace("。", "。\n").splitlines():
        squeezed = _BLANK.sub("", line)
        if is_date(squeezed):
            yield squeezed
            continue
        for token in _TOKEN.findall(line):
            dated = _DATED.fullmatch(token) if len(token) <= _LONGEST_TOKEN else None
            yield from dated.groups() if dated else (token,)


def _starts_body(line: str) -> bool:
    return "。" in line or bool(_begins().match(line))


@cache
def _begins() -> re.Pattern[str]:
    return re.compile("|".join(table("headings")["lines"]["begins"]))

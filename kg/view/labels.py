"""Short labels for the drawing: cut in the middle, broken into two lines, with the room that they take."""

from __future__ import annotations

from unicodedata import east_asian_width

#: Width of a line of a label, in ems; a Chinese character is one em, a Latin letter about half of one.
LINE = 8.0
LINES = 2
ELLIPSIS = "…"
_HALF = 0.56
_NEVER_FIRST, _NEVER_LAST = "》〉”）)、，。；：…%", "《〈“（("


def width(text: str) -> float:
    """Return about how wide a line of text is, in ems."""
    return sum(1.0 if east_asian_width(c) in "WFA" else _HALF for c in text)


def short(name: str) -> str:
    """Return ``name`` for the drawing: at most two lines of eight ems, longer ones cut in the middle."""
    text = " ".join(name.split())
    if width(text) > LINE * LINES:
        text = _cut(text, LINE * LINES - 1)
    if width(text) <= LINE + 1:
        return text
    first = _fitting(text, max(width(text) / 2, min(LINE, width(text) - 2)))
    first = _near(text, first, -1)
    return f"{text[:first]}\n{text[first:]}"


def size(label: str) -> tuple[float, int]:
    """Return the width in ems and the number of lines of a label."""
    lines = label.split("\n")
    return max(width(line) for line in lines), len(lines)


def _cut(text: str, room: float) -> str:
    """Keep the beginning and the end, about 5 to 4, with an ellipsis between."""
    first = _near(text, _fitting(text, room * 0.55), -1)
    last = len(text)
    while last > first and width(text[last - 1 :]) <= room - width(text[:first]):
        last -= 1
    return text[:first] + ELLIPSIS + text[_near(text, last, 1) :]


def _near(text: str, at: int, step: int) -> int:
    """Return the nearest place in one direction where a line may end, ``at`` itself where there is none close by."""
    for place in range(at, at + step * 5, step):
        if 0 < place < len(text) and _breakable(text, place):
            return place
    return at


def _breakable(text: str, at: int) -> bool:
    """Whether a line may end before the character at ``at``: not within a number or a word, nor against a mark."""
    before, after = text[at - 1], text[at]
    within = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return not within and after not in _NEVER_FIRST and before not in _NEVER_LAST


def _fitting(text: str, room: float) -> int:
    """Return how many characters from the beginning fit."""
    used = 0.0
    for i, c in enumerate(text):
        used += width(c)
        if used > room:
            return i
    return len(text)

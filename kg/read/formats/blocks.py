"""An HTML element → its lines as a browser shows them: blocks apart, tables row by row, nothing that is hidden.

White space follows CSS: it is collapsed, and a line break in the source beside a Chinese character is none in the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDE = r"[\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
_FOLD = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n]\s*|[ \t\f]*[\r\n]\s*(?={_WIDE})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_EDGES = " \t\r\n\f\u00a0\u2002\u2003\u3000"
_BREAK, _CELL, _SOFT = "\x00", "\x01", "\n"
#: The longest cell of a table that is written on the line of its row; layout tables hold whole pages in a cell.
_LONGEST_CELL = 60


def lines_of(element: HtmlElement) -> list[str]:
    """Return the lines of text that ``element`` shows, without blank ones and without white space at their ends."""
    lines = (_tidy(line) for line in "".join(_pieces(element)).split(_BREAK))
    return [line for line in lines if line]


def is_hidden(element: HtmlElement) -> bool:
    """Say whether the element is never shown: a script, a form field, or hidden by its own attributes."""
    return (
        not isinstance(element.tag, str)
        or element.tag in _elements("hidden")
        or "hidden" in element.attrib
        or bool(_UNSEEN.search(element.get("style", "")))
    )


def _tidy(line: str) -> str:
    cells = [_SPACE.sub(" ", _FOLD.sub("", cell)).strip(_EDGES) for cell in _INVISIBLE.sub("", line).split(_CELL)]
    return "\t".join(cell for cell in cells if cell)


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Yield the text with marks for line breaks and cells; a loop, not a recursion, however deep the page is nested."""
    stack: list[tuple[HtmlElement, str | None]] = [(root, None)]  # an element to enter, or to leave with its mark
    items: dict[HtmlElement, int] = {}
    cells = 0
    while stack:
        element, mark = stack.pop()
        if mark is None and not is_hidden(element):
            mark = _mark(element, in_cell=cells > 0)
            cells += mark == _CELL
            yield mark + _marker(element, items) + _clean(element.text)
            stack.append((element, mark))
            stack.extend((child, None) for child in reversed(element))
            continue
        if mark is not None:
            cells -= mark == _CELL
            yield mark
        if element is not root:
            yield _clean(element.tail)


def _mark(element: HtmlElement, *, in_cell: bool) -> str:
    if element.tag in ("td", "th") and not in_cell:
        return _CELL if _is_plain(element) else _BREAK
    if element.tag in ("br", "td", "th") or element.tag in _elements("blocks"):
        return _SOFT if in_cell else _BREAK
    return ""


def _is_plain(cell: HtmlElement) -> bool:
    return cell.find(".//table") is None and len(_SPACE.sub("", cell.text_content())) <= _LONGEST_CELL


def _marker(element: HtmlElement, items: dict[HtmlElement, int]) -> str:
    """Return the number that a browser writes before an item of a numbered list."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol" or "none" in parent.get("style", ""):
        return ""
    start = parent.get("start", "1")
    items[parent] = items.get(parent, int(start) - 1 if start.isdecimal() and len(start) < 5 else 0) + 1
    return f"{items[parent]}. "


def _clean(text: str | None) -> str:
    return text.replace(_BREAK, "").replace(_CELL, "") if text else ""


@cache
def _elements(kind: str) -> frozenset[str]:
    return frozenset(table("pages")["elements"][kind])

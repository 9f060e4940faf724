"""Markdown: the text without its marks, and what the front matter says.

Headings, lists, tables and links become what a reader sees. A line break within a paragraph is kept, unless the
paragraph is wrapped to a width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.read.decode import decode
from kg.read.formats.blocks import lines_of
from kg.read.formats.columns import field_of
from kg.read.stated import Extracted, Stated

if TYPE_CHECKING:
    from markdown_it.token import Token

#: The least width, in characters, to which text is wrapped, and how far lines fall short of it.
_WIDTH, _SHORT = 20, 4
_FENCE = "---"


def extract(data: bytes, name: str) -> Extracted:
    """Return the text of the Markdown file ``data``.

    :raises ReadError: if it is no Chinese text in UTF-8 or GB18030, or holds nothing but marks.
    """
    from lxml import html
    from markdown_it import MarkdownIt

    text, encoding = decode(data, name)
    stated, body = _front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(body)
    for token in tokens:
        _keep_breaks(token)
    shown = parser.renderer.render(tokens, parser.options, {})
    lines = lines_of(html.fromstring(f"<div>{shown}</div>", parser=html.HTMLParser(remove_comments=True)))
    if not lines:
        raise ReadError(f"{name} holds no text beside its marks; give a file with the text of a report.")
    return Extracted("\n".join(lines) + "\n", encoding, stated)


def _keep_breaks(token: Token) -> None:
    """Make the line breaks of a paragraph hard ones, unless it is wrapped to a width."""
    lines = token.content.split("\n")
    width = max(map(len, lines))
    if width >= _WIDTH and all(len(line) >= width - _SHORT for line in lines[:-1]):
        return
    for child in token.children or ():
        if child.type == "softbreak":
            child.type, child.tag = "hardbreak", "br"


def _front_matter(text: str) -> tuple[Stated, str]:
    """Return what the lines “key: value” between two lines of --- at the beginning say, and the text after them."""
    lines = text.split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        return Stated(), text
    end = next(index for index, line in enumerate(lines) if index and line.strip() == _FENCE)
    facts = []
    for line in lines[1:end]:
        key, _, value = line.partition(":")
        field, said = field_of(key), value.strip().strip("'\"")
        if field and field != "text" and said:
            facts.append((field, said, f"front matter ({key.strip()})"))
    return Stated(tuple(facts)), "\n".join(lines[end + 1 :])

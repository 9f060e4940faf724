"""Saved web pages: where the report stands on the page (trafilatura), its text as shown, and the page's metadata.

Trafilatura tells which blocks are main text; the text is then that of the smallest element that holds them, line by
line, so that no short paragraph, signature or table in between is lost. What the page says of the report (发布时间,
来源, 索引号, 文号) stands in lines before the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import ReadError
from kg.fold import simplified
from kg.lexicon import table
from kg.read.dates import find_date
from kg.read.decode import HAN
from kg.read.formats.blocks import is_hidden, lines_of
from kg.read.formats.charset import REPLACEMENT, decode_page
from kg.read.stated import Extracted, Stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Share of the main text that the element taken must hold; the rest may be a title or a note elsewhere.
_MAIN_SHARE = 0.8
#: The shortest main text of a report, in Chinese characters; below are lists of links and pages that only have
#: attachments.
_SHORTEST = 60
#: How many lines of the main text may hold a title or metadata.
_HEAD = 12
#: The longest line above the text that is a date with the source or the time beside it.
_SHORT_LINE = 40
#: The longest line of labels, and the longest value of one.
_LONGEST_SAID, _LONGEST_VALUE = 120, 60
_SPACE = re.compile(r"\s+")


def extract(data: bytes, name: str) -> Extracted:
    """Return the report on the web page ``data``.

    :raises ReadError: if its encoding cannot be told, it is nested too deep, or it holds no report.
    """
    text, encoding = decode_page(data, name)
    root = _parse(text, name)
    main = _main(root)
    lines = lines_of(main) if main is not None else []
    if len(HAN.findall("".join(lines))) < _SHORTEST:
        raise ReadError(_no_text(root, name))
    page = lines_of(root)
    above = page[: _position(page, lines)]
    above, lines = _parted(above, lines)
    said, title = [*_said(root), *_dated(above)], _title(root, page, lines)
    head = [*_labelled(above, lines), *([title] if title and not _holds(lines[:_HEAD], title) else [])]
    found = "\n".join([*head, *lines]) + "\n"
    if REPLACEMENT in found:
        at = found.index(REPLACEMENT)
        raise ReadError(f"{name} is damaged after “{found[max(0, at - 8) : at].strip()}”; save the page again.")
    return Extracted(found, encoding, Stated(tuple(said)))


def _parse(text: str, name: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as fault:
        raise ReadError(f"{name} is a web page without content; save the page again.") from fault
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ReadError(f"{name} is a web page nested deeper than any page of a report is; save its text as .txt.")
    return root


def _main(root: HtmlElement) -> HtmlElement | None:
    """Return the smallest element with the blocks that trafilatura takes for main text, None where it finds none."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(root, include_comments=False, include_tables=True, deduplicate=False)
    if found is None or found.body is None:
        return None
    wanted = _squeeze("".join(found.body.itertext()))
    weight: dict[HtmlElement, int] = {}
    for element in root.iter():
        if is_hidden(element):
            continue
        own = sum(len(piece) for piece in _own(element) if piece in wanted)  # "" is in it, and counts nothing
        while own and element is not None:
            weight[element] = weight.get(element, 0) + own
            element = element.getparent()  # noqa: PLW2901 - up to the root
    total = weight.get(root, 0)
    return max((e for e, w in weight.items() if w >= _MAIN_SHARE * total), key=_depth, default=None)


def _own(element: HtmlElement) -> Iterator[str]:
    """Yield the stretches of text that stand directly in the element."""
    yield _squeeze(element.text)
    for child in element:
        yield _squeeze(child.tail)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _position(page: list[str], lines: list[str]) -> int:
    """Return which line of the page is the first of the main text."""
    first = lines[: min(3, len(lines))]
    for index in range(len(page)):
        if page[index : index + len(first)] == first:
            return index
    return page.index(lines[0]) if lines[0] in page else 0


def _parted(above: list[str], lines: list[str]) -> tuple[list[str], list[str]]:
    """Return what stands above the report and the report, when lines of metadata at its beginning are counted above."""
    said = {index for index, line in enumerate(lines[:_HEAD]) if _words().is_said(line)}
    return above + [lines[index] for index in sorted(said)], [line for i, line in enumerate(lines) if i not in said]


def _said(root: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield what the <meta> elements say: field, value, how."""
    contents = {
        (element.get("name") or element.get("property") or "").strip().lower(): _line(element.get("content", ""))
        for element in reversed(root.findall(".//meta"))
    }
    for field, names in table("pages")["meta"].items():
        name = next((name for name in names if contents.get(name)), "")
        if name:
            yield field, contents[name], f"page metadata ({name})"


def _dated(above: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the date with which a short line above the main text begins (2025-01-16 10:12)."""
    for line in above:
        if len(line) <= _SHORT_LINE and line[:1].isdecimal() and find_date(line[:12]):
            yield "date", line[:12], "line above the text"
            return


def _title(root: HtmlElement, page: list[str], lines: list[str]) -> str:
    """Return the title: of the metadata, the table, the only heading, the window; "" where the page has none."""
    said = next((value for field, value, _ in _said(root) if field == "title"), "")
    if said:
        return said
    for line in page:
        for label, _, value in _words().pairs(line):
            if label in ("标题", "名称", "信息名称"):
                return value
    headings = ["".join(lines_of(heading)) for heading in root.iter("h1", "h2")]
    window = root.findtext(".//title") or ""
    named = [heading for heading in headings if heading and heading in _squeeze(window)]
    return next(iter(named), "") or _without_site(_line(window))


def _without_site(window: str) -> str:
    """Return the title of the window without the name of the site that stands after it."""
    parts = re.split(r"\s*[_|]+\s*|\s*-{2,}\s*|\s+[-—–]\s+|(?<!\d)-(?!\d)", window)
    while len(parts) > 1 and (not parts[-1] or _words().site.search(parts[-1])):
        parts.pop()
    return parts[0] if HAN.search(parts[0]) else ""


def _labelled(above: list[str], lines: list[str]) -> Iterator[str]:
    """Yield “label：value” for what tables and lines above the main text say, each once, none that it says itself."""
    known = set(map(_squeeze, lines[:_HEAD]))
    for line in above:
        for label, written, value in _words().pairs(line):
            said = f"{written}：{value}"
            if label in _words().kept and _squeeze(said) not in known:
                known.add(_squeeze(said))
                yield said


def _holds(lines: list[str], title: str) -> bool:
    return _squeeze(title) in _squeeze("".join(lines))


def _no_text(root: HtmlElement, name: str) -> str:
    """Return what to do with a page that holds no report: often it is in a file to which the page has a link."""
    endings = tuple(f".{suffix}" for suffix in table("pages")["attachments"]["suffixes"])
    for link in root.iter("a"):
        if (link.get("href") or "").lower().split("?")[0].endswith(endings):
            words = _line(link.text_content())[:60]
            return f"{name} holds no text of a report, but a link to a file (“{words}”); get that file and read it."
    return f"{name} holds no text of a report; open the page and save it when it is shown in full, or its text as .txt."


def _squeeze(text: str | None) -> str:
    return _SPACE.sub("", text or "")


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


class _Words:
    """The labels of the lexicon, compiled once."""

    def __init__(self) -> None:
        data = table("pages")
        labels = data["labels"]
        self.kept = frozenset(labels["kept"])
        self.site = re.compile(labels["site"])
        every = sorted({*labels["kept"], *labels["dropped"]}, key=lambda label: (-len(label), label))
        spaced = "|".join(r"\s*".join(label) for label in every)
        self._label = re.compile(rf"(?:^|(?<=[\s】\]]))[【\[]?({spaced})(?:\s*[：:]|\t)|(?<=\S)({spaced})\s*[：:]")

    def is_said(self, line: str) -> bool:
        """Say whether the line is nothing but labels that are kept or dropped, and what they say."""
        match = self._label.match(simplified(line))
        return match is not None and len(_squeeze(line)) <= _LONGEST_SAID and any(self.pairs(line))

    def pairs(self, line: str) -> Iterator[tuple[str, str, str]]:
        """Yield the labels of the line, folded and as written, their spaces left out, and what stands after each."""
        found = list(self._label.finditer(simplified(line)))
        for match, after in zip(found, [*(m.start() for m in found[1:]), len(line)], strict=False):
            begin, end = match.span(1) if match.group(1) else match.span(2)
            value = line[match.end() : after].strip(" \t\u00a0\u3000：:【】[]|｜；;")
            if value and len(value) <= _LONGEST_VALUE:
                yield _squeeze(match.group(1) or match.group(2)), _squeeze(line[begin:end]), value


@cache
def _words() -> _Words:
    return _Words()

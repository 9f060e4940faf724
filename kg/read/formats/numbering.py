"""The numbers that Word writes before the paragraphs of a list (一、 （二） 1.): on the page, but not in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
#: The deepest chain of styles that is followed, each based on the next.
_DEEPEST = 12


class Numbering:
    """Counts the paragraphs of each list of a document; to be asked once for each paragraph, in their order."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(f"{WORD}styleId"): style for style in document.styles.element.iter(f"{WORD}style")}
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, list[int]] = {}
        self._lists: dict[str, str] = {}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = getattr(part, "element", None)
        if root is None:
            return
        for abstract in root.iter(f"{WORD}abstractNum"):
            levels = {_number(level.get(f"{WORD}ilvl")): level for level in abstract.iter(f"{WORD}lvl")}
            self._levels[abstract.get(f"{WORD}abstractNumId")] = levels
        for entry in root.iter(f"{WORD}num"):
            self._lists[entry.get(f"{WORD}numId")] = _value(entry, "abstractNumId")

    def label(self, paragraph: Any) -> str:
        """Return the number before the paragraph as it is shown, "" where it has none."""
        entry, depth = self._place(paragraph)
        levels = self._levels.get(self._lists.get(entry, ""), {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[entry], [0] * 9)
        counts[depth] = counts[depth] + 1 if counts[depth] else _start(levels[depth])
        counts[depth + 1 :] = [0] * (8 - depth)

        def shown(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            if level not in levels:
                return ""
            return _shown(counts[level] or _start(levels[level]), _value(levels[level], "numFmt"))

        bullet = _value(levels[depth], "numFmt") == "bullet"
        return "" if bullet else _PLACE.sub(shown, _value(levels[depth], "lvlText"))

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list of the paragraph and its level there, by its own properties or those of its style."""
        properties, level, owner = paragraph.find(f"{WORD}pPr"), "", ""
        style = "" if properties is None else _value(properties, "pStyle")
        for _ in range(_DEEPEST):
            own = None if properties is None else properties.find(f"{WORD}numPr")
            if own is not None:
                level = level or _value(own, "ilvl")
                if entry := _value(own, "numId"):
                    return entry, _number(level) if level else self._tied(entry, owner)
            element = self._styles.get(style)
            if element is None:
                break
            properties, owner, style = element.find(f"{WORD}pPr"), style, _value(element, "basedOn")
        return "", 0

    def _tied(self, entry: str, style: str) -> int:
        """Return the level of the list that is tied to the style, the first where none is."""
        levels = self._levels.get(self._lists.get(entry, ""), {})
        return next((depth for depth, level in levels.items() if style and _value(level, "pStyle") == style), 0)


def _shown(number: int, style: str) -> str:
    write = _STYLES.get(style)
    return write(number) if write else str(number)


def _chinese(number: int) -> str:
    """Return the number in Chinese numerals; lists are not longer than 99."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    parts = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters in parts:
        text += letters * min(number // value, 20)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


_STYLES: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"), _chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "taiwaneseDigital"), _chinese),
}


def _start(level: Any) -> int:
    return _number(_value(level, "start") or "1")


def _value(element: Any, tag: str) -> str:
    """Return the value of the child ``tag``, "" where there is no such child."""
    child = element.find(f"{WORD}{tag}")
    return (child.get(f"{WORD}val") or "") if child is not None else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0

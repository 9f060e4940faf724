"""Traditional characters as simplified ones, so that one lexicon matches both; every offset stays where it was.

What is matched is :func:`simplified` of a text, what is quoted is the text itself: ``simplified(text)[b:e]`` and
``text[b:e]`` are the same words. The tables are data: ``traditional.tsv`` and ``radicals.tsv`` in ``kg/lexicon``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kg.errors import LexiconError

#: Share of the characters folded from which on a text is one in traditional characters; there they are some 30 %.
_TRADITIONAL_SHARE = 0.05
_KANGXI, _COMPATIBILITY = range(0x2F00, 0x2FD6), range(0xF900, 0xFADA)
_RADICAL = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]")


def simplified(text: str) -> str:
    """Return ``text`` with each traditional character as the simplified one for it, as long as ``text``; radicals too.

    Text in simplified characters comes back as it is: the few that simplified text uses too (於潜, 乾县, 昇腾)
    are folded only where the text as a whole is traditional.
    """
    text = whole_characters(text)
    if not _any_traditional().search(text):
        return text
    sure, shared = _traditional()
    folded = text.translate(sure)
    changed = sum(before != after for before, after in zip(text, folded, strict=True))
    return folded.translate(shared) if changed >= _TRADITIONAL_SHARE * len(text) else folded


def whole_characters(text: str) -> str:
    """Return ``text`` with the characters that radicals stand for (⺠⽣ → 民生), as long as ``text``.

    Programs that write or read PDF mistake the one for the other, and their text is pasted into web pages.
    """
    return text.translate(_radicals()) if _RADICAL.search(text) else text


@cache
def _any_traditional() -> re.Pattern[str]:
    """Return a pattern of the characters that only traditional text has: a search is much quicker than a translation."""
    return re.compile(f"[{re.escape(''.join(map(chr, _traditional()[0])))}]")


@cache
def _traditional() -> tuple[dict[int, str], dict[int, str]]:
    """Return the characters that only traditional text has, and those that simplified text uses too."""
    sure: dict[int, str] = {}
    shared: dict[int, str] = {}
    for before, after, both in _pairs("traditional.tsv"):
        (shared if both else sure)[ord(before)] = after
    return sure, shared


@cache
def _radicals() -> dict[int, str]:
    listed = {ord(before): after for before, after, _ in _pairs("radicals.tsv")}
    return {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_KANGXI, *_COMPATIBILITY)} | listed


def _pairs(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of a table of characters: one, the other, and the word after them, "" where there is none."""
    try:
        text = files("kg.lexicon").joinpath(name).read_text(encoding="utf-8")
    except OSError as fault:
        raise LexiconError(f"The table of characters {name} cannot be read ({fault}); reinstall govkg.") from fault
    for line in text.splitlines():
        if line and not line.startswith("#"):
            before, after, *both = line.split("\t")
            yield before, after, both[0] if both else ""

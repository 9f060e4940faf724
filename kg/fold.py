"""Traditional characters as simplified ones, so that one lexicon matches both; every offset stays where it was.

What is matched is :func:`simplified` of a text, what is quoted is the text itself: ``simplified(text)[b:e]`` and
``text[b:e]`` are the same words. The table is data: ``kg/lexicon/traditional.tsv``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.errors import LexiconError

#: Share of the characters folded from which on a text is one in traditional characters; there 30 % and more are.
_TRADITIONAL_SHARE = 0.05


def simplified(text: str) -> str:
    """Return ``text`` with each traditional character as the simplified one for it, as long as ``text``.

    Text in simplified characters comes back as it is: the few that simplified text uses too (於潜, 乾县, 昇腾)
    are folded only where the text as a whole is traditional.
    """
    sure, shared = _tables()
    folded = text.translate(sure)
    if folded == text:
        return text
    changed = sum(before != after for before, after in zip(text, folded, strict=True))
    return folded.translate(shared) if changed >= _TRADITIONAL_SHARE * len(text) else folded


def is_traditional(text: str) -> bool:
    """Say whether ``text`` holds characters that only traditional text has."""
    return text.translate(_tables()[0]) != text


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """Return the characters that only traditional text has, and those that simplified text uses too."""
    try:
        lines = files("kg.lexicon").joinpath("traditional.tsv").read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise LexiconError(f"The table of traditional characters cannot be read ({fault}); reinstall govkg.") from fault
    sure: dict[int, str] = {}
    shared: dict[int, str] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        traditional, plain, *both = line.split("\t")
        (shared if both else sure)[ord(traditional)] = plain
    return sure, shared


"""Genres of documents by the end of their titles (lexicon/genres.toml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import table, words

_TAIL = re.compile(r"(?:[(（][^()（）]{1,24}[)）]|\s|(?:修订)?草案|(?:征求意见|讨论|送审)稿)+$")


@cache
def genres() -> dict[str, str]:
    """Return the genre of each genre word."""
    return {word: genre for genre, found in table("genres")["genre"].items() for word in found}


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in genres()}, reverse=True))


def genre_of(title: str) -> str:
    """Return the genre by the longest genre word at the end of a title, brackets left out; "" where none fits."""
    bare = _TAIL.sub("", title).rstrip("》〉”")
    known = genres()
    for size in _sizes():
        if len(bare) > size and (genre := known.get(bare[-size:])):
            return "" if bare[-2:] in table("genres")["not"]["ends"] else genre
    return known.get(bare, "")


@lru_cache(maxsize=4096)
def is_common(title: str) -> bool:
    """Tell whether a title says nothing of its matter, so that everybody has one: 2023年度工作要点."""
    return _made_of_common().fullmatch(title) is not None


@cache
def _made_of_common() -> re.Pattern[str]:
    parts = sorted({*words("scope", "common"), *genres()}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, parts))}|[\d〇一二三四五六七八九十第()·-])+")

"""Readings of Chinese characters, so that the page can be searched by pinyin or its initials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from kg.errors import LexiconError


def readings(texts: Iterable[str]) -> dict[str, str]:
    """Return the readings (separated by blanks, without tones) of every character of ``texts`` that has any."""
    table = _table()
    return {c: table[c] for c in sorted({c for text in texts for c in text}) if c in table}


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in files("kg.view").joinpath("pinyin.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            reading, _, characters = line.partition(" ")
            if not characters:
                raise LexiconError(f"kg/view/pinyin.txt: “{line}” should be a reading, a blank and its characters.")
            for c in characters:
                found[c].append(reading)
    return {c: " ".join(parts) for c, parts in found.items()}

"""Heads of names (lexicon/heads.toml): the noun at the end of a phrase that says what kind of undertaking it names."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import table


@cache
def heads() -> dict[str, tuple[str, str]]:
    """Return kind and type of each head."""
    found = {head: ("Programme", kind) for kind, known in table("heads")["programme"].items() for head in known}
    return found | dict.fromkeys(table("heads")["event"]["heads"], ("Event", ""))


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(head) for head in heads()}, reverse=True))


@cache
def group(section: str, key: str = "heads") -> frozenset[str]:
    """Return a list of heads.toml as a set."""
    return frozenset(table("heads")[section][key])


def head_of(text: str, begin: int, end: int) -> str:
    """Return the longest head at the end of a stretch, "" where there is none."""
    known = heads()
    for size in _sizes():
        if end - size >= begin and text[end - size : end] in known:
            if size == 1 and text[max(begin, end - 2) : end] in group("event", "not"):
                return ""
            return text[end - size : end]
    return ""


@cache
def _head_matcher() -> AhoCorasick:
    return AhoCorasick(sorted({*heads(), *table("genres")["bare"]}), matchkind=MatchKind.LeftmostLongest)


def head_ends(text: str) -> list[int]:
    """Return where heads and genre words end in a text, ascending; a stretch without one holds no name."""
    return [end for _, _, end in _head_matcher().find_matches_as_indexes(text)]

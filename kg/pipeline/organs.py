"""The organs of ``organs.toml`` and the divisions, compiled into one matcher.

What the matcher finds are words at which the name of an organisation can end, and divisions with which it can begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from kg.lexicon import table, words
from kg.lexicon.divisions import divisions


@dataclass(frozen=True, slots=True)
class Organ:
    """A word that ends the name of an organisation.

    ``family`` is its section of organs.toml; ``form`` with {area} and {name} makes the full name, ``name`` is what
    takes the place of {name}. ``needs`` is what must stand before the word: nothing, ``area`` (a division or an organ),
    ``founded``, ``proper``, ``parent``, ``ministry``, ``actor``. ``open`` are heads, which take a modifier.
    """

    word: str
    family: str
    type: str
    form: str
    name: str
    needs: str
    open: bool = False
    national: bool = False
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Organs:
    """The compiled lexicon. A pattern of the matcher is the organ at its index, else a division of the kind there."""

    matcher: AhoCorasick
    patterns: tuple[str, ...]
    organs: tuple[Organ | None, ...]
    kinds: tuple[str, ...]  # of a division: name, short, word, weak; "" of an organ


@cache
def organs() -> Organs:
    """Return the lexicon, compiled on first use (about 30 ms)."""
    found: dict[str, Organ] = {}
    for organ in (*_departments(), *_families(), *_national(), *_heads(), *_singles()):
        found.setdefault(organ.word, organ)
    places = {surface: kind for surface, kind in divisions().names(weak=True) if surface not in found}
    places.update(dict.fromkeys(words("places", "countries"), "short"))
    patterns = (*found, *places)
    return Organs(
        AhoCorasick(patterns),
        patterns,
        tuple(found.values()) + (None,) * len(places),
        ("",) * len(found) + tuple(places.values()),
    )


def _departments() -> Iterator[Organ]:
    """Yield the departments: every wording of the stem with every head, short and long; 部 is a ministry."""
    heads: dict[str, str] = table("organs")["department_heads"]
    for stem, data in table("organs")["departments"].items():
        for head in data["heads"]:
            nation = {"部": "中华人民共和国", "总局": "国家", "总署": "国家"}.get(head, "")
            full = nation + stem + heads[head]
            family, form = ("ministry", "{name}") if nation else ("department", "{area}{name}")
            for wording in (stem, *data["short"]):
                for ending in dict.fromkeys((head, heads[head])):
                    yield Organ(wording + ending, family, "department", form, full, "", national=bool(nation))


def _families() -> Iterator[Organ]:
    """Yield the organs of [organs]; {level} in a word stands for each of the levels of its family."""
    for family, data in table("organs")["organs"].items():
        needs = "" if data["bare"] else "area"
        for word, name in data["names"].items():
            for level in data.get("levels", [""]):
                spelt, full = word.replace("{level}", level), name.replace("{level}", level)
                yield Organ(spelt, family, data["type"], data["form"], full, needs, stem=data.get("stem", False))


def _national() -> Iterator[Organ]:
    for data in table("organs")["national"].values():
        for word, name in data["names"].items():
            yield Organ(word, "national", data["type"], "{name}", name, "", national=True)


def _heads() -> Iterator[Organ]:
    for family, data in table("organs")["heads"].items():
        for word in data["words"]:
            yield Organ(word, family, data["type"], "{area}{name}", word, data["needs"], open=True)


def _singles() -> Iterator[Organ]:
    for head, data in table("organs")["single"].items():
        yield Organ(head, "single", data["type"], "{area}{name}", head, data["needs"], open=True)


@cache
def beside(side: str) -> dict[str, frozenset[str]]:
    """Return for each head of one character what may not stand ``before`` or ``after`` it, as in 结局 and 处理."""
    return {head: frozenset(chars) for head, chars in table("organs")["no_organ"][side].items()}


@cache
def word_set(key: str) -> frozenset[str]:
    """Return the list ``key`` of organs.toml as a set."""
    return frozenset(words("organs", key))


@cache
def word_tuple(key: str) -> tuple[str, ...]:
    """Return the list ``key`` of organs.toml, the longest words first."""
    return words("organs", key)

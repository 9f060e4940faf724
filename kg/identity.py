"""Keys and names of things: what makes two of them one, and the local name of the IRI that follows from it.

A key is text that anybody can recompute from what the thing is; a local name is the key's digest behind a readable
prefix. Nothing depends on where a thing was met or in what order, so graphs built apart merge by union. Only exact
keys meet: a year, an ordinal, a place or a level that differs gives another key, however alike two names look.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b32encode
from functools import lru_cache

from kg.errors import ExtractionError
from kg.facts import KINDS

#: Kinds that are the same everywhere: their key never holds an area.
PLACELESS = frozenset({"Indicator", "Concept"})
#: Readable prefix of the local names of a kind; the kinds of :data:`kg.facts.KINDS` first.
PREFIXES = {
    **{kind: kind.lower() for kind in KINDS},
    "Indicator": "indicator",
    "Period": "period",
    "Report": "report",
    "SourceText": "text",
    "Section": "section",
    "Mention": "mention",
    "Span": "span",
    "Observation": "observation",
    "Claim": "claim",
}

_MARKS = re.compile(r"[《》〈〉“”\"'‘’「」『』\s]")
_DASHES = re.compile(r"[-~‐‑‒–—―−─]+")
_DOTS = re.compile(r"[·•‧∙・]")
_HASH_LENGTH = 12
_HASH_BYTES = 10  # enough for so many characters of five bits


def fold(name: str) -> str:
    """Return ``name`` as keys hold it: NFKC, no quotation or title marks, no white space or invisible characters.

    Dashes and tildes become one hyphen (2021—2025 is 2021-2025), the middle dots one “·”. Idempotent.
    """
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", name))
    if not folded.isprintable():
        folded = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cc"))
    folded = _DOTS.sub("·", _DASHES.sub("-", folded))
    return unicodedata.normalize("NFKC", folded)


@lru_cache(maxsize=65536)
def entity_key(kind: str, name: str, area: str = "") -> str:
    """Return the canonical key of an entity or indicator: “Kind area name”, or “Kind name” without an area.

    :param kind: one of :data:`kg.facts.KINDS`, or ``Indicator``.
    :param name: the full official name; for a regulation its title.
    :param area: what makes the name unique, where it is not so alone: for an Agency the division code (GB/T 2260) or
        the division's full name where it has no code; for a local Programme the same; for a Regulation its issuer
        where the title is borne by many (工作要点); for an Event or Issue the reporter and year. Ignored for kinds
        that are :data:`PLACELESS`.
    :raises ExtractionError: if the kind is unknown or nothing is left of the name.
    """
    if kind not in KINDS and kind != "Indicator":
        raise ExtractionError(f"There is no kind of entity called “{kind}”; use one of {', '.join(KINDS)}, Indicator.")
    folded, scope = fold(name), "" if kind in PLACELESS else fold(area)
    if not folded:
        raise ExtractionError(f"A {kind} needs a name, but nothing is left of “{name}” without marks and white space.")
    return f"{kind} {scope} {folded}" if scope else f"{kind} {folded}"


def period_key(start: str, end: str, label: str = "") -> str:
    """Return the key of a stretch of time: its two dates, or its folded label where they are not known."""
    return f"{start}/{end}" if start and end else fold(label)


def part_key(digest: str, *parts: object) -> str:
    """Return the key of something that exists only within one report: the digest of its text, then ``parts``.

    ``parts`` are offsets, and whatever tells apart two things at the same offsets.
    """
    return " ".join((digest, *map(str, parts)))


def local_name(kind: str, key: str) -> str:
    """Return the local name of a thing of ``kind`` with ``key``, such as ``agency-`` and 12 base32 characters.

    Lower-case ASCII letters, digits and hyphens, beginning with a letter: valid in Turtle, in every store and as an XML
    name. The 60 bits of SHA-256 make a collision among a million names about one in two million.

    :raises ExtractionError: if ``kind`` is not one of :data:`PREFIXES`.
    """
    if kind not in PREFIXES:
        raise ExtractionError(f"There is no kind of thing called “{kind}”; use one of {', '.join(PREFIXES)}.")
    digest = hashlib.sha256(key.encode()).digest()[:_HASH_BYTES]
    return f"{PREFIXES[kind]}-{b32encode(digest)[:_HASH_LENGTH].decode().lower()}"

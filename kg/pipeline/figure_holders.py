"""Whose a figure is, where its clause leaves that out: the subject of a clause before it in its sentence.

县属企业效益稳步好转，利润增长12.4%: the clause before says whose the profit is. A head of this kind (lexicon/figures.toml,
``held``) is led by the nearest subject before it, a deed (``performs``) by the nearest site or institution.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.pipeline import figure_phrases as phrases
from kg.pipeline.figure_words import vocabulary

_SHORTEST, _LONGEST = 2, 16


@dataclass(slots=True)
class Holders:
    """What the clauses of a sentence were about, in their order: a clause with the edges of its words, or a thing."""

    _said: list[tuple[str, phrases.Edge | None]] = field(default_factory=list)

    def hear(self, clause: str, edge: phrases.Edge) -> None:
        """Take in a clause without figures."""
        self._said.append((clause, edge))

    def name(self, thing: str) -> None:
        """Take in what a figure was of; the measure at its end is left out (规模以上工业|增加值)."""
        known = vocabulary()
        bare = known.bare.at_end(thing) if thing.endswith(known.rates) else 0
        self._said.append((thing[: len(thing) - bare], None))

    def _subjects(self) -> Iterator[tuple[str, bool]]:
        """Yield what was spoken of, the last first, with whether a figure was of it."""
        for said, edge in reversed(self._said):
            yield (_subject(said, edge), False) if edge else (said, True)

    def of(self, head: str) -> str:
        """Return what leads a head that belongs to something, "" where nothing before it can.

        One of several words (算力规模) is led by the subject of a clause without figures alone, by a site or an institution
        even where figures of others stand between.
        """
        known = vocabulary()
        passed = False
        for subject, counted in self._subjects():
            if counted and head not in known.bare:
                passed = True
                continue
            if passed and not subject.endswith(known.performers):
                continue
            if _may_lead(subject) and not subject.endswith(head):
                return subject
        return ""

    def performer(self) -> str:
        """Return the site or institution that was spoken of last, to lead what it does: 县域快线…，发送旅客…."""
        for subject, counted in self._subjects():
            if subject.endswith(vocabulary().performers) and _may_lead(subject):
                return subject
            if counted:
                return ""
        return ""


def _may_lead(subject: str) -> bool:
    return _SHORTEST <= len(subject) <= _LONGEST and not any(char.isdigit() for char in subject)


def _subject(clause: str, edge: phrases.Edge) -> str:
    """Return the subject of a clause, without the aspect of it that is spoken of; "" where it has none."""
    start, _ = phrases.strip_leads(clause, edge)
    rest = clause[start:]
    verb = phrases.verb_at_start(rest)
    if not rest or (verb and edge(start + len(verb))):
        return ""
    length = phrases.noun_phrase(rest, lambda index: edge(start + index))
    subject = rest[:length] if length < len(rest) else ""
    aspects = vocabulary().aspects
    while subject and (aspect := aspects.at_end(subject)):
        subject = subject[:-aspect]
    return subject

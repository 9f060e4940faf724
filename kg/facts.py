"""What the pipeline yields: entities, their mentions, observations and claims.

All classes are frozen and hashable; offsets are Unicode code points into the source text, end exclusive, so that
``text[begin:end]`` is the evidence. Nothing here knows RDF, spaCy or files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

#: The classes an entity can have, in the order in which they are listed everywhere.
KINDS = ("Agency", "Regulation", "Programme", "Event", "Award", "Work", "Issue", "Place", "Concept")
#: The classes that make the core figure of the accuracy tables.
CORE = frozenset({"Agency", "Regulation", "Programme"})


class Span(NamedTuple):
    """A stretch of the source text: ``text[begin:end]``."""

    begin: int
    end: int

    def text(self, source: str) -> str:
        """Return the characters of the span."""
        return source[self.begin : self.end]


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing the report speaks of, whatever it is called where.

    ``key`` decides identity across reports (see :mod:`kg.identity`); ``name`` is the full official name.
    ``facets`` holds what is known besides, as sorted pairs: ``agencyType``, ``genre``, ``legalRank``,
    ``documentNumber``, ``programmeType``, ``areaCode``; ``why`` explains how the name was
    reached from the words of the text.
    """

    kind: str
    name: str
    key: str
    aliases: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One stretch of text that names an entity; ``entity`` is the key of it."""

    span: Span
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time with the label it bears (“2023年”, “2023年10月”); both dates inclusive, ISO 8601."""

    label: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure. ``value`` is in the base unit (3715万元 is 37150000), ``value_text`` as worded."""

    span: Span
    indicator: str
    value: Decimal
    value_text: str
    measure_word: str
    statistic: str  # level, flow, growth, share, rank, target
    period: Period
    qualifier: str = "exact"  # exact, approximate, atLeast, atMost
    unit: str = "NUM"  # QUDT local name
    base_indicator: str = ""
    rank_scope: str = ""
    area: str = ""
    body: str = ""  # entity key of the agency whose figure it is, where the text names one

    @property
    def key(self) -> str:
        """The name of the observation within its report."""
        return f"obs:{self.span.begin}-{self.span.end}:{self.measure_word}:{self.value}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation as the report states it; ``head`` and ``tail`` are entity keys or observation keys."""

    head: str
    relation: str
    tail: str
    evidence: Span
    modality: str = "asserted"  # asserted, planned, intended, negated
    subject_by: str = "explicit"  # explicit, elided, coordinated


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``level`` 1 is 一、, 2 (一), 3 1.; ``kind`` is body, plan or issues."""

    heading: Span
    span: Span
    level: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything found in one report, in the order of the text."""

    reporter: str  # key of the entity that reports
    sections: tuple[Section, ...] = ()
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    observations: tuple[Observation, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = field(default=())

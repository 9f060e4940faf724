"""What a built graph says, as far as the score asks; read through the vocabulary alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from kg.errors import GraphError
from kg.facts import Span
from kg.index import Index, Term
from kg.vocabulary import DCTERMS, GOVKG, ITSRDF, NIF, RDF, RDFS, SKOS

#: The classes of entities, in the order in which they are scored and shown.
TYPES = ("Agency", "Regulation", "Programme", "Place", "Event", "Award", "Work", "Issue", "Concept")
_OPEN_CLASSES = ("Agency", "Regulation", "Programme")  # a graph may hold subclasses of these


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text and the entity that it names."""

    kind: str
    span: Span
    node: Term


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation, with every stretch that is given as evidence for it."""

    node: Term
    indicator: str
    value: float
    unit: str
    period: str
    statistic: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A claim; an end that it lacks is None."""

    relation: str
    head: Term | None
    tail: Term | None


@dataclass(frozen=True, slots=True)
class System:
    """All of it; ``names`` holds the labels of each node, the preferred one first."""

    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Related, ...]
    names: dict[Term, list[str]]
    reporter: Term | None

    def name(self, node: Term | None) -> str | None:
        """Return the first name of a node, None where it has none."""
        return next(iter(self.names_of(node)), None)

    def names_of(self, node: Term | None) -> list[str]:
        """Return all names of a node."""
        return self.names.get(node, []) if node is not None else []


def read_system(turtle: str | PathLike[str] | bytes) -> System:
    """Return what a graph says, given as the path of a Turtle file or as its bytes.

    :raises GraphError: if it is no Turtle.
    """
    try:
        data = turtle if isinstance(turtle, bytes) else Path(turtle).read_bytes()
        index = Index(quad.triple for quad in parse(data, format=RdfFormat.TURTLE))
        return _system(index)
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"The graph cannot be scored; give a Turtle file that kg wrote: {error}.") from error


def _system(index: Index) -> System:
    names = _names(index)
    kinds = _kinds(index)
    reports = index.instances(GOVKG["Report"])
    creators = (index.value(report, DCTERMS["creator"]) for report in reports)
    return System(
        mentions=tuple(sorted(_mentions(index, kinds), key=lambda m: m.span)),
        figures=tuple(_figures(index, names)),
        relations=tuple(_relations(index)),
        names=names,
        reporter=next((creator for creator in creators if creator is not None), None),
    )


def _names(index: Index) -> dict[Term, list[str]]:
    names: dict[Term, list[str]] = {}
    for predicate in (SKOS["prefLabel"], SKOS["altLabel"]):
        for node, label in index.pairs(predicate):
            names.setdefault(node, []).append(label.value if isinstance(label, Literal) else str(label))
    return names


def _kinds(index: Index) -> dict[Term, str]:
    """Return the kind of each entity; of several the first in :data:`TYPES`, a class before its subclasses."""
    kinds: dict[Term, str] = {}
    for kind in TYPES:
        for node in index.instances(GOVKG[kind]):
            kinds.setdefault(node, kind)
    below: dict[Term, list[Term]] = {}
    for lower, upper in index.pairs(RDFS["subClassOf"]):
        below.setdefault(upper, []).append(lower)
    for kind in _OPEN_CLASSES:
        classes: list[Term] = [GOVKG[kind]]
        for known in classes:
            classes += [c for c in below.get(known, []) if c not in classes]
            for node in index.instances(known):
                kinds.setdefault(node, kind)
    return kinds


def _span(index: Index, node: Term) -> Span | None:
    begin, end = (index.text(node, NIF[name]) for name in ("beginIndex", "endIndex"))
    return Span(int(begin), int(end)) if begin and end else None


def _mentions(index: Index, kinds: dict[Term, str]) -> Iterable[Mention]:
    for node in index.instances(GOVKG["Mention"]):
        span, entity = _span(index, node), index.value(node, ITSRDF["taIdentRef"])
        if span is not None and entity is not None and entity in kinds:
            yield Mention(kinds[entity], span, entity)


def _figures(index: Index, names: dict[Term, list[str]]) -> Iterable[Figure]:
    def name(node: Term | None) -> str:
        return next(iter(names.get(node, [])), "") if node is not None else ""

    for node in index.instances(GOVKG["Observation"]):
        spans = tuple(s for s in (_span(index, e) for e in index.values(node, GOVKG["evidence"])) if s is not None)
        value = index.text(node, GOVKG["value"])
        if not value or not spans:
            continue
        yield Figure(
            node=node,
            indicator=name(index.value(node, GOVKG["indicator"])),
            value=float(value),
            unit=index.text(node, GOVKG["measureWord"]),
            period=name(index.value(node, GOVKG["refPeriod"])) or index.text(node, GOVKG["refPeriod"]),
            statistic=re.split(r"[#/:]", index.text(node, GOVKG["statistic"]))[-1],
            spans=spans,
        )


def _relations(index: Index) -> Iterable[Related]:
    for node in index.instances(GOVKG["Claim"]):
        head, relation, tail = (index.value(node, RDF[name]) for name in ("subject", "predicate", "object"))
        name = GOVKG.name(relation)
        if name:
            yield Related(name, head, tail)

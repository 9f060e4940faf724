"""What stands in a graph, read as objects: things, figures and statements, each with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.index import Index, Term
from kg.vocabulary import CONCEPT_FACETS, GOVKG, GV, NIF, RDF, SKOS, TEXT_FACETS, UNIT


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a report: ``begin`` and ``end`` are code points of its text, ``text`` what stands between them."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the graph. ``kind`` is one of :data:`kg.facts.KINDS`, ``key`` what decides its identity."""

    iri: str
    kind: str
    label: str
    key: str = ""
    aliases: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()

    def answers_to(self, name: str) -> bool:
        """Whether ``name`` is its label, its IRI, its key or one of its other names."""
        return name in (self.label, self.iri, self.key, *self.aliases)


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation of the graph; ``value`` is in the base unit, ``area`` and ``body`` are labels or ""."""

    iri: str
    indicator: str
    value: Decimal
    value_text: str
    measure_word: str
    unit: str
    statistic: str
    qualifier: str
    period: str
    area: str
    body: str
    rank_scope: str
    base_indicator: str
    evidence: Quote
    report: str  # IRI
    kind: str = "Observation"

    @property
    def label(self) -> str:
        """The figure in words: indicator, value, measure word."""
        return f"{self.indicator} {self.value:f}{self.measure_word}"

    def answers_to(self, name: str) -> bool:
        """Whether ``name`` is its indicator, its label or its IRI."""
        return name in (self.indicator, self.label, self.iri)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim of the graph: who, which relation, what, and the words that say so."""

    iri: str
    head: Thing | Figure
    relation: str
    tail: Thing | Figure
    modality: str
    subject_by: str
    evidence: Quote
    report: str  # IRI

    def __str__(self) -> str:
        return f"{self.head.label} {self.relation} {self.tail.label}"


def _quote(index: Index, node: Term) -> Quote:
    span = index.value(node, GOVKG["evidence"])
    begin, end = (int(index.text(span, NIF[name]) or 0) for name in ("beginIndex", "endIndex"))
    return Quote(begin, end, index.text(span, NIF["anchorOf"]))


def _names(index: Index, node: Term, predicate: NamedNode) -> tuple[str, ...]:
    return tuple(sorted(t.value for t in index.values(node, predicate) if isinstance(t, Literal)))


def thing_of(index: Index, node: Term, kind: str) -> Thing:
    """Return the entity at a node."""
    facets = []
    for facet in sorted(CONCEPT_FACETS | TEXT_FACETS):
        found = index.value(node, GOVKG[facet])
        if found is not None:
            facets.append((facet, GV.name(found) or index.text(node, GOVKG[facet])))
    label = next(iter(_names(index, node, SKOS["prefLabel"])), "")
    key, aliases = index.text(node, GOVKG["name"]), _names(index, node, SKOS["altLabel"])
    return Thing(_iri(node), kind, label, key, aliases, tuple(facets))


def figure_of(index: Index, node: Term) -> Figure:
    """Return the observation at a node."""

    def label(name: str) -> str:
        return index.text(index.value(node, GOVKG[name]), SKOS["prefLabel"])

    def text(name: str) -> str:
        return index.text(node, GOVKG[name])

    return Figure(
        iri=_iri(node),
        indicator=label("indicator"),
        value=_shortest(Decimal(text("value") or "NaN")),
        value_text=text("valueText"),
        measure_word=text("measureWord"),
        unit=UNIT.name(index.value(node, GOVKG["unit"])),
        statistic=GV.name(index.value(node, GOVKG["statistic"])),
        qualifier=GV.name(index.value(node, GOVKG["qualifier"])),
        period=label("refPeriod"),
        area=label("refArea"),
        body=label("refBody"),
        rank_scope=text("rankScope"),
        base_indicator=label("baseIndicator"),
        evidence=_quote(index, node),
        report=text("inReport"),
    )


def statement_of(index: Index, node: Term, nodes: dict[Term, Thing | Figure]) -> Statement:
    """Return the claim at a node; raise GraphError where an end of it is not among ``nodes``."""
    ends = []
    for name in ("subject", "object"):
        end = index.value(node, RDF[name])
        if end is None or end not in nodes:
            raise GraphError(f"The claim {node} has no {name} that the graph knows; build the graph anew with kg.")
        ends.append(nodes[end])
    return Statement(
        iri=_iri(node),
        head=ends[0],
        relation=GOVKG.name(index.value(node, RDF["predicate"])),
        tail=ends[1],
        modality=GV.name(index.value(node, GOVKG["modality"])),
        subject_by=GV.name(index.value(node, GOVKG["subjectBy"])),
        evidence=_quote(index, node),
        report=index.text(node, GOVKG["inReport"]),
    )


def _shortest(value: Decimal) -> Decimal:
    """Without the zeros that a decimal may end in: 464.0 is 464."""
    whole = value.is_finite() and value == value.to_integral_value()
    return value.to_integral_value() if whole else value.normalize()


def _iri(node: Term) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)

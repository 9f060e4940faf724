"""A graph as the checks read it: each report with its text, its sections and sentences, and what stands where.

Broken parts (no offsets, no value) are passed over here; the shapes report them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.facts import KINDS
from kg.index import Index, Term
from kg.nodes import Figure, figure_of
from kg.outline import Outline, outline
from kg.vocabulary import DCTERMS, GOVKG, GV, ITSRDF, NIF, RDF, SKOS


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text as the graph gives it; ``names`` is the kind of what a mention mentions."""

    iri: str
    begin: int
    end: int
    anchor: str
    names: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report: its heading, its kind (body, plan, issues, furniture), where it begins and ends."""

    iri: str
    heading: str
    kind: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One report of a graph. Stretches are in no order; figures are in the order of the text."""

    iri: str
    reporter: str  # IRI
    text_iri: str
    text: str
    digest: str
    outline: Outline
    stretches: tuple[Stretch, ...]
    parts: tuple[Part, ...]
    figures: tuple[Figure, ...]


def sources(index: Index) -> list[Source]:
    """Return the reports of a graph by IRI.

    :raises GraphError: if it holds no report with a text.
    """
    figures, stretches, parts = _figures(index), _stretches(index), _parts(index)
    found = []
    for node in index.instances(GOVKG["Report"]):
        text_node = index.value(node, GOVKG["sourceText"])
        text = index.text(text_node, NIF["isString"])
        if text_node is None or not text:
            continue
        year = index.text(node, GOVKG["reviewYear"])
        found.append(
            Source(
                iri=name_of(node),
                reporter=index.text(node, DCTERMS["creator"]),
                text_iri=name_of(text_node),
                text=text,
                digest=index.text(text_node, GOVKG["sha256"]),
                outline=outline(text, int(year) if year.isdecimal() else 0),
                stretches=tuple(stretches.get(text_node, ())),
                parts=tuple(sorted(parts.get(text_node, ()), key=lambda part: (part.begin, -part.end))),
                figures=tuple(figures.get(node, ())),
            )
        )
    if not found:
        raise GraphError("There is nothing to check: the graph holds no report with its text; give one that kg built.")
    return sorted(found, key=lambda source: source.iri)


def name_of(node: Term) -> str:
    """Return an IRI as it is, a blank node with ``_:``, any other term as Turtle writes it."""
    return node.value if isinstance(node, NamedNode) else str(node)


def kind_of(index: Index, node: Term | None) -> str:
    """Return the kind of an entity or an observation, "" for anything else."""
    names = {GOVKG.name(kind) for kind in index.values(node, RDF["type"])}
    return next((kind for kind in (*KINDS, "Observation") if kind in names), "")


def _stretches(index: Index) -> dict[Term, list[Stretch]]:
    found: dict[Term, list[Stretch]] = {}
    kinds: dict[Term | None, str] = {}
    for kind in ("Section", "Mention", "Span"):
        for node in index.instances(GOVKG[kind]):
            for text_node in index.values(node, NIF["referenceContext"])[:1]:
                begin, end = (_number(index, node, name) for name in ("beginIndex", "endIndex"))
                named = index.value(node, ITSRDF["taIdentRef"])
                if named not in kinds:
                    kinds[named] = kind_of(index, named)
                anchor = index.text(node, NIF["anchorOf"])
                if begin >= 0 and end >= 0:
                    found.setdefault(text_node, []).append(Stretch(name_of(node), begin, end, anchor, kinds[named]))
    return found


def _parts(index: Index) -> dict[Term, list[Part]]:
    found: dict[Term, list[Part]] = {}
    for node in index.instances(GOVKG["Section"]):
        for text_node in index.values(node, NIF["referenceContext"])[:1]:
            begin, end = (_number(index, node, name) for name in ("beginIndex", "endIndex"))
            kind = GV.name(index.value(node, GOVKG["sectionKind"])).removeprefix("section-")
            part = Part(name_of(node), index.text(node, SKOS["prefLabel"]), kind, begin, end)
            if 0 <= begin < end:
                found.setdefault(text_node, []).append(part)
    return found


def _figures(index: Index) -> dict[Term, list[Figure]]:
    found: dict[Term, list[Figure]] = {}
    for node in index.instances(GOVKG["Observation"]):
        for report in index.values(node, GOVKG["inReport"])[:1]:
            found.setdefault(report, []).extend(_figure(index, node))
    for figures in found.values():
        figures.sort(key=lambda figure: (figure.evidence, figure.iri))
    return found


def _figure(index: Index, node: Term) -> Iterator[Figure]:
    try:
        figure = figure_of(index, node)
    except (ValueError, ArithmeticError):
        return
    if figure.value.is_finite() and figure.evidence.text:
        yield figure


def _number(index: Index, node: Term, name: str) -> int:
    """Return an offset, -1 where there is none."""
    found = index.value(node, NIF[name])
    return int(found.value) if isinstance(found, Literal) and found.value.isdecimal() else -1

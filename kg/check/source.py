"""A graph as the checks read it: each report with its text, its outline and what stands where. Broken parts are passed over.

What is passed over here (no offsets, no value, two texts) the shapes report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.facts import KINDS
from kg.index import Index, Term
from kg.nodes import Figure, Quote, figure_of
from kg.outline import Outline, outline
from kg.vocabulary import DCTERMS, GOVKG, GV, ITSRDF, NIF, RDF

STRETCHES = ("Section", "Mention", "Span")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text as the graph gives it; ``begin`` is -1 where its offsets are no numbers."""

    iri: str
    kind: str  # Section, Mention or Span
    begin: int
    end: int
    anchor: str
    names: str = ""  # of a mention: the kind of what it names


@dataclass(frozen=True, slots=True)
class Source:
    """One report of a graph; ``stretches`` and ``figures`` are in the order of the text."""

    iri: str
    reporter: str  # IRI
    year: int
    text: str
    digest: str
    text_iri: str
    outline: Outline
    stretches: tuple[Stretch, ...]
    figures: tuple[Figure, ...]

    def quote(self, begin: int, end: int) -> Quote:
        """Return the characters between two offsets."""
        return Quote(begin, end, self.text[begin:end])

    def kind_at(self, offset: int) -> str:
        """Return the kind of the section that holds the offset: body, plan, issues or furniture."""
        section = self.outline.section_at(offset)
        return section.kind if section else "body"


def sources(index: Index) -> list[Source]:
    """Return the reports of a graph, by IRI.

    :raises GraphError: if there is none with a text.
    """
    figures = _by_report(index)
    stretches = _by_text(index)
    found = []
    for node in index.instances(GOVKG["Report"]):
        text_node = index.value(node, GOVKG["sourceText"])
        text = index.text(text_node, NIF["isString"])
        if text_node is None or not text:
            continue
        year = index.text(node, GOVKG["reviewYear"])
        number = int(year) if year.isdecimal() else 0
        source = Source(
            iri=index.iri(node)

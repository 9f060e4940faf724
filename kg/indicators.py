"""The table of indicators, ``ontology/indicators.ttl``: which wordings measure the same, and what is part of what.

A wording is found by its folded name alone (:func:`kg.identity.fold`); what the table does not hold stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from kg.errors import LexiconError
from kg.identity import fold

_FILE = "indicators.ttl"


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator of the table, or a subject; ``labels`` are its Chinese wordings, the preferred one first."""

    iri: str
    labels: tuple[str, ...]
    english: str
    broader: tuple[str, ...]  # IRIs
    related: tuple[str, ...]  # IRIs; of a growth its level
    subject: bool

    @property
    def label(self) -> str:
        """The preferred wording in Chinese."""
        return self.labels[0]


class Concordance:
    """The table, searchable by wording."""

    def __init__(self, rows: Iterable[Measured]) -> None:
        self.rows = tuple(rows)
        self._by_iri = {row.iri: row for row in self.rows}
        self._by_name: dict[str, Measured] = {}
        for row in self.rows:
            for label in row.labels:
                other = self._by_name.setdefault(fold(label), row)
                if other is not row:
                    told = f"“{label}” is a wording of {row.label} and of {other.label}"
                    raise LexiconError(f"The table of indicators is ambiguous: {told}; leave it with one of them.")
        strays = {iri for row in self.rows for iri in (*row.broader, *row.related) if iri not in self._by_iri}
        if strays:
            raise LexiconError(f"The table of indicators names what it does not define: {', '.join(sorted(strays))}.")

    def __iter__(self) -> Iterator[Measured]:
        return iter(self.rows)

    def find(self, name: str) -> Measured | None:
        """Return the indicator or subject with this wording, IRI or English name; None where the table has none."""
        return self._by_name.get(fold(name)) or self._by_iri.get(name) or self._english.get(name.lower())

    @cached_property
    def _english(self) -> dict[str, Measured]:
        return {row.english.lower(): row for row in reversed(self.rows)}

    def name(self, wording: str) -> str:
        """Return the preferred wording of an indicator, the wording itself where the table does not hold it."""
        found = self._by_name.get(fold(wording))
        return found.label if found else fold(wording)

    def narrower(self, row: Measured) -> tuple[Measured, ...]:
        """Return the indicators below this one, at any depth, in the order of the table."""
        below = {row.iri}
        while more := {r.iri for r in self.rows if r.iri not in below and below.intersection(r.broader)}:
            below |= more
        return tuple(r for r in self.rows if r.iri in below and r.iri != row.iri)


@cache
def concordance() -> Concordance:
    """Load the table, once; raise LexiconError where it is malformed."""
    from pyoxigraph import RdfFormat, parse

    from kg.index import Index, Term
    from kg.ontology_files import ontology_text
    from kg.vocabulary import SKOS

    try:
        quads = list(parse(ontology_text(_FILE), format=RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise LexiconError(f"The table of indicators cannot be read, mend {_FILE}: {error}.") from error
    index = Index(quad.triple for quad in quads)

    def words(node: Term, name: str, language: str) -> tuple[str, ...]:
        found = (t for t in index.values(node, SKOS[name]) if getattr(t, "language", None) == language)
        return tuple(str(getattr(t, "value", "")) for t in found)

    def iris(node: Term, name: str) -> tuple[str, ...]:
        return tuple(sorted(str(getattr(t, "value", "")) for t in index.values(node, SKOS[name])))

    rows = []
    for node in index.instances(SKOS["Concept"]):
        labels, english = words(node, "prefLabel", "zh"), words(node, "prefLabel", "en")
        if len(labels) != 1 or len(english) != 1:
            raise LexiconError(f"Give {node} in {_FILE} one skos:prefLabel in Chinese and one in English.")
        more = tuple(sorted(words(node, "altLabel", "zh")))
        subject = bool(index.values(node, SKOS["topConceptOf"]))
        ties = iris(node, "broader"), iris(node, "related")
        rows.append(Measured(str(getattr(node, "value", "")), labels + more, english[0], *ties, subject))
    return Concordance(rows)

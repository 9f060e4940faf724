"""A graph as three tables for people without RDF: its nodes, its edges and its figures, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.graph import Graph

_PERIODS = """
SELECT ?observation ?start ?end ?year ?title WHERE {
  ?observation govkg:inReport ?report .
  OPTIONAL { ?observation govkg:refPeriod/dcat:startDate ?start }
  OPTIONAL { ?observation govkg:refPeriod/dcat:endDate ?end }
  OPTIONAL { ?report govkg:reviewYear ?year }
  OPTIONAL { ?report dcterms:title ?title }
}
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the names of its columns, and its rows; a cell that is not known is None."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def nodes(graph: Graph) -> Sheet:
    """Return the entities: IRI, kind, label, key, other names, and what is known besides."""
    facets = ("agencyType", "genre", "legalRank", "documentNumber", "programmeType", "areaCode")
    rows = []
    for thing in graph.entities():
        known = dict(thing.facets)
        rows.append((thing.iri, thing.kind, thing.label, thing.key, "|".join(thing.aliases), *map(known.get, facets)))
    return Sheet("nodes", ("iri", "kind", "label", "key", "otherNames", *facets), tuple(rows))


def edges(graph: Graph) -> Sheet:
    """Return the claims: who, which relation, what, whether it was done or only planned, and the words that say so."""
    columns = ("iri", "source", "sourceLabel", "relation", "target", "targetLabel", "modality", "subjectBy", "words")
    rows = tuple(
        (
            *(c.iri, c.head.iri, c.head.label, c.relation, c.tail.iri, c.tail.label, c.modality, c.subject_by),
            *(c.evidence.text, c.evidence.begin, c.evidence.end, c.report),
        )
        for c in graph.claims
    )
    return Sheet("edges", (*columns, "begin", "end", "report"), rows)


def observations(graph: Graph) -> Sheet:
    """Return the figures: what was measured, how much in the base unit, of which time, place and body, in which words.

    ``value`` is a Decimal, ``start`` and ``end`` are dates, ``reviewYear``, ``begin`` and ``until`` integers.
    """
    more = {row["observation"]: row for row in graph.query(_PERIODS)}
    rows = []
    for f in graph.observations:
        known = more.get(f.iri, {})
        start, end = (_date(known.get(name)) for name in ("start", "end"))
        year = known.get("year")
        rows.append(
            (
                *(f.iri, f.indicator, f.value, f.value_text, f.measure_word, f.unit, f.statistic, f.qualifier),
                *(f.period, start, end, f.area, f.body, f.rank_scope, f.base_indicator),
                *(int(str(year)) if year else None, known.get("title"), f.report),
                *(f.evidence.text, f.evidence.begin, f.evidence.end),
            )
        )
    columns = (
        *("iri", "indicator", "value", "valueText", "measureWord", "unit", "statistic", "qualifier"),
        *("period", "start", "end", "area", "body", "rankScope", "baseIndicator"),
        *("reviewYear", "title", "report", "words", "begin", "until"),
    )
    return Sheet("observations", columns, tuple(rows))


def sheets(graph: Graph) -> Sequence[Sheet]:
    """Return the three tables."""
    return nodes(graph), edges(graph), observations(graph)


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None

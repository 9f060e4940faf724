"""One indicator across reports, years and places: every figure of it, under whatever wording, with its words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.errors import GraphError
from kg.graph import Graph
from kg.identity import fold
from kg.index import Index
from kg.indicators import Concordance, Measured, concordance
from kg.lexicon.divisions import divisions
from kg.nodes import Figure
from kg.summary import Source, sources
from kg.vocabulary import DCAT, GOVKG

COLUMNS = ("indicator", "area", "year", "period", "value", "measureWord", "statistic", "qualifier", "wording", "words")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: ``value`` in the base unit, ``year`` 0 where it is of several; ``area`` as of today.

    ``indicator`` is the preferred wording, ``wording`` that of the report, ``words`` the stretch of text, ``title``
    and ``report`` (IRI) say where it stands.
    """

    indicator: str
    area: str
    year: int
    period: str
    value: Decimal
    measure_word: str
    statistic: str
    qualifier: str
    wording: str
    words: str
    title: str
    report: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The values of :data:`COLUMNS`, the year "" where there is none."""
        first = (self.indicator, self.area, self.year or "", self.period, f"{self.value:f}", self.measure_word)
        return (*first, self.statistic, self.qualifier, self.wording, self.words)


def compare(
    graph: Graph, indicator: str, *, areas: Iterable[str] = (), years: Iterable[int] = (), narrower: bool = False
) -> list[Point]:
    """Return the figures of an indicator by indicator, area and year, those of the wordings that the table ties to it.

    :param indicator: a wording of the table or of the graph; of a subject of the table all its indicators are meant.
    :param areas: names of places, by default all; a division that another took over counts to that.
    :param years: by default all.
    :param narrower: whether the indicators that are part of this one come too, each under its own name.
    :raises GraphError: if no figure of the graph is called so; it names those that come near.
    """
    wanted, table = _wanted(indicator, narrower), concordance()
    points = [p for p in _points(graph, table) if fold(p.indicator) in wanted]
    if not points:
        near = sorted({f.indicator for f in graph.observations if indicator in f.indicator})[:8]
        hint = f"do you mean {'、'.join(near)}?" if near else "kg show FILE --kind Observation lists them."
        raise GraphError(f"No figure of the graph measures “{indicator}”; {hint}")
    kept_areas, kept_years = {_today(fold(area)) for area in areas}, set(years)
    found = [p for p in points if (not kept_areas or p.area in kept_areas) and (not kept_years or p.year in kept_years)]
    return sorted(found, key=lambda p: (p.indicator, p.area, p.year, p.period, p.statistic, p.value, p.report, p.words))


def parse_years(text: str) -> list[int]:
    """Return the years of “2023”, “2020-2024”, “2019,2022-2024”; raise GraphError for anything else."""
    years: set[int] = set()
    for part in text.split(","):
        ends = re.fullmatch(r"\s*([12]\d{3})(?:\s*[-—~]\s*([12]\d{3}))?\s*", part)
        if ends is None:
            raise GraphError(f"“{text}” are no years; give such as 2023, 2020-2024 or 2019,2022-2024.")
        first, last = int(ends[1]), int(ends[2] or ends[1])
        years.update(range(min(first, last), max(first, last) + 1))
    return sorted(years)


def to_csv(points: Iterable[Point]) -> str:
    """Return the figures as CSV, with the title and IRI of the report behind :data:`COLUMNS`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, "title", "report"))
    writer.writerows((*map(_safe, p.cells), _safe(p.title), p.report) for p in points)
    return text.getvalue()


def _safe(cell: object) -> object:
    """Keep a spreadsheet from taking words of a report for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+@\t\r" and cell else cell


def area_of(figure: Figure, source: Source | None) -> str:
    """Return the place of a figure by name, else that of its report; a division by its name of today."""
    return _today(figure.area or (source.area if source else ""))


def _today(name: str) -> str:
    """Return the name under which a division stands today, the same where that is not known for certain."""
    rows = divisions().by_name(name)
    heirs = {heir.name for row in rows if (heir := row.heir())}
    return heirs.pop() if len(heirs) == 1 and all(row.end is not None for row in rows) else name


def _wanted(indicator: str, narrower: bool) -> set[str]:
    table = concordance()
    row: Measured | None = table.find(indicator)
    if row is None:
        return {fold(indicator)}
    rows = [row, *(table.narrower(row) if narrower or row.subject else ())]
    return {fold(r.label) for r in rows}


def _points(graph: Graph, table: Concordance) -> Iterable[Point]:
    index = Index(graph.triples)
    known = {source.iri: source for source in sources(graph)}
    years = {}
    for observation, period in ((s, o) for s, p, o in graph.triples if p == GOVKG["refPeriod"]):
        start, end = (index.text(period, DCAT[name])[:4] for name in ("startDate", "endDate"))
        years[str(getattr(observation, "value", ""))] = int(start) if start and start == end else 0
    for f in graph.observations:
        source = known.get(f.report)
        yield Point(
            indicator=table.name(f.indicator),
            area=area_of(f, source),
            year=years.get(f.iri, 0),
            period=f.period,
            value=f.value,
            measure_word=f.measure_word,
            statistic=f.statistic,
            qualifier=f.qualifier,
            wording=f.indicator,
            words=f.evidence.text,
            title=(source.title or source.issuer) if source else "",
            report=f.report,
        )

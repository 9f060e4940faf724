"""One report, from its file to its graph."""

from __future__ import annotations

from pathlib import Path

from kg.graph import Graph
from kg.pipeline import extract
from kg.read import read


def build(path: Path | str, *, issuer: str | None = None, area: str | None = None, year: int | None = None) -> Graph:
    """Return the graph of the report at ``path``; the options say what the text leaves out.

    Raises ReadError where the file cannot be read as a report.
    """
    report = read(path, issuer=issuer, area=area, year=year)
    return Graph.from_facts(report, extract(report))

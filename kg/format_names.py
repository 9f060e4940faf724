"""The formats that graphs are exported in, apart from the code that writes them so that the command line starts at once."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The formats, by the name that the command line uses."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"
    rdf12 = "rdf12"
    graphml = "graphml"
    csv = "csv"
    parquet = "parquet"

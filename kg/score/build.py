"""The graph that the gold standard is to judge, built with the options that the gold standard names."""

from __future__ import annotations

import shlex
from os import PathLike
from pathlib import Path

from kg.batch import Options
from kg.errors import GoldError
from kg.score.gold import Gold


def graph_for(text: str | PathLike[str], gold: Gold) -> bytes:
    """Return the graph of the report at ``text`` as Turtle, built as its gold standard says it must be.

    :raises GovkgError: if the report cannot be read.
    """
    from kg.batch import open_report
    from kg.pipeline import extract
    from kg.rdf import to_turtle

    report = open_report(Path(text), options(gold))
    return to_turtle(report, extract(report))


def options(gold: Gold) -> Options:
    """Return what the line ``options`` of a gold standard says to ``kg build``: ``--issuer A --area B --year 2019``.

    :raises GoldError: if it says anything else.
    """
    said: dict[str, str] = {}
    words = shlex.split(gold.options)
    for option, value in zip(words[::2], words[1::2], strict=False):
        said[option] = value
    year = said.pop("--year", None)
    issuer, area = said.pop("--issuer", None), said.pop("--area", None)
    if said or len(words) % 2 or (year is not None and not year.isdecimal()):
        raise GoldError(f"The options “{gold.options}” cannot be read; write --issuer NAME, --area NAME, --year YEAR.")
    return Options(issuer, area, int(year) if year else None)

"""The graph that the gold standard is to judge, built with the options that the gold standard names."""

from __future__ import annotations

import shlex
from os import PathLike
from pathlib import Path

from kg.batch import Options, open_report
from kg.errors import GoldError
from kg.rdf import to_turtle
from kg.score.gold import Gold


def graph_for(text: str | PathLike[str], gold: Gold) -> bytes:
    """Return the graph of the report at ``text`` as Turtle, built as its gold standard says it must be.

    :raises GovkgError: if the report cannot be read.
    """
    from kg.pipeline import extract

    report = open_report(Path(text), options(gold))
    return to_turtle(report, extract(report))


def options(gold: Gold) -> Options:
    """Return what the line ``options`` of a gold standard says to ``kg build``: ``--issuer A --area B --year 2019``.

    :raises GoldError: if it says anything else.
    """
    told = f"The options “{gold.options}” cannot be read; write --issuer NAME, --area NAME, --year YEAR."
    try:
        words = shlex.split(gold.options)
        said = dict(zip(words[::2], words[1::2], strict=True))
        year = int(said.pop("--year", 0)) or None
    except ValueError as fault:
        raise GoldError(told) from fault
    issuer, area = said.pop("--issuer", None), said.pop("--area", None)
    if said:
        raise GoldError(told)
    return Options(issuer, area, year)

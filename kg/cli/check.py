"""``kg check``: the quality of a graph: shapes, integrity, arithmetic, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from kg.check import Finding, QualityReport


class Format(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "ttl"


class FailOn(StrEnum):
    """The least grave finding that makes the exit code 1."""

    VIOLATION = "violation"
    WARNING = "warning"


def run(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPHS", help="Graphs that kg built.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How the report is written.")] = Format.TEXT,
    fail_on: Annotated[FailOn, typer.Option(help="Exit code 1 from this severity on.")] = FailOn.VIOLATION,
    limit: Annotated[int, typer.Option(help="Findings shown of each code as text; 0 shows all.", min=0)] = 10,
) -> None:
    """Check graphs: do they keep their promises, do their figures agree, what did they leave out?

    A violation says that the graph is broken, a warning that a reader should look, info what may be missing.
    Of several graphs each is checked by itself, and the figures of all are compared, such as those of two years.
    Exit code: 0 nothing grave, 1 findings from --fail-on upwards, 2 the input cannot be used.

    ```
    kg check output/report.ttl
    kg check output/*.ttl --fail-on warning
    kg check output/report.ttl --format json > quality.json
    kg check output/report.ttl --format ttl     # a sh:ValidationReport
    ```
    """
    from kg.check import check
    from kg.graph import Graph

    report = check(*map(Graph.load, graphs))
    if form is Format.TEXT:
        _show(report, limit)
    else:
        from kg.check.render import to_json, to_turtle

        typer.echo(to_json(report) if form is Format.JSON else to_turtle(report).decode(), nl=False)
    if report.fails(fail_on.value):
        raise typer.Exit(1)


def _show(report: QualityReport, limit: int) -> None:
    from kg.cli.terminal import console

    screen = console()
    for made in _tables(report, limit):
        screen.print(made)
        screen.print()
    compared = ", ".join(f"{number} {name}" for name, number in report.checked)
    screen.print(f"Checked {report.reports} report(s), {report.triples:,} triples: {compared}.")
    screen.print(f"Found {report.summary()}.")


def _tables(report: QualityReport, limit: int) -> Iterator[Table]:
    from kg.cli.terminal import row, table

    for code, number in report.by_code().items():
        found = [one for one in report.findings if one.code == code]
        shown = f", the first {limit} (--limit 0 shows all)" if 0 < limit < number else ""
        made = table("finding", "words", title=f"{found[0].severity}: {code}: {number}{shown}")
        for one in found[:limit] if limit else found:
            row(made, one.message_en, _words(one))
        yield made
    made = table("section", "kind", "sentences", "with a fact", "share", numbers=("sentences", "with a fact", "share"))
    for part in report.coverage:
        name = part.heading if part.section else "the whole report"
        row(made, name, part.kind, part.sentences, part.with_facts, f"{part.share:.0%}")
    yield made


def _words(one: Finding) -> str:
    """Return the words of a finding with where they stand; of a node without words its IRI."""
    if not one.places:
        return one.focus
    return " / ".join(f"{_short(place.text)} ({place.begin})" for place in one.places)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"

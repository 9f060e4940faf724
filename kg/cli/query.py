"""``kg query``: ask graphs a question."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.answers import Table

_JSON = "application/sparql-results+json"


class Form(StrEnum):
    """How the answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"


def run(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[GRAPH]… QUESTION", help="Graphs, then a named question, a file NAME.rq, or SPARQL."),
    ] = None,
    store: Annotated[Path | None, typer.Option(metavar="DIR", help="Ask the store that kg load filled.")] = None,
    format_: Annotated[
        Form, typer.Option("--format", help="csv and json for rows, ttl for triples, table for either.")
    ] = Form.table,
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="Only what concerns this agency.")] = None,
    indicator: Annotated[str | None, typer.Option(metavar="NAME", help="Only this indicator.")] = None,
    year: Annotated[str | None, typer.Option(metavar="YYYY", help="Only reports that review this year.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds that the query may run.", min=0.1)] = 60.0,
    list_: Annotated[bool, typer.Option("--list", help="Show the named questions, a line each.")] = False,
) -> None:
    """Ask graphs a question in SPARQL, or one of the named questions.

    The usual prefixes are declared. Several graphs are asked as one.

    ```
    kg query --list                                          # the named questions
    kg query output/*.ttl figures --year 2024
    kg query --store graphs.db responsibilities --agency 青禾县司法局
    kg query output/report.ttl 'SELECT ?p WHERE { ?p a govkg:Programme }' --format csv
    ```
    """
    if list_:
        _list()
        return
    *graphs, question = arguments or [""]
    if not question or bool(graphs) == (store is not None):
        raise typer.BadParameter("give graphs or --store DIR, and then one question; --list shows the named ones.")
    from kg.answers import ask_once, read_question
    from kg.ask import Request
    from kg.worker import Source

    media = {Form.csv: ("text/csv", ""), Form.ttl: ("", "text/turtle"), Form.json: (_JSON, "")}
    given = {"agency": agency, "indicator": indicator, "year": year}
    parameters = {name: value for name, value in given.items() if value is not None}
    request = Request(read_question(question), parameters, *media.get(format_, (_JSON, "text/turtle")))
    source = Source(store=str(store)) if store is not None else Source(files=tuple(graphs))
    answer = ask_once(source, request, timeout)
    if format_ is Form.table and answer.kind != "triples":
        _print(answer.table())
    else:
        typer.echo(answer.body, nl=False)


def _print(found: Table) -> None:
    from kg.cli.terminal import console, row, table

    made = table(*found.columns, numbers=found.numbers)
    for cells in found.rows:
        row(made, *cells)
    screen = console()
    screen.print(made)
    screen.print(f"{len(found.rows)} {'row' if len(found.rows) == 1 else 'rows'}")


def _list() -> None:
    from kg.questions import questions

    width = max(len(q.name) for q in questions())
    for q in questions():
        takes = "".join(f" --{name}" for name in q.parameters)
        typer.echo(f"{q.number} {q.name:{width}}  {q.chinese} {q.english}{takes}")

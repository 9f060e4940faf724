"""``kg compare``: one indicator across years and places."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """How the figures are written."""

    table = "table"
    csv = "csv"
    html = "html"


def run(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH…", help="Graphs that kg wrote.")],
    indicator: Annotated[str, typer.Option(metavar="NAME", help="An indicator, or a subject of the table.")],
    area: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this place; again for more.")] = None,
    years: Annotated[str | None, typer.Option(metavar="YEARS", help="2023, 2020-2024 or 2019,2022-2024.")] = None,
    narrower: Annotated[bool, typer.Option("--narrower", help="Also the indicators that are part of it.")] = False,
    format_: Annotated[Form, typer.Option("--format", help="html is a page with a chart.")] = Form.table,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; by default standard output.")] = None,
) -> None:
    """Compare an indicator across reports, whatever each calls it: see ontology/indicators.ttl.

    ```
    kg compare graphs/*.ttl --indicator 城镇新增就业
    kg compare graphs/*.ttl --indicator 森林覆盖率 --years 2020-2025 --format html -o forest.html
    ```
    """
    from kg.chart import to_html
    from kg.compare import COLUMNS, compare, parse_years, to_csv
    from kg.files import write_whole
    from kg.graph import Graph

    if format_ is Form.table and output is not None:
        raise typer.BadParameter("a table is for the terminal; write --format csv or html to a file.")
    wanted = parse_years(years) if years else []
    points = compare(Graph.load(*graphs), indicator, areas=area or [], years=wanted, narrower=narrower)
    if format_ is Form.table:
        from kg.cli.terminal import console, row, table

        made = table(*COLUMNS[:-1], numbers=("value",))
        for point in points:
            row(made, *point.cells[:-1])
        screen = console()
        screen.print(made)
        screen.print(f"{len(points)} {'figure' if len(points) == 1 else 'figures'}")
        return
    text = to_csv(points) if format_ is Form.csv else to_html(indicator, points)
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
        typer.echo(output)

"""``kg page``: graphs to one interactive page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH…", help="Graphs that kg build wrote.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The page; by default beside the first graph, as NAME.html.")
    ] = None,
) -> None:
    """Show graphs as one HTML page: search, filters, figures, and every claim with its sentence.

    The page is one file that opens by a double click and asks nothing of the network. Its path goes to standard output.

    ```
    kg page output/report.ttl                    # writes output/report.html
    kg page graphs/*.ttl -o all.html             # several reports together
    ```
    """
    from kg.graph import Graph
    from kg.view import write_page

    typer.echo(write_page(Graph.load(*graphs), output or graphs[0].with_suffix(".html")))

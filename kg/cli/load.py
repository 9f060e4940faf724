"""``kg load``: graphs into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    graphs: Annotated[
        list[Path] | None, typer.Argument(metavar="[GRAPH]…", help="Graphs that kg build wrote, one report each.")
    ] = None,
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of the store; made where it is missing.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show which reports the store holds.")] = False,
) -> None:
    """Load graphs into a store, from which kg query and kg serve answer at once.

    Each report is a named graph of its own: loading it anew replaces its facts and nothing else, in one step. A run
    that is stopped leaves every report whole; run it again to complete it. Without --store the graphs are only tried.

    ```
    kg load output/*.ttl --store graphs.db
    kg load --store graphs.db --list
    ```
    """
    from kg.answers import short
    from kg.cli.terminal import clean, console, progress, row, table
    from kg.store import ReportStore

    if not graphs and not (list_ and store):
        raise typer.BadParameter("give graphs to load, or --store DIR --list to see what a store holds.")
    with ReportStore(store, write=bool(graphs)) as reports:
        if graphs:
            reports.load_vocabulary()
        for path in progress(graphs or [], len(graphs or [])):
            for name, done in reports.load(path):
                typer.echo(f"{done:9}  {name.value}  {clean(path)}")
        if graphs:
            reports.optimize()
        if list_:
            made = table("report", "year", "title", "triples", numbers=("triples",))
            for entry in reports.entries():
                row(made, short(entry.iri), entry.year, entry.title, f"{entry.triples:,}")
            console().print(made)

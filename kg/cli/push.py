"""``kg push``: graphs into another triple store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    graphs: Annotated[
        list[Path] | None, typer.Argument(metavar="[GRAPH]…", help="Graphs that kg build wrote, one report each.")
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="URL", help="The store's Graph Store Protocol.")] = "",
    store: Annotated[Path | None, typer.Option(metavar="DIR", help="Push what kg load put into this store.")] = None,
    retries: Annotated[int, typer.Option(help="How often to try again what may pass.", min=0)] = 4,
) -> None:
    """Put graphs into another triple store, each report as a named graph, and the vocabulary beside them.

    A graph that is there already is replaced. Who is let in stands in the environment: GOVKG_PUSH_USER and
    GOVKG_PUSH_PASSWORD (Basic or Digest, as the store asks), or GOVKG_PUSH_TOKEN (Bearer).

    ```
    kg push output/*.ttl --to http://127.0.0.1:7878/store                      # Oxigraph
    kg push --store graphs.db --to http://127.0.0.1:8890/sparql-graph-crud-auth  # Virtuoso
    ```
    """
    from dataclasses import replace

    from kg.cli.terminal import progress
    from kg.push import Target, push
    from kg.store import ReportStore, read_graphs, vocabulary

    if not to or bool(graphs) == (store is not None):
        raise typer.BadParameter("give graphs or --store DIR, and --to URL.")
    target = replace(Target.from_environment(to), retries=retries)
    wanted = vocabulary()
    if store is not None:
        with ReportStore(store) as reports:
            wanted |= {name: reports.triples(name) for name in reports.names() if name not in wanted}
    for path in graphs or []:
        wanted |= read_graphs(path)
    for name, done in progress(push(target, wanted), len(wanted)):
        typer.echo(f"{done:9}  {name.value}")

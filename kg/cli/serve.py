"""``kg serve``: a SPARQL endpoint with a query page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    graphs: Annotated[
        list[Path] | None, typer.Argument(metavar="[GRAPH]…", help="Graphs that kg build wrote, in place of a store.")
    ] = None,
    store: Annotated[Path | None, typer.Option(metavar="DIR", help="The store that kg load filled.")] = None,
    host: Annotated[str, typer.Option(help="The address to listen on; by default this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 7878,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may run.", min=0.1)] = 10.0,
    max_rows: Annotated[int, typer.Option(help="Rows or triples that an answer may have.", min=1)] = 10_000,
    workers: Annotated[
        int | None, typer.Option(help="Queries that run at once; by default one for each core, at least 4.", min=1)
    ] = None,
) -> None:
    """Serve graphs: a read-only SPARQL 1.1 endpoint at /sparql, a query page at /, a page of each report.

    ```
    kg serve --store graphs.db                   # then open http://127.0.0.1:7878/
    kg serve output/*.ttl --port 8000            # graphs straight from files
    ```

    Needs the extra: pip install 'govkg[serve]'.
    """
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from kg.serve.run import fill, listen
    from kg.serve.settings import Settings

    if (store is None) == (not graphs):
        raise typer.BadParameter("give graphs, or --store DIR, and not both.")
    with TemporaryDirectory(prefix="kg-serve-") as temporary:
        folder = store if store is not None else fill(Path(temporary) / "store", graphs or [])
        settings = Settings(folder, seconds=timeout, rows=max_rows)
        listen(settings if workers is None else replace(settings, workers=workers), host, port)

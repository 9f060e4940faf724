"""``kg export``: graphs in the formats of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.format_names import Format

#: How the file of a format ends; the tables of CSV are a folder.
_SUFFIX = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "rdf12": ".rdf12.ttl", "csv": ""}


def run(
    graphs: Annotated[
        list[Path] | None, typer.Argument(metavar="[GRAPH]…", help="Graphs that kg build wrote, one report each.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="The format to write.")] = Format.jsonld,
    store: Annotated[Path | None, typer.Option(metavar="DIR", help="Export what kg load put into this store.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file, of csv the folder; by default export.….")
    ] = None,
) -> None:
    """Write graphs in another format, several as one.

    turtle, trig, nquads and jsonld are RDF; trig and nquads keep the reports apart. rdf12 states the claims as RDF 1.2
    has it. graphml opens in Gephi, yEd and Cytoscape. csv gives nodes.csv, edges.csv and observations.csv. parquet gives
    the figures for pandas, and needs pip install 'govkg[parquet]'.

    ```
    kg export output/*.ttl --format csv -o tables/
    kg export --store graphs.db --format parquet -o figures.parquet
    ```
    """
    from kg.formats import export
    from kg.store import VOCABULARY, ReportStore, read_graphs

    if bool(graphs) == (store is not None):
        raise typer.BadParameter("give graphs, or --store DIR, and not both.")
    found = {}
    if store is not None:
        with ReportStore(store) as reports:
            found = {name: reports.triples(name) for name in reports.names() if name not in VOCABULARY}
    for path in graphs or []:
        found |= read_graphs(path, strict=False)
    target = output or Path(f"export{_SUFFIX.get(format_, f'.{format_}')}")
    for path in export(found, format_, target):
        typer.echo(path)

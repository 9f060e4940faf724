"""``kg drop``: reports out of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORT…", help="Reports as kg load --list shows them, or their IRIs.")
    ],
    store: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the store.")],
) -> None:
    """Take reports out of a store: their facts go, all that other reports say as well stays.

    A name that the store does not hold is an error, and nothing is taken out then. A report whose file still lies in
    a folder that kg build --store reads comes back with the next build.

    ```
    kg load --store graphs.db --list
    kg drop id:report-2ctr4p5ycx5h --store graphs.db
    kg drop id:report-2ctr4p5ycx5h id:report-5isqs66hveqn --store graphs.db
    ```
    """
    from kg.answers import expand
    from kg.store import ReportStore

    with ReportStore(store, write=True) as held:
        for name in held.drop([expand(report) for report in reports]):
            typer.echo(f"dropped    {name.value}")
        held.optimize()

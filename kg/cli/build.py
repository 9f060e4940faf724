"""``kg build``: reports to Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    paths: Annotated[list[Path], typer.Argument(help="Reports, or folders of reports.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where NAME.ttl is written.")] = Path("output"),
    issuer: Annotated[str | None, typer.Option(help="Who reports, where the text does not say.")] = None,
    area: Annotated[str | None, typer.Option(help="The division it speaks for.")] = None,
    year: Annotated[int | None, typer.Option(help="The year under review.")] = None,
) -> None:
    """Build the graph of each report."""
    from kg.api import build
    from kg.read import find_reports

    output.mkdir(parents=True, exist_ok=True)
    for path in find_reports(paths):
        build(path, issuer=issuer, area=area, year=year).save(output / f"{path.stem}.ttl")

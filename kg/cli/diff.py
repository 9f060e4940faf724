"""``kg diff``: what changed between two reports of one issuer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.diff import Difference


class Form(StrEnum):
    """How the differences are written."""

    table = "table"
    json = "json"


def run(
    before: Annotated[Path, typer.Argument(metavar="A", help="The graph of the earlier report.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The graph of a later report of the same issuer.")],
    format_: Annotated[Form, typer.Option("--format", help="How the differences are written.")] = Form.table,
) -> None:
    """Show what came and went, which figures changed, which shortcomings recur, what became of the plans.

    ```
    kg diff output/2023.ttl output/2024.ttl
    kg diff output/2023.ttl output/2024.ttl --format json > changes.json
    ```
    """
    from kg.diff import diff
    from kg.graph import Graph

    found = diff(Graph.load(before), Graph.load(after))
    if format_ is Form.json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1, default=lambda value: f"{value:f}"))
    else:
        _print(found)


def _print(found: Difference) -> None:
    from kg.cli.terminal import console, row, table

    screen = console()
    screen.print(
        f"{found.issuer}: {found.before.title} ({found.before.year}), {found.after.title} ({found.after.year})"
    )
    moved = [("+", t.kind, name) for t in found.turnover for name in t.came]
    moved += [("-", t.kind, name) for t in found.turnover for name in t.went]
    figures = [
        (f.indicator, f.area, f.statistic, f"{f.before:f}", f"{f.after:f}", f"{f.difference:+f}", f.measure_word)
        for f in found.figures
    ]
    tables: dict[str, tuple[tuple[str, ...], Sequence[tuple[object, ...]]]] = {
        "Came and went": (("", "class", "name"), moved),
        "Figures": (("indicator", "area", "statistic", "before", "after", "difference", "unit"), figures),
        "Shortcomings that recur": (
            ("before", "after", "wording"),
            [(r.before, r.after, "same" if r.same else "alike") for r in found.recurring],
        ),
        "Plans": (("relation", "what", "state"), [(p.relation, p.what, p.state) for p in found.plans]),
    }
    for title, (columns, rows) in tables.items():
        made = table(
            *columns, title=f"{title} ({len(rows)})", numbers=("before", "after") if title == "Figures" else ()
        )
        for cells in rows:
            row(made, *cells)
        screen.print(made)

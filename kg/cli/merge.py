"""``kg merge``: many graphs as one, and what met in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.merge_report import MergeReport


class Form(StrEnum):
    """How the merge report is written."""

    table = "table"
    json = "json"


def run(
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH…", help="Graphs that kg wrote.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where the union goes.")] = None,
    report: Annotated[bool, typer.Option("--report", help="Tell what met, what stayed apart, and why.")] = False,
    ties: Annotated[bool, typer.Option("--ties", help="Tie indicators to the table, divisions to successors.")] = False,
    format_: Annotated[Form, typer.Option("--format", help="How the report is written.")] = Form.table,
    limit: Annotated[int, typer.Option(help="Rows of each table of the report; 0 shows all.", min=0)] = 20,
) -> None:
    """Merge graphs by identity: what has one IRI is one thing; names that are only alike stay apart.

    ```
    kg merge graphs/*.ttl -o all.ttl
    kg merge graphs/*.ttl --report
    kg merge graphs/*.ttl -o all.ttl --ties --report --format json > merge.json
    ```
    """
    from kg.graph import Graph
    from kg.merge import merge
    from kg.merge_report import merge_report

    if output is None and not report:
        raise typer.BadParameter("say with -o FILE where the union goes, or ask for the --report alone.")
    merged = merge((Graph.load(path) for path in graphs), ties=ties)
    if report:
        found = merge_report(merged)
        if format_ is Form.json:
            typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
        else:
            _print(found, limit or None)
    if output is not None:
        typer.echo(merged.graph.save(output), err=report)


def _print(found: MergeReport, limit: int | None) -> None:
    from kg.cli.terminal import console, row, table

    screen = console()
    screen.print(
        f"{len(found.reports)} reports, {found.entities} entities, {len(found.shared)} of them in several reports"
    )
    tables: dict[str, tuple[tuple[str, ...], Sequence[tuple[object, ...]]]] = {
        "In several reports": (
            ("reports", "class", "name"),
            [(len(s.reports), s.kind, s.label) for s in found.shared],
        ),
        "Names that fell together": (
            ("class", "name", "wording", "rule"),
            [(m.kind, m.label, m.wording, m.rule) for m in found.met],
        ),
        "Near-misses, left apart": (
            ("class", "differ in", "names"),
            [(n.kind, ", ".join(n.why), "、".join(n.names)) for n in found.near_misses],
        ),
        "One name, several classes": (
            ("name", "classes"),
            [(c.name, ", ".join(c.kinds)) for c in found.conflicts],
        ),
        "Chosen where reports differ": (
            ("what", "kept", "not kept"),
            [(c.what, c.kept, "、".join(c.others)) for c in found.choices],
        ),
        "Divisions that changed": (
            ("code", "name", "until", "after"),
            [(c.code, c.name, c.year, f"{c.successor} {c.name_after}".strip()) for c in found.changes],
        ),
    }
    for title, (columns, rows) in tables.items():
        made = table(*columns, title=f"{title} ({len(rows)})")
        for cells in rows[:limit]:
            row(made, *cells)
        screen.print(made)
    rules = Counter(m.rule for m in found.met)
    screen.print("Rules: " + ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items())))

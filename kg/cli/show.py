"""``kg show``: what a report says, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from kg.graph import Graph
    from kg.nodes import Statement
    from kg.summary import Account, Source

T = TypeVar("T")

_FIGURES = "Observation"
_WORDS = "in the words of the report"


def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A graph, a report, or - for a report on stdin.")],
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="What it does, and what comes of it.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="CLASS", help="Agency, Regulation, … or Observation only.")
    ] = None,
    limit: Annotated[int, typer.Option(help="Rows of each table; 0 shows all.", min=0)] = 10,
    issuer: Annotated[str | None, typer.Option(help="As for kg build, where FILE is a report.")] = None,
    area: Annotated[str | None, typer.Option(help="As for kg build.")] = None,
    year: Annotated[int | None, typer.Option(help="As for kg build.")] = None,
) -> None:
    """Show what a report says: entities, figures, what an agency answers for.

    FILE is a graph that kg wrote, or a report, whose graph is built in passing; nothing is written.

    ```
    kg show output/report.ttl                    # everything in brief
    kg show report.txt --kind Regulation --limit 0
    kg show report.txt --kind Observation        # the figures
    kg show output/report.ttl --agency 县司法局   # with the words that say so
    ```
    """
    from kg.batch import Options, open_graph
    from kg.cli.terminal import console
    from kg.summary import account, class_named

    if agency is not None and kind is not None:
        raise typer.BadParameter("--agency lists claims and --kind the things of one class; give one of them.")
    wanted = class_named(kind) if kind is not None else None
    graph = open_graph(file, Options(issuer, area, year))
    tables = _of_graph(graph, wanted, limit) if agency is None else _of_agency(account(graph, agency), limit)
    screen = console()
    for number, made in enumerate(tables):
        if number:
            screen.print()
        screen.print(made)


def _of_graph(graph: Graph, kind: str | None, limit: int) -> list[Table]:
    from kg.facts import KINDS
    from kg.summary import counts, sources

    found, tables = counts(graph), []
    if kind is None:
        tables = [*map(_source, sources(graph)), _counted(found)]
    for name in (*KINDS, _FIGURES):
        if name == kind or (kind is None and found[name]):
            tables.append(_figures(graph, limit) if name == _FIGURES else _entities(graph, name, limit))
    return tables


def _of_agency(account: Account, limit: int) -> list[Table]:
    agency = account.agency

    def own(claim: Statement) -> tuple[str, ...]:
        what = claim.tail if claim.head == agency else claim.head
        return _relation(claim), what.label, claim.evidence.text

    def whole(claim: Statement) -> tuple[str, ...]:
        return claim.head.label, _relation(claim), claim.tail.label, claim.evidence.text

    columns = ("relation", "what", _WORDS)
    tables = [
        _limited(f"{agency.label}, responsibilities", columns, account.responsibilities, limit, own),
        _limited(f"{agency.label}, outcomes", columns, account.outcomes, limit, own),
    ]
    if account.others:
        tables.append(_limited(f"{agency.label}, also", ("who", *columns), account.others, limit, whole))
    return tables


def _relation(claim: Statement) -> str:
    return claim.relation if claim.modality == "asserted" else f"{claim.relation} ({claim.modality})"


def _source(source: Source) -> Table:
    from kg.cli.terminal import row, table

    made = table("report", source.title or source.iri)
    row(made, "issuer", source.issuer + (" (provisional)" if source.provisional else ""))
    for name, value in (("area", source.area), ("year", source.year), ("date", source.date)):
        row(made, name, value or "?")
    row(made, "length", f"{source.length:,} characters")
    return made


def _counted(found: dict[str, int]) -> Table:
    from kg.cli.terminal import row, table

    made = table("class", "number", numbers=("number",))
    for name, number in found.items():
        if number:
            row(made, name, number)
    return made


def _entities(graph: Graph, kind: str, limit: int) -> Table:
    from kg.summary import met

    return _limited(
        kind,
        (kind, "mentions", "other words for it"),
        met(graph, kind),
        limit,
        lambda one: (one.thing.label, one.mentions, "、".join(w for w in one.words if w != one.thing.label)),
    )


def _figures(graph: Graph, limit: int) -> Table:
    return _limited(
        _FIGURES,
        ("indicator", _WORDS, "value", "unit", "period", "statistic"),
        graph.observations,
        limit,
        lambda f: (
            f.indicator,
            f.evidence.text,
            f"{f.value:,f}",
            f.measure_word,
            f.period,
            f"{f.statistic} ({f.rank_scope})" if f.rank_scope else f.statistic,
        ),
    )


def _limited(
    title: str, columns: Sequence[str], found: Sequence[T], limit: int, cells: Callable[[T], tuple[object, ...]]
) -> Table:
    """Return a table of the first ``limit`` things, 0 for all, with a title that says how many there are."""
    from kg.cli.terminal import row, table

    shown = f", the first {limit} (--limit 0 shows all)" if 0 < limit < len(found) else ""
    made = table(*columns, title=f"{title}: {len(found)}{shown}", numbers=("mentions", "value"))
    for one in found[:limit] if limit else found:
        row(made, *cells(one))
    return made

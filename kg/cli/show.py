"""``kg show``: what a report says, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph import Graph
    from kg.nodes import Statement

T = TypeVar("T")

_FIGURES = "Observation"


def run(  # noqa: PLR0913
    file: Annotated[Path, typer.Argument(help="A report (text), a graph that kg wrote, or - for standard input.")],
    agency: Annotated[str | None, typer.Option(help="What this agency does, and what comes of it.")] = None,
    kind: Annotated[str | None, typer.Option(help="One class only: Agency, Regulation, … or Observation.")] = None,
    limit: Annotated[int, typer.Option(help="Rows of each table; 0 shows all.", min=0)] = 10,
    issuer: Annotated[str | None, typer.Option(help="As for kg build, where FILE is a report.")] = None,
    area: Annotated[str | None, typer.Option(help="As for kg build.")] = None,
    year: Annotated[int | None, typer.Option(help="As for kg build.")] = None,
) -> None:
    """Show what a report says: entities with the words that name them, figures, and what an agency answers for.

    FILE may be a graph or a report; a report is read in passing, and nothing is written.

    ```
    kg show output/report.ttl                    # everything in brief
    kg show report.txt --kind Regulation --limit 0
    kg show report.txt --kind Observation        # the figures
    kg show output/report.ttl --agency 县司法局   # responsibilities and outcomes, with the words that say so
    ```
    """
    from kg.batch import Options, open_graph
    from kg.cli.terminal import console, styled
    from kg.summary import account, class_named

    if agency is not None and kind is not None:
        raise typer.BadParameter("--agency shows claims, --kind a class; give one of them.")
    wanted = class_named(kind) if kind is not None else None
    graph = open_graph(file, Options(issuer, area, year))
    screen = console()
    if agency is not None:
        found = account(graph, agency)
        screen.print(styled(found.agency.label, "bold"))
        _claims(screen, "Responsibilities", found.responsibilities, limit)
        _claims(screen, "Outcomes", found.outcomes, limit)
        _claims(screen, "Also said of it", found.others, limit)
        return
    if wanted is None:
        _sources(screen, graph)
    if wanted != _FIGURES:
        _entities(screen, graph, wanted, limit)
    if wanted in (None, _FIGURES):
        _figures(screen, graph, limit)


def _sources(screen: Console, graph: Graph) -> None:
    from kg.cli.terminal import row, table
    from kg.summary import counts, sources

    for source in sources(graph):
        made = table("report", source.title or "(no title)")
        row(made, "issuer", source.issuer + (" (provisional)" if source.provisional else ""))
        row(made, "area", source.area or "?")
        row(made, "year", source.year or "?")
        row(made, "date", source.date or "?")
        row(made, "length", f"{source.length:,} characters")
        screen.print(made)
    found = counts(graph)
    screen.print(" · ".join(f"{number} {name}" for name, number in found.items() if number))


def _entities(screen: Console, graph: Graph, kind: str | None, limit: int) -> None:
    from kg.cli.terminal import row, table
    from kg.facts import KINDS
    from kg.summary import met

    for name in KINDS if kind is None else (kind,):
        found = met(graph, name)
        if not found and kind is None:
            continue
        made = table(
            name, "mentions", "words of the report", title=_title(name, len(found), limit), numbers=("mentions",)
        )
        for one in _first(found, limit):
            row(made, one.thing.label, one.mentions, "、".join(w for w in one.words if w != one.thing.label))
        screen.print(made)


def _figures(screen: Console, graph: Graph, limit: int) -> None:
    from kg.cli.terminal import row, table

    figures = graph.observations
    columns = ("indicator", "as worded", "value", "unit", "period", "statistic")
    made = table(*columns, title=_title("Observation", len(figures), limit), numbers=("value",))
    for f in _first(figures, limit):
        rank = f" ({f.rank_scope})" if f.rank_scope else ""
        row(made, f.indicator, f.evidence.text, f"{f.value:,f}", f.measure_word, f.period, f.statistic + rank)
    screen.print(made)


def _claims(screen: Console, heading: str, claims: Sequence[Statement], limit: int) -> None:
    from kg.cli.terminal import row, table

    made = table("who", "relation", "what", "in the words of the report", title=_title(heading, len(claims), limit))
    for claim in _first(claims, limit):
        relation = claim.relation if claim.modality == "asserted" else f"{claim.relation} ({claim.modality})"
        row(made, claim.head.label, relation, claim.tail.label, claim.evidence.text)
    screen.print(made)


def _first(found: Sequence[T], limit: int) -> Iterable[T]:
    return found[:limit] if limit else found


def _title(name: str, number: int, limit: int) -> str:
    shown = f", the first {limit} (--limit 0 shows all)" if 0 < limit < number else ""
    return f"{name}: {number}{shown}"

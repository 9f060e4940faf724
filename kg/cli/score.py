"""``kg score``: how well a graph agrees with what a careful reader wrote down."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILES", help="TEXT GOLD.tsv [GRAPH.ttl], again and again.")],
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what is wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    floors: Annotated[
        list[str] | None, typer.Option("--min", metavar="LAYER=F1", help="Exit code 1 below this F1; may be repeated.")
    ] = None,
) -> None:
    """Score graphs against gold standards: precision, recall, F1 by layer.

    Several reports are scored as one (micro average).
    Where no GRAPH.ttl follows, the graph is built in passing, with the options that the gold standard names.

    ```
    kg score report.txt report.gold.tsv
    kg score report.txt report.gold.tsv output/report.ttl --errors
    kg score a.txt a.gold.tsv b.txt b.gold.tsv --min core=0.95
    ```
    """
    from kg.cli.terminal import tell
    from kg.score import LAYERS, Score, score
    from kg.score.build import graph_for
    from kg.score.gold import read_gold

    wanted = _floors(floors or [], LAYERS)
    total = Score()
    for text, gold, graph in _triples(files):
        found = score(text, gold, graph or graph_for(text, read_gold(text, gold)))
        total += found
        if errors:
            typer.echo("\n".join((f"# {text}", *found.errors)))
    typer.echo(total.json() if as_json else total.table())
    below = total.below(wanted)
    if below:
        tell("below the floor: " + "; ".join(below))
        raise typer.Exit(1)


def _triples(files: list[Path]) -> list[tuple[Path, Path, Path | None]]:
    """Take the files in order: a text, its gold standard, and a graph where the next file is one."""
    found, rest = [], list(files)
    while rest:
        if len(rest) < 2 or rest[0].suffix == ".ttl" or rest[1].suffix != ".tsv":
            raise typer.BadParameter(f"after {rest[0]}, a text, give its gold standard (.tsv), then its graph (.ttl).")
        text, gold, *rest = rest
        graph = rest.pop(0) if rest and rest[0].suffix == ".ttl" else None
        found.append((text, gold, graph))
    return found


def _floors(said: list[str], layers: tuple[str, ...]) -> dict[str, float]:
    """Read ``core=0.9``."""
    floors = {}
    for floor in said:
        layer, _, figure = floor.partition("=")
        try:
            floors[layer] = float(figure)
        except ValueError as fault:
            raise typer.BadParameter(f"“{floor}” is no floor; write LAYER=F1, such as core=0.9.") from fault
        if layer not in layers:
            raise typer.BadParameter(f"there is no layer “{layer}”; the layers are {', '.join(layers)}.")
    return floors

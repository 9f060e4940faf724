"""``kg build``: reports to graphs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from kg.batch import Built, Failed, Options

_FIELDS = ("title", "issuer", "area", "year", "genre", "date")


class Format(StrEnum):
    """What a graph can be written as; the value is the extension of the file."""

    TURTLE = "ttl"
    N_TRIPLES = "nt"
    JSON_LD = "jsonld"


def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Reports, folders, archives, or - for stdin.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the graphs.")] = Path("output"),
    issuer: Annotated[str | None, typer.Option(help="The body that reports, where the text does not say.")] = None,
    area: Annotated[str | None, typer.Option(help="The division that it speaks for.")] = None,
    year: Annotated[int | None, typer.Option(help="The year under review.")] = None,
    name: Annotated[str, typer.Option(help="What the report on standard input is called.")] = "stdin",
    form: Annotated[Format, typer.Option("--format", "-f", help="How the graph is written.")] = Format.TURTLE,
    page: Annotated[bool, typer.Option("--page/--no-page", help="Whether NAME.html, the page, is written too.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No tables and no progress.")] = False,
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Build into this store instead; a second run does what is new.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that build into the store.")] = 1,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The Dask scheduler that builds into the store instead.")
    ] = "",
) -> None:
    """Build the graph of each report: NAME.txt gives output/NAME.ttl, and NAME.html, a page to read it in.

    Text, web pages, Word, PDF and Markdown are read, and tables (CSV, JSONL) and ZIP archives of reports.
    The paths of the graphs go to standard output, all else to standard error. A report that cannot be used does
    not stop the others. Exit code: 0 all were built, 1 some were not, 2 none was.

    ```
    kg build report.txt                     # writes output/report.ttl
    kg build reports/ last.pdf -o graphs/   # every report below reports/
    kg build cut.txt --issuer 云岫县人民政府 --year 2023
    iconv -f utf-16 old.txt | kg build - --name old
    kg build report.txt --format jsonld
    kg build reports/ --store graphs.db --jobs 4
    kg build s3://bucket/reports --store graphs.db --cluster tcp://head:8786
    ```
    """
    from kg.batch import Built, Options, build_all, plan
    from kg.cli.terminal import progress
    from kg.corpus.places import place

    if store is not None:
        if (output, form, name) != (Path("output"), Format.TURTLE, "stdin"):
            raise typer.BadParameter("--store takes no --output, --format or --name; leave them out and use kg export.")
        _corpus([place(path) for path in paths], store, Options(issuer, area, year), jobs, cluster, quiet)
        return
    if cluster:
        raise typer.BadParameter("--cluster builds into a store; name its folder with --store.")
    planned, failed = plan([Path(path) for path in paths], output, extension=form.value, name=name, page=page)
    built = []
    for result in progress(build_all(planned, Options(issuer, area, year)), len(planned), quiet=quiet):
        if isinstance(result, Built):
            built.append(result)
            typer.echo(result.target)
        else:
            failed.append(result)
    if built and not quiet:
        _show(built)
    _end(built, failed, quiet=quiet)


def _corpus(paths: Sequence[Path], store: Path, options: Options, jobs: int, address: str, quiet: bool) -> None:
    """Build into a store with a line of progress; list what could not be built, and end with the exit code."""
    from kg.cli.terminal import rate, tell
    from kg.corpus import build, cluster, pool

    failed: list[str] = []
    runner = partial(cluster.run, address=address) if address else pool.run
    built = build(paths, store, options, jobs=max(jobs, 2) if address else jobs, runner=runner)
    for entry, _ in rate(built, quiet=quiet):
        failed += entry.errors
    for error in failed:
        tell(error)
    if failed:
        raise typer.Exit(1)


def _show(built: Sequence[Built]) -> None:
    """Show what was found: of one report how each field was found, of many a line each."""
    from kg.cli.terminal import console

    screen = console(stderr=True)
    if len(built) == 1:
        screen.print(_described(built[0]))
        screen.print()
        screen.print(_counted(built[0]))
    else:
        screen.print(_listed(built))


def _described(built: Built) -> Table:
    from kg.cli.terminal import row, table

    made, how = table("field", "value", "found in"), dict(built.report.found)
    for field in _FIELDS:
        value = getattr(built.report, field)
        row(made, field, value or "?", how.get(field, "nothing tells it"))
    return made


def _counted(built: Built) -> Table:
    from kg.cli.terminal import row, table

    made = table("class", "in the graph", numbers=("in the graph",))
    for name, number in built.counts.items():
        if number:
            row(made, name, number)
    return made


def _listed(built: Sequence[Built]) -> Table:
    from kg.cli.terminal import row, table
    from kg.facts import KINDS

    numbers = ("entities", "figures", "claims")
    made = table("report", "issuer", "year", *numbers, numbers=numbers)
    for one in built:
        issuer = "? (provisional)" if one.report.provisional else one.report.issuer
        entities = sum(one.counts[kind] for kind in KINDS)
        figures, claims = one.counts["Observation"], one.counts["Claim"]
        row(made, one.report.name, issuer, one.report.year or "?", entities, figures, claims)
    return made


def _end(built: Sequence[Built], failed: Sequence[Failed], *, quiet: bool) -> None:
    """Tell what the checks found, warnings and failures, and end the run with the exit code that they call for."""
    from kg.cli.terminal import tell

    for one in built:
        if not quiet:
            tell(f"checks: {one.source}: {one.quality}; kg check {one.target} has more.")
        for warning in one.warnings:
            tell(f"warning: {one.source}: {warning}.")
    if failed and len(built) + len(failed) > 1:
        tell(f"{len(failed)} of {len(built) + len(failed)} could not be built:")
    for fault in failed:
        tell(fault.error)
    if failed:
        raise typer.Exit(1 if built else 2)

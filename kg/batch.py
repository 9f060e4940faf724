"""Reports to graph files, many in one run: what is read, where each graph goes, and what became of each report."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GovkgError, ReadError
from kg.facts import Facts
from kg.graph import Graph
from kg.read import Report, find_reports, read, read_bytes
from kg.read.decode import LIMIT
from kg.read.evidence import stem_of
from kg.read.reader import STDIN
from kg.summary import counts

#: Extensions of files that hold a graph.
GRAPHS = frozenset((".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"))


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of a report, each None where the text is to say it."""

    issuer: str | None = None
    area: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One report to build; where ``source`` is :data:`STDIN`, ``name`` says what it is called."""

    source: Path
    target: Path
    name: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A graph that was written: how much of each class it holds, and what a reader should know of it."""

    job: Job
    report: Report
    counts: Mapping[str, int]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A report that was not built, and the sentence that says why."""

    source: Path
    error: str


def plan(
    paths: Sequence[Path], output: Path, *, extension: str = "ttl", name: str = "stdin"
) -> tuple[list[Job], list[Failed]]:
    """Return the reports to build, each with its target ``output/NAME.extension``, and the paths that name none.

    :param paths: files, folders, or ``-`` for standard input, which is called ``name``; a file named twice counts once.
    :raises ReadError: if two reports would have one target, or a target is the report itself.
    """
    failed: list[Failed] = []
    sources: dict[Path, Path] = {}
    for path in paths:
        try:
            for source in find_reports([path]):
                sources.setdefault(source if source == STDIN else source.resolve(), source)
        except ReadError as fault:
            failed.append(Failed(path, str(fault)))
    jobs: dict[Path, Job] = {}
    for real, source in sources.items():
        target = output / f"{stem_of(name if source == STDIN else source.name)}.{extension}"
        if target in jobs:
            raise ReadError(
                f"{jobs[target].source} and {source} would both be written to {target}; "
                "rename one, or build them into different folders."
            )
        if target.resolve() == real:
            raise ReadError(f"The graph of {source} would take its place; choose another output folder.")
        jobs[target] = Job(source, target, name)
    return list(jobs.values()), failed


def build_all(jobs: Sequence[Job], options: Options = Options()) -> Iterator[Built | Failed]:
    """Build the graphs one by one and yield what became of each; one that fails does not stop the others.

    Where there are several, a fault of the program itself is told like a report that cannot be used.
    """
    for job in jobs:
        try:
            yield build_one(job, options)
        except GovkgError as fault:
            yield Failed(job.source, str(fault))
        except Exception as fault:
            if len(jobs) == 1:
                raise
            told = f"{job.source} met a fault of the program ({type(fault).__name__}: {fault})"
            yield Failed(job.source, f"{told}; build it alone to see where.")


def build_one(job: Job, options: Options = Options()) -> Built:
    """Read one report, write its graph in one piece, and return what was written.

    :raises GovkgError: if the report cannot be read or the graph cannot be written; nothing is left behind then.
    """
    report = open_report(job.source, options, name=job.name)
    from kg.pipeline import extract

    facts = extract(report)
    graph = Graph.from_facts(report, facts)
    graph.save(job.target)
    return Built(job, report, counts(graph), tuple(warnings_of(report, facts)))


def open_report(source: Path, options: Options = Options(), *, name: str = "stdin") -> Report:
    """Return the report at ``source``, or on standard input, called ``name``, where that is :data:`STDIN`.

    :raises ReadError: if it cannot be read as a report.
    """
    issuer, area, year = options.issuer, options.area, options.year
    if source == STDIN:
        return read_bytes(sys.stdin.buffer.read(LIMIT + 1), name, issuer=issuer, area=area, year=year)
    return read(source, issuer=issuer, area=area, year=year)


def open_graph(source: Path, options: Options = Options()) -> Graph:
    """Return the graph in the file at ``source`` (Turtle, N-Triples, JSON-LD …), or the graph of the report there.

    :raises GovkgError: if it cannot be read as either; the extension decides which it should be.
    """
    if source != STDIN and source.suffix.lower() in GRAPHS:
        return Graph.load(source)
    report = open_report(source, options)
    from kg.pipeline import extract

    return Graph.from_facts(report, extract(report))


def warnings_of(report: Report, facts: Facts) -> Iterator[str]:
    """Yield what a reader of the graph should know: what could not be told, then what the pipeline says."""
    if report.provisional:
        yield "the text does not say which body reports, so the graph holds a provisional one; give it with --issuer"
    if not report.year:
        yield "the text does not say which year is under review, so figures may lack their period; give it with --year"
    yield from facts.warnings

"""Reports to graph files, many in one run: what is read, where each graph goes, and what became of each report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GovkgError, ReadError
from kg.facts import Facts
from kg.graph import Graph
from kg.read import Report, find_reports, read, read_all, read_bytes
from kg.read.decode import DOCUMENT_LIMIT, LIMIT
from kg.read.evidence import stem_of
from kg.read.formats import limit_of
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
    """A file to build: ``output`` the folder of its graphs, ``name`` what it is called where it is standard input."""

    source: Path
    output: Path
    extension: str = "ttl"
    name: str = "stdin"
    page: bool = False  # whether NAME.html is written too

    def target(self, name: str) -> Path:
        """Return where the graph of the report called ``name`` goes."""
        return self.output / f"{name}.{self.extension}"


@dataclass(frozen=True, slots=True)
class Built:
    """A graph that was written to ``target``: how much of each class it holds, and what its reader should know."""

    source: Path
    target: Path
    report: Report
    counts: Mapping[str, int]
    warnings: tuple[str, ...] = ()
    quality: str = ""  # what the checks in code found, in a line; the shapes are for kg check


@dataclass(frozen=True, slots=True)
class Failed:
    """A report that was not built, and the sentence that says why."""

    source: Path
    error: str


def plan(
    paths: Sequence[Path], output: Path, *, extension: str = "ttl", name: str = "stdin", page: bool = False
) -> tuple[list[Job], list[Failed]]:
    """Return the files to build into the folder ``output``, and the paths that name none.

    :param paths: files, folders, or ``-`` for standard input, which is called ``name``; a file named twice counts once.
    :param page: whether the page of each graph is written too.
    :raises ReadError: if two documents would have one target, or a target is the document itself.
    """
    failed: list[Failed] = []
    sources: dict[Path, Path] = {}
    for path in paths:
        try:
            for source in find_reports([path]):
                sources.setdefault(source if source == STDIN else source.resolve(), source)
        except ReadError as fault:
            failed.append(Failed(path, str(fault)))
    jobs = [Job(source, output, extension, name, page) for source in sources.values()]
    taken: dict[Path, Path] = {}
    for job, real in zip(jobs, sources, strict=True):
        called = name if job.source == STDIN else job.source.name
        if limit_of(called) is not None:  # not a container, whose reports have names of their own
            target = job.target(stem_of(called))
            if target.resolve() == real:
                raise ReadError(f"The graph of {job.source} would take its place; choose another output folder.")
            _take(target, job.source, taken)
    return jobs, failed


def _take(target: Path, source: Path, taken: dict[Path, Path]) -> None:
    """Note that ``source`` is written to ``target``; raise ReadError where another report is."""
    if target in taken:
        raise ReadError(
            f"{taken[target]} and {source} would both be written to {target}; "
            "rename one, or build them into different folders."
        )
    taken[target] = source


def build_all(jobs: Sequence[Job], options: Options = Options()) -> Iterator[Built | Failed]:
    """Build the graphs one by one and yield what became of each; one that fails does not stop the others.

    Where there are several files, a fault of the program itself is told like a report that cannot be used.
    """
    taken: dict[Path, Path] = {}
    for job in jobs:
        bad: list[ReadError] = []
        reports = _reports(job, options, bad.append)
        more = True
        while more:
            result = _next(job, reports, taken, alone=len(jobs) == 1)
            yield from (Failed(job.source, str(fault)) for fault in bad)
            bad.clear()
            more = result is not None
            if result is not None:
                yield result


def _next(job: Job, reports: Iterator[Report], taken: dict[Path, Path], *, alone: bool) -> Built | Failed | None:
    """Build the next report of a file and return what became of it, None after the last."""
    try:
        report = next(reports, None)
        return None if report is None else _build(job, report, taken)
    except GovkgError as fault:
        return Failed(job.source, str(fault))
    except Exception as fault:
        if alone:
            raise
        told = f"{job.source} met a fault of the program ({type(fault).__name__}: {fault})"
        return Failed(job.source, f"{told}; build it alone to see where.")


def _build(job: Job, report: Report, taken: dict[Path, Path]) -> Built:
    """Write the graph of one report in one piece; nothing is left behind where that fails."""
    target = job.target(report.name)
    _take(target, job.source, taken)
    from kg.check import check
    from kg.pipeline import extract

    facts = extract(report)
    graph = Graph.from_facts(report, facts)
    graph.save(target)
    if job.page:
        from kg.view import write_page

        write_page(graph, target.with_suffix(".html"))
    return Built(
        job.source,
        target,
        report,
        counts(graph),
        tuple(warnings_of(report, facts)),
        check(graph, shapes=False).summary(),
    )


def _reports(job: Job, options: Options, on_error: Callable[[ReadError], None]) -> Iterator[Report]:
    """Yield the reports of a file, the errors of bad ones among several going to ``on_error``."""
    if job.source == STDIN:
        yield open_report(STDIN, options, name=job.name)
        return
    said = options
    yield from read_all(job.source, issuer=said.issuer, area=said.area, year=said.year, on_error=on_error)


def open_report(source: Path, options: Options = Options(), *, name: str = "stdin") -> Report:
    """Return the report at ``source``, or on standard input, called ``name``, where that is :data:`STDIN`.

    :raises ReadError: if it cannot be read as one report.
    """
    issuer, area, year = options.issuer, options.area, options.year
    if source == STDIN:
        data = sys.stdin.buffer.read(max(LIMIT, DOCUMENT_LIMIT) + 1)
        return read_bytes(data, name, issuer=issuer, area=area, year=year)
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

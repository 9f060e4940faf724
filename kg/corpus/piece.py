"""One file of a corpus to one file of N-Quads, each report a named graph: what a worker does, wherever it runs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from time import perf_counter

import kg
from kg.batch import Options
from kg.corpus.manifest import Entry
from kg.errors import GovkgError, ReadError


@dataclass(frozen=True, slots=True)
class Task:
    """A file to build into ``folder``/``piece``; ``sha256`` is of its bytes."""

    source: Path
    sha256: str
    folder: Path
    options: Options

    @property
    def piece(self) -> str:
        """The name of the result, the same wherever it is built: from content, name, options and version."""
        named = repr((self.sha256, self.source.name, astuple(self.options), kg.__version__))
        return hashlib.sha256(named.encode()).hexdigest() + ".nq"


def build_piece(task: Task) -> Entry:
    """Build one file; whatever is wrong with it is told in the entry, and no piece is left of a file without reports.

    A row or member that cannot be read does not stop the others of its file.
    """
    began, errors, lines = perf_counter(), [], set[bytes]()
    numbers: Counter[str] = Counter()
    graphs: set[str] = set()

    def refuse(fault: ReadError) -> None:
        errors.append(str(fault))

    try:
        _collect(task, refuse, lines, numbers, graphs)
        if graphs:
            from kg.files import write_whole

            write_whole(task.folder / task.piece, b"".join(sorted(lines)))
    except GovkgError as fault:
        errors.append(str(fault))
        graphs.clear()
    except Exception as fault:
        errors.append(f"{task.source} met a fault of the program ({type(fault).__name__}: {fault}); build it alone.")
        graphs.clear()
    held = tuple(sorted(graphs))
    return Entry(
        str(task.source),
        task.sha256,
        "built" if held else "failed",
        task.piece if held else "",
        held,
        held,
        dict(numbers) if held else {},
        round(perf_counter() - began, 3),
        tuple(errors),
    )


def _collect(
    task: Task, refuse: Callable[[ReadError], None], lines: set[bytes], numbers: Counter[str], graphs: set[str]
) -> None:
    from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

    from kg.graph import Graph
    from kg.identity import local_name
    from kg.pipeline import extract
    from kg.read import read_all
    from kg.summary import counts
    from kg.vocabulary import BASE

    said = task.options
    for report in read_all(task.source, issuer=said.issuer, area=said.area, year=said.year, on_error=refuse):
        graph = Graph.from_facts(report, extract(report))
        name = NamedNode(BASE + local_name("Report", report.sha256))
        data = (
            serialize((Quad(t.subject, t.predicate, t.object, name) for t in graph.triples), format=RdfFormat.N_QUADS)
            or b""
        )
        lines.update(data.splitlines(keepends=True))
        numbers.update(counts(graph))
        graphs.add(name.value)

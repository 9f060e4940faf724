"""A corpus into a store: only what is new or changed is built, what is gone is taken out, and a stopped run resumes.

The folder of the store also holds ``manifest.jsonl`` and the pieces, ``graphs/*.nq``. A piece is written before the
manifest names it, and the manifest names the graphs that are pending before the store is touched.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.batch import Options
from kg.corpus.manifest import Entry, Manifest
from kg.corpus.piece import Task, build_piece
from kg.corpus.pool import Work, run
from kg.errors import GraphError, ReadError
from kg.read import find_reports
from kg.read.reader import STDIN
from kg.store import VOCABULARY, ReportStore

#: What a user says who leaves all to the texts.
_NOTHING = Options()


def build(
    paths: Sequence[Path], store: Path, options: Options = _NOTHING, *, jobs: int = 1, work: Work = build_piece
) -> Iterator[tuple[Entry, int]]:
    """Bring the store up to date with the paths; yield each entry that is new or failed, and how many are to come.

    What lies below the folders given and is there no longer is taken out; files elsewhere stay in the store.

    :param jobs: processes, at least 1.
    :raises GraphError: if the store cannot be written, or another process uses it.
    :raises ReadError: if a path cannot be read, so that nothing is taken out by mistake.
    """
    if jobs < 1:
        raise GraphError(f"A build needs at least one process, not {jobs}; give --jobs 1 or more.")
    if STDIN in paths:
        raise ReadError("A store is built from files, which can be built again; save standard input to a file first.")
    sources = sorted({source.resolve() for source in find_reports(paths)})
    with ReportStore(store, write=True) as reports:
        corpus = _Corpus(reports, store)
        reports.load_vocabulary()
        corpus.forget({str(source) for source in sources}, [path.resolve() for path in paths])
        tasks, kept = corpus.tasks(sources, options)
        yield from ((entry, len(tasks)) for entry in kept if entry.errors)
        left = len(tasks)
        for entry in run(tasks, jobs, work):
            left -= 1
            yield corpus.settle(entry), left
        corpus.finish()


def dump(store: Path) -> bytes:
    """Return the reports of a store as sorted N-Quads, the same bytes for the same reports however they came there."""
    with ReportStore(store) as reports:
        names = [name for name in reports.names() if name not in VOCABULARY]
        quads = (Quad(t.subject, t.predicate, t.object, name) for name in names for t in reports.triples(name))
        data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(data.splitlines(keepends=True)))


class _Corpus:
    """A store with its manifest and pieces."""

    def __init__(self, reports: ReportStore, folder: Path) -> None:
        self.reports, self.folder = reports, folder / "graphs"
        self.folder.mkdir(exist_ok=True)
        self.manifest = Manifest(folder / "manifest.jsonl")
        self.holders: defaultdict[str, set[str]] = defaultdict(set)  # by graph, the paths that hold it
        for entry in self.manifest.entries.values():
            self._hold(entry)
        for entry in [e for e in self.manifest.entries.values() if e.pending]:
            self._load(entry)

    def forget(self, there: set[str], roots: Sequence[Path]) -> None:
        """Take out the files below the roots that are there no longer."""
        for entry in list(self.manifest.entries.values()):
            path = Path(entry.path)
            if entry.path not in there and any(path.is_relative_to(root) for root in roots):
                self.settle(Entry(entry.path, state="gone"))

    def tasks(self, sources: Iterable[Path], options: Options) -> tuple[list[Task], list[Entry]]:
        """Return what is to be built, and the entries that stand as they are; what failed is tried again."""
        tasks, kept = [], []
        for source in sources:
            task = Task(source, _digest(source), self.folder, options)
            entry = self.manifest.entries.get(str(source))
            if entry and entry.piece == task.piece and self._stands(entry):
                kept.append(entry)
            else:
                tasks.append(task)
        return tasks, kept

    def _stands(self, entry: Entry) -> bool:
        """Whether the piece of an entry is there, and its graphs are in the store (kg drop takes them out)."""
        held = all(self.reports.store.contains_named_graph(NamedNode(name)) for name in entry.graphs)
        return held and (self.folder / entry.piece).exists()

    def settle(self, entry: Entry) -> Entry:
        """Note an entry in place of the one before, give the store its graphs, and return it."""
        before = self.manifest.entries.get(entry.path)
        pending = {*entry.graphs, *(before.graphs if before else ())}
        for name in before.graphs if before else ():
            self.holders[name].discard(entry.path)
        noted = replace(entry, pending=tuple(sorted(pending)))
        self.manifest.put(noted)
        self._hold(noted)
        return self._load(noted)

    def finish(self) -> None:
        """Sweep the pieces that nothing names, write the manifest in order, and pack the store."""
        named = {entry.piece for entry in self.manifest.entries.values()}
        for file in self.folder.iterdir():
            if file.name not in named:
                file.unlink()
        self.manifest.compact()
        self.reports.optimize()

    def _hold(self, entry: Entry) -> None:
        for name in entry.graphs:
            self.holders[name].add(entry.path)

    def _load(self, entry: Entry) -> Entry:
        for name in entry.pending:
            node = NamedNode(name)
            self.reports.put(node, self._triples(node))
            if not self.holders[name]:
                self.reports.store.remove_graph(node)
        done = replace(entry, pending=())
        self.manifest.put(done)
        return done

    def _triples(self, name: NamedNode) -> set[Triple]:
        """Return what all files say in a graph: two of the same text share one."""
        pieces = {self.manifest.entries[path].piece for path in self.holders[name.value]}
        found: set[Triple] = set()
        for piece in sorted(pieces):
            quads = parse(path=str(self.folder / piece), format=RdfFormat.N_QUADS)
            found.update(q.triple for q in quads if q.graph_name == name)
        return found


def _digest(source: Path) -> str:
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # its build says what is wrong

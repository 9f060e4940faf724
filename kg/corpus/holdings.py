"""A store with its manifest and pieces: what it holds of which file, and how it comes to hold what it should.

A piece is written before the manifest names it, and the manifest names the graphs that are pending before the store is
touched; what a killed process left pending is done again first of all. Graphs that are new come by the bulk loader,
many at once; those that were there are put in place one by one, each in a transaction.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.batch import Options
from kg.corpus.manifest import Entry, Manifest
from kg.corpus.piece import Task
from kg.store import ReportStore

#: Bytes of N-Quads that are added at once: more is no faster, and needs more memory.
PORTION = 8_000_000
#: Bytes of N-Quads that wait until they are added, portion after portion: the store merges what comes at one go at
#: less cost than what comes now and then.
BURST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the store is to be given: entries that are pending, pieces to add whole, and graphs with their pieces."""

    entries: tuple[Entry, ...]
    whole: tuple[Path, ...]
    graphs: tuple[tuple[NamedNode, tuple[Path, ...]], ...]


class Holdings:
    """A store with its manifest and pieces, in one folder; made, it ends what a killed process began."""

    def __init__(self, reports: ReportStore, folder: Path) -> None:
        self.reports, self.folder = reports, folder / "graphs"
        self.folder.mkdir(exist_ok=True)
        self.manifest = Manifest(folder / "manifest.jsonl")
        self.holders: defaultdict[str, set[str]] = defaultdict(set)  # by graph, the paths that hold it
        for entry in self.manifest.entries.values():
            self._hold(entry)
        pending = [entry for entry in self.manifest.entries.values() if entry.pending]
        for lines in portions([self.folder / entry.piece for entry in pending if entry.piece]):
            self.reports.add(lines)  # what a kill left half added is whole again before it is compared
        self.settle(pending)

    def forget(self, there: set[str], roots: Sequence[Path]) -> None:
        """Take out the files below the roots that are there no longer."""
        bounds = tuple(f"{str(root).rstrip('/')}/" for root in roots)
        gone = [path for path in self.manifest.entries if path not in there and f"{path}/".startswith(bounds)]
        self.settle([self.note(Entry(path, state="gone")) for path in gone])

    def tasks(self, sources: Iterable[Path], options: Options) -> tuple[list[Task], list[Entry]]:
        """Return what is to be built, and the entries that stand as they are; what failed is tried again."""
        tasks, kept, pieces = [], [], {file.name for file in self.folder.iterdir()}
        for source in sources:
            task = Task(source, digest(source), self.folder, options)
            entry = self.manifest.entries.get(str(source))
            held = entry and all(self.reports.has(NamedNode(name)) for name in entry.graphs)  # kg drop takes them out
            if entry and held and entry.piece == task.piece and task.piece in pieces:
                kept.append(entry)
            else:
                tasks.append(task)
        return tasks, kept

    def note(self, entry: Entry) -> Entry:
        """Note an entry in place of the one before, with the graphs that the store is to be given, and return it."""
        before = self.manifest.entries.get(entry.path)
        pending = {*entry.graphs, *(before.graphs if before else ())}
        for name in before.graphs if before else ():
            self.holders[name].discard(entry.path)
        noted = replace(entry, pending=tuple(sorted(pending)))
        self.manifest.put(noted)
        self._hold(noted)
        return noted

    def settle(self, entries: Sequence[Entry]) -> None:
        """Give the store the graphs of the entries, here and now."""
        delivery = self.delivery(entries)
        self.deliver(delivery)
        self.settled(delivery)

    def delivery(self, entries: Sequence[Entry]) -> Delivery:
        """Return what the store is to be given; none may be under way, for it is compared with the store."""
        names = {name for entry in entries for name in entry.pending}
        old = {name for name in names if not self.holders[name] or self.reports.has(NamedNode(name))}
        whole = sorted({e.piece for e in entries if e.piece and old.isdisjoint(e.graphs)})
        one_by_one = names - {name for e in entries if e.piece in whole for name in e.graphs}
        graphs = [(NamedNode(name), tuple(self._pieces(name))) for name in sorted(one_by_one)]
        return Delivery(tuple(entries), tuple(self.folder / piece for piece in whole), tuple(graphs))

    def deliver(self, delivery: Delivery) -> None:
        """Give the store what it is to be given; in a thread of its own it goes on beside the rest of this class."""
        for lines in portions(delivery.whole):
            self.reports.add(lines)
        for name, pieces in delivery.graphs:
            self.reports.put(name, _triples(name, pieces))
            if not pieces:
                self.reports.store.remove_graph(name)

    def settled(self, delivery: Delivery) -> None:
        """Note that the store was given it."""
        for entry in delivery.entries:
            self.manifest.put(replace(entry, pending=()))

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

    def _pieces(self, name: str) -> list[Path]:
        """Return the pieces of all files that hold a graph: two of the same text share one."""
        return sorted({self.folder / self.manifest.entries[path].piece for path in self.holders[name]})


def digest(source: Path) -> str:
    """Return the SHA-256 of a file, and "" of one that cannot be read: its build says what is wrong."""
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def portions(pieces: Iterable[Path]) -> Iterator[bytes]:
    """Yield the lines of the pieces, so many at once that the store takes them well; what is small is not cut."""
    held, size = [], 0
    for piece in pieces:
        with piece.open("rb") as file:
            while lines := b"".join(file.readlines(PORTION)):
                held.append(lines)
                size += len(lines)
                if size >= PORTION:
                    yield b"".join(held)
                    held, size = [], 0
    if held:
        yield b"".join(held)


def _triples(name: NamedNode, pieces: Iterable[Path]) -> set[Triple]:
    quads = (quad for piece in pieces for quad in parse(path=str(piece), format=RdfFormat.N_QUADS))
    return {quad.triple for quad in quads if quad.graph_name == name}

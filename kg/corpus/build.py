"""A corpus into a store: only what is new or changed is built, what is gone is taken out, and a stopped run resumes.

The folder of the store also holds ``manifest.jsonl`` and the pieces, ``graphs/*.nq``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from kg.batch import Options
from kg.corpus.holdings import BURST, Delivery, Holdings
from kg.corpus.manifest import Entry
from kg.corpus.piece import Task
from kg.corpus.places import sources_of
from kg.corpus.pool import run
from kg.errors import GraphError
from kg.store import VOCABULARY, ReportStore

#: What a user says who leaves all to the texts.
_NOTHING = Options()
#: How tasks become entries: called with them and with how many processes may build just now.
Runner = Callable[[Sequence[Task], Callable[[], int]], Iterator[Entry]]


def build(
    paths: Sequence[Path],
    store: Path,
    options: Options = _NOTHING,
    *,
    jobs: int = 1,
    runner: Runner = run,
) -> Iterator[tuple[Entry, int]]:
    """Bring the store up to date with the paths; yield each entry that is new or failed, and how many are to come.

    What lies below the folders given and is there no longer is taken out; files elsewhere stay in the store.

    :param jobs: processes, at least 1: workers, and from 2 on one fewer while this process writes the store.
    :param runner: what builds: processes of this machine, or a cluster.
    :raises GraphError: if the store cannot be written, or another process uses it.
    :raises ReadError: if a path cannot be read, so that nothing is taken out by mistake.
    """
    if jobs < 1:
        raise GraphError(f"A build needs at least one process, not {jobs}; give --jobs 1 or more.")
    roots, sources = sources_of(paths)
    with ReportStore(store, write=True) as reports, ThreadPoolExecutor(1) as thread:
        holdings = Holdings(reports, store.resolve())
        reports.load_vocabulary()
        holdings.forget({str(source) for source in sources}, roots)
        tasks, kept = holdings.tasks(sources, options)
        yield from ((entry, len(tasks)) for entry in kept if entry.errors)
        left, loads = len(tasks), _Loads(holdings, thread, beside=jobs > 1)

        def slots() -> int:
            return max(jobs - loads.running(), 1)

        for entry in runner(tasks, slots):
            left -= 1
            loads.put(holdings.note(entry))
            yield entry, left
        loads.finish()
        holdings.finish()


def dump(store: Path) -> bytes:
    """Return the reports of a store as sorted N-Quads, the same bytes for the same reports however they came there."""
    with ReportStore(store) as reports:
        names = [name for name in reports.names() if name not in VOCABULARY]
        quads = (Quad(t.subject, t.predicate, t.object, name) for name in names for t in reports.triples(name))
        data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(data.splitlines(keepends=True)))


class _Loads:
    """What goes into the store while other reports are built: one delivery at a time, in a thread if ``beside``."""

    def __init__(self, holdings: Holdings, thread: ThreadPoolExecutor, *, beside: bool) -> None:
        self.holdings, self.thread, self.beside = holdings, thread, beside
        self.waiting: list[Entry] = []
        self.size = 0
        self.current: tuple[Future[None], Delivery] | None = None

    def put(self, entry: Entry) -> None:
        """Take an entry that was noted; when there is enough, and nothing under way, give it to the store."""
        self.waiting.append(entry)
        if entry.piece:
            self.size += (self.holdings.folder / entry.piece).stat().st_size
        if self.size >= BURST and not self.running():
            self._start()
            if not self.beside:
                self._end()

    def running(self) -> bool:
        """Say whether the store is being written."""
        return self.current is not None and not self.current[0].done()

    def finish(self) -> None:
        """Give the store all that waits."""
        self._start()
        self._end()

    def _start(self) -> None:
        self._end()
        delivery = self.holdings.delivery(self.waiting)
        self.waiting, self.size = [], 0
        self.current = self.thread.submit(self.holdings.deliver, delivery), delivery

    def _end(self) -> None:
        if self.current is not None:
            self.current[0].result()
            self.holdings.settled(self.current[1])
            self.current = None

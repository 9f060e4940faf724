"""Workers on many machines: the pieces are built by a Dask cluster, a partition of reports a task.

A piece goes to its place in storage and only its entry comes back, so that a worker that dies costs its partition a
second try and nothing else. A partition whose workers die again and again is taken apart, and its reports are tried one
by one when all else is done, so that only the guilty one is set aside. Every worker needs this version of govkg, and
must reach the reports and the folder of the pieces: under the same path, or under a URL that fsspec knows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from kg.corpus.manifest import Entry
from kg.corpus.piece import Task, build_piece
from kg.corpus.pool import Work
from kg.errors import GraphError

#: Reports in a task: a single one would cost the scheduler more than it gains.
SIZE = 50
#: Seconds after which a cluster is asked whether it has workers at all.
PATIENCE = 60
_TURN = Lock()  # the pipeline is made for one thread, and a worker may have several


def run(
    tasks: Sequence[Task], slots: Callable[[], int], address: str, work: Work = build_piece, size: int = SIZE
) -> Iterator[Entry]:
    """Yield the entry of each task as its partition ends; a report that kills its workers is set aside.

    :param slots: not asked: the cluster says how many partitions it takes at once.
    :raises GraphError: if Dask is not installed, or the cluster cannot be reached or is lost; what was built is kept.
    """
    try:
        import distributed
    except ImportError as fault:
        raise GraphError("A build on a cluster needs Dask; pip install 'govkg[cluster]'.") from fault
    dask: Any = distributed  # most of its functions have no types
    with ExitStack() as stack:
        try:
            client = stack.enter_context(dask.Client(address, set_as_default=False))
        except (OSError, ValueError) as fault:
            raise GraphError(
                f"There is no Dask scheduler at {address}; start one or mend the address: {fault}."
            ) from fault
        doubtful: list[Task] = []
        yield from _partitions(
            client, [list(tasks[at : at + size]) for at in range(0, len(tasks), size)], work, doubtful
        )
        for task in doubtful:  # alone on the cluster, so that none but it can be what kills
            guilty: list[Task] = []
            entries = list(_partitions(client, [[task]], work, guilty))
            yield from entries or map(_set_aside, guilty)


def build_partition(tasks: Sequence[Task], work: Work) -> list[Entry]:
    """Build the reports of a partition one after the other: what a worker of the cluster does."""
    with _TURN:
        return [_build(task, work) for task in tasks]


def _partitions(client: Any, parts: list[list[Task]], work: Work, doubtful: list[Task]) -> Iterator[Entry]:
    """Yield the entries of the partitions, no more of them at once than keep the cluster busy."""
    import distributed

    killed: Any = distributed.KilledWorker
    waiting = iter(parts)
    under_way: dict[Any, list[Task]] = {}

    def fill() -> None:
        while len(under_way) < max(2 * sum(client.nthreads().values()), 2) and (part := next(waiting, None)):
            under_way[client.submit(build_partition, part, work, pure=False)] = part

    fill()
    while under_way:
        for future in _ended(client, list(under_way)):
            part = under_way.pop(future)
            try:
                entries = future.result()
            except killed:
                doubtful += part
            except Exception as fault:
                raise GraphError(
                    f"The cluster failed; mend it and build again, what was built is kept: {fault!r}."
                ) from fault
            else:
                for task, entry in zip(part, entries, strict=True):
                    yield _same_version(task, entry)
        fill()


def _ended(client: Any, futures: list[Any]) -> list[Any]:
    """Wait for a future to end and return those that did; a cluster without workers is not waited for."""
    import distributed

    dask: Any = distributed  # most of its functions have no types
    while True:
        try:
            with client.as_current():
                return list(dask.wait(futures, timeout=PATIENCE, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if not client.nthreads():
                raise GraphError(
                    "The cluster has no workers; start some and build again, what was built is kept."
                ) from None


def _same_version(task: Task, entry: Entry) -> Entry:
    if entry.piece and entry.piece != task.piece:
        raise GraphError("A worker has another version of govkg; install the same one on all and build again.")
    return entry


def _set_aside(task: Task) -> Entry:
    told = f"{task.source} ended each worker that built it, so it is set aside; build it alone."
    return Entry(str(task.source), task.sha256, "failed", errors=(told,))


def _build(task: Task, work: Work) -> Entry:
    """Build a report; what is not a path of this machine is fetched first, and its piece put there afterwards."""
    if all(isinstance(path, Path) for path in (task.source, task.folder)):
        return work(task)
    with tempfile.TemporaryDirectory(prefix="govkg-") as made:
        here = Path(made) / task.source.name
        try:
            here.write_bytes(task.source.read_bytes())
            entry = work(replace(task, source=here, folder=Path(made) / "graphs"))
            if entry.piece:
                task.folder.mkdir(parents=True, exist_ok=True)
                beside = task.folder / Path(made).name  # whole before it bears its name, as two workers may write it
                beside.write_bytes((Path(made) / "graphs" / entry.piece).read_bytes())
                beside.replace(task.folder / entry.piece)
        except OSError as fault:
            told = f"{task.source} cannot be read, or its graph not be written; check your rights: {fault}."
            return Entry(str(task.source), task.sha256, "failed", errors=(told,))
        errors = tuple(error.replace(str(here), str(task.source)) for error in entry.errors)
        return replace(entry, path=str(task.source), errors=errors)

"""Workers that may die: each is a process with a pipe of its own, so that a death costs one task a second try.

The executors of the standard library share one queue among all workers, and a killed one breaks or hangs the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from kg.corpus.manifest import Entry
from kg.corpus.piece import Task, build_piece

#: How often a file may end its worker before it is set aside.
TRIES = 2
_CONTEXT = get_context("spawn")  # nothing of the parent, such as its open store, is in the child

Work = Callable[[Task], Entry]


def run(tasks: Iterable[Task], jobs: Callable[[], int], work: Work = build_piece) -> Iterator[Entry]:
    """Yield the entry of each task as it ends; one that ends its process twice is set aside.

    :param jobs: how many processes may work just now, at least 1; asked before each task.
    """
    waiting = deque((task, 1) for task in tasks)
    busy: dict[Connection, tuple[BaseProcess, Task, int]] = {}
    idle: list[tuple[Connection, BaseProcess]] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < jobs():
                pipe, process = idle.pop() if idle else _start(work)
                task, tries = waiting.popleft()
                busy[pipe] = process, task, tries
                _send(pipe, task)
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                process, task, tries = busy.pop(ready)
                try:
                    entry: Entry = ready.recv()
                except (EOFError, OSError):
                    process.join()
                    ready.close()
                    if tries < TRIES:
                        waiting.append((task, tries + 1))
                    else:
                        yield _set_aside(task, process.exitcode)
                else:
                    idle.append((ready, process))
                    yield entry
    finally:
        _stop([*idle, *((pipe, process) for pipe, (process, _, _) in busy.items())])


def _start(work: Work) -> tuple[Connection, BaseProcess]:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _send(pipe: Connection, task: Task) -> None:
    try:
        pipe.send(task)
    except OSError:
        return  # it died idle: reading from it says so


def _serve(pipe: Connection, work: Work) -> None:
    """The life of a worker: it ends when its parent does, for then the pipe is closed."""
    try:
        while True:
            pipe.send(work(pipe.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _stop(workers: list[tuple[Connection, BaseProcess]]) -> None:
    for pipe, process in workers:
        pipe.close()
        process.terminate()
        process.join()


def _set_aside(task: Task, code: int | None) -> Entry:
    told = f"{task.source} ended its process {TRIES} times (exit code {code}), so it is set aside; build it alone."
    return Entry(str(task.source), task.sha256, "failed", errors=(told,))

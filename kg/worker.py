"""Run queries in a process of their own, which is killed when it takes too long: the engine cannot be interrupted.

The child (``python -m kg.worker``) is shut off from the network, has a bound on its memory, opens the graphs and then
answers one request after another. A message either way is four bytes of length, a JSON object, and its body.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from kg.errors import GraphError
from kg.sparql import QueryError

_LENGTH = struct.Struct(">I")
#: How long a worker may take to open its graphs, in seconds; a store that was not closed well needs most.
_OPENING = 300.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where the graphs are: the folder of a store, or else files; ``memory`` bounds a query's memory, in bytes."""

    store: str = ""
    files: tuple[str, ...] = ()
    memory: int = 0


class Worker:
    """A child process with the graphs open. It answers one query at a time; use one worker for each thread."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the child where it does not run, and wait until its graphs are open; raise GraphError where they
        cannot be."""
        if self._child is not None and self._child.poll() is None:
            return
        root = str(Path(__file__).parent.parent)
        path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": path},
        )
        source = self._source
        head, _ = self._talk({"store": source.store, "files": source.files, "memory": source.memory}, _OPENING)
        if "error" in head:
            self.close()
            raise GraphError(head["error"])

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Answer a request (of :class:`kg.ask.Request`, as plain data) with the head of the answer and its body.

        :raises QueryError: if there is no answer, or none within so many seconds; the child is then ended.
        """
        self.start()
        head, body = self._talk(request, seconds)
        if "error" in head:
            raise QueryError(head["error"], head["kind"])
        return head, body

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _talk(self, message: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        child = self._child
        assert child is not None and child.stdin is not None and child.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            _send(child.stdin, message)
            return _receive(child.stdout)
        except (EOFError, OSError) as error:
            self.close()
            if late.is_set():
                raise QueryError(f"The query was ended after {seconds:g} seconds; ask for less.", "time") from error
            raise QueryError("The query needed more memory than it may have; ask for less.", "memory") from error
        finally:
            timer.cancel()


def _send(stream: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    data = json.dumps(head | {"length": len(body)}).encode()
    stream.write(_LENGTH.pack(len(data)) + data + body)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    head = json.loads(_exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]))
    return head, _exactly(stream, head["length"])


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def main() -> None:
    """Be the child: answer the requests of standard input on standard output until the parent is gone."""
    from kg.seal import seal

    requests: SimpleQueue[dict[str, Any]] = SimpleQueue()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library may print does not get between the answers
    sealed = seal()

    def listen() -> None:
        try:
            while True:
                requests.put(_receive(sys.stdin.buffer)[0])
        except (EOFError, OSError, ValueError):
            os._exit(0)  # the parent is gone; nobody waits for the query that may be running

    threading.Thread(target=listen, daemon=True).start()
    _serve(requests, answers, sealed)


def _serve(requests: SimpleQueue[dict[str, Any]], answers: IO[bytes], sealed: bool) -> None:
    from kg.ask import Request, ask

    source = requests.get()
    try:
        store = _open(source)
        _bound(source["memory"])
    except GraphError as error:
        _send(answers, {"error": str(error)})
        return
    _send(answers, {"sealed": sealed})
    while True:
        request = requests.get()
        request.pop("length")
        try:
            answer = ask(store, Request(**request), sealed=sealed)
            _send(answers, {"kind": answer.kind, "count": answer.count, "media": answer.media}, answer.body)
        except QueryError as error:
            _send(answers, {"error": str(error), "kind": error.kind})
        except MemoryError:
            _send(answers, {"error": "The query needed more memory than it may have; ask for less.", "kind": "memory"})


def _open(source: dict[str, Any]) -> Any:
    from kg.store import ReportStore, read_graphs

    reports = ReportStore(source["store"] or None)
    if not source["store"]:
        reports.load_vocabulary()
        for file in source["files"]:
            for name, triples in read_graphs(Path(file), strict=False).items():
                reports.put(name, triples)
    _KEPT.append(reports)
    return reports.store


#: The open store, so that its lock is held as long as the process runs.
_KEPT: list[Any] = []


def _bound(memory: int) -> None:
    """Let the process have so many bytes of memory more than it has now; 0 sets no bound."""
    status = Path("/proc/self/status")
    if not memory or not status.exists():
        return
    import resource

    now = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmData"))
    resource.setrlimit(resource.RLIMIT_DATA, (now * 1024 + memory,) * 2)


if __name__ == "__main__":
    main()

"""Formats whose libraries a hostile file can make loop, crash or eat memory are read in a child process with limits.

The child is started when the first such file comes and kept for the next ones, so that it costs its start (a quarter
of a second) once; after a file that it did not survive there is a new one.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Any

from kg.errors import ReadError
from kg.read.formats.worker import MEMORY, READY, SECONDS
from kg.read.stated import Extracted, Stated

#: Seconds by the clock after which a child is given up that neither answers nor computes.
PATIENCE = 7.0
_START = "import sys; sys.path[:] = {path!r}; from kg.read.formats.worker import main; main()"
_LONGEST_ANSWER = 100 * 1024 * 1024
_WAY_OUT = "it is damaged or made to do harm; get a whole copy, or save its text as UTF-8 (.txt)."


def extract(kind: str, data: bytes, name: str) -> Extracted:
    """Return what ``kg.read.formats.KIND.extract`` finds in ``data``, run in the child.

    :raises ReadError: what the format refuses, or that the file takes too long, too much memory, or crashes the
        library.
    """
    with _keeper.lock:
        child = _keeper.get()
        answer = child.ask({"kind": kind, "name": name, "size": len(data)}, data)
        if answer is None or answer.get("last") or "failed" in answer:
            _keeper.end()
    if answer is None:
        raise ReadError(f"{name} {child.why_it_died()}; {_WAY_OUT}")
    if "failed" in answer:
        what = "asks for too much memory" if answer["failed"] == "memory" else f"cannot be read ({answer['failed']})"
        raise ReadError(f"{name} {what}; {_WAY_OUT}")
    if "refused" in answer:
        raise ReadError(answer["refused"])
    found = answer["found"]
    stated = Stated(tuple((a, b, c) for a, b, c in found["stated"]["facts"]), found["stated"]["overrules"])
    return Extracted(found["text"], found["encoding"], stated, found["name"], tuple(found["notes"]))


class _Child:
    """One child process, ready for requests."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": "0"},  # libraries that go through sets give the same text every time
        )
        self.late = False
        if self._pipes()[1].read(len(READY)) != READY:
            self.end()
            raise ReadError("The child process that reads files cannot start; check that govkg is installed whole.")

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise ReadError("The child process that reads files has no pipes; check that govkg is installed whole.")
        return stdin, stdout

    def ask(self, head: dict[str, Any], data: bytes) -> dict[str, Any] | None:
        """Return the answer to a request, None where the child died over it."""
        timer = threading.Timer(PATIENCE, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            stdin, stdout = self._pipes()
            stdin.write(json.dumps(head).encode() + b"\n" + data)
            stdin.flush()
            size = int.from_bytes(stdout.read(8), "big")
            body = stdout.read(size) if 0 < size <= _LONGEST_ANSWER else b""
            return json.loads(body) if body and len(body) == size else None
        except (OSError, ValueError):
            return None
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self.late = True
        self.process.kill()

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.let_go()
        self.process.wait()

    def let_go(self) -> None:
        """Close the pipes to the process."""
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()

    def why_it_died(self) -> str:
        """Return what the file did to the child, as a part of a sentence."""
        code = self.process.returncode
        if self.late or code == -getattr(signal, "SIGXCPU", 0):
            return f"takes more than the {SECONDS} seconds that a file may take"
        return f"crashes the program that reads it, or asks for more than {MEMORY // 1024 // 1024} MB of memory"


class _Keeper:
    """The one child of this process and the lock under which it is asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: _Child | None = None

    def get(self) -> _Child:
        """Return the child, started where there is none."""
        if self.child is None or self.child.process.poll() is not None:
            self.child = _Child()
        return self.child

    def end(self) -> None:
        """End the child; the next file gets a new one."""
        child, self.child = self.child, None
        if child is not None:
            child.end()

    def forget(self) -> None:
        """Leave the child to the process that this one was forked from."""
        child, self.child, self.lock = self.child, None, threading.Lock()
        if child is not None:
            child.let_go()


_keeper = _Keeper()
atexit.register(_keeper.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_keeper.forget)

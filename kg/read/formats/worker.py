"""The child process in which files are taken apart by libraries that cannot be trusted with a hostile one.

It reads requests from its standard input, one after the other, and answers each on its standard output; it may not
use the network, write files, or start programs, and its memory and the computing time of each request are bounded. It
knows nothing of reports beyond their text. See :mod:`kg.read.formats.sandbox` for the other side.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.read.stated import Extracted

#: What a request may use: seconds of computing, and bytes of memory (of the address space, Python and libraries
#: included).
SECONDS, MEMORY = 5, 640 * 1024 * 1024
#: The longest text of one report, in characters; the longest real ones have some 100,000.
LONGEST = 5_000_000
#: How much the process may have grown before it is replaced, in bytes; so that no file is read with less than another.
_GROWTH = 128 * 1024 * 1024
#: What the process writes first.
READY = b"ready\n"
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.bind")
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn")


def main() -> None:
    """Answer requests until the standard input ends."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    sink = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(sink, stream)
    confine()
    answers.write(READY)
    answers.flush()
    size = _size()
    while head := requests.readline():
        request = json.loads(head)
        _allow_seconds()
        answer = _answer(request, requests.read(request["size"]))
        answer["last"] = _size() - size > _GROWTH
        _send(answers, answer)
        if answer["last"]:
            return


def confine() -> None:
    """Give up what no reader needs: memory beyond :data:`MEMORY`, files to write, network, other programs."""
    try:
        import resource
    except ImportError:  # not a Unix: the time limit of the other side is left
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _NETWORK or event in _PROGRAMS:
        raise PermissionError(f"a reader of files may not use {event}")


def _allow_seconds() -> None:
    """Give the next request its own seconds of computing; the process is ended by SIGXCPU when they are used up."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what was found, why the file is refused, or how a library failed over it."""
    name = request["name"]
    answer: dict[str, Any] = {}
    try:
        extract: Callable[[bytes, str], Extracted] = import_module(f"kg.read.formats.{request['kind']}").extract
        answer["found"] = asdict(_bounded(extract(data, name), name))
    except ReadError as fault:
        answer["refused"] = str(fault)
    except MemoryError:
        answer["failed"] = "memory"
    except ModuleNotFoundError as fault:
        answer["refused"] = f"{name} needs the package {fault.name} to be read; install govkg with all it requires."
    except RecursionError:
        answer["refused"] = f"{name} is nested deeper than any report is; save its text as .txt."
    except Exception as fault:  # a library's fault on a hostile file is the file's
        answer["failed"] = f"{type(fault).__name__}: {fault}"[:200]
    return answer


def _bounded(found: Extracted, name: str) -> Extracted:
    if len(found.text) > LONGEST:
        raise ReadError(f"{name} holds more than the {LONGEST:,} characters that one report may have; split it.")
    return found


def _send(stream: BinaryIO, answer: dict[str, Any]) -> None:
    body = json.dumps(answer).encode()
    stream.write(len(body).to_bytes(8, "big") + body)
    stream.flush()


def _size() -> int:
    """Return the address space that the process uses, in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a pseudo-file
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0

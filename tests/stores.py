"""What the tests of stores share: the graphs of the samples, answers as comparable rows, servers that run for a while."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import requests
from pyoxigraph import NamedNode, Triple

import kg
from kg.ask import Request, ask
from kg.graph import Graph
from kg.questions import NamedQuestion
from kg.store import ReportStore, read_graphs

SAMPLES = Path(__file__).parent / "data" / "samples"
EXPECTED = Path(__file__).parent / "query" / "expected"
JSON = "application/sparql-results+json"

Row = tuple[str, ...]


@cache
def sample_graphs() -> tuple[Graph, ...]:
    """Build the graphs of the samples, once a process."""
    return tuple(kg.build(path) for path in sorted(SAMPLES.glob("*.txt")))


def write_samples(folder: Path) -> list[Path]:
    """Write the graphs of the samples as Turtle."""
    return [graph.save(folder / f"sample-{number}.ttl") for number, graph in enumerate(sample_graphs())]


@cache
def sample_store() -> ReportStore:
    """Return a store in memory with the samples and the vocabulary; for reading only."""
    store = ReportStore()
    store.load_vocabulary()
    for graph in sample_graphs():
        store.put(name_of(graph), graph.triples)
    return store


def name_of(graph: Graph) -> NamedNode:
    """Return the IRI of the report of a graph."""
    kind = NamedNode("https://w3id.org/govkg/ontology#Report")
    (report,) = {s for s, _, o in graph.triples if o == kind and isinstance(s, NamedNode)}
    return report


def sample_triples() -> dict[NamedNode, list[Triple]]:
    """Return the graphs of the sample store by name, the vocabulary among them."""
    return {name: sample_store().triples(name) for name in sample_store().names()}


def rows(body: bytes | str) -> list[Row]:
    """Return the rows of an answer in JSON, sorted, numbers by value: what must be equal in every store."""
    data = json.loads(body)
    names = data["head"]["vars"]
    return sorted(tuple(_cell(found.get(name)) for name in names) for found in data["results"]["bindings"])


def _cell(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return ""
    if cell.get("datatype", "").rpartition("#")[2] in ("integer", "decimal", "int", "nonNegativeInteger"):
        try:
            return format(Decimal(cell["value"]).normalize(), "f")
        except InvalidOperation:
            pass
    return str(cell["value"])


def sample_answer(asked: NamedQuestion) -> list[Row]:
    """Return the rows of a named question on the samples, sorted."""
    return rows(ask(sample_store().store, Request(asked.text, rows=JSON)).body)


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def program(name: str) -> str | None:
    """Return the path of a program that is installed, beside this Python or on the PATH."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


@contextmanager
def running(command: Sequence[str], url: str, folder: Path, seconds: float = 60.0) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; it is there when it answers at ``url``."""
    root = str(Path(__file__).parents[1])
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env=os.environ | {"PYTHONPATH": root, "no_proxy": "*"}
        )
        try:
            _wait(server, url, folder / "server.log", seconds)
            yield server
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: subprocess.Popen[bytes], url: str, log: Path, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no answer at {url}: {log.read_text(errors='replace')[-2000:]}")


@contextmanager
def serving(arguments: Sequence[str], folder: Path) -> Iterator[str]:
    """Run ``kg serve`` with arguments; yield the address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running([sys.executable, "-m", "kg", "serve", *arguments, "--port", str(port)], f"{url}/sparql", folder):
        yield url


def whole(path: Path) -> dict[NamedNode, set[Triple]]:
    """Return the graphs of a file as sets."""
    return {name: set(triples) for name, triples in read_graphs(path).items()}

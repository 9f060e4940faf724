"""Fifty clients at once, and one that asks for too much: no error, and memory that does not grow.

GOVKG_LOAD_SECONDS says for how long (6 by default, 60 in the acceptance run).
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from stores import free_port, running, write_samples

from kg.questions import questions
from kg.store import ReportStore

CLIENTS = 50
SECONDS = float(os.environ.get("GOVKG_LOAD_SECONDS", "6"))
#: Cheap and dear ones, as people would ask them.
ASKED = ("documents", "awards", "agreements", "founded", "events", "legal-basis", "spread", "targets")
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, int]]:
    pytest.importorskip("uvicorn", reason="the server needs the extra serve")
    with ReportStore(tmp_path / "db", write=True) as store:
        store.load_vocabulary()
        for path in write_samples(tmp_path):
            store.load(path)
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--store", str(tmp_path / "db"), "--port", str(port)]
    url = f"http://127.0.0.1:{port}"
    with running([*command, "--timeout", "1", "--workers", "4"], f"{url}/sparql", tmp_path) as process:
        yield url, process.pid


def memory(pid: int) -> int:
    """Return the memory that a process and its children have to themselves, in bytes."""
    psutil = pytest.importorskip("psutil", reason="psutil is not installed")
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(member.memory_full_info().uss for member in family)


def clients(url: str, number: int, seconds: float, queries: list[str]) -> Counter[int]:
    """Let so many clients ask one query after another; return how often each status came, 0 for no answer."""
    met: Counter[int] = Counter()
    end = time.monotonic() + seconds

    def ask(first: int) -> None:
        with requests.Session() as session:
            turn = first
            while time.monotonic() < end:
                try:
                    found = session.get(f"{url}/sparql", params={"query": queries[turn % len(queries)]}, timeout=60)
                    met[found.status_code] += 1
                except requests.RequestException:
                    met[0] += 1
                turn += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


def test_serve_bears_fifty_clients(server: tuple[str, int]) -> None:
    url, pid = server
    queries = [q.text for q in questions() if q.name in ASKED]
    assert len(queries) == len(ASKED)
    assert set(clients(url, CLIENTS, min(SECONDS, 5), queries)) == {200}  # until all is warm
    before = memory(pid)
    long: list[int] = []
    greedy = threading.Thread(
        target=lambda: long.append(requests.get(f"{url}/sparql", params={"query": LONG}, timeout=60).status_code)
    )
    greedy.start()
    met = clients(url, CLIENTS, SECONDS, queries)
    greedy.join()
    grown = memory(pid) - before
    print(f"{sum(met.values()) / SECONDS:.0f} answers a second, memory {before / 1e6:.0f} MB and {grown / 1e6:+.0f} MB")
    assert set(met) == {200} and long == [504]
    assert grown < 0.25 * before + 20e6

"""Queries in a process of their own: ended when they take too long or too much, and kept from the network."""

from __future__ import annotations

import http.server
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import write_samples

from kg.ask import Request
from kg.errors import GraphError
from kg.sparql import QueryError
from kg.store import ReportStore
from kg.worker import Source, Worker

LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?i"


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    folder = tmp_path_factory.mktemp("worker")
    with ReportStore(folder / "store", write=True) as store:
        store.load_vocabulary()
        for path in write_samples(folder):
            store.load(path)
    made = Worker(Source(store=str(folder / "store"), memory=1 << 28))
    yield made
    made.close()


def count(worker: Worker, query: str = "SELECT ?r { ?r a govkg:Report }", seconds: float = 60) -> int:
    head, _ = worker.ask(Request(query).as_dict(), seconds)
    return int(head["count"])


def refused(worker: Worker, query: str, seconds: float = 60) -> str:
    with pytest.raises(QueryError) as error:
        count(worker, query, seconds)
    return error.value.kind


def test_worker_ends_a_query_at_its_limit_and_answers_the_next(worker: Worker) -> None:
    assert count(worker) == 3
    start = time.monotonic()
    assert refused(worker, LONG, 1) == "time"
    assert time.monotonic() - start < 3
    assert count(worker) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_worker_ends_a_query_that_takes_too_much_memory(worker: Worker) -> None:
    assert refused(worker, GREEDY) == "memory"
    assert count(worker) == 3


def test_worker_goes_on_after_an_error(worker: Worker) -> None:
    assert [refused(worker, query) for query in ("SELEC", "DROP ALL")] == ["syntax", "refused"]
    assert count(worker) == 3


def test_worker_asks_nothing_of_the_network(worker: Worker) -> None:
    met = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            met.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        for query in (
            f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
            f"PREFIX ex: <{url}> SELECT * {{ SERVICEex:a {{ ?s ?p ?o }} }}",
            f"SELECT * {{ VALUES ?a {{ 1 }} VALUES ?b {{ 2 }} FILTER(?a<?b)service#>\n<{url}> {{ ?s ?p ?o }} }}",
        ):
            assert refused(worker, query) == "refused"
        server.shutdown()
    assert met == []


def test_worker_says_why_its_graphs_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="There is no store"):
        Worker(Source(store=str(tmp_path / "none"))).start()
    (tmp_path / "bad.ttl").write_text("<")
    with pytest.raises(GraphError, match="cannot be read"):
        Worker(Source(files=(str(tmp_path / "bad.ttl"),))).start()

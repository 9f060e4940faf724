"""The SPARQL 1.1 Protocol over real HTTP: every way to ask, every format, what is refused and how."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from stores import JSON, free_port, rows, sample_answer, serving, write_samples

from kg.ask import ROWS, TRIPLES
from kg.questions import questions
from kg.store import ReportStore

REPORTS = "SELECT ?report WHERE { ?report a govkg:Report }"
CONSTRUCT = "CONSTRUCT WHERE { ?report a govkg:Report }"
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the samples in a store: two seconds a query, a thousand rows an answer."""
    pytest.importorskip("uvicorn", reason="the server needs the extra serve")
    folder = tmp_path_factory.mktemp("serve")
    with ReportStore(folder / "db", write=True) as store:
        store.load_vocabulary()
        for path in write_samples(folder):
            store.load(path)
    arguments = ("--store", str(folder / "db"), "--timeout", "2", "--max-rows", "1000", "--workers", "3")
    with serving(arguments, folder) as url:
        yield url


def get(server: str, query: str, **headers: str) -> requests.Response:
    return requests.get(f"{server}/sparql", params={"query": query}, headers=headers, timeout=60)


def post(server: str, data: bytes | str | dict[str, str], media: str = "", **params: str) -> requests.Response:
    headers = {"Content-Type": media} if media else {}
    return requests.post(f"{server}/sparql", data=data, params=params, headers=headers, timeout=60)


def test_serve_answers_get_and_both_kinds_of_post(server: str) -> None:
    answers = [
        get(server, REPORTS),
        post(server, {"query": REPORTS}),
        post(server, REPORTS.encode(), "application/sparql-query"),
        post(server, REPORTS.encode(), "application/sparql-query; charset=utf-8"),
    ]
    assert [a.status_code for a in answers] == [200] * 4
    assert len({a.text for a in answers}) == 1 and len(rows(answers[0].content)) == 3
    assert {a.headers["Content-Type"] for a in answers} == {JSON}


@pytest.mark.parametrize("media", ROWS)
def test_serve_gives_rows_in_every_format(server: str, media: str) -> None:
    found = get(server, REPORTS, Accept=media)
    assert found.status_code == 200 and found.headers["Content-Type"].partition(";")[0] == media
    if ROWS[media] == QueryResultsFormat.CSV:
        assert len(found.text.splitlines()) == 4
    else:
        assert len(list(parse_query_results(found.content, ROWS[media]))) == 3  # type: ignore[arg-type]
    assert get(server, "ASK {}", Accept=media).status_code == 200


@pytest.mark.parametrize("media", TRIPLES)
def test_serve_gives_triples_in_every_format(server: str, media: str) -> None:
    found = get(server, CONSTRUCT, Accept=f"{media}, */*;q=0.1")
    assert found.status_code == 200 and found.headers["Content-Type"].partition(";")[0] == media
    assert len(list(parse(found.content, format=TRIPLES[media]))) == 3


def test_serve_answers_the_named_questions(server: str) -> None:
    for asked in questions():
        assert rows(get(server, asked.text, Accept=JSON).content) == sample_answer(asked), asked.name


def test_serve_answers_another_library(server: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    for method, request in (("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")):
        client = wrapper.SPARQLWrapper(f"{server}/sparql", returnFormat=wrapper.JSON)
        client.setMethod(method)
        client.setRequestMethod(request)
        client.setQuery(REPORTS)
        assert len(client.queryAndConvert()["results"]["bindings"]) == 3


def test_serve_answers_curl(server: str) -> None:
    command = ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={REPORTS}", f"{server}/sparql"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("curl is not installed")
    assert len(told.splitlines()) == 4


def test_serve_asks_the_graphs_that_are_named(server: str) -> None:
    ((iri,), *_) = rows(get(server, REPORTS).content)
    for name in ("default-graph-uri", "named-graph-uri"):
        query = REPORTS if name.startswith("default") else "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
        found = requests.get(f"{server}/sparql", params={"query": query, name: iri}, timeout=60)
        assert rows(found.content) == [(iri,)]
    refused = requests.get(f"{server}/sparql", params={"query": REPORTS, "default-graph-uri": "urn:x"}, timeout=60)
    assert refused.status_code == 403 and "no graph <urn:x>" in refused.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * {", 400, "ends too early"),
        ("SELECT ?x {\n ?x nope:y ?z }", 400, "line 2, column 11"),
        ("", 400, "cannot be understood"),
        ("INSERT DATA { <urn:a> <urn:a> <urn:a> }", 403, "update"),
        ("LOAD <http://127.0.0.1/>", 403, "update"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("PREFIX ex: <http://127.0.0.1/> SELECT * { SERVICEex:a { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }", 403, "nothing is fetched"),
        ("SELECT * { ?s ?p ?o }", 403, "add LIMIT 1000"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 403, "add LIMIT 1000"),
        (LONG, 504, "ended after 2 seconds"),
    ],
)
def test_serve_refuses_with_the_reason(server: str, query: str, status: int, words: str) -> None:
    for found in (get(server, query), post(server, query.encode(), "application/sparql-query")):
        assert (found.status_code, words in found.text) == (status, True), found.text
        assert found.headers["Content-Type"].startswith("text/plain")


def test_serve_refuses_requests_that_are_none(server: str) -> None:
    update = "application/sparql-update"
    assert post(server, {"update": "CLEAR ALL"}).status_code == 403
    assert post(server, b"CLEAR ALL", update).status_code == 403
    assert requests.get(f"{server}/sparql", params={"update": "CLEAR ALL"}, timeout=60).status_code == 403
    assert post(server, REPORTS.encode(), "text/plain").status_code == 415
    assert post(server, {"quest": REPORTS}).status_code == 400
    assert post(server, b"\xff\xfe", "application/sparql-query").status_code == 400
    assert post(server, {"query": REPORTS, "x": "x"}, query=REPORTS).status_code in (200, 400)
    assert requests.get(f"{server}/sparql?query=ASK{{}}&query=ASK{{}}", timeout=60).status_code == 400
    assert post(server, b"#" * 200_000, "application/sparql-query").status_code == 413
    assert get(server, REPORTS, Accept="image/png").status_code == 406
    assert get(server, CONSTRUCT, Accept="text/csv").status_code == 406
    assert requests.put(f"{server}/sparql", data=b"", timeout=60).status_code == 405
    assert requests.delete(f"{server}/sparql", timeout=60).status_code == 405


def test_serve_answers_others_while_a_query_is_cut_off(server: str) -> None:
    long: list[requests.Response] = []
    asking = threading.Thread(target=lambda: long.append(get(server, LONG)))
    start = time.monotonic()
    asking.start()
    answered = 0
    while asking.is_alive():
        assert get(server, REPORTS).status_code == 200
        answered += 1
    assert long[0].status_code == 504 and time.monotonic() - start < 20
    assert answered >= 3


def test_serve_lets_pages_of_other_places_ask(server: str) -> None:
    found = get(server, REPORTS, Origin="https://example.org")
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    headers["Access-Control-Request-Headers"] = "content-type"
    preflight = requests.options(f"{server}/sparql", headers=headers, timeout=60)
    assert preflight.status_code == 200 and "POST" in preflight.headers["Access-Control-Allow-Methods"]


def test_serve_describes_itself(server: str) -> None:
    for media, form in (("text/turtle", RdfFormat.TURTLE), ("application/rdf+xml", RdfFormat.RDF_XML)):
        found = requests.get(f"{server}/sparql", headers={"Accept": media}, timeout=60)
        assert found.headers["Content-Type"].startswith(media)
        triples = {(q.predicate.value.rpartition("#")[2], str(q.object)) for q in parse(found.content, format=form)}
        assert ("endpoint", f"<{server}/sparql>") in triples
        assert any(name == "supportedLanguage" and "SPARQL11Query" in value for name, value in triples)
    page = requests.get(f"{server}/sparql", headers={"Accept": "text/html"}, allow_redirects=False, timeout=60)
    assert page.status_code == 307


def test_serve_has_a_page_that_needs_no_other_place(server: str) -> None:
    page = requests.get(server, timeout=60)
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "http" not in page.text.replace("http-equiv", "")
    for name in ("page.js", "page.css", "yasgui.min.js", "yasgui.min.css"):
        assert name in page.text and requests.get(f"{server}/{name}", timeout=60).status_code == 200
    assert requests.get(f"{server}/app.py", timeout=60).status_code == 404
    told = requests.get(f"{server}/questions", timeout=60).json()
    assert [q["query"] for q in told] == [q.text for q in questions()]


def test_serve_shows_each_report_as_a_graph(server: str) -> None:
    reports = requests.get(f"{server}/graph", timeout=60).json()
    assert len(reports) == 3
    page = requests.get(f"{server}/graph", params={"report": reports[0]["iri"]}, timeout=60)
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    assert reports[0]["title"] in page.text
    assert requests.get(f"{server}/graph", params={"report": "urn:x"}, timeout=60).status_code == 404


def test_serve_listens_on_the_loopback_alone(server: str) -> None:
    psutil = pytest.importorskip("psutil", reason="psutil is not installed")
    port = int(server.rpartition(":")[2])
    heard = [c.laddr.ip for c in psutil.net_connections() if c.status == "LISTEN" and c.laddr.port == port]
    assert heard == ["127.0.0.1"]


def test_serve_takes_files_in_place_of_a_store(tmp_path: Path) -> None:
    pytest.importorskip("uvicorn", reason="the server needs the extra serve")
    paths = [str(path) for path in write_samples(tmp_path)]
    with serving([*paths, "--workers", "1"], tmp_path) as url:
        assert len(rows(get(url, REPORTS).content)) == 3


@pytest.mark.parametrize("arguments", [["--store", "none"], ["none.ttl"], []])
def test_serve_says_why_it_does_not_start(arguments: list[str], tmp_path: Path) -> None:
    words = [str(tmp_path / word) if word.startswith("none") else word for word in arguments]
    command = [sys.executable, "-m", "kg", "serve", *words, "--port", str(free_port())]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2 and "Traceback" not in ended.stderr and ended.stderr.strip()


def test_serve_says_that_a_port_is_taken(server: str, tmp_path: Path) -> None:
    (path, *_) = write_samples(tmp_path)
    command = [sys.executable, "-m", "kg", "serve", str(path), "--port", server.rpartition(":")[2]]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2 and "choose another --port" in ended.stderr


def test_serve_json_is_json(server: str) -> None:
    assert json.loads(get(server, "ASK {}").text) == {"head": {}, "boolean": True}

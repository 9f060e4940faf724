"""Other people's stores and parsers, run for real: what kg pushes gives the same rows there, and the same triples.

Skipped where a server is not installed: ``oxigraph`` (Python index), ``virtuoso-t`` (Debian: virtuoso-opensource),
``rapper`` (Debian: raptor2-utils).
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from pyoxigraph import RdfFormat, parse
from stores import (
    JSON,
    free_port,
    program,
    rows,
    running,
    sample_answer,
    sample_graphs,
    sample_store,
    sample_triples,
    write_samples,
)

from kg.format_names import Format
from kg.formats import export
from kg.push import Target, push
from kg.questions import NamedQuestion, bind, question, questions
from kg.store import read_graphs

ALL = pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)


@dataclass(frozen=True)
class Store:
    """A store that runs: where it takes graphs and where it answers."""

    target: Target
    endpoint: str

    def ask(self, query: str) -> bytes:
        found = requests.get(self.endpoint, params={"query": query}, headers={"Accept": JSON}, timeout=300)
        assert found.status_code == 200, found.text[:1000]
        return found.content


def _filled(store: Store) -> Store:
    graphs = sample_triples()
    assert [done for _, done in push(store.target, graphs)] == ["created"] * len(graphs)
    # Put once more, a graph is replaced, not doubled.
    assert len(list(push(store.target, dict(list(graphs.items())[:2])))) == 2
    return store


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    binary = program("oxigraph")
    if binary is None:
        pytest.skip("oxigraph is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("oxigraph")
    command = [
        binary,
        "serve",
        "--location",
        str(folder / "db"),
        "--bind",
        f"127.0.0.1:{port}",
        "--union-default-graph",
    ]
    with running(command, f"http://127.0.0.1:{port}/", folder):
        yield _filled(Store(Target(f"http://127.0.0.1:{port}/store"), f"http://127.0.0.1:{port}/query"))


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    binary = program("virtuoso-t")
    if binary is None:
        pytest.skip("virtuoso-t is not installed")
    folder, http, sql = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    settings = (Path(__file__).parent / "virtuoso.ini").read_text(encoding="utf-8")
    (folder / "virtuoso.ini").write_text(settings.replace("HTTP_PORT", str(http)).replace("SQL_PORT", str(sql)))
    url = f"http://127.0.0.1:{http}"
    with running([binary, "-f", "+configfile", "virtuoso.ini"], f"{url}/sparql", folder, 120):
        target = Target(f"{url}/sparql-graph-crud-auth", user="dba", password="dba")
        yield _filled(Store(target, f"{url}/sparql"))


@ALL
def test_oxigraph_gives_the_same_rows(oxigraph: Store, asked: NamedQuestion) -> None:
    assert rows(oxigraph.ask(asked.text)) == sample_answer(asked)


@ALL
def test_virtuoso_gives_the_same_rows(virtuoso: Store, asked: NamedQuestion) -> None:
    assert rows(virtuoso.ask(asked.text)) == sample_answer(asked)


def test_oxigraph_takes_the_parameters_of_a_question(oxigraph: Store) -> None:
    # Virtuoso takes VALUES after the end of a query only for variables that are selected.
    named = question("responsibilities")
    assert named is not None
    found = rows(oxigraph.ask(bind(sample_store().store, named.text, {"agency": "云岫县司法局", "year": "2024"})))
    assert found and {row[0] for row in found} == {"云岫县司法局"} and {row[4] for row in found} == {"2024"}
    assert set(sample_answer(named)) > set(found)


def test_rapper_reads_what_was_built(tmp_path: Path) -> None:
    binary = program("rapper")
    if binary is None:
        pytest.skip("rapper is not installed")
    for path, graph in zip(write_samples(tmp_path), sample_graphs(), strict=True):
        command = [binary, "-q", "-i", "turtle", "-o", "ntriples", str(path)]
        read = subprocess.run(command, capture_output=True, check=True).stdout
        assert {quad.triple for quad in parse(read, format=RdfFormat.N_TRIPLES)} == set(graph.triples)


def test_rapper_reads_the_other_syntaxes(tmp_path: Path) -> None:
    binary = program("rapper")
    if binary is None:
        pytest.skip("rapper is not installed")
    graphs = {name: triples for path in write_samples(tmp_path) for name, triples in read_graphs(path).items()}
    union = {triple for triples in graphs.values() for triple in triples}
    (trig,) = export(graphs, Format.trig, tmp_path / "all.trig")
    (quads,) = export(graphs, Format.nquads, tmp_path / "all.nq")
    for path, syntax in ((trig, "trig"), (quads, "nquads")):
        command = [binary, "-q", "-i", syntax, "-o", "ntriples", str(path)]
        read = subprocess.run(command, capture_output=True, check=True).stdout
        assert {quad.triple for quad in parse(read, format=RdfFormat.N_TRIPLES)} == union

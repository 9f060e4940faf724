"""Reports in a store: each its own graph, replaced whole, the default graph the union with each triple once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from stores import name_of, sample_graphs, write_samples

from kg.errors import GraphError
from kg.store import VOCABULARY, ReportStore, read_graphs, vocabulary

A, B, C = (NamedNode(f"https://example.org/{name}") for name in "abc")
ONE, TWO, THREE = (Triple(A, B, Literal(text)) for text in ("一", "二", "三"))


def union(store: ReportStore) -> set[Triple]:
    return {quad.triple for quad in store.store.quads_for_pattern(None, None, None, DefaultGraph())}


def held(store: ReportStore, name: NamedNode) -> set[Triple]:
    return set(store.triples(name))


def count(store: ReportStore, query: str) -> int:
    (row,) = store.store.query(query)  # type: ignore[misc]
    return int(row["n"].value)


@pytest.mark.parametrize("on_disk", [False, True])
def test_store_replaces_a_graph_and_nothing_else(on_disk: bool, tmp_path: Path) -> None:
    with ReportStore(tmp_path / "store" if on_disk else None, write=True) as store:
        assert store.put(B, [ONE, TWO]) == "added"
        assert store.put(C, [TWO]) == "added"
        assert store.put(B, [ONE, TWO]) == "unchanged"
        assert store.put(B, [ONE, THREE]) == "replaced"
        assert (held(store, B), held(store, C)) == ({ONE, THREE}, {TWO})
        assert union(store) == {ONE, TWO, THREE}
        assert store.put(C, [THREE]) == "replaced"
        assert union(store) == {ONE, THREE}


def test_store_union_counts_each_triple_once() -> None:
    store = ReportStore()
    for name in (B, C):
        store.put(name, [ONE])
    assert count(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o . ?s ?q ?r }") == 1
    assert count(store, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }") == 2


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_store_replaces_any_text(texts: list[str]) -> None:
    store = ReportStore()
    store.put(B, [ONE])
    wanted = {Triple(A, B, Literal(text)) for text in texts}
    store.put(B, wanted)
    assert held(store, B) == union(store) == wanted


def test_store_replaces_a_graph_with_blank_nodes_once() -> None:
    store = ReportStore()
    assert any("disjoint" in str(t).lower() for triples in vocabulary().values() for t in triples)
    store.load_vocabulary()
    sizes = {name: len(held(store, name)) for name in VOCABULARY}
    (ontology, *_) = VOCABULARY
    assert store.put(ontology, vocabulary()[ontology]) == "unchanged"
    assert store.put(ontology, [*vocabulary()[ontology], ONE]) == "replaced"
    assert ONE in union(store)
    assert store.put(ontology, vocabulary()[ontology]) == "replaced"
    assert {name: len(held(store, name)) for name in VOCABULARY} == sizes
    assert ONE not in union(store)


def test_store_gives_back_what_was_built(tmp_path: Path) -> None:
    with ReportStore(tmp_path / "store", write=True) as store:
        for path in write_samples(tmp_path):
            ((_, done),) = store.load(path)
            assert done == "added"
    with ReportStore(tmp_path / "store") as store:
        for graph in sample_graphs():
            assert tuple(store.triples(name_of(graph))) == graph.triples
        assert [e.iri for e in store.entries()] == sorted(name_of(graph).value for graph in sample_graphs())
        assert {e.year for e in store.entries()} == {"2023", "2024"}
        assert union(store) == {q.triple for q in store.store if q.graph_name != DefaultGraph()}


@pytest.mark.parametrize("form", [RdfFormat.TRIG, RdfFormat.N_QUADS])
def test_store_takes_many_reports_from_one_file_of_quads(form: RdfFormat, tmp_path: Path) -> None:
    quads = [Quad(s, p, o, name_of(graph)) for graph in sample_graphs() for s, p, o in graph.triples]
    path = tmp_path / f"all.{form.file_extension}"
    path.write_bytes(serialize(quads, format=form) or b"")
    assert {name: len(triples) for name, triples in read_graphs(path).items()} == {
        name_of(graph): len(graph) for graph in sample_graphs()
    }


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("none.ttl", "<urn:a> <urn:b> <urn:c> .", "holds 0 reports"),
        ("empty.ttl", "", "nothing in"),
        ("broken.ttl", "<urn:a> <urn:b> .", "cannot be read"),
        ("missing.ttl", None, "cannot be read"),
    ],
)
def test_store_refuses_a_file_that_is_no_report(name: str, text: str | None, words: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(GraphError, match=words):
        ReportStore().load(tmp_path / name)


def test_store_refuses_two_reports_in_one_graph(tmp_path: Path) -> None:
    path = tmp_path / "two.nt"
    triples = [triple for graph in sample_graphs()[:2] for triple in graph.triples]
    path.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    with pytest.raises(GraphError, match="holds 2 reports"):
        ReportStore().load(path)
    assert len(read_graphs(path, strict=False)) == 1


def test_store_is_written_by_one_or_read_by_many(tmp_path: Path) -> None:
    with ReportStore(tmp_path, write=True) as store:
        store.put(B, [ONE])
        with pytest.raises(GraphError, match="written by another"):
            ReportStore(tmp_path)
    with ReportStore(tmp_path) as one, ReportStore(tmp_path) as two:
        assert held(one, B) == held(two, B) == {ONE}
        with pytest.raises(GraphError, match="read by another"):
            ReportStore(tmp_path, write=True)
    ReportStore(tmp_path, write=True).close()


def test_store_without_a_folder_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="kg load"):
        ReportStore(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    with pytest.raises(GraphError, match="cannot be opened"):
        ReportStore(tmp_path)


def test_load_command_tells_what_it_did(tmp_path: Path) -> None:
    paths = write_samples(tmp_path)
    command = [sys.executable, "-m", "kg", "load", *map(str, paths), "--store", str(tmp_path / "db")]
    told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert [line.split()[0] for line in told[0].splitlines()] == ["added"] * 3
    assert [line.split()[0] for line in told[1].splitlines()] == ["unchanged"] * 3
    listed = subprocess.run(
        [*command[:4], "--store", str(tmp_path / "db"), "--list"], capture_output=True, text=True, check=True
    )
    assert listed.stdout.count("id:report-") == 3


@pytest.mark.parametrize("on_disk", [False, True])
def test_store_drops_a_report_and_nothing_that_others_say(on_disk: bool, tmp_path: Path) -> None:
    with ReportStore(tmp_path / "store" if on_disk else None, write=True) as store:
        store.load_vocabulary()
        before = union(store)
        store.put(B, [ONE, TWO])
        store.put(C, [TWO, THREE])
        assert store.drop([B.value, B.value]) == [B]
        assert [name for name in store.names() if name not in VOCABULARY] == [C]
        assert union(store) - before == {TWO, THREE}
        assert store.put(B, [ONE]) == "added"
        store.drop([B.value, C.value])
        assert union(store) == before


def test_store_drops_nothing_where_one_name_is_wrong() -> None:
    store = ReportStore()
    store.load_vocabulary()
    store.put(B, [ONE])
    for wrong in (C.value, next(iter(VOCABULARY)).value, "id:report", "> } ; DROP ALL"):
        with pytest.raises(GraphError, match="holds no report"):
            store.drop([B.value, wrong])
    assert held(store, B) == {ONE}


def test_drop_command_takes_what_the_list_shows(tmp_path: Path) -> None:
    paths, store = write_samples(tmp_path), str(tmp_path / "db")

    def kg(*words: str) -> str:
        command = [sys.executable, "-m", "kg", *words, "--store", store]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    kg("load", *map(str, paths))
    shown = [word for word in kg("load", "--list").split() if word.startswith("id:report-")]
    assert kg("drop", *shown[:2]).count("dropped") == 2
    assert [word for word in kg("load", "--list").split() if word.startswith("id:report-")] == shown[2:]
    wrong = subprocess.run(
        [sys.executable, "-m", "kg", "drop", shown[0], "--store", store], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2 and "holds no report" in wrong.stderr

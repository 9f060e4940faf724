"""One query to a store: which formats its answer takes, and where it ends."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from stores import rows, sample_store

from kg.ask import ROWS, TRIPLES, Request, ask
from kg.sparql import QueryError
from kg.store import VOCABULARY, ReportStore

REPORTS = "SELECT ?report ?title WHERE { ?report a govkg:Report OPTIONAL { ?report dcterms:title ?title } }"
#: Terms of all kinds, and a cell that is empty.
TERMS = """SELECT * { VALUES (?a ?b ?c) {
  (<urn:x> "中\\t\\n\\"'"@zh 1.50) (UNDEF "2024"^^xsd:gYear true) (1e3 "" "x"^^<urn:d>)
} }"""


@pytest.mark.parametrize("media", ROWS)
def test_ask_gives_rows_in_every_format_as_the_engine_itself(media: str) -> None:
    found = ask(sample_store().store, Request(TERMS, rows=media))
    assert (found.kind, found.count, found.media) == ("rows", 3, media)
    assert found.body == sample_store().store.query(
        TERMS, prefixes={"xsd": "http://www.w3.org/2001/XMLSchema#"}
    ).serialize(format=ROWS[media])


@pytest.mark.parametrize("media", TRIPLES)
def test_ask_gives_triples_in_every_format(media: str) -> None:
    found = ask(sample_store().store, Request("CONSTRUCT WHERE { ?s a govkg:Report }", triples=media))
    assert (found.kind, found.count) == ("triples", 3)
    assert len(set(parse(found.body, format=TRIPLES[media]))) == 3


def test_ask_gives_rows_that_hold_triples_of_rdf_1_2() -> None:
    store = ReportStore()
    stated = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("“词”", language="zh"))
    store.put(NamedNode("urn:g"), [Triple(NamedNode("urn:r"), NamedNode("urn:reifies"), stated)])
    (row,) = json.loads(ask(store.store, Request("SELECT ?t { ?r ?p ?t }")).body)["results"]["bindings"]
    assert row["t"]["type"] == "triple" and row["t"]["value"]["object"]["value"] == "“词”"


@pytest.mark.parametrize(("query", "value"), [("ASK { ?r a govkg:Report }", True), ("ASK { ?r a govkg:None }", False)])
def test_ask_says_yes_or_no(query: str, value: bool) -> None:
    assert json.loads(ask(sample_store().store, Request(query)).body)["boolean"] is value


def test_ask_asks_the_union_or_the_graphs_that_are_named() -> None:
    store = sample_store().store
    assert ask(store, Request(REPORTS)).count == 3
    ((report, _), *_) = rows(ask(store, Request(REPORTS)).body)
    assert ask(store, Request(REPORTS, graphs=(report,))).count == 1
    assert ask(store, Request(REPORTS.replace("WHERE", f"FROM <{report}> WHERE"))).count == 1
    names = Request("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert ask(store, names).count == 3 + len(VOCABULARY)
    assert ask(store, replace(names, named=(report,))).count == 1
    assert ask(store, replace(names, graphs=(report,))).count == 0


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        (Request("SELECT * {"), "syntax"),
        (Request("SELECT * { ?s ?p ?o }", limit=10), "size"),
        (Request("CONSTRUCT WHERE { ?s ?p ?o }", limit=10), "size"),
        (Request("SELECT ?o { ?s nif:isString ?o }", size=1000), "size"),
        (Request("SELECT * { ?s ?p ?o }", rows=""), "media"),
        (Request("CONSTRUCT WHERE { ?s ?p ?o }", triples=""), "media"),
        (Request("SELECT * FROM <https://example.org/g> {}"), "refused"),
        (Request("SELECT * {}", graphs=("https://example.org/g",)), "refused"),
        (Request("DELETE WHERE { ?s ?p ?o }"), "refused"),
        (Request("SELECT * { SERVICE <https://example.org/> {} }"), "refused"),
    ],
)
def test_ask_refuses(request_: Request, kind: str) -> None:
    with pytest.raises(QueryError) as refused:
        ask(sample_store().store, request_)
    assert refused.value.kind == kind


def test_ask_lets_an_answer_reach_its_limit() -> None:
    assert ask(sample_store().store, Request("SELECT * { ?s ?p ?o } LIMIT 10", limit=10)).count == 10
    triples = ask(sample_store().store, Request("CONSTRUCT WHERE { ?s a govkg:Report }", limit=3))
    assert len(list(parse(triples.body, format=RdfFormat.TURTLE))) == 3

"""The look at the text of a query: its form, what it reaches for, and where the engine stumbled."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.sparql import QueryError, Shape, explain, refuse, shape, variables

GV = {"gv": "https://w3id.org/govkg/voc/"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT * {}", Shape("SELECT", (), False)),
        ("# DELETE\nprefix a: <urn:a#> ask {}", Shape("ASK", (), False)),
        ("BASE <urn:x> construct {} where {}", Shape("CONSTRUCT", (), False)),
        ("DESCRIBE ?insert { ?insert ?delete 'LOAD' }", Shape("DESCRIBE", (), False)),
        ("PREFIX s: <urn:s> INSERT DATA {}", Shape("INSERT", (), False)),
        ("load <urn:x>", Shape("LOAD", (), False)),
        ("SELECT * FROM <urn:g> FROM NAMED gv:h {}", Shape("SELECT", ("urn:g", GV["gv"] + "h"), False)),
        ("PREFIX x: <urn:x:> SELECT * FROM x:g {}", Shape("SELECT", ("urn:x:g",), False)),
        ("SELECT * { SERVICE <urn:s> {} }", Shape("SELECT", (), True)),
        ("SELECT * { service silent ?s {} }", Shape("SELECT", (), True)),
        ('SELECT * { ?service gv:service \'SERVICE\', """SERVICE""" } # SERVICE', Shape("SELECT", (), False)),
        ("SELECT * { <urn:SERVICE> ?p 'it''s' }", Shape("SELECT", (), False)),
        ("", Shape("", (), False)),
        ("中文", Shape("", (), False)),
    ],
)
def test_sparql_shape(query: str, found: Shape) -> None:
    assert shape(query, GV) == found


@pytest.mark.parametrize("query", ["DROP ALL", "SELECT * { SERVICE <urn:s> {} }", "WITH <urn:g> DELETE {} WHERE {}"])
def test_sparql_refuses_what_changes_or_reaches_outside(query: str) -> None:
    with pytest.raises(QueryError) as refused:
        refuse(query, {})
    assert refused.value.kind == "refused"


@pytest.mark.parametrize(
    "query",
    [
        # The engine reads a keyword without white space after it, and an operator where a reader may see an IRI.
        "PREFIX ex: <urn:x> SELECT * { SERVICEex:a {} }",
        "SELECT * { VALUES ?a {1} FILTER(?a<?b)service#>\n<urn:x>{} }",
    ],
)
def test_sparql_refuses_hidden_service_where_the_process_is_not_sealed(query: str) -> None:
    assert not refuse(query, {}, sealed=True).service
    with pytest.raises(QueryError, match="SERVICE"):
        refuse(query, {}, sealed=False)


def test_sparql_variables() -> None:
    assert variables("SELECT ?a $b { ?a <?c> '?d' } # ?e") == {"a", "b"}


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("SELECT ?x {\n  ?x nope:y ?z }", "line 2, column 12", "Prefix not found"),
        ("SELECT (COUNT(?x) AS ?n) ?z { ?x ?y ?z }", "line 1", "unbound"),
        ("SELECT * { ?x ?y '中文' ] }", "line 1, column 23", "“]” cannot stand here; it could go on with"),
        ("SELECT * {\n ?s ?p 'x' .\n} }", "line 3, column 3", "“}” cannot stand here"),
        ("selec ?x {}", "line 1, column 1", "“selec” cannot stand here"),
        ("SELECT ?x { ?x ?y }", "line 1, column 19", "“}” cannot stand here"),
        ("SELECT ?x { ?x ?y ?z FILTER(?z > ) }", "line 1, column 34", "“)” cannot stand here"),
        ("SELECT ?x { ?x ?y ?z } ORDER ?x", "line 1, column 30", "“?x” cannot stand here"),
        ("SELECT ?x { ?x ?y ?z", "line 1, column 21", "ends too early"),
        ("SELECT ?x { ?x gv:a 'b }", "line 1", "ends too early"),
        ("", "line 1, column 1", "ends too early"),
    ],
)
def test_sparql_explains_where_the_query_goes_wrong(query: str, place: str, reason: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        Store().query(query, prefixes=GV)
    told = str(explain(query, raised.value, GV))
    assert place in told and reason in told
    assert "\\u" not in told
    *_, line, mark = told.split("\n")
    assert mark.endswith("^") and len(mark) <= len(line) + 1


def test_sparql_explains_a_long_query_soon() -> None:
    query = f"SELECT * {{ {'?s ?p ?o . ' * 8000} ] }}"
    with pytest.raises(SyntaxError) as raised:
        Store().query(query)
    assert "“]”" in str(explain(query, raised.value, GV))

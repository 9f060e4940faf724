"""Graphs in the formats of others, read back by other people's readers."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from stores import name_of, sample_graphs, write_samples

from kg.facts import KINDS
from kg.format_names import Format
from kg.formats import export, to_csv, to_graphml, to_rdf12
from kg.graph import Graph
from kg.jsonld import to_jsonld
from kg.tables import Sheet, edges, nodes, observations
from kg.vocabulary import RDF

GRAPHS = pytest.mark.parametrize("graph", sample_graphs(), ids=lambda graph: name_of(graph).value[-6:])
REIFIES = NamedNode(RDF.iri + "reifies")


def everything() -> dict[NamedNode, tuple[Triple, ...]]:
    return {name_of(graph): graph.triples for graph in sample_graphs()}


def union() -> Graph:
    return Graph(triple for triples in everything().values() for triple in triples)


def triples_of(data: bytes, form: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=form)}


def in_rdflib(data: bytes, form: str) -> set[Triple]:
    read = rdflib.Graph().parse(data=data, format=form).serialize(format="nt")
    return triples_of(read.encode(), RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("form", list(Format))
def test_formats_are_the_same_bytes_in_any_order(form: Format, tmp_path: Path) -> None:
    if form is Format.parquet:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    graphs = everything()
    once = export(graphs, form, tmp_path / "once")
    again = export({name: tuple(reversed(graphs[name])) for name in reversed(graphs)}, form, tmp_path / "again")
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    assert all(path.stat().st_size for path in once)


@GRAPHS
def test_jsonld_says_the_same_to_two_readers(graph: Graph) -> None:
    data = to_jsonld(graph)
    assert triples_of(data, RdfFormat.JSON_LD) == set(graph.triples)
    assert in_rdflib(data, "json-ld") == set(graph.triples)


def test_jsonld_is_made_of_plain_words() -> None:
    document = json.loads(to_jsonld(sample_graphs()[0]))
    (report,) = [node for node in document["@graph"] if node["type"] == "Report"]
    assert report["reviewYear"] == "2023" and report["sourceText"]["text"].startswith("云岫县人民政府2023年")
    claim = next(node for node in document["@graph"] if node["type"] == "Claim" and isinstance(node["evidence"], dict))
    assert set(claim) == {
        "id",
        "type",
        "subject",
        "predicate",
        "object",
        "modality",
        "subjectBy",
        "evidence",
        "inReport",
    }
    assert ":" not in claim["predicate"] and claim["modality"].startswith("gv:")
    assert claim["evidence"]["to"] - claim["evidence"]["from"] == len(claim["evidence"]["words"])
    ids = [node["id"] for node in document["@graph"]]
    assert len(ids) == len(set(ids))


def test_jsonld_keeps_what_the_context_does_not_know() -> None:
    strange = """@prefix govkg: <https://w3id.org/govkg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/govkg/id/x> a <urn:kind>, govkg:Agency ; skos:prefLabel "a", "b"@en, "丙"@zh ; <urn:p> 1, 1.5,
        true, "x"^^<urn:d>, <urn:o>, <https://w3id.org/govkg/id/y> ; govkg:value "no number" ; govkg:genre "text" ;
        govkg:unknown <https://w3id.org/govkg/voc/z> ; govkg:provisional true ."""
    graph = Graph(quad.triple for quad in parse(strange, format=RdfFormat.TURTLE))
    data = to_jsonld(graph)
    assert triples_of(data, RdfFormat.JSON_LD) == in_rdflib(data, "json-ld") == set(graph.triples)


@GRAPHS
def test_rdf12_reifies_each_claim(graph: Graph) -> None:
    found = triples_of(to_rdf12(graph), RdfFormat.TURTLE)
    reified = {t.subject.value: t.object for t in found if t.predicate == REIFIES and isinstance(t.subject, NamedNode)}
    assert set(reified) == {claim.iri for claim in graph.claims}
    for claim in graph.claims:
        stated = reified[claim.iri]
        assert isinstance(stated, Triple)
        ends = (stated.subject, stated.object)
        assert [end.value for end in ends if isinstance(end, NamedNode)] == [claim.head.iri, claim.tail.iri]
        assert stated.predicate.value.endswith(f"#{claim.relation}")
        assert (stated in found) == (stated in set(graph.triples))
    assert not {t.predicate for t in found} & {RDF["subject"], RDF["predicate"], RDF["object"]}


def test_quads_keep_the_reports_apart(tmp_path: Path) -> None:
    for form, syntax in ((Format.trig, RdfFormat.TRIG), (Format.nquads, RdfFormat.N_QUADS)):
        (path,) = export(everything(), form, tmp_path / form)
        found: dict[object, set[Triple]] = {}
        for quad in parse(path.read_bytes(), format=syntax):
            found.setdefault(quad.graph_name, set()).add(quad.triple)
        assert found == {name: set(triples) for name, triples in everything().items()}


def test_graphml_is_read_by_networkx() -> None:
    graph = union()
    read = networkx.read_graphml(io.BytesIO(to_graphml(graph)), force_multigraph=True)
    assert (read.number_of_nodes(), read.number_of_edges()) == (
        graph.networkx.number_of_nodes(),
        graph.networkx.number_of_edges(),
    )
    assert {kind for _, kind in read.nodes(data="kind")} <= {*KINDS, "Observation"}
    assert {modality for *_, modality in read.edges(data="modality")} >= {"asserted", "planned"}


def test_graphml_holds_no_character_that_xml_forbids() -> None:
    text = """@prefix govkg: <https://w3id.org/govkg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:x> a govkg:Agency ; skos:prefLabel "a\\u0001<&>\\uFFFFb"@zh ."""
    graph = Graph(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    read = networkx.read_graphml(io.BytesIO(to_graphml(graph)))
    assert read.nodes["urn:x"]["label"] == "a\ufffd<&>\ufffdb"


def test_tables_hold_all_of_the_graph() -> None:
    graph = union()
    assert len(nodes(graph).rows) == len(graph.entities())
    assert len(edges(graph).rows) == len(graph.claims)
    assert len(observations(graph).rows) == len(graph.observations)
    found = [dict(zip(observations(graph).columns, row, strict=True)) for row in observations(graph).rows]
    (stock,) = [
        f for f in found if f["indicator"] == "经营主体" and f["statistic"] == "level" and f["reviewYear"] == 2023
    ]
    assert (stock["value"], stock["measureWord"], str(stock["start"])) == (Decimal(24000), "户", "2023-01-01")


def test_csv_is_what_spreadsheets_read() -> None:
    data = to_csv(Sheet("x", ("a", "b"), (("甲,“乙”", Decimal("37150000")), ('"\n', None))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["a", "b"],
        ["甲,“乙”", "37150000"],
        ['"\n', ""],
    ]


def test_parquet_has_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    (path,) = export(everything(), Format.parquet, tmp_path / "all.parquet")
    table = parquet.read_table(path)
    kinds = {field.name: str(field.type) for field in table.schema}
    assert (kinds["value"], kinds["start"], kinds["reviewYear"]) == ("double", "date32[day]", "int32")
    assert table.num_rows == len(union().observations)
    assert sum(table.column("value").to_pylist()) == pytest.approx(float(sum(f.value for f in union().observations)))


@pytest.mark.parametrize("form", list(Format))
def test_export_command_writes_every_format(form: Format, tmp_path: Path) -> None:
    if form is Format.parquet:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    paths = [str(path) for path in write_samples(tmp_path)]
    command = [sys.executable, "-m", "kg", "export", *paths, "--format", form, "-o", str(tmp_path / "out")]
    written = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert written and all(Path(path).stat().st_size for path in written)


def test_export_command_gives_a_store_back_as_it_was_built(tmp_path: Path) -> None:
    (path, *_) = write_samples(tmp_path)
    kg = [sys.executable, "-m", "kg"]
    subprocess.run([*kg, "load", str(path), "--store", str(tmp_path / "db")], check=True, capture_output=True)
    command = [*kg, "export", "--store", str(tmp_path / "db"), "--format", "turtle", "-o", str(tmp_path / "out.ttl")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "out.ttl").read_bytes() == path.read_bytes()

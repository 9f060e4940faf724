"""The Python API over a graph: built or loaded, it gives the same objects, rows, networks and bytes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from kg.errors import ExtractionError, GraphError
from kg.facts import KINDS, Facts
from kg.graph import Graph
from kg.nodes import Quote
from kg.rdf import to_turtle
from kg.read.report import Report
from kg.vocabulary import BASE, GOVKG, RDF

COUNTY = "青禾县人民政府"
PLATFORM = "青禾掌上办平台"


@pytest.fixture(scope="module")
def graph(sample_report: Report, sample_facts: Facts) -> Graph:
    return Graph.from_facts(sample_report, sample_facts)


def test_from_facts_refuses_broken_facts(sample_report: Report, sample_facts: Facts) -> None:
    with pytest.raises(ExtractionError):
        Graph.from_facts(sample_report, replace(sample_facts, reporter="nobody"))


def test_entities_are_listed_by_kind_and_label(graph: Graph, sample_facts: Facts) -> None:
    found = graph.entities()
    assert [(KINDS.index(e.kind), e.label) for e in found] == sorted((KINDS.index(e.kind), e.label) for e in found)
    assert {e.key for e in found} == {e.key for e in sample_facts.entities} | {"Place 青禾县"}


def test_entities_of_one_kind(graph: Graph) -> None:
    (programme,) = graph.entities("Programme")
    assert (programme.label, programme.aliases) == (PLATFORM, ("“青禾掌上办”平台",))
    assert programme.iri.startswith(f"{BASE}programme-")


def test_entities_bear_their_facets(graph: Graph) -> None:
    facets = {e.label: dict(e.facets) for e in graph.entities()}
    assert facets[COUNTY] == {"agencyType": "government"}
    assert facets["青禾县贯彻落实〈云川省优化营商环境条例〉实施办法"] == {
        "documentNumber": "青政发〔2031〕6号",
        "genre": "measures",
    }


def test_entities_refuses_an_unknown_kind(graph: Graph) -> None:
    with pytest.raises(GraphError, match="Ministry"):
        graph.entities("Ministry")


def test_observations_come_in_the_order_of_the_text(graph: Graph) -> None:
    assert [o.label for o in graph.observations] == [
        "办理事项 1250件",
        "办结率 98.6%",
        "新增经营主体 3200户",
        "新增经营主体增长率 12.5%",
        "新增经营主体增速排名 2位",
        "专项资金 37150000元",
        "新增经营主体 3500户",
    ]


def test_observations_are_complete(graph: Graph, sample_report: Report) -> None:
    fund, rank = graph.observations[5], graph.observations[4]
    assert fund.value == Decimal(37150000)
    assert (fund.value_text, fund.measure_word, fund.unit) == ("约3715万", "元", "CCY_CNY")
    assert (fund.statistic, fund.qualifier) == ("flow", "approximate")
    assert (fund.period, fund.area, fund.body) == ("2031年", "青禾县", "青禾县财政局")
    assert (rank.rank_scope, rank.base_indicator) == ("全市", "新增经营主体增长率")
    assert sample_report.text[fund.evidence.begin : fund.evidence.end] == fund.evidence.text == "拨付专项资金约3715万元"


def test_claims_come_in_the_order_of_the_text(graph: Graph, sample_facts: Facts) -> None:
    begins = [c.evidence.begin for c in graph.claims]
    assert begins == sorted(begins)
    assert len(begins) == len(sample_facts.claims)
    assert {c.report for c in graph.claims} == {o.report for o in graph.observations}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"relation": "hosts"}, ["青禾县人民政府 hosts 法治建设推进会"]),
        ({"modality": "planned"}, ["青禾县人民政府 issues 青禾县行政裁量权基准"]),
        ({"relation": "hasIssue", "head": COUNTY}, ["青禾县人民政府 hasIssue 基层执法力量仍然不足"]),
        ({"head": "县教育局", "relation": "partyTo"}, ["青禾县教育局 partyTo 青临教育合作协议"]),
        ({"tail": "专项资金"}, ["青禾县财政局 achieves 专项资金 37150000元"]),
        ({"tail": "“青禾掌上办”平台", "head": "青禾县司法局"}, ["青禾县司法局 establishes 青禾掌上办平台"]),
        ({"head": "Agency 临水县 临水县教育局"}, ["临水县教育局 partyTo 青临教育合作协议"]),
        ({"relation": "grants"}, []),
        ({"head": "不存在"}, []),
    ],
)  # fmt: skip
def test_claims_where(graph: Graph, wanted: dict[str, str], found: list[str]) -> None:
    assert [str(claim) for claim in graph.claims_where(**wanted)] == found


def test_claims_where_takes_an_iri(graph: Graph) -> None:
    (platform,) = graph.entities("Programme")
    assert {c.relation for c in graph.claims_where(head=platform.iri)} == {"hasOutcome", "receives"}


def test_claim_is_complete(graph: Graph, sample_report: Report) -> None:
    (claim,) = graph.claims_where(head="临水县教育局")
    assert (claim.relation, claim.modality, claim.subject_by) == ("partyTo", "asserted", "coordinated")
    words = "县教育局与临水县教育局签订《青临教育合作协议》。"
    begin = sample_report.text.index(words)
    assert claim.evidence == Quote(begin, begin + len(words), words)


# --- SPARQL, rdflib, networkx


def test_query_gives_values_of_python(graph: Graph) -> None:
    rows = graph.query("""
        SELECT ?label ?value ?begin ?day ?body ?nothing {
            ?o govkg:value ?value ; govkg:indicator/skos:prefLabel ?label ; govkg:evidence/nif:beginIndex ?begin ;
               govkg:refPeriod/dcat:startDate ?day ; govkg:refBody ?body .
            OPTIONAL { ?o govkg:rankScope ?nothing } }""")
    (body,) = (e.iri for e in graph.entities("Agency") if e.label == "青禾县财政局")
    assert rows == [
        {
            "label": "专项资金",
            "value": Decimal(37150000),
            "begin": 212,
            "day": "2031-01-01",
            "body": body,
            "nothing": None,
        }
    ]


def test_query_of_nothing_has_no_rows(graph: Graph) -> None:
    assert graph.query("SELECT ?w { ?w a govkg:Work }") == []


@pytest.mark.parametrize(
    "sparql", ["SELECT", "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }", "SELECT * { ?s nope:x 1 }"]
)
def test_query_refuses_what_is_no_select(graph: Graph, sparql: str) -> None:
    with pytest.raises(GraphError):
        graph.query(sparql)


def test_rdf_is_the_same_graph_for_rdflib(graph: Graph) -> None:
    assert len(graph.rdf) == len(graph) == len(graph.triples)
    rows = graph.rdf.query("SELECT ?l { ?a a govkg:Programme ; skos:prefLabel ?l }")
    assert [str(label) for (label,) in rows] == [PLATFORM]


def test_rdf_is_a_copy(sample_report: Report, sample_facts: Facts) -> None:
    graph = Graph.from_facts(sample_report, sample_facts)
    graph.rdf.remove((None, None, None))
    assert len(graph.rdf) == 0
    assert len(graph.query("SELECT ?c { ?c a govkg:Claim }")) == len(sample_facts.claims)


def test_networkx_has_entities_figures_and_claims(graph: Graph, sample_facts: Facts) -> None:
    network = graph.networkx
    assert network.number_of_nodes() == len(graph.entities()) + len(graph.observations)
    assert network.number_of_edges() == len(sample_facts.claims)
    (claim,) = graph.claims_where(relation="receives")
    assert network.nodes[claim.tail.iri] == {"label": "全市改革典型案例", "kind": "Award"}
    assert network.edges[claim.head.iri, claim.tail.iri, claim.iri] == {
        "relation": "receives",
        "modality": "asserted",
        "evidence": "“青禾掌上办”平台入选全市改革典型案例。",
    }


def test_importing_graph_loads_no_heavy_library() -> None:
    code = "import kg.graph, sys; print(*{'rdflib', 'networkx', 'oxrdflib', 'spacy', 'pyvis'} & {*sys.modules})"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


# --- files


def test_save_writes_the_bytes_of_to_turtle(
    graph: Graph, sample_report: Report, sample_facts: Facts, tmp_path: Path
) -> None:
    path = graph.save(tmp_path / "new" / "qinghe.ttl")
    assert path.read_bytes() == to_turtle(sample_report, sample_facts)
    assert [p.name for p in path.parent.iterdir()] == ["qinghe.ttl"]


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld"])
def test_load_gives_back_what_was_saved(graph: Graph, tmp_path: Path, suffix: str) -> None:
    loaded = Graph.load(graph.save(tmp_path / f"qinghe.{suffix}"))
    assert loaded.triples == graph.triples
    assert (loaded.claims, loaded.observations, loaded.entities()) == (
        graph.claims,
        graph.observations,
        graph.entities(),
    )


def test_load_merges_files_in_any_order(sample_report: Report, sample_facts: Facts, tmp_path: Path) -> None:
    one = Graph.from_facts(sample_report, sample_facts).save(tmp_path / "one.ttl")
    longer = replace(sample_report, text=sample_report.text + "\n完")
    two = Graph.from_facts(longer, sample_facts).save(tmp_path / "two.ttl")
    merged = Graph.load(one, two)
    assert merged.triples == Graph.load(two, one).triples
    assert len(merged.claims) == 2 * len(sample_facts.claims)
    assert len(merged.entities("Agency")) == 6
    assert merged.agencies == merged.entities("Agency")


def test_load_keeps_another_base(sample_report: Report, sample_facts: Facts, tmp_path: Path) -> None:
    base = "https://example.org/graph/"
    path = Graph.from_facts(sample_report, sample_facts, base).save(tmp_path / "one.ttl")
    again = Graph.load(path, base=base).save(tmp_path / "two.ttl")
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("content", [None, "id:a a id:b .", "《青禾县》", "<a> <b> <c> ."])
def test_load_refuses_what_is_no_graph(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "broken.ttl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(GraphError, match=r"broken\.ttl"):
        Graph.load(path)


def test_save_refuses_a_place_that_cannot_be_written_and_leaves_nothing(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match="choose another place"):
        graph.save(tmp_path / "file" / "qinghe.ttl")
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(GraphError):
        graph.save(tmp_path / "folder.ttl")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.ttl"]


def test_claims_refuses_a_claim_without_an_end() -> None:
    claim = NamedNode(f"{BASE}claim-a")
    graph = Graph([Triple(claim, RDF["type"], GOVKG["Claim"])])
    with pytest.raises(GraphError, match="has no subject"):
        assert graph.claims

"""One graph of many: what meets, what stays apart, and the same bytes in any order; then compared and set side by side."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import DATA
from pyoxigraph import Literal, NamedNode, Triple

import kg
from kg import cli
from kg.chart import to_html
from kg.compare import compare, parse_years, to_csv
from kg.diff import diff
from kg.errors import GraphError
from kg.graph import Graph
from kg.identity import entity_key, fold, local_name
from kg.merge import changes, merge
from kg.merge_report import MergeReport, merge_report
from kg.rdf import write
from kg.vocabulary import BASE, DCTERMS, GOVKG, RDF, SKOS

SAMPLES = sorted((DATA / "samples").glob("*.txt"))
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.fixture(scope="module")
def graphs() -> list[Graph]:
    return [kg.build(path) for path in SAMPLES]


@pytest.fixture(scope="module")
def union(graphs: list[Graph]) -> Graph:
    return merge(graphs).graph


@pytest.fixture(scope="module")
def report(graphs: list[Graph]) -> MergeReport:
    return merge_report(merge(graphs))


def place(name: str, code: str = "") -> list[Triple]:
    key = entity_key("Place", name)
    node = NamedNode(BASE + local_name("Place", key))
    facets = [Triple(node, GOVKG["areaCode"], Literal(code))] if code else []
    return [
        Triple(node, RDF["type"], GOVKG["Place"]),
        Triple(node, GOVKG["name"], Literal(key)),
        Triple(node, SKOS["prefLabel"], Literal(name, language="zh")),
        *facets,
    ]


def test_merge_gives_the_same_bytes_in_any_order_and_in_parts(graphs: list[Graph], union: Graph) -> None:
    wanted = write(union.triples)
    assert write(merge(reversed(graphs)).graph.triples) == wanted
    parts = merge(graphs[:2]).graph
    assert write(merge([graphs[2], parts, graphs[0]]).graph.triples) == wanted


def test_merge_keeps_one_label_and_the_others_as_other_names(union: Graph) -> None:
    labels = defaultdict(set)
    for subject, predicate, value in union.triples:
        if predicate == SKOS["prefLabel"]:
            labels[subject].add(value)
    assert {len(found) for found in labels.values()} == {1}
    (outline,) = [e for e in union.entities("Regulation") if "法治政府建设实施纲要" in e.label and "2021" in e.label]
    assert outline.label == "法治政府建设实施纲要（2021—2025年）"
    assert "法治政府建设实施纲要(2021—2025年)" in outline.aliases


def test_merge_loses_nothing_but_labels(graphs: list[Graph], union: Graph) -> None:
    lost = {triple for graph in graphs for triple in graph.triples} - set(union.triples)
    assert lost
    assert all(triple.predicate == SKOS["prefLabel"] for triple in lost)


def test_merge_refuses_nothing_and_two_bases(graphs: list[Graph]) -> None:
    with pytest.raises(GraphError):
        merge([])
    with pytest.raises(GraphError, match="2 under 2"):
        merge([graphs[0], Graph([], base="https://example.org/")])


def test_report_tells_who_stands_in_how_many(report: MergeReport) -> None:
    standing = {s.label: len(s.reports) for s in report.shared}
    assert standing["云岫县人民政府"] == 3
    assert standing["“云企通”融资服务平台"] == 2
    assert "云岫县2023年度法治建设考核方案" not in standing


def test_report_tells_by_which_rule_names_met(report: MergeReport) -> None:
    rules = {(m.label, m.wording): m.rule for m in report.met}
    assert rules["云岫县司法局", "县司法局"] == "jurisdiction"
    assert rules["云岫县司法局", "本局"] == "other"
    assert rules["云岫县市场监督管理局", "县市场监管局"] == "short"


def test_report_tells_what_was_left_apart(report: MergeReport) -> None:
    misses = {miss.names: miss.why for miss in report.near_misses}
    assert misses["云岫县2023年度法治建设考核方案", "云岫县2024年度法治建设考核方案"] == ("year",)
    assert [why for names, why in misses.items() if "兰泽县市场监督管理局" in names] == [("place",)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("全省第一批试点", "全省第二批试点", "ordinal"),
        ("省级示范工程", "市级示范工程", "level"),
        ("2023年度清理行动", "2024年度清理行动", "year"),
    ],
)
def test_names_that_nearly_meet(one: str, other: str, why: str) -> None:
    triples = []
    for name in (one, other):
        key = entity_key("Programme", name)
        node = NamedNode(BASE + local_name("Programme", key))
        triples += [Triple(node, RDF["type"], GOVKG["Programme"]), Triple(node, GOVKG["name"], Literal(key))]
        triples += [Triple(node, SKOS["prefLabel"], Literal(name, language="zh"))]
    (miss,) = merge_report(merge([Graph(triples)])).near_misses
    assert (miss.why, set(miss.names)) == ((why,), {one, other})


def test_a_name_of_two_classes_is_listed_and_kept() -> None:
    triples = []
    for kind in ("Programme", "Award"):
        node = NamedNode(BASE + local_name(kind, entity_key(kind, "示范区")))
        triples += [Triple(node, RDF["type"], GOVKG[kind])]
        triples += [Triple(node, SKOS["prefLabel"], Literal("示范区", language="zh"))]
    merged = merge([Graph(triples[:2]), Graph(triples[2:])])
    assert len(merged.graph.entities()) == 2
    (conflict,) = merge_report(merged).conflicts
    assert conflict.kinds == ("Award", "Programme")


def test_divisions_that_changed_are_tied_with_the_year() -> None:
    graph = Graph([*place("密云县"), *place("密云区", "110118")])
    (change,) = changes(graph)
    assert (change.code, change.year, change.successor, change.name_after) == ("110228", 2015, "110118", "密云区")
    tied = [t for t in merge([graph], ties=True).graph.triples if t.predicate == DCTERMS["isReplacedBy"]]
    assert [(t.subject.value, t.object.value) for t in tied] == [(change.place, change.place_after)]


def test_ties_to_the_table(graphs: list[Graph], union: Graph) -> None:
    tied = [t for t in merge(graphs, ties=True).graph.triples if t.predicate == SKOS["exactMatch"]]
    assert len(tied) > 15
    assert not [t for t in union.triples if t.predicate == SKOS["exactMatch"]]


def test_compare_finds_an_indicator_under_every_wording(union: Graph) -> None:
    found = compare(union, "市场主体")
    said = [(p.area, p.year, int(p.value), p.statistic) for p in found]
    assert said == [
        ("云岫县", 2023, 24000, "level"),
        ("云岫县", 2024, 26400, "level"),
        ("云岫县", 2024, 26000, "target"),
    ]
    assert len(compare(union, "市场主体", years=[2023])) == 1
    assert compare(union, "市场主体", areas=["别处县"]) == []
    assert {p.indicator for p in compare(union, "法治政府建设")} > {"收到行政复议申请", "行政诉讼案件"}


def test_compare_refuses_what_is_not_measured(union: Graph) -> None:
    with pytest.raises(GraphError, match="有效发明专利"):
        compare(union, "发明专利")


def test_compare_writes_csv_and_a_page_that_fetches_nothing(union: Graph) -> None:
    points = compare(union, "经营主体")
    rows = list(csv.DictReader(io.StringIO(to_csv(points))))
    assert [row["value"] for row in rows] == ["24000", "26400", "26000"]
    page = to_html("<经营主体>", points)
    assert page.count("<circle") == 3
    assert "&lt;经营主体&gt;" in page
    assert not [mark for mark in ("http", "<script", "src=") if mark in page]


@pytest.mark.parametrize(
    ("text", "years"), [("2023", [2023]), ("2021-2023", [2021, 2022, 2023]), ("2019,2021", [2019, 2021])]
)
def test_years_are_parsed(text: str, years: list[int]) -> None:
    assert parse_years(text) == years


@pytest.mark.parametrize("text", ["", "23", "2020-", "去年"])
def test_what_are_no_years_is_refused(text: str) -> None:
    with pytest.raises(GraphError):
        parse_years(text)


def test_diff_tells_what_became_of_a_year(graphs: list[Graph]) -> None:
    found = diff(*graphs[:2])
    figures = {f.indicator: (int(f.before), int(f.after)) for f in found.figures}
    assert figures["收到行政复议申请"] == (64, 92)
    assert figures["经营主体"] == (24000, 26400)
    plans = {p.what: p.state for p in found.plans}
    assert plans["云岫县行政执法监督办法"] == "done"
    assert plans["经营主体 26000户"] == plans["矛盾纠纷调处成功率 98%"] == "met"
    turnover = {t.kind: t for t in found.turnover}
    assert "云岫县矛盾纠纷多元化解中心" in turnover["Agency"].came
    assert "“一业一证”改革" in turnover["Programme"].went


def test_diff_refuses_two_issuers_and_one_report(graphs: list[Graph], union: Graph) -> None:
    with pytest.raises(GraphError, match="云岫县司法局"):
        diff(graphs[1], graphs[2])
    with pytest.raises(GraphError, match="same report"):
        diff(graphs[0], graphs[0])
    with pytest.raises(GraphError, match="3"):
        diff(union, graphs[0])


def test_commands(
    graphs: list[Graph], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # no name is wrapped
    files = [str(graph.save(tmp_path / f"{number}.ttl")) for number, graph in enumerate(graphs)]

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert not ended.value.code
        return capsys.readouterr().out

    assert run("merge", *files, "-o", str(tmp_path / "all.ttl")).strip() == str(tmp_path / "all.ttl")
    assert "云岫县2024年度法治建设考核方案" in run("merge", *files, "--report", "--limit", "0")
    assert json.loads(run("merge", *files, "--report", "--format", "json"))["entities"] > 100
    assert "26400" in run("compare", str(tmp_path / "all.ttl"), "--indicator", "经营主体")
    assert run("compare", *files, "--indicator", "经营主体", "--format", "html").startswith("<!doctype html>")
    assert "met" in run("diff", *files[:2])
    assert json.loads(run("diff", *files[:2], "--format", "json"))["issuer"] == "云岫县人民政府"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_corpus_meets_by_identity_alone() -> None:
    found = [kg.build(path) for path in sorted(CORPUS.glob("*.txt"))[::5]]
    names = defaultdict(set)
    for graph in found:
        for thing in graph.entities():
            names[thing.iri].add(fold(thing.label))
    assert {len(folded) for folded in names.values()} == {1}
    report = merge_report(merge(found))
    assert report.entities == len(names)
    assert len(report.shared) > 50
    counts = [len(s.reports) for s in report.shared]
    assert all(a >= b for a, b in pairwise(counts))

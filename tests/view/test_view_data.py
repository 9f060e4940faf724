from dataclasses import replace

import pytest

from kg.errors import GraphError
from kg.facts import Entity, Facts, Mention, Section, Span
from kg.graph import Graph
from kg.identity import entity_key
from kg.read.report import Report
from kg.view import page
from kg.view.data import model_of
from kg.view.documents import Parts, Shift
from kg.view.figures import falls, rows_of
from kg.view.legend import legend
from kg.view.pinyin import readings
from kg.view.scenes import LARGE, MOST, OPENING, scenes_of
from tests.view.invented import invented_graph


@pytest.fixture(scope="module")
def sample_model(sample_graph):
    return model_of(sample_graph, legend())


@pytest.mark.parametrize("text", ["", "汉字", "a😀b😀😀c", "😀", "𠮷野家"])
def test_shift_counts_as_browsers_do(text):
    shift = Shift(text)
    for i in range(len(text) + 1):
        assert shift(i) == len(text[:i].encode("utf-16-le")) // 2


def test_documents_quote_their_mentions_in_utf16_units():
    text = "😀😀甲县😀司法局设立平台。"
    bureau = Entity("Agency", "甲县司法局", entity_key("Agency", "甲县司法局"))
    at = text.index("司法局")
    mention = Mention(Span(at, at + 3), bureau.key)
    section = Section(Span(2, 4), Span(2, len(text)), 1)
    facts = Facts(bureau.key, sections=(section,), entities=(bureau,), mentions=(mention,))
    model = model_of(Graph.from_facts(Report(text, "x"), facts), legend())
    document = model.documents[0]
    units = document.text.encode("utf-16-le")
    begin, end, _ = document.mentions[0]
    assert units[2 * begin : 2 * end].decode("utf-16-le") == "司法局"
    part = model.parts[0]
    assert units[2 * part.begin : 2 * part.end].decode("utf-16-le") == text[2:]


def test_parts_find_the_innermost(sample_model):
    parts = sample_model.parts
    assert isinstance(parts, Parts)
    for i, part in enumerate(parts):
        assert parts.at(part.doc, part.begin) == i
        assert parts.at(part.doc, part.end - 1) == i
    assert parts.at(0, 10**6) == parts.at(5, 0) == -1


def test_model_ranks_the_reporter_first_and_keeps_every_claim(sample_graph, sample_model):
    assert sample_model.nodes[0].reports
    assert sample_model.nodes[0].label == "青禾县人民政府"
    assert len(sample_model.claims) == len(sample_graph.claims)
    assert sorted(i for link in sample_model.links for i in link.claims) == list(range(len(sample_model.claims)))
    assert len(sample_model.nodes) == len(sample_graph.entities()) + len(sample_graph.observations)


def test_model_knows_the_base_of_any_graph(sample_report, sample_facts):
    graph = Graph.from_facts(sample_report, sample_facts, base="https://example.org/graph#")
    model = model_of(Graph(graph.triples), legend())
    assert model.base == "https://example.org/graph#"
    assert all(model.base + node.name == node.iri for node in model.nodes)


def test_rows_join_growth_and_rank_with_their_figure(sample_model):
    def words(numbers):
        return [sample_model.nodes[i].figure.value_text for i in numbers]

    rows = {sample_model.nodes[row.own].figure.value_text: row for row in rows_of(sample_model) if row.own >= 0}
    assert words(rows["3200"].growth) == ["12.5%"]
    assert words(rows["3200"].rank) == ["第二"]
    assert not rows["3500"].growth  # the target of another year


def test_rows_join_growth_with_a_figure_of_another_scope(sample_report, sample_facts):
    """“全县经营主体3200户，增长12.5%”: the area is worded at the figure alone."""
    other = tuple(replace(o, area="全县") if o.value == 3200 else o for o in sample_facts.observations)
    model = model_of(Graph.from_facts(sample_report, replace(sample_facts, observations=other)), legend())
    row = next(row for row in rows_of(model) if row.own >= 0 and model.nodes[row.own].figure.value == 3200)
    assert len(row.growth) == 1


@pytest.mark.parametrize(("indicator", "falling"), [("办理时限压缩", True), ("案件下降", True), ("专利增长", False)])
def test_falls_are_told_by_their_name(sample_report, sample_facts, indicator, falling):
    growth = next(o for o in sample_facts.observations if o.statistic == "growth")
    other = replace(growth, indicator=indicator)
    observations = tuple(other if o is growth else o for o in sample_facts.observations)
    model = model_of(Graph.from_facts(sample_report, replace(sample_facts, observations=observations)), legend())
    assert [falls(n) for n in model.nodes if n.figure and n.figure.statistic == "growth"] == [falling]


def test_rows_hold_every_figure_once(sample_model):
    found = [i for row in rows_of(sample_model) for i in (row.own, *row.growth, *row.rank) if i >= 0]
    assert sorted(found) == [i for i, node in enumerate(sample_model.nodes) if node.figure]


@pytest.mark.parametrize(("nodes", "opening"), [(60, None), (500, OPENING), (1500, MOST), (4000, MOST)])
def test_scenes_open_with_few_nodes_and_figures_folded(nodes, opening):
    model = model_of(invented_graph(nodes), legend())
    scenes = scenes_of(model, legend())
    shown = scenes.positions[""]
    assert 0 < len(shown) <= (opening or len(model.nodes))
    assert bool(scenes.groups) == (len(model.nodes) > LARGE)
    if opening:
        assert not [i for i in shown if i < len(model.nodes) and model.nodes[i].figure]
    assert all(len(scene) <= MOST for scene in scenes.positions.values())


def test_scenes_group_all_nodes_of_a_large_graph():
    model = model_of(invented_graph(4000), legend())
    scenes = scenes_of(model, legend())
    assert sum(group.members for group in scenes.groups) == sum(bool(node.parts) for node in model.nodes)
    numbers = {group.number for group in scenes.groups}
    assert numbers <= scenes.positions[""].keys()
    assert {tail for _, tail, _ in scenes.group_links} == numbers


@pytest.mark.parametrize(("character", "said"), [("行", {"xing", "hang"}), ("县", {"xian"}), ("绿", {"lv"})])
def test_readings_give_every_common_reading(character, said):
    assert said <= set(readings([character])[character].split())


def test_readings_leave_other_characters_out():
    assert readings(["abc 《》😀"]) == {}


def test_page_of_a_graph_without_reports_is_an_error():
    with pytest.raises(GraphError, match="no report"):
        page(Graph([]))

"""A graph in brief, against the facts it was made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from kg.errors import GraphError
from kg.facts import Facts, Span
from kg.graph import Graph
from kg.read.report import Report
from kg.summary import COUNTED, account, class_named, counts, met, sources


@pytest.fixture(scope="module")
def graph(sample_report: Report, sample_facts: Facts) -> Graph:
    return Graph.from_facts(sample_report, sample_facts)


def test_counts(graph: Graph, sample_facts: Facts) -> None:
    found = counts(graph)
    kinds = Counter(entity.kind for entity in sample_facts.entities) + Counter(["Place"])  # the county itself
    assert {name: number for name, number in found.items() if name in kinds} == kinds
    assert (found["Observation"], found["Claim"], found["Work"]) == (7, 17, 0)
    assert tuple(found) == COUNTED


def test_sources(graph: Graph, sample_report: Report) -> None:
    (source,) = sources(graph)
    assert (source.title, source.issuer, source.area) == (sample_report.title, "青禾县人民政府", "青禾县")
    assert (source.year, source.date, source.provisional) == ("2031", "", False)
    assert source.length == len(sample_report.text)


def test_sources_of_several_reports(sample_report: Report, sample_facts: Facts) -> None:
    other = replace(sample_report, text=sample_report.text + "\n完", year=0, provisional=True, title="")
    both = [Graph.from_facts(report, sample_facts).triples for report in (sample_report, other)]
    found = sources(Graph(triple for triples in both for triple in triples))
    assert [(source.title, source.year, source.provisional) for source in found] == [
        ("", "", True),
        (sample_report.title, "2031", False),
    ]


def test_met_lists_the_words_in_the_order_of_the_text(graph: Graph) -> None:
    (platform,) = met(graph, "Programme")
    assert (platform.thing.label, platform.mentions, platform.words) == ("青禾掌上办平台", 2, ("“青禾掌上办”平台",))
    (place,) = met(graph, "Place")
    assert (place.thing.label, place.mentions, place.words) == ("青禾县", 0, ())


def test_met_puts_the_most_often_mentioned_first(graph: Graph, sample_facts: Facts, sample_report: Report) -> None:
    last = max(sample_facts.mentions)
    (name,) = (entity.name for entity in sample_facts.entities if entity.key == last.entity)
    again = replace(last, span=Span(last.span.begin + 1, last.span.end))
    found = met(Graph.from_facts(sample_report, replace(sample_facts, mentions=(*sample_facts.mentions, again))))
    kind = next(one.thing.kind for one in found if one.thing.label == name)
    first = next(one for one in found if one.thing.kind == kind)
    assert (first.thing.label, first.mentions, len(first.words)) == (name, 2, 2)
    assert len(found) == len(graph.entities())


def test_account_tells_what_an_agency_does(graph: Graph) -> None:
    found = account(graph, "青禾县司法局")
    assert [str(claim) for claim in found.responsibilities] == [
        "青禾县司法局 cooperatesWith 青禾县市场监督管理局",
        "青禾县司法局 establishes 青禾掌上办平台",
    ]
    assert (found.outcomes, found.others) == ((), ())
    assert len(account(graph, "青禾县市场监督管理局").responsibilities) == 2, "who is cooperated with cooperates"


def test_account_is_whole(graph: Graph) -> None:
    name = "青禾县人民政府"
    found = account(graph, name)
    listed = [*found.responsibilities, *found.outcomes, *found.others]
    assert len(listed) == len(set(listed)) == len([c for c in graph.claims if name in (c.head.label, c.tail.label)])
    assert {claim.relation for claim in found.outcomes} == {"achieves", "hasIssue"}


@pytest.mark.parametrize("name", ["青禾县司法局", "县司法局", "Agency 青禾县 青禾县司法局", "司法"])
def test_account_knows_an_agency_by_any_name(name: str, graph: Graph) -> None:
    assert account(graph, name).agency.label == "青禾县司法局"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("教育局", "did you mean 临水县教育局, 青禾县教育局?"),
        ("局", "did you mean 临水县教育局, 青禾县司法局, 青禾县市场监督管理局, 青禾县教育局, 青禾县财政局?"),
        ("青禾掌上办平台", "--kind Agency lists them"),
    ],
)  # fmt: skip
def test_account_refuses_a_name_of_none_or_several(name: str, told: str, graph: Graph) -> None:
    with pytest.raises(GraphError) as caught:
        account(graph, name)
    assert told in str(caught.value)


def test_account_refuses_an_alias_of_two(sample_report: Report, sample_facts: Facts) -> None:
    entities = tuple(replace(e, aliases=("教育局",)) if "教育局" in e.name else e for e in sample_facts.entities)
    with pytest.raises(GraphError, match="“教育局” may be 临水县教育局, 青禾县教育局; give one of these names"):
        account(Graph.from_facts(sample_report, replace(sample_facts, entities=entities)), "教育局")


@pytest.mark.parametrize(("said", "found"), [("agency", "Agency"), ("ISSUE", "Issue"), ("observation", "Observation")])
def test_class_named(said: str, found: str) -> None:
    assert class_named(said) == found


@pytest.mark.parametrize("said", ["", "agencies", "Claim"])
def test_class_named_refuses(said: str) -> None:
    with pytest.raises(GraphError, match="There is no class"):
        class_named(said)

"""What the graph of the sample report says, that it says it in the same bytes, and that broken facts are refused."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import ExtractionError
from kg.facts import KINDS, Claim, Entity, Facts, Mention, Observation, Period, Section, Span
from kg.identity import entity_key
from kg.index import Index
from kg.rdf import to_turtle, triples
from kg.read.report import Report
from kg.verify import verify
from kg.vocabulary import (
    BASE,
    DCAT,
    DCTERMS,
    GOVKG,
    GV,
    ITSRDF,
    MODALITIES,
    NIF,
    QUALIFIERS,
    RDF,
    RELATIONS,
    SECTION_KINDS,
    SKOS,
    STATISTICS,
    SUBJECT_BY,
    UNIT,
    XSD,
)

ONTOLOGY = Path(__file__).parent.parent / "ontology"
COUNTY = "青禾县人民政府"


@pytest.fixture(scope="module")
def graph(sample_report: Report, sample_facts: Facts) -> Index:
    return Index(triples(sample_report, sample_facts))


def node(graph: Index, label: str) -> NamedNode:
    """Return the one node with the label."""
    found = [s for s, o in graph.pairs(SKOS["prefLabel"]) if o == Literal(label, language="zh")]
    assert len(found) == 1, label
    assert isinstance(found[0], NamedNode)
    return found[0]


def observation(graph: Index, value: str) -> NamedNode:
    found = [s for s, o in graph.pairs(GOVKG["value"]) if o == Literal(value, datatype=XSD["decimal"])]
    assert len(found) == 1, value
    assert isinstance(found[0], NamedNode)
    return found[0]


def claims(graph: Index) -> list[tuple[str, str, str, str]]:
    """Return subject, relation, object and modality of all claims, as local names."""
    return [
        (
            graph.text(c, RDF["subject"]).removeprefix(BASE),
            GOVKG.name(graph.value(c, RDF["predicate"])),
            graph.text(c, RDF["object"]).removeprefix(BASE),
            GV.name(graph.value(c, GOVKG["modality"])),
        )
        for c in graph.instances(GOVKG["Claim"])
    ]


# --- what it says


def test_triples_of_the_report_name_reporter_title_year_area_and_text(graph: Index, sample_report: Report) -> None:
    (report,) = graph.instances(GOVKG["Report"])
    source = graph.value(report, GOVKG["sourceText"])
    assert graph.value(report, DCTERMS["creator"]) == node(graph, COUNTY)
    assert graph.value(report, DCTERMS["title"]) == Literal(sample_report.title, language="zh")
    assert graph.value(report, GOVKG["reviewYear"]) == Literal("2031", datatype=XSD["gYear"])
    assert graph.value(report, GOVKG["refArea"]) == node(graph, "青禾县")
    assert graph.text(source, NIF["isString"]) == sample_report.text
    assert graph.text(source, GOVKG["sha256"]) == sample_report.sha256


def test_triples_of_the_report_leave_out_what_is_not_known(sample_report: Report, sample_facts: Facts) -> None:
    bare = Index(triples(replace(sample_report, title="", year=0, area=""), sample_facts))
    (report,) = bare.instances(GOVKG["Report"])
    for predicate in (DCTERMS["title"], GOVKG["reviewYear"], GOVKG["refArea"], GOVKG["provisional"]):
        assert bare.value(report, predicate) is None


def test_triples_of_a_provisional_dated_report(sample_report: Report, sample_facts: Facts) -> None:
    index = Index(triples(replace(sample_report, provisional=True, date="2032-01-15"), sample_facts))
    (report,) = index.instances(GOVKG["Report"])
    assert index.value(report, GOVKG["provisional"]) == Literal("true", datatype=XSD["boolean"])
    assert index.value(report, DCTERMS["issued"]) == Literal("2032-01-15", datatype=XSD["date"])


@pytest.mark.parametrize("kind", ["Mention", "Span", "Section"])
def test_triples_quote_the_text_at_the_offsets(graph: Index, sample_report: Report, kind: str) -> None:
    stretches = graph.instances(GOVKG[kind])
    assert stretches
    for stretch in stretches:
        begin, end = graph.value(stretch, NIF["beginIndex"]), graph.value(stretch, NIF["endIndex"])
        assert isinstance(begin, Literal)
        assert isinstance(end, Literal)
        assert begin.datatype == end.datatype == XSD["nonNegativeInteger"]
        quoted = sample_report.text[int(begin.value) : int(end.value)]
        assert graph.text(stretch, NIF["anchorOf"]) == quoted != ""
        assert graph.text(graph.value(stretch, NIF["referenceContext"]), NIF["isString"]) == sample_report.text


def test_triples_of_a_section(graph: Index) -> None:
    plan = node(graph, "三、下步打算")
    assert graph.value(plan, GOVKG["sectionKind"]) == GV["section-plan"]
    assert graph.value(plan, GOVKG["sectionLevel"]) == Literal("1", datatype=XSD["integer"])


def test_triples_of_an_entity(graph: Index, sample_facts: Facts) -> None:
    county = node(graph, COUNTY)
    assert graph.values(county, RDF["type"]) == [GOVKG["Agency"]]
    assert graph.values(county, SKOS["altLabel"]) == [Literal("县政府", language="zh")]
    assert graph.values(county, GOVKG["name"]) == [Literal(sample_facts.reporter)]
    assert graph.values(county, GOVKG["agencyType"]) == [GV["government"]]
    measures = next(n for n in graph.instances(GOVKG["Regulation"]) if graph.value(n, GOVKG["genre"]))
    assert graph.value(measures, GOVKG["genre"]) == GV["measures"]
    assert graph.value(measures, GOVKG["documentNumber"]) == Literal("青政发〔2031〕6号")


def test_every_mention_names_its_entity(graph: Index, sample_facts: Facts) -> None:
    named = sorted(
        (int(graph.text(m, NIF["beginIndex"])), graph.text(graph.value(m, ITSRDF["taIdentRef"]), GOVKG["name"]))
        for m in graph.instances(GOVKG["Mention"])
    )
    assert named == sorted((m.span.begin, m.entity) for m in sample_facts.mentions)


def test_triples_of_an_observation(graph: Index) -> None:
    fund = observation(graph, "37150000.0")
    assert graph.value(fund, GOVKG["indicator"]) == node(graph, "专项资金")
    assert graph.text(fund, GOVKG["valueText"]) == "约3715万"
    assert graph.value(fund, GOVKG["measureWord"]) == Literal("元")
    assert graph.value(fund, GOVKG["unit"]) == UNIT["CCY_CNY"]
    assert graph.value(fund, GOVKG["statistic"]) == GV["flow"]
    assert graph.value(fund, GOVKG["qualifier"]) == GV["approximate"]
    assert graph.value(fund, GOVKG["refBody"]) == node(graph, "青禾县财政局")
    assert graph.value(fund, GOVKG["refArea"]) == node(graph, "青禾县")
    assert graph.text(graph.value(fund, GOVKG["evidence"]), NIF["anchorOf"]) == "拨付专项资金约3715万元"
    assert graph.values(fund, GOVKG["inReport"]) == graph.instances(GOVKG["Report"])
    assert graph.value(fund, GOVKG["baseIndicator"]) is None


def test_rank_names_scope_and_base_indicator(graph: Index) -> None:
    rank = observation(graph, "2.0")
    assert graph.value(rank, GOVKG["rankScope"]) == Literal("全市")
    assert graph.value(rank, GOVKG["baseIndicator"]) == node(graph, "新增经营主体增长率")


def test_period_has_label_and_dates(graph: Index) -> None:
    target = graph.value(observation(graph, "3500.0"), GOVKG["refPeriod"])
    assert target == node(graph, "2032年")
    assert graph.value(target, RDF["type"]) == DCTERMS["PeriodOfTime"]
    assert graph.value(target, DCAT["startDate"]) == Literal("2032-01-01", datatype=XSD["date"])
    assert graph.value(target, DCAT["endDate"]) == Literal("2032-12-31", datatype=XSD["date"])


def test_every_claim_is_in_the_graph(graph: Index, sample_facts: Facts) -> None:
    assert len(claims(graph)) == len(sample_facts.claims)
    assert [c for c in claims(graph) if c[3] == "planned"] == [
        (
            node(graph, COUNTY).value.removeprefix(BASE),
            "issues",
            node(graph, "青禾县行政裁量权基准").value.removeprefix(BASE),
            "planned",
        )
    ]


def test_plain_triple_stands_exactly_where_a_claim_is_asserted(graph: Index) -> None:
    plain = {
        (s.value.removeprefix(BASE), relation, o.value.removeprefix(BASE))
        for relation in RELATIONS
        for s, o in graph.pairs(GOVKG[relation])
        if isinstance(s, NamedNode) and isinstance(o, NamedNode)
    }
    assert plain == {claim[:3] for claim in claims(graph) if claim[3] == "asserted"}


@pytest.mark.parametrize("modality", ["planned", "intended", "negated"])
def test_plain_triple_needs_one_asserted_claim_of_several(
    sample_report: Report, sample_facts: Facts, modality: str
) -> None:
    claim = sample_facts.claims[0]
    other = replace(claim, modality=modality, evidence=Span(0, 5))
    both = Index(triples(sample_report, replace(sample_facts, claims=(claim, other))))
    alone = Index(triples(sample_report, replace(sample_facts, claims=(other,))))
    assert len(list(both.pairs(GOVKG[claim.relation]))) == 1
    assert len(both.instances(GOVKG["Claim"])) == 2
    assert not list(alone.pairs(GOVKG[claim.relation]))


def test_outcome_claims_point_at_observations(graph: Index) -> None:
    for relation in ("achieves", "hasOutcome"):
        for _, obj in graph.pairs(GOVKG[relation]):
            assert obj in graph.instances(GOVKG["Observation"])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("464", "464.0"),
        ("3.715E+7", "37150000.0"),
        ("26.780", "26.78"),
        ("-0.5", "-0.5"),
        ("0", "0.0"),
        ("1E-7", "0.0000001"),
    ],
)
def test_value_is_written_as_a_plain_decimal(
    sample_report: Report, sample_facts: Facts, value: str, written: str
) -> None:
    figure = replace(sample_facts.observations[0], value=Decimal(value))
    turtle = to_turtle(sample_report, replace(sample_facts, observations=(figure,), claims=())).decode()
    assert f"govkg:value {written} ;" in turtle


def test_area_that_is_named_is_the_place_mentioned(sample_report: Report, sample_facts: Facts) -> None:
    key = entity_key("Place", "临水县", "990102")
    place = Entity("Place", "临水县", key)
    at = sample_report.text.index("临水县")
    for area in ("临水县", key):
        figure = replace(sample_facts.observations[0], area=area)
        facts = replace(
            sample_facts,
            entities=(*sample_facts.entities, place),
            mentions=(*sample_facts.mentions, Mention(Span(at, at + 3), key)),
            observations=(figure,),
            claims=(),
        )
        graph = Index(triples(sample_report, facts))
        areas = graph.values(observation(graph, "1250.0"), GOVKG["refArea"])
        assert areas == [node(graph, "临水县")]


def test_two_wordings_of_one_indicator_or_period_give_one_label(sample_report: Report, sample_facts: Facts) -> None:
    one, two = sample_facts.observations[:2]
    later = Period("全年", one.period.start, one.period.end)
    facts = replace(sample_facts, observations=(one, replace(two, indicator="“办理事项”", period=later)), claims=())
    graph = Index(triples(sample_report, facts))
    (indicator,) = graph.instances(GOVKG["Indicator"])
    (period,) = graph.instances(DCTERMS["PeriodOfTime"])
    assert graph.values(indicator, SKOS["prefLabel"]) == [Literal("“办理事项”", language="zh")]
    assert graph.values(period, SKOS["prefLabel"]) == [Literal("2031年", language="zh")]


# --- identity and bytes


def test_entities_of_two_reports_merge_and_their_claims_do_not(sample_report: Report, sample_facts: Facts) -> None:
    one = {*triples(sample_report, sample_facts)}
    other = {*triples(replace(sample_report, text=sample_report.text + "\n完"), sample_facts)}
    both = Index(one | other)
    assert len(both.instances(GOVKG["Agency"])) == 6
    assert len(both.instances(GOVKG["Claim"])) == 2 * len(sample_facts.claims)
    assert len(both.instances(GOVKG["Mention"])) == 2 * len(sample_facts.mentions)


def test_to_turtle_does_not_depend_on_the_order_of_facts(sample_report: Report, sample_facts: Facts) -> None:
    mixed = {}
    for name in ("sections", "entities", "mentions", "observations", "claims"):
        found = list(getattr(sample_facts, name))
        random.Random(7).shuffle(found)
        mixed[name] = (*found, *found[:1])  # and a repetition changes nothing
    assert to_turtle(sample_report, replace(sample_facts, **mixed)) == to_turtle(sample_report, sample_facts)


def test_to_turtle_does_not_depend_on_the_hash_seed() -> None:
    code = "import conftest, sys; sys.stdout.buffer.write(conftest.sample_turtle())"
    path = ":".join([str(Path(__file__).parent), *sys.path])
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_to_turtle_is_read_back_alike_by_two_parsers(sample_report: Report, sample_facts: Facts) -> None:
    rdflib = pytest.importorskip("rdflib")
    turtle = to_turtle(sample_report, sample_facts)
    wanted = {*triples(sample_report, sample_facts)}
    assert {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)} == wanted
    other = rdflib.Graph().parse(data=turtle, format="turtle").serialize(format="nt", encoding="utf-8")
    assert {quad.triple for quad in parse(other, format=RdfFormat.N_TRIPLES)} == wanted


def test_to_turtle_is_grouped_by_subject_and_abbreviated(sample_report: Report, sample_facts: Facts) -> None:
    lines = to_turtle(sample_report, sample_facts).decode().splitlines()
    body = [line for line in lines if line and not line.startswith("@prefix")]
    heads = [line.split()[0] for line in body if not line.startswith("\t")]
    assert len(heads) == len(set(heads)), "each subject stands once"
    assert heads == sorted(heads)
    assert all(line.split()[1] == "a" for line in body if not line.startswith("\t"))
    assert not [line for line in body if re.search(r"<http", line)], "every IRI has a prefix"
    assert "\\" not in "".join(line for line in body if "nif:isString" not in line and "anchorOf" not in line)


def test_base_moves_the_instances_alone(sample_report: Report, sample_facts: Facts) -> None:
    base = "https://example.org/graph#"
    turtle = to_turtle(sample_report, sample_facts, base).decode()
    assert f"@prefix id: <{base}>" in turtle
    assert BASE not in turtle
    assert (
        turtle.replace(base, BASE).splitlines()[12:]
        == to_turtle(sample_report, sample_facts).decode().splitlines()[12:]
    )


# --- it fits the ontology


def test_every_term_of_the_vocabulary_is_defined() -> None:
    defined = Index(quad.triple for name in ("govkg", "schemes") for quad in parse(path=str(ONTOLOGY / f"{name}.ttl")))
    terms = {GOVKG[name] for name in (*KINDS, *RELATIONS)}
    terms |= {GV[name] for name in MODALITIES | SUBJECT_BY | STATISTICS | QUALIFIERS}
    terms |= {GV[f"section-{name}"] for name in SECTION_KINDS}
    assert not [term for term in terms if defined.value(term, RDF["type"]) is None]


def test_every_term_of_the_graph_is_defined(sample_report: Report, sample_facts: Facts) -> None:
    defined = Index(quad.triple for name in ("govkg", "schemes") for quad in parse(path=str(ONTOLOGY / f"{name}.ttl")))
    used = {term for _, *terms in triples(sample_report, sample_facts) for term in terms}
    ours = {t for t in used if GOVKG.name(t) or GV.name(t)}
    assert not [term for term in ours if defined.value(term, RDF["type"]) is None]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_graph_conforms_to_the_shapes(sample_report: Report, sample_facts: Facts) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    turtle = to_turtle(sample_report, sample_facts).decode()
    conforms, _, told = pyshacl.validate(turtle, shacl_graph=str(ONTOLOGY / "shapes.ttl"), data_graph_format="turtle")
    assert conforms, told


# --- broken facts are refused

Breaker = Callable[[Facts, Report], Facts]


def _claim(**changes: object) -> Breaker:
    return lambda f, _: replace(f, claims=(replace(f.claims[0], **changes),))  # type: ignore[arg-type]


def _figure(**changes: object) -> Breaker:
    return lambda f, _: replace(f, claims=(), observations=(replace(f.observations[0], **changes),))  # type: ignore[arg-type]


def _entity(**changes: object) -> Breaker:
    return lambda f, _: replace(f, entities=(replace(f.entities[0], **changes), *f.entities[1:]))  # type: ignore[arg-type]


BROKEN: dict[str, tuple[Breaker, str]] = {
    "no reporter": (lambda f, _: replace(f, reporter="Agency 无"), "reporter “Agency 无”"),
    "mention beyond the text": (
        lambda f, r: replace(f, mentions=(Mention(Span(0, len(r.text) + 1), f.reporter),)),
        "a mention .0:316. lies outside",
    ),
    "mention before the text": (lambda f, _: replace(f, mentions=(Mention(Span(-1, 2), f.reporter),)), "outside"),
    "empty mention": (lambda f, _: replace(f, mentions=(Mention(Span(3, 3), f.reporter),)), "or is empty"),
    "mention of nothing": (lambda f, _: replace(f, mentions=(Mention(Span(0, 3), "Agency 无"),)), "no entity"),
    "section beyond the text": (
        lambda f, r: replace(f, sections=(Section(Span(0, 2), Span(0, len(r.text) + 9), 1),)),
        "a section",
    ),
    "kind of section": (
        lambda f, _: replace(f, sections=(Section(Span(0, 2), Span(0, 9), 1, "appendix"),)),
        "no kind of section “appendix”",
    ),
    "claim beyond the text": (_claim(evidence=Span(300, 400)), "a claim .300:400."),
    "head of a claim": (_claim(head="Agency 无"), "a claim issues at .* “Agency 无”"),
    "tail of a claim": (_claim(tail="obs:1-2:件:3"), "“obs:1-2:件:3”, which is not there"),
    "relation": (_claim(relation="likes"), "no relation “likes”"),
    "modality": (_claim(modality="maybe"), "no modality “maybe”"),
    "subject by": (_claim(subject_by="guess"), "no subject_by “guess”"),
    "figure beyond the text": (_figure(span=Span(310, 320)), "an observation .310:320."),
    "figure without an indicator": (_figure(indicator=""), "no indicator"),
    "figure without a value": (_figure(value=Decimal("NaN")), "the value NaN"),
    "statistic": (_figure(statistic="stock"), "no statistic “stock”"),
    "qualifier": (_figure(qualifier="about"), "no qualifier “about”"),
    "body of a figure": (_figure(body="Agency 无"), "belongs to “Agency 无”"),
    "date of a figure": (_figure(period=Period("2031年", "2031-01-01", "2031-13-01")), "“2031-13-01”"),
    "kind of entity": (_entity(kind="Ministry"), "no kind “Ministry”"),
    "name of an entity": (_entity(name=""), "has no name"),
    "facet": (_entity(facets=(("colour", "red"),)), "no facet “colour”"),
    "concept in words": (_entity(facets=(("agencyType", "人民政府"),)), "no local name of a concept"),
    "two entities with one key": (
        lambda f, _: replace(f, entities=(*f.entities, replace(f.entities[0], name="别名"))),
        "two different facts have the key",
    ),
    "two figures with one key": (
        lambda f, _: replace(f, observations=(*f.observations, replace(f.observations[0], indicator="受理"))),
        "two different facts have the key",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_verify_refuses(sample_report: Report, sample_facts: Facts, case: str) -> None:
    break_it, told = BROKEN[case]
    with pytest.raises(ExtractionError, match=told):
        to_turtle(sample_report, break_it(sample_facts, sample_report))


def test_verify_passes_the_sample(sample_report: Report, sample_facts: Facts) -> None:
    verify(sample_report, sample_facts)


def test_verify_refuses_a_date_that_is_none(sample_report: Report, sample_facts: Facts) -> None:
    with pytest.raises(ExtractionError, match="“2031年” in the report"):
        verify(replace(sample_report, date="2031年"), sample_facts)


def test_verify_counts_what_it_does_not_tell(sample_report: Report, sample_facts: Facts) -> None:
    bad = tuple(Claim("甲", "issues", "乙", Span(0, i + 1)) for i in range(5))
    with pytest.raises(ExtractionError, match="and 5 more"):
        verify(sample_report, replace(sample_facts, claims=bad))


def test_figure_keys_are_those_of_the_claims(sample_facts: Facts) -> None:
    keys = {o.key for o in sample_facts.observations}
    assert all(isinstance(o, Observation) for o in sample_facts.observations)
    assert {c.tail for c in sample_facts.claims if c.relation in {"achieves", "hasOutcome"}} <= keys


def test_triples_hold_no_blank_nodes(sample_report: Report, sample_facts: Facts) -> None:
    for triple in triples(sample_report, sample_facts):
        assert isinstance(triple, Triple)
        assert isinstance(triple.subject, NamedNode)
        assert re.fullmatch(re.escape(BASE) + r"[a-z]+-[a-z2-7]{12}", triple.subject.value)

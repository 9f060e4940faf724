"""The score of made graphs, figure by figure; and, where the reference scorer is at hand, that it tells the same."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SAMPLE, SAMPLE_GOLD, find

from kg.errors import GoldError, GraphError
from kg.facts import Claim, Entity, Facts, Mention, Observation, Period, Span
from kg.identity import entity_key
from kg.rdf import to_turtle
from kg.read.report import Report
from kg.score import LAYERS, Gold, Score, Tally, read_gold, score
from kg.score.gold import FIGURE, REPORTER, sentences
from kg.score.match import alike, judge, overlap, pair, plain

SHARED = Path(__file__).parents[2] / "shared" / "gold"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference scorer and its texts are not at hand")

# --- single judgements


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("《青禾县节水条例》", "青禾县节水条例", True),
        ("青禾县规划（2021）", "青禾县规划2021", True),
        ("“双随机、一公开”", "双随机一公开", True),
        ("青禾县节水条例", "青禾县节水办法", False),
    ],
)
def test_plain(one: str, other: str, same: bool) -> None:
    assert (plain(one) == plain(other)) == same


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ((0, 4), (0, 4), 1.0),
        ((0, 4), (2, 4), 0.5),
        ((0, 4), (2, 6), 1 / 3),
        ((0, 4), (4, 6), 0.0),
        ((5, 6), (0, 2), 0.0),
    ],
)
def test_overlap(a: tuple[int, int], b: tuple[int, int], shared: float) -> None:
    assert overlap(Span(*a), Span(*b)) == pytest.approx(shared)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("新增专利", "新增专利数量", True),
        ("有效发明专利量", "有效专利总量", False),
        ("新增经营主体增长率", "经营主体增长率", True),
        ("调解成功率", "调处成功率", True),
        ("", "专利", False),
        ("率", "量", False),
    ],
)
def test_alike(a: str, b: str, same: bool) -> None:
    assert alike(a, b) == alike(b, a) == same


def test_pair_takes_the_best_fit_first_and_each_thing_once() -> None:
    fits = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.1, ("c", "x"): 0.0}
    pairs = pair("abc", "xy", lambda f, w: fits.get((f, w), 0.0))
    assert pairs == [(0, 1), (1, 0)]


def test_judge_neither_rewards_nor_punishes_the_optional() -> None:
    judged = judge([(0, 0), (1, 1)], found=4, optional=[False, True, True, False], excused=[2])
    assert (judged.tally, judged.missed, judged.wrong) == (Tally(1, 1, 1), (3,), (3,))


@pytest.mark.parametrize(
    ("tally", "figures"),
    [
        (Tally(), (0.0, 0.0, 1.0)),
        (Tally(3, 1, 0), (0.75, 1.0, 6 / 7)),
        (Tally(0, 2, 0), (0.0, 0.0, 0.0)),
        (Tally(1, 0, 3) + Tally(1, 2, 1), (0.5, 1 / 3, 0.4)),
    ],
)
def test_tally(tally: Tally, figures: tuple[float, float, float]) -> None:
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx(figures)


# --- the gold standard


def test_sentences_are_numbered_as_the_gold_numbers_them() -> None:
    text = "标题\n\n 一、甲。“乙！”丙；丁?\n（二）戊"
    assert [s.text(text) for s in sentences(text)] == ["标题", "一、甲。", "“乙！”", "丙；", "丁?", "（二）戊"]


def test_read_gold_reads_the_sample() -> None:
    gold = read_gold(SAMPLE, SAMPLE_GOLD)
    assert (gold.reporter, gold.period, gold.options) == ("青禾县人民政府", "2031", "")
    assert [e.span for e in gold.entities if e.kind == "Award"] == [find("全市改革典型案例")]
    assert [f.value for f in gold.figures] == [1250, 98.6, 3200, 12.5, 2, 37150000, 3500]
    assert sum(r.optional for r in gold.relations) == 3
    assert all("市场监管局" not in r.head for r in gold.relations), "other names become canonical"


GOLD_TEXT = "县政府、县司法局、县政府开会12次。完。\n"
GOLD_HEAD = "reporter\t甲县人民政府\n"


def _gold(folder: Path, lines: str) -> Gold:
    (folder / "a.txt").write_text(GOLD_TEXT, encoding="utf-8")
    (folder / "a.gold.tsv").write_text(lines, encoding="utf-8")
    return read_gold(folder / "a.txt", folder / "a.gold.tsv")


def test_read_gold_finds_the_second_of_two_mentions(tmp_path: Path) -> None:
    line = "S001\tENT\tAgency\t县政府\t甲县人民政府  # again\n"
    assert [e.span.begin for e in _gold(tmp_path, GOLD_HEAD + line + line).entities] == [0, 9]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("S001\tENT\tAgency\t县政府\t甲县人民政府\n", "no line names the reporter"),
        (GOLD_HEAD + "S001\tENT\tAgency\t县医院\t甲县医院\n", "line 2: “县医院” does not stand"),
        (GOLD_HEAD + "S002\tENT\tAgency\t县政府\t甲县人民政府\n", "line 2: “县政府” does not stand"),
        (GOLD_HEAD + "S001\tENT\tAgency\t县司法局\t甲县司法局\n" * 2, "line 3: “县司法局” does not stand"),
        (GOLD_HEAD + "S001\tENT\tMinistry\t县政府\t甲县人民政府\n", "line 2: there is no kind of entity “Ministry”"),
        (GOLD_HEAD + "S003\tENT\tAgency\t县政府\t甲县人民政府\n", "line 2: the text has 2 sentences, none with"),
        (GOLD_HEAD + "S000\tENT\tAgency\t县政府\t甲县人民政府\n", "line 2: the text has 2 sentences"),
        (GOLD_HEAD + "S001\tENT\tAgency\t县政府\n", "line 2: not enough values"),
        (GOLD_HEAD + "S001\tFIG\t开会\n", "line 2: there is no kind of fact “FIG”"),
        (GOLD_HEAD + "S001\tOBS\t开会\t十二\t次\t2031\t开会12次\tflow\n", "line 2: could not convert"),
        (GOLD_HEAD + "S001\tREL\thosts\t@reporter\t大会\n", "line 2: no entity or figure is named “大会”"),
        (GOLD_HEAD + "S001\tREL\tlikes\t@reporter\t@reporter\n", "line 2: there is no relation “likes”"),
        (GOLD_HEAD + "S001\n", "line 2: list index out of range"),
    ],
)  # fmt: skip
def test_read_gold_refuses(tmp_path: Path, lines: str, told: str) -> None:
    with pytest.raises(GoldError) as caught:
        _gold(tmp_path, lines)
    assert told in str(caught.value)


def test_read_gold_tells_every_fault(tmp_path: Path) -> None:
    with pytest.raises(GoldError) as caught:
        _gold(tmp_path, "S001\tFIG\tx\nS009\tFIG\tx\nS001\tREL\tleads\t甲\t乙\n")
    assert len(str(caught.value).splitlines()) == 1 + 2 + 2 + 1


def test_read_gold_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="cannot be read"):
        read_gold(SAMPLE, tmp_path / "none.tsv")


@pytest.mark.parametrize("graph", [b"\xff", b"<a> <b>", b"id:a a id:b ."])
def test_score_refuses_what_is_no_turtle(graph: bytes) -> None:
    with pytest.raises(GraphError):
        score(SAMPLE, SAMPLE_GOLD, graph)


# --- the score of the sample, and what each fault costs

PERFECT = {
    "core": Tally(13), "exact": Tally(13), "names": Tally(13),
    "values": Tally(6), "observations": Tally(6), "kinds": Tally(6),
    "relations": Tally(15), "responsibility": Tally(8), "outcome": Tally(6),
    "Agency": Tally(7), "Regulation": Tally(4), "Programme": Tally(2), "Event": Tally(1), "Award": Tally(1),
    "Issue": Tally(1),
}  # fmt: skip
Change = Callable[[Facts], Facts]


def test_score_of_a_perfect_reader(sample_report: Report, sample_facts: Facts, tmp_path: Path) -> None:
    path = tmp_path / "qinghe.ttl"
    path.write_bytes(to_turtle(sample_report, sample_facts))
    found = score(SAMPLE, SAMPLE_GOLD, path)
    assert {layer: t for layer, t in found.tallies.items() if t and not layer.startswith("rel ")} == PERFECT
    assert found.errors == ()


def _mentions(change: Callable[[Mention], Mention | None]) -> Change:
    return lambda f: replace(f, mentions=tuple(new for m in f.mentions if (new := change(m)) is not None))


def _figures(**changes: object) -> Change:
    """Change the first figure, and the claims that point at it."""

    def change(facts: Facts) -> Facts:
        old = facts.observations[0]
        new = replace(old, **changes)  # type: ignore[arg-type]
        claims = tuple(replace(c, tail=new.key) if c.tail == old.key else c for c in facts.claims)
        return replace(facts, observations=(new, *facts.observations[1:]), claims=claims)

    return change


def _claims(change: Callable[[Claim], Claim | None]) -> Change:
    return lambda f: replace(f, claims=tuple(new for c in f.claims if (new := change(c)) is not None))


def _rename(old: str, new: str) -> Change:
    """Give an entity another name, keeping its old one as an alias, and its key."""
    return lambda f: replace(
        f, entities=tuple(replace(e, name=new, aliases=(*e.aliases, old)) if e.name == old else e for e in f.entities)
    )


def _more(*words: str, kind: str = "Agency", name: str = "青禾县某局") -> Change:
    """Add mentions of an entity that the gold does not know."""
    key = entity_key(kind, name)

    def change(facts: Facts) -> Facts:
        mentions = (*facts.mentions, *(Mention(find(w), key) for w in words))
        return replace(facts, entities=(*facts.entities, Entity(kind, name, key)), mentions=mentions)

    return change


def _moved(words: str, begin: int, end: int) -> Change:
    at = find(words)
    to = Span(at.begin + begin, at.end + end)
    return _mentions(lambda m: replace(m, span=to) if m.span == at else m)


CHANGES: dict[str, tuple[Change, dict[str, Tally]]] = {
    "a mention is missed": (
        _mentions(lambda m: None if m.span == find("县财政局") else m),
        {"core": Tally(12, 0, 1), "exact": Tally(12, 0, 1), "names": Tally(12), "Agency": Tally(6, 0, 1)},
    ),
    "a mention is a little too long": (_moved("县财政局", 0, 2), {"exact": Tally(12, 1, 1)}),
    "a mention is much too long": (
        _moved("县财政局", 0, 5),
        {"core": Tally(12, 1, 1), "exact": Tally(12, 1, 1), "names": Tally(12), "Agency": Tally(6, 1, 1)},
    ),
    "a mention of another kind": (
        _more("优化营商环境"),
        {"core": Tally(13, 1, 0), "exact": Tally(13, 1, 0), "Agency": Tally(7, 1, 0)},
    ),
    "an optional mention is found": (_more("专项资金", kind="Programme", name="专项资金"), {}),
    "an optional mention is found, a little too short": (_more("项资金", kind="Programme", name="专项资金"), {}),
    "of two that overlap the better one is right": (
        _more("县财政局拨付", "县财政局拨"),
        {"core": Tally(13, 2, 0), "exact": Tally(13, 2, 0), "Agency": Tally(7, 2, 0)},
    ),
    "a wrong name": (_rename("青禾县财政局", "云川省财政厅"), {"names": Tally(12, 1, 1)}),
    "a wrong name of an entity mentioned twice": (_rename("青禾掌上办平台", "掌上办"), {"names": Tally(11, 2, 2)}),
    "another accepted name": (_rename("青禾县市场监督管理局", "青禾县市场监管局"), {}),
    "another unit": (
        _figures(measure_word="人"),
        {"values": Tally(5, 1, 1), "observations": Tally(5, 1, 1), "kinds": Tally(5),
         "relations": Tally(14, 1, 1), "outcome": Tally(5, 1, 1)},
    ),
    "another value": (
        _figures(value=Decimal(1251)),
        {"values": Tally(5, 1, 1), "observations": Tally(5, 1, 1), "kinds": Tally(5),
         "relations": Tally(14, 1, 1), "outcome": Tally(5, 1, 1)},
    ),
    "the right value in another sentence": (
        _figures(span=find("拨付专项资金")),
        {"values": Tally(5, 1, 1), "observations": Tally(5, 1, 1), "kinds": Tally(5),
         "relations": Tally(14, 1, 1), "outcome": Tally(5, 1, 1)},
    ),
    "another indicator": (_figures(indicator="县城绿地"), {"observations": Tally(5, 1, 1)}),
    "another year": (_figures(period=Period("2030年", "2030-01-01", "2030-12-31")), {"observations": Tally(5, 1, 1)}),
    "another statistic": (_figures(statistic="level"), {"kinds": Tally(5, 1, 1)}),
    "a month of the year": (_figures(period=Period("2031年10月", "2031-10-01", "2031-10-31")), {}),
    "an optional figure is missed": (
        lambda f: replace(f, observations=tuple(o for o in f.observations if o.statistic != "rank")),
        {},
    ),
    "a relation is missed": (
        _claims(lambda c: None if c.relation == "hosts" else c),
        {"relations": Tally(14, 0, 1), "responsibility": Tally(7, 0, 1)},
    ),
    "a relation the other way round": (
        _claims(lambda c: replace(c, head=c.tail, tail=c.head) if c.relation == "implementsRegulation" else c),
        {"relations": Tally(14, 1, 1)},
    ),
    "cooperation goes either way": (
        _claims(lambda c: replace(c, head=c.tail, tail=c.head) if c.relation == "cooperatesWith" else c),
        {},
    ),
    "an optional relation is missed": (_claims(lambda c: None if c.modality == "planned" else c), {}),
    "a plan counts like a fact": (_claims(lambda c: replace(c, modality="planned")), {}),
    "another relation": (
        _claims(lambda c: replace(c, relation="leads") if c.relation == "hosts" else c),
        {"relations": Tally(14, 1, 1), "responsibility": Tally(7, 1, 1)},
    ),
    "a relation with a figure of which readers may differ": (
        lambda f: replace(
            f, claims=(*f.claims, Claim(f.entities[5].key, "achieves", f.observations[4].key, f.claims[0].evidence))
        ),
        {},
    ),
    "the reporter under a name of its own": (_rename("青禾县人民政府", "甲"), {"names": Tally(11, 2, 2)}),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_score_of_one_fault(sample_report: Report, sample_facts: Facts, case: str) -> None:
    change, differs = CHANGES[case]
    found = score(SAMPLE, SAMPLE_GOLD, to_turtle(sample_report, change(sample_facts)))
    assert {layer: found[layer] for layer in PERFECT} == PERFECT | differs
    assert bool(found.errors) == bool(differs)


def test_score_tells_what_was_missed_and_wrong(sample_report: Report, sample_facts: Facts) -> None:
    facts = _moved("县财政局", 0, 5)(_rename("青禾县司法局", "县司法局")(_figures(measure_word="人")(sample_facts)))
    at = find("县财政局")
    errors = score(SAMPLE, SAMPLE_GOLD, to_turtle(sample_report, facts)).errors
    assert errors == (
        f"missed Agency [{at.begin}:{at.end}] 县财政局",
        f"wrong  Agency [{at.begin}:{at.end + 5}] 县财政局拨付专项资",
        "name   县司法局 for 青禾县司法局",
        "missed OBS 办理事项 = 1250 件 (2031, flow)",
        "wrong  OBS 办理事项 = 1250 人 (2031年, flow)",
        "missed REL hasOutcome 青禾掌上办平台 OBS:办理事项",
        "wrong  REL hasOutcome 青禾掌上办平台 ?" + errors[-1].rpartition("?")[2],
    )


def test_scores_sum_and_show_what_was_counted(sample_report: Report, sample_facts: Facts) -> None:
    perfect = score(SAMPLE, SAMPLE_GOLD, to_turtle(sample_report, sample_facts))
    without = score(SAMPLE, SAMPLE_GOLD, to_turtle(sample_report, replace(sample_facts, observations=(), claims=())))
    total = perfect + without
    assert total["values"] == Tally(6, 0, 6)
    assert total["core"] == Tally(26)
    assert total.errors == perfect.errors + without.errors
    rows = total.table().splitlines()
    assert rows[0].split() == ["layer", "right", "wrong", "missed", "P", "R", "F1"]
    assert "values                          6      0       6   1.000   0.500   0.667" in rows
    assert not [row for row in rows if row.startswith("Work")], "nothing wanted, nothing found"
    assert list(json.loads(total.json())) == list(LAYERS)


def test_below_tells_the_layers_under_their_floor() -> None:
    found = Score({"core": Tally(9, 1, 1), "names": Tally(1)})
    assert found.below({"core": 0.95, "names": 0.9}) == ["core: F1 0.900 < 0.95"]
    with pytest.raises(KeyError, match="corr"):
        found.below({"corr": 0.5})


# --- graphs that others wrote

ODD = """
@prefix : <http://example.org/> .
@prefix govkg: <https://w3id.org/govkg/ontology#> .
@prefix gv: <https://w3id.org/govkg/voc/> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:Bureau rdfs:subClassOf :Organ . :Organ rdfs:subClassOf govkg:Agency .
:report a govkg:Report .
:county a govkg:Agency ; skos:prefLabel "青禾县人民政府" .
:finance a :Bureau ; skos:altLabel "县财政局" ; skos:prefLabel "青禾县财政局"@zh , "财政局"@zh .
:m1 a govkg:Mention ; nif:beginIndex %(finance)d ; nif:endIndex %(finance_end)d ; itsrdf:taIdentRef :finance .
:m2 a govkg:Mention ; nif:beginIndex 3 ; itsrdf:taIdentRef :finance .
:m3 a govkg:Mention ; nif:beginIndex 3 ; nif:endIndex 5 ; itsrdf:taIdentRef :nothing .
:fund a govkg:Observation ; govkg:indicator [ skos:prefLabel "专项资金" ] ; govkg:value 3.715e7 ;
    govkg:measureWord "元" ; govkg:refPeriod 2031 ; govkg:statistic gv:flow ; govkg:evidence :s1 , :s2 .
:s1 nif:beginIndex 0 ; nif:endIndex 4 .
:s2 nif:beginIndex %(fund)d ; nif:endIndex %(fund_end)d .
:bare a govkg:Observation ; govkg:value 5 .
:c1 a govkg:Claim ; rdf:subject :finance ; rdf:predicate govkg:achieves ; rdf:object :fund .
:c2 a govkg:Claim ; rdf:predicate govkg:issues ; rdf:object :finance .
:c3 a govkg:Claim ; rdf:subject :finance ; rdf:predicate rdfs:seeAlso ; rdf:object :fund .
:c4 a govkg:Claim ; rdf:subject :county ; rdf:predicate govkg:leads ; rdf:object :unnamed .
:c5 a govkg:Claim ; rdf:subject :county .
"""


def odd_graph() -> bytes:
    """Return a graph that no part of this project wrote: subclasses, two labels, bare years, claims without ends."""
    finance, fund = find("县财政局"), find("专项资金约3715万元")
    at = {"finance": finance.begin, "finance_end": finance.end, "fund": fund.begin, "fund_end": fund.end}
    return (ODD % at).encode()


def test_score_reads_graphs_through_the_vocabulary_alone() -> None:
    found = score(SAMPLE, SAMPLE_GOLD, odd_graph())
    assert (found["Agency"], found["exact"], found["names"]) == (Tally(1, 0, 6), Tally(1, 0, 12), Tally(1))
    assert (found["values"], found["observations"], found["kinds"]) == (Tally(1, 0, 5), Tally(1, 0, 5), Tally(1))
    assert (found["rel achieves"], found["rel issues"], found["rel leads"]) == (
        Tally(1, 0, 2),
        Tally(0, 1, 1),
        Tally(0, 1),
    )


# --- agreement with the reference scorer


def perturbed(gold: Gold, seed: int) -> tuple[Report, Facts]:
    """Return facts made from a gold standard by dropping, moving, renaming and adding some; the same for one seed."""
    draw = random.Random(seed)
    report = Report(text=gold.text, name="made", area="某地", year=2031)
    entities: dict[str, Entity] = {}
    mentions = list(_made_mentions(gold, draw, entities))
    keys = list(entities)
    observations = dict(_made_figures(gold, draw, keys))
    reporter = Entity("Agency", gold.reporter, entity_key("Agency", gold.reporter))
    entities.setdefault(reporter.key, reporter)
    ends = {e.name: e.key for e in reversed(entities.values())} | {REPORTER: reporter.key}
    ends |= {name: key for key, name in _names_of(gold, entities)}
    ends |= {FIGURE + indicator: o.key for indicator, o in observations.items()}
    claims = []
    for r in gold.relations:
        relation = draw.choice(["implements", "hosts"]) if draw.random() < 0.1 else r.relation
        head, tail = (ends.get(end, draw.choice(keys)) for end in (r.head, r.tail))
        if draw.random() < 0.15:
            head, tail = tail, head
        if draw.random() < 0.85:
            claims.append(Claim(head, relation, tail, Span(0, 5), draw.choice(["asserted", "planned"])))
    found = {o.key: o for o in observations.values()}
    return report, Facts(
        reporter.key,
        entities=tuple(entities.values()),
        mentions=tuple(dict.fromkeys(mentions)),
        observations=tuple(found.values()),
        claims=tuple(dict.fromkeys(claims)),
    )


def _names_of(gold: Gold, entities: dict[str, Entity]) -> Iterator[tuple[str, str]]:
    for e in gold.entities:
        key = entity_key(e.kind, e.name)
        if key in entities:
            yield key, e.name


def _made_mentions(gold: Gold, draw: random.Random, entities: dict[str, Entity]) -> Iterator[Mention]:
    for e in gold.entities:
        kind = draw.choice(["Agency", "Programme", "Work"]) if draw.random() < 0.1 else e.kind
        name = draw.choice([*e.accept, e.name + "甲"]) if draw.random() < 0.3 else e.name
        key = entity_key(kind, e.name)
        aliases = (draw.choice(gold.entities).name,) if draw.random() < 0.2 else ()
        entities.setdefault(key, Entity(kind, name, key, aliases))
        for _ in range(draw.choice([0, 1, 1, 1, 1, 1, 2])):
            shift = draw.choice([0, 0, 0, 0, 1, 2, 5])
            begin = max(e.span.begin - draw.choice([0, shift]), 0)
            yield Mention(Span(begin, min(max(e.span.end - draw.choice([0, shift]), begin + 1), len(gold.text))), key)


def _made_figures(gold: Gold, draw: random.Random, keys: list[str]) -> Iterator[tuple[str, Observation]]:
    for f in gold.figures:
        year = draw.choice(["2030", f.period, f.period, f.period])
        value = Decimal(repr(f.value)) + (1 if draw.random() < 0.1 else 0)
        made = Observation(
            span=Span(max(f.span.begin - draw.choice([0, 0, 3, 40]), 0), f.span.end),
            indicator=draw.choice(["新增", f.indicator, f.indicator + "总数", f.indicator[1:] or "数"]),
            value=value,
            value_text=str(value),
            measure_word=draw.choice(["件", f.unit, f.unit, f.unit]),
            statistic=draw.choice(["level", f.statistic, f.statistic]),
            period=Period(f"{year}年", f"{year[:4]}-01-01", f"{year[:4]}-12-31"),
            body=draw.choice(["", *keys]),
        )
        for times in range(draw.choice([0, 1, 1, 1, 1, 2])):
            yield f.indicator + "又" * times, replace(made, span=made.span._replace(end=made.span.end - times))


def _reference(triples: list[tuple[Path, Path, Path]], *flags: str) -> str:
    files = [str(path) for triple in triples for path in triple]
    command = [sys.executable, str(SHARED / "score.py"), *files, *flags]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _files(folder: Path, text: Path, gold: Path, seed: int) -> tuple[Path, Path, Path]:
    path = folder / f"{text.stem}-{seed}.ttl"
    path.write_bytes(to_turtle(*perturbed(read_gold(text, gold), seed)))
    return text, gold, path


@needs_shared
def test_score_agrees_with_the_reference_on_the_sample(tmp_path: Path) -> None:
    for seed in range(3):
        files = _files(tmp_path, SAMPLE, SAMPLE_GOLD, seed)
        assert score(*files).table() + "\n" == _reference([files])


@needs_shared
def test_score_agrees_with_the_reference_on_an_odd_graph(tmp_path: Path) -> None:
    path = tmp_path / "odd.ttl"
    path.write_bytes(odd_graph())
    assert score(SAMPLE, SAMPLE_GOLD, path).table() + "\n" == _reference([(SAMPLE, SAMPLE_GOLD, path)])


@needs_shared
def test_scores_agree_with_the_reference_on_real_reports(tmp_path: Path) -> None:
    texts = sorted(SHARED.glob("*.txt"))
    assert texts
    made = [_files(tmp_path, text, text.with_suffix(".gold.tsv"), seed) for seed, text in enumerate(texts, 1)]
    total = sum((score(*files) for files in made), Score())
    assert json.loads(total.json()) == json.loads(_reference(made, "--json"))
    for layer in ("core", "exact", "names", "values", "observations", "kinds", "relations"):
        assert all((total[layer].tp, total[layer].fp, total[layer].fn)), f"{layer} is put to the test"

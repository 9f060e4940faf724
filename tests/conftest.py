"""The sample that the tests share: an invented report of an invented county, and what a perfect reader finds in it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.facts import Claim, Entity, Facts, Mention, Observation, Period, Section, Span
from kg.identity import entity_key
from kg.rdf import to_turtle
from kg.read.report import Report

DATA = Path(__file__).parent / "data"
SAMPLE = DATA / "qinghe-2031.txt"
SAMPLE_GOLD = DATA / "qinghe-2031.gold.tsv"
TEXT = SAMPLE.read_text(encoding="utf-8")

#: What stands for each entity: kind, official name, area, then the surface of each mention in the order of the text.
ENTITIES = [
    ("Agency", "青禾县人民政府", "青禾县", "县政府", "县政府"),
    ("Agency", "青禾县司法局", "青禾县", "县司法局"),
    ("Agency", "青禾县市场监督管理局", "青禾县", "县市场监管局"),
    ("Agency", "青禾县教育局", "青禾县", "县教育局"),
    ("Agency", "临水县教育局", "临水县", "临水县教育局"),
    ("Agency", "青禾县财政局", "青禾县", "县财政局"),
    (
        "Regulation",
        "青禾县贯彻落实〈云川省优化营商环境条例〉实施办法",
        "",
        "《青禾县贯彻落实〈云川省优化营商环境条例〉实施办法》",
    ),
    ("Regulation", "云川省优化营商环境条例", "", "云川省优化营商环境条例"),
    ("Regulation", "青临教育合作协议", "", "《青临教育合作协议》"),
    ("Regulation", "青禾县行政裁量权基准", "", "《青禾县行政裁量权基准》"),
    ("Programme", "青禾掌上办平台", "青禾县", "“青禾掌上办”平台", "“青禾掌上办”平台"),
    ("Event", "法治建设推进会", "青禾县2031", "法治建设推进会"),
    ("Award", "全市改革典型案例", "", "全市改革典型案例"),
    ("Issue", "基层执法力量仍然不足", "青禾县2031", "基层执法力量仍然不足"),
]
FACETS = {
    "青禾县人民政府": (("agencyType", "government"),),
    "青禾县贯彻落实〈云川省优化营商环境条例〉实施办法": (
        ("documentNumber", "青政发〔2031〕6号"),
        ("genre", "measures"),
    ),
}
Y2031, Y2032 = (Period(f"{year}年", f"{year}-01-01", f"{year}-12-31") for year in (2031, 2032))
#: Stretch, indicator, value, value as worded, measure word, statistic, then what differs from the defaults.
OBSERVATIONS: list[tuple[str, str, str, str, str, str, dict[str, str]]] = [
    ("累计办理事项1250余件", "办理事项", "1250", "1250余", "件", "flow", {"qualifier": "atLeast"}),
    ("办结率达98.6%", "办结率", "98.6", "98.6%", "%", "share", {"unit": "PERCENT"}),
    ("新增经营主体3200户", "新增经营主体", "3200", "3200", "户", "flow", {}),
    (
        "同比增长12.5%",
        "新增经营主体增长率",
        "12.5",
        "12.5%",
        "%",
        "growth",
        {"unit": "PERCENT", "base_indicator": "新增经营主体"},
    ),
    (
        "增速居全市第二位",
        "新增经营主体增速排名",
        "2",
        "第二",
        "位",
        "rank",
        {"base_indicator": "新增经营主体增长率", "rank_scope": "全市"},
    ),
    (
        "拨付专项资金约3715万元",
        "专项资金",
        "3.715E+7",
        "约3715万",
        "元",
        "flow",
        {"unit": "CCY_CNY", "qualifier": "approximate", "body": "青禾县财政局"},
    ),
    ("新增经营主体3500户以上", "新增经营主体", "3500", "3500", "户", "target", {"qualifier": "atLeast"}),
]
#: Head, relation, tail (official names or indicators), words of the sentence that says so, modality, subject by.
CLAIMS = [
    ("青禾县人民政府", "issues", "青禾县贯彻落实〈云川省优化营商环境条例〉实施办法", "印发", "asserted", "explicit"),
    (
        "青禾县贯彻落实〈云川省优化营商环境条例〉实施办法",
        "implementsRegulation",
        "云川省优化营商环境条例",
        "印发",
        "asserted",
        "explicit",
    ),
    ("青禾县司法局", "establishes", "青禾掌上办平台", "建成", "asserted", "explicit"),
    ("青禾县市场监督管理局", "establishes", "青禾掌上办平台", "建成", "asserted", "coordinated"),
    ("青禾县司法局", "cooperatesWith", "青禾县市场监督管理局", "建成", "asserted", "explicit"),
    ("青禾掌上办平台", "hasOutcome", "办理事项", "建成", "asserted", "explicit"),
    ("青禾掌上办平台", "hasOutcome", "办结率", "建成", "asserted", "explicit"),
    ("青禾县人民政府", "achieves", "新增经营主体", "同比增长", "asserted", "elided"),
    ("青禾县人民政府", "achieves", "新增经营主体增长率", "同比增长", "asserted", "elided"),
    ("青禾县教育局", "partyTo", "青临教育合作协议", "签订", "asserted", "explicit"),
    ("临水县教育局", "partyTo", "青临教育合作协议", "签订", "asserted", "coordinated"),
    ("青禾县教育局", "cooperatesWith", "临水县教育局", "签订", "asserted", "explicit"),
    ("青禾县人民政府", "hosts", "法治建设推进会", "召开", "asserted", "elided"),
    ("青禾县财政局", "achieves", "专项资金", "拨付", "asserted", "explicit"),
    ("青禾掌上办平台", "receives", "全市改革典型案例", "入选", "asserted", "explicit"),
    ("青禾县人民政府", "hasIssue", "基层执法力量仍然不足", "不足", "asserted", "elided"),
    ("青禾县人民政府", "issues", "青禾县行政裁量权基准", "制定", "planned", "explicit"),
]


def find(words: str, start: int = 0) -> Span:
    """Return where the words stand first in the sample from ``start`` on."""
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def sentence_of(words: str) -> Span:
    """Return the sentence of the sample that holds the words."""
    at = TEXT.index(words)
    begin = max(TEXT.rfind(mark, 0, at) for mark in "。\n") + 1
    return Span(begin, TEXT.index("。", at) + 1)


def sample_entities() -> tuple[Entity, ...]:
    return tuple(
        Entity(kind, name, entity_key(kind, name, area), tuple(sorted({*surfaces} - {name})), FACETS.get(name, ()))
        for kind, name, area, *surfaces in ENTITIES
    )


def sample_mentions() -> tuple[Mention, ...]:
    mentions = []
    for kind, name, area, *surfaces in ENTITIES:
        after = 0
        for surface in surfaces:
            span = find(surface, after)
            after = span.end
            mentions.append(Mention(span, entity_key(kind, name, area)))
    return tuple(sorted(mentions))


def sample_observations(keys: dict[str, str]) -> tuple[Observation, ...]:
    found = []
    for words, indicator, value, value_text, measure_word, statistic, more in OBSERVATIONS:
        other = {**more, "body": keys[more["body"]]} if "body" in more else more
        period = Y2032 if statistic == "target" else Y2031
        found.append(
            Observation(find(words), indicator, Decimal(value), value_text, measure_word, statistic, period, **other)
        )
    return tuple(found)


def make_report() -> Report:
    return Report(
        text=TEXT,
        name="qinghe-2031",
        title="青禾县2031年法治政府建设年度报告",
        issuer="青禾县人民政府",
        area="青禾县",
        year=2031,
    )


def make_facts() -> Facts:
    entities = sample_entities()
    keys = {e.name: e.key for e in entities}
    observations = sample_observations(keys)
    figures = {o.indicator: o.key for o in reversed(observations)}
    claims = tuple(
        Claim(keys[head], relation, keys.get(tail) or figures[tail], sentence_of(words), modality, by)
        for head, relation, tail, words, modality, by in CLAIMS
    )
    heads = [find(words) for words in ("一、主要工作", "二、存在问题", "三、下步打算")]
    ends = [heads[1].begin, heads[2].begin, len(TEXT)]
    kinds = ("body", "issues", "plan")
    return Facts(
        reporter=keys["青禾县人民政府"],
        sections=tuple(Section(h, Span(h.begin, e), 1, k) for h, e, k in zip(heads, ends, kinds, strict=True)),
        entities=entities,
        mentions=sample_mentions(),
        observations=observations,
        claims=claims,
    )


def sample_turtle() -> bytes:
    return to_turtle(make_report(), make_facts())


@pytest.fixture(scope="session")
def sample_report() -> Report:
    return make_report()


@pytest.fixture(scope="session")
def sample_facts() -> Facts:
    return make_facts()

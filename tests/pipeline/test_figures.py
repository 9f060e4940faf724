"""What figures measure: the cases of figures.tsv, and the sections, genres and promises no single sentence shows."""

from __future__ import annotations

from functools import cache

import pytest
from pipeline_cases import SHARED, cases, listed, read
from spacy.language import Language

from kg.facts import Observation
from kg.pipeline import create
from kg.pipeline.draft import Draft

YEAR = 2031
REPORT = """云岫县2031年法治政府建设年度报告

一、2031年工作情况
（一）优化营商环境。全年新增经营主体3200户，比上年增长12.5%；增速居全市第二。推行“三张清单”和“一件事”改革，《云岫县2031年度任务清单》45项任务全部完成。
（二）规范行政执法。2030年以来共审查规范性文件37件，正式印发16件。
二、存在的不足
基层执法人员仅有36名。
三、2032年工作计划
力争新增经营主体4000户，政务服务事项办结率达到99%以上。目前已有司法所12个，再新建3个。到2035年，法律服务站达到120个。
"""


@cache
def figures_only() -> Language:
    nlp = create()
    nlp.select_pipes(enable=["govkg_outline", "govkg_figures"])
    return nlp


def draft(text: str, **known: object) -> Draft:
    return read(figures_only(), text, **({"year": YEAR} | known))


def told(one: Observation) -> str:
    qualifier = "" if one.qualifier == "exact" else f" {one.qualifier}"
    return f"{one.indicator} = {one.value} {one.measure_word} {one.period.label} {one.statistic}{qualifier}"


@pytest.mark.parametrize(("text", "expected"), cases("figures.tsv"))
def test_figures_case(text: str, expected: str) -> None:
    assert [told(one) for one in draft(text).observations] == listed(expected)


def test_figures_of_a_report() -> None:
    assert [told(one) for one in draft(REPORT).observations] == [
        "新增经营主体 = 3200 户 2031年 flow",
        "新增经营主体增长 = 12.5 % 2031年 growth",
        "新增经营主体增速 = 2 位 2031年 rank",
        "完成任务 = 45 项 2031年 flow",
        "审查规范性文件 = 37 件 2031年 flow",
        "印发规范性文件 = 16 件 2031年 flow",
        "基层执法人员 = 36 名 2031年 level",
        "新增经营主体 = 4000 户 2032年 target",
        "政务服务事项办结率 = 99 % 2032年 target atLeast",
        "司法所 = 12 个 2031年 level",
        "新建司法所 = 3 个 2032年 target",
        "法律服务站 = 120 个 2035年 target",
    ]


def test_figures_facets() -> None:
    growth, rank = draft("全县财政收入增长7.2%，增速居全市第三。").observations
    assert (growth.base_indicator, growth.area, growth.unit, growth.value_text) == (
        "财政收入",
        "云岫县",
        "PERCENT",
        "7.2%",
    )
    assert (rank.indicator, rank.rank_scope, rank.measure_word, rank.unit) == ("财政收入增速", "全市", "位", "NUM")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全县有效茶叶商标738件，增长率17.45%", ["有效茶叶商标738件", "增长率17.45%"]),
        ("我局共办理劳动仲裁案件57件", ["办理劳动仲裁案件57件"]),
        ("推出128项“免申即享”政策", ["推出128项“免申即享”政策"]),
        ("5所职业学校入选“双优计划”", ["5所职业学校入选“双优计划”"]),
        ("成绩名列小组第一", ["成绩名列小组第一"]),
    ],
)
def test_figures_span_is_the_smallest_stretch(text: str, words: list[str]) -> None:
    assert [one.span.text(text) for one in draft(text).observations] == words


def test_figures_work_report_reads_last_year() -> None:
    text = "去年实施项目120个，今年计划实施150个。"
    kept = [(o.period.label, o.statistic) for o in draft(text, genre="政府工作报告").observations]
    assert kept == [("2031年", "flow"), ("2032年", "target")]
    assert [o.period.label for o in draft(text).observations] == ["2030年", "2031年"]


def test_figures_without_a_year() -> None:
    (one,) = draft("办理案件12件。", year=0).observations
    assert one.period.label == one.period.start == ""


@pytest.mark.parametrize(
    "text", ["", "\n", "万", "增长", "第一", "（12件", "”3件“", "、和3个、、4个", "分别5%、6%", "其中"]
)
def test_figures_survive_scraps(text: str) -> None:
    for one in draft(text).observations:
        assert one.indicator


def sound(draft: Draft) -> None:
    """Check the promises that hold for all figures of a report."""
    found, text = draft.observations, draft.text
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.value_text
        assert one.value_text in one.span.text(text)
        assert one.indicator == one.indicator.strip()
        assert len(one.indicator) > 1
        assert one.indicator.count("“") == one.indicator.count("”")
        assert one.indicator.count("（") == one.indicator.count("）")
        assert one.statistic in {"level", "flow", "growth", "share", "rank", "target"}


def test_figures_promises_on_the_sample() -> None:
    sound(draft(REPORT))


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the shared reports are not here")
def test_figures_promises_on_reports() -> None:
    for path in sorted((SHARED / "corpus").glob("*.txt"))[::5]:
        sound(draft(path.read_text(encoding="utf-8"), year=2025))

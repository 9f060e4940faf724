"""Which numbers are figures, and in what they are counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.measures import scan, tidy
from kg.proportions import doublings, halves

FOUND = [
    ("新增商标137件", "137件", "137", "件", "NUM", "exact"),
    ("完成188万美元", "188万美元", "1880000", "美元", "CCY_USD", "exact"),
    ("投入1.2亿元", "1.2亿元", "120000000", "元", "CCY_CNY", "exact"),
    ("超万亿元", "超万亿元", "1000000000000", "元", "CCY_CNY", "atLeast"),
    ("近百件", "近百件", "100", "件", "NUM", "approximate"),
    ("近千亿元", "近千亿元", "100000000000", "元", "CCY_CNY", "approximate"),
    ("约3600万条", "约3600万条", "36000000", "条", "NUM", "approximate"),
    ("三十余家", "三十余家", "30", "家", "NUM", "atLeast"),
    ("1200余所", "1200余所", "1200", "所", "NUM", "atLeast"),
    ("8000万亩以上", "8000万亩以上", "80000000", "亩", "NUM", "atLeast"),
    ("15个左右", "15个左右", "15", "个", "NUM", "approximate"),
    ("不足30人", "不足30人", "30", "人", "NUM", "atMost"),
    ("不超过5天", "不超过5天", "5", "天", "DAY", "atMost"),
    ("99.3％", "99.3％", "99.3", "%", "PERCENT", "exact"),
    ("前者1‰", "1‰", "1", "‰", "PPTH", "exact"),
    ("为千分之五", "千分之五", "0.5", "%", "PERCENT", "exact"),
    ("占四分之一", "四分之一", "25", "%", "PERCENT", "exact"),
    ("占三分之一以上", "三分之一以上", "33.33", "%", "PERCENT", "atLeast"),
    ("占近三成", "近三成", "30", "%", "PERCENT", "approximate"),
    ("降0.5个百分点", "0.5个百分点", "0.5", "百分点", "PERCENT", "exact"),
    ("增长2.5倍", "2.5倍", "2.5", "倍", "NUM", "exact"),
    ("50亿立方米", "50亿立方米", "5000000000", "立方米", "M3", "exact"),
    ("8211万千瓦", "8211万千瓦", "82110000", "千瓦", "KiloW", "exact"),
    ("100亿千瓦时", "100亿千瓦时", "10000000000", "千瓦时", "KiloW-HR", "exact"),
    ("输出345亿度", "345亿度", "34500000000", "度", "KiloW-HR", "exact"),
    ("浓度22.6微克/立方米", "22.6微克/立方米", "22.6", "微克/立方米", "MicroGM-PER-M3", "exact"),
    ("能力16.9万吨/日", "16.9万吨/日", "169000", "吨/日", "NUM", "exact"),
    ("收入比2.27:1", "2.27:1", "2.27", ":1", "NUM", "exact"),
    ("安排3至5名律师", "3至5名", "3", "名", "NUM", "atLeast"),
    ("增长5%—5.5%", "5%—5.5%", "5", "%", "PERCENT", "atLeast"),
    ("发放15至20万元", "15至20万元", "150000", "元", "CCY_CNY", "atLeast"),
    ("覆盖100 个县", "100 个", "100", "个", "NUM", "exact"),
    ("两所大学", "两所", "2", "所", "NUM", "exact"),
    ("6方面工作", "6方面", "6", "方面", "NUM", "exact"),
    ("80余万老年人", "80余万", "800000", "人", "NUM", "atLeast"),
    ("脱贫监测人口减少3.4万，", "3.4万", "34000", "人", "NUM", "exact"),
]
NOT_FOUND = [
    "第二批",
    "第六届",
    "二〇三一年三月",
    "2031年3月5日",
    "10时30分",
    "云府发〔2031〕5号",
    "一个国家",
    "前10名",
    "每10万人",
    "5G网络",
    "T1000碳纤维",
    "PM2.5浓度",
    "万吨级码头",
    "15分钟生活圈",
    "百强企业",
    "亿元以上项目",
    "三次产业",
    "两位数增长",
    "十三届七次全会",
    "零部件",
    "十分重要",
    "建成员单位",
    "方便几亿农民",
    "2.0版",
    "12345热线",
    "4·15国家安全日",
]


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case[1])
def test_scan_finds(case: tuple[str, ...]) -> None:
    text, worded, value, word, unit, qualifier = case
    (figure,) = scan(text)
    assert text[figure.begin : figure.end] == worded
    assert (figure.value, figure.measure.word, figure.measure.unit) == (Decimal(value), word, unit)
    assert figure.qualifier == qualifier


@pytest.mark.parametrize("text", NOT_FOUND)
def test_scan_leaves(text: str) -> None:
    assert [f for f in scan(text) if f.measure.sort != "time"] == []


def test_scan_list_shares_unit() -> None:
    text = "分别达83万、127万人次，高于全市2.2个、0.6个百分点"
    assert [(str(f.value), f.measure.word) for f in scan(text)] == [
        ("830000", "人次"),
        ("1270000", "人次"),
        ("2.2", "百分点"),
        ("0.6", "百分点"),
    ]


@pytest.mark.parametrize(("text", "times"), [("翻番", 2), ("翻一番", 2), ("翻了两番", 4), ("翻三番", 8)])
def test_doublings(text: str, times: int) -> None:
    (figure,) = doublings(text)
    assert figure.value == times
    assert text[figure.begin : figure.end] == text


@pytest.mark.parametrize(("value", "form"), [("1.20E+12", "1200000000000"), ("26.780", "26.78"), ("5.0", "5")])
def test_tidy(value: str, form: str) -> None:
    assert str(tidy(Decimal(value))) == form


@given(
    st.integers(min_value=0, max_value=10**7), st.sampled_from(["件", "家", "人次", "万元", "亿立方米", "%", "公里"])
)
def test_scan_any_number(number: int, unit: str) -> None:
    text = f"办理事项{number}{unit}。"
    (figure,) = scan(text)
    assert text[figure.number : figure.end] == f"{number}{unit}"
    assert figure.value == number * {"万": 10**4, "亿": 10**8}.get(unit[0], 1)


@given(
    st.text(alphabet="一二三十百千万亿两数几半零0123456789.,、和至第年月日个件元%成倍分之翻番超约余多以上", max_size=24)
)
def test_scan_is_total(text: str) -> None:
    for figure in scan(text):
        assert 0 <= figure.begin <= figure.number < figure.end <= len(text)
        assert figure.value == tidy(figure.value)


@pytest.mark.parametrize(
    ("text", "words", "qualifier"),
    [
        ("审批时间减少一半。", "一半", "exact"),
        ("审批时间减少近一半。", "近一半", "approximate"),
        ("竹林占全县一半以上。", "一半以上", "atLeast"),
        ("超过一半的村通了公交。", "超过一半", "atLeast"),
    ],
)
def test_halves(text: str, words: str, qualifier: str) -> None:
    (figure,) = halves(text)
    assert (text[figure.begin : figure.end], figure.value, figure.qualifier) == (words, 50, qualifier)


def test_half_a_thing_is_no_figure() -> None:
    assert halves("工程完成了一半路程，任务过去一半。") == []

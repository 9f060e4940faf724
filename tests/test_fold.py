"""Traditional characters are matched as simplified ones, and nothing moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.fold import simplified, whole_characters
from kg.read import read_bytes, read_text

HERE = Path(__file__).parent
TABLE = (HERE.parent / "kg" / "lexicon" / "traditional.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [line.split("\t") for line in TABLE if not line.startswith("#")]
SAMPLE = (HERE / "data" / "samples" / "云岫县-2024-法治政府建设年度报告.txt").read_text(encoding="utf-8")
#: What each simplified character is written as, the first in the table; enough to write a sample as a mirror would.
TRADITIONAL = {ord(plain): traditional for traditional, plain, *both in reversed(PAIRS) if not both}
SHARED = HERE.parents[1] / "shared"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("關於徵求2023年度法治建設意見的報告", "关于征求2023年度法治建设意见的报告"),
        ("香港特別行政區政府衞生署、發展局於其後公佈", "香港特别行政区政府卫生署、发展局于其后公布"),
        ("臺灣、裡面、說明、這個", "台湾、里面、说明、这个"),
        ("裏面、説明、綫路、眾多、啟動、強化", "里面、说明、线路、众多、启动、强化"),
        ("", ""),
        ("2023 abc，。“”", "2023 abc，。“”"),
    ],
)
def test_fold_traditional(text: str, expected: str) -> None:
    assert simplified(text) == expected


@pytest.mark.parametrize(
    "text", ["乾县、乾安县", "昇腾384超节点", "於潜镇", "魏徵", "著名、著力", "覆盖、瞭望", SAMPLE]
)
def test_fold_leaves_simplified_text_alone(text: str) -> None:
    assert simplified(text) is text or simplified(text) == text


def test_fold_folds_a_traditional_name_in_simplified_text_without_its_neighbours() -> None:
    text = "乾县与香港中華總商會於2023年签订协议，" * 1 + "全县依法行政水平不断提升，办理案件若干件。" * 20
    assert simplified(text) == text.replace("華總商會", "华总商会")


@pytest.mark.parametrize(
    ("text", "expected"), [("⼈⺠政府⼯作", "人民政府工作"), ("⻓沙、⻰华", "长沙、龙华"), ("樂", "乐")]
)
def test_fold_radicals(text: str, expected: str) -> None:
    assert simplified(text) == expected
    assert whole_characters("⼈⺠政府") == "人民政府"


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize("pairs", [PAIRS], ids=["table"])
def test_fold_table_is_sound(pairs: list[list[str]]) -> None:
    assert len(pairs) > 4000
    assert all(len(before) == len(after) == 1 and before != after for before, after, *_ in pairs)
    assert len({before for before, *_ in pairs}) == len(pairs)
    assert [before for before, *_ in pairs] == sorted(before for before, *_ in pairs)
    assert not {before for before, *_ in pairs} & {after for _, after, *_ in pairs}, "folding twice must change nothing"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not at hand")
def test_fold_leaves_real_reports_alone() -> None:
    for path in sorted((SHARED / "corpus").glob("*.txt")) + sorted((SHARED / "gold").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert simplified(text) == text, path


def test_fold_report_is_told_in_simplified_and_quoted_as_it_stands() -> None:
    text = SAMPLE.translate(TRADITIONAL)
    assert sum(a != b for a, b in zip(text, SAMPLE, strict=True)) > 0.2 * len(text)
    report, plain = read_text(text, "x.txt"), read_text(SAMPLE, "x.txt")
    assert report.text == text
    assert (report.issuer, report.area, report.year, report.genre) == (
        plain.issuer,
        plain.area,
        plain.year,
        plain.genre,
    )
    assert report.title in text
    assert simplified(report.title) == plain.title
    assert simplified(text) == SAMPLE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_fold_traditional_text_is_read_in_either_encoding(encoding: str) -> None:
    text = SAMPLE.translate(TRADITIONAL)
    assert read_bytes(text.encode(encoding), "x.txt").text == text


def test_fold_facts_of_folded_text_are_those_of_the_simplified() -> None:
    text = simplified(SAMPLE.translate(TRADITIONAL))
    assert kg.extract(read_text(text, "x.txt")) == kg.extract(read_text(SAMPLE, "x.txt"))

"""What a report says of itself: the cases of headings.toml, the real reports where they are at hand, and the cost."""

from __future__ import annotations

import json
import statistics
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReadError
from kg.read import Report, read, read_text

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "headings.toml").read_text(encoding="utf-8"))["case"]
FIELDS = ("title", "issuer", "area", "year", "genre", "date", "provisional")
GOLD = {
    "xinzhou-2023": ({}, "忻州市人民政府", "忻州市", 2023),
    "longhua-2019": ({"issuer": "深圳市龙华区人民政府", "year": 2019}, "深圳市龙华区人民政府", "深圳市龙华区", 2019),
    "pingtan-2022": ({}, "平潭综合实验区社会事业局", "平潭综合实验区", 2022),
    "shanxi-2026": ({}, "山西省人民政府", "山西省", 2025),
}

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not at hand")


def _corpus() -> list[dict[str, Any]]:
    manifest = SHARED / "corpus" / "manifest.json"
    return json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else []


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_heading_case(case: dict[str, Any]) -> None:
    report = read_text(case["text"], case.get("name", "text.txt"), **case.get("options", {}))
    expected = {field: case[field] for field in FIELDS if field in case}
    assert {field: getattr(report, field) for field in expected} == expected
    how = dict(report.found)
    assert {field: how.get(field) for field in case.get("how", {})} == case.get("how", {})
    assert report.text == case["text"]


def test_heading_cases_are_told_apart() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_heading_found_names_every_field_that_is_told(case: dict[str, Any]) -> None:
    report = read_text(case["text"], case.get("name", "text.txt"), **case.get("options", {}))
    told = {field for field in FIELDS[:-1] if getattr(report, field)}
    assert {field for field, _ in report.found} == told
    assert len(report.found) == len(told)
    assert report.provisional == (not report.issuer)


@needs_shared
@pytest.mark.parametrize("name", sorted(GOLD))
def test_heading_gold(name: str) -> None:
    options, issuer, area, year = GOLD[name]
    report = read(SHARED / "gold" / f"{name}.txt", **options)
    assert (report.issuer, report.area, report.year, report.name) == (issuer, area, year, name)
    assert not report.provisional


@needs_shared
def test_heading_gold_signature_needs_no_option() -> None:
    report = read(SHARED / "gold" / "longhua-2019.txt")
    assert (report.issuer, report.area, report.year) == ("深圳市龙华区人民政府", "深圳市龙华区", 2019)


@needs_shared
@pytest.mark.parametrize("entry", _corpus(), ids=lambda entry: entry["file"])
@pytest.mark.parametrize("named", [True, False], ids=["named", "nameless"])
def test_heading_corpus(entry: dict[str, Any], named: bool) -> None:
    text = (SHARED / "corpus" / entry["file"]).read_text(encoding="utf-8")
    report = read_text(text, entry["file"] if named else "x.txt")
    country = entry["region"] == "国务院"
    assert report.issuer == ("中华人民共和国国务院" if country else f"{entry['region']}人民政府")
    assert report.area == ("中华人民共和国" if country else entry["region"])
    assert report.year == entry["year"] - 1
    assert report.date[:4] == str(entry["year"])
    assert report.genre == entry["genre"]


@pytest.mark.parametrize("year", [0, 23, 1948, 2101, -2023])
def test_heading_refuses_impossible_year(year: int) -> None:
    with pytest.raises(ReadError, match="cannot be the year under review; give one between 1949 and 2100"):
        read_text("云溪市2023年总结", "x.txt", year=year)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("云溪市-2023.txt", "云溪市-2023"),
        ("/tmp/a/云溪市.TXT", "云溪市"),
        ("C:\\data\\报告.txt", "报告"),
        ("云溪市2023.12", "云溪市2023.12"),
        ("-", "report"),
        ("", "report"),
        (".txt", "report"),
    ],
)
def test_heading_names_the_output(name: str, stem: str) -> None:
    assert read_text("云溪市2023年总结", name).name == stem


def test_heading_looks_at_the_ends_only() -> None:
    middle = "云桥区人民政府关于2011年法治政府建设情况的报告\n" * 200
    report = read_text(
        "石浦县2023年法治政府建设年度报告\n一、主要工作\n" + "成效明显。\n" * 500 + middle + "成效明显。\n" * 200,
        "x.txt",
    )
    assert (report.issuer, report.year) == ("石浦县人民政府", 2023)


@pytest.mark.parametrize(
    "filler", ["成效明显，", "云溪市云桥区", "市" * 50, "2023年" * 9, "第十届" * 9, "我" * 30, "一" * 40, " " * 60]
)
def test_heading_cost_does_not_grow_with_the_text(filler: str) -> None:
    head = "云溪市人民政府关于2023年法治政府建设情况的报告\n各位代表：\n"
    text = head + filler * (60_000 // len(filler))

    def once() -> float:
        begin = time.perf_counter()
        report = read_text(text, "x.txt")
        assert isinstance(report, Report)
        return time.perf_counter() - begin

    once()
    assert statistics.median(once() for _ in range(9)) < 0.02  # in fact about 0.4 ms; a busy machine has room

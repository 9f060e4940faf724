"""The table of divisions against itself, and what written names are resolved to."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import divisions as module
from kg.lexicon import table
from kg.lexicon.divisions import LEVELS, Division, Divisions, divisions

CASES = Path(__file__).with_name("divisions_cases.csv")
#: Divisions of the mainland as the ministry counts them, brought up to the date of the table.
TOTALS = {
    "district": 976,
    "county-city": 398,
    "county": 1302,
    "autonomous-county": 117,
    "banner": 49,
    "autonomous-banner": 3,
    "special-district": 2,
    "city": 293,
    "autonomous-prefecture": 30,
    "region": 7,
    "league": 3,
    "province": 23,
    "municipality": 4,
    "autonomous-region": 5,
    "special-region": 2,
}
#: County-level divisions at the end of a year, as the ministry published them.
COUNTIES = {
    2000: 2861,
    2005: 2862,
    2009: 2858,
    2010: 2856,
    2013: 2853,
    2015: 2850,
    2017: 2851,
    2019: 2846,
    2020: 2844,
    2021: 2843,
    2022: 2843,
    2023: 2844,
    2024: 2846,
}


#: The new areas of national rank, and what they are in the table.
NEW_AREAS = {
    **dict.fromkeys(("浦东新区", "滨海新区", "两江新区"), "county"),
    **dict.fromkeys(("舟山群岛新区", "兰州新区", "南沙新区", "西咸新区", "贵安新区", "西海岸新区"), "functional"),
    **dict.fromkeys(("金普新区", "天府新区", "湘江新区", "江北新区", "福州新区", "滇中新区"), "functional"),
    **dict.fromkeys(("哈尔滨新区", "长春新区", "赣江新区", "雄安新区"), "functional"),
}


def cases() -> list[list[str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.reader(lines))[1:]


def at_year_end(year: int) -> list[Division]:
    return [row for row in divisions() if row.valid(year) and row.end != year]


@pytest.mark.parametrize(("text", "year", "within", "code", "full_name"), cases())
def test_resolve(text: str, year: str, within: str, code: str, full_name: str) -> None:
    table_ = divisions()
    area = table_.resolve(within) if within else None
    assert not within or (area and area.full_name() == within)
    found = table_.resolve(text, int(year) if year else None, area)
    assert (found.code, found.full_name()) == (code, full_name) if found else not code


def test_resolve_has_enough_cases() -> None:
    assert len(cases()) >= 60


def test_codes_are_unique_at_any_time() -> None:
    for year in range(1995, 2027):
        doubled = [code for code, count in Counter(row.code for row in at_year_end(year)).items() if count > 1]
        assert not doubled, year


def test_rows_are_sorted_and_whole() -> None:
    rows = list(divisions())
    assert rows == sorted(rows, key=lambda row: (row.code, row.start or 0))
    for row in rows:
        assert row.name, row
        assert row.kind in LEVELS, row
        assert row.code.startswith("x-") == (row.level == "functional"), row
        assert row.code.isascii()
        assert row.start is None or row.end is None or row.start <= row.end, row


def test_parents_stand_for_as_long() -> None:
    for row in divisions():
        if row.level == "province":
            continue
        parent = row.parent()
        assert parent, row
        assert parent.level in {"province", "prefecture"} or parent.kind == row.kind == "corps", row
        assert parent.end is None or (row.end is not None and row.end <= parent.end), row


def test_provinces_have_no_parent() -> None:
    assert all(row.parent() is None for row in divisions() if row.level == "province")


def test_successors_exist_and_lead_to_today() -> None:
    for row in divisions():
        if row.end is None:
            assert not row.successor, row
            assert row.heir() == row
        elif row.successor:
            heir = divisions().successor_of(row)
            assert heir, row
            assert heir.start is None or heir.start <= row.end, row
            last = row.heir()
            assert last is None or last.valid(), row


@pytest.mark.parametrize(
    ("code", "year", "heir"),
    [
        ("142226", 1998, "140924"),
        ("110103", 2000, "110101"),
        ("371202", 2010, "370116"),
        ("420600", 2005, "420600"),
        ("500105", 2020, "500157"),
        ("x-440300-longhua", 2015, "440309"),
        ("341400", 2005, None),
    ],
)
def test_heir(code: str, year: int, heir: str | None) -> None:
    row = divisions().by_code(code, year)
    assert row
    found = row.heir()
    assert (found.code if found else None) == heir


def test_short_begins_the_name() -> None:
    for row in divisions():
        assert len(row.short) > 1, row
        assert row.name.startswith(row.short), row


def test_totals_of_today() -> None:
    counted = Counter(row.kind for row in divisions() if row.end is None)
    assert {kind: counted[kind] for kind in TOTALS} == TOTALS


@pytest.mark.parametrize(("year", "count"), COUNTIES.items())
def test_totals_of_the_year(year: int, count: int) -> None:
    assert sum(row.level == "county" for row in at_year_end(year)) == count


def test_prefectures_are_333_since_2018() -> None:
    assert sum(row.level == "prefecture" for row in at_year_end(2024)) == 333


@pytest.mark.parametrize(("name", "level"), NEW_AREAS.items())
def test_new_areas_are_known(name: str, level: str) -> None:
    found = divisions().resolve(name)
    assert found
    assert (found.level, found.valid()) == (level, True)


def test_by_name_gives_all_namesakes() -> None:
    found = divisions().by_name("鼓楼区")
    assert {row.code for row in found if row.valid()} == {"320106", "320302", "350102", "410204"}
    jiangsu = divisions().by_code("320000")
    assert {row.code for row in divisions().by_name("鼓楼区", jiangsu) if row.valid()} == {"320106", "320302"}


def test_by_short_never_finds_one_character_or_a_bare_word() -> None:
    table_ = divisions()
    assert not table_.by_short("赵")
    assert not table_.by_short("和平")
    assert {row.code for row in table_.by_short("和平", table_.by_code("120000"))} == {"120101"}
    assert {row.code for row in table_.by_short("内蒙古")} == {"150000"}


def test_by_code_takes_the_year() -> None:
    names = [row.name for year in (2005, 2010, None) if (row := divisions().by_code("420600", year))]
    assert names == ["襄樊市", "襄阳市", "襄阳市"]
    assert divisions().by_code("999999") is None


def test_children() -> None:
    table_ = divisions()
    shanxi, beijing = table_.by_code("140000"), table_.by_code("110000")
    xinzhou = table_.resolve("忻州市")
    assert shanxi
    assert beijing
    assert xinzhou
    assert sum(row.level == "prefecture" for row in table_.children(shanxi)) == 11
    assert len(table_.children(beijing)) == 17  # 16 districts and the development area
    assert sum(row.level == "county" for row in table_.children(xinzhou)) == 14
    assert "大同市" in {row.name for row in table_.children(shanxi, 1996)}
    assert "忻州地区" in {row.name for row in table_.children(shanxi, 1996)}


def test_abbreviations() -> None:
    signs = divisions().abbreviations
    assert signs["晋"].name == "山西省"
    assert {row.code for row in signs.values()} == {row.code for row in divisions() if row.level == "province"}
    assert all(len(sign) == 1 for sign in signs)


def test_names_are_for_a_matcher() -> None:
    kinds = dict(divisions().names())
    assert list(divisions().names()) == sorted(kinds.items())
    assert kinds["忻州市"] == "name"
    assert kinds["忻州"] == kinds["凉山州"] == kinds["大同"] == "short"
    assert kinds["长治久安"] == "word"
    assert {kinds.get(weak, "word") for weak in ("城区", "资源", "通道", "和县")} == {"word"}
    assert all(len(surface) > 1 for surface in kinds)
    every = dict(divisions().names(weak=True))
    assert every["城区"] == every["资源"] == "weak"
    assert kinds.keys() <= every.keys()
    assert len(every) == len(list(divisions().names(weak=True)))


def test_words_and_weak_names_are_of_use() -> None:
    extras = table("divisions")
    every = {row.name for row in divisions()} | {row.short for row in divisions()} | extras["aliases"].keys()
    for key in ("names", "shorts"):
        listed = extras["weak"][key]
        assert len(listed) == len(set(listed))
        assert not set(listed) - every
    assert not set(extras["words"]["overlapping"]) & {row.name for row in divisions()}


def test_malformed_data_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "_rows", lambda: iter([Division("140000", "山西省", "山西", None, None, "", "province")])
    )
    with pytest.raises(LexiconError):
        divisions.__wrapped__()


def test_an_own_table_can_be_searched() -> None:
    own = Divisions([Division("990000", "清河省", "清河", None, None, "", "province")], {"清": "990000"}, {})
    assert [row.code for row in own.by_name("清河省")] == ["990000"]


def test_loading_is_quick() -> None:
    clock = "import time; from kg.lexicon.divisions import divisions; t = time.perf_counter(); divisions()"
    run = [sys.executable, "-c", f"{clock}; print(time.perf_counter() - t)"]
    seconds = min(float(subprocess.run(run, check=True, capture_output=True, text=True).stdout) for _ in range(3))
    assert seconds < 0.3  # some 0.02 on a quiet machine

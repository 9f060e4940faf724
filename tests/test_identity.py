"""Keys and local names are decided by the thing alone, and are valid wherever they are written."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExtractionError
from kg.facts import KINDS
from kg.identity import PLACELESS, PREFIXES, entity_key, fold, local_name, part_key, period_key

LOCAL_NAME = re.compile(r"[a-z]+-[a-z2-7]{12}")
NAMES = st.text(st.sampled_from("青禾县云川省司法局条例〈〉《》“”「」 （）()2031—-·、，1２a"), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《青禾县节水条例》", "青禾县节水条例"),
        ("“双随机”监管", "双随机监管"),
        ("‘双随机’ 监管", "「双随机」\u3000监管"),
        ("青禾县规划（２０２１－２０２５年）", "青禾县规划(2021—2025年)"),
        ("青禾县规划(2021～2025年)", "青禾县规划(2021-2025年)"),
        ("贯彻〈云川省条例〉办法", "贯彻《云川省条例》办法"),
        ("青禾\u200b县\ufeff司法局\n", "青禾县司法局"),
        ("六·一行动", "六・一行动"),
    ],
)
def test_entity_key_folds_marks_widths_and_space(one: str, other: str) -> None:
    assert entity_key("Regulation", one) == entity_key("Regulation", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Regulation", "2031年度工作要点"), ("Regulation", "2032年度工作要点")),
        (("Programme", "第一批试点"), ("Programme", "第二批试点")),
        (("Agency", "云川省司法厅"), ("Agency", "青禾县司法局")),
        (("Agency", "司法局", "500101"), ("Agency", "司法局", "500102")),
        (("Agency", "市发展改革委"), ("Agency", "市发展和改革委员会")),
        (("Regulation", "工作要点", "青禾县人民政府"), ("Regulation", "工作要点")),
        (("Programme", "青禾掌上办"), ("Regulation", "青禾掌上办")),
        (("Agency", "司法局", "青禾"), ("Agency", "青禾司法局")),
    ],
)
def test_entity_key_keeps_different_things_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert entity_key(*one) != entity_key(*other)


@pytest.mark.parametrize("kind", sorted(PLACELESS))
def test_entity_key_of_the_placeless_holds_no_area(kind: str) -> None:
    assert entity_key(kind, "新增经营主体", "500101") == entity_key(kind, "新增经营主体", "500102")


@pytest.mark.parametrize(
    ("kind", "name"), [("Agency", ""), ("Agency", "《 》"), ("Ministry", "司法部"), ("Claim", "甲")]
)
def test_entity_key_refuses_what_is_no_entity(kind: str, name: str) -> None:
    with pytest.raises(ExtractionError):
        entity_key(kind, name)


def test_local_name_refuses_an_unknown_kind() -> None:
    with pytest.raises(ExtractionError, match="Ministry"):
        local_name("Ministry", "司法部")


@pytest.mark.parametrize("kind", [*KINDS, "Indicator", "Period", "Report", "SourceText", "Span", "Claim"])
def test_local_name_of_every_kind_is_an_xml_name(kind: str) -> None:
    assert LOCAL_NAME.fullmatch(local_name(kind, "青禾县"))


def test_local_name_is_the_digest_of_the_key() -> None:
    # base32 of `printf 'Agency 青禾县 青禾县人民政府' | sha256sum`: fixed for ever, other graphs hold it
    assert local_name("Agency", entity_key("Agency", "青禾县人民政府", "青禾县")) == "agency-pv5pdnfegxix"


def test_local_names_of_different_kinds_never_meet() -> None:
    assert len({local_name(kind, "一样") for kind in PREFIXES}) == len(PREFIXES)


def test_local_name_does_not_depend_on_the_hash_seed() -> None:
    code = "from kg.identity import *; print(local_name('Place', entity_key('Place', '青禾县')))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


@given(st.text())
def test_fold_is_idempotent(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.sampled_from(sorted(PREFIXES)), st.text())
def test_local_name_is_valid_and_stable(kind: str, key: str) -> None:
    assert LOCAL_NAME.fullmatch(local_name(kind, key))
    assert local_name(kind, key) == local_name(kind, key)


@given(st.sets(st.text(), min_size=2))
def test_local_name_is_injective(keys: set[str]) -> None:
    assert len({local_name("Span", key) for key in keys}) == len(keys)


@given(st.sampled_from(KINDS), NAMES, NAMES, NAMES, NAMES)
def test_entity_key_meets_only_where_folded_parts_do(kind: str, name: str, area: str, other: str, its: str) -> None:
    if not fold(name) or not fold(other):
        return
    scopes = ("", "") if kind in PLACELESS else (fold(area), fold(its))
    same = (fold(name), scopes[0]) == (fold(other), scopes[1])
    assert (entity_key(kind, name, area) == entity_key(kind, other, its)) == same


@given(st.tuples(st.integers(0), st.integers(0)), st.tuples(st.integers(0), st.integers(0)))
def test_part_key_tells_offsets_apart(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (part_key("d", *one) == part_key("d", *other)) == (one == other)


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (("2031-01-01", "2031-12-31", "2031年"), "2031-01-01/2031-12-31"),
        (("2031-01-01", "2031-12-31", "全年"), "2031-01-01/2031-12-31"),
        (("", "", "“十五五” 期间"), "十五五期间"),
        (("", "", ""), ""),
    ],
)
def test_period_key_is_its_dates(period: tuple[str, str, str], key: str) -> None:
    assert period_key(*period) == key

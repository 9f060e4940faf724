"""Component ``govkg_agencies``: which organisations a sentence names, and under which full names, in whose report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reporter_cases import cases, named, pipeline, read
from spacy.language import Language

from kg.facts import Entity
from kg.identity import entity_key
from kg.lexicon import table
from kg.pipeline.agencies import UNKNOWN_REPORTER
from kg.pipeline.draft import Candidate, Draft
from kg.pipeline.organs import organs
from kg.read.report import Report

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline("govkg_outline", "govkg_agencies")


def report(text: str, issuer: str = "青禾县人民政府", area: str = "青禾县") -> Report:
    return Report(text=text, name="case", issuer=issuer, area=area, year=2024)


def candidates(nlp: Language, text: str, issuer: str = "青禾县人民政府", area: str = "青禾县") -> list[Candidate]:
    return sorted(read(nlp, report(text, issuer, area)).candidates, key=lambda c: c.begin)


@pytest.mark.parametrize(("case", "expected"), cases("agencies.tsv"))
def test_agencies_names(nlp: Language, case: Report, expected: list[tuple[str, str]]) -> None:
    assert named(read(nlp, case), "Agency") == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("县政府印发意见。", "government"),
        ("县委高度重视。", "party-committee"),
        ("县委编办核定编制。", "party-organ"),
        ("县司法局牵头。", "department"),
        ("县人大常委会审议。", "peoples-congress"),
        ("县政协开展协商。", "cppcc"),
        ("县法院审结案件。", "court"),
        ("县检察院制发建议。", "procuratorate"),
        ("县妇联开展宣讲。", "social-organisation"),
        ("成立青禾县普法工作领导小组。", "coordinating-body"),
        ("县“八五”普法讲师团开讲。", "coordinating-body"),
        ("县公共法律服务中心揭牌。", "institution"),
        ("清华大学举办论坛。", "institution"),
        ("华润集团落户。", "enterprise"),
        ("县物业服务协会参与论证。", "social-organisation"),
    ],
)
def test_agencies_type(nlp: Language, text: str, kind: str) -> None:
    assert [c.facets["agencyType"] for c in candidates(nlp, text)] == [kind]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("县司法局牵头。", ""),  # the name bears its division
        ("司法部印发通知。", ""),
        ("清华大学举办论坛。", ""),
        ("挂牌成立少年法庭。", "青禾县"),  # the name alone would fit a court of any county
        ("省司法厅印发通知。", "青禾县"),  # which province is not known
    ],
)
def test_agencies_area_only_where_name_is_not_unique(nlp: Language, text: str, area: str) -> None:
    assert [c.facets.get("area", "") for c in candidates(nlp, text)] == [area]


def test_agencies_short_name_is_tied_to_the_full_one_before(nlp: Language) -> None:
    text = "与浙江云帆（青禾）律师事务所签订协议。云帆律师事务所指派律师。\n云帆法律顾问团另行组建。"
    names = [c.name for c in candidates(nlp, text)]
    assert names[:2] == ["浙江云帆（青禾）律师事务所"] * 2


def test_agencies_likeness_ties_nothing(nlp: Language) -> None:
    text = "县政务服务中心和县公共法律服务中心分别受理，青禾县行政争议调解中心、青禾县行政争议化解中心揭牌。"
    assert len({c.name for c in candidates(nlp, text)}) == 4


def test_agencies_parent_is_the_city_that_the_report_names(nlp: Language) -> None:
    text = "市司法局来县督导，石磨广场被命名为云麓市法治文化示范基地。"
    (found, *_) = candidates(nlp, text)
    assert (found.name, found.facets.get("area", "")) == ("云麓市司法局", "")
    assert found.why == "市司法局 is 云麓市司法局, as 市 is 云麓市, the one that the report names"


@pytest.mark.parametrize(
    "text",
    [
        "市司法局来县督导，云麓市、松岭市的经验得到推广。",  # which of the two is not said
        "市司法局来县督导，赴云麓市学习考察。",  # a city visited is not the one around
        "市司法局来县督导，城市面貌改善，超市增多。",
    ],
)
def test_agencies_parent_that_cannot_be_told_is_left_out(nlp: Language, text: str) -> None:
    assert candidates(nlp, text)[0].name == "市司法局"


def test_agencies_group_without_a_name_needs_one_before(nlp: Language) -> None:
    assert candidates(nlp, "领导小组定期会商，办公室设在机关。") == []


def test_agencies_unit_alone_only_in_a_departments_report(nlp: Language) -> None:
    text = "（责任处室：办公室、法规处）"
    assert candidates(nlp, text) == []
    names = [c.name for c in candidates(nlp, text, "青禾县水利局")]
    assert names == ["青禾县水利局办公室", "青禾县水利局法规处"]


def test_agencies_within_titles_are_none(nlp: Language) -> None:
    assert candidates(nlp, "印发《县司法局关于县公安局办案的意见》〈县法院通知〉。") == []


def entity_of(draft: Draft) -> Entity:
    return draft.entities[draft.reporter]


def test_agencies_reporter_without_mention(nlp: Language) -> None:
    entity = entity_of(read(nlp, report("全年办结案件56件。")))
    assert (entity.name, entity.key) == ("青禾县人民政府", entity_key("Agency", "青禾县人民政府"))
    assert dict(entity.facets) == {"agencyType": "government"}


def test_agencies_reporter_is_the_agency_mentioned(nlp: Language) -> None:
    draft = read(nlp, report("县政府印发意见。"))
    (found,) = draft.candidates
    assert entity_key("Agency", found.name, found.facets.get("area", "")) == draft.reporter


def test_agencies_unknown_reporters_never_meet(nlp: Language) -> None:
    one, other = (read(nlp, report(text, "", "")) for text in ("甲报告。", "乙报告。"))
    assert entity_of(one).name == entity_of(other).name == UNKNOWN_REPORTER
    assert one.reporter != other.reporter


def test_agency_types_are_concepts_of_the_scheme() -> None:
    schemes = (ROOT / "ontology" / "schemes.ttl").read_text(encoding="utf-8")
    concepts = set(re.findall(r"^gv:([\w-]+) a skos:Concept ; skos:inScheme gv:agencyType", schemes, re.M)) | {"other"}
    assert set(table("organs")["agency_types"].values()) <= concepts
    assert {organ.type for organ in organs().organs if organ} == set(table("organs")["agency_types"])


def test_organs_cover_the_usual_abbreviations() -> None:
    listed = [organ for organ in organs().organs if organ and not organ.open]
    assert len(listed) >= 1000
    assert len({organ.word for organ in listed}) == len(listed)


@pytest.mark.parametrize("family", table("organs")["organs"])
def test_organs_forms_take_area_and_name(family: str) -> None:
    data = table("organs")["organs"][family]
    assert "{area}" in data["form"]
    assert data["names"]
    assert "{name}" in data["form"] or not any(data["names"].values())


def test_agencies_district_around_a_township_is_the_one_its_report_names(nlp: Language) -> None:
    text = "贯彻《2031年安州区普法要点》。区司法局到镇宣讲。"
    found = [c.name for c in candidates(nlp, text, "青石镇人民政府", "青石镇")]
    assert found == ["绵阳市安州区司法局"]


def test_agencies_district_stays_open_where_a_township_names_none_or_two(nlp: Language) -> None:
    for text in ("景区整洁。区司法局到镇宣讲。", "安州区、涪城区代表到访。区司法局到镇宣讲。"):
        assert "绵阳市安州区司法局" not in [c.name for c in candidates(nlp, text, "青石镇人民政府", "青石镇")]


def test_the_standing_committee_of_a_congress_is_no_organ_of_the_party(nlp: Language) -> None:
    found = candidates(nlp, "接受县人大及其常委会监督。县委常委会研究法治工作。")
    types = {c.name: c.facets["agencyType"] for c in found}
    assert types["青禾县人民代表大会常务委员会"] == "peoples-congress"
    assert types["中共青禾县委常务委员会"] == "party-organ"

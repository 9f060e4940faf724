"""Which of two candidates that overlap stays, and what becomes of those that stay."""

from __future__ import annotations

from typing import Any

import pytest
from pipeline_cases import COUNTY, kept, report, stand_in
from spacy.tokens import Doc, Span

from kg.errors import ExtractionError
from kg.facts import Entity
from kg.identity import entity_key
from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.pipeline.outline import read_outline
from kg.pipeline.settle import NER_LABELS, PROVISIONAL, settle

TITLE = "《云岫县贯彻〈澜江省调解条例〉方案》"
CITED = "〈澜江省调解条例〉"


def outlined(text: str, **known: Any) -> Doc:
    """Return a document with a draft on which nothing was found yet."""
    doc = stand_in().make_doc(text)
    doc.user_data["report"] = report(text, **known)
    return read_outline(doc)


def candidate(text: str, kind: str, words: str, score: float = 1.0, **more: Any) -> Candidate:
    begin = text.index(words)
    return Candidate(begin, begin + len(words), kind, score=score, **more)


def settled(text: str, *candidates: Candidate, **known: Any) -> Draft:
    doc = outlined(text, **known)
    for found in candidates:
        draft_of(doc).add(found)
    return draft_of(settle(doc))


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param(
            "推行首席法务专员制度",
            [("Programme", "首席法务专员制度", 1.5), ("Agency", "首席法务专员", 1.0)],
            ["Programme 首席法务专员制度"],
            id="higher_score",
        ),
        pytest.param(
            "推行首席法务专员制度",
            [("Programme", "首席法务专员制度", 1.0), ("Agency", "首席法务专员", 1.5)],
            ["Agency 首席法务专员"],
            id="higher_score_though_shorter",
        ),
        pytest.param(
            "推行首席法务专员制度",
            [("Agency", "首席法务", 1.0), ("Programme", "法务专员制度", 1.0)],
            ["Programme 法务专员制度"],
            id="of_equals_the_longer",
        ),
        pytest.param(
            "推行首席法务专员制度",
            [("Work", "首席法务专员制度", 1.0), ("Programme", "首席法务专员制度", 1.2)],
            ["Programme 首席法务专员制度"],
            id="same_stretch_once",
        ),
        pytest.param(
            "推行首席法务专员制度",
            [("Agency", "首席法务", 1.0), ("Programme", "专员制度", 1.0)],
            ["Agency 首席法务", "Programme 专员制度"],
            id="side_by_side",
        ),
        pytest.param(
            f"印发{TITLE}。",
            [("Regulation", TITLE, 3.0), ("Regulation", CITED, 3.0)],
            [f"Regulation {TITLE}"],
            id="document_within_a_title",
        ),
        pytest.param(
            "学习《云岫县司法局工作规则》。",
            [("Regulation", "《云岫县司法局工作规则》", 3.0), ("Agency", "云岫县司法局", 2.9)],
            ["Regulation 《云岫县司法局工作规则》"],
            id="body_within_a_title",
        ),
        pytest.param(
            "推行三色预警长效机制",
            [("Programme", "三色", 1.0), ("Programme", "预警", 1.0), ("Programme", "三色预警长效机制", 1.4)],
            ["Programme 三色预警长效机制"],
            id="longer_one_over_several",
        ),
    ],
)
def test_settle_overlaps(text: str, found: list[tuple[str, str, float]], expected: list[str]) -> None:
    candidates = [candidate(text, *one) for one in found]
    assert kept(settled(text, *candidates)) == expected
    assert kept(settled(text, *reversed(candidates))) == expected


def test_settle_keeps_a_document_cited_within_a_title() -> None:
    text = f"印发{TITLE}。"
    cited = candidate(text, "Regulation", CITED, 3.0, facets={"cited": "yes", "genre": "regulation"})
    draft = settled(text, candidate(text, "Regulation", TITLE, 3.0), cited)
    assert kept(draft) == [f"Regulation {TITLE}", f"Regulation {CITED}"]
    assert draft.entities[draft.mentions[1].entity].facets == (("genre", "regulation"),)


def test_settle_joins_names_of_one_entity() -> None:
    text = "云岫县司法局，县司法局，省司法厅。"
    own = "云岫县司法局"
    draft = settled(
        text,
        Candidate(0, 6, "Agency", own),
        Candidate(7, 11, "Agency", own, facets={"agencyType": "department"}, aliases=("岫司",), why="市 put back"),
        Candidate(12, 16, "Agency", "澜江省司法厅"),
    )
    one, two, three = (draft.entities[m.entity] for m in draft.mentions)
    assert (
        one
        == two
        == Entity(
            "Agency",
            own,
            entity_key("Agency", own),
            ("县司法局", "岫司"),
            (("agencyType", "department"),),
            "市 put back",
        )
    )
    assert three.name == "澜江省司法厅"


def test_settle_names_a_thing_by_its_words_where_no_name_is_known() -> None:
    text = "推行“刷脸办”制度。"
    draft = settled(text, candidate(text, "Programme", "“刷脸办”制度"))
    assert draft.entities[draft.mentions[0].entity].name == "“刷脸办”制度"


def test_settle_puts_the_area_into_the_key_only() -> None:
    text = "县司法局。"
    draft = settled(text, Candidate(0, 4, "Agency", "云岫县司法局", facets={"area": "云岫县"}))
    entity = draft.entities[draft.mentions[0].entity]
    assert (entity.key, entity.facets) == (entity_key("Agency", "云岫县司法局", "云岫县"), ())


def test_settle_kind_is_part_of_identity() -> None:
    text = "岫江大桥，岫江大桥。"
    draft = settled(text, Candidate(0, 4, "Place"), Candidate(5, 9, "Programme"))
    assert len({m.entity for m in draft.mentions}) == 2


@pytest.mark.parametrize(("issuer", "name"), [(COUNTY, COUNTY), ("", PROVISIONAL)])
def test_settle_says_who_reports_where_nobody_did(issuer: str, name: str) -> None:
    draft = settled("推行制度。", issuer=issuer)
    assert draft.entities[draft.reporter].name == name


def test_settle_leaves_the_reporter_that_was_found() -> None:
    doc = outlined("推行制度。")
    draft = draft_of(doc)
    draft.reporter = entity_key("Agency", "云岫县司法局")
    draft.entities[draft.reporter] = Entity("Agency", "云岫县司法局", draft.reporter)
    settle(doc)
    assert [e.name for e in draft.entities.values()] == ["云岫县司法局"]


@pytest.mark.parametrize(("label", "kind"), [*NER_LABELS.items(), ("Programme", "Programme")])
def test_settle_takes_the_entities_of_a_ner(label: str, kind: str) -> None:
    doc = outlined("岫江商会到场。")
    doc.ents = [Span(doc, 0, 4, label)]
    assert kept(draft_of(settle(doc))) == [f"{kind} 岫江商会"]


def test_settle_prefers_any_rule_to_a_ner() -> None:
    doc = outlined("岫江商会制度到场。")
    doc.ents = [Span(doc, 0, 6, "ORG")]
    draft_of(doc).add(Candidate(2, 6, "Programme", score=0.5))
    assert kept(draft_of(settle(doc))) == ["Programme 商会制度"]


def test_settle_leaves_out_labels_that_name_nothing_here() -> None:
    doc = outlined("岫江商会到场。")
    doc.ents = [Span(doc, 0, 4, "PERSON")]
    assert kept(draft_of(settle(doc))) == []


def test_settle_shows_the_mentions_to_spacy() -> None:
    text = "县司法局推行“刷脸办”制度。"
    doc = outlined(text)
    for found in (candidate(text, "Programme", "“刷脸办”制度"), candidate(text, "Agency", "县司法局")):
        draft_of(doc).add(found)
    shown = [(span.text, span.label_) for span in settle(doc).spans["mentions"]]
    assert shown == [("县司法局", "Agency"), ("“刷脸办”制度", "Programme")]


@pytest.mark.parametrize(("begin", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_settle_never_sees_what_lies_outside_the_text(begin: int, end: int) -> None:
    draft = draft_of(outlined("推行制度。"))
    with pytest.raises(ExtractionError, match="outside the text"):
        draft.add(Candidate(begin, end, "Programme", source="case"))

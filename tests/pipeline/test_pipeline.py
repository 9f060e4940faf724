"""The pipeline as a whole: its components can be added, dropped and replaced; it takes any text, keeps its promises."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from pipeline_cases import COUNTY, SHARED, kept, read, report, shipped, stand_in
from pyoxigraph import NamedNode
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ExtractionError
from kg.facts import Facts
from kg.identity import entity_key, local_name
from kg.lexicon import table, words
from kg.pipeline import COMPONENTS, create, extract
from kg.pipeline.draft import Candidate, draft_of
from kg.rdf import triples
from kg.read import Report, read_text
from kg.read import read as read_file
from kg.verify import verify
from kg.vocabulary import BASE, GOVKG, RELATIONS

SAMPLES = sorted((Path(__file__).parents[1] / "data" / "samples").glob("*.txt"))
CORPUS = sorted((SHARED / "corpus").glob("*.txt"))
TEXT = "县司法局推行“刷脸办”制度，入选典型案例。\n四、下一步工作安排\n深入贯彻习近平法治思想，建成“岫安通”平台。"


# --- components


def test_pipeline_components_run_in_the_order_told() -> None:
    assert tuple(shipped().pipe_names) == COMPONENTS
    assert all(shipped().get_pipe_meta(name).factory == name for name in COMPONENTS)


def test_pipeline_of_each_call_is_its_own() -> None:
    nlp = create()
    nlp.remove_pipe("govkg_concepts")
    assert "govkg_concepts" in create().pipe_names
    assert "govkg_concepts" in shipped().pipe_names


def test_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    shipped().to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert extract(report(TEXT), again) == extract(report(TEXT), shipped())


@pytest.mark.parametrize("name", [n for n in COMPONENTS if n not in ("govkg_outline", "govkg_settle")])
def test_pipeline_runs_without_a_component(name: str) -> None:
    nlp = create()
    nlp.remove_pipe(name)
    facts = extract(report(TEXT), nlp)
    verify(report(TEXT), facts)
    assert facts.mentions


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("govkg_agencies", "Agency 县司法局"),
        ("govkg_honours", "Award 典型案例"),
        ("govkg_concepts", "Concept 习近平法治思想"),
    ],
)
def test_pipeline_loses_what_a_component_finds(name: str, lost: str) -> None:
    nlp = create()
    nlp.remove_pipe(name)
    assert lost in kept(read(shipped(), TEXT))
    assert lost not in kept(read(nlp, TEXT))


def test_pipeline_needs_its_outline() -> None:
    nlp = create()
    nlp.remove_pipe("govkg_outline")
    with pytest.raises(ExtractionError, match="govkg_outline first"):
        extract(report(TEXT), nlp)


def test_pipeline_with_a_component_replaced() -> None:
    claims = extract(report("岫江商会推行“刷脸办”制度，县水利局推行“岫安通”平台。"), stand_in()).claims
    assert {c.head for c in claims} == {entity_key("Agency", COUNTY), entity_key("Agency", "云岫县水利局")}


def test_pipeline_with_a_component_added() -> None:
    @Language.component("tests_rivers")
    def find_rivers(doc: Doc) -> Doc:
        draft = draft_of(doc)
        if (at := draft.text.find("岫江")) >= 0:
            draft.add(Candidate(at, at + 2, "Place", source="rivers"))
        return doc

    nlp = create()
    nlp.add_pipe("tests_rivers", before="govkg_settle")
    assert "Place 岫江" in kept(read(nlp, "推行巡河制度，岫江水清。"))


def test_pipeline_with_a_ruler_of_the_user() -> None:
    nlp = create()
    ruler = nlp.add_pipe("entity_ruler", before="govkg_settle")
    ruler.add_patterns([{"label": "ORG", "pattern": "岫江商会"}, {"label": "LAW", "pattern": "岫江古约"}])
    text = "岫江商会推行“刷脸办”制度，落实岫江古约。"
    draft = read(nlp, text)
    assert kept(draft) == ["Agency 岫江商会", "Programme “刷脸办”制度", "Regulation 岫江古约"]
    head = entity_key("Agency", "岫江商会")
    assert {(c.head, c.relation, draft.entities[c.tail].name) for c in draft.claims} == {
        (head, "implements", "“刷脸办”制度"),
        (head, "implements", "岫江古约"),
    }
    assert not {"岫江商会", "岫江古约"} & {e.name for e in read(shipped(), text).entities.values()}


# --- what it gives


def test_pipeline_reads_a_text_without_a_report() -> None:
    doc = shipped()("推行“刷脸办”制度。")
    assert kept(draft_of(doc)) == ["Programme “刷脸办”制度"]
    assert [span.text for span in doc.spans["mentions"]] == ["“刷脸办”制度"]


def test_pipeline_ignores_a_report_of_another_text() -> None:
    doc = shipped().make_doc("推行“刷脸办”制度。")
    doc.user_data["report"] = report("别的。")
    assert draft_of(shipped()(doc)).report.text == doc.text


def test_pipeline_has_one_of_its_own() -> None:
    assert extract(report(TEXT)) == extract(report(TEXT), shipped())


def test_pipeline_remembers_nothing() -> None:
    first = extract(report(TEXT), shipped())
    extract(report("县司法局推行“云上办”制度。\n“云上办”便民。"), shipped())
    assert extract(report(TEXT), shipped()) == first
    assert not extract(report("“云上办”便民。"), shipped()).mentions


def test_pipeline_of_an_empty_text() -> None:
    facts = extract(report(""), shipped())
    assert facts == Facts(reporter=facts.reporter, entities=facts.entities)
    assert [e.name for e in facts.entities] == [COUNTY]


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_pipeline_keeps_the_order_of_the_text(path: Path) -> None:
    about = read_text(path.read_text(encoding="utf-8"), path.name)
    facts = extract(about, shipped())
    verify(about, facts)
    assert [m.span.begin for m in facts.mentions] == sorted(m.span.begin for m in facts.mentions)
    assert {m.entity for m in facts.mentions} <= {e.key for e in facts.entities}
    assert len(facts.claims) > 50


# --- any text

CHARACTERS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
MARKS = st.sampled_from(
    "，。；：、！？“”《》〈〉（）()「」[]【】—…· \t　\n\r0123456789.%〔〕一二三四五六七八九十是第年月日号"
)
PIECES = st.sampled_from(
    [
        *(
            "《",
            "》",
            "〈",
            "〉",
            "“",
            "”",
            "（",
            "）",
            "，",
            "、",
            "。",
            "；",
            "\n",
            "和",
            "与",
            "及其",
            "的",
            "等",
            "由",
            "被",
        ),
        *(
            "一是",
            "二是",
            "三、",
            "（四）",
            "5.",
            "2025年",
            "12",
            "3.5万元",
            "98%",
            "第二批",
            "居全市第三",
            "〔2024〕5号",
        ),
        *(
            "存在的不足",
            "清醒认识到",
            "下一步",
            "以下简称",
            "当前位置：首页 > ",
            "县司法局",
            "县公安局",
            "我县",
            "将",
            "未",
        ),
        *words("issues", "predicates")[:12],
        *sorted(table("verbs")["relations"]["implements"])[::12],
        *sorted(table("verbs")["relations"]["receives"])[::9],
        *sorted(table("verbs")["means"]["verbs"])[::9],
        *sorted(table("heads")["programme"]["mechanism"])[::6],
        *sorted(table("heads")["event"]["heads"])[::12],
        *sorted(table("genres")["bare"])[::6],
        *sorted(table("heads")["state"]["verbs"])[::12],
    ]
)
TEXTS = st.one_of(
    st.text(st.one_of(CHARACTERS, MARKS), max_size=60),
    st.lists(st.one_of(PIECES, MARKS, st.text(CHARACTERS, min_size=1, max_size=4)), max_size=30).map("".join),
)


@settings(max_examples=250, deadline=None, derandomize=True, database=None)
@given(text=TEXTS, issuer=st.sampled_from(["", COUNTY]), year=st.sampled_from([0, 2024]))
def test_pipeline_takes_any_text(text: str, issuer: str, year: int) -> None:
    about = report(text, issuer=issuer, year=year)
    facts = extract(about, shipped())
    verify(about, facts)
    assert all(m.span.text(text) for m in facts.mentions)
    assert all(c.evidence.text(text) for c in facts.claims)
    assert all(o.value_text in o.span.text(text) for o in facts.observations)


def test_pipeline_takes_a_title_that_names_nothing() -> None:
    for text in ("《“”》", "学习《‘’》。", "《\u200b》"):
        extract(report(text), shipped())


# --- real reports


@pytest.mark.skipif(not CORPUS, reason="the real reports are not at hand")
@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_pipeline_plain_triples_are_what_is_asserted(path: Path) -> None:
    about = read_file(path)
    facts = extract(about, shipped())
    plain, asserted, planned = _told(about, facts)
    assert plain == asserted
    assert asserted
    assert planned
    assert not planned & plain


def _told(about: Report, facts: Facts) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Return the plain triples of the relations, what is asserted, and what is planned and nowhere asserted."""
    relations = {GOVKG[name]: name for name in RELATIONS}
    graph = triples(about, facts)
    plain = {(_local(t.subject), relations[t.predicate], _local(t.object)) for t in graph if t.predicate in relations}
    names = {e.key: local_name(e.kind, e.key) for e in facts.entities}
    figures = {o.key for o in facts.observations}
    claims = [c for c in facts.claims if c.tail not in figures]
    told = {
        modality: {(names[c.head], c.relation, names[c.tail]) for c in claims if c.modality == modality}
        for modality in ("asserted", "planned")
    }
    measured = {t for t in plain if t[2].startswith("observation-")}
    assert len(measured) == len(
        {(c.head, c.relation, c.tail) for c in facts.claims if c.tail in figures and c.modality == "asserted"}
    )
    return plain - measured, told["asserted"], told["planned"] - told["asserted"]


def _local(node: object) -> str:
    return node.value.removeprefix(BASE) if isinstance(node, NamedNode) else str(node)

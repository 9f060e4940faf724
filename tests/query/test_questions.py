"""The named questions: how they are written, what they answer on the samples, and that rdflib gives the same rows."""

from __future__ import annotations

import json
from functools import cache

import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize
from regenerate import answer, path, text
from stores import JSON, rows, sample_store, sample_triples

from kg.answers import read_question
from kg.ask import Request, ask
from kg.errors import LexiconError
from kg.questions import PARAMETERS, NamedQuestion, _question, question, questions
from kg.sparql import QueryError, shape, variables

ALL = pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
GOVERNMENT, JUSTICE = "云岫县人民政府", "云岫县司法局"


def ask_sample(name: str, **parameters: str) -> list[dict[str, str]]:
    named = question(name)
    assert named is not None
    data = json.loads(ask(sample_store().store, Request(named.text, parameters, rows=JSON)).body)
    return [{k: v["value"] for k, v in row.items()} for row in data["results"]["bindings"]]


@cache
def in_rdflib() -> rdflib.Graph:
    graph = rdflib.Graph()
    for triples in sample_triples().values():
        graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    return graph


def test_questions_are_twenty_or_more_with_names_of_their_own() -> None:
    assert len(questions()) >= 20
    assert len({q.name for q in questions()}) == len(questions())
    assert [int(q.number) for q in questions()] == list(range(1, len(questions()) + 1))


@ALL
def test_questions_are_written_as_they_should(asked: NamedQuestion) -> None:
    assert asked.chinese.endswith("？") and asked.english.endswith("?") and asked.asked_by
    assert set(asked.parameters) == set(PARAMETERS) & variables(asked.text)
    assert shape(asked.text, {}).form == "SELECT"
    assert "ORDER BY" in asked.text and max(map(len, asked.text.splitlines())) <= 130


@ALL
def test_questions_answer_the_samples_as_expected(asked: NamedQuestion) -> None:
    assert text(answer(asked)) == path(asked).read_text(encoding="utf-8"), "see tests/query/regenerate.py"


@ALL
def test_questions_give_the_same_rows_in_rdflib(asked: NamedQuestion) -> None:
    assert rows(in_rdflib().query(asked.text).serialize(format="json") or b"") == answer(asked)[1:]


@ALL
def test_questions_take_every_parameter_they_name(asked: NamedQuestion) -> None:
    values = {"agency": GOVERNMENT, "indicator": "经营主体", "year": "2024"}
    unbound = set(answer(asked)[1:])
    for name in asked.parameters:
        found = ask(sample_store().store, Request(asked.text, {name: values[name]}, rows=JSON))
        assert set(rows(found.body)) <= unbound


def test_questions_are_narrowed_by_parameters() -> None:
    both = ask_sample("figures")
    justice = ask_sample("figures", agency=JUSTICE)
    assert {row["reporter"] for row in both} == {GOVERNMENT, JUSTICE}
    assert {row["reporter"] for row in justice} == {JUSTICE}
    assert ask_sample("figures", agency=JUSTICE, year="2023") == []
    assert {row["reviewYear"] for row in ask_sample("documents", year="2023")} == {"2023"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        # What a reader of the samples would say, whatever else the extractor finds.
        ("targets", {"name": "经营主体", "target": "26000", "reached": "26400", "setIn": "2023", "reachedIn": "2024"}),
        ("series", {"name": "经营主体", "start": "2023-01-01", "value": "24000"}),
        ("series", {"name": "经营主体", "start": "2024-01-01", "value": "26400"}),
        ("documents", {"number": "岫政发〔2023〕5号", "who": GOVERNMENT, "reviewYear": "2023"}),
        ("documents", {"higher": "澜江省优化营商环境条例", "reviewYear": "2023"}),
        ("awards", {"recipient": "田埂上的法官", "award": "第三届澜江省法治微视频大赛二等奖"}),
        ("agreements", {"agreement": "云霁兰三县市场监管执法协作协议", "reviewYear": "2024"}),
        ("planned-and-done", {"thing": "云岫县行政执法监督办法", "plannedIn": "2023", "doneIn": "2024"}),
        ("shortcomings", {"who": JUSTICE, "shortcoming": "行政复议专业力量不足"}),
        ("spread", {"thing": "云岫县行政执法监督办法"}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_questions_say_what_the_text_says(name: str, wanted: dict[str, str]) -> None:
    assert any(wanted.items() <= row.items() for row in ask_sample(name)), ask_sample(name)[:20]


def test_questions_tell_answered_shortcomings_from_others() -> None:
    answers = {row["shortcoming"][:4]: row.get("answer", "") for row in ask_sample("shortcomings", agency=JUSTICE)}
    assert "行政复议" in answers["行政复议"]
    assert answers["司法所信"] == ""


@pytest.mark.parametrize("name", ["04", "figures", "04-figures"])
def test_questions_go_by_number_name_or_both(name: str) -> None:
    found = question(name)
    assert found is not None and found.name == "figures" and read_question(name) == found.text


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("figures", {"year": "24"}, "no year"),
        ("figures", {"year": "2024 }"}, "no year"),
        ("figures", {"agency": "县"}, "do you mean"),
        ("figures", {"agency": '" . } DROP ALL'}, "There is no Agency"),
        ("figures", {"indicator": "https://example.org/none"}, "There is no Indicator"),
        ("spread", {"agency": GOVERNMENT}, "it takes none"),
        ("series", {"year": "2024"}, "it takes --indicator"),
    ],
)
def test_questions_refuse_parameters_that_mean_nothing(name: str, parameters: dict[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        ask_sample(name, **parameters)


@pytest.mark.parametrize(
    ("file", "text_"),
    [("01-x.rq", "SELECT * {}"), ("x.rq", "# 问\n# ask\n# Asked by: me\n# Parameters: none\n"), ("01-x.rq", "# 问\n")],
)
def test_questions_without_a_proper_head_are_refused(file: str, text_: str) -> None:
    with pytest.raises(LexiconError, match="NN-name"):
        _question(file, text_)


def test_questions_with_unknown_parameters_are_refused() -> None:
    with pytest.raises(LexiconError, match="only agency"):
        _question("01-x.rq", "# 问？\n# ask?\n# Asked by: me\n# Parameters: planet\n")

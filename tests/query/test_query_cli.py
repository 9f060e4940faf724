"""``kg query`` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from stores import rows, sample_answer, write_samples

from kg.questions import question, questions

GRAPH = "<graphs>"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [str(path) for path in write_samples(tmp_path_factory.mktemp("query"))]


def kg(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    root = Path(__file__).parents[2]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd or root, check=False)


def test_query_lists_the_questions_a_line_each() -> None:
    lines = kg("query", "--list").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[q.number, q.name] for q in questions()]


def test_query_answers_in_every_format(graphs: list[str]) -> None:
    awards = question("awards")
    assert awards is not None
    expected = sample_answer(awards)
    table = kg("query", *graphs, "awards").stdout
    assert table.splitlines()[-1] == f"{len(expected)} rows"
    found = kg("query", *graphs, "awards", "--format", "json").stdout
    assert rows(found) == expected
    as_csv = list(csv.reader(io.StringIO(kg("query", *graphs, "awards", "--format", "csv").stdout)))
    assert as_csv[0][0] == "recipient" and sorted(map(tuple, as_csv[1:])) == expected
    turtle = kg("query", *graphs, "CONSTRUCT WHERE { ?r a govkg:Report }", "--format", "ttl").stdout
    assert len(list(parse(turtle, format=RdfFormat.TURTLE))) == 3


def test_query_asks_a_store_as_it_asks_files(graphs: list[str], tmp_path: Path) -> None:
    assert kg("load", *graphs, "--store", str(tmp_path / "db")).returncode == 0
    query = ("outcomes", "--format", "json")
    assert rows(kg("query", "--store", str(tmp_path / "db"), *query).stdout) == rows(
        kg("query", *graphs, *query).stdout
    )


def test_query_reads_a_file_and_takes_parameters(graphs: list[str], tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(
        "\ufeffSELECT ?title { ?r govkg:reviewYear ?year ; dcterms:title ?title }", "utf-8"
    )
    found = kg("query", *graphs, str(tmp_path / "mine.rq"), "--year", "2023", "--format", "json").stdout
    assert len(json.loads(found)["results"]["bindings"]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((GRAPH, "SELECT ?x {\n ?x ?y }"), "line 2"),
        ((GRAPH, "figurs"), "do you mean figures"),
        ((GRAPH, "none.rq"), "cannot be read"),
        ((GRAPH, "figures", "--format", "ttl"), "rows"),
        ((GRAPH, "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "triples"),
        ((GRAPH, "figures", "--year", "x"), "no year"),
        ((GRAPH, "DELETE WHERE { ?s ?p ?o }"), "update"),
        ((GRAPH, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5"), "0.5 seconds"),
        (("none.ttl", "figures"), "cannot be read"),
        (("figures",), "give graphs"),
        ((), "give graphs"),
        (("--store", "none", "figures"), "kg load"),
    ],
)
def test_query_says_what_is_wrong(arguments: tuple[str, ...], words: str, graphs: list[str]) -> None:
    ended = kg("query", *(word for argument in arguments for word in (graphs if argument == GRAPH else [argument])))
    assert ended.returncode == 2 and ended.stdout == ""
    assert words in " ".join(ended.stderr.replace("│", " ").split())
    assert "Traceback" not in ended.stderr

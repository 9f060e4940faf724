"""``kg check``: what it prints and with which code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from made_graphs import cases, made
from rdflib.namespace import SH

from kg.cli import main

GOOD = Path(__file__).parents[1] / "ontology" / "sample.ttl"


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["check", *map(str, arguments)])
    return int(ended.value.code or 0)


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A graph with one warning, one that sets no figure right, and one piece of information."""
    (case,) = [case for case in cases("arithmetic.toml") if case["name"] == "a rate that is not its counts"]
    made(tmp_path, {**case, "text": case["text"] + "举办讲座12场。"})
    return tmp_path / "0.ttl"


@pytest.fixture
def violated(tmp_path: Path) -> Path:
    path = tmp_path / "violated.ttl"
    text = GOOD.read_text(encoding="utf-8")
    path.write_text(text.replace("id:agency-justice govkg:leads id:agency-centre .\n", ""), encoding="utf-8")
    return path


def test_cli_good_graph(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(GOOD, "--fail-on", "warning") == 0
    output = capsys.readouterr().out
    assert "Found 0 violations, 0 warnings, 0 info; 6 of 7 sentences with a fact (86%)." in output
    assert "二、存在问题" in output


def test_cli_warning_fails_only_where_it_is_asked_to(warned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(warned) == 0
    assert run(warned, "--fail-on", "warning") == 1
    assert run(warned, "--fail-on", "violation", "--format", "json") == 0
    output = capsys.readouterr().out
    assert "warning: rate: 1" in output
    assert "优良率85% (18)" in output
    assert "info: figure-missed: 1" in output


def test_cli_violation_fails(violated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(violated) == 1
    assert "violation: asserted-not-plain: 1" in capsys.readouterr().out


def test_cli_limit_shows_some_of_each_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, {"text": "举办讲座12场。" * 12})
    assert run(tmp_path / "0.ttl") == 0
    assert run(tmp_path / "0.ttl", "--limit", 0) == 0
    some, whole = capsys.readouterr().out.split("Found ")[:2]
    assert "figure-missed: 12, the first 10 (--limit 0 shows all)" in some
    assert whole.count("举办讲座12场。") == some.count("举办讲座12场。") + 2


def test_cli_json(violated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(violated, "-f", "json") == 1
    output = capsys.readouterr()
    assert json.loads(output.out)["counts"] == {"violation": 1, "warning": 0, "info": 0}
    assert output.err == ""


def test_cli_turtle(violated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(violated, "--format", "ttl") == 1
    graph = rdflib.Graph().parse(data=capsys.readouterr().out, format="turtle")
    assert len(list(graph.objects(None, SH.result))) == 1


def test_cli_several_graphs_are_one_report(warned: Path, violated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(warned, violated, "--format", "json") == 1
    content = json.loads(capsys.readouterr().out)
    assert content["reports"] == 2
    assert content["counts"] == {"violation": 1, "warning": 1, "info": 1}


@pytest.mark.parametrize("content", [None, "", "no Turtle", "<urn:a> <urn:b> <urn:c> ."])
def test_cli_unusable_input_is_2(tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "graph.ttl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert run(path) == 2
    output = capsys.readouterr()
    assert (output.out, output.err.count("\n")) == ("", 1)
    assert output.err.startswith("kg: ")


def test_cli_wrong_option_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(GOOD, "--format", "xml") == 2
    assert run(GOOD, "--fail-on", "info") == 2
    assert run() == 2


def test_cli_literal_of_a_wrong_datatype_writes_no_traceback(violated: Path) -> None:
    text = violated.read_text(encoding="utf-8").replace('dcat:startDate "2031-01-01"', 'dcat:startDate "never"')
    violated.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "check", str(violated), "--format", "json"]
    run = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (1, b"")
    assert b"shape-Period" in run.stdout


def test_cli_help_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys\n"
        "from kg.cli import main\n"
        "try:\n"
        "    main(['check', '--help'])\n"
        "finally:\n"
        "    sys.stderr.write(' '.join(sys.modules))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, check=True)
    assert not {b"rdflib", b"pyshacl", b"spacy"} & set(run.stderr.split())

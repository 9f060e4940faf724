"""The commands as a user meets them: what they write where, in which words they refuse, and with which exit code."""

from __future__ import annotations

import io
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import pytest
from conftest import DATA, SAMPLE, SAMPLE_GOLD, TEXT

import kg
from kg import cli
from kg.facts import Facts
from kg.graph import Graph
from kg.rdf import to_turtle
from kg.read.report import Report
from kg.score import score

SAMPLES = DATA / "samples"
COUNTY = SAMPLES / "云岫县-2023-法治政府建设年度报告.txt"
SHARED = Path(__file__).parents[2] / "shared" / "gold"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference scorer and its texts are not at hand")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``kg`` in this process, in an empty folder, ``data`` being its standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: object, data: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ended(int(ended.value.code or 0), told.out, told.err)

    return call


def shell(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    """Run ``python -m kg`` in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# --- the application


def modules_with_a_command() -> Iterator[str]:
    for module in pkgutil.iter_modules(cli.__path__):
        if hasattr(import_module(f"kg.cli.{module.name}"), "run"):
            yield module.name


def test_every_module_with_a_command_is_registered() -> None:
    assert sorted(cli.COMMANDS) == sorted(modules_with_a_command())


@pytest.mark.parametrize(("name", "fault"), [("nosuch", ModuleNotFoundError), ("terminal", AttributeError)])
def test_a_command_without_module_or_function_is_an_error(
    name: str, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "COMMANDS", ("build", name))
    with pytest.raises(fault):
        cli.application()


def test_help_lists_the_commands(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    assert all(re.search(rf"^\W*{name} +\w", ended.out, re.MULTILINE) for name in cli.COMMANDS)
    assert ended.out.strip() == run("-h").out.strip() == run().out.strip()


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_help_of_a_command_teaches_with_examples(name: str, run: Run) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    assert len(re.findall(rf"^ +(?:\S.*\| )?kg {name} .*\S", ended.out, re.MULTILINE)) >= 2


def test_version(run: Run) -> None:
    assert run("--version").out == f"kg {kg.__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    heavy = {"spacy", "rdflib", "networkx", "pyvis", "pyoxigraph", "pyshacl", "numpy", "jieba", "rjieba"}
    code = f"""
import sys
from kg.cli import main
try:
    main({arguments!r})
except SystemExit:
    print("loaded", *sorted({heavy!r} & set(sys.modules)))
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1].split() == ["loaded"]


def test_python_m_kg_is_kg(run: Run) -> None:
    ended = shell("score", "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Usage: kg score" in ended.stdout


@pytest.mark.parametrize("arguments", [["bild"], ["build"], ["build", "a.txt", "--format", "doc"], ["--colour"]])
def test_usage_errors(arguments: list[str], run: Run) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: kg" in ended.err


# --- kg build


def test_build_writes_the_graph_of_the_report(run: Run, tmp_path: Path) -> None:
    ended = run("build", COUNTY)
    target = tmp_path / "output" / f"{COUNTY.stem}.ttl"
    assert (ended.code, ended.out) == (0, f"output/{COUNTY.stem}.ttl\n")
    assert files(tmp_path) == ["output", f"output/{COUNTY.stem}.html", f"output/{COUNTY.stem}.ttl"]
    assert target.read_bytes() == kg.build(COUNTY).save(tmp_path / "again.ttl").read_bytes()


def test_build_shows_what_was_found_how(run: Run) -> None:
    told = run("build", COUNTY, "--year", 2022).err
    rows = [line.split() for line in told.splitlines()]
    assert ["issuer", "云岫县人民政府", "heading"] in rows
    assert ["year", "2022", "option"] in rows
    assert ["date", "2024-01-22", "signature"] in rows
    (claims,) = (int(row[1]) for row in rows if row[:1] == ["Claim"])
    assert claims == len(kg.build(COUNTY, year=2022).claims)


def test_build_of_several_shows_a_line_each(run: Run, tmp_path: Path) -> None:
    ended = run("build", SAMPLES, SAMPLE, "-o", "graphs")
    stems = [*sorted(path.stem for path in SAMPLES.glob("*.txt")), SAMPLE.stem]
    assert (ended.code, ended.out.splitlines()) == (0, [f"graphs/{stem}.ttl" for stem in stems])
    assert files(tmp_path / "graphs") == sorted(f"{stem}.{kind}" for stem in stems for kind in ("html", "ttl"))
    assert [line.split()[0] for line in ended.err.splitlines()[2:] if not line.startswith("kg: ")] == stems
    assert sum(line.startswith("kg: checks: ") for line in ended.err.splitlines()) == len(stems)


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_build_in_each_format(form: str, run: Run, tmp_path: Path) -> None:
    ended = run("build", SAMPLE, "--format", form, "-q")
    assert ended == Ended(0, f"output/{SAMPLE.stem}.{form}\n", "")
    assert Graph.load(tmp_path / "output" / f"{SAMPLE.stem}.{form}").triples == kg.build(SAMPLE).triples


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_build_reads_standard_input(encoding: str, run: Run, tmp_path: Path) -> None:
    ended = run("build", "-", "--name", "甲.txt", "-q", data=TEXT.encode(encoding))
    assert ended == Ended(0, "output/甲.ttl\n", "")
    assert (tmp_path / "output" / "甲.ttl").read_bytes() == kg.build(SAMPLE).save(tmp_path / "a.ttl").read_bytes()


def test_build_calls_standard_input_stdin(run: Run) -> None:
    assert run("build", "-", data=TEXT.encode()).out == "output/stdin.ttl\n"


def test_build_takes_issuer_area_and_year(run: Run, tmp_path: Path) -> None:
    text = "今年以来，全县办理案件12件，比上年增长5%。\n"
    run("build", "-", "--issuer", "青禾县司法局", "--area", "青禾县", "--year", 2031, data=text.encode())
    (row,) = Graph.load(tmp_path / "output/stdin.ttl").query(
        "SELECT ?who ?area ?year { ?r dcterms:creator/skos:prefLabel ?who ; govkg:refArea/skos:prefLabel ?area ;"
        " govkg:reviewYear ?year }"
    )
    assert row == {"who": "青禾县司法局", "area": "青禾县", "year": "2031"}


@pytest.mark.parametrize("quiet", [False, True])
def test_build_warns_where_reporter_and_year_cannot_be_told(quiet: bool, run: Run) -> None:
    ended = run("build", "-", *(["--quiet"] if quiet else []), data="各项工作有序开展，成效明显。\n".encode())
    assert ended.code == 0
    warnings = [line for line in ended.err.splitlines() if line.startswith("kg: warning: -: ")]
    assert ["--issuer" in line for line in warnings[:2]] == [True, False]
    assert "--year" in warnings[1]
    assert (len(warnings) == len(ended.err.splitlines())) == quiet


def test_build_takes_a_file_named_twice_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b").symlink_to(tmp_path)
    assert run("build", "a.txt", "./a.txt", tmp_path, "b/a.txt", tmp_path / "a.txt").out == "output/a.ttl\n"


def test_build_refuses_two_reports_of_one_name(run: Run, tmp_path: Path) -> None:
    for year in ("2031", "2032"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "a.txt").write_text(TEXT + year, encoding="utf-8")
    ended = run("build", "2031", "2032")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "kg: 2031/a.txt and 2032/a.txt would both be written to output/a.ttl; "
        "rename one, or build them into different folders.\n"
    )
    assert not (tmp_path / "output").exists()


def test_build_does_not_overwrite_the_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TEXT, encoding="utf-8")
    ended = run("build", "a.ttl", "-o", ".")
    assert (ended.code, ended.out) == (2, "")
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == TEXT


def test_build_replaces_an_older_graph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "stdin.ttl").write_text("old", encoding="utf-8")
    run("build", "-", data=TEXT.encode())
    assert len(Graph.load(tmp_path / "output" / "stdin.ttl")) > 100


def test_build_goes_on_after_a_bad_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(TEXT.encode("utf-16"))
    ended = run("build", "nosuch", "a.txt", "b.txt", "c.txt", "-q")
    assert (ended.code, ended.out) == (1, "output/b.ttl\n")
    assert ended.err.splitlines() == [
        "kg: 3 of 4 could not be built:",
        "kg: There is no file or directory nosuch; check the name.",
        "kg: a.txt is empty or holds nothing but white space; give a file with the text of a report.",
        "kg: c.txt is UTF-16 (by its byte order mark); save its text as UTF-8 (.txt) and try again.",
    ]
    assert files(tmp_path / "output") == ["b.html", "b.ttl"]


def test_build_without_the_page(run: Run, tmp_path: Path) -> None:
    assert run("build", SAMPLE, "--no-page", "-q").code == 0
    assert files(tmp_path / "output") == [f"{SAMPLE.stem}.ttl"]


def test_build_of_nothing_but_bad_reports(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    ended = run("build", "a.txt", "nosuch")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("kg: 2 of 2 could not be built:\n")
    assert files(tmp_path) == ["a.txt"]


def _break(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(report: Report) -> Facts:
        raise RuntimeError("of purpose")

    monkeypatch.setattr("kg.pipeline.extract", extract)


def test_build_tells_a_fault_of_the_program(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch)
    ended = run("build", SAMPLE, COUNTY)
    assert ended.code == 2
    assert f"{SAMPLE} met a fault of the program (RuntimeError: of purpose); build it alone to see where." in ended.err
    with pytest.raises(RuntimeError, match="of purpose"):
        cli.main(["build", str(SAMPLE)])


@pytest.mark.parametrize("moment", ["kg.graph.write", "kg.graph.Path.replace"])
def test_build_interrupted_leaves_nothing_behind(
    moment: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "stdin.ttl").write_text("old", encoding="utf-8")
    monkeypatch.setattr(moment, interrupt)
    assert run("build", "-", data=TEXT.encode()) == Ended(130, "", "")
    assert files(tmp_path / "output") == ["stdin.ttl"]
    assert (tmp_path / "output" / "stdin.ttl").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("output", ["file", "file/below", "/proc/nosuch"])
def test_build_where_nothing_can_be_written(output: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ended = run("build", SAMPLE, "-o", output)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"kg: Nothing can be written to {output}/{SAMPLE.stem}.ttl; choose another place")
    assert files(tmp_path) == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_build_of_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.txt")
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert shell("build", ".", "-q", cwd=tmp_path, errors="surrogateescape").stdout == os.fsdecode(b"output/\xff.ttl\n")
    assert files(tmp_path / "output") == [os.fsdecode(b"\xff.html"), os.fsdecode(b"\xff.ttl")]


# --- what cannot be used: how it is made, and what is said after the name of the input

AS_TEXT = "save its text as UTF-8 (.txt) and try again."


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


def _write(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


BAD_INPUTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (_write(b""), "is empty or holds nothing but white space; give a file with the text of a report."),
    "white space": (_write("\u3000\n \t\r\n".encode()), "is empty or holds nothing but white space"),
    "binary": (_write(TEXT.encode() + b"\0\1\2"), f"is binary (a NUL at byte {len(TEXT.encode())}), not plain text"),
    "an image": (_write(b"\x89PNG\r\n\x1a\n"), "is a PNG image"),
    "UTF-16": (_write(TEXT.encode("utf-16")), f"is UTF-16 (by its byte order mark); {AS_TEXT}"),
    "UTF-16 without a mark": (_write(TEXT.encode("utf-16-le")), "seems to be UTF-16 without a byte order mark"),
    "truncated UTF-8": (_write(TEXT.encode().rstrip()[:-1]), "where it is damaged or cut off; get a whole copy."),
    "truncated GB18030": (_write(TEXT.rstrip().encode("gb18030")[:-1]), "where it is damaged or cut off"),
    "damaged GB18030": (_write(TEXT.encode("gb18030").replace(b"\xa3\xac", b"\xff", 1)), "is damaged or cut off"),
    "100 MB": (_sparse, "has 100.0 MB, more than the 20 MB that are read; split it or name another file."),
    "no Chinese": (_write(b"Nothing to report.\n"), "holds no Chinese characters, so it is no report"),
    "a folder without reports": (Path.mkdir, "There is no report "),
    "missing": (lambda path: None, "check the name."),
    "a dangling link": (lambda path: path.symlink_to("nowhere"), "is a link to a file that does not exist"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_INPUTS)
def test_build_refuses_bad_input(case: str, run: Run, tmp_path: Path) -> None:
    make, told = BAD_INPUTS[case]
    make(tmp_path / "bad.txt")
    ended = run("build", "bad.txt", "-o", "out")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("kg: ")
    assert ended.err.count("\n") == 1, "one sentence, no traceback"
    assert "bad.txt" in ended.err
    assert told in ended.err
    assert set(files(tmp_path)) <= {"bad.txt"}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens and cannot be read is needed")
def test_build_refuses_an_unreadable_file(run: Run, tmp_path: Path) -> None:
    ended = run("build", "/proc/self/mem")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("kg: /proc/self/mem cannot be read (")
    assert files(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_build_refuses_a_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    ended = run("build", "a.txt")
    assert (ended.code, ended.err) == (
        2,
        "kg: a.txt may not be read by this user; change its permissions and try again.\n",
    )


@pytest.mark.parametrize("case", ["empty", "binary", "UTF-16", "truncated GB18030", "100 MB"])
def test_build_refuses_bad_standard_input(case: str, run: Run, tmp_path: Path) -> None:
    make, told = BAD_INPUTS[case]
    bad = tmp_path / "bad.txt"
    make(bad)
    data = bad.read_bytes()
    bad.unlink()
    ended = run("build", "-", data=data)
    assert (ended.code, ended.out) == (2, "")
    assert told.replace("has 100.0 MB", "has 20.0 MB") in ended.err
    assert files(tmp_path) == []


def test_bad_input_ends_without_a_traceback(tmp_path: Path) -> None:
    ended = shell("build", "nosuch.txt", cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "kg: There is no file or directory nosuch.txt; check the name.\n"


# --- kg show, on the graph of a perfect reader


@pytest.fixture
def graph(sample_report: Report, sample_facts: Facts, tmp_path: Path) -> Path:
    path = tmp_path / "青禾.ttl"
    path.write_bytes(to_turtle(sample_report, sample_facts))
    return path


def rows(text: str) -> list[list[str]]:
    """Return the cells of the tables, which two or more spaces keep apart."""
    return [re.split(r" {2,}", line.strip()) for line in text.splitlines()]


def test_show_tells_report_entities_and_figures(graph: Path, run: Run) -> None:
    ended = run("show", graph)
    assert (ended.code, ended.err) == (0, "")
    found = rows(ended.out)
    assert ["report", "青禾县2031年法治政府建设年度报告"] in found
    assert ["issuer", "青禾县人民政府"] in found
    assert ["Claim", "17"] in found
    assert ["青禾县市场监督管理局", "1", "县市场监管局"] in found
    assert ["青禾掌上办平台", "2", "“青禾掌上办”平台"] in found
    fund = ["专项资金", "拨付专项资金约3715万元", "37,150,000", "元", "2031年", "flow"]
    assert fund in found
    assert "rank (全市)" in ended.out


def test_show_of_one_class(graph: Path, run: Run) -> None:
    ended = run("show", graph, "--kind", "regulation", "--limit", 2)
    assert ended.out.splitlines()[0].rstrip() == "Regulation: 4, the first 2 (--limit 0 shows all)"
    assert len(ended.out.splitlines()) == 3 + 2
    assert len(run("show", graph, "--kind", "Regulation", "--limit", 0).out.splitlines()) == 3 + 4
    assert run("show", graph, "--kind", "Observation").out.splitlines()[0].rstrip() == "Observation: 7"
    assert run("show", graph, "--kind", "Work").out.splitlines()[0].rstrip() == "Work: 0"


def test_show_of_an_agency(graph: Path, run: Run) -> None:
    found = rows(run("show", graph, "--agency", "县教育局").out)
    assert found[0] == ["青禾县教育局, responsibilities: 2"]
    said = "县教育局与临水县教育局签订《青临教育合作协议》。"
    assert ["partyTo", "青临教育合作协议", said] in found
    assert ["cooperatesWith", "临水县教育局", said] in found
    assert ["青禾县教育局, outcomes: 0"] in found
    assert ["cooperatesWith", "青禾县教育局", said] in rows(run("show", graph, "--agency", "临水县教育局").out)
    county = rows(run("show", graph, "--agency", "青禾县人民政府").out)
    assert any(row[0] == "issues (planned)" for row in county)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--agency", "县"], "No agency of the graph is called “县”; did you mean 临水县教育局, 青禾县人民政府"),
        (["--agency", "乡政府"], "No agency of the graph is called “乡政府”; kg show FILE --kind Agency lists them."),
        (["--kind", "Ministry"], "There is no class “Ministry”; use one of Agency, Regulation"),
        (["--kind", "Agency", "--agency", "县"], "give one of them"),
        (["--limit", "-1"], "--limit"),
    ],
)  # fmt: skip
def test_show_refuses(arguments: list[str], told: str, graph: Path, run: Run) -> None:
    ended = run("show", graph, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_show_takes_a_report(run: Run, tmp_path: Path) -> None:
    path = kg.build(SAMPLE).save(tmp_path / "a.ttl")
    assert run("show", SAMPLE).out == run("show", path).out == run("show", "-", data=TEXT.encode()).out
    assert files(tmp_path) == ["a.ttl"]


@pytest.mark.parametrize("name", ["nosuch.ttl", "nosuch.txt", "broken.ttl"])
def test_show_of_what_is_no_graph(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("id:a a id:b .", encoding="utf-8")
    ended = run("show", name)
    assert (ended.code, ended.out) == (2, "")
    assert name in ended.err


def test_show_lets_no_text_steer_the_terminal(
    sample_report: Report, sample_facts: Facts, run: Run, tmp_path: Path
) -> None:
    name = "[red]局[/red] \x1b[31m\x07:smile:\u202e甲"
    first, *others = sample_facts.entities
    facts = replace(sample_facts, entities=(replace(first, name=name), *others))
    (tmp_path / "a.ttl").write_bytes(to_turtle(sample_report, facts))
    out = run("show", "a.ttl").out
    assert "[red]局[/red] \ufffd[31m\ufffd:smile:\ufffd甲" in out
    assert not set("\x1b\x07\u202e") & set(out)


@pytest.mark.skipif(os.name == "nt", reason="a shell is needed")
def test_show_ends_quietly_when_nobody_reads_on(graph: Path) -> None:
    command = f"{sys.executable} -m kg show '{graph}' | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    ended = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=False)
    assert (ended.stdout.split()[0], ended.stderr) == ("report", "")


# --- kg score


def test_score_of_a_graph(graph: Path, run: Run) -> None:
    ended = run("score", SAMPLE, SAMPLE_GOLD, graph)
    assert ended == Ended(0, score(SAMPLE, SAMPLE_GOLD, graph).table() + "\n", "")


def test_score_builds_what_no_graph_is_given_for(graph: Path, run: Run, tmp_path: Path) -> None:
    built = kg.build(SAMPLE).save(tmp_path / "built.ttl")
    both = score(SAMPLE, SAMPLE_GOLD, built) + score(SAMPLE, SAMPLE_GOLD, graph)
    ended = run("score", SAMPLE, SAMPLE_GOLD, SAMPLE, SAMPLE_GOLD, graph, "--json")
    assert ended == Ended(0, both.json() + "\n", "")
    assert json.loads(ended.out)["core"]["tp"] == both["core"].tp


def test_score_builds_with_the_options_of_the_gold(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、主要工作\n办理案件12件。\n", encoding="utf-8")
    gold = "reporter\t青禾县司法局\noptions\t--issuer 青禾县司法局 --year 2031\n"
    gold += "S002\tOBS\t办理案件\t12\t件\t2031\t12件\tflow\n"
    (tmp_path / "a.gold.tsv").write_text(gold, encoding="utf-8")
    graph = kg.build(tmp_path / "a.txt", issuer="青禾县司法局", year=2031).save(tmp_path / "a.ttl")
    assert run("score", "a.txt", "a.gold.tsv").out == run("score", "a.txt", "a.gold.tsv", graph).out


@pytest.mark.parametrize("options", ["--issuer", "--year soon", "--colour red", "青禾县司法局", "--issuer 'a"])
def test_score_refuses_options_that_build_does_not_know(options: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、主要工作\n办理案件12件。\n", encoding="utf-8")
    (tmp_path / "a.gold.tsv").write_text(f"reporter\t青禾县司法局\noptions\t{options}\n", encoding="utf-8")
    ended = run("score", "a.txt", "a.gold.tsv")
    assert (ended.code, ended.out) == (2, "")
    assert f"The options “{options}” cannot be read" in ended.err


def test_score_lists_errors(sample_report: Report, sample_facts: Facts, run: Run, tmp_path: Path) -> None:
    poor = replace(sample_facts, mentions=sample_facts.mentions[:-1])
    (tmp_path / "poor.ttl").write_bytes(to_turtle(sample_report, poor))
    lines = run("score", SAMPLE, SAMPLE_GOLD, "poor.ttl", "--errors").out.splitlines()
    assert lines[0] == f"# {SAMPLE}"
    assert lines[1].startswith("missed ")
    assert lines[2].split()[0] == "layer"


def test_score_holds_floors(graph: Path, run: Run) -> None:
    assert run("score", SAMPLE, SAMPLE_GOLD, graph, "--min", "core=1", "--min", "rel hosts=1.0").code == 0
    ended = run("score", SAMPLE, SAMPLE_GOLD, graph, "--min", "core=0.9", "--min", "names=1.1")
    assert (ended.code, ended.err) == (1, "kg: below the floor: names: F1 1.000 < 1.1\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([SAMPLE], "give its gold standard"),
        ([SAMPLE_GOLD, SAMPLE], "give its gold standard"),
        ([SAMPLE, SAMPLE_GOLD, SAMPLE], "give its gold standard"),
        ([SAMPLE, SAMPLE_GOLD, "--min", "core"], "is no floor"),
        ([SAMPLE, SAMPLE_GOLD, "--min", "corr=0.5"], "there is no layer “corr”"),
        ([COUNTY, SAMPLE_GOLD], "does not fit"),
        ([SAMPLE, SAMPLE_GOLD, "nosuch.ttl"], "The graph cannot be scored"),
        ([SAMPLE, "nosuch.tsv"], "cannot be read"),
    ],
)  # fmt: skip
def test_score_refuses(arguments: list[object], told: str, run: Run) -> None:
    ended = run("score", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in re.sub(r"[│\s]+", " ", ended.err)


@needs_shared
def test_score_agrees_with_the_reference(run: Run, tmp_path: Path) -> None:
    given, built = [], []
    for text in sorted(SHARED.glob("*.txt")):
        gold = text.with_suffix(".gold.tsv")
        said = re.search(r"^options\t(.*)$", gold.read_text(encoding="utf-8"), re.MULTILINE)
        run("build", text, "-o", ".", *(said[1].split() if said else []))
        given += [text, gold]
        built += [text, gold, tmp_path / f"{text.stem}.ttl"]
    for flags in ([], ["--json"]):
        command = [sys.executable, SHARED / "score.py", *built, *flags]
        reference = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert run("score", *given, *flags).out == reference

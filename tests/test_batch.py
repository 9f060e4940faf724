"""What is read and written in one run, and what becomes of each report."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from conftest import SAMPLE, TEXT

from kg.batch import Built, Failed, Job, Options, build_all, open_graph, open_report, plan
from kg.errors import ReadError
from kg.facts import KINDS
from kg.graph import Graph
from kg.read.reader import STDIN
from kg.score.build import options
from kg.score.gold import Gold


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "below").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "below/c.TXT", "d.v2.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "notes.xyz").write_text(TEXT, encoding="utf-8")
    return folder


def test_plan_takes_each_file_once(reports: Path, tmp_path: Path) -> None:
    jobs, failed = plan([reports / "b.txt", STDIN, reports, STDIN], tmp_path / "out", extension="nt", name="今天")
    assert [(job.source.name, job.extension, job.output.name) for job in jobs] == [
        (name, "nt", "out") for name in ("b.txt", "-", "a.txt", "c.TXT", "d.v2.txt")
    ]
    assert failed == []
    assert names(tmp_path) == ["reports"], "planning writes nothing"


def test_plan_takes_any_file_that_is_named(reports: Path) -> None:
    ((job,), _) = plan([reports / "notes.xyz"], Path("out"))
    assert job.target("notes") == Path("out/notes.ttl")


def test_plan_tells_the_paths_that_name_no_report(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    jobs, failed = plan([tmp_path / "nosuch", reports / "a.txt", tmp_path / "empty"], tmp_path)
    assert [job.source for job in jobs] == [reports / "a.txt"]
    assert [(fault.source.name, fault.error.split()[0]) for fault in failed] == [
        ("nosuch", "There"),
        ("empty", "There"),
    ]


def test_plan_refuses_two_documents_with_one_target(reports: Path) -> None:
    (reports / "below" / "a.txt").write_text("别的报告。", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.txt and .*a\.txt would both be written to out/a\.ttl"):
        plan([reports], Path("out"))
    with pytest.raises(ReadError, match=r"a\.txt and - would both be written"):
        plan([reports / "a.txt", STDIN], Path("out"), name="a")


def test_plan_refuses_to_write_over_a_report(reports: Path) -> None:
    with pytest.raises(ReadError, match="would take its place"):
        plan([reports / "a.txt"], reports, extension="txt")


def test_build_all_goes_on(reports: Path, tmp_path: Path) -> None:
    (reports / "a.txt").write_bytes(b"")
    jobs, _ = plan([reports], tmp_path / "out")
    results = list(build_all(jobs))
    assert [type(result) for result in results] == [Failed, Built, Built, Built]
    assert names(tmp_path / "out") == ["b.ttl", "c.ttl", "d.v2.ttl"]


def test_build_all_builds_as_it_is_asked(reports: Path, tmp_path: Path) -> None:
    jobs, _ = plan([reports], tmp_path / "out")
    next(build_all(jobs))
    assert names(tmp_path / "out") == ["a.ttl"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "2031.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", TEXT)
        packed.writestr("bad.txt", b"")
        packed.writestr("below/c.txt", TEXT + "完\n")
    return path


def test_build_all_builds_every_report_of_an_archive(archive: Path, tmp_path: Path) -> None:
    jobs, _ = plan([archive], tmp_path / "out")
    results = list(build_all(jobs))
    assert [type(result) for result in results].count(Failed) == 1
    assert names(tmp_path / "out") == ["a.ttl", "c.ttl"]
    assert {result.source for result in results} == {archive}


def test_build_all_writes_no_graph_over_another(archive: Path, reports: Path, tmp_path: Path) -> None:
    jobs, _ = plan([reports / "a.txt", archive], tmp_path / "out")
    results = list(build_all(jobs))
    told = [result.error for result in results if isinstance(result, Failed)]
    assert len(told) == 2
    assert f"a.txt and {archive} would both be written to {tmp_path / 'out' / 'a.ttl'}" in told[0]
    assert names(tmp_path / "out") == ["a.ttl", "c.ttl"]


def test_build_all_counts_what_was_written(tmp_path: Path) -> None:
    (built,) = build_all([Job(SAMPLE, tmp_path)], Options(year=2030))
    assert isinstance(built, Built)
    graph = Graph.load(built.target)
    assert (built.counts["Claim"], built.counts["Observation"]) == (len(graph.claims), len(graph.observations))
    assert sum(built.counts[kind] for kind in KINDS) == len(graph.entities())
    assert (built.report.year, dict(built.report.found)["year"], built.warnings) == (2030, "option", ())


def test_open_graph_reads_a_graph_or_a_report(tmp_path: Path) -> None:
    built = open_graph(SAMPLE, Options(issuer="青禾县司法局"))
    assert open_graph(built.save(tmp_path / "a.nt")).triples == built.triples
    assert open_report(SAMPLE, Options(issuer="青禾县司法局")).issuer == "青禾县司法局"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", Options()),
        ("--issuer 青禾县司法局", Options("青禾县司法局")),
        ("--year 2031 --area 青禾县", Options(None, "青禾县", 2031)),
        ("--issuer '青禾县 司法局'", Options("青禾县 司法局")),
    ],
)  # fmt: skip
def test_options_of_a_gold_standard(said: str, found: Options) -> None:
    assert options(Gold("", "", "", said, (), (), ())) == found

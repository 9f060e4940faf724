"""A corpus in a store: the same bytes whatever happens on the way."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import TEXT
from corpus_work import fatal

from kg.corpus import Entry, Manifest, build, dump, pool
from kg.errors import GraphError, ReadError
from kg.store import ReportStore

ROOT = Path(__file__).parents[2]
COUNT = 6


def run(folder: Path, store: Path, jobs: int = 1) -> list[Entry]:
    return [entry for entry, _ in build([folder], store, jobs=jobs)]


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(COUNT):
        (made / f"{number}.txt").write_text(TEXT + f"全年办结案件{number + 10}件。\n", encoding="utf-8")
    return made


@pytest.fixture
def expected(folder: Path, tmp_path: Path) -> bytes:
    run(folder, tmp_path / "expected")
    return dump(tmp_path / "expected")


def test_two_processes_give_the_same_bytes_and_a_second_run_builds_nothing(
    folder: Path, expected: bytes, tmp_path: Path
) -> None:
    assert len(run(folder, tmp_path / "two", 2)) == COUNT
    assert dump(tmp_path / "two") == expected
    assert expected
    assert run(folder, tmp_path / "two", 2) == []


def test_what_was_dropped_comes_back_with_the_next_build(folder: Path, expected: bytes, tmp_path: Path) -> None:
    (first, *_) = run(folder, tmp_path / "store")
    with ReportStore(tmp_path / "store", write=True) as reports:
        reports.drop(first.graphs)
    assert dump(tmp_path / "store") != expected
    assert [entry.path for entry in run(folder, tmp_path / "store")] == [first.path]
    assert dump(tmp_path / "store") == expected


def test_killed_at_any_moment_it_resumes(folder: Path, expected: bytes, tmp_path: Path) -> None:
    store, moments = tmp_path / "killed", random.Random(6)
    code = f"import sys; from kg.cli import main; main(['build', {str(folder)!r}, '--store', {str(store)!r}, '-q'])"
    killed = 0
    manifest = store / "manifest.jsonl"
    for count in range(1, 11):  # each run is stopped a little after so much was noted since the first
        child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL)
        while child.poll() is None and _lines(manifest) < count:
            time.sleep(0.005)
        time.sleep(moments.uniform(0, 0.1))
        child.kill()
        killed += child.wait() == -signal.SIGKILL
    assert killed
    run(folder, store)
    assert dump(store) == expected


def test_a_killed_worker_costs_a_retry_and_a_file_that_kills_is_set_aside(
    folder: Path, expected: bytes, tmp_path: Path
) -> None:
    (folder / "0.txt").rename(folder / "once.txt")
    (folder / "bad.txt").write_text(TEXT, encoding="utf-8")
    store = tmp_path / "store"
    entries = [entry for entry, _ in build([folder], store, jobs=2, runner=partial(pool.run, work=fatal))]
    assert [Path(e.path).stem for e in entries if e.errors] == ["bad"]
    (folder / "once.txt").rename(folder / "0.txt")
    (folder / "bad.txt").unlink()
    run(folder, store)
    assert dump(store) == expected


def test_changed_removed_bad_and_double_files(folder: Path, expected: bytes, tmp_path: Path) -> None:
    store, text = tmp_path / "store", (folder / "0.txt").read_bytes()
    run(folder, store)
    (folder / "0.txt").write_text(TEXT + "完。\n", encoding="utf-8")
    (folder / "1.txt").write_bytes(b"")
    (folder / "2.txt").rename(folder / "2b.txt")
    (folder / "again.txt").write_bytes((folder / "3.txt").read_bytes())
    told = run(folder, store)
    assert {Path(e.path).stem: e.state for e in told} == {"0": "built", "1": "failed", "2b": "built", "again": "built"}
    run(folder, tmp_path / "fresh")
    assert dump(store) == dump(tmp_path / "fresh")
    (folder / "0.txt").write_bytes(text)
    (folder / "1.txt").write_text(TEXT + "全年办结案件11件。\n", encoding="utf-8")
    (folder / "2b.txt").rename(folder / "2.txt")
    (folder / "again.txt").unlink()
    run(folder, store)
    assert dump(store) == expected
    assert len(list((store / "graphs").iterdir())) == COUNT


def test_a_line_cut_short_is_left_out_and_a_damaged_one_told(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    Manifest(path).put(Entry("a", pending=("g",)))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:9])
    assert list(Manifest(path).entries) == ["a"]
    path.write_bytes(b"{\n")
    with pytest.raises(GraphError, match="damaged"):
        Manifest(path)


def test_what_cannot_be_a_corpus(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="at least one"):
        next(build([folder], tmp_path / "s", jobs=0))
    with pytest.raises(ReadError, match="standard input"):
        next(build([Path("-")], tmp_path / "s"))

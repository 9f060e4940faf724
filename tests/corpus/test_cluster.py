"""A Dask cluster builds the same bytes; a worker that dies costs a retry, a report that kills is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from conftest import TEXT
from corpus_work import fatal

from kg.corpus import build, cluster, dump
from kg.corpus.places import place
from kg.errors import GraphError

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
        yield made.scheduler_address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(6):
        (made / f"{number}.txt").write_text(TEXT + f"全年办结案件{number + 10}件。\n", encoding="utf-8")
    return made


def test_a_cluster_gives_the_same_bytes_whatever_dies(folder: Path, tmp_path: Path, address: str) -> None:
    list(build([folder], tmp_path / "one"))
    (folder / "0.txt").rename(folder / "once.txt")
    (folder / "bad.txt").write_text(TEXT, encoding="utf-8")
    runner, store = partial(cluster.run, address=address, work=fatal, size=2), tmp_path / "cluster"
    entries = [entry for entry, _ in build([folder], store, jobs=2, runner=runner)]
    assert len(entries) == 7
    assert [Path(e.path).stem for e in entries if e.errors] == ["bad"]
    assert (store / "died").exists()
    (folder / "once.txt").rename(folder / "0.txt")
    (folder / "bad.txt").unlink()
    list(build([folder], store, jobs=2, runner=partial(cluster.run, address=address)))
    assert dump(store) == dump(tmp_path / "one")


def test_reports_under_a_url_are_read_where_they_lie(folder: Path, tmp_path: Path, address: str) -> None:
    runner = partial(cluster.run, address=address, size=4)
    list(build([folder], tmp_path / "one"))
    url = place(folder.as_uri())
    told = [entry for entry, _ in build([url], tmp_path / "afar", jobs=2, runner=runner)]
    assert {entry.path for entry in told} == {f"{folder.as_uri()}/{number}.txt" for number in range(6)}
    assert dump(tmp_path / "afar") == dump(tmp_path / "one")
    assert list(build([url], tmp_path / "afar", jobs=2, runner=runner)) == []


def test_no_scheduler_is_told(folder: Path, tmp_path: Path) -> None:
    runner = partial(cluster.run, address="tcp://127.0.0.1:9")
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(GraphError, match="no Dask"):
        list(build([folder], tmp_path / "s", jobs=2, runner=runner))


def test_a_cluster_without_workers_is_not_waited_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty:
        runner = partial(cluster.run, address=empty.scheduler_address)
        with pytest.raises(GraphError, match="no workers"):
            list(build([folder], tmp_path / "s", jobs=2, runner=runner))

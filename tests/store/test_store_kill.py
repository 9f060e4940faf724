"""kill -9 in the middle of loading: the store opens, every report is there whole or not at all, a second run completes.

GOVKG_KILLS says how often to kill (4 by default; 20 in the acceptance run), GOVKG_KILL_REPORTS how many reports to load.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple
from stores import name_of, sample_graphs

from kg.rdf import arrange, write
from kg.store import ReportStore

KILLS = int(os.environ.get("GOVKG_KILLS", "4"))
REPORTS = int(os.environ.get("GOVKG_KILL_REPORTS", "6"))
LOADER = Path(__file__).parent / "loader.py"

Graphs = dict[NamedNode, set[Triple]]


def _copies(number: int, mark: str) -> Graphs:
    """Make many reports of the first sample: its own nodes renamed, and a mark in its title that tells versions apart."""
    graph = sample_graphs()[0]
    shared = ("agency-", "regulation-", "place-", "indicator-", "period-", "concept-")

    def renamed(term: NamedNode, copy: int) -> NamedNode:
        local = term.value.removeprefix(graph.base)
        own = local != term.value and not local.startswith(shared)
        return NamedNode(f"{graph.base}{local}-{copy}") if own else term

    made: Graphs = {}
    for copy in range(number):
        name = renamed(name_of(graph), copy)
        triples = {Triple(name, NamedNode("urn:mark"), Literal(mark))}
        for s, p, o in graph.triples:
            assert isinstance(s, NamedNode)
            triples.add(Triple(renamed(s, copy), p, renamed(o, copy) if isinstance(o, NamedNode) else o))
        made[name] = triples
    return made


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[Graphs, list[Path]]], Path]:
    """Two versions of the same reports, as sets and as files."""
    folder = tmp_path_factory.mktemp("graphs")
    found = []
    for mark in ("old", "new"):
        graphs = _copies(REPORTS, mark)
        paths = []
        for number, triples in enumerate(graphs.values()):
            path = folder / f"{mark}-{number}.ttl"
            path.write_bytes(write(arrange(triples)))
            paths.append(path)
        found.append((graphs, paths))
    return found, folder


def _load(folder: Path, paths: list[Path], kill_after: float | None) -> tuple[int, float]:
    """Run the loader, killed so many seconds after it began to load; return how it ended, and how long it loaded."""
    root = str(Path(__file__).parents[2])
    command = [sys.executable, str(LOADER), str(folder), *map(str, paths)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": root})
    assert child.stdout is not None
    child.stdout.readline()
    start = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        child.send_signal(signal.SIGKILL)
    return child.wait(), time.monotonic() - start


def _check(folder: Path, *allowed: Graphs) -> int:
    """Open the store; each graph must be one of the allowed versions, the default graph the union. Return how many."""
    with ReportStore(folder) as store:
        held = {name: set(store.triples(name)) for name in store.names()}
        for name, triples in held.items():
            assert any(triples == graphs.get(name) for graphs in allowed), f"{name} is not whole"
        union = {quad.triple for quad in store.store.quads_for_pattern(None, None, None, DefaultGraph())}
        named = {quad.triple for quad in store.store if quad.graph_name != DefaultGraph()}
        assert union == named
    return len(held)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process so")
def test_store_killed_at_any_moment_keeps_whole_reports(
    versions: tuple[list[tuple[Graphs, list[Path]]], Path], tmp_path: Path
) -> None:
    ((old, old_paths), (new, new_paths)), _ = versions
    ended, takes = _load(tmp_path / "time", old_paths, None)
    assert ended == 0
    moments = random.Random(20)
    caught = 0
    for attempt in range(KILLS):
        folder = tmp_path / f"store-{attempt}"
        replacing = attempt % 2 == 1
        if replacing:
            assert _load(folder, old_paths, None)[0] == 0
        ended, _ = _load(folder, new_paths, moments.uniform(0, takes))
        caught += ended != 0
        if (folder / "CURRENT").exists():
            found = _check(folder, new, *([old] if replacing else []))
            assert found == REPORTS if replacing else found <= REPORTS
        assert _load(folder, new_paths, None)[0] == 0
        assert _check(folder, new) == REPORTS
    assert caught, "no run was killed in time"

"""Pages for the tests, each written once, and one browser for all that need it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.facts import Facts
from kg.graph import Graph
from kg.read.report import Report
from kg.view import write_page
from tests.view.browser import chromium, missing
from tests.view.invented import hostile, invented_graph


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium; the tests that need it are skipped, with a word, where there is none."""
    lacking = missing()
    if lacking:
        pytest.skip(f"browser tests are skipped: {lacking}")
    with chromium() as made:
        yield made


@pytest.fixture(scope="session")
def sample_graph(sample_report: Report, sample_facts: Facts) -> Graph:
    return Graph.from_facts(sample_report, sample_facts)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def sample_page(sample_graph: Graph, folder: Path) -> Path:
    """The sample report: small, with every kind of claim."""
    return write_page(sample_graph, folder / "sample.html")


@pytest.fixture(scope="session")
def report_page(folder: Path) -> Path:
    """One report of 500 nodes."""
    return write_page(invented_graph(500), folder / "report.html")


@pytest.fixture(scope="session")
def reports_page(folder: Path) -> Path:
    """Three reports of 500 nodes."""
    return write_page(invented_graph(1500), folder / "reports.html")


@pytest.fixture(scope="session")
def large_page(folder: Path) -> Path:
    """So many reports that the page opens aggregated."""
    return write_page(invented_graph(4000), folder / "large.html")


@pytest.fixture(scope="session")
def hostile_page(folder: Path) -> Path:
    return write_page(Graph.from_facts(*hostile()), folder / "hostile.html")

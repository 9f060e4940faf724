"""What is promised of every build, shown on the samples and, where they are at hand, on real reports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from conftest import DATA, SAMPLE
from pyoxigraph import RdfFormat, Triple, parse

import kg
from kg.batch import Built, build_all, plan
from kg.graph import Graph
from kg.index import Index
from kg.score.build import graph_for
from kg.score.gold import read_gold
from kg.vocabulary import GOVKG, NIF

REPORTS = [SAMPLE, *sorted((DATA / "samples").glob("*.txt"))]
SHARED = Path(__file__).parents[2] / "shared"
ANNOTATED = [*REPORTS, *sorted((SHARED / "gold").glob("*.txt"))]
CORPUS = sorted((SHARED / "corpus").glob("*.txt"))
NIF_URI = rdflib.Namespace(NIF.iri)
GOVKG_URI = rdflib.Namespace(GOVKG.iri)


def _build(paths: list[Path], output: Path, seed: str) -> dict[str, bytes]:
    """Build in a process of its own whose hashes are seeded, and return the bytes by file name."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    command = [sys.executable, "-m", "kg", "build", "-q", "-o", str(output), *map(str, paths)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in output.iterdir()}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = _build(REPORTS, tmp_path / "first", "1")
    assert len(first) == 2 * len(REPORTS)  # the graph and the page of each
    assert _build(REPORTS[::-1], tmp_path / "second", "2") == first
    assert _build(REPORTS[:1], tmp_path / "alone", "3").items() <= first.items()


def test_the_example_is_what_the_sample_gives(tmp_path: Path) -> None:
    (example,) = (DATA.parents[1] / "output").glob("*.ttl")
    (sample,) = (path for path in REPORTS if path.stem == example.stem)
    built = kg.build(sample).save(tmp_path / example.name)
    assert example.read_bytes() == built.read_bytes(), f"kg build tests/data/samples/{sample.name} brings it up to date"


@pytest.fixture(scope="module")
def turtle(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """The text and the graph of one report, built with the options that its gold standard names."""
    path: Path = request.param
    gold = read_gold(path, path.with_suffix(".gold.tsv"))
    return gold.text, graph_for(path, gold)


annotated = pytest.mark.parametrize("turtle", ANNOTATED, indirect=True, ids=lambda path: path.stem)


@annotated
def test_every_stretch_quotes_its_characters_read_by_pyoxigraph(turtle: tuple[str, bytes]) -> None:
    text, data = turtle
    index = Index(Triple(q.subject, q.predicate, q.object) for q in parse(data, format=RdfFormat.TURTLE))
    quoted = 0
    for kind in ("Span", "Mention", "Section"):
        for node in index.instances(GOVKG[kind]):
            begin, end = (int(index.text(node, NIF[name])) for name in ("beginIndex", "endIndex"))
            assert text[begin:end] == index.text(node, NIF["anchorOf"]) != ""
            assert index.text(index.value(node, NIF["referenceContext"]), NIF["isString"]) == text
            quoted += 1
    assert quoted > 20


@annotated
def test_every_stretch_quotes_its_characters_read_by_rdflib(turtle: tuple[str, bytes]) -> None:
    text, data = turtle
    graph = rdflib.Graph().parse(data=data, format="turtle")
    spans = [*graph.subjects(rdflib.RDF.type, GOVKG_URI.Span), *graph.subjects(rdflib.RDF.type, GOVKG_URI.Mention)]
    assert len(spans) > 20
    for node in spans:
        begin, end, words = (graph.value(node, NIF_URI[name]) for name in ("beginIndex", "endIndex", "anchorOf"))
        assert text[int(begin) : int(end)] == str(words) != ""
    assert len(graph) == len({*parse(data, format=RdfFormat.TURTLE)}), "both parsers read the same number of triples"


@annotated
def test_everything_points_at_its_characters(turtle: tuple[str, bytes]) -> None:
    _, data = turtle
    index = Index(Triple(q.subject, q.predicate, q.object) for q in parse(data, format=RdfFormat.TURTLE))
    for kind in ("Observation", "Claim"):
        for node in index.instances(GOVKG[kind]):
            assert index.text(index.value(node, GOVKG["evidence"]), NIF["anchorOf"]), f"{node} has evidence"


@pytest.mark.skipif(not CORPUS, reason="the corpus is not at hand")
def test_the_whole_corpus_builds(tmp_path: Path) -> None:
    jobs, failed = plan([SHARED / "corpus"], tmp_path)
    results = list(build_all(jobs))
    failed += [result for result in results if not isinstance(result, Built)]
    assert not failed
    assert {path.stem for path in tmp_path.iterdir()} == {path.stem for path in CORPUS}
    for result in results:
        assert isinstance(result, Built)
        assert not result.report.provisional, f"{result.report.name} says who reports"
        assert re.fullmatch("20[0-3][0-9]", str(result.report.year))
        graph = Graph.load(result.target)
        for quote in {claim.evidence for claim in graph.claims} | {figure.evidence for figure in graph.observations}:
            assert result.report.text[quote.begin : quote.end] == quote.text
        assert min(result.counts[name] for name in ("Agency", "Regulation", "Programme", "Observation", "Claim")) > 0

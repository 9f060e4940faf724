"""The shapes and the examples: good graphs keep every promise, each broken one is told from the others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pyshacl
import pytest
from rdflib import BNode, Graph
from rdflib.namespace import OWL, RDF, SH
from terms import (
    CLASSES,
    EXAMPLE,
    GOVKG,
    GSH,
    GV,
    NIF,
    PARENTS,
    PREFIXES,
    PROPERTIES,
    README_BLOCKS,
    SAMPLE,
    local,
    parsed,
)

from kg import vocabulary as voc
from kg.ontology_files import ontology_text

if TYPE_CHECKING:
    from kg.facts import Facts
    from kg.read.report import Report

FAULTS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["fault"]
EXAMPLES = pytest.mark.parametrize("turtle", [SAMPLE, EXAMPLE], ids=["sample", "readme"])


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return parsed(ontology_text("shapes.ttl"))


def broken(data: Graph, shapes: Graph) -> set[str]:
    """Return the names of the shapes that the data do not meet."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    names = set()
    for source in report.objects(None, SH.sourceShape):
        owners = set(shapes.subjects(SH.property, source)) if isinstance(source, BNode) else {source}
        assert owners
        names |= local(GSH, owners)
    return names


# --- the shapes


def test_shapes_are_core_and_well_formed(shapes: Graph) -> None:
    named = set(shapes.subjects(RDF.type, SH.NodeShape))
    assert len(local(GSH, named)) == len(named) > 40
    assert not {SH.sparql, SH.select, SH.js} & set(shapes.predicates())
    conforms, _, text = pyshacl.validate(parsed(PREFIXES), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
    for shape in named:
        properties = set(shapes.objects(shape, SH.property))
        assert all((s, SH.message, None) in shapes for s in properties or {shape}), shape


def test_shapes_each_has_a_comment_before_it() -> None:
    lines = ontology_text("shapes.ttl").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("gsh:")]
    assert starts
    assert [lines[number] for number in starts if not lines[number - 1].startswith("# ")] == []


@EXAMPLES
@pytest.mark.parametrize("more", [[], ["govkg.ttl", "schemes.ttl"]], ids=["alone", "with the ontology"])
def test_shapes_good_graph_conforms(shapes: Graph, turtle: str, more: list[str]) -> None:
    assert broken(parsed(turtle, *map(ontology_text, more)), shapes) == set()


def test_shapes_built_graph_conforms(shapes: Graph, sample_report: Report, sample_facts: Facts) -> None:
    from kg.rdf import to_turtle

    assert broken(parsed(to_turtle(sample_report, sample_facts).decode()), shapes) == set()


def test_shapes_each_has_a_fault(shapes: Graph) -> None:
    assert {name for fault in FAULTS for name in fault["shapes"]} == local(GSH, shapes.subjects(RDF.type, SH.NodeShape))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['shapes'][0]}: {fault['name']}")
def test_shapes_fault_is_caught(shapes: Graph, fault: dict[str, Any]) -> None:
    good, taken = parsed(SAMPLE), parsed(PREFIXES + fault.get("remove", ""))
    assert set(taken) <= set(good), "the case takes what the sample does not hold"
    assert broken(good - taken + parsed(PREFIXES + fault.get("add", "")), shapes) == set(fault["shapes"])


# --- the examples


@EXAMPLES
def test_examples_offsets_quote_the_text(turtle: str) -> None:
    graph = parsed(turtle)
    assert len(list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))) == len(graph)
    stretches = list(graph.subjects(NIF.beginIndex))
    assert len(stretches) > 5
    for node in stretches:
        text = str(graph.value(graph.value(node, NIF.referenceContext), NIF.isString))
        begin, end = (int(str(graph.value(node, p))) for p in (NIF.beginIndex, NIF.endIndex))
        assert text[begin:end] == str(graph.value(node, NIF.anchorOf)), node


@EXAMPLES
def test_examples_plain_triple_exactly_when_asserted(turtle: str) -> None:
    graph = parsed(turtle)
    ends = (RDF.subject, RDF.predicate, RDF.object)
    asserted = {tuple(graph.value(c, p) for p in ends) for c in graph.subjects(GOVKG.modality, GV.asserted)}
    relations = {GOVKG[name] for name in voc.RELATIONS}
    assert {t for t in graph if t[1] in relations} == asserted
    assert list(graph.subjects(GOVKG.modality, GV.planned))


def test_examples_sample_uses_every_class_and_property() -> None:
    graph = parsed(SAMPLE)
    assert local(GOVKG, graph.objects(None, RDF.type)) == CLASSES
    assert local(GOVKG, graph.predicates()) == voc.RELATIONS | PROPERTIES


def test_examples_readme_questions_find_rows() -> None:
    store = pyoxigraph.Store()
    for turtle in (ontology_text("govkg.ttl"), EXAMPLE):
        store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    who, planned = [store.query(block) for language, block in README_BLOCKS if language == "sparql"]
    assert sorted([value.value for value in row] for row in who) == [
        ["青禾县司法局", "发布", "青禾县普法规划"],
        ["青禾县司法局", "实施", "“法润青禾”行动"],
    ]
    assert [[value.value for value in row] for row in planned] == [
        ["青禾县调解办法", "2032年，制定《青禾县调解办法》。"]
    ]


def test_examples_readme_tells_every_term() -> None:
    prose = ontology_text("README.md").split("## An example")[0]
    told = set(re.findall(r"\w+", prose))
    assert (CLASSES | voc.RELATIONS | PARENTS | PROPERTIES) - told == set()
    rows = [re.findall(r"`(\w+)`", row) for row in prose.splitlines() if row.startswith("| ")]
    ontology = parsed(ontology_text("govkg.ttl"))
    pairs = [row[-2:] for row in rows if voc.RELATIONS & set(row[-2:-1])]
    inverse_of = {GOVKG[relation]: GOVKG[inverse] for relation, inverse in pairs}
    assert {(o, s) for s, o in ontology.subject_objects(OWL.inverseOf) if o in inverse_of} == set(inverse_of.items())
    assert len(inverse_of) == len(voc.RELATIONS) - 1

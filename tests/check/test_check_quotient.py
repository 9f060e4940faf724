"""The small graph means the same to the shapes as the whole: pySHACL finds the same on both."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.check.locate import Locator
from kg.check.quotient import reduce
from kg.check.shapes import check_shapes, shape_views
from kg.check.views import NotUnderstoodError, View, views
from kg.graph import Graph
from kg.index import Index
from kg.vocabulary import RDFS, XSD

ONTOLOGY = Path(__file__).parents[1] / "ontology"
FAULTS = tomllib.loads((ONTOLOGY / "faults.toml").read_text(encoding="utf-8"))["fault"]
SAMPLE = ONTOLOGY / "sample.ttl"
PREFIXES = "".join(line for line in SAMPLE.read_text(encoding="utf-8").splitlines(True) if line.startswith("@prefix"))
Found = set[tuple[str, str, str]]


def found(triples: Iterable[Triple]) -> Found:
    triples = list(triples)
    index = Index(triples)
    return {(one.code, one.severity, one.focus) for one in check_shapes(triples, index, Locator(index))}


def found_on_the_whole(triples: Iterable[Triple], monkeypatch: pytest.MonkeyPatch) -> Found:
    with monkeypatch.context() as patched:
        patched.setattr("kg.check.shapes.shape_views", tuple[View, ...])
        return found(triples)


def parsed(turtle: str) -> list[Triple]:
    quads = parse(PREFIXES + turtle, format=RdfFormat.TURTLE)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


@pytest.fixture(scope="module")
def sample() -> list[Triple]:
    return list(Graph.load(SAMPLE).triples)


def test_quotient_is_small_and_stands_for_all(sample: list[Triple]) -> None:
    index = Index(sample)
    small = reduce(index, shape_views())
    mentions = NamedNode("https://w3id.org/govkg/shapes#Mention")
    groups = [nodes for (shape, _), nodes in small.stands_for.items() if shape == mentions]
    assert sorted(node for nodes in groups for node in map(str, nodes)) == sorted(
        map(str, index.instances(NamedNode("https://w3id.org/govkg/ontology#Mention")))
    )
    assert len(groups) < 10
    assert small.triples < set(sample)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['shapes'][0]}: {fault['name']}")
def test_quotient_finds_each_fault_of_the_shapes(sample: list[Triple], fault: dict[str, str]) -> None:
    taken = set(parsed(fault.get("remove", "")))
    assert taken <= set(sample)
    codes = {code for code, _, _ in found([*(t for t in sample if t not in taken), *parsed(fault.get("add", ""))])}
    assert codes == {f"shape-{name}" for name in fault["shapes"]}


VALUES = [
    Literal("x"),
    Literal("", language="zh"),
    Literal("名", language="zh-Hans"),
    Literal("7.5", datatype=XSD["decimal"]),
    Literal("-3", datatype=XSD["integer"]),
    Literal("007", datatype=XSD["nonNegativeInteger"]),
    Literal("never", datatype=XSD["date"]),
]


def mutated(triples: list[Triple], chance: random.Random) -> list[Triple]:
    """Return the graph with a few triples taken away, changed and added at random."""
    changed = list(triples)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed))
        subject, predicate, value = changed[at]
        other = chance.choice(changed)
        new = [
            Triple(subject, predicate, other.object),
            Triple(other.subject, predicate, value),
            Triple(subject, predicate, chance.choice(VALUES)),
            Triple(subject, other.predicate, value),
        ]
        changed[at : at + chance.randint(0, 1)] = chance.sample(new, chance.randint(0, 2))
    return list(dict.fromkeys(changed))


@pytest.mark.parametrize("seed", range(25))
def test_quotient_finds_what_the_whole_graph_does(
    sample: list[Triple], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    triples = mutated(sample, random.Random(seed))
    assert found(triples) == found_on_the_whole(triples, monkeypatch)


def test_quotient_is_not_used_where_the_graph_has_classes(
    sample: list[Triple], monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = NamedNode("https://example.org/Bureau")
    more = [
        Triple(bureau, RDFS["subClassOf"], NamedNode("https://w3id.org/govkg/ontology#Agency")),
        *parsed("id:agency-bureau a <https://example.org/Bureau> ."),
    ]
    assert ("shape-Label", "violation", "https://w3id.org/govkg/id/agency-bureau") in found([*sample, *more])


# --- shapes that are not understood

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:Shape a sh:NodeShape ; sh:targetClass ex:Thing ;
"""


@pytest.mark.parametrize(
    "rest",
    [
        "sh:closed true .",
        'sh:sparql [ sh:select "SELECT $this {}" ] .',
        "sh:node ex:Other .",
        "sh:property ex:path .",
        "sh:property [ sh:path ( ex:a ex:b ) ; sh:minCount 1 ] .",
        "sh:property [ sh:path [ sh:zeroOrMorePath ex:a ] ; sh:minCount 1 ] .",
        "sh:property [ sh:path [ sh:inversePath ex:a ] ; sh:class ex:Other ] .",
        "sh:property [ sh:path ex:a ; sh:uniqueLang true ] .",
        'sh:property [ sh:path ex:a ; sh:pattern "x" ; sh:flags "i" ] .',
        "sh:property [ sh:path ex:a ; sh:node [ sh:property [ sh:path ex:b ; sh:property [ sh:path ex:c ] ] ] ] .",
    ],
)
def test_views_other_constraints_are_not_understood(rest: str) -> None:
    with pytest.raises(NotUnderstoodError):
        views(parsed(HEAD + rest))


def test_views_tell_what_a_shape_sees() -> None:
    (view,) = views(
        parsed(
            HEAD
            + """sh:property [ sh:path ex:a ; sh:maxCount 3 ; sh:minLength 2 ; sh:lessThan ex:b ;
                sh:in ( ex:x ex:y ) ] ;
            sh:or ( [ sh:property [ sh:path [ sh:inversePath ex:c ] ; sh:minCount 1 ] ] [ sh:class ex:K ] ) ;
            sh:property [ sh:path ex:d ; sh:node [ sh:property [ sh:path ex:e ; sh:minInclusive 5 ] ] ] ."""
        )
    )
    names = {key: {t.value.rpartition("/")[2] for t in getattr(view, key)} for key in ("forward", "inverse", "named")}
    assert names == {"forward": set("abde"), "inverse": {"c"}, "named": {"x", "y", "K"}}
    assert (view.most, view.lengths, view.bounds, view.deep) == (3, {2}, {5.0}, True)
    assert all(isinstance(part, BlankNode) or part == view.shape for part in view.parts)


def test_views_of_the_shapes_of_the_ontology_are_understood() -> None:
    assert len(shape_views()) > 50

"""The vocabulary: every term explained and in its place, every scheme complete, the logic sound."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from terms import CLASSES, CODED, GOVKG, GV, ID, PARENTS, PREFIXES, PROPERTIES, SAMPLE, local, parsed

from kg import vocabulary as voc
from kg.ontology_files import ontology_text

LEXICON = Path(__file__).parents[2] / "kg" / "lexicon"
REASONER_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
#: What the profile OWL 2 RL allows wherever the ontology uses it; anything else needs a look at the profile.
RL_TERMS = {
    *(OWL.Ontology, OWL.versionIRI, OWL.versionInfo, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty),
    *(OWL.SymmetricProperty, OWL.inverseOf, OWL.propertyChainAxiom),
    *(OWL.AllDisjointClasses, OWL.members, OWL.disjointWith),
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return parsed(ontology_text("govkg.ttl"))


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return parsed(ontology_text("schemes.ttl"))


# --- the terms


@pytest.mark.parametrize("name", ["govkg.ttl", "schemes.ttl", "shapes.ttl"])
def test_terms_two_parsers_read_the_same(name: str) -> None:
    text = ontology_text(name)
    graph = parsed(text)
    found = set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(graph) == len(found) > 200
    assert {o.language for o in graph.objects() if isinstance(o, Literal)} <= {"zh", "en", None}


def test_terms_are_those_of_the_design(ontology: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {name for kind in kinds for name in local(GOVKG, ontology.subjects(RDF.type, kind))}
    assert local(GOVKG, ontology.subjects(RDF.type, OWL.Class)) == CLASSES
    assert properties - local(GOVKG, ontology.subjects(OWL.inverseOf)) == voc.RELATIONS | PARENTS | PROPERTIES
    assert (URIRef("https://w3id.org/govkg/ontology"), OWL.versionInfo, Literal("0.1.0")) in ontology


def test_terms_each_has_two_labels_and_a_comment(ontology: Graph) -> None:
    terms = {s for s in ontology.subjects() if s in GOVKG}
    assert len(terms) > 70
    for term in terms:
        assert sorted(str(label.language) for label in ontology.objects(term, RDFS.label)) == ["en", "zh"], term
        assert len(list(ontology.objects(term, RDFS.comment))) == 1, term


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "kinds", [[OWL.Class], [OWL.ObjectProperty, OWL.DatatypeProperty]], ids=["classes", "properties"]
)
def test_terms_no_two_share_a_label(ontology: Graph, kinds: list[URIRef], language: str) -> None:
    terms = {s for kind in kinds for s in ontology.subjects(RDF.type, kind)}
    labels = [o for s in terms for o in ontology.objects(s, RDFS.label) if o.language == language]
    assert len(set(labels)) == len(labels) == len(terms)


def test_terms_every_relation_has_a_family_and_an_inverse(ontology: Graph) -> None:
    inverted = local(GOVKG, ontology.objects(None, OWL.inverseOf))
    assert inverted == (voc.RELATIONS | {"involvedIn", "responsibleFor"}) - {"cooperatesWith"}
    assert (GOVKG.cooperatesWith, RDF.type, OWL.SymmetricProperty) in ontology
    for names, family in ((voc.RESPONSIBILITY, "involvedIn"), (voc.OUTCOME, "outcome")):
        assert names <= local(GOVKG, ontology.transitive_subjects(RDFS.subPropertyOf, GOVKG[family]))


def test_terms_stay_within_owl_2_rl(ontology: Graph) -> None:
    assert {term for triple in ontology for term in triple if term in OWL} <= RL_TERMS
    for p in (RDFS.domain, RDFS.range):
        assert not [o for o in ontology.objects(None, p) if isinstance(o, BNode)]  # a union is none in OWL 2 RL
        assert not [s for s in ontology.subjects(p) if len(list(ontology.objects(s, p))) > 1]  # two mean both at once


@pytest.mark.parametrize("name", ["govkg.ttl", "schemes.ttl", "shapes.ttl", "README.md", "sample.ttl"])
def test_terms_none_dangles(ontology: Graph, schemes: Graph, name: str) -> None:
    text = SAMPLE if name == "sample.ttl" else ontology_text(name)
    for prefix, known in (("govkg", local(GOVKG, ontology.subjects())), ("gv", local(GV, schemes.subjects()))):
        assert set(re.findall(rf"(?<![\w#/]){prefix}:([A-Za-z][\w-]*)", text)) <= known


# --- the schemes


@pytest.mark.parametrize("scheme", CODED)
def test_schemes_are_complete_and_the_shapes_know_them(schemes: Graph, scheme: str) -> None:
    members = set(schemes.subjects(SKOS.inScheme, GV[scheme]))
    assert local(GV, members) == set(CODED[scheme].split())
    assert members == set(schemes.subjects(SKOS.topConceptOf, GV[scheme]))
    for language in ("zh", "en"):
        labels = {o for c in members for o in schemes.objects(c, SKOS.prefLabel) if o.language == language}
        assert len(labels) == len(members)
    shapes = parsed(ontology_text("shapes.ttl"))
    lists = [
        shapes.value(s, SH["in"])
        for s in shapes.subjects(SH.path, GOVKG[scheme])
        if (s, SH.maxCount) in shapes.subject_predicates()
    ]
    assert [set(Collection(shapes, found)) for found in lists] == [members]


def test_schemes_every_concept_has_two_labels_and_one_scheme(ontology: Graph, schemes: Graph) -> None:
    declared = set(schemes.subjects(RDF.type, SKOS.ConceptScheme))
    assert local(GV, declared) == set(CODED)
    assert set(ontology.objects(None, RDFS.seeAlso)) >= declared
    for concept in {*schemes.subjects(RDF.type, SKOS.Concept), *declared}:
        assert sorted(str(label.language) for label in schemes.objects(concept, SKOS.prefLabel)) == ["en", "zh"], (
            concept
        )
        homes = set(schemes.objects(concept, SKOS.inScheme))
        assert homes <= declared
        assert len(homes) == (0 if concept in declared else 3 if concept == GV.other else 1), concept


@pytest.mark.parametrize(
    ("file", "table", "scheme"), [("genres", "genre", "genre"), ("heads", "programme", "programmeType")]
)
def test_schemes_hold_the_values_of_the_lexicon(file: str, table: str, scheme: str) -> None:
    values = tomllib.loads((LEXICON / f"{file}.toml").read_text(encoding="utf-8"))[table]
    assert set(values) <= set(CODED[scheme].split())


# --- the logic


def closure(*turtles: str) -> tuple[Graph, list[str]]:
    """Return everything that OWL 2 RL entails, and what the reasoner calls a contradiction."""
    graph = parsed(*turtles)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph, [str(o) for o in graph.objects(None, REASONER_ERROR)]


@pytest.fixture(scope="module")
def entailed() -> Graph:
    graph, errors = closure(ontology_text("govkg.ttl"), ontology_text("schemes.ttl"), SAMPLE)
    assert errors == []
    return graph


@pytest.mark.parametrize(
    ("subject", "predicate", "object_"),
    [
        ("agency-justice", "accountableFor", "observation-coverage"),  # implements o hasOutcome
        ("agency-education", "accountableFor", "observation-coverage"),
        ("agency-justice", "accountableFor", "observation-lectures"),  # hosts o hasOutcome
        ("agency-gov", "accountableFor", "observation-rank"),  # achieves
        ("agency-education", "cooperatesWith", "agency-justice"),  # symmetric
        ("regulation-measures", "issuedBy", "agency-gov"),
        ("regulation-agreement", "hasParty", "agency-education"),
        ("agency-justice", "involvedIn", "event-review"),
        ("work-film", "outcome", "award-prize"),
    ],
)
def test_logic_entails(entailed: Graph, subject: str, predicate: str, object_: str) -> None:
    assert (ID[subject], GOVKG[predicate], ID[object_]) in entailed


@pytest.mark.parametrize(
    ("subject", "predicate", "object_"),
    [
        ("agency-gov", "issues", "regulation-market"),  # only planned
        ("agency-gov", "accountableFor", "observation-coverage"),  # had no part in the programme
        ("agency-justice", "responsibleFor", "event-review"),  # took part only
    ],
)
def test_logic_does_not_entail(entailed: Graph, subject: str, predicate: str, object_: str) -> None:
    assert (ID[subject], GOVKG[predicate], ID[object_]) not in entailed


def test_logic_supervising_credits_nobody() -> None:
    said = "id:a govkg:supervises id:b . id:b govkg:hasOutcome id:c ."
    graph, errors = closure(ontology_text("govkg.ttl"), PREFIXES + said)
    assert errors == []
    assert (ID.a, GOVKG.involvedIn, ID.b) in graph
    assert (ID.a, GOVKG.accountableFor, ID.c) not in graph


@pytest.mark.parametrize(
    "wrong",
    [
        "id:a a govkg:Agency , govkg:Programme .",
        "id:a a govkg:Report , govkg:Agency .",
        "id:a a govkg:Mention , govkg:Section .",
        "id:a govkg:issues id:b . id:b govkg:issues id:c .",  # a document that acts
        "id:a govkg:hosts id:b . id:b a govkg:Award .",
        "id:a govkg:evidence id:b . id:b a govkg:SourceText .",
    ],
)
def test_logic_contradiction_is_reported(wrong: str) -> None:
    _, errors = closure(ontology_text("govkg.ttl"), PREFIXES + wrong)
    assert errors


def test_logic_report_may_be_cited_as_a_regulation() -> None:
    _, errors = closure(ontology_text("govkg.ttl"), PREFIXES + "id:a a govkg:Report , govkg:Regulation .")
    assert errors == []

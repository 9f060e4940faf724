"""What the tests of the vocabulary share: its namespaces, its names by design, and how to read Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph, Namespace, URIRef

from kg import vocabulary as voc
from kg.facts import KINDS
from kg.ontology_files import ontology_text

GOVKG = Namespace("https://w3id.org/govkg/ontology#")
GV = Namespace("https://w3id.org/govkg/voc/")
GSH = Namespace("https://w3id.org/govkg/shapes#")
ID = Namespace("https://w3id.org/govkg/id/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

CLASSES = {*KINDS, "Indicator", "Observation", "Report", "SourceText", "Section", "Mention", "Span", "Claim"}
#: Never written, only inferred.
PARENTS = {"involvedIn", "responsibleFor", "outcome", "accountableFor"}
#: The coded properties and the local names of their concepts.
CODED = {
    "agencyType": "government department party-committee party-organ peoples-congress cppcc court procuratorate"
    " coordinating-body institution enterprise social-organisation military other",
    "genre": "law regulation provisions measures rules opinions scheme plan outline notice announcement decision list"
    " catalogue key-points agreement memorandum report bulletin standard guide charter other",
    "legalRank": "constitution national-law administrative-regulation local-regulation departmental-rule"
    " local-government-rule normative-document policy-document party-document",
    "programmeType": "reform campaign project pilot mechanism platform base service education construction policy"
    " other",
    "statistic": " ".join(voc.STATISTICS),
    "qualifier": " ".join(voc.QUALIFIERS),
    "modality": " ".join(voc.MODALITIES),
    "subjectBy": " ".join(voc.SUBJECT_BY),
    "sectionKind": "section-body section-plan section-issues section-furniture",
}
PROPERTIES = {
    *("name", "documentNumber", "areaCode", "provisional", *CODED),
    *("indicator", "baseIndicator", "value", "valueText", "measureWord", "unit"),
    *("refPeriod", "refArea", "refBody", "rankScope"),
    *("evidence", "inReport", "sourceText", "sha256", "reviewYear", "sectionLevel"),
}

README_BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w+)\n(.*?)```", ontology_text("README.md"), re.DOTALL)
EXAMPLE = next(block for language, block in README_BLOCKS if language == "turtle")
SAMPLE = (Path(__file__).parent / "sample.ttl").read_text(encoding="utf-8")
PREFIXES = "".join(line + "\n" for line in SAMPLE.splitlines() if line.startswith("@prefix"))


def parsed(*turtles: str) -> Graph:
    """Return one graph of all the Turtle given."""
    graph = Graph()
    for turtle in turtles:
        graph.parse(data=turtle, format="turtle")
    return graph


def local(namespace: Namespace, terms: Iterable[object]) -> set[str]:
    """Return the local names of those terms that are of the namespace."""
    return {str(t).removeprefix(namespace) for t in terms if isinstance(t, URIRef) and t in namespace}

"""The terms of the graph: namespaces, the prefixes they are written with, and the names that facts may use.

``ontology/govkg.ttl`` and ``ontology/schemes.ttl`` define what they mean.
"""

from __future__ import annotations

from pyoxigraph import NamedNode


class Namespace(dict[str, NamedNode]):
    """The terms of one namespace by local name: ``GOVKG["Claim"]``; each is made once."""

    def __init__(self, iri: str) -> None:
        super().__init__()
        self.iri = iri

    def __missing__(self, name: str) -> NamedNode:
        return self.setdefault(name, NamedNode(self.iri + name))

    def name(self, term: object) -> str:
        """Return the local name of a term of this namespace, "" for anything else."""
        value = term.value if isinstance(term, NamedNode) else ""
        return value.removeprefix(self.iri) if value.startswith(self.iri) else ""


#: Where instances are named unless the user says otherwise.
BASE = "https://w3id.org/govkg/id/"

GOVKG = Namespace("https://w3id.org/govkg/ontology#")
GV = Namespace("https://w3id.org/govkg/voc/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
UNIT = Namespace("http://qudt.org/vocab/unit/")

_NAMESPACES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "govkg": GOVKG,
    "gv": GV,
    "itsrdf": ITSRDF,
    "nif": NIF,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "unit": UNIT,
    "xsd": XSD,
}


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return prefix → namespace for everything the graph uses, ``id`` being the ``base`` of the instances."""
    return {"id": base} | {prefix: namespace.iri for prefix, namespace in _NAMESPACES.items()}


_DOES = {"issues", "implements", "establishes", "hosts", "leads", "supervises"}
#: What an agency does or takes part in.
RESPONSIBILITY = frozenset(_DOES | {"partyTo", "cooperatesWith", "participatesIn"})
#: What comes of it.
OUTCOME = frozenset(["achieves", "hasOutcome", "receives", "grants", "hasIssue"])
#: All relations a claim can have.
RELATIONS = RESPONSIBILITY | OUTCOME | {"implementsRegulation", "basedOn", "locatedIn"}

MODALITIES = frozenset(["asserted", "planned", "intended", "negated"])
SUBJECT_BY = frozenset(["explicit", "elided", "coordinated"])
STATISTICS = frozenset(["level", "flow", "growth", "share", "rank", "target"])
SECTION_KINDS = frozenset(["body", "plan", "issues", "furniture"])
QUALIFIERS = frozenset(["exact", "approximate", "atLeast", "atMost"])

#: Facets of an entity whose value is the local name of a concept, and those whose value is plain text.
CONCEPT_FACETS = frozenset(["agencyType", "genre", "legalRank", "programmeType"])
TEXT_FACETS = frozenset(["documentNumber", "areaCode"])

"""A graph as JSON-LD that a person can read: a context of plain words, the words of the report where they are used.

The context is ``ontology/context.jsonld``; it stands in the document, so that nothing is fetched. The reports come first,
each with its text. Evidence, a period or an indicator stands inside the node that has it first, and is named by its
``id`` from then on.
"""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.graph import Graph
from kg.index import Term
from kg.ontology_files import ontology_text
from kg.vocabulary import GOVKG, RDF, XSD

#: What stands inside the node that has it.
_INSIDE = {GOVKG[name] for name in ("evidence", "sourceText", "indicator", "baseIndicator", "refPeriod")}
_COUNTS = {XSD["integer"], XSD["nonNegativeInteger"]}


def to_jsonld(graph: Graph) -> bytes:
    """Return the graph as a JSON-LD document in UTF-8, the reports first, then the nodes in the order of the graph."""
    context: dict[str, Any] = json.loads(ontology_text("context.jsonld"))["@context"]
    nodes = _Writer(graph, context).all()
    document = {"@context": {"@base": graph.base, **context}, "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


class _Writer:
    """Turns nodes into JSON objects; each node is written once."""

    def __init__(self, graph: Graph, context: dict[str, Any]) -> None:
        self.nodes: dict[Term, dict[NamedNode, list[Term]]] = {}
        for subject, predicate, obj in graph.triples:
            self.nodes.setdefault(subject, {}).setdefault(predicate, []).append(obj)
        self.base = graph.base
        self.terms: dict[str, tuple[str, dict[str, str]]] = {}
        self.prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str) and iri[-1] in "/#"}
        self.vocabulary: str = self.prefixes.pop("@vocab")
        for name, meaning in context.items():
            how = meaning if isinstance(meaning, dict) else {"@id": meaning}
            if not name.startswith("@") and name not in self.prefixes:
                self.terms[self.expanded(how.get("@id", f"govkg:{name}"))] = (name, how)
        self.written: set[Term] = set()

    def all(self) -> list[dict[str, Any]]:
        """Every node once: those that stand inside another where they are met first, the rest one after the other."""
        inside = {obj for found in self.nodes.values() for name in _INSIDE for obj in found.get(name, ())}
        first = [s for s in self.nodes if GOVKG["Report"] in self.nodes[s].get(RDF["type"], ())]
        order = [*first, *(s for s in self.nodes if s not in inside)]
        made = [self.node(s) for s in order if s not in self.written]
        return made + [self.node(s) for s in self.nodes if s not in self.written]

    def node(self, subject: Term) -> dict[str, Any]:
        self.written.add(subject)
        made: dict[str, Any] = {"id": self.iri(subject)}
        for predicate, objects in self.nodes[subject].items():
            if predicate == RDF["type"]:
                made["type"] = _one([self.word(o) for o in objects])
                continue
            name, how = self.terms.get(predicate.value, (self.word(predicate), {}))
            values = [self.value(o, how, inside=predicate in _INSIDE) for o in objects]
            made[name] = values if how.get("@container") == "@set" else _one(values)
        return made

    def value(self, term: Term, how: dict[str, str], *, inside: bool) -> Any:
        """The value of a key; ``how`` says what the context adds to it."""
        if not isinstance(term, Literal):
            if how.get("@type") == "@vocab":
                return self.word(term)
            if inside and term in self.nodes and term not in self.written:
                return self.node(term)
            return self.iri(term) if how.get("@type") == "@id" else {"id": self.iri(term)}
        if term.language:
            bare = how.get("@language") == term.language
            return term.value if bare else {"@value": term.value, "@language": term.language}
        if "@language" in how and term.datatype == XSD["string"]:
            return {"@value": term.value}
        expected = self.expanded(how["@type"]) if "@type" in how else XSD["string"].value
        if term.datatype.value != expected:
            return {"@value": term.value, "@type": self.compact(term.datatype.value)}
        if term.datatype == XSD["boolean"] and term.value in ("true", "false"):
            return term.value == "true"
        return int(term.value) if term.datatype in _COUNTS and str(int(term.value)) == term.value else term.value

    def word(self, term: Term) -> str:
        """A class or a relation: its bare name where it is one of ours."""
        iri = term.value if isinstance(term, NamedNode) else str(term)
        return iri.removeprefix(self.vocabulary) if iri.startswith(self.vocabulary) else self.compact(iri)

    def iri(self, term: Term) -> str:
        if not isinstance(term, NamedNode):
            return str(term)
        local = term.value.removeprefix(self.base)
        return local if local != term.value and ":" not in local and local else self.compact(term.value)

    def compact(self, iri: str) -> str:
        for prefix, namespace in self.prefixes.items():
            local = iri.removeprefix(namespace)
            if local != iri and local and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri

    def expanded(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self.prefixes[prefix] + local if colon and prefix in self.prefixes else name


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values

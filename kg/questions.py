"""The named questions: queries of ``ontology/queries``, each with who asks it, and parameters bound as terms.

A parameter is the variable of its name in the query (``?agency``, ``?indicator``, ``?year``). What the user writes is
looked up in the graph, and the node found is joined to the query as SPARQL has it, by VALUES after its end. (The
engine's own substitution takes only variables that are selected.) No words of the user get into the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.errors import LexiconError
from kg.ontology_files import ontology_names, ontology_text
from kg.sparql import QueryError, variables
from kg.vocabulary import GOVKG, RDF, SKOS, XSD

#: Parameters in the order in which they are listed; all but the year name a thing, of this class.
PARAMETERS = {"agency": "Agency", "indicator": "Indicator", "year": ""}

_HEADER = re.compile(r"# (.+)\n# (.+)\n# Asked by: (.+)\n# Parameters: (.+)\n(?:# Note: (.+)\n)?")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question: ``number`` and ``name`` (01, responsibilities), the question in Chinese and English, who asks it, the
    parameters that it takes, a note on how to read the answer ("" where none is needed), and the query."""

    number: str
    name: str
    chinese: str
    english: str
    asked_by: str
    parameters: tuple[str, ...]
    note: str
    text: str


@cache
def questions() -> tuple[NamedQuestion, ...]:
    """Return the named questions by number.

    :raises LexiconError: if the head of a query is not as it should be.
    """
    return tuple(_question(name, ontology_text(f"queries/{name}")) for name in ontology_names("queries", ".rq"))


def question(name: str) -> NamedQuestion | None:
    """Return the question called so, by name, number or both (``04``, ``figures``, ``04-figures``); None for others."""
    return next((q for q in questions() if name in (q.name, q.number, f"{q.number}-{q.name}")), None)


def bind(store: Store, query: str, given: Mapping[str, str]) -> str:
    """Return the query with its parameters bound: ``given`` holds names, IRIs or a year by parameter.

    :raises QueryError: if the query has no such variable, or a name belongs to nothing in the graph, or to more than
        one thing.
    """
    has, terms = variables(query), {}
    for parameter, value in given.items():
        if parameter not in has:
            takes = ", ".join(f"--{name}" for name in PARAMETERS if name in has) or "none"
            raise QueryError(f"The query has no ?{parameter}; of the parameters it takes {takes}.", "syntax")
        kind = PARAMETERS[parameter]
        terms[parameter] = _thing(store, kind, value) if kind else _year(value)
    if not terms:
        return query
    names, row = (" ".join(map(str, part)) for part in ([f"?{name}" for name in terms], terms.values()))
    return f"{query}\nVALUES ({names}) {{ ({row}) }}\n"


def _year(value: str) -> Literal:
    if not _YEAR.fullmatch(value):
        raise QueryError(f"“{value}” is no year; give one such as 2024.", "syntax")
    return Literal(value, datatype=XSD["gYear"])


def _thing(store: Store, kind: str, value: str) -> NamedNode:
    """The thing of a kind that bears a name: its label, else one of its other names, its key or its IRI."""
    zh = Literal(value, language="zh")
    for predicate, name in ((SKOS["prefLabel"], zh), (SKOS["altLabel"], zh), (GOVKG["name"], Literal(value))):
        found = {q.subject for q in store.quads_for_pattern(None, predicate, name, None)}
        things = sorted((n for n in found if isinstance(n, NamedNode) and _is(store, n, kind)), key=str)
        if len(things) == 1:
            return things[0]
        if things:
            many = ", ".join(map(str, things))
            raise QueryError(f"“{value}” is the name of {len(things)} things; give the IRI of one: {many}.", "syntax")
    if _IRI.fullmatch(value) and _is(store, NamedNode(value), kind):
        return NamedNode(value)
    near = sorted(label for label in _labels(store, kind) if value in label or label in value)
    hint = f"do you mean {'、'.join(near[:8])}" if near else "look at the answers without it"
    raise QueryError(f"There is no {kind} called “{value}” in the graph; {hint}?", "syntax")


def _is(store: Store, node: NamedNode, kind: str) -> bool:
    return next(store.quads_for_pattern(node, RDF["type"], GOVKG[kind], None), None) is not None


def _labels(store: Store, kind: str) -> Iterator[str]:
    for thing in {q.subject for q in store.quads_for_pattern(None, RDF["type"], GOVKG[kind], None)}:
        for quad in store.quads_for_pattern(thing, SKOS["prefLabel"], None, DefaultGraph()):
            yield quad.object.value if isinstance(quad.object, Literal) else ""


def _question(file: str, text: str) -> NamedQuestion:
    head = _HEADER.match(text)
    number, _, name = file.removesuffix(".rq").partition("-")
    if head is None or not number.isdigit() or not name:
        raise LexiconError(
            f"The query {file} must be called NN-name.rq and begin with four lines of comment: the question in Chinese,"
            " in English, Asked by, Parameters."
        )
    chinese, english, asked_by, listed, note = head.groups()
    parameters = () if listed == "none" else tuple(listed.split(", "))
    if not set(parameters) <= set(PARAMETERS):
        raise LexiconError(f"The query {file} has parameters {listed}; only {', '.join(PARAMETERS)} can be given.")
    return NamedQuestion(number, name, chinese, english, asked_by, parameters, note or "", text)

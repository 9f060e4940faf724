"""The named questions: queries of ``ontology/queries``, each with who asks it, and parameters bound as terms.

A parameter is the variable of its name in the query (``?agency``, ``?indicator``, ``?year``): it takes the node of the
thing that is named, looked up in the graph, and the engine puts it in place of the variable. No text is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Store, Variable

from kg.errors import LexiconError
from kg.ontology_files import ontology_files, ontology_text
from kg.sparql import QueryError
from kg.vocabulary import GOVKG, XSD, prefixes

#: Parameters in the order in which they are listed; all but the year name a thing, of this class.
PARAMETERS = {"agency": "Agency", "indicator": "Indicator", "year": ""}

_HEADER = re.compile(r"# (.+)\n# (.+)\n# Asked by: (.+)\n# Parameters: (.+)\n(?:# Note: (.+)\n)?")
_YEAR = re.compile(r"[12]\d{3}")
_THINGS = """
SELECT DISTINCT ?thing ?label WHERE {
  ?thing a ?class ; skos:prefLabel ?label .
  { ?thing skos:prefLabel ?name } UNION { ?thing skos:altLabel ?name } UNION { ?thing govkg:name ?name }
  FILTER(CONTAINS(STR(?name), STR(?word)))
} ORDER BY ?label
"""


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
    return tuple(_question(name, ontology_text(f"queries/{name}")) for name in ontology_files("queries", ".rq"))


def question(name: str) -> NamedQuestion | None:
    """Return the question called so, by name, number or both (``04``, ``figures``, ``04-figures``); None for others."""
    return next((q for q in questions() if name in (q.name, q.number, f"{q.number}-{q.name}")), None)


def bind(store: Store, asked: NamedQuestion, given: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """Return the terms for the parameters of a question: ``given`` holds names, IRIs or a year by parameter.

    :raises QueryError: if the question takes no such parameter, or a name belongs to nothing in the graph, or to more
        than one thing.
    """
    terms: dict[str, NamedNode | Literal] = {}
    for parameter, value in given.items():
        if parameter not in asked.parameters:
            takes = f"takes {', '.join(asked.parameters)}" if asked.parameters else "takes none"
            raise QueryError(f"The question {asked.name} has no --{parameter}; it {takes}.", "syntax")
        terms[parameter] = _year(value) if parameter == "year" else _thing(store, PARAMETERS[parameter], value)
    return terms


def _year(value: str) -> Literal:
    if not _YEAR.fullmatch(value):
        raise QueryError(f"“{value}” is no year; give one such as 2024.", "syntax")
    return Literal(value, datatype=XSD["gYear"])


def _thing(store: Store, kind: str, value: str) -> NamedNode:
    """The thing of a kind that bears a name: its label first, else one of its other names, its key or its IRI."""
    kind_node = GOVKG[kind]
    if ":" in value and any(store.quads_for_pattern(_iri(value), None, kind_node, None)):
        return _iri(value)
    found = store.query(
        _THINGS,
        prefixes=prefixes(),
        substitutions={Variable("class"): kind_node, Variable("word"): Literal(value)},
    )
    near = {row["thing"]: row["label"].value for row in found}  # type: ignore[union-attr]
    exact = [node for node in near if near[node] == value] or [node for node in near if _bears(store, node, value)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        names = "; ".join(f"{near[node]} {node}" for node in exact)
        raise QueryError(f"More than one {kind} is called “{value}”, give the IRI of one: {names}.", "syntax")
    hint = f"do you mean {'、'.join(sorted(set(near.values()))[:8])}" if near else "see kg query names or figures"
    raise QueryError(f"There is no {kind} called “{value}” in the graph; {hint}?", "syntax")


def _bears(store: Store, node: NamedNode, name: str) -> bool:
    literals = (q.object for q in store.quads_for_pattern(node, None, None, None))
    return any(isinstance(o, Literal) and o.value == name for o in literals)


def _iri(value: str) -> NamedNode:
    try:
        return NamedNode(value)
    except ValueError as error:
        raise QueryError(f"“{value}” is neither a name in the graph nor an IRI.", "syntax") from error


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

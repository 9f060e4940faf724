"""A graph small enough for a SHACL engine that means the same to the shapes: one node stands for all that look alike to them.

Thousands of mentions and claims differ only in what no shape looks at: which offset, which words. For each shape the nodes it
targets are told apart by what it can see of them (the kinds, datatypes and patterns of the values on its paths, how many there
are, which of two is less); of those that look the same one is kept, and what holds of it holds of all. Only shapes made of
the constraints in ``_SEEN`` are understood; for others the caller must validate the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.index import Index, Term
from kg.vocabulary import RDF, RDFS, XSD, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")

_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_PATHS = ("path", "lessThan", "lessThanOrEquals")
_NESTED = ("node", "property", "qualifiedValueShape")
_SEEN = frozenset(
    [*_TARGETS, *_PATHS, *_NESTED]
    + ["inversePath", "alternativePath", "minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount", "class"]
    + ["datatype", "nodeKind", "pattern", "flags", "languageIn", "minLength", "maxLength", "minInclusive", "in"]
    + ["hasValue", "and", "or", "not", "severity", "message", "name", "description"]
)
_PLAIN_NUMBER = re.compile(r"0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d+")
_NUMBERS = frozenset(XSD[name] for name in ("integer", "nonNegativeInteger", "decimal"))
_TEXTS = frozenset([XSD["string"], RDF["langString"]])


@dataclass(slots=True)
class View:
    """What one shape can see: its targets, the paths it follows and what it asks of the values there."""

    shape: Term
    targets: tuple[tuple[str, NamedNode], ...]
    parts: frozenset[Term] = frozenset()
    forward: set[NamedNode] = field(default_factory=set)
    inverse: set[NamedNode] = field(default_factory=set)
    deep: bool = False
    less: list[tuple[NamedNode, NamedNode]] = field(default_factory=list)
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    lengths: set[int] = field(default_factory=set)
    bounds: set[float] = field(default_factory=set)
    named: set[Term] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Quotient:
    """The small graph, and for each (shape, node) to believe the nodes that it stands for."""

    triples: frozenset[Triple]
    stands_for: dict[tuple[Term, Term], list[Term]]


def views(shapes: Index) -> list[View] | None:
    """Return what each shape with a target sees, None where one holds a constraint that is not understood here."""
    found = []
    for shape in shapes.instances(SH["NodeShape"]):
        view = _view(shapes, shape)
        if view is None:
            return None
        if view.targets:
            found.append(view)
    return found


def reduce(data: Index, seen: Iterable[View]) -> Quotient:
    """Return the quotient of a graph under what the shapes see of it."""
    seen = list(seen)
    stands_for: dict[tuple[Term, Term], list[Term]] = {}
    kept: dict[Term, None] = {}
    for view in sorted(seen, key=lambda v: -len(v.forward)):
        groups: dict[object, list[Term]] = {}
        for node in _targeted(data, view):
            groups.setdefault(_look(data, view, node), []).append(node)
        for group in groups.values():
            chosen = next((node for node in group if node in kept), group[0])
            kept[chosen] = None
            stands_for[view.shape, chosen] = group
    return Quotient(frozenset(_around(data, seen, kept)), stands_for)


# --- what a shape sees


def _view(shapes: Index, shape: Term) -> View | None:
    targets = tuple(
        (kind, term) for kind in _TARGETS for term in shapes.values(shape, SH[kind]) if isinstance(term, NamedNode)
    )
    view = View(shape, targets)
    parts, pending = set[Term](), [shape]
    while pending:
        part = pending.pop()
        parts.add(part)
        for predicate, value in shapes.about(part):
            name = SH.name(predicate)
            if name not in _SEEN if name else predicate not in (RDF["type"], RDF["first"], RDF["rest"]):
                return None
            if isinstance(value, BlankNode) and value not in parts:
                pending.append(value)
            if name in _NESTED and isinstance(value, NamedNode):
                return None
            _note(view, shapes, part, name, value)
        if predicate_is_inverse_with_more(shapes, part):
            return None
    view.parts = frozenset(parts)
    return view

"""What a SHACL shape can see of a node: the paths it follows and what it asks of the values there.

Of shapes that use more than :data:`UNDERSTOOD` nothing is said, so that the caller can do without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.index import Term
from kg.vocabulary import RDF, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")

TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_BOUNDS = frozenset(["minInclusive", "maxInclusive", "minExclusive", "maxExclusive"])
_LENGTHS = frozenset(["minLength", "maxLength"])
_COUNTS = frozenset(["minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount"])
_LESS = frozenset(["lessThan", "lessThanOrEquals"])
_SHAPES = frozenset(["property", "node", "qualifiedValueShape", "not", "and", "or"])
_VALUES = frozenset(["class", "datatype", "nodeKind", "in", "hasValue", "pattern", "languageIn"])
_REMARKS = frozenset(["severity", "message", "name", "description"])
#: Local names of the SHACL terms that a shape may use.
UNDERSTOOD = frozenset([*TARGETS, "path"]) | _BOUNDS | _LENGTHS | _COUNTS | _LESS | _SHAPES | _VALUES | _REMARKS

_About = dict[Term, list[tuple[NamedNode, Term]]]


class NotUnderstoodError(ValueError):
    """A shape asks for something that a view cannot tell."""


@dataclass(slots=True)
class View:
    """What one shape can see; ``parts`` are its own node and the blank nodes that it is made of."""

    shape: Term
    targets: list[tuple[str, NamedNode]] = field(default_factory=list)
    parts: set[Term] = field(default_factory=set)
    forward: set[NamedNode] = field(default_factory=set)
    inverse: set[NamedNode] = field(default_factory=set)
    deep: bool = False  # whether it looks at the values of values
    less: list[tuple[NamedNode, NamedNode]] = field(default_factory=list)
    named: set[Term] = field(default_factory=set)  # the terms that it tells from all others
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    lengths: set[int] = field(default_factory=set)
    bounds: set[float] = field(default_factory=set)
    most: int = 1  # the greatest count that it asks for


def views(shapes: Iterable[Triple]) -> list[View]:
    """Return the view of each shape that has a target.

    :raises NotUnderstoodError: if a shape uses what is not in :data:`UNDERSTOOD`, refers to another, or looks too far.
    """
    about: _About = {}
    for subject, predicate, value in shapes:
        about.setdefault(subject, []).append((predicate, value))
    roots = [node for node, said in about.items() if (RDF["type"], SH["NodeShape"]) in said]
    found = [_view(about, root) for root in roots]
    return [view for view in found if view.targets]


def _view(about: _About, root: Term) -> View:
    view, pending = View(root), [(root, 0)]
    while pending:
        part, depth = pending.pop()
        said = about.get(part, [])
        view.parts.add(part)
        path = next((value for predicate, value in said if predicate == SH["path"]), None)
        depth += path is not None
        if depth > 2:
            raise NotUnderstoodError(f"{root} looks further than the values of values")
        view.deep = view.deep or depth == 2
        if isinstance(path, NamedNode):
            view.forward.add(path)
        elif path is not None:
            _look_back(view, about, path, said)
        for predicate, value in said:
            if name := SH.name(predicate):
                _note(view, name, value, path)
            elif predicate == RDF["first"] and not isinstance(value, BlankNode):
                view.named.add(value)
            if isinstance(value, BlankNode) and value != path:
                pending.append((value, depth))
    return view


def _look_back(view: View, about: _About, path: Term, said: Sequence[tuple[NamedNode, Term]]) -> None:
    """Note a path of inverse properties, of which only the count may matter."""
    names = {SH.name(predicate) for predicate, _ in said} - {""}
    if not names <= _COUNTS | _REMARKS | {"path"}:
        raise NotUnderstoodError(f"{view.shape} asks more of an inverse path than how many there are")
    pending = [path]
    while pending:
        for predicate, value in about.get(pending.pop(), []):
            if predicate == SH["inversePath"] and isinstance(value, NamedNode):
                view.inverse.add(value)
            elif predicate in (SH["alternativePath"], RDF["first"], RDF["rest"]) and isinstance(value, BlankNode):
                pending.append(value)
            elif value != RDF["nil"]:
                raise NotUnderstoodError(f"{view.shape} follows a path of {predicate}")


def _note(view: View, name: str, value: Term, path: Term | None) -> None:
    """Note what one statement of a part asks for."""
    text = value.value if isinstance(value, Literal) else ""
    if name not in UNDERSTOOD or (name in _SHAPES and isinstance(value, NamedNode)):
        raise NotUnderstoodError(f"{view.shape} uses sh:{name} in a way that is not understood")
    if name in TARGETS and isinstance(value, NamedNode):
        view.targets.append((name, value))
    elif name in ("class", "hasValue"):
        view.named.add(value)
    elif name == "pattern":
        view.patterns.append(re.compile(text))
    elif name in _LENGTHS:
        view.lengths.add(int(text))
    elif name in _BOUNDS:
        view.bounds.add(float(text))
    elif name in _COUNTS:
        view.most = max(view.most, int(text))
    elif name in _LESS and isinstance(path, NamedNode) and isinstance(value, NamedNode):
        view.less.append((path, value))
        view.forward.add(value)

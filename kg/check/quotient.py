"""A graph small enough for any SHACL engine that means the same to the shapes: one node stands for all that look alike.

Thousands of mentions and claims differ only in what no shape looks at: at which offset, which words. For each shape the
nodes that it targets are grouped by what it can see of them (:mod:`kg.check.views`): the class of each value on its
paths, how many there are, which of two is less. One of each group is kept, with what stands around it; what holds of it
holds of all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.check.views import View
from kg.index import Index, Term
from kg.vocabulary import RDF, XSD

_FORMS = {
    XSD["integer"]: re.compile(r"0|-?[1-9][0-9]*"),
    XSD["nonNegativeInteger"]: re.compile(r"0|[1-9][0-9]*"),
    XSD["decimal"]: re.compile(r"(?:0|-?[1-9][0-9]*)\.[0-9]+|-0\.[0-9]+"),
}
_TEXTS = frozenset([XSD["string"], RDF["langString"]])


@dataclass(frozen=True, slots=True)
class Quotient:
    """The triples kept, and for each shape and node kept the nodes for which it stands, itself among them."""

    triples: frozenset[Triple]
    stands_for: dict[tuple[Term, Term], list[Term]]


def reduce(data: Index, seen: Iterable[View]) -> Quotient:
    """Return the quotient of a graph by what the shapes see of it; shapes that target nothing have no part in it."""
    stands_for: dict[tuple[Term, Term], list[Term]] = {}
    kept: dict[Term, None] = {}
    back = _Back(data)
    seen = sorted(seen, key=lambda view: -len(view.forward))
    for view in seen:
        groups: dict[Hashable, list[Term]] = {}
        look = _Look(data, back, view)
        for node in _targeted(data, view):
            groups.setdefault(look.at(node), []).append(node)
        for group in groups.values():
            chosen = next((node for node in group if node in kept), group[0])
            kept[chosen] = None
            stands_for[view.shape, chosen] = group
    return Quotient(frozenset(_around(data, back, seen, kept)), stands_for)


class _Back:
    """Who points at a node, for the few predicates that are asked for."""

    def __init__(self, data: Index) -> None:
        self._data, self._known = data, dict[NamedNode, dict[Term, list[Term]]]()

    def subjects(self, predicate: NamedNode, node: Term) -> list[Term]:
        if predicate not in self._known:
            found = self._known[predicate] = {}
            for subject, value in self._data.pairs(predicate):
                found.setdefault(value, []).append(subject)
        return self._known[predicate].get(node, [])


class _Look:
    """Tells nodes apart as one shape does: two that give the same value are the same to it."""

    def __init__(self, data: Index, back: _Back, view: View) -> None:
        self.data, self.back, self.view = data, back, view
        self.forward = sorted(view.forward, key=str)
        self.inverse = sorted(view.inverse, key=str)
        self.blind = not view.patterns and not view.lengths  # to the characters of a term
        self.known: dict[Term, Hashable] = {}

    def at(self, node: Term) -> Hashable:
        view, most = self.view, self.view.most + 1
        counts = tuple([min(len(self.back.subjects(predicate, node)), most) for predicate in self.inverse])
        less = tuple([self._compared(node, *pair) for pair in view.less])
        return self.alone(node), self._values(node, deep=view.deep), counts, less

    def alone(self, term: Term) -> Hashable:
        """Return the class of a term by itself: its kind, form, types and which of the shape's patterns it fits."""
        if term not in self.known:
            self.known[term] = self._literal(term) if isinstance(term, Literal) else self._node(term)
        return self.known[term]

    def _values(self, node: Term, *, deep: bool) -> Hashable:
        most, found = self.view.most + 1, list[Hashable]()
        for predicate in self.forward:
            values = self.data.values(node, predicate)
            if deep:
                classes: list[Hashable] = [(self.alone(v), self._values(v, deep=False)) for v in values]
            else:
                classes = [self.alone(v) for v in values]
            if len(classes) < 2:
                found.append(tuple(classes))
            else:
                found.append(frozenset((c, min(n, most)) for c, n in Counter(classes).items()))
        return tuple(found)

    def _node(self, node: Term) -> Hashable:
        named = self.view.named
        types = frozenset([kind for kind in self.data.values(node, RDF["type"]) if kind in named]) if named else None
        name = node.value if isinstance(node, NamedNode | BlankNode) else str(node)
        return type(node), node if node in named else None, types, self._text(name)

    def _literal(self, term: Literal) -> Hashable:
        form = _FORMS.get(term.datatype)
        value: Hashable = term.value  # itself, unless its form is known to be right
        if term.datatype in _TEXTS:
            value = None
        elif form and form.fullmatch(term.value):
            number = float(term.value)
            value = tuple((number < bound, number == bound) for bound in sorted(self.view.bounds))
        named = term if term in self.view.named else None
        return term.datatype, term.language, value, named, self._text(term.value)

    def _text(self, text: str) -> Hashable:
        if self.blind:
            return None
        fits = tuple([pattern.search(text) is not None for pattern in self.view.patterns])
        return fits, tuple([(len(text) < length, len(text) == length) for length in self.view.lengths])

    def _compared(self, node: Term, left: NamedNode, right: NamedNode) -> Hashable:
        """Return which of two values is less; where it is not plain, the values themselves."""
        one, other = self.data.values(node, left), self.data.values(node, right)
        if len(one) == len(other) == 1:
            a, b = one[0], other[0]
            if isinstance(a, Literal) and isinstance(b, Literal) and a.datatype == b.datatype:
                form = _FORMS.get(a.datatype)
                if form and form.fullmatch(a.value) and form.fullmatch(b.value):
                    return float(a.value) < float(b.value), float(a.value) == float(b.value)
        return tuple(one), tuple(other)


def _targeted(data: Index, view: View) -> Iterable[Term]:
    """Return the nodes that a shape targets, each once."""
    found: dict[Term, None] = {}
    for kind, term in view.targets:
        if kind == "targetClass":
            found |= dict.fromkeys(data.instances(term))
        else:
            found |= dict.fromkeys(pair[kind == "targetObjectsOf"] for pair in data.pairs(term))
    return found


def _around(data: Index, back: _Back, seen: list[View], kept: Iterable[Term]) -> Iterator[Triple]:
    """Yield the triples that the shapes can see of the nodes kept, and one by which each is a target."""
    forward = sorted({predicate for view in seen for predicate in view.forward} | {RDF["type"]}, key=str)
    inverse = sorted({predicate for view in seen for predicate in view.inverse}, key=str)
    targets = {target for view in seen for target in view.targets}
    subjects_of = sorted((term for kind, term in targets if kind == "targetSubjectsOf"), key=str)
    objects_of = sorted((term for kind, term in targets if kind == "targetObjectsOf"), key=str)
    most = max((view.most for view in seen), default=1) + 1
    deep = any(view.deep for view in seen)

    def said(node: Term, predicates: list[NamedNode]) -> Iterator[Triple]:
        if isinstance(node, NamedNode | BlankNode):
            for predicate in predicates:
                for value in data.values(node, predicate):
                    yield Triple(node, predicate, value)

    for node in kept:
        for triple in said(node, forward):
            yield triple
            yield from said(triple.object, forward if deep else [RDF["type"]])
        for predicate in subjects_of:
            for value in data.values(node, predicate)[:1]:
                yield Triple(node, predicate, value)  # type: ignore[arg-type]
        for predicate in (*inverse, *objects_of):
            for subject in back.subjects(predicate, node)[:most]:
                yield Triple(subject, predicate, node)  # type: ignore[arg-type]

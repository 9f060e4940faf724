"""Which kinds a relation joins, read from the shapes: the classes asked of both ends of its plain triple."""

from __future__ import annotations

from functools import cache

from kg.check.engine import shapes
from kg.check.views import SH
from kg.index import Index, Term
from kg.vocabulary import GOVKG, RDF


@cache
def kinds_joined() -> dict[tuple[str, str], frozenset[str]]:
    """Return the kinds by relation and end, which is ``subject`` or ``object``; an end that is free has no entry."""
    index = Index(shapes())
    found: dict[tuple[str, str], frozenset[str]] = {}
    for end, target in (("subject", "targetSubjectsOf"), ("object", "targetObjectsOf")):
        for shape, relation in index.pairs(SH[target]):
            kinds = _classes(index, shape)
            key = GOVKG.name(relation), end
            if kinds and key[0]:
                found[key] = found.get(key, kinds) & kinds
    return found


def _classes(index: Index, shape: Term) -> frozenset[str]:
    """Return the classes a node may have by ``sh:class``, alone or as members of ``sh:or``."""
    found = list(index.values(shape, SH["class"]))
    for rest in index.values(shape, SH["or"]):
        cell: Term | None = rest
        while cell is not None and cell != RDF["nil"]:
            found += index.values(index.value(cell, RDF["first"]), SH["class"])
            cell = index.value(cell, RDF["rest"])
    return frozenset(name for term in found if (name := GOVKG.name(term)))

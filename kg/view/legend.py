"""How classes and relations look and what they are called: legend.toml, and the labels of the ontology."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconError
from kg.facts import KINDS
from kg.ontology_files import ontology_text
from kg.vocabulary import GOVKG, GV, OUTCOME, RELATIONS, RESPONSIBILITY

#: The classes of nodes in the order of the legend.
CLASSES = (*KINDS, "Observation")
_OWL_INVERSE = "http://www.w3.org/2002/07/owl#inverseOf"
_LABELS = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel")
#: Properties of entities and figures that the panel names.
_PROPERTIES = ("agencyType", "genre", "legalRank", "programmeType", "documentNumber", "areaCode", "statistic",
               "qualifier", "modality", "subjectBy", "refPeriod", "refArea", "refBody", "rankScope")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Legend:
    """What legend.toml says (``drawn``), and labels by local name: Chinese, English."""

    drawn: dict[str, Any]
    labels: dict[str, tuple[str, str]]
    inverses: dict[str, str]

    def shape(self, kind: str) -> str:
        """Return the shape of a class, a name that vis-network knows."""
        return str(self.drawn["class"][kind]["shape"])

    def ring(self, kind: str) -> int:
        """Return the ring on which nodes of a class stand around the reporter; 0 is the middle."""
        return int(self.drawn["class"][kind]["ring"])

    def weight(self, kind: str) -> float:
        """Return how important a class is beside others."""
        return float(self.drawn["class"][kind]["weight"])

    def label(self, name: str) -> tuple[str, str]:
        """Return the Chinese and English label of a term; its local name where the ontology has none."""
        return self.labels.get(name, (name, name))

    def for_page(self) -> dict[str, Any]:
        """Return what the page needs, ready for JSON: classes, relations, families, properties and concepts by name."""
        drawn = self.drawn["class"]
        classes = {
            kind: {**_pair(self.label(kind)), **{k: v for k, v in drawn[kind].items() if k not in ("ring", "weight")}}
            for kind in drawn
        }
        relations = {
            name: {
                **_pair(self.label(name)),
                "inverse": _pair(self.label(self.inverses.get(name, name))),
                "family": family_of(name),
            }
            for name in _ordered()
        }
        known = {GV.iri + n.removeprefix("gv:"): n for n in self.labels if n.startswith("gv:")}
        return {
            "background": self.drawn["background"],
            "classes": classes,
            "relations": relations,
            "families": self.drawn["family"],
            "properties": {name: _pair(self.label(name)) for name in _PROPERTIES},
            "concepts": {iri.removeprefix(GV.iri): _pair(self.labels[name]) for iri, name in sorted(known.items())},
        }


def family_of(relation: str) -> str:
    """Return the family of a relation: responsibility, outcome, basis or place."""
    if relation in RESPONSIBILITY:
        return "responsibility"
    return "outcome" if relation in OUTCOME else "place" if relation == "locatedIn" else "basis"


@lru_cache(maxsize=1)
def legend() -> Legend:
    """Return the legend, read once; raise LexiconError where a class is missing from legend.toml."""
    drawn = tomllib.loads(files("kg.view").joinpath("legend.toml").read_text(encoding="utf-8"))
    missing = [kind for kind in (*CLASSES, "Section", "Report") if kind not in drawn["class"]]
    if missing:
        raise LexiconError(f"kg/view/legend.toml says nothing of {', '.join(missing)}; add how to draw it.")
    labels: dict[str, dict[str, str]] = {}
    inverses = {}
    for name, predicate, value, language in _terms():
        if predicate in _LABELS:
            labels.setdefault(name, {})[language] = value
        elif predicate == _OWL_INVERSE:
            inverses[value] = name
    pairs = {name: (found.get("zh", name), found.get("en", name)) for name, found in labels.items()}
    for kind, said in drawn["class"].items():
        if "zh" in said:
            pairs[kind] = (said["zh"], said["en"])
    return Legend(drawn, pairs, inverses)


def _terms() -> Iterator[tuple[str, str, str, str]]:
    """Yield name, predicate, value and language of the ontology's statements; concepts are named ``gv:…``."""
    from pyoxigraph import Literal, RdfFormat, parse

    for file in ("govkg.ttl", "schemes.ttl"):
        for quad in parse(ontology_text(file), format=RdfFormat.TURTLE):
            concept = GV.name(quad.subject)
            name = f"gv:{concept}" if concept else GOVKG.name(quad.subject)
            if not name:
                continue
            if isinstance(quad.object, Literal):
                yield name, quad.predicate.value, quad.object.value, quad.object.language or ""
            else:
                yield name, quad.predicate.value, GOVKG.name(quad.object), ""


def _pair(label: tuple[str, str]) -> dict[str, str]:
    return {"zh": label[0], "en": label[1]}


def _ordered() -> list[str]:
    """Return the relations by family, then name."""
    families = ("responsibility", "outcome", "basis", "place")
    return sorted(RELATIONS, key=lambda name: (families.index(family_of(name)), name))

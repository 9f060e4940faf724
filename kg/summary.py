"""A graph in brief: what it holds of each class, how often and with which words, and what an agency answers for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import GraphError
from kg.facts import KINDS
from kg.graph import Graph
from kg.index import Index, Term
from kg.nodes import Statement, Thing
from kg.vocabulary import DCTERMS, GOVKG, ITSRDF, NIF, OUTCOME, RDF, RESPONSIBILITY, SKOS

#: What is counted of a graph, in the order in which it is shown.
COUNTED = (*KINDS, "Indicator", "Observation", "Claim")


@dataclass(frozen=True, slots=True)
class Source:
    """A report as its graph tells it: ``year`` is "" where it is not known, ``length`` in characters."""

    iri: str
    title: str
    issuer: str
    area: str
    year: str
    date: str
    provisional: bool
    length: int


@dataclass(frozen=True, slots=True)
class Met:
    """An entity as it was met: how many mentions, and their wordings in the order of the text, each once."""

    thing: Thing
    mentions: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What the reports say of one agency in the order of the text: what it does, what comes of it, and the rest."""

    agency: Thing
    responsibilities: tuple[Statement, ...]
    outcomes: tuple[Statement, ...]
    others: tuple[Statement, ...]  # those that speak of it as the object, and where and on what grounds it acts


def class_named(name: str) -> str:
    """Return the class of entities, or Observation, that ``name`` names in any case; raise GraphError for none."""
    known = {shown.lower(): shown for shown in (*KINDS, "Observation")}
    if name.lower() not in known:
        raise GraphError(f"There is no class “{name}”; use one of {', '.join(known.values())}.")
    return known[name.lower()]


def counts(graph: Graph) -> dict[str, int]:
    """Return how many things of each class of :data:`COUNTED` the graph holds."""
    found = Counter(obj for _, predicate, obj in graph.triples if predicate == RDF["type"])
    return {name: found[GOVKG[name]] for name in COUNTED}


def sources(graph: Graph) -> list[Source]:
    """Return the reports of the graph, by title and IRI."""
    index = Index(graph.triples)
    found = [_source(index, node) for node in index.instances(GOVKG["Report"])]
    return sorted(found, key=lambda source: (source.title, source.iri))


def _source(index: Index, node: Term) -> Source:
    return Source(
        iri=getattr(node, "value", str(node)),
        title=index.text(node, DCTERMS["title"]),
        issuer=index.text(index.value(node, DCTERMS["creator"]), SKOS["prefLabel"]),
        area=index.text(index.value(node, GOVKG["refArea"]), SKOS["prefLabel"]),
        year=index.text(node, GOVKG["reviewYear"]),
        date=index.text(node, DCTERMS["issued"]),
        provisional=index.text(node, GOVKG["provisional"]) == "true",
        length=len(index.text(index.value(node, GOVKG["sourceText"]), NIF["isString"])),
    )


def met(graph: Graph, kind: str | None = None) -> list[Met]:
    """Return the entities of all kinds or one, by kind, the most often mentioned first.

    :raises GraphError: if there is no such kind.
    """
    words = _wordings(Index(graph.triples))
    found = [Met(e, len(words[e.iri]), tuple(dict.fromkeys(words[e.iri]))) for e in graph.entities(kind)]
    return sorted(found, key=lambda m: (KINDS.index(m.thing.kind), -m.mentions, m.thing.label, m.thing.iri))


def _wordings(index: Index) -> Mapping[str, list[str]]:
    """Return the words of the mentions of each entity, by its IRI, in the order of the text."""
    placed = []
    for node in index.instances(GOVKG["Mention"]):
        text, begin, worded = (index.text(node, NIF[name]) for name in ("referenceContext", "beginIndex", "anchorOf"))
        placed.append((text, int(begin or 0), worded, index.text(node, ITSRDF["taIdentRef"])))
    words: defaultdict[str, list[str]] = defaultdict(list)
    for _, _, worded, entity in sorted(placed):
        words[entity].append(worded)
    return words


def account(graph: Graph, name: str) -> Account:
    """Return what is said of the agency called ``name``: its label, another name, its key or IRI.

    :raises GraphError: if no agency, or more than one, is called so; it names those that come near.
    """
    agency = _agency(graph, name)
    responsibilities, outcomes, others = [], [], []
    for claim in graph.claims:
        together = claim.relation == "cooperatesWith" and claim.tail == agency
        if together or (claim.head == agency and claim.relation in RESPONSIBILITY):
            responsibilities.append(claim)
        elif claim.head == agency and claim.relation in OUTCOME:
            outcomes.append(claim)
        elif agency in (claim.head, claim.tail):
            others.append(claim)
    return Account(agency, tuple(responsibilities), tuple(outcomes), tuple(others))


def _agency(graph: Graph, name: str) -> Thing:
    agencies = graph.entities("Agency")
    called = [a for a in agencies if a.label == name] or [a for a in agencies if a.answers_to(name)]
    if len(called) == 1:
        return called[0]
    if called:
        raise GraphError(f"“{name}” may be {_listed(called)}; give one of these names.")
    near = [a for a in agencies if name in a.label or any(name in alias for alias in a.aliases)]
    if len(near) == 1:
        return near[0]
    hint = f"did you mean {_listed(near)}?" if near else "kg show FILE --kind Agency lists them."
    raise GraphError(f"No agency of the graph is called “{name}”; {hint}")


def _listed(agencies: Iterable[Thing]) -> str:
    labels = sorted({agency.label for agency in agencies})
    return ", ".join(labels[:5]) + (f" and {len(labels) - 5} more" if len(labels) > 5 else "")

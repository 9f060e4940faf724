"""Which nodes are seen together: the opening view, a report, a section, a class, a relation; and where each stands.

A scene is made for whatever a reader can choose alone, so that every such view is as legible as the opening. What is
not in a scene is folded: the page unfolds it when it is clicked, searched or filtered.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.view.data import Model, Node
from kg.view.documents import Part
from kg.view.labels import short, size
from kg.view.layout import Body, Position, arrange, side_by_side
from kg.view.legend import CLASSES, Legend
from kg.vocabulary import RELATIONS, RESPONSIBILITY

#: How many nodes the opening view shows of one report, how many any scene shows, and when the page opens aggregated.
OPENING, MOST, LARGE = 80, 150, 3000
_REPORTERS, _AGENCIES, _GROUPS = 30, 30, 110
_EACH = 3  # nodes of every section and of every class that the opening shows at least
_TINY = 60  # a graph so small is shown whole
_FIGURE = "Observation"
_REPORTER_RADIUS = 24.0

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Group:
    """What stands for a whole section or report in the aggregated view; ``of`` is the number of it."""

    number: int
    kind: str  # Section, Report
    of: int
    label: str
    members: int

    @property
    def radius(self) -> float:
        """How big it is drawn, in pixels at zoom 1."""
        return round(min(6 + 2 * math.log2(1 + self.members), 26.0), 1)


@dataclass(frozen=True, slots=True)
class Scenes:
    """Positions by scene; ``""`` is the opening. Groups and their links are there only where it is aggregated."""

    positions: Mapping[str, Mapping[int, Position]]
    groups: tuple[Group, ...] = ()
    group_links: tuple[tuple[int, int, int], ...] = field(default=())  # from, to, how many claims


def radius(node: Node) -> float:
    """Return how big a node is drawn, in pixels at zoom 1: the more is claimed of it the bigger."""
    if node.reports:
        return _REPORTER_RADIUS
    grown = 6 + 2.2 * math.log2(1 + node.degree / 2)
    return round(min(grown, 18.0) if node.kind != _FIGURE else min(4 + 0.6 * node.degree, 8.0), 1)


def scenes_of(model: Model, legend: Legend) -> Scenes:
    """Return all scenes of a page."""
    stage = _Stage(model, legend)
    large = len(model.nodes) > LARGE or len(model.reporters()) > _REPORTERS
    groups, links = _aggregate(model) if large else ((), ())
    found = {"": stage.aggregated(groups, links) if large else stage.clustered(stage.opening())}
    for key, members in stage.choices():
        found[key] = stage.clustered(members)
    return Scenes(found, groups, links)


class _Stage:
    """Makes the scenes of one model."""

    def __init__(self, model: Model, legend: Legend) -> None:
        self.model, self.legend = model, legend
        self.tails: dict[int, list[int]] = defaultdict(list)
        for link in model.links:
            self.tails[link.head].append(link.tail)
        self.reporters = {node.iri: i for i, node in enumerate(model.nodes) if node.reports}
        self.labels = [size(short(node.label)) for node in model.nodes]
        self.things = [
            i for i, node in enumerate(model.nodes) if node.kind != _FIGURE and (node.degree or node.reports)
        ]
        self.home = [self._home(node) for node in model.nodes]

    def _home(self, node: Node) -> str:
        """The reporter beside whom a node stands."""
        if node.reports or not node.docs:
            return node.iri
        doc = self.model.parts[node.parts[0]].doc if node.parts else node.docs[0]
        return self.model.documents[doc].reporter

    def opening(self) -> list[int]:
        """The nodes of the opening view: every report has its share."""
        if len(self.model.nodes) <= _TINY:
            return [i for i, node in enumerate(self.model.nodes) if node.docs or node.reports]
        if len(self.reporters) < 2:
            return self.foremost(self.things, OPENING)
        share = max(4, MOST // len(self.reporters))
        by_home: dict[str, list[int]] = defaultdict(list)
        for number in self.things:
            by_home[self.home[number]].append(number)
        return sorted(n for found in by_home.values() for n in self.foremost(found, share))

    def foremost(self, numbers: Sequence[int], most: int) -> list[int]:
        """Return the ``most`` important of ``numbers``, with a few of every section and class among them."""
        seen: Counter[object] = Counter()
        few = []
        for number in sorted(numbers):
            node = self.model.nodes[number]
            for of in (node.kind, next(iter(node.parts), -1)):
                seen[of] += 1
                if seen[of] <= _EACH:
                    few.append(number)
        chosen = set(sorted(set(few))[:most])
        for number in sorted(numbers):
            if len(chosen) >= most:
                break
            chosen.add(number)
        return sorted(chosen)

    def choices(self) -> Iterator[tuple[str, list[int]]]:
        """Yield key and nodes of every scene that a reader can choose."""
        nodes, parts = self.model.nodes, self.model.parts
        if len(self.model.documents) > 1:
            by_doc = _grouped((doc, i) for i in self.things for doc in nodes[i].docs)
            for doc, members in by_doc.items():
                yield f"d:{doc}", self.foremost(members, OPENING)
        by_part = _grouped((part, i) for i, node in enumerate(nodes) for part in _with_parents(node.parts, parts))
        for part, members in by_part.items():
            yield f"s:{part}", self.with_reporters(members, parts[part].doc)
        for kind in CLASSES:
            members = [i for i, node in enumerate(nodes) if node.kind == kind]
            if members:
                yield f"c:{kind}", self.with_reporters(members)
        by_relation = _grouped((c.relation, end) for c in self.model.claims for end in (c.head, c.tail))
        for relation in sorted(RELATIONS & by_relation.keys()):
            yield f"r:{relation}", self.with_reporters(by_relation[relation])

    def with_reporters(self, members: Iterable[int], doc: int = -1) -> list[int]:
        """Return the foremost of ``members`` and who reports them."""
        found = sorted(set(members))[:MOST]
        homes = {self.model.documents[doc].reporter} if doc >= 0 else {self.home[i] for i in found}
        return sorted({*(self.reporters[home] for home in homes if home in self.reporters), *found})[:MOST]

    def body(self, number: int) -> Body:
        node = self.model.nodes[number]
        ring = 0 if node.reports else self.legend.ring(node.kind)
        return Body(number, radius(node), self.labels[number], ring, node.first)

    def clustered(self, members: Sequence[int]) -> dict[int, Position]:
        """Place nodes around their reporters, the reporters side by side."""
        shown = set(members)
        middles = [i for i in self.reporters.values() if i in shown]
        if len(middles) < 2:
            return arrange([self.body(i) for i in members], self.links_among(shown), next(iter(middles), None))
        by_home: dict[str, list[int]] = {self.model.nodes[i].iri: [] for i in middles}
        strays: list[int] = []
        for i in members:
            by_home.get(self.home[i], strays).append(i)
        made = []
        for middle, found in zip([*middles, None], [*by_home.values(), strays], strict=True):
            if found:
                made.append(arrange([self.body(i) for i in found], self.links_among(set(found)), middle))
        return _joined(made)

    def links_among(self, shown: set[int]) -> list[tuple[int, int]]:
        return [(a, b) for a in sorted(shown) for b in self.tails.get(a, ()) if b in shown]

    def aggregated(self, groups: Sequence[Group], links: Sequence[tuple[int, int, int]]) -> dict[int, Position]:
        """Place the groups, the reporters of sections in their middle, and the agencies that most is claimed of."""
        by_home: dict[str, list[Body]] = defaultdict(list)
        for group in groups:
            doc = group.of if group.kind == "Report" else self.model.parts[group.of].doc
            home = "" if group.kind == "Report" else self.model.documents[doc].reporter
            order = (doc, group.of)
            by_home[home].append(Body(group.number, group.radius, size(group.label), 2, order))
        for home in [h for h in by_home if h in self.reporters]:
            by_home[home].append(self.body(self.reporters[home]))
        agencies = [i for i in self.things if self.model.nodes[i].kind == "Agency" and not self.model.nodes[i].reports]
        for i in agencies[:_AGENCIES]:
            by_home[self.home[i] if self.home[i] in by_home else next(iter(by_home), "")].append(self.body(i))
        ends = [(a, b) for a, b, _ in links]
        return _joined([arrange(bodies, ends, self.reporters.get(home)) for home, bodies in by_home.items()])


def _aggregate(model: Model) -> tuple[tuple[Group, ...], tuple[tuple[int, int, int], ...]]:
    """Return the groups that stand for all nodes, sections if there are not too many, else reports; and their links."""
    by_part = Counter(node.parts[0] for node in model.nodes if node.parts)
    if len(by_part) <= _GROUPS:
        kind, members = "Section", by_part
        labels = {part: short(model.parts[part].label) for part in by_part}
    else:
        kind, members = "Report", Counter(doc for node in model.nodes for doc in node.docs[:1])
        labels = {i: short(_report_label(model, i)) for i in members}
    shown = sorted(members, key=lambda i: (-members[i], i))[: MOST - _AGENCIES]
    first = len(model.nodes)
    numbers = {of: first + n for n, of in enumerate(sorted(shown))}
    groups = tuple(Group(number, kind, of, labels[of], members[of]) for of, number in numbers.items())
    return groups, tuple(_group_links(model, kind, numbers))


def _group_links(model: Model, kind: str, numbers: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yield agency, group and how many responsibilities of the agency stand in it; and every reporter's groups."""
    counted: Counter[tuple[int, int]] = Counter()
    for claim in model.claims:
        if claim.relation in RESPONSIBILITY and model.nodes[claim.head].kind == "Agency":
            of = next(iter(model.nodes[claim.tail].parts), -1) if kind == "Section" else claim.place.doc
            if of in numbers:
                counted[claim.head, numbers[of]] += 1
    yield from ((head, tail, n) for (head, tail), n in sorted(counted.items()))
    reporters = {node.iri: i for i, node in enumerate(model.nodes) if node.reports}
    for of, number in numbers.items():
        doc = of if kind == "Report" else model.parts[of].doc
        reporter = reporters.get(model.documents[doc].reporter)
        if reporter is not None and (reporter, number) not in counted:
            yield reporter, number, 1


def _report_label(model: Model, doc: int) -> str:
    document = model.documents[doc]
    reporter = next((n.label for n in model.nodes if n.iri == document.reporter), document.title)
    return f"{reporter} {document.year}".strip()


def _with_parents(found: Iterable[int], parts: Sequence[Part]) -> set[int]:
    """Return parts and all that they stand in."""
    seen = set()
    for part in found:
        while part >= 0 and part not in seen:
            seen.add(part)
            part = parts[part].parent  # noqa: PLW2901
    return seen


def _grouped(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, list[int]]:
    """Return the numbers under each key, each once, all in order."""
    found: dict[_Key, list[int]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: sorted(set(found[key])) for key in sorted(found)}


def _joined(scenes: Sequence[Mapping[int, Position]]) -> dict[int, Position]:
    """Return one scene of several, side by side."""
    joined: dict[int, Position] = {}
    for scene, (dx, dy) in zip(scenes, side_by_side(scenes), strict=True):
        joined |= {number: (x + dx, y + dy) for number, (x, y) in scene.items()}
    return joined

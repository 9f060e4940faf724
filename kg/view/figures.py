"""The table of figures: a row for each level, flow, share or target, with its growth and rank beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import words
from kg.view.data import Model, Node

_BESIDE = ("growth", "rank")


@dataclass(frozen=True, slots=True)
class Row:
    """Numbers of nodes: the figure itself (-1 where only its growth or rank is said), its growths and its ranks."""

    own: int
    growth: tuple[int, ...]
    rank: tuple[int, ...]


def rows_of(model: Model) -> list[Row]:
    """Return the rows, report by report in the order of the text; every figure stands in exactly one."""
    numbers = [i for i, node in enumerate(model.nodes) if node.figure is not None]
    numbers.sort(key=lambda i: (_at(model.nodes[i]), i))
    beside: dict[int, dict[str, list[int]]] = defaultdict(lambda: {kind: [] for kind in _BESIDE})
    own: list[int] = []
    alone: list[int] = []
    for number in numbers:
        statistic = _statistic(model.nodes[number])
        if statistic not in _BESIDE:
            own.append(number)
    heads = _Heads(model, own)
    for number in numbers:
        statistic = _statistic(model.nodes[number])
        if statistic in _BESIDE:
            head = heads.of(number)
            if head is None:
                alone.append(number)
                heads.add(number)
                head = number
            beside[head][statistic].append(number)
    order = sorted([*own, *alone], key=lambda i: (_at(model.nodes[i]), i))
    only = set(alone)
    return [Row(-1 if i in only else i, tuple(beside[i]["growth"]), tuple(beside[i]["rank"])) for i in order]


class _Heads:
    """Finds the figure whose growth or rank another is: the nearest that measures the same in the same period."""

    def __init__(self, model: Model, numbers: Sequence[int]) -> None:
        self.nodes = model.nodes
        self.by_indicator: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.bases: dict[tuple[int, str], str] = {}
        for node in model.nodes:
            if node.figure and node.figure.base_indicator and _statistic(node) == "growth":
                self.bases.setdefault((_at(node)[0], node.figure.indicator), node.figure.base_indicator)
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        node = self.nodes[number]
        if node.figure:
            statistic = _statistic(node)
            name = node.figure.base_indicator if statistic in _BESIDE else node.figure.indicator
            self.by_indicator[_at(node)[0], name or node.figure.indicator].append(number)

    def of(self, number: int) -> int | None:
        node = self.nodes[number]
        if node.figure is None or not node.figure.base_indicator:
            return None
        doc, begin = _at(node)
        base = node.figure.base_indicator
        names = (base, self.bases.get((doc, base), base))
        found = [i for name in dict.fromkeys(names) for i in self.by_indicator.get((doc, name), [])]
        same = [i for i in found if self._agrees(i, node)]
        return min(same, key=lambda i: (abs(_at(self.nodes[i])[1] - begin), i), default=None)

    def _agrees(self, number: int, node: Node) -> bool:
        other = self.nodes[number].figure
        return bool(other and node.figure and other.period == node.figure.period)


def falls(node: Node) -> bool:
    """Whether a growth is a fall, which the graph gives as a positive number under a name that says so: 时限压缩."""
    return bool(node.figure and node.figure.indicator.endswith(words("checks", "falls")))


def _statistic(node: Node) -> str:
    return node.figure.statistic if node.figure else ""


def _at(node: Node) -> tuple[int, int]:
    return (node.evidence.doc, node.evidence.begin) if node.evidence else node.first

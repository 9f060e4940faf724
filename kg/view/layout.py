"""Where the nodes of a scene stand, decided before the page is opened and the same for the same graph.

The reporter is in the middle; clockwise from the top the nodes follow the text; how far out a node stands is its
class (legend.toml), figures outermost and beside what they are the outcome of. A node that would cover another or its
label moves on to the next free place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import networkx

#: Pixels at the zoom 1: the size of a label's type, the height of its lines, and the air around a node.
EM, LEADING, AIR = 12.0, 15.0, 8.0
#: The scene is so much wider than it is high.
ASPECT = 1.5
_INNERMOST, _STEP = 105.0, 12.0
_CELL_X, _CELL_Y = 12.0, 8.0
_TURNS = (0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0)


@dataclass(frozen=True, slots=True)
class Body:
    """A node to be placed: its radius and label in pixels, its ring, and where the text first speaks of it."""

    number: int
    radius: float
    label: tuple[float, int]  # ems wide, lines
    ring: int
    order: tuple[int, int]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What it covers around its centre: left, top, right, bottom; the label stands below."""
        half = max(self.radius, self.label[0] * EM / 2) + AIR / 2
        return -half, -self.radius - AIR / 2, half, self.radius + self.label[1] * LEADING + AIR


Position = tuple[int, int]


def arrange(bodies: Sequence[Body], links: Iterable[tuple[int, int]], middle: int | None = None) -> dict[int, Position]:
    """Return the position of every body in whole pixels, ``middle`` at (0, 0).

    :param bodies: what stands in the scene, each number once.
    :param links: pairs of numbers that are linked; others than those of ``bodies`` are left out.
    :param middle: the number of the body around which the others stand; without it the middle stays empty.
    """
    known = {body.number: body for body in bodies}
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(known))
    graph.add_edges_from((a, b) for a, b in links if a in known and b in known and a != b)
    free = _Plane()
    placed: dict[int, Position] = {}
    if middle is not None:
        free.take(0, 0, known[middle].box)
        placed[middle] = (0, 0)
    angles = _angles([b for b in bodies if b.number != middle], graph, middle)
    edge = 0.0
    for ring in sorted({known[number].ring for number in angles}):
        inner = max(_INNERMOST, edge)
        for number in sorted((n for n in angles if known[n].ring == ring), key=lambda n: (angles[n], n)):
            x, y = free.nearest(inner, angles[number], known[number].box)
            placed[number] = (round(x), round(y))
            edge = max(edge, math.hypot(x / ASPECT, y) * 0.82)
    return placed


def side_by_side(scenes: Sequence[Mapping[int, Position]], gap: int = 160) -> list[Position]:
    """Return by how much to shift each scene so that all stand in rows without touching."""
    if not scenes:
        return []
    extents = [_extent(scene) for scene in scenes]
    columns = max(1, math.ceil(math.sqrt(len(scenes) * ASPECT / 2)))
    shifts, top = [], 0
    for begin in range(0, len(scenes), columns):
        row = extents[begin : begin + columns]
        left = 0
        high = max(bottom - above for _, above, _, bottom in row)
        for west, above, east, bottom in row:
            shifts.append((left - west, top - above + (high - (bottom - above)) // 2))
            left += east - west + gap
        top += high + gap
    return shifts


def _extent(scene: Mapping[int, Position]) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in scene.values()] or [0], [y for _, y in scene.values()] or [0]
    return min(xs), min(ys), max(xs), max(ys)


def _angles(bodies: Sequence[Body], graph: networkx.Graph, middle: int | None) -> dict[int, float]:
    """Return the angle of each body, clockwise from the top, in the order of the text; a figure follows its source."""
    order = {body.number: body.order for body in bodies}
    ring = {body.number: body.ring for body in bodies}

    def place(number: int) -> tuple[tuple[int, int], int, tuple[int, int], int]:
        inner = [n for n in graph[number] if n != middle and n in ring and ring[n] < ring[number]]
        source = min(inner, key=lambda n: (abs(order[n][1] - order[number][1]), n), default=number)
        return order[source], source, order[number], number

    numbers = sorted(order, key=place)
    turn = math.tau / max(1, len(numbers))
    return {number: (i + 0.5) * turn - math.pi / 2 for i, number in enumerate(numbers)}


class _Plane:
    """Which cells of the plane are taken."""

    def __init__(self) -> None:
        self._taken: set[tuple[int, int]] = set()

    def take(self, x: float, y: float, box: tuple[float, float, float, float]) -> None:
        self._taken.update(_cells(x, y, box))

    def nearest(
        self, radius: float, angle: float, box: tuple[float, float, float, float]
    ) -> tuple[float, float]:
        """Take and return the free place nearest to the one on the ring: outwards, and a little to either side."""
        for step in count():
            r = radius + step * _STEP
            for turn in _TURNS:
                a = angle + turn * 26.0 / r
                x, y = r * ASPECT * math.cos(a), r * math.sin(a)
                cells = _cells(x, y, box)
                if self._taken.isdisjoint(cells):
                    self._taken.update(cells)
                    return x, y
        raise AssertionError  # count() does not end


def _cells(x: float, y: float, box: tuple[float, float, float, float]) -> list[tuple[int, int]]:
    left, right = math.floor((x + box[0]) / _CELL_X), math.floor((x + box[2]) / _CELL_X)
    top, bottom = math.floor((y + box[1]) / _CELL_Y), math.floor((y + box[3]) / _CELL_Y)
    return [(i, j) for i in range(left, right + 1) for j in range(top, bottom + 1)]



"""Where the nodes of a scene stand, decided before the page is opened and the same for the same graph.

The reporter is in the middle; clockwise from the top the nodes follow the text; how far out a node stands is its
class (legend.toml), figures outermost and beside what they are the outcome of. A node that would cover another or its
label moves on to the next free place.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx

#: Pixels at the zoom 1: the size of a label's type, the height of its lines, and the air around a node.
EM, LEADING, AIR = 12.0, 15.0, 8.0
#: The scene is so much wider than it is high.
ASPECT = 1.5
_INNERMOST, _STEP = 105.0, 12.0
_CELL_X, _CELL_Y = 6.0, 6.0
_TURNS, _TURN = (0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0), 26.0
_DIRECTIONS, _BACK = 36, 60.0  # places further in than this before the last one found are taken, as a rule
_WEST = 1 << 10  # columns left of the middle that there is room for

Position = tuple[int, int]
Box = tuple[float, float, float, float]  # left, top, right, bottom of a centre


@dataclass(frozen=True, slots=True)
class Body:
    """A node to be placed: its radius and label in pixels, its ring, and where the text first speaks of it."""

    number: int
    radius: float
    label: tuple[float, int]  # ems wide, lines
    ring: int
    order: tuple[int, int]

    @property
    def box(self) -> Box:
        """What it covers around its centre: left, top, right, bottom; the label stands below."""
        half = max(self.radius, self.label[0] * EM / 2) + AIR / 2
        return -half, -self.radius - AIR / 2, half, self.radius + self.label[1] * LEADING + AIR


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
    """Which cells of the plane are taken: a number for each row, a bit for each column."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = defaultdict(int)
        self._found: dict[int, float] = {}  # by direction, how far out the last free place was

    def take(self, x: float, y: float, box: Box) -> None:
        """Take the cells that a box around (x, y) touches."""
        top, bottom, bits = _cells(x, y, box)
        for row in range(top, bottom):
            self._rows[row] |= bits

    def is_free(self, x: float, y: float, box: Box) -> bool:
        """Whether nothing has been taken where a box around (x, y) would be."""
        top, bottom, bits = _cells(x, y, box)
        return not any(self._rows[row] & bits for row in range(top, bottom))

    def nearest(self, radius: float, angle: float, box: Box) -> tuple[float, float]:
        """Take and return the free place nearest to the one on the ring: outwards, and a little to either side."""
        direction = math.floor(angle * _DIRECTIONS / math.tau)
        r = max(radius, self._found.get(direction, 0.0) - _BACK)
        while True:
            for turn in _TURNS:
                a = angle + turn * _TURN / r
                x, y = r * ASPECT * math.cos(a), r * math.sin(a)
                if self.is_free(x, y, box):
                    self.take(x, y, box)
                    self._found[direction] = r
                    return x, y
            r += _STEP


def _cells(x: float, y: float, box: Box) -> tuple[int, int, int]:
    """Return the rows, from and up to, and the columns, as bits, that a box touches."""
    left, right = math.floor((x + box[0]) / _CELL_X), math.floor((x + box[2]) / _CELL_X)
    top, bottom = math.floor((y + box[1]) / _CELL_Y), math.floor((y + box[3]) / _CELL_Y)
    return top, bottom + 1, ((1 << (right - left + 1)) - 1) << max(0, left + _WEST)

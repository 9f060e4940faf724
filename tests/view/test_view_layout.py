from itertools import combinations
from math import hypot

import pytest

from kg.view.layout import ASPECT, Body, arrange, side_by_side


def bodies(count, ring=2, start=0):
    return [Body(start + i, 8.0, (6.0 + i % 9, 1 + i % 2), ring, (0, (start + i) * 10)) for i in range(count)]


def boxes(placed, known):
    for number, (x, y) in placed.items():
        left, top, right, bottom = known[number].box
        yield x + left, y + top, x + right, y + bottom


@pytest.mark.parametrize("count", [1, 2, 20, 90, 150])
def test_arrange_lets_nothing_overlap(count):
    middle = Body(1000, 24.0, (8.0, 1), 0, (0, 0))
    all_ = [middle, *bodies(count), *bodies(count // 2, ring=4, start=500)]
    placed = arrange(all_, [(1000, b.number) for b in all_[1:]], 1000)
    assert len(placed) == len(all_)
    assert placed[1000] == (0, 0)
    for a, b in combinations(boxes(placed, {x.number: x for x in all_}), 2):
        apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
        assert apart


def test_arrange_puts_outer_rings_outside():
    inner, outer = bodies(12, ring=1), bodies(12, ring=4, start=100)
    placed = arrange([*inner, *outer], [])
    far = {n: hypot(x / ASPECT, y) for n, (x, y) in placed.items()}
    assert sum(far[b.number] for b in inner) < sum(far[b.number] for b in outer)
    assert min(far[b.number] for b in outer) > min(far[b.number] for b in inner)


def test_arrange_follows_the_text_clockwise():
    placed = arrange(bodies(8), [])
    first, third, fifth, seventh = (placed[n] for n in (0, 2, 4, 6))
    assert first[1] < 0 < first[0]  # upper right
    assert third[0] > 0 < third[1]
    assert fifth[0] < 0 < fifth[1]
    assert seventh[0] < 0 > seventh[1]


def test_arrange_puts_a_figure_beside_its_source():
    source, other = Body(1, 8.0, (4.0, 1), 2, (0, 50)), Body(2, 8.0, (4.0, 1), 2, (0, 10))
    rest = bodies(10, start=10)
    figure = Body(3, 6.0, (4.0, 1), 4, (0, 900))  # said much later than its source
    placed = arrange([source, other, figure, *rest], [(1, 3)])
    x, y = placed[3]
    assert hypot(x - placed[1][0], y - placed[1][1]) < hypot(x + placed[1][0], y + placed[1][1])


def test_arrange_does_not_depend_on_the_order_given():
    all_ = bodies(40)
    links = [(0, i) for i in range(1, 40)]
    assert arrange(all_, links) == arrange(all_[::-1], links[::-1])


@pytest.mark.parametrize("count", [0, 1, 2, 5, 12])
def test_side_by_side_keeps_scenes_apart(count):
    scenes = [{0: (-100, -50), 1: (100 + 10 * i, 50)} for i in range(count)]
    shifted = [
        [(x + dx, y + dy) for x, y in scene.values()]
        for scene, (dx, dy) in zip(scenes, side_by_side(scenes), strict=True)
    ]
    for a, b in combinations(shifted, 2):
        ax, ay = {p[0] for p in a}, {p[1] for p in a}
        bx, by = {p[0] for p in b}, {p[1] for p in b}
        assert max(ax) < min(bx) or max(bx) < min(ax) or max(ay) < min(by) or max(by) < min(ay)

"""The drawing as a pyvis Network: every node and edge as vis-network draws it, and the options of the canvas."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.view.data import Model
from kg.view.labels import short
from kg.view.legend import Legend, family_of
from kg.view.scenes import Scenes, radius

if TYPE_CHECKING:
    from pyvis.network import Network

#: Options of vis-network. Nothing moves by itself, and labels are drawn by the page, which keeps them from overlapping.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "keyboard": False, "tooltipDelay": 100000, "selectConnectedEdges": True},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4, "labelHighlightBold": False, "chosen": True},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}},
        "smooth": False,
        "selectionWidth": 1.6,
        "hoverWidth": 1.0,
        "arrowStrikethrough": False,
    },
}


class _Numbers(list[int]):
    """The list of node ids that pyvis keeps, which it searches at every node and edge, with a set to search in."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[object] = set()

    def append(self, item: int) -> None:
        self._known.add(item)
        super().append(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


def network_of(model: Model, scenes: Scenes, legend: Legend) -> Network:
    """Return the network of all nodes and edges; a node in no scene stands at (0, 0) until the page places it."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.node_ids = _Numbers()
    at = _first_positions(scenes)
    for number, node in enumerate(model.nodes):
        x, y = at.get(number, (0, 0))
        shape = legend.shape(node.kind)
        label = short(node.label) or node.name
        network.add_node(number, label, shape=shape, group=node.kind, size=radius(node), x=x, y=y)
    for group in scenes.groups:
        x, y = at.get(group.number, (0, 0))
        shape = legend.shape(group.kind)
        label = group.label or group.kind
        network.add_node(group.number, label, shape=shape, group=group.kind, size=group.radius, x=x, y=y)
    for number, link in enumerate(model.links):
        claims = [model.claims[i] for i in link.claims]
        dashed = all(claim.modality != "asserted" for claim in claims)
        width = min(1 + 0.4 * (len(claims) - 1), 3)
        family = family_of(claims[0].relation)
        network.add_edge(link.head, link.tail, id=number, width=width, dashes=dashed, family=family)
    for number, (head, tail, claims_between) in enumerate(scenes.group_links, start=len(model.links)):
        width = min(1 + 0.2 * claims_between, 5)
        network.add_edge(head, tail, id=number, width=width, dashes=False, family="responsibility")
    network.set_options(json.dumps(OPTIONS))
    return network


def _first_positions(scenes: Scenes) -> dict[int, tuple[int, int]]:
    """Return where a node stands in the first scene that it is in."""
    at: dict[int, tuple[int, int]] = {}
    for scene in scenes.positions.values():
        for number, position in scene.items():
            at.setdefault(number, position)
    return at

"""The model as the page's script reads it: plain lists, in JSON that nothing in a report can break out of."""

from __future__ import annotations

from typing import Any

from kg.nodes import Figure
from kg.view.data import Model, Node
from kg.view.figures import falls, rows_of
from kg.view.legend import CLASSES, Legend
from kg.view.pinyin import readings
from kg.view.scenes import Scenes

_FIGURE = ("indicator", "value_text", "measure_word", "statistic", "qualifier", "period", "area", "body",
           "rank_scope", "base_indicator")  # fmt: skip


def payload_of(model: Model, scenes: Scenes, legend: Legend) -> dict[str, Any]:
    """Return what the page is about; app/data.js says what stands where."""
    number = {node.iri: i for i, node in enumerate(model.nodes)}
    drawn = legend.for_page()
    relations = {name: i for i, name in enumerate(drawn["relations"])}
    return {
        "base": model.base,
        "legend": drawn,
        "order": list(CLASSES),
        "docs": [
            {
                "name": d.name,
                "title": d.title,
                "year": d.year,
                "reporter": number.get(d.reporter, -1),
                "text": d.text,
                "mentions": [x for b, e, iri in d.mentions if iri in number for x in (b, e, number[iri])],
            }
            for d in model.documents
        ],
        "parts": [[p.doc, p.parent, p.level, p.kind, p.begin, p.end, p.label, p.name] for p in model.parts],
        "nodes": [_node(node) for node in model.nodes],
        "groups": [[g.kind, g.of, g.members] for g in scenes.groups],
        "claims": [
            [c.head, relations[c.relation], c.tail, c.modality, c.subject_by, c.place.doc, c.place.begin, c.place.end]
            for c in model.claims
        ],
        "links": [list(link.claims) for link in model.links],
        "falls": [i for i, node in enumerate(model.nodes) if _statistic(node) == "growth" and falls(node)],
        "rows": [[row.own, list(row.growth), list(row.rank)] for row in rows_of(model)],
        "scenes": {
            key: [x for number, (x, y) in sorted(scene.items()) for x in (number, x, y)]
            for key, scene in scenes.positions.items()
        },
        "pinyin": readings(text for node in model.nodes for text in (node.label, *node.aliases)),
    }


def _node(node: Node) -> list[Any]:
    """Name, class, label, other names, facets, parts, documents, and for a figure what is known of it."""
    made: list[Any] = [node.name, node.kind, node.label, list(node.aliases), [list(f) for f in node.facets]]
    made += [list(node.parts), list(node.docs), int(node.reports)]
    if node.figure and node.evidence:
        made.append([*_figure(node.figure), node.evidence.doc, node.evidence.begin, node.evidence.end])
    return made


def _statistic(node: Node) -> str:
    return node.figure.statistic if node.figure else ""


def _figure(figure: Figure) -> list[str]:
    """Value first, then the fields of :data:`_FIGURE`."""
    value = format(figure.value, "f") if figure.value.is_finite() else ""
    return [value, *(getattr(figure, name) for name in _FIGURE)]

"""Accuracy of a built graph against the gold standard of its report: precision, recall and F1 of each layer.

Layers: ``core`` (mentions of agencies, regulations, programmes; overlap of at least half), ``exact`` (the same, but
stretch for stretch), ``names`` (share of matched core mentions whose entity bears an accepted name), ``values`` (value
and unit in place), ``observations`` (with indicator and year), ``kinds`` (the statistic), ``relations``,
``responsibility``, ``outcome``, then each type of entity and each relation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike

from kg.score import layers
from kg.score.gold import Gold, read_gold
from kg.score.match import Tally
from kg.score.system import TYPES, read_system

__all__ = ["LAYERS", "Gold", "Score", "Tally", "read_gold", "score"]

_HEADS = ("core", "exact", "names", "values", "observations", "kinds", "relations", "responsibility", "outcome")
#: All layers in the order in which they are shown.
LAYERS = (*_HEADS, *TYPES, *(layer for layer in layers.FAMILIES if layer not in _HEADS))


@dataclass(frozen=True, slots=True)
class Score:
    """Tallies by layer and a line for each error; scores of several reports sum with ``+`` (micro average)."""

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    errors: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score({layer: self[layer] + other[layer] for layer in LAYERS}, self.errors + other.errors)

    def __getitem__(self, layer: str) -> Tally:
        return self.tallies.get(layer, Tally())

    def table(self) -> str:
        """Return the layers in which anything was wanted or found, one a line, under a heading."""
        rows = [f"{'layer':26}{'right':>7}{'wrong':>7}{'missed':>8}{'P':>8}{'R':>8}{'F1':>8}"]
        for layer in LAYERS:
            t = self[layer]
            if t:
                rows.append(f"{layer:26}{t.tp:7}{t.fp:7}{t.fn:8}{t.precision:8.3f}{t.recall:8.3f}{t.f1:8.3f}")
        return "\n".join(rows)

    def json(self) -> str:
        """Return all layers as JSON: p, r, f1 (0 to 1) and the counts tp, fp, fn of each."""
        figures = {}
        for layer in LAYERS:
            t = self[layer]
            figures[layer] = {"p": t.precision, "r": t.recall, "f1": t.f1, "tp": t.tp, "fp": t.fp, "fn": t.fn}
        return json.dumps(figures, indent=1)

    def below(self, floors: Mapping[str, float]) -> list[str]:
        """Return a line for each layer whose F1 is below its floor; raise KeyError for a layer that is none."""
        unknown = floors.keys() - {*LAYERS}
        if unknown:
            raise KeyError(f"There is no layer {', '.join(sorted(unknown))}; the layers are {', '.join(LAYERS)}.")
        found = ((layer, self[layer].f1, floor) for layer, floor in floors.items())
        return [f"{layer}: F1 {f1:.3f} < {floor}" for layer, f1, floor in found if f1 < floor]


def score(text: str | PathLike[str], gold_tsv: str | PathLike[str], graph_turtle: str | PathLike[str] | bytes) -> Score:
    """Return the score of a graph, given as the path of a Turtle file or as its bytes, against the gold of ``text``.

    :raises GoldError: if the gold standard does not fit the text.
    :raises GraphError: if the graph cannot be read.
    """
    gold, system, result = read_gold(text, gold_tsv), read_system(graph_turtle), layers.Result()
    alignment = layers.mentions(gold, system, result)
    observed = layers.figures(gold, system, result)
    layers.relations(gold, system, alignment, observed, result)
    return Score(dict(result.tallies), tuple(result.errors))

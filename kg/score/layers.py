"""The layers of the score: each compares the gold and what the graph says, and tells tallies and the errors behind."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.facts import CORE, Span
from kg.index import Term
from kg.score import gold as wanted_in
from kg.score import system as found_in
from kg.score.gold import FIGURE, REPORTER, Gold
from kg.score.match import Judgement, Tally, alike, judge, overlap, pair, plain
from kg.score.system import TYPES, System
from kg.vocabulary import OUTCOME, RELATIONS, RESPONSIBILITY

#: The layers of relations: the families, then each relation by itself.
FAMILIES = {
    "relations": RELATIONS,
    "responsibility": RESPONSIBILITY,
    "outcome": OUTCOME,
    **{f"rel {relation}": frozenset({relation}) for relation in sorted(RELATIONS)},
}
_OVERLAP = 0.5
_TOLERANCE = 1e-9


@dataclass(slots=True)
class Result:
    """Tallies by layer, and a line for each error."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

    def add(self, layers: Iterable[str], tally: Tally) -> None:
        """Add a tally to layers."""
        for layer in layers:
            self.tallies[layer] += tally

    def tell(self, judged: Judgement, wanted: Sequence[str], found: Sequence[str]) -> None:
        """Write down what was missed and what was wrong, in these words."""
        self.errors += [f"missed {wanted[j]}" for j in judged.missed]
        self.errors += [f"wrong  {found[i]}" for i in judged.wrong]


#: For each entity of the graph, how often its mentions were paired with which canonical name of the gold.
Alignment = dict[Term, Counter[str]]


def mentions(gold: Gold, system: System, result: Result) -> Alignment:
    """Score the mentions of each type, ``core`` and ``exact`` and ``names``; return which entity is which."""
    alignment: Alignment = defaultdict(Counter)
    for kind in TYPES:
        found = [m for m in system.mentions if m.kind == kind]
        wanted = [e for e in gold.entities if e.kind == kind]
        optional = [w.optional for w in wanted]
        pairs = pair(found, wanted, _half)
        judged = judge(pairs, len(found), optional)
        result.add([kind, "core"] if kind in CORE else [kind], judged.tally)
        result.tell(judged, [_at(gold, kind, w.span) for w in wanted], [_at(gold, kind, f.span) for f in found])
        for i, j in pairs:
            alignment[found[i].node][wanted[j].name] += 1
        if kind in CORE:
            _names(((found[i], wanted[j]) for i, j in pairs if not wanted[j].optional), system, result)
            _bounds(gold, found, wanted, pairs, result)
    return alignment


def _half(found: found_in.Mention, wanted: wanted_in.Named) -> float:
    shared = overlap(found.span, wanted.span)
    return shared if shared >= _OVERLAP else 0.0


def _bounds(
    gold: Gold,
    found: Sequence[found_in.Mention],
    wanted: Sequence[wanted_in.Named],
    pairs: Sequence[tuple[int, int]],
    result: Result,
) -> None:
    """Score ``exact``: a mention counts where it is the wanted stretch itself."""
    exact = pair(found, wanted, lambda f, w: float(f.span == w.span))
    loose = [i for i, j in pairs if wanted[j].optional]
    result.add(["exact"], judge(exact, len(found), [w.optional for w in wanted], loose).tally)
    for f, w in ((found[i], wanted[j]) for i, j in pairs if not wanted[j].optional):
        if f.span != w.span:
            result.errors.append(f"bounds {_at(gold, f.kind, f.span)} for {_at(gold, w.kind, w.span)}")


def _at(gold: Gold, kind: str, span: Span) -> str:
    return f"{kind} [{span.begin}:{span.end}] {span.text(gold.text)}"


def _names(pairs: Iterable[tuple[found_in.Mention, wanted_in.Named]], system: System, result: Result) -> None:
    """Score whether the entity of each paired mention bears an accepted name as its preferred label."""
    for found, wanted in pairs:
        name = system.name(found.node)
        good = name is not None and plain(name) in {plain(accepted) for accepted in wanted.accept}
        result.add(["names"], Tally(good, not good, not good))
        if not good:
            result.errors.append(f"name   {name or '(none)'} for {' | '.join(wanted.accept)}")


def figures(gold: Gold, system: System, result: Result) -> dict[Term, str]:
    """Score ``values``, ``observations`` and ``kinds``; return the ``OBS:indicator`` that each observation is."""
    found, wanted = system.figures, gold.figures
    optional = [w.optional for w in wanted]
    pairs = pair(found, wanted, _near)
    judged = judge(pairs, len(found), optional)
    result.add(["values"], judged.tally)
    result.tell(judged, [_figure(w) for w in wanted], [_figure(f) for f in found])
    full = [(i, j) for i, j in pairs if _same(found[i], wanted[j])]
    result.errors += [f"differs {_figure(found[i])} for {_figure(wanted[j])}" for i, j in sorted({*pairs} - {*full})]
    excused = [i for i, j in pairs if optional[j]]
    result.add(["observations"], judge(full, len(found), optional, excused).tally)
    firm = [(found[i], wanted[j]) for i, j in pairs if not optional[j]]
    right = sum(f.statistic == w.statistic for f, w in firm)
    result.errors += [f"kind   {f.statistic} for {_figure(w)}" for f, w in firm if f.statistic != w.statistic]
    result.add(["kinds"], Tally(right, len(firm) - right, len(firm) - right))
    return {found[i].node: FIGURE + wanted[j].indicator for i, j in pairs}


def _near(found: found_in.Figure, wanted: wanted_in.Figure) -> float:
    """How well value and unit stand where they should: 0 for another value, unit or sentence, else 1 to 2."""
    inside = any(s.begin < wanted.sentence.end and s.end > wanted.sentence.begin for s in found.spans)
    same = abs(found.value - wanted.value) <= _TOLERANCE * max(1, abs(wanted.value))
    if not (inside and same and plain(found.unit) == plain(wanted.unit)):
        return 0.0
    return 1 + max(overlap(span, wanted.span) for span in found.spans)


def _same(found: found_in.Figure, wanted: wanted_in.Figure) -> bool:
    return alike(found.indicator, wanted.indicator) and _year(found.period) == _year(wanted.period)


def _year(period: str) -> str:
    return re.sub(r"\D", "", period)[:4]


def _figure(figure: found_in.Figure | wanted_in.Figure) -> str:
    told = f"{figure.value:.15g} {figure.unit} ({figure.period}, {figure.statistic})"
    return f"OBS {figure.indicator} = {told}"


#: A relation with both ends as the gold names them.
Triple = tuple[str, str, str]


def relations(gold: Gold, system: System, alignment: Alignment, observed: dict[Term, str], result: Result) -> None:
    """Score the relations, by family and one by one, each triple counted once."""
    ends = _Ends(gold, system, alignment, observed)
    found = {
        ends.canonical(r.relation, ends.name(r.head), ends.name(r.tail))
        for r in system.relations
        if r.relation in RELATIONS
    }
    wanted: dict[Triple, bool] = {}
    for r in gold.relations:
        key = ends.canonical(r.relation, r.head, r.tail)
        wanted[key] = wanted.get(key, True) and r.optional
    doubtful = _doubtful(gold)
    wrong = {f for f in found - wanted.keys() if not doubtful & {*f[1:]}}
    missed = {w for w, optional in wanted.items() if not optional and w not in found}
    right = {w for w, optional in wanted.items() if not optional and w in found}
    for layer, members in FAMILIES.items():
        counts = (sum(t[0] in members for t in triples) for triples in (right, wrong, missed))
        result.add([layer], Tally(*counts))
    result.errors += [f"missed REL {' '.join(t)}" for t in sorted(missed)]
    result.errors += [f"wrong  REL {' '.join(t)}" for t in sorted(wrong)]


def _doubtful(gold: Gold) -> set[str]:
    """Return the names of entities that only optional mentions bear, and of optional figures."""
    firm = {e.name for e in gold.entities if not e.optional}
    return {e.name for e in gold.entities} - firm | {FIGURE + f.indicator for f in gold.figures if f.optional}


class _Ends:
    """Gives the ends of the graph's claims the names of the gold."""

    def __init__(self, gold: Gold, system: System, alignment: Alignment, observed: dict[Term, str]) -> None:
        self.system, self.alignment, self.observed = system, alignment, observed
        self.accepted = {plain(name): e.name for e in gold.entities for name in e.accept}
        reporter = plain(gold.reporter)
        itself = (e for e in gold.entities if reporter in map(plain, e.accept))
        self.reporter = {reporter, *(plain(name) for e in itself for name in e.accept)}

    def name(self, node: Term | None) -> str:
        """Return the gold's name of a node, by figure, reporter, mentions or a label; else “?” and its own name."""
        if node in self.observed:
            return self.observed[node]
        own = self.system.name(node)
        if node == self.system.reporter or (own is not None and plain(own) in self.reporter):
            return REPORTER
        if node in self.alignment:
            return self.alignment[node].most_common(1)[0][0]
        labels = (plain(label) for label in self.system.names_of(node))
        known = next((self.accepted[label] for label in labels if label in self.accepted), None)
        return known if known is not None else "?" + (own or (node.value if isinstance(node, NamedNode) else str(node)))

    def canonical(self, relation: str, head: str, tail: str) -> Triple:
        """Return the triple as it is compared: the reporter by one name, two that cooperate in either order."""
        head, tail = (REPORTER if plain(end) in self.reporter else end for end in (head, tail))
        if relation == "cooperatesWith" and tail < head:
            head, tail = tail, head
        return relation, head, tail

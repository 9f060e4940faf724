"""Where in which report a node stands: the words a finding on it quotes."""

from __future__ import annotations

from functools import cached_property

from kg.check.source import name_of
from kg.index import Index, Term
from kg.nodes import Quote
from kg.vocabulary import GOVKG, ITSRDF, NIF, SKOS


class Places:
    """Finds the words of nodes in one graph; what is not there or broken is left out."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, node: Term) -> tuple[str, *tuple[Quote, ...]]:
        """Return the IRI of the report ("" for what belongs to none) and the words: its own, its evidence, its first mention."""
        index = self._index
        mentions = self._mentions.get(node, [])
        for stretch in (node, *index.values(node, GOVKG["evidence"]), *mentions):
            begin, end = (index.text(stretch, NIF[name]) for name in ("beginIndex", "endIndex"))
            if begin.isdecimal() and end.isdecimal():
                report = index.text(node, GOVKG["inReport"]) or self._reports.get(index.value(stretch, NIF["referenceContext"]), "")
                return report, Quote(int(begin), int(end), index.text(stretch, NIF["anchorOf"]))
        return (index.text(node, GOVKG["inReport"]),)

    def label(self, node: Term) -> str:
        """Return how a message names a node: its label, a figure by indicator and wording, else the end of its IRI."""
        index = self._index
        indicator = index.text(index.value(node, GOVKG["indicator"]), SKOS["prefLabel"])
        label = f"{index.text(node, SKOS['prefLabel']) or indicator} {index.text(node, GOVKG['valueText'])}".strip()
        return label or str(node).rstrip(">").rsplit("/", 1)[-1]

    @cached_property
    def _mentions(self) -> dict[Term, list[Term]]:
        found: dict[Term, list[Term]] = {}
        for mention, entity in self._index.pairs(ITSRDF["taIdentRef"]):
            found.setdefault(entity, []).append(mention)
        return {entity: sorted(mentions, key=self._begin)[:1] for entity, mentions in found.items()}

    @cached_property
    def _reports(self) -> dict[Term | None, str]:
        pairs = self._index.pairs(GOVKG["sourceText"])
        return {text: name_of(report) for report, text in pairs}

    def _begin(self, stretch: Term) -> tuple[int, str]:
        begin = self._index.text(stretch, NIF["beginIndex"])
        return int(begin) if begin.isdecimal() else 0, str(stretch)

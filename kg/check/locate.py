"""Where in which report a node stands: the words that a finding on it quotes, and what a message calls it."""

from __future__ import annotations

from functools import cached_property

from kg.check.report import Place
from kg.check.source import name_of
from kg.index import Index, Term
from kg.vocabulary import GOVKG, ITSRDF, NIF, SKOS


class Locator:
    """Finds the words of nodes in one graph; what is not there or broken is left out."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, node: Term) -> tuple[Place, ...]:
        """Return the words of a node: its own if it is a stretch, else its evidence, else its first mention."""
        for stretch in (node, *self._index.values(node, GOVKG["evidence"]), *self._mentions.get(node, ())):
            begin, end = self._offset(stretch, "beginIndex"), self._offset(stretch, "endIndex")
            if begin >= 0 and end >= 0:
                report = self._reports.get(self._index.value(stretch, NIF["referenceContext"]), "")
                return (Place(report, begin, end, self._index.text(stretch, NIF["anchorOf"])),)
        return ()

    def label(self, node: Term) -> str:
        """Return what a message calls a node: its label, a figure by indicator and wording, else the end of its IRI."""
        index = self._index
        indicator = index.text(index.value(node, GOVKG["indicator"]), SKOS["prefLabel"])
        label = f"{index.text(node, SKOS['prefLabel']) or indicator} {index.text(node, GOVKG['valueText'])}".strip()
        return label or name_of(node).rsplit("/", 1)[-1]

    @cached_property
    def _mentions(self) -> dict[Term, list[Term]]:
        found: dict[Term, list[Term]] = {}
        for mention, entity in self._index.pairs(ITSRDF["taIdentRef"]):
            found.setdefault(entity, []).append(mention)
        return {entity: [min(mentions, key=self._first)] for entity, mentions in found.items()}

    @cached_property
    def _reports(self) -> dict[Term | None, str]:
        return {text: name_of(report) for report, text in self._index.pairs(GOVKG["sourceText"])}

    def _first(self, stretch: Term) -> tuple[int, str]:
        return self._offset(stretch, "beginIndex"), name_of(stretch)

    def _offset(self, stretch: Term, name: str) -> int:
        text = self._index.text(stretch, NIF[name])
        return int(text) if text.isdecimal() else -1

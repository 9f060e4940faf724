"""The reports of a graph as the page shows them: text, parts and mentions, with offsets as browsers count them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.index import Index, Term
from kg.vocabulary import DCTERMS, GOVKG, GV, ITSRDF, NIF, SKOS

#: Headings below this level (1 is 一、, 2 (一)) are too small to be a part of the page.
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report; ``parent`` is the index of the part it stands in, -1 at the top."""

    doc: int
    parent: int
    level: int
    kind: str  # body, plan, issues, furniture
    begin: int
    end: int
    label: str
    name: str  # local name


@dataclass(frozen=True, slots=True)
class Document:
    """One report. Offsets are UTF-16 units of ``text``, which is what a browser counts; mentions name IRIs."""

    iri: str
    name: str  # local name
    title: str
    year: str
    reporter: str  # IRI
    text: str
    mentions: tuple[tuple[int, int, str], ...]
    shift: Shift


class Shift:
    """Turns offsets in code points into UTF-16 units; the same wherever a text has no character beyond U+FFFF."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, c in enumerate(text) if ord(c) > 0xFFFF] if not text.isascii() else []

    def __call__(self, offset: int) -> int:
        """Return ``offset``, given in code points, in UTF-16 units."""
        return offset + (bisect_right(self._wide, offset - 1) if self._wide else 0)


class Parts(Sequence[Part]):
    """The parts of all documents, document by document in the order of the text; finds the one at a place."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = tuple(parts)
        self._starts = [(part.doc, part.begin) for part in self._parts]

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, index: int) -> Part: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Part]: ...
    def __getitem__(self, index: int | slice) -> Part | Sequence[Part]:
        return self._parts[index]

    def at(self, doc: int, offset: int) -> int:
        """Return the index of the innermost part of a document that holds the offset, -1 where none does."""
        found = bisect_right(self._starts, (doc, offset)) - 1
        while found >= 0 and self._parts[found].doc == doc:
            if offset < self._parts[found].end:
                return found
            found = self._parts[found].parent if self._parts[found].parent >= 0 else found - 1
        return -1


def documents_of(index: Index, base: str) -> tuple[tuple[Document, ...], Parts]:
    """Return the reports of a graph, by name of the reporter, year and title, and the parts of all of them.

    :raises GraphError: where a report has no text.
    """
    reader = _Reader(index, base)
    found = [reader.document(node) for node in index.instances(GOVKG["Report"])]
    found.sort(key=lambda d: (reader.reporters[d.iri], d.year, d.title, d.iri))
    parts: list[Part] = []
    for number, document in enumerate(found):
        parts += reader.parts(document, number, len(parts))
    return tuple(found), Parts(parts)


class _Reader:
    """Reads documents and their parts from an index."""

    def __init__(self, index: Index, base: str) -> None:
        self.index, self.base = index, base
        self.reporters: dict[str, str] = {}  # names by IRI of the report
        self.sources: dict[str, Term] = {}
        self.stretches: dict[tuple[str, Term], list[Term]] = defaultdict(list)
        for kind in ("Section", "Mention"):
            for node in index.instances(GOVKG[kind]):
                source = index.value(node, NIF["referenceContext"])
                if source is not None:
                    self.stretches[kind, source].append(node)

    def document(self, node: Term) -> Document:
        index = self.index
        source = index.value(node, GOVKG["sourceText"])
        text = index.text(source, NIF["isString"])
        if source is None or not text:
            raise GraphError(f"The report {node} has no text, which the page quotes; build the graph anew with kg.")
        shift = Shift(text)
        mentions = sorted(
            (*self.stretch(mention, shift), index.text(mention, ITSRDF["taIdentRef"]))
            for mention in self.stretches["Mention", source]
        )
        iri, reporter = _iri(node), index.value(node, DCTERMS["creator"])
        self.sources[iri], self.reporters[iri] = source, index.text(reporter, SKOS["prefLabel"])
        title, year = index.text(node, DCTERMS["title"]), index.text(node, GOVKG["reviewYear"])
        return Document(iri, iri.removeprefix(self.base), title, year, _iri(reporter), text, tuple(mentions), shift)

    def parts(self, document: Document, number: int, before: int) -> list[Part]:
        """Return the parts of document ``number``; ``before`` is how many parts earlier documents have."""
        index = self.index
        heads = [
            (*self.stretch(node, document.shift), int(index.text(node, GOVKG["sectionLevel"]) or 1), _iri(node), node)
            for node in self.stretches["Section", self.sources[document.iri]]
        ]
        made: list[Part] = []
        above: list[int] = []  # numbers of the parts that the next may stand in
        for begin, end, level, iri, node in sorted(heads, key=lambda head: (head[0], head[2], head[3])):
            if level > _DEEPEST:
                continue
            while above and made[above[-1]].level >= level:
                above.pop()
            parent = before + above[-1] if above else -1
            kind = GV.name(index.value(node, GOVKG["sectionKind"])).removeprefix("section-")
            label = index.text(node, SKOS["prefLabel"])
            above.append(len(made))
            made.append(Part(number, parent, level, kind, begin, end, label, iri.removeprefix(self.base)))
        return made

    def stretch(self, node: Term, shift: Shift) -> tuple[int, int]:
        begin, end = (int(self.index.text(node, NIF[name]) or 0) for name in ("beginIndex", "endIndex"))
        return shift(begin), shift(end)


def _iri(node: Term | None) -> str:
    return node.value if isinstance(node, NamedNode) else str(node or "")

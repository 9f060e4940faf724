"""The reports of a graph as the page shows them: text, parts and mentions, with offsets as browsers count them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

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
        """Return the offset in UTF-16 units; :param offset: in code points."""
        return offset + (bisect_right(self._wide, offset - 1) if self._wide else 0)


class Parts(tuple[Part, ...]):
    """The parts of all documents, document by document in the order of the text."""

    def __new__(cls, parts: tuple[Part, ...]) -> Parts:
        """Make the tuple and what finds a part by its place."""
        made = super().__new__(cls, parts)
        made._starts = [(p.doc, p.begin) for p in parts]
        return made

    _starts: list[tuple[int, int]]

    def at(self, doc: int, offset: int) -> int:
        """Return the index of the innermost part of a document that holds the offset, -1 where none does."""
        found = bisect_right(self._starts, (doc, offset)) - 1
        while found >= 0 and self[found].doc == doc:
            if offset < self[found].end:
                return found
            found = self[found].parent if self[found].parent >= 0 else found - 1
        return -1


def documents_of(index: Index, base: str) -> tuple[tuple[Document, ...], Parts]:
    """Return the reports of a graph, by reporter, year and title, and the parts of all of them.

    :raises GraphError: where a report has no text.
    """
    contexts = _by_context(index)
    found = [_document(index, node, base, contexts) for node in index.instances(GOVKG["Report"])]
    found.sort(key=lambda pair: (pair[0].reporter, pair[0].year, pair[0].title, pair[0].iri))
    parts: list[Part] = []
    for number, (document, source) in enumerate(found):
        parts += _parts(index, contexts.get(("Section", source), []), number, document.shift, base, len(parts))
    return tuple(document for document, _ in found), Parts(tuple(parts))


def _by_context(index: Index) -> Mapping[tuple[str, Term], list[Term]]:
    """Return the sections and mentions of each source text."""
    found: dict[tuple[str, Term], list[Term]] = {}
    for kind in ("Section", "Mention"):
        for node in index.instances(GOVKG[kind]):
            source = index.value(node, NIF["referenceContext"])
            if source is not None:
                found.setdefault((kind, source), []).append(node)
    return found


def _document(
    index: Index, node: Term, base: str, contexts: Mapping[tuple[str, Term], list[Term]]
) -> tuple[Document, Term]:
    source = index.value(node, GOVKG["sourceText"])
    text = index.text(source, NIF["isString"])
    if source is None or not text:
        raise GraphError(f"The report {node} has no text, which the page quotes; build the graph anew with kg build.")
    shift = Shift(text)
    mentions = sorted(
        (*_stretch(index, mention, shift), index.text(mention, ITSRDF["taIdentRef"]))
        for mention in contexts.get(("Mention", source), [])
    )
    iri, reporter = _iri(node), index.text(node, DCTERMS["creator"])
    title, year = index.text(node, DCTERMS["title"]), index.text(node, GOVKG["reviewYear"])
    made = Document(iri, iri.removeprefix(base), title, year, reporter, text, tuple(mentions), shift)
    return made, source


def _parts(index: Index, nodes: list[Term], doc: int, shift: Shift, base: str, before: int) -> list[Part]:
    """Return the parts of one document; ``before`` is how many parts earlier documents have."""
    heads = sorted(
        ((*_stretch(index, node, shift), int(index.text(node, GOVKG["sectionLevel"]) or 1), node) for node in nodes),
        key=lambda head: (head[0], head[2], head[1]),
    )
    made: list[Part] = []
    open_: list[int] = []
    for begin, end, level, node in heads:
        if level > _DEEPEST:
            continue
        while open_ and made[open_[-1]].level >= level:
            open_.pop()
        kind = GV.name(index.value(node, GOVKG["sectionKind"])).removeprefix("section-")
        parent = before + open_[-1] if open_ else -1
        label, name = index.text(node, SKOS["prefLabel"]), _iri(node).removeprefix(base)
        open_.append(len(made))
        made.append(Part(doc, parent, level, kind, begin, end, label, name))
    return made


def _stretch(index: Index, node: Term, shift: Shift) -> tuple[int, int]:
    return shift(int(index.text(node, NIF["beginIndex"]) or 0)), shift(int(index.text(node, NIF["endIndex"]) or 0))


def _iri(node: Term) -> str:
    return str(getattr(node, "value", node))

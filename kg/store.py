"""An embedded store of many reports, each a named graph of its own, put in place whole or not at all.

A report put is one transaction of Oxigraph: a process killed at any moment leaves it as it was before or as it is
after. Oxigraph's bulk loader (``add``) is several times faster, but promises that of no more than what it adds, so that
it is for those who note what they add before they do, and add it again after a kill. The vocabulary stands in two more
named graphs, so that a query finds the labels of classes and concepts.

The default graph holds the union of all named graphs, each triple once. It is kept, not computed: Oxigraph's own union
of named graphs yields a triple as often as there are graphs that hold it, and what two reports say is counted twice.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from kg.errors import GraphError
from kg.lock import FolderLock
from kg.ontology_files import ontology_text
from kg.rdf import arrange
from kg.vocabulary import BASE, DCTERMS, GOVKG, NIF, RDF, XSD

#: The graphs of the vocabulary: name and file. They are no reports.
VOCABULARY = {
    NamedNode(GOVKG.iri.rstrip("#")): "govkg.ttl",
    NamedNode("https://w3id.org/govkg/voc"): "schemes.ttl",
}
_UNION = DefaultGraph()
_OFFSETS = (NIF["beginIndex"], NIF["endIndex"])
#: The graph at the end of a line of N-Quads; no literal holds an end of line, so it is nowhere else.
_GRAPH = re.compile(rb" <[^<> ]*> \.\n")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One graph of the store: the IRI that names it, the title and year of its report, how many triples it has."""

    iri: str
    title: str
    year: str
    triples: int


class ReportStore:
    """The graphs of many reports on disk (in ``directory``) or, without one, in memory.

    Many processes may read a folder at once, or one may write it; who comes too late gets a GraphError at once.
    """

    def __init__(self, directory: str | os.PathLike[str] | None = None, *, write: bool = False) -> None:
        self.directory = None if directory is None else Path(directory)
        self._lock = None if self.directory is None else FolderLock(self.directory, write=write)
        try:
            self.store = _open(self.directory, write)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> ReportStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder; the store cannot be used afterwards."""
        self.__dict__.pop("store", None)
        if self._lock is not None:
            self._lock.release()

    def load(self, path: str | os.PathLike[str]) -> list[tuple[NamedNode, str]]:
        """Put each report of a file in place; return its graph and what happened: added, replaced or unchanged.

        :raises GraphError: if the file cannot be read, or a graph of it does not hold exactly one report.
        """
        graphs = read_graphs(Path(path))
        return [(name, self.put(name, triples)) for name, triples in graphs.items()]

    def load_vocabulary(self) -> None:
        """Put the vocabulary in place."""
        for name, triples in vocabulary().items():
            self.put(name, triples)

    def put(self, name: NamedNode, triples: Iterable[Triple]) -> str:
        """Make a named graph hold exactly these triples, in one transaction: added, replaced or unchanged."""
        new = Store()
        new.extend(Quad(s, p, o) for s, p, o in triples)
        wanted, there = {quad.triple for quad in new}, self._held(name)
        if self.store.contains_named_graph(name):
            if _same(there, wanted):
                return "unchanged"
            self.store.update(self._replacement(name, there, wanted))
        else:
            self.store.extend(Quad(t.subject, t.predicate, t.object, g) for g in (name, _UNION) for t in wanted)
        if self.directory is not None:
            self.store.flush()  # the log into tables, which a reader would else do again whenever it opens
        return "replaced" if there else "added"

    def add(self, lines: bytes) -> None:
        """Add lines of N-Quads, each with the name of its graph, to these graphs and to the union, by the bulk loader.

        To add what is there changes nothing. It goes on beside other threads of Python, needs about 40 times the memory
        of its lines, and shows whole to who opens the store after a kill where there are less than half a million.
        """
        self.store.bulk_load(input=lines + _GRAPH.sub(b" .\n", lines), format=RdfFormat.N_QUADS)

    def has(self, name: NamedNode) -> bool:
        """Say whether the store has a graph of this name."""
        return self.store.contains_named_graph(name)

    def drop(self, reports: Iterable[str]) -> list[NamedNode]:
        """Take reports out by their IRIs, each in one transaction, and return them; what others say as well stays.

        :raises GraphError: if one is no report of the store; nothing is taken out then.
        """
        held = {name.value: name for name in self.names() if name not in VOCABULARY}
        wanted = list(dict.fromkeys(reports))
        for report in wanted:
            if report not in held:
                raise GraphError(
                    f"The store holds no report {report}; kg load --store DIR --list shows those it holds."
                )
        for report in wanted:
            name = held[report]
            self.store.update(f"{self._replacement(name, self._held(name), set())} ;\nDROP GRAPH {name}")
        return [held[report] for report in wanted]

    def _held(self, name: NamedNode) -> set[Triple]:
        return {quad.triple for quad in self.store.quads_for_pattern(None, None, None, name)}

    def _replacement(self, name: NamedNode, there: set[Triple], wanted: set[Triple]) -> str:
        """Return the SPARQL update, one transaction, that turns one graph into the other and the union with it.

        The triples are written by the library as N-Triples, which SPARQL reads as they are.
        """
        gone, come = there - wanted, wanted - there
        only = {t for t in gone if not _blank(t) and not self._elsewhere(t, name)}
        steps = [_data("DELETE", only), _data("INSERT", {t for t in come if not _blank(t)})]
        if any(map(_blank, there | wanted)):  # nothing can name the blank nodes that are to go
            steps += [f"CLEAR GRAPH {name}", _data("INSERT", wanted, name)]
        else:
            steps += [_data("DELETE", gone, name), _data("INSERT", come, name)]
        return " ;\n".join(steps)

    def _elsewhere(self, triple: Triple, name: NamedNode) -> bool:
        found = self.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name not in (name, _UNION) for quad in found)

    def optimize(self) -> None:
        """Pack the files of the store, which makes the queries to come faster; worth it after loading."""
        self.store.optimize()

    def names(self) -> list[NamedNode]:
        """Return the graphs of the store, those of the vocabulary among them, sorted."""
        return sorted((g for g in self.store.named_graphs() if isinstance(g, NamedNode)), key=lambda g: g.value)

    def entries(self) -> list[Entry]:
        """Return what is known of each report in the store, by IRI."""
        return [self._entry(name) for name in self.names() if name not in VOCABULARY]

    def _entry(self, name: NamedNode) -> Entry:
        def text(predicate: NamedNode) -> str:
            found = next(self.store.quads_for_pattern(name, predicate, None, name), None)
            return found.object.value if found and isinstance(found.object, Literal) else ""

        size = sum(1 for _ in self.store.quads_for_pattern(None, None, None, name))
        return Entry(name.value, text(DCTERMS["title"]), text(GOVKG["reviewYear"]), size)

    def triples(self, name: NamedNode) -> list[Triple]:
        """Return the triples of a graph as they were built, numbers in the form in which kg writes them."""
        quads = self.store.quads_for_pattern(None, None, None, name)
        return arrange(Triple(q.subject, q.predicate, _as_built(q)) for q in quads)


def read_graphs(path: Path, *, strict: bool = True) -> dict[NamedNode, list[Triple]]:
    """Return the triples of each report in a file, by the IRI of the report; of TriG and N-Quads, of each graph.

    :param strict: whether a graph that does not hold exactly one report is refused; else it bears the file's name.
    :raises GraphError: if the file cannot be read or, where it is asked for, a graph of it is no report.
    """
    found: dict[object, list[Triple]] = {}
    for quad in _parse(path):
        found.setdefault(quad.graph_name, []).append(Triple(quad.subject, quad.predicate, quad.object))
    graphs: dict[NamedNode, list[Triple]] = {}
    for name, triples in found.items():
        graph = name if isinstance(name, NamedNode) else _report(path, triples, strict)
        graphs.setdefault(graph, []).extend(triples)
    if strict and not graphs:
        raise GraphError(f"There is nothing in {path}; give a graph that kg build wrote.")
    return graphs


def vocabulary() -> dict[NamedNode, list[Triple]]:
    """Return the ontology and the schemes of concepts, by the names of their graphs."""
    return {
        name: [Triple(q.subject, q.predicate, q.object) for q in parse(ontology_text(file), format=RdfFormat.TURTLE)]
        for name, file in VOCABULARY.items()
    }


def _open(directory: Path | None, write: bool) -> Store:
    if directory is None:
        return Store()
    try:
        return Store(directory) if write else Store.read_only(str(directory))
    except OSError as error:
        raise GraphError(f"The store {directory} cannot be opened; make one with kg load --store: {error}.") from error


def _parse(path: Path) -> Iterator[Quad]:
    form = RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE
    try:
        yield from parse(path=str(path), format=form, base_iri=BASE, rename_blank_nodes=True)
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"The graph {path} cannot be read; give a file that kg wrote: {error}.") from error


def _report(path: Path, triples: list[Triple], strict: bool) -> NamedNode:
    """The report that a graph without a name speaks of."""
    reports = {s for s, p, o in triples if p == RDF["type"] and o == GOVKG["Report"] and isinstance(s, NamedNode)}
    if len(reports) == 1:
        return reports.pop()
    if strict:
        raise GraphError(
            f"{path} holds {len(reports)} reports, so it cannot be one graph of the store; give the graph of each"
            " report as a file of its own, or all of them as TriG or N-Quads with a graph each."
        )
    return NamedNode(path.absolute().as_uri())


def _same(there: set[Triple], wanted: set[Triple]) -> bool:
    """Whether two graphs are one, whatever their blank nodes are called."""
    if there == wanted or len(there) != len(wanted) or not any(map(_blank, there | wanted)):
        return there == wanted
    both = [Dataset(Quad(t.subject, t.predicate, t.object) for t in triples) for triples in (there, wanted)]
    for dataset in both:
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return both[0] == both[1]


def _blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _data(verb: str, triples: set[Triple], name: NamedNode | None = None) -> str:
    lines = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    return f"{verb} DATA {{ {lines} }}" if name is None else f"{verb} DATA {{ GRAPH {name} {{ {lines} }} }}"


def _as_built(quad: Quad) -> NamedNode | BlankNode | Literal | Triple:
    """The object of a quad of the store, which keeps numbers by value, in the form in which it was built."""
    found = quad.object
    if isinstance(found, Literal):
        if quad.predicate in _OFFSETS:
            return Literal(found.value, datatype=XSD["nonNegativeInteger"])
        if found.datatype == XSD["decimal"] and "." not in found.value:
            return Literal(f"{found.value}.0", datatype=XSD["decimal"])
    return found

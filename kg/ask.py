"""Put one query to a store: what it may return, in which format, and how much of it at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, TypeVar

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from kg.index import Term
from kg.questions import bind
from kg.sparql import QueryError, explain, refuse
from kg.vocabulary import prefixes

#: Formats of rows and of triples by media type, the first being the one that is given where nothing else is asked for.
ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Request:
    """A query and how it is to be answered.

    ``parameters`` are values for its variables ?agency, ?indicator and ?year (see :mod:`kg.questions`); ``rows`` and
    ``triples`` the media type for either kind of answer, "" where that kind is not wanted; ``graphs`` the IRIs of the
    graphs to ask instead of all, ``named`` of those that GRAPH finds; ``limit`` the most rows or triples, ``size`` the
    most characters of them, 0 for no limit.
    """

    query: str
    parameters: dict[str, str] = field(default_factory=dict)
    rows: str = next(iter(ROWS))
    triples: str = next(iter(TRIPLES))
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    limit: int = 0
    size: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the request as plain data; ``Request(**data)`` makes it anew."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query returned: its kind (rows, boolean or triples), how many, the media type, the bytes."""

    kind: str
    count: int
    media: str
    body: bytes


def ask(store: Store, request: Request, *, sealed: bool = True) -> Answer:
    """Answer a query from the store's default graph (of a ReportStore the union of all), or from graphs that it names.

    :param sealed: whether this process cannot reach the network, see :mod:`kg.seal`.
    :raises QueryError: if it cannot be understood, is refused, or would return more than it may.
    """
    declared = prefixes()
    shape = refuse(request.query, declared, sealed=sealed)
    _known(store, {*shape.graphs, *request.graphs, *request.named})
    given = bool(request.graphs or request.named)
    query = bind(store, request.query, request.parameters)
    try:
        found = store.query(
            query,
            prefixes=declared,
            default_graph=[NamedNode(iri) for iri in request.graphs] if given else None,
            named_graphs=[NamedNode(iri) for iri in request.named] if given else None,
        )
        return _answer(found, request)
    except (SyntaxError, ValueError) as error:
        raise explain(query, error, declared) from error
    except PermissionError as error:
        raise QueryError("SERVICE is refused: nothing is asked of other places; leave it out.", "refused") from error
    except OSError as error:
        raise QueryError(f"The store cannot answer, look at its folder: {error}.", "store") from error


def _known(store: Store, graphs: Iterable[str]) -> None:
    for iri in sorted(graphs):
        if not store.contains_named_graph(NamedNode(iri)):
            raise QueryError(f"There is no graph <{iri}> here, and nothing is fetched; leave it out.", "refused")


def _answer(found: QuerySolutions | QueryBoolean | QueryTriples, request: Request) -> Answer:
    if isinstance(found, QueryBoolean):
        media = _wanted(request.rows, "ASK")
        return Answer("boolean", 1, media, found.serialize(format=ROWS[media]) or b"")
    if isinstance(found, QuerySolutions):
        media = _wanted(request.rows, "SELECT")
        names = [variable.value for variable in found.variables]
        rows = list(_within(request, (["" if t is None else _text(t) for t in row] for row in found)))
        return Answer("rows", len(rows), media, _table(names, rows).serialize(format=ROWS[media]) or b"")
    media = _wanted(request.triples, "CONSTRUCT or DESCRIBE")
    triples = list(_within(request, found))
    data = serialize(triples, format=TRIPLES[media], prefixes=prefixes()) or b""
    return Answer("triples", len(triples), media, data)


def _wanted(media: str, form: str) -> str:
    if not media:
        what = "triples" if form.startswith("CONSTRUCT") else "rows"
        raise QueryError(f"The answer to {form} is {what}, and the format asked for is not one of {what}.", "media")
    return media


def _within(request: Request, items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield the items; raise QueryError where there are more than may be returned."""
    size = 0
    for count, item in enumerate(islice(items, request.limit + 1 if request.limit else None), 1):
        size += sum(map(len, item)) if isinstance(item, list) else len(str(item))
        if request.limit and count > request.limit:
            more = f"more than {request.limit} results; add LIMIT {request.limit} to the query, or ask for less"
            raise QueryError(f"The answer has {more}.", "size")
        if request.size and size > request.size:
            raise QueryError(f"The answer has more than {request.size} characters; ask for less, or in parts.", "size")
        yield item


def _table(names: list[str], rows: list[list[str]]) -> QuerySolutions:
    """Return rows that were taken out of an answer, each cell as N-Triples writes it, as an answer again."""
    lines = ["\t".join(f"?{name}" for name in names), *("\t".join(row) for row in rows)]
    table = parse_query_results("\n".join(lines).encode() + b"\n", QueryResultsFormat.TSV)
    assert isinstance(table, QuerySolutions)
    return table


def _text(term: Term) -> str:
    if isinstance(term, Triple):
        return f"<<( {_text(term.subject)} {_text(term.predicate)} {_text(term.object)} )>>"
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return str(term)

"""The query operation of the SPARQL 1.1 Protocol (section 2.1), and the service description of a GET without query."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from pyoxigraph import BlankNode, NamedNode, Triple, serialize
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from kg.ask import ROWS, TRIPLES, Request
from kg.serve.negotiate import choose
from kg.serve.pool import Pool
from kg.serve.settings import Settings
from kg.sparql import QueryError
from kg.vocabulary import RDF, Namespace

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")

#: The status of the answer, by the kind of the error.
STATUS = {
    "syntax": 400,
    "refused": 403,
    "media": 406,
    "length": 413,
    "body": 415,
    "time": 504,
    "size": 403,
    "memory": 503,
    "busy": 503,
    "store": 500,
}
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


async def answer(http: HttpRequest, pool: Pool, settings: Settings) -> Response:
    """Answer one request to the endpoint; what cannot be answered gets its reason as plain text."""
    try:
        fields = await _fields(http, settings.longest)
        if "query" not in fields:
            return _without_query(http)
        accept = http.headers.get("accept", "")
        request = Request(
            _one(fields, "query"),
            rows=choose(accept, list(ROWS)),
            triples=choose(accept, list(TRIPLES)),
            graphs=tuple(fields.get("default-graph-uri", ())),
            named=tuple(fields.get("named-graph-uri", ())),
            limit=settings.rows,
            size=settings.size,
        )
        head, body = await pool.ask(request)
    except QueryError as error:
        return refusal(error)
    return Response(body, media_type=head["media"], headers={"Vary": "Accept"})


def refusal(error: QueryError) -> Response:
    """Return an error as a response: its status and its reason."""
    headers = {"Retry-After": "5"} if error.kind == "busy" else {}
    return Response(f"{error}\n", STATUS[error.kind], headers, "text/plain")


async def _fields(http: HttpRequest, longest: int) -> Mapping[str, list[str]]:
    """Return the parameters of the request, from wherever the protocol lets them stand."""
    fields = _parsed(http.url.query, longest)
    if http.method == "POST":
        body = await _body(http, longest)
        media = http.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == _QUERY:
            fields = {**fields, "query": [_decoded(body)]}
        elif media == _FORM:
            fields = {**fields, **_parsed(_decoded(body), longest)}
        elif media == "application/sparql-update":
            raise QueryError("Updates are refused: the graphs can only be read here.", "refused")
        else:
            raise QueryError(f"POST a query as {_QUERY} or {_FORM}; this is “{media}”.", "body")
    if "update" in fields:
        raise QueryError("Updates are refused: the graphs can only be read here.", "refused")
    if http.method == "POST" and "query" not in fields:
        raise QueryError("There is no query in this request; send one in the parameter query.", "syntax")
    return fields


async def _body(http: HttpRequest, longest: int) -> bytes:
    data = b""
    async for piece in http.stream():
        data += piece
        if len(data) > longest:
            raise QueryError(f"The request is longer than {longest} bytes; ask a shorter query.", "length")
    return data


def _parsed(text: str, longest: int) -> dict[str, list[str]]:
    if len(text) > longest:
        raise QueryError(f"The request is longer than {longest} bytes; ask a shorter query.", "length")
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise QueryError(f"The parameters cannot be read, encode them as UTF-8: {error}.", "syntax") from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise QueryError("The request is not in UTF-8; encode it so.", "syntax") from error


def _one(fields: Mapping[str, list[str]], name: str) -> str:
    values = fields[name]
    if len(values) != 1:
        raise QueryError(f"There are {len(values)} parameters {name}; send one query at a time.", "syntax")
    return values[0]


def _without_query(http: HttpRequest) -> Response:
    """A person gets the page, a program the description of the service."""
    media = choose(http.headers.get("accept", ""), [*TRIPLES, "text/html"])
    if media == "text/html":
        return RedirectResponse("./")
    if not media:
        raise QueryError("The service is not described in the media types that you accept; accept another.", "media")
    data = serialize(_description(str(http.url.replace(query=""))), format=TRIPLES[media], prefixes={"sd": SD.iri})
    return Response(data or b"", media_type=media, headers={"Vary": "Accept"})


def _description(endpoint: str) -> list[Triple]:
    service, dataset, union = BlankNode("service"), BlankNode("dataset"), BlankNode("union")
    formats = [_FORMATS[name] for name in (*_RESULTS, *_GRAPHS)]
    return [
        Triple(service, RDF["type"], SD["Service"]),
        Triple(service, SD["endpoint"], NamedNode(endpoint)),
        Triple(service, SD["supportedLanguage"], SD["SPARQL11Query"]),
        Triple(service, SD["feature"], SD["UnionDefaultGraph"]),
        *(Triple(service, SD["resultFormat"], form) for form in formats),
        Triple(service, SD["defaultDataset"], dataset),
        Triple(dataset, RDF["type"], SD["Dataset"]),
        Triple(dataset, SD["defaultGraph"], union),
        Triple(union, RDF["type"], SD["Graph"]),
    ]

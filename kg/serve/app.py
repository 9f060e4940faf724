"""The server: the endpoint at ``/sparql``, the query page at ``/``, and the page of each report at ``/graph``."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from importlib.resources import files

from pyoxigraph import NamedNode
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import GraphError
from kg.questions import questions
from kg.serve.pool import Pool
from kg.serve.protocol import answer
from kg.serve.settings import Settings
from kg.store import ReportStore

_FILES = {
    "page.js": ("page", "text/javascript"),
    "page.css": ("page", "text/css"),
    "yasgui.min.js": ("vendor", "text/javascript"),
    "yasgui.min.css": ("vendor", "text/css"),
}
#: The page may load what comes from here and nothing else.
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def application(settings: Settings) -> Starlette:
    """Return the server of a store as an ASGI application.

    :raises GraphError: when it starts, if the store cannot be opened.
    """
    store = ReportStore(settings.store)
    page_of = lru_cache(maxsize=8)(_page_of(store))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = Pool(settings)
        try:
            await app.state.pool.start()
            yield
        finally:
            app.state.pool.stop()
            store.close()

    async def sparql(request: Request) -> Response:
        return await answer(request, request.app.state.pool, settings)

    async def graph(request: Request) -> Response:
        wanted = request.query_params.get("report", "")
        if not wanted:
            return Response(_reports(store), media_type="application/json", headers=_HEADERS)
        try:
            return HTMLResponse(await run_in_threadpool(page_of, wanted), headers=_HEADERS)
        except GraphError as error:
            return PlainTextResponse(f"{error}\n", 404)

    return Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/graph", graph),
            Route("/questions", _questions),
            Route("/", _index),
            Route("/{name}", _file),
        ],
        middleware=[Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"])],
        lifespan=lifespan,
    )


def _page_of(store: ReportStore) -> Callable[[str], str]:
    def page_of(iri: str) -> str:
        from kg.graph import Graph
        from kg.view import page

        if iri not in {entry.iri for entry in store.entries()}:
            raise GraphError(f"There is no report <{iri}> here; /graph lists those that there are.")
        return page(Graph(store.triples(NamedNode(iri))))

    return page_of


def _reports(store: ReportStore) -> str:
    found = [{"iri": e.iri, "title": e.title, "year": e.year, "triples": e.triples} for e in store.entries()]
    return json.dumps(found, ensure_ascii=False)


async def _questions(_: Request) -> Response:
    found = [
        {"name": f"{q.number}-{q.name}", "zh": q.chinese, "en": q.english, "asks": q.asked_by, "query": q.text}
        for q in questions()
    ]
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json", headers=_HEADERS)


async def _index(_: Request) -> Response:
    return HTMLResponse(_read("page", "index.html"), headers=_HEADERS | {"Content-Security-Policy": _POLICY})


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FILES:
        return PlainTextResponse("There is nothing here; the endpoint is /sparql.\n", 404)
    folder, media = _FILES[name]
    return Response(_read(folder, name), media_type=media, headers=_HEADERS)


def _read(folder: str, name: str) -> bytes:
    return files("kg.serve").joinpath(folder, name).read_bytes()

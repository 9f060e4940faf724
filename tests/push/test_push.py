"""Graphs put into a store over HTTP: a small store of our own that fails, lets in or refuses as the test says."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from stores import free_port, write_samples

from kg.errors import GraphError
from kg.push import PASSWORD, TOKEN, USER, Target, push

A = NamedNode("https://example.org/a")
GRAPHS = {A: [Triple(A, A, Literal("一"))], NamedNode("https://example.org/b"): [Triple(A, A, Literal("二"))]}


@dataclass
class Fake:
    """A store that answers with the statuses of ``script`` first and then takes what comes."""

    url: str = ""
    script: list[int] = field(default_factory=list)
    wanted: str = ""
    challenge: str = "Basic realm=store"
    graphs: dict[str, bytes] = field(default_factory=dict)
    met: list[str] = field(default_factory=list)


@pytest.fixture
def fake() -> Iterator[Fake]:
    store = Fake()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            store.met.append(self.headers.get("Authorization", ""))
            (name,) = parse_qs(urlsplit(self.path).query)["graph"]
            status = store.script.pop(0) if store.script else 204 if name in store.graphs else 201
            if store.wanted and not store.met[-1].startswith(store.wanted):
                status = 401
            if status in (201, 204):
                store.graphs[name] = body
            said = b"" if status == 204 else b"the reason"
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            if status == 401:
                self.send_header("WWW-Authenticate", store.challenge)
            if status == 302:
                self.send_header("Location", "https://example.org/elsewhere")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        store.url = f"http://127.0.0.1:{server.server_port}/store"
        yield store
        server.shutdown()


def target(fake: Fake, **more: str) -> Target:
    return Target(fake.url, pause=0.01, retries=3, **more)  # type: ignore[arg-type]


def test_push_puts_each_graph_in_its_place(fake: Fake) -> None:
    assert [done for _, done in push(target(fake), GRAPHS)] == ["created", "created"]
    assert [done for _, done in push(target(fake), GRAPHS)] == ["replaced", "replaced"]
    for name, triples in GRAPHS.items():
        found = [quad.triple for quad in parse(fake.graphs[name.value], format=RdfFormat.TURTLE)]
        assert found == triples


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_push_tries_again_what_may_pass(fake: Fake, status: int) -> None:
    fake.script = [status, status]
    assert len(list(push(target(fake), GRAPHS))) == 2
    assert len(fake.met) == 4


def test_push_gives_up_at_last_and_keeps_what_was_put(fake: Fake) -> None:
    fake.script = [201, *[503] * 4]
    pushing = push(target(fake), GRAPHS)
    assert next(pushing)[1] == "created"
    with pytest.raises(GraphError, match="answered 503: the reason"):
        next(pushing)
    assert len(fake.met) == 5 and len(fake.graphs) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [(400, "answered 400"), (401, USER), (403, TOKEN), (404, "no Graph Store Protocol"), (302, "has moved to")],
)
def test_push_does_not_repeat_what_will_not_pass(fake: Fake, status: int, words: str) -> None:
    fake.script = [status]
    with pytest.raises(GraphError, match=words):
        list(push(target(fake), GRAPHS))
    assert len(fake.met) == 1


def test_push_lets_itself_in_as_the_store_asks(fake: Fake) -> None:
    fake.wanted = f"Basic {base64.b64encode(b'me:secret').decode()}"
    assert len(list(push(target(fake, user="me", password="secret"), GRAPHS))) == 2
    assert fake.met.count("") == 1
    fake.wanted, fake.challenge = "Digest", 'Digest realm="store", nonce="n", qop="auth", algorithm=MD5'
    assert len(list(push(target(fake, user="me", password="secret"), GRAPHS))) == 2
    fake.wanted = "Bearer token"
    assert len(list(push(target(fake, token="token"), GRAPHS))) == 2


def test_push_says_that_nobody_is_there() -> None:
    with pytest.raises(GraphError, match="is it running"):
        list(push(Target(f"http://127.0.0.1:{free_port()}/store", retries=0), GRAPHS))


def test_push_takes_who_is_let_in_from_the_environment() -> None:
    held = {USER: "me", PASSWORD: "secret", TOKEN: "token"}
    found = Target.from_environment("https://example.org/store", held)
    assert (found.user, found.password, found.token) == ("me", "secret", "token")
    assert Target.from_environment("http://example.org/", {}).user == ""


@pytest.mark.parametrize(
    ("url", "words"), [("store", "no address"), ("ftp://x/", "no address"), ("http://me:secret@x/", "holds a password")]
)
def test_push_refuses_an_address_that_is_none(url: str, words: str) -> None:
    with pytest.raises(GraphError, match=words) as refused:
        Target.from_environment(url)
    assert "secret" not in str(refused.value)


def test_push_command_tells_each_graph(fake: Fake, tmp_path: Path) -> None:
    paths = [str(path) for path in write_samples(tmp_path)]
    ended = subprocess.run(
        [sys.executable, "-m", "kg", "push", *paths, "--to", fake.url], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert [line.split()[0] for line in ended.stdout.splitlines()] == ["created"] * 5
    assert len(fake.graphs) == 5

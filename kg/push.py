"""Put reports into another triple store over the SPARQL 1.1 Graph Store Protocol, one graph a report.

``PUT`` replaces a graph as a whole and may be repeated, so what fails on the way is tried again. Over requests, which
has what the stores ask for: HTTP Digest (Virtuoso knows nothing else), Basic, retries with growing pauses (urllib3).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Triple

from kg.errors import GraphError
from kg.rdf import arrange, write

if TYPE_CHECKING:
    import requests

#: Variables of the environment that hold who is let in: a name and its password, or a token instead of both.
USER, PASSWORD, TOKEN = "GOVKG_PUSH_USER", "GOVKG_PUSH_PASSWORD", "GOVKG_PUSH_TOKEN"

_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_REASON = 300


@dataclass(frozen=True, slots=True)
class Target:
    """Where graphs are put: the URL of a store's Graph Store Protocol, and who puts them.

    ``retries`` after a failure that may pass, the first after ``pause`` seconds, each later one after twice as long;
    ``timeout`` in seconds to connect and to wait for an answer.
    """

    url: str
    user: str = ""
    password: str = ""
    token: str = ""
    retries: int = 4
    pause: float = 0.5
    timeout: float = 120.0

    @classmethod
    def from_environment(cls, url: str, environment: Mapping[str, str] | None = None) -> Target:
        """Return the target at a URL, with the name, password or token that the environment holds.

        :raises GraphError: if the URL is none, or holds a password.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise GraphError(f"“{url}” is no address of a store; give one such as http://127.0.0.1:7878/store.")
        if parts.username or parts.password:
            raise GraphError(f"The address holds a password, which others can see; set {USER} and {PASSWORD} instead.")
        held = os.environ if environment is None else environment
        return cls(url, held.get(USER, ""), held.get(PASSWORD, ""), held.get(TOKEN, ""))


def push(target: Target, graphs: Mapping[NamedNode, list[Triple]]) -> Iterator[tuple[NamedNode, str]]:
    """Put each graph in its place; yield its name and what the store did, created or replaced, one after the other.

    :raises GraphError: if the store refuses a graph, or cannot be reached; those yielded before are in place.
    """
    with _session(target) as session:
        for name, triples in graphs.items():
            yield name, _put(session, target, name, triples)


def _put(session: requests.Session, target: Target, name: NamedNode, triples: list[Triple]) -> str:
    import requests

    data = write(arrange(triples))
    try:
        done = _send(session, target, name, data)
        if done.status_code == 401 and target.user and session.auth is None:
            session.auth = _asked_for(done.headers.get("www-authenticate", ""), target)
            done = _send(session, target, name, data)
    except requests.RequestException as error:
        raise GraphError(f"The store at {target.url} cannot be reached; is it running? {error}.") from error
    if done.status_code in (200, 201, 204):
        return "created" if done.status_code == 201 else "replaced"
    raise GraphError(_refusal(target, name, done))


def _send(session: requests.Session, target: Target, name: NamedNode, data: bytes) -> requests.Response:
    return session.put(
        target.url,
        params={"graph": name.value},
        data=data,
        headers={"Content-Type": "text/turtle"},
        timeout=target.timeout,
        allow_redirects=False,
    )


def _asked_for(challenge: str, target: Target) -> requests.auth.AuthBase:
    """The kind of authentication that the store asks for: Digest where it can, which does not send the password."""
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth

    kind = HTTPDigestAuth if "digest" in challenge.lower() else HTTPBasicAuth
    return kind(target.user, target.password)


def _bearer(token: str) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    def add(request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {token}"
        return request

    return add


def _refusal(target: Target, name: NamedNode, done: requests.Response) -> str:
    said = " ".join(done.text.split())[:_REASON]
    if done.status_code in (401, 403):
        return f"The store at {target.url} lets nobody in unknown; set {USER} and {PASSWORD}, or {TOKEN}: {said}"
    if done.is_redirect:
        return f"The store at {target.url} has moved to {done.headers.get('location')}; give that address."
    if done.status_code in (404, 405):
        return f"There is no Graph Store Protocol at {target.url}; see the README for the addresses of stores: {said}"
    return f"The store at {target.url} did not take <{name.value}>, it answered {done.status_code}: {said}"


def _session(target: Target) -> requests.Session:
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import Retry

    session = requests.Session()
    session.headers["User-Agent"] = "govkg"
    if target.token:
        session.auth = _bearer(target.token)
    retry = Retry(
        total=target.retries,
        backoff_factor=target.pause,
        status_forcelist=_AGAIN,
        allowed_methods={"PUT"},
        respect_retry_after_header=True,
        raise_on_status=False,
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session

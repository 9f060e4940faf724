"""Start the server, and what it needs: a store of files that are not in one, a socket, the extra packages."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.serve.settings import Settings
from kg.store import ReportStore, read_graphs

if TYPE_CHECKING:
    import uvicorn


def fill(folder: Path, graphs: Sequence[Path]) -> Path:
    """Make a store of files and return its folder; raise GraphError where a file cannot be read."""
    with ReportStore(folder, write=True) as store:
        store.load_vocabulary()
        for path in graphs:
            for name, triples in read_graphs(path).items():
                store.put(name, triples)
    return folder


def listen(settings: Settings, host: str, port: int) -> None:
    """Serve until the process is told to end; port 0 takes any free one. The address goes to standard error.

    :raises GraphError: if the store cannot be opened, the address is taken, or the extra is not installed.
    """
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise GraphError("The server needs starlette and uvicorn; install them: pip install 'govkg[serve]'.")
    import uvicorn

    from kg.serve.app import application

    app = application(settings)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            raise GraphError(f"Nobody can listen on {host}, port {port}; choose another --port: {error}.") from error
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on", server_header=False)
        server = uvicorn.Server(config)
        shown = f"[{host}]" if ":" in host else host
        told = f"kg: serving {settings.store} at http://{shown}:{bound.getsockname()[1]}/\n"
        with _when_ready(server, told):
            server.run(sockets=[bound])
    if not server.started:
        raise GraphError(f"The server could not start; try kg query --store {settings.store}, which says why.")


@contextmanager
def _when_ready(server: uvicorn.Server, message: str) -> Iterator[None]:
    """Write a message to standard error as soon as the server answers."""
    over = threading.Event()

    def wait() -> None:
        while not over.wait(0.02):
            if server.started:
                sys.stderr.write(message)
                sys.stderr.flush()
                return

    watcher = threading.Thread(target=wait, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()

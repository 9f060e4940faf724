"""Which media type a client gets by its Accept header."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="the server needs the extra serve")

from kg.serve.negotiate import choose

OFFERS = ["application/json", "text/csv", "text/html"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; q=0.5, text/html;q=0.4", "text/csv"),
        ("text/html, text/csv", "text/csv"),
        ("text/*;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/csv;q=0, */*;q=0.1, application/json;q=0", "text/html"),
        ("text/csv;q=0", ""),
        ("image/png", ""),
        ("image/png, */*;q=0.01", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/csv;q=x, text/html;q=0.1", "text/html"),
    ],
)
def test_negotiate_chooses(accept: str, chosen: str) -> None:
    assert choose(accept, OFFERS) == chosen

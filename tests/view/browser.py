"""A real Chromium for the tests of the page, with all network cut off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EXECUTABLE = os.environ.get("GOVKG_CHROMIUM", "/usr/bin/chromium")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--proxy-server=127.0.0.1:9",  # nobody listens there: whatever asks the network fails
    "--proxy-bypass-list=<-loopback>",
]


def missing() -> str:
    """Say what is missing for browser tests, "" where nothing is."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed (pip install govkg[test])"
    return "" if Path(EXECUTABLE).exists() else f"there is no browser at {EXECUTABLE} (apt-get install chromium)"


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a browser of Playwright, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=EXECUTABLE, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def wait_until(opened: Any, expression: str, seconds: float = 10.0) -> None:
    """Wait for an expression to be true, without what Playwright has for it, which the policy of the page forbids."""
    for _ in range(int(seconds * 20)):
        if opened.evaluate(expression):
            return
        opened.wait_for_timeout(50)
    raise TimeoutError(f"{expression} has not become true within {seconds} s")


@contextmanager
def open_page(browser: Any, file: Path, fragment: str = "", **options: Any) -> Iterator[Any]:
    """Give the page of a file, drawn; its requests, errors and dialogs are gathered in ``opened.seen``."""
    settings = {"viewport": {"width": 1280, "height": 720}, "locale": "zh-CN", "reduced_motion": "reduce"}
    context = browser.new_context(**{**settings, **options})
    opened = context.new_page()
    seen: dict[str, list[str]] = {"requests": [], "errors": [], "dialogs": []}
    opened.seen = seen
    opened.set_default_timeout(10_000)
    address = file.resolve().as_uri()
    opened.on("request", lambda r: seen["requests"].append(r.url))
    opened.on("console", lambda m: m.type in ("error", "warning") and seen["errors"].append(m.text))
    opened.on("pageerror", lambda e: seen["errors"].append(str(e)))
    opened.on("dialog", lambda d: (seen["dialogs"].append(d.message), d.dismiss()))
    try:
        opened.goto(address + fragment)
        wait_until(opened, "window.govkg && (govkg.drawnAt > 0 || govkg.state.view !== 'graph')", 30.0)
        yield opened
    finally:
        context.close()

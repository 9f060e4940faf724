"""Write the pictures of the page for the README: docs/page-*.png. Needs playwright, Chromium and Chinese letters.

    python -m tests.tools.screenshots

The report is the invented sample in tests/data/samples.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kg
from kg.view import write_page
from tests.view.browser import chromium, missing, open_page

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "tests" / "data" / "samples" / "云岫县-2024-法治政府建设年度报告.txt"
FOLDER = ROOT / "docs"


def opening(opened: Any) -> None:
    """Leave the page as it opens."""


def programme(opened: Any) -> None:
    """Click the programme of which most is said."""
    name = opened.evaluate(
        "() => JSON.parse(document.getElementById('facts').textContent).nodes"
        ".find(([, kind, label]) => kind === 'Programme' && govkg.shown.includes(label))[2]"
    )
    at, box = opened.evaluate("label => govkg.where(label)", name), opened.locator("#canvas").bounding_box()
    opened.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    opened.wait_for_selector("#subject")


def sentence(opened: Any) -> None:
    """Open the text at the first sentence about that programme."""
    programme(opened)
    opened.locator("#detail .sentence").first.click()


def figures(opened: Any) -> None:
    """Show the table of figures, by value."""
    opened.locator("#tab-figures").click()


PICTURES: dict[str, tuple[str, Callable[[Any], None]]] = {
    "opening": ("light", opening),
    "clicked": ("dark", programme),
    "text": ("light", sentence),
    "figures": ("light", figures),
}


def main() -> int:
    """Write the pictures; return 1 where there is no browser."""
    lacking = missing()
    if lacking:
        sys.stderr.write(f"No pictures: {lacking}.\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        file = write_page(kg.build(REPORT), Path(folder) / "page.html")
        for name, (scheme, prepare) in PICTURES.items():
            with open_page(browser, file, color_scheme=scheme) as opened:
                prepare(opened)
                opened.mouse.move(1, 1)
                opened.wait_for_timeout(300)
                opened.screenshot(path=FOLDER / f"page-{name}.png")
                sys.stdout.write(f"docs/page-{name}.png\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Time from opening a page to the drawn graph in Chromium, and the size of the file.

    python -m tests.bench.page_bench [GRAPH.ttl …]

Without graphs: one invented report, and as many as make 5,000 and 20,000 nodes. Needs playwright and Chromium.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.graph import Graph
from kg.view import page
from tests.view.browser import chromium, open_page
from tests.view.invented import invented_graph

#: Most seconds to the drawn graph, by number of nodes (none: one report); and megabytes of one report's page.
LIMITS = {0: 1.0, 5000: 3.0, 20000: 6.0}
SIZE_LIMIT = 3.0
RUNS = 5


def graphs(paths: list[str]) -> Iterator[tuple[str, Graph, float]]:
    """Yield name, graph and limit in seconds."""
    for path in paths:
        yield Path(path).name, Graph.load(path), LIMITS[0]
    if not paths:
        yield "one report, 500 nodes", invented_graph(500), LIMITS[0]
        for nodes in (5000, 20000):
            yield f"{nodes:,} nodes", invented_graph(nodes), LIMITS[nodes]


def main(paths: list[str]) -> int:
    """Print a line for each graph; return 1 where a limit is passed."""
    failed = False
    sys.stdout.write(f"{'graph':<28}{'nodes':>8}{'built s':>9}{'MB':>7}{'drawn s':>9}{'limit':>7}\n")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for name, graph, limit in graphs(paths):
            file = Path(folder) / "page.html"
            begin = time.perf_counter()
            file.write_text(page(graph), encoding="utf-8", newline="\n")
            built = time.perf_counter() - begin
            drawn = []
            for _ in range(RUNS):
                with open_page(browser, file) as opened:
                    drawn.append(opened.evaluate("govkg.drawnAt") / 1000)
            size, median = file.stat().st_size / 1e6, statistics.median(drawn)
            failed |= median > limit or (limit == LIMITS[0] and size > SIZE_LIMIT)
            nodes = len(graph.entities()) + len(graph.observations)
            sys.stdout.write(f"{name[:27]:<28}{nodes:>8,}{built:>9.2f}{size:>7.2f}{median:>9.2f}{limit:>7.1f}\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

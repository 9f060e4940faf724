"""How long each named question takes on a store of many reports, on disk and in memory; prints a Markdown table.

    python tests/bench/question_bench.py [STORE]

Without STORE one is built of ``../shared/corpus``. Each question is asked in turn, the time is the best of three, from
the text of the query to the bytes of the answer in JSON. The exit code is 1 where a question takes longer than LIMIT.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from pyoxigraph import Store  # noqa: E402

from kg.ask import Request, ask  # noqa: E402
from kg.corpus import build  # noqa: E402
from kg.questions import NamedQuestion, questions  # noqa: E402
from kg.store import ReportStore  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
JSON = "application/sparql-results+json"
#: The longest that a question may take, in seconds.
LIMIT = 0.5
ROUNDS = 3


def timed(store: Store, asked: NamedQuestion) -> tuple[int, float]:
    """Return how many rows a question has, and the least time it took."""
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        answer = ask(store, Request(asked.text, rows=JSON))
        times.append(perf_counter() - began)
    return answer.count, min(times)


def measure(folder: Path) -> bool:
    """Print the times of every question; return whether all keep within the limit."""
    with ReportStore(folder) as reports:
        memory = Store()
        memory.extend(reports.store)
        sys.stdout.write(f"{len(reports.entries())} reports, {len(memory):,} quads\n\n")
        sys.stdout.write("| question | rows | seconds on disk | in memory |\n| --- | ---: | ---: | ---: |\n")
        slowest = 0.0
        for asked in questions():
            rows, on_disk = timed(reports.store, asked)
            slowest = max(slowest, on_disk)
            line = f"| {asked.number} {asked.name} | {rows:,} | {on_disk:.2f} | {timed(memory, asked)[1]:.2f} |"
            sys.stdout.write(f"{line}{' over' if on_disk > LIMIT else ''}\n")
            sys.stdout.flush()
    return slowest <= LIMIT


def main(arguments: list[str]) -> int:
    """Measure the store named in the arguments, or one that is built of the corpus; return the exit code."""
    if arguments:
        return not measure(Path(arguments[0]))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "store"
        for _ in build([CORPUS], folder, jobs=2):
            pass
        return not measure(folder)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

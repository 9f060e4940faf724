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
from kg.questions import questions  # noqa: E402
from kg.store import ReportStore  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
JSON = "application/sparql-results+json"
#: The longest that a question may take, in seconds.
LIMIT = 0.5
ROUNDS = 3


Times = dict[str, tuple[int, float]]


def timed(store: Store) -> Times:
    """Return for each question, by name, how many rows it has and the least time that it took."""
    found: Times = {}
    for asked in questions():
        for _ in range(ROUNDS):
            began = perf_counter()
            answer = ask(store, Request(asked.text, rows=JSON))
            took = perf_counter() - began
            found[asked.name] = (answer.count, min(took, found.get(asked.name, (0, took))[1]))
    return found


def measure(folder: Path) -> bool:
    """Print the times of every question; return whether all keep within the limit."""
    with ReportStore(folder) as reports:
        on_disk = timed(reports.store)
        memory = Store()
        memory.extend(reports.store)
        in_memory = timed(memory)
        sys.stdout.write(f"{len(reports.entries())} reports, {len(memory):,} quads\n\n")
    sys.stdout.write("| question | rows | seconds on disk | in memory |\n| --- | ---: | ---: | ---: |\n")
    for asked in questions():
        (rows, took), (_, there) = on_disk[asked.name], in_memory[asked.name]
        over = " over" if max(took, there) > LIMIT else ""
        sys.stdout.write(f"| {asked.number} {asked.name} | {rows:,} | {took:.2f} | {there:.2f} |{over}\n")
    return max(took for times in (on_disk, in_memory) for _, took in times.values()) <= LIMIT


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

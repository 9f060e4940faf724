"""How fast a corpus is built into a store, made by varying the samples; prints a Markdown table.

    python tests/bench/corpus_bench.py [COUNT …]

A build with N processes is given N cores, since what writes the store would else use more of them. Memory is the peak
of the process that writes the store and of the largest worker (Linux: kilobytes).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

SAMPLES = sorted((ROOT / "tests" / "data" / "samples").glob("*.txt"))
HEAD = "| reports | processes | seconds | reports/s | ms a report | writer MB | worker MB | pieces MB | store MB |\n"


def main(counts: list[int]) -> None:
    """Build corpora of each size with one and two processes, each into a fresh store in a process of its own."""
    sys.stdout.write(HEAD + "|---" * 9 + "|\n")
    for count in counts:
        for jobs in (1, 2):
            with tempfile.TemporaryDirectory() as made:
                vary(count, Path(made) / "reports")
                one = [sys.executable, __file__, "--one", made, str(jobs)]
                measured = json.loads(subprocess.run(one, check=True, capture_output=True, text=True).stdout)
            took = measured.pop("seconds")
            cells = [count, jobs, f"{took:.1f}", f"{count / took:.1f}", f"{took / count * 1000:.0f}"]
            sys.stdout.write("| " + " | ".join(map(str, [*cells, *measured.values()])) + " |\n")
            sys.stdout.flush()


def vary(count: int, folder: Path) -> None:
    """Write so many reports, the samples in turn, each with a figure of its own."""
    folder.mkdir()
    for number in range(count):
        text = SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8")
        (folder / f"{number}.txt").write_text(f"{text}\n全年办结案件{number}件。\n", encoding="utf-8")


def one(made: Path, jobs: int) -> None:
    """Build the reports of a folder and print what it took."""
    from kg.corpus import build

    os.sched_setaffinity(0, set(range(jobs)))
    began = perf_counter()
    done = sum(1 for _ in build([made / "reports"], made / "store", jobs=jobs))
    took = perf_counter() - began
    assert done, "nothing was built"
    peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    pieces = sum(file.stat().st_size for file in (made / "store" / "graphs").iterdir())
    every = sum(file.stat().st_size for file in (made / "store").rglob("*") if file.is_file())
    measured = {"seconds": took, "writer": peaks[0], "worker": peaks[1]}
    sys.stdout.write(json.dumps(measured | {"pieces": pieces // 10**6, "store": (every - pieces) // 10**6}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main([int(count) for count in sys.argv[1:]] or [100, 3000])

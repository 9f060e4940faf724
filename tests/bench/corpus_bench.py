"""How fast a corpus is built into a store, made by varying the samples; prints a Markdown table.

    python tests/bench/corpus_bench.py [COUNT …]

Peak memory is that of the largest worker so far (Linux: kilobytes).
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

SAMPLES = sorted((ROOT / "tests" / "data" / "samples").glob("*.txt"))


def main(counts: list[int]) -> None:
    """Build corpora of each size with one and two processes, each into a fresh store."""
    from kg.corpus import build

    sys.stdout.write("| reports | processes | seconds | reports/s | worker peak MB |\n|---|---|---|---|---|\n")
    for count in counts:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "reports"
            folder.mkdir()
            for number in range(count):
                text = SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8")
                (folder / f"{number}.txt").write_text(f"{text}\n全年办结案件{number}件。\n", encoding="utf-8")
            for jobs in (1, 2):
                began = perf_counter()
                done = sum(1 for _ in build([folder], Path(made) / f"store{jobs}", jobs=jobs))
                took = perf_counter() - began
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
                sys.stdout.write(f"| {done} | {jobs} | {took:.1f} | {done / took:.1f} | {peak:.0f} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [100, 3000])

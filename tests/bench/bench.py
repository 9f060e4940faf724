"""How fast a text becomes facts and Turtle, beside jieba on the same text in the same run; prints a Markdown table.

    python tests/bench/bench.py [--rounds N]

The rounds of the three are interleaved and the medians of their processor time taken, so that what else the machine
does weighs little, and on all alike; the times of whole commands are by the clock on the wall.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import jieba

import kg
from kg.batch import Options, open_report
from kg.pipeline import extract
from kg.rdf import to_turtle
from kg.read import Report, read_text
from kg.score.build import options
from kg.score.gold import read_gold

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "data" / "samples"
SHARED = ROOT.parent / "shared"
SAMPLE = SAMPLES / "云岫县-2023-法治政府建设年度报告.txt"

Task = Callable[[Report], object]


def _again(report: Report) -> Report:
    """Read a text anew, as a user's build does; the options of its gold standard stand in the report."""
    return read_text(report.text, report.name, issuer=report.issuer, area=report.area, year=report.year or None)


def _facts(report: Report) -> object:
    return extract(_again(report))


def _turtle(report: Report) -> object:
    again = _again(report)
    return to_turtle(again, extract(again))


def _cut(report: Report) -> object:
    return jieba.lcut(report.text)


#: What is timed on each text, the standard first.
TASKS: dict[str, Task] = {"jieba.cut": _cut, "text → facts": _facts, "text → Turtle": _turtle}


def collections() -> Iterator[tuple[str, list[Report]]]:
    """Yield the collections of reports that are at hand."""
    yield "samples", [open_report(path) for path in sorted(SAMPLES.glob("*.txt"))]
    annotated = sorted((SHARED / "gold").glob("*.txt"))
    if annotated:
        said = [options(read_gold(path, path.with_suffix(".gold.tsv"))) for path in annotated]
        yield "annotated reports", [open_report(path, o) for path, o in zip(annotated, said, strict=True)]
    corpus = sorted((SHARED / "corpus").glob("*.txt"))
    if corpus:
        yield "government work reports", [open_report(path, Options()) for path in corpus]


def seconds(reports: Sequence[Report], rounds: int) -> dict[str, float]:
    """Return the median time of each task over all reports, after a round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in TASKS}
    for task in TASKS.values():
        task(reports[0])
    for _ in range(rounds):
        for name, task in TASKS.items():
            begin = process_time()
            for report in reports:
                task(report)
            times[name].append(process_time() - begin)
    return {name: median(taken) for name, taken in times.items()}


def wall(*arguments: str, rounds: int) -> float:
    """Return the median time of ``kg`` with these arguments, the start of Python included."""
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    times = []
    for _ in range(rounds):
        begin = perf_counter()
        subprocess.run([sys.executable, "-m", "kg", *arguments], env=environment, check=True, capture_output=True)
        times.append(perf_counter() - begin)
    return median(times)


def table(rounds: int = 5) -> str:
    """Return what was measured as Markdown."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    lines = ["| text | characters | task | characters a second | × jieba.cut |", "| --- | ---: | --- | ---: | ---: |"]
    for name, reports in collections():
        taken = seconds(reports, rounds)
        characters = sum(len(report.text) for report in reports)
        standard = taken["jieba.cut"]
        for task, time in taken.items():
            lines.append(f"| {name} | {characters:,} | {task} | {characters / time:,.0f} | {standard / time:.2f} |")
    with tempfile.TemporaryDirectory() as folder:
        build = wall("build", str(SAMPLE), "-o", folder, rounds=rounds)
    start = wall("--help", rounds=rounds)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, one process"
    lines += ["", f"`kg build` of one report, start included: {build:.2f} s; `kg --help`: {start:.2f} s ({machine})."]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default 5)")
    sys.stdout.write(table(parser.parse_args().rounds) + "\n")

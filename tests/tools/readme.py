"""Run what the README shows, and write into it what comes out.

    python tests/tools/readme.py            # commands, Python, and the score where ../shared/gold is at hand
    python tests/tools/readme.py --bench    # the speed too (some minutes)

A ``console`` block holds commands after “$ ”, a ``python`` block statements after “>>> ”; both run in a folder that has
only ``tests/`` in it, block after block, so that one may use what another wrote.
"""

from __future__ import annotations

import argparse
import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg

if TYPE_CHECKING:
    from kg.score import Score

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
GOLD = ROOT.parent / "shared" / "gold"
SAMPLES = ROOT / "tests" / "data" / "samples"
#: The columns of the output shown.
WIDTH = 100

_SETS = ("published reports", "invented samples")
_BLOCK = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.*)$", re.MULTILINE)


class Shell:
    """Runs blocks in a folder of their own; Python statements share their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {}
        (folder / "tests").symlink_to(ROOT / "tests")
        programs = folder / ".bin"
        programs.mkdir()
        (programs / "kg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
        (programs / "kg").chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")},
            "COLUMNS": str(WIDTH),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(kg.__file__).parents[1]),
            "PYTHONIOENCODING": "utf-8",
        }

    def run(self, kind: str, body: str) -> str:
        """Return a block with what its commands or statements give now."""
        return "".join(self._console(body) if kind == "console" else self._python(body))

    def _console(self, body: str) -> Iterator[str]:
        for command in _COMMAND.findall(body):
            ended = subprocess.run(
                ["bash", "-c", command],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            yield f"$ {command}\n"
            yield from (f"{line.rstrip()}\n" for line in ended.stdout.splitlines())

    def _python(self, body: str) -> Iterator[str]:
        for example in doctest.DocTestParser().get_examples(body):
            printed = io.StringIO()
            with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
                exec(compile(example.source, "README.md", "single"), self.names)
            first, *more = example.source.splitlines()
            yield f">>> {first}\n"
            yield from (f"... {line}".rstrip() + "\n" for line in more)
            yield printed.getvalue()


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the blocks that can be run, as (kind, body)."""
    return [(match["kind"], match["body"]) for match in _BLOCK.finditer(text)]


def refreshed(text: str, folder: Path) -> str:
    """Return the README with what its blocks give now."""
    shell = Shell(folder)
    return _BLOCK.sub(lambda match: f"```{match['kind']}\n{shell.run(match['kind'], match['body'])}```", text)


def filled(text: str, name: str, content: str) -> str:
    """Return the README with ``content`` between the markers ``<!-- name -->`` and ``<!-- /name -->``."""
    marked = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
    if not marked.search(text):
        raise SystemExit(f"The README has no markers <!-- {name} --> and <!-- /{name} -->.")
    return marked.sub(lambda _: f"{content}\n", text)


def score_table() -> str:
    """Return the score over the annotated reports, and over the samples, as Markdown."""
    from kg.score import LAYERS

    sets = [_scored(sorted(folder.glob("*.txt"))) for folder in (GOLD, SAMPLES)]
    told = [f"{count} {what}, {length:,} characters" for (count, length, _), what in zip(sets, _SETS, strict=True)]
    lines = [
        f"P, R and F1 over {' (left), and over '.join(told)} (right):",
        "",
        "| layer | facts | P | R | F1 | facts | P | R | F1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for layer in LAYERS:
        tallies = [total[layer] for _, _, total in sets]
        if any(tallies) and not layer.startswith("rel "):
            cells = [f"{t.tp + t.fn} | {t.precision:.3f} | {t.recall:.3f} | {t.f1:.3f}" for t in tallies]
            lines.append(f"| {layer} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _scored(texts: list[Path]) -> tuple[int, int, Score]:
    """Return how many reports and characters there are, and their score as one."""
    from kg.score import Score, score
    from kg.score.build import graph_for
    from kg.score.gold import read_gold

    total, characters = Score(), 0
    for text in texts:
        path = text.with_suffix(".gold.tsv")
        gold = read_gold(text, path)
        characters += len(gold.text)
        total += score(text, path, graph_for(text, gold))
    return len(texts), characters, total


def main() -> None:
    """Write the README anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", action="store_true", help="measure the speed too")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = refreshed(README.read_text(encoding="utf-8"), Path(folder))
    if GOLD.is_dir():
        text = filled(text, "score", score_table())
    if wanted.bench:
        command = [sys.executable, ROOT / "tests" / "bench" / "bench.py"]
        text = filled(text, "speed", subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Write the expected answers of the named questions on the samples anew: ``python tests/query/regenerate.py``.

Run it when the extractor or a question has changed, and read the difference (``git diff tests/query/expected``): a row
that is gone or new must be right by the text of the sample.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from stores import EXPECTED, Row, sample_answer, sample_store  # noqa: E402

from kg.ask import Request, ask  # noqa: E402
from kg.questions import NamedQuestion, questions  # noqa: E402


def answer(asked: NamedQuestion) -> list[Row]:
    """Return the answer of a question on the samples: a row of names, then the rows, sorted."""
    names = ask(sample_store().store, Request(asked.text, rows="text/csv")).body.decode().splitlines()[0]
    return [tuple(names.split(",")), *sample_answer(asked)]


def text(answered: list[Row]) -> str:
    """Return an answer as the text of its file."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(answered)
    return out.getvalue()


def path(asked: NamedQuestion) -> Path:
    """Return the file of a question's expected answer."""
    return EXPECTED / f"{asked.number}-{asked.name}.csv"


def main() -> None:
    for old in EXPECTED.glob("*.csv"):
        old.unlink()
    for asked in questions():
        path(asked).write_text(text(answer(asked)), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()

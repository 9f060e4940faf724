"""What the commands share of the terminal: consoles, tables, progress; rich is imported when one is made."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import ProgressColumn
    from rich.table import Table
    from rich.text import Text

T = TypeVar("T")

#: Columns of the output where it goes to a file or a pipe; the variable COLUMNS overrules it.
WIDTH = 120
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console(*, stderr: bool = False) -> Console:
    """Return a console: as wide as the terminal, and in colour only there (NO_COLOR, FORCE_COLOR are heeded)."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else WIDTH
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


def clean(text: object) -> str:
    """Return text of a report for the terminal: white space as one space, what would steer the terminal as “�”."""
    return _CONTROL.sub("\ufffd", re.sub(r"\s+", " ", str(text)).strip())


def styled(text: object, style: str = "") -> Text:
    """Return cleaned text in a style of rich."""
    from rich.text import Text

    return Text(clean(text), style=style)


def table(*columns: str, title: str = "", numbers: Iterable[str] = ()) -> Table:
    """Return an empty table; columns named in ``numbers`` are set flush right. Add rows with :func:`row`."""
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, title_justify="left", title_style="bold")
    made.title = clean(title) or None
    made.min_width = cell_len(clean(title))
    right = set(numbers)
    for name in columns:
        made.add_column(
            clean(name), justify="right" if name in right else "left", no_wrap=name in right, overflow="fold"
        )
    return made


def row(made: Table, *cells: object, style: str = "") -> None:
    """Add a row of cells to a table, as cleaned text."""
    made.add_row(*(styled(cell) for cell in cells), style=style or None)


def tell(message: str) -> None:
    """Write one message to standard error, after the name of the program."""
    sys.stderr.write(f"kg: {message}\n")


def progress(items: Iterable[T], total: int, *, quiet: bool = False) -> Iterator[T]:
    """Yield the items, with a bar on standard error while it is a terminal and there are several."""
    screen = console(stderr=True)
    if quiet or total < 2 or not screen.is_terminal:
        yield from items
        return
    from rich.progress import Progress

    with Progress(*_columns(), console=screen, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("Building", total=total)
        for item in items:
            yield item
            bar.advance(task)


def rate(items: Iterable[tuple[T, int]], *, quiet: bool = False) -> Iterator[tuple[T, int]]:
    """Yield the items, each with how many are left, and tell now and then how fast they come and how long it takes."""
    from time import monotonic

    began = told = monotonic()
    for done, (item, left) in enumerate(items, 1):
        yield item, left
        now = monotonic()
        if not quiet and (now - told > 5 or not left):
            told, speed = now, done / max(now - began, 0.001)
            tell(f"{done} built, {left} left, {speed:.1f} a second, {left / speed:.0f} s to go.")


def _columns() -> tuple[ProgressColumn, ...]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    return TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()

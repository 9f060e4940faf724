"""Work for the pool that ends its process; a module of its own, since the workers import it afresh."""

from __future__ import annotations

import os
import signal

from kg.corpus import Entry
from kg.corpus.piece import Task, build_piece


def fatal(task: Task) -> Entry:
    """End the process, for a file called bad each time, for one called once the first time only."""
    mark = task.folder.parent / "died"
    if task.source.stem == "bad" or (task.source.stem == "once" and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return build_piece(task)

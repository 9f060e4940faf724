"""What became of each file of a corpus: lines of JSON, one appended a step, the last line of a path being the truth.

A line that was cut short by a kill is left out when the file is read, so that its step is done again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.errors import GraphError
from kg.files import write_whole


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the corpus, ``state`` being built, failed or gone.

    ``piece`` names its file of N-Quads, ``graphs`` the reports in it; ``pending`` are graphs that the store is still
    to be given (those of the file, and those that it held before). ``seconds`` is the time of its build.
    """

    path: str
    sha256: str = ""
    state: str = "built"
    piece: str = ""
    graphs: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    errors: tuple[str, ...] = ()


class Manifest:
    """The entries of a corpus by path, kept in the file at ``path``; one process at a time may write it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: dict[str, Entry] = {}
        try:
            lines = path.read_bytes().split(b"\n") if path.exists() else []
            for line in lines[:-1]:  # what follows the last end of a line was cut short
                entry = _entry(line)
                self.entries[entry.path] = entry
            self.compact()
        except (OSError, ValueError, TypeError) as fault:
            raise GraphError(f"The manifest {path} is damaged; build into another folder: {fault}.") from fault

    def put(self, entry: Entry) -> None:
        """Note what became of a file, in one write that outlives a killed process."""
        self.entries[entry.path] = entry
        with self.path.open("ab", buffering=0) as file:
            file.write(_line(entry))

    def compact(self) -> None:
        """Write the file anew, sorted by path, with one line a file and none for what is gone for good."""
        self.entries = {k: e for k, e in sorted(self.entries.items()) if e.state != "gone" or e.pending}
        write_whole(self.path, b"".join(map(_line, self.entries.values())))


def _line(entry: Entry) -> bytes:
    return json.dumps(asdict(entry), sort_keys=True).encode() + b"\n"


def _entry(line: bytes) -> Entry:
    read = json.loads(line)
    return Entry(**read | {name: tuple(read[name]) for name in ("graphs", "pending", "errors")})

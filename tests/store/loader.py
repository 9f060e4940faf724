"""The process that the kill test kills: loads graphs into a store, one after the other, and says when it begins."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.store import ReportStore


def main() -> None:
    folder, *graphs = sys.argv[1:]
    with ReportStore(folder, write=True) as store:
        print("ready", flush=True)
        for path in graphs:
            store.load(Path(path))


if __name__ == "__main__":
    main()

"""Where reports lie and pieces go: paths of this machine, or URLs of any storage that fsspec knows (s3://, hdfs:// …)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from kg.errors import ReadError
from kg.read import find_reports
from kg.read.formats import is_report
from kg.read.reader import STDIN


def place(text: str) -> Path:
    """Return a path, for a URL one of universal_pathlib, which acts like a path of this machine.

    :raises ReadError: if it is a URL and the libraries for it are missing.
    """
    if "://" not in text:
        return Path(text)
    try:
        from upath import UPath

        return cast("Path", UPath(text))
    except (ImportError, ValueError) as fault:
        raise ReadError(
            f"{text} cannot be reached; pip install 'govkg[cluster]', or what its kind needs: {fault}."
        ) from fault


def sources_of(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the places named, resolved, and the files to read in them, sorted, none twice.

    :raises ReadError: if there is none, or one cannot be built again, such as standard input.
    """
    if STDIN in paths:
        raise ReadError("A store is built from files, which can be built again; save standard input to a file first.")
    roots = [path.resolve() for path in paths]
    found = {str(file): file for file in (f.resolve() for f in find_reports([p for p in paths if not _afar(p)]))}
    for root in filter(_afar, roots):
        below = _below(root)
        if not below:
            raise ReadError(f"There is no report (*.txt, *.html, *.docx, *.pdf …) at {root}; name a place with some.")
        found |= {str(file): file for file in below}
    return roots, [found[name] for name in sorted(found)]


def _afar(path: Path) -> bool:
    return "://" in str(path)


def _below(root: Path) -> list[Path]:
    try:
        if root.is_file():
            return [root]
        return [file for file in root.rglob("*") if file.is_file() and is_report(file.name)]
    except OSError as fault:
        raise ReadError(f"{root} cannot be read; check the name and your rights: {fault}.") from fault

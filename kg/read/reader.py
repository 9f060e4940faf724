"""Files, bytes and texts → reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.read.decode import decode, load, refuse_blank
from kg.read.heading import describe
from kg.read.report import Report

#: What stands for the standard input among paths; whoever calls reads its bytes.
STDIN = Path("-")


def read(path: Path | str, *, issuer: str | None = None, area: str | None = None, year: int | None = None) -> Report:
    """Return the report in the text file at ``path``, decoded and described.

    :param issuer, area, year: the body that reports, its division and the year under review; each overrules the text.
    :raises ReadError: if the file is missing, unreadable, too large, empty, binary, damaged or not Chinese text.
    """
    path = Path(path)
    text, encoding = decode(load(path), str(path))
    return describe(text, path.name, issuer=issuer, area=area, year=year, encoding=encoding)


def read_bytes(
    data: bytes, name: str, *, issuer: str | None = None, area: str | None = None, year: int | None = None
) -> Report:
    """Return the report in ``data``, such as an upload or the standard input; otherwise as :func:`read`.

    :param name: the name of the file it was, which may tell body and year and names the output.
    """
    text, encoding = decode(data, name)
    return describe(text, name, issuer=issuer, area=area, year=year, encoding=encoding)


def read_text(
    text: str, name: str, *, issuer: str | None = None, area: str | None = None, year: int | None = None
) -> Report:
    """Return the report of a text that is decoded already; otherwise as :func:`read_bytes`.

    :raises ReadError: if the text is empty, nothing but white space, or holds lone surrogates, which no file can hold.
    """
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        raise ReadError(
            f"{name} holds a lone surrogate at character {fault.start}; decode the text with its right encoding."
        ) from fault
    refuse_blank(text, name)
    return describe(text, name, issuer=issuer, area=area, year=year)


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """Return the files to read: files as they are, for a directory every ``*.txt`` below it, sorted; none twice.

    Hidden files and directories are left out; ``-`` stays as it is.

    :raises ReadError: if a path does not exist, or a directory holds no report.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            below = sorted(file for file in path.rglob("*") if _is_report(file, path))
            if not below:
                raise ReadError(f"There is no report (*.txt) in the directory {path}; name one that holds some.")
            found.update(dict.fromkeys(below))
        elif path == STDIN or path.exists():
            found[path] = None
        elif path.is_symlink():
            raise ReadError(f"{path} is a link to a file that does not exist; mend the link or name the file.")
        else:
            raise ReadError(f"There is no file or directory {path}; check the name.")
    return list(found)


def _is_report(file: Path, directory: Path) -> bool:
    below = file.relative_to(directory).parts
    return file.suffix.lower() == ".txt" and not any(part.startswith(".") for part in below) and not file.is_dir()

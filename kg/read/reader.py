"""Files, bytes and texts → reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.read import formats
from kg.read.decode import opened, refuse_blank
from kg.read.evidence import stem_of
from kg.read.heading import describe
from kg.read.report import Report
from kg.read.stated import Extracted

#: What stands for the standard input among paths; whoever calls reads its bytes.
STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the user says of the reports; each overrules what the text says."""

    issuer: str | None
    area: str | None
    year: int | None


def read(path: Path | str, *, issuer: str | None = None, area: str | None = None, year: int | None = None) -> Report:
    """Return the report in the file at ``path``: a text, web page, Word, PDF or Markdown file, or a container of one.

    :param issuer, area, year: the body that reports, its division and the year under review; each overrules the text.
    :raises ReadError: if the file is missing, unreadable, too large, empty, damaged, of a format that is not read, no
        Chinese text, or holds several reports (see :func:`read_all`).
    """
    path = Path(path)
    with opened(path, formats.limit_of(path.name)) as file:
        return _only(_reports(file, path.name, str(path), _Said(issuer, area, year), None), str(path))


def read_bytes(
    data: bytes, name: str, *, issuer: str | None = None, area: str | None = None, year: int | None = None
) -> Report:
    """Return the report in ``data``, such as an upload or the standard input; otherwise as :func:`read`.

    :param name: the name of the file it was, which may tell the format, the body and the year, and names the output.
    """
    return _only(_reports(BytesIO(data), name, name, _Said(issuer, area, year), None), name)


def read_all(
    path: Path | str,
    *,
    issuer: str | None = None,
    area: str | None = None,
    year: int | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Report]:
    """Yield the reports in the file at ``path``: one of a document, all of a table (CSV, JSONL) or an archive (ZIP).

    No two have the same name: what is called as one before gets -2, -3 …; rows without a name are NAME-1, NAME-2 …

    :param issuer, area, year: as for :func:`read`, for every report in the file.
    :param on_error: called with the error of a row or member that cannot be read, and the rest goes on; without it the
        first one is raised.
    :raises ReadError: as :func:`read`; also if the file as a whole cannot be read, whatever ``on_error``.
    """
    path = Path(path)
    with opened(path, formats.limit_of(path.name)) as file:
        yield from _reports(file, path.name, str(path), _Said(issuer, area, year), on_error)


def read_text(
    text: str, name: str, *, issuer: str | None = None, area: str | None = None, year: int | None = None
) -> Report:
    """Return the report of a text that is decoded already; otherwise as :func:`read_bytes`.

    :raises ReadError: if the text is empty, nothing but white space, or holds lone surrogates, which no file can hold.
    """
    return _report(Extracted(text), name, _Said(issuer, area, year))


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """Return the files to read: files as they are, for a directory what counts as a report below it; none twice.

    By their names count text, web pages, Word, PDF, Markdown and ZIP, tables (CSV, JSONL) that have a column of texts,
    and documents of kinds that are refused, so that none is left out unsaid. Hidden files and directories, the folders
    that browsers save beside a page, and README and the like do not count; ``-`` stays as it is.

    :raises ReadError: if a path does not exist, or a directory holds no report.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            below = sorted(file for file in path.rglob("*") if _is_report(file, path))
            if not below:
                raise ReadError(
                    f"There is no report (*.txt, *.html, *.docx, *.pdf …) in the directory {path}; name one with some."
                )
            found.update(dict.fromkeys(below))
        elif path == STDIN or path.exists():
            found[path] = None
        elif path.is_symlink():
            raise ReadError(f"{path} is a link to a file that does not exist; mend the link or name the file.")
        else:
            raise ReadError(f"There is no file or directory {path}; check the name.")
    return list(found)


def _reports(
    file: BinaryIO, name: str, where: str, said: _Said, on_error: Callable[[ReadError], None] | None
) -> Iterator[Report]:
    """Yield the reports in ``file``; ``where`` is what messages call it."""
    names: Counter[str] = Counter()
    for found in formats.extract(file, where):
        try:
            if isinstance(found, ReadError):
                raise found
            yield _report(found, _unused(found.name or name, names), said)
        except ReadError as fault:
            if on_error is None:
                raise
            on_error(fault)


def _report(found: Extracted, name: str, said: _Said) -> Report:
    try:
        found.text.encode()
    except UnicodeEncodeError as fault:
        raise ReadError(
            f"{name} holds a lone surrogate at character {fault.start}; decode the text with its right encoding."
        ) from fault
    refuse_blank(found.text, name)
    return describe(found, name, issuer=said.issuer, area=said.area, year=said.year)


def _unused(name: str, names: Counter[str]) -> str:
    """Return ``name`` without directories and ending, made different from those that came before it."""
    stem = stem_of(name)
    names[stem] += 1
    while names[stem] > 1 and names[f"{stem}-{names[stem]}"]:
        names[stem] += 1
    if names[stem] == 1:
        return name
    names[f"{stem}-{names[stem]}"] += 1
    return f"{stem}-{names[stem]}"


def _only(reports: Iterator[Report], where: str) -> Report:
    """Return the one report; raise ReadError where there are several or none."""
    first = next(reports, None)
    if first is None:
        raise ReadError(f"{where} holds no report; give a file that does.")
    if next(reports, None) is not None:
        raise ReadError(f"{where} holds several reports; read them with kg.read_all, or build them with kg build.")
    return first


def _is_report(file: Path, directory: Path) -> bool:
    below = file.relative_to(directory)
    if file.is_dir() or any(part.startswith(".") or part.endswith(("_files", ".files")) for part in below.parts):
        return False
    if file.suffix.lower() not in formats.TABLES:
        return formats.is_report(file.name)
    try:
        with file.open("rb") as table:
            return formats.is_report(file.name, table.read(formats.PEEK))
    except OSError:
        return True  # found, so that reading it says what is wrong

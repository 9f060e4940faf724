"""The formats in which reports lie about: web pages, Word, PDF, Markdown, text, tables, and archives of all these.

A file is told by its first bytes, then by its name. Web pages, Word, PDF and Markdown are taken apart in a child
process with limits (:mod:`kg.read.formats.sandbox`); nothing is fetched from a network and nothing written to disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.decode import DOCUMENT_LIMIT, LIMIT, decode, too_large
from kg.read.formats import archive, rows
from kg.read.formats.signature import KINDS, REFUSED, kind_of, suffix_of
from kg.read.stated import Extracted

#: The endings of the names of files that are looked for in folders and archives.
SUFFIXES = frozenset(suffix for suffixes in KINDS.values() for suffix in suffixes) | frozenset(REFUSED)
_SANDBOXED = frozenset({"html", "docx", "pdf", "markdown"})
#: Endings of tables, which count only where they have a column of texts, and how many bytes show that.
TABLES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
PEEK = 65536
_NEVER = frozenset({"readme", "license", "licence", "notice", "changelog", "contributing"})


def extract(file: BinaryIO, name: str, *, packed: bool = False) -> Iterator[Extracted | ReadError]:
    """Yield the texts in ``file``: one of a document, all of a table or an archive, or the error of a bad one of these.

    :param name: name of the file, which messages give; its ending counts where the first bytes do not tell the format.
    :param packed: whether the file comes out of an archive, so that it may be none itself.
    :raises ReadError: if the file as a whole cannot be read.
    """
    kind = kind_of(file, name)
    if kind == "csv":
        yield from rows.csv_rows(file, name)
    elif kind == "jsonl":
        yield from rows.jsonl_rows(file, name)
    elif kind == "zip":
        if packed:
            raise ReadError(f"{name} is an archive in an archive; unpack it and pack its files again.")
        yield from _members(file, name)
    else:
        yield _single(kind, file, name)


def is_report(name: str, head: bytes | None = None) -> bool:
    """Say whether a file in a folder or an archive counts as one of reports, by its name and its first bytes.

    A table counts where it has a column of texts; files that explain a folder (README) do not.

    :param head: the first bytes of the file, None where they cannot be read.
    """
    suffix = suffix_of(name)
    stem = name.replace("\\", "/").rpartition("/")[2].split(".")[0].lower()
    if suffix not in SUFFIXES or stem in _NEVER:
        return False
    return suffix not in TABLES or head is None or rows.holds_texts(head[:PEEK], suffix)


def limit_of(name: str) -> int | None:
    """Return how many bytes a file of this name may have, None for one that is read piece by piece."""
    suffix = suffix_of(name)
    if suffix in TABLES or suffix == ".zip":
        return None
    return DOCUMENT_LIMIT if suffix in (".pdf", ".docx", ".docm", ".doc") else LIMIT


def _single(kind: str, file: BinaryIO, name: str) -> Extracted:
    limit = DOCUMENT_LIMIT if kind in ("pdf", "docx") else LIMIT
    data = file.read(limit + 1)
    if len(data) > limit:
        raise too_large(name, len(data), limit)
    if kind in _SANDBOXED:
        from kg.read.formats import sandbox

        return sandbox.extract(kind, data, name)
    return Extracted(*decode(data, name))


def _members(file: BinaryIO, name: str) -> Iterator[Extracted | ReadError]:
    """Yield the texts in an archive, each under the name of its member."""
    some = False
    for called, data in archive.members(file, name):
        if isinstance(data, ReadError):
            some = some or is_report(called)
            if is_report(called):
                yield data
        elif is_report(called, data):
            some = True
            try:
                for found in extract(BytesIO(data), called, packed=True):
                    yield found if isinstance(found, ReadError) or found.name else replace(found, name=called)
            except ReadError as fault:
                yield ReadError(f"In {name}: {fault}")
    if not some:
        raise ReadError(f"{name} holds no report (*.txt, *.html, *.docx, *.pdf …); name an archive that does.")

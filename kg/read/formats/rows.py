"""Tables of reports: CSV and TSV with a header, JSON Lines; one report a row, read as the file is read.

A column holds the text, others may say who reports, the division, the year, the title, the date and the report's
name; what they are called stands in ``kg/lexicon/columns.toml``.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.read.decode import LIMIT
from kg.read.evidence import stem_of
from kg.read.formats.columns import fields_of
from kg.read.stated import FIELDS, Extracted, Stated

_SAMPLE = 1 << 16
_COLUMNS = "name the column of the texts “text” (“正文”)"
Row = Extracted | ReadError


def csv_rows(file: BinaryIO, name: str) -> Iterator[Row]:
    """Yield the report of each row of a CSV or TSV file, or why that row has none.

    :raises ReadError: if the file has no header with a column of texts, or is damaged where the rows cannot be told
        apart.
    """
    encoding, sample = _encoding(file, name)
    first = sample.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(LIMIT)
    stream = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        rows = csv.DictReader(_lines(stream, name), delimiter=delimiter, strict=True)
        fields = fields_of([column for column in rows.fieldnames or () if column])
        if "text" not in fields:
            raise ReadError(f"{name} has no column of texts in its first line; {_COLUMNS}.")
        for number, row in enumerate(rows, 1):
            yield _report(row, fields, (name, "Row", number), encoding)
    except UnicodeDecodeError as fault:
        what = f"is {encoding.upper()} only up to line {rows.line_num}"
        raise ReadError(f"{name} {what}; the rest is damaged or of another file.") from fault
    except csv.Error as fault:
        what = f"has a quotation mark that does not fit after line {rows.line_num}"
        raise ReadError(f"{name} {what}; mend it.") from fault
    finally:
        stream.detach()


def jsonl_rows(file: BinaryIO, name: str) -> Iterator[Row]:
    """Yield the report of each line of a JSON Lines file, or why that line has none."""
    number = 0
    while line := file.readline(LIMIT + 1):
        number += 1
        where = f"Line {number} of {name}"
        if len(line) > LIMIT:
            raise ReadError(f"{where} has more than {LIMIT // 1024 // 1024} MB, the most that is read; split it.")
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            yield ReadError(f"{where} is not UTF-8, as JSON Lines are; save the file as UTF-8.")
        except (ValueError, RecursionError):
            yield ReadError(f"{where} is not JSON; write one object on each line.")
        else:
            if isinstance(row, dict):
                yield _report(row, fields_of([*row]), (name, "Line", number), "utf-8")
            else:
                yield ReadError(f"{where} is no JSON object; write one object with the key “text” on each line.")


def holds_texts(head: bytes, suffix: str) -> bool:
    """Say whether the beginning of a table shows a column of texts, so that it is one of reports."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head.removeprefix(codecs.BOM_UTF8)).split("\n", 1)[0]
        except UnicodeDecodeError:
            continue
        quoted = text.split('"')[1::2]
        plain = text.replace("\t", ",").replace(";", ",").replace('"', "").split(",")
        return "text" in fields_of(quoted if suffix in (".jsonl", ".ndjson") else [part.strip() for part in plain])
    return False


def _report(row: Mapping[str, Any], fields: Mapping[str, str], place: tuple[str, str, int], encoding: str) -> Row:
    """Return the report of a row; ``place`` is the name of the file, “Row” or “Line”, and its number."""
    name, what, number = place
    values = {field: row[column] for field, column in fields.items() if isinstance(row.get(column), str | int)}
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        return ReadError(f"{what} {number} of {name} has no text; {_COLUMNS}, and leave none empty.")
    facts = [
        (field, str(values[field]).strip(), f"column ({fields[field]})")
        for field in FIELDS
        if field in values and str(values[field]).strip()
    ]
    called = str(values.get("name", "")).strip() or f"{stem_of(name)}-{number}"
    return Extracted(text, encoding, Stated(tuple(facts), overrules=True), called)


def _encoding(file: BinaryIO, name: str) -> tuple[str, str]:
    """Return the encoding of the file by its first bytes, and the text of them."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    if not sample.strip():
        raise ReadError(f"{name} is empty; give a table with a header and a row for each report.")
    for encoding in ("utf-8-sig" if sample.startswith(codecs.BOM_UTF8) else "utf-8", "gb18030"):
        try:
            return encoding, codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
    raise ReadError(f"{name} is neither UTF-8 nor GB18030; save the table as UTF-8 (CSV) and try again.")


def _lines(stream: io.TextIOWrapper, name: str) -> Iterator[str]:
    """Yield the lines of the file, none longer than what is read of one report, and without NUL."""
    while line := stream.readline(LIMIT + 1):
        if len(line) > LIMIT:
            raise ReadError(f"{name} has a line of more than {LIMIT // 1024 // 1024} million characters; split it.")
        yield line.replace("\x00", "")

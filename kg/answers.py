"""Answers for people: one query put to graphs in files or in a store, and its rows as text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.ask import Answer as Found
from kg.ask import Request
from kg.questions import question, questions
from kg.sparql import QueryError
from kg.vocabulary import prefixes
from kg.worker import Source, Worker

_NUMBERS = ("integer", "decimal", "double", "float")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer as text; ``numbers`` are the columns that hold nothing but numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer(Found):
    """What a query returned, see :class:`kg.ask.Answer`."""

    def table(self) -> Table:
        """Return the rows as text, IRIs with their prefix, of an answer in JSON; yes or no as one row."""
        data = json.loads(self.body)
        if self.kind == "boolean":
            return Table(("answer",), (("yes" if data["boolean"] else "no",),), ())
        names = data["head"]["vars"]
        cells = [[found.get(name) for name in names] for found in data["results"]["bindings"]]
        columns = zip(*cells, strict=True) if cells else ([] for _ in names)
        numbers = [name for name, column in zip(names, columns, strict=True) if column and all(map(_number, column))]
        return Table(tuple(names), tuple(tuple(map(_cell, row)) for row in cells), tuple(numbers))


def read_question(asked: str) -> str:
    """Return the query that is meant: of a named question, of a file ``NAME.rq``, or the text itself.

    :raises QueryError: if it is none of these, or the file cannot be read.
    """
    named = question(asked)
    if named is not None:
        return named.text
    if asked.endswith((".rq", ".sparql")):
        try:
            return Path(asked).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"The query {asked} cannot be read; give a file in UTF-8: {error}.", "syntax") from error
    if not any(mark in asked for mark in "{<\n"):
        near = get_close_matches(asked, [q.name for q in questions()])
        hint = f"do you mean {' or '.join(near)}" if near else "kg query --list shows them"
        raise QueryError(f"“{asked}” is no named question, no file NAME.rq and no SPARQL; {hint}?", "syntax")
    return asked


def ask_once(source: Source, request: Request, seconds: float) -> Answer:
    """Put one query to graphs, in a process of its own.

    :raises QueryError: if there is no answer, or none within so many seconds; GraphError if a graph cannot be read.
    """
    worker = Worker(source)
    try:
        head, body = worker.ask(request.as_dict(), seconds)
        return Answer(head["kind"], head["count"], head["media"], body)
    finally:
        worker.close()


def _number(cell: dict[str, Any] | None) -> bool:
    return cell is not None and cell.get("datatype", "").rpartition("#")[2] in _NUMBERS


def _cell(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return ""
    if cell["type"] == "uri":
        return short(cell["value"])
    return str(cell["value"]) if cell["type"] != "bnode" else f"_:{cell['value']}"


def expand(name: str) -> str:
    """Return the IRI that is written with a usual prefix (the other way round: :func:`short`), others as they are."""
    prefix, _, local = name.partition(":")
    return f"{prefixes()[prefix]}{local}" if prefix in prefixes() else name


def short(iri: str) -> str:
    """Return an IRI with the usual prefix, or as it is where none fits."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri

"""A look at the text of a SPARQL query before it is run: what form it has, and what it would reach for outside.

This reads tokens, not grammar. It serves to answer with a good reason; what keeps a query from the network is
:func:`kg.seal.seal`, since no reading of the text can be proved to agree with the engine's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import GraphError

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
             | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<name>[?$]\w+ | @[A-Za-z][\w-]* | (?:[^\W\d][\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)


class QueryError(GraphError):
    """A query that is not answered. ``kind`` says why: syntax, refused, media, time, size, memory, busy or store."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Shape:
    """What the text of a query shows: its form in capitals ("" where it shows none), the graphs that it names in FROM
    (IRIs, or prefixed names that it does not declare), whether it asks another service."""

    form: str
    graphs: tuple[str, ...]
    service: bool


def shape(query: str, prefixes: Mapping[str, str]) -> Shape:
    """Return what the text of a query shows; ``prefixes`` are those declared besides its own."""
    declared = dict(prefixes)
    form, service, graphs, before = "", False, [], ("", "")
    for kind, text in _tokens(query):
        word = text.upper() if kind == "word" else ""
        form = form or (word if word in UPDATES | FORMS else "")
        service = service or word == "SERVICE"
        if kind in ("iri", "name") and before[0] in ("FROM", "NAMED"):
            graphs.append(_expanded(kind, text, declared))
        elif kind == "iri" and before[0] == "PREFIX":
            declared[before[1].removesuffix(":")] = text[1:-1]
        before = (before[0], text) if before[0] == "PREFIX" and kind == "name" else (word, text)
    return Shape(form, tuple(graphs), service)


def variables(query: str) -> set[str]:
    """Return the names of the variables in the text of a query."""
    return {text[1:] for kind, text in _tokens(query) if kind == "name" and text[0] in "?$"}


def refuse(query: str, prefixes: Mapping[str, str], *, sealed: bool = True) -> Shape:
    """Return the shape of a query; raise QueryError where it would change something or reach outside.

    :param sealed: whether the process that runs it cannot reach the network; where it can, a query that so much as
        holds the letters of SERVICE outside a string is refused, since the engine reads them wherever they stand.
    """
    found = shape(query, prefixes)
    if found.form in UPDATES:
        raise QueryError(f"This is an update ({found.form}); the graphs can only be read here, ask a query.", "refused")
    loose = not sealed and any("SERVICE" in text.upper() for kind, text in _tokens(query) if kind != "string")
    if found.service or loose:
        raise QueryError("SERVICE is refused: a query is answered from the graphs here alone; leave it out.", "refused")
    return found


def explain(query: str, error: SyntaxError | ValueError) -> QueryError:
    """Return what to say of a query that the engine cannot read: the reason, the line and a mark under the place."""
    found = _PLACE.match(str(error))
    if found is None:
        return QueryError(f"The query cannot be understood, correct it: {error}.", "syntax")
    row, column, reason = int(found[1]), int(found[2]), found[3]
    lines = query.splitlines() or [""]
    line = lines[row - 1] if row <= len(lines) else ""
    mark = "".join("　" if ord(c) > 0x2E7F else c if c == "\t" else " " for c in line[: column - 1])
    where = f"line {row}, column {column}"
    return QueryError(f"The query cannot be understood at {where}: {_plain(reason)}.\n{line}\n{mark}^", "syntax")


def _plain(reason: str) -> str:
    """The engine's reason without the classes of characters that its grammar would take besides."""
    said = reason.removeprefix("expected ").removeprefix("one of ")
    parts = [part for part in re.split(r",\s+(?![^\[]*\])", said) if not part.lstrip().startswith("[")]
    told = [part for part in parts if " " in part]  # a sentence tells more than the list of words
    return "; ".join(told) or (f"expected {', '.join(parts)}" if parts else "this cannot stand here")


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or "other"
        if kind != "comment" and not found[0].isspace():
            yield kind, found[0]


def _expanded(kind: str, text: str, declared: Mapping[str, str]) -> str:
    if kind == "iri":
        return text[1:-1]
    prefix, _, local = text.partition(":")
    return declared[prefix] + local if prefix in declared else text

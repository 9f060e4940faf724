"""A look at the text of a SPARQL query before it is run: what form it has, and what it would reach for outside.

This reads tokens, not grammar. It serves to answer with a good reason; what keeps a query from the network is
:func:`kg.seal.seal`, since no reading of the text can be proved to agree with the engine's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

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
_TWO_WORDS = ("ORDER", "GROUP", "NOT", "INSERT", "DELETE")
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


def explain(query: str, error: SyntaxError | ValueError, prefixes: Mapping[str, str]) -> QueryError:
    """Return what to say of a query that the engine cannot read: the reason, the line and a mark under the place.

    The engine names the place only where it gives a reason in words; else it names the end of the query. The place is
    then the first word with which no query can go on.
    """
    found = _PLACE.match(str(error))
    if found is None:
        return QueryError(f"The query cannot be understood, correct it: {error}.", "syntax")
    reason = next((part for part in _parts(found[3]) if " " in part), "")
    if reason:
        lines = query.split("\n")
        at = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    else:
        at, reason = _culprit(query, prefixes)
    row, column = query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)
    line = query.split("\n")[row - 1].rstrip("\r")
    mark = "".join(
        "　" if unicodedata.east_asian_width(c) in "WF" else "\t" if c == "\t" else " " for c in line[: column - 1]
    )
    where = f"line {row}, column {column}"
    return QueryError(f"The query cannot be understood at {where}: {reason}.\n{line}\n{mark}^", "syntax")


def _culprit(query: str, prefixes: Mapping[str, str]) -> tuple[int, str]:
    """Return where the first word stands with which no query can go on, and what is said of it."""
    words = [found for found in _TOKEN.finditer(query) if found.lastgroup != "comment" and not found[0].isspace()]
    store, good, bad = Store(), 0, len(words)
    while good < bad:  # the first so many words can go on; so many and one more may not
        middle = (good + bad) // 2
        if _wanted_after(store, query[: words[middle].end()], prefixes) is None:
            bad = middle
        else:
            good = middle + 1
    wanted = _wanted_after(store, query[: words[good - 1].end()], prefixes) if good else []
    could = f"; it could go on with {' '.join(wanted)}" if wanted else ""
    if good == len(words):
        return len(query.rstrip()), f"the query ends too early{could}"
    return words[good].start(), f"“{words[good][0]}” cannot stand here{could}"


def _wanted_after(store: Store, beginning: str, prefixes: Mapping[str, str]) -> list[str] | None:
    """Return the marks with which the beginning of a query can go on, None where it cannot."""
    try:
        store.query(beginning, prefixes=dict(prefixes))
    except (SyntaxError, ValueError) as error:
        found = _PLACE.match(str(error))
        parts = _parts(found[3]) if found else []
        marks = [part.strip('"') for part in parts if part.startswith('"') and "\\" not in part]
        unfinished = beginning.upper().endswith(_TWO_WORDS)
        return marks if marks or unfinished or any(" " in part for part in parts) else None
    return []


def _parts(reason: str) -> list[str]:
    """What the engine expected, without the classes of characters: marks in quotation marks, words, reasons."""
    said = reason.removeprefix("expected ").removeprefix("one of ")
    return [part for part in re.split(r",\s+(?![^\[]*\])", said) if not part.lstrip().startswith("[")]


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

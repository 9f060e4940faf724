"""What the columns of tables of reports are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.lexicon import table

_FILLER = re.compile(r"[\s_\-\ufeff]+")


def field_of(name: str) -> str:
    """Return the field of a report that a column or key of this name holds, "" where it holds none."""
    return _fields().get(_plain(name), "")


def fields_of(names: Sequence[str]) -> dict[str, str]:
    """Return for each field the name of the column that holds it; the first name in the lexicon wins."""
    plain = {_plain(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for known, field in _fields().items():
        if known in plain:
            found.setdefault(field, plain[known])
    return found


def _plain(name: str) -> str:
    return _FILLER.sub("", name).lower()


@cache
def _fields() -> dict[str, str]:
    return {_plain(name): field for field, names in table("columns").items() for name in names}

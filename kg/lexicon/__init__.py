"""Knowledge of the language of official documents, as data files with one loader.

Each TOML file says in its head what it holds and where it comes from; nothing else in the package lists words.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconError


@cache
def table(name: str) -> dict[str, Any]:
    """Return the data file ``name``.toml of this package as a dict; raise LexiconError where it cannot be read."""
    try:
        text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise LexiconError(f"The lexicon file {name}.toml cannot be read ({fault}); reinstall govkg.") from fault


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return the list ``key`` of the data file ``name``, longest first, so that the first fit is the longest."""
    found = table(name).get(key)
    if not isinstance(found, list):
        raise LexiconError(f"The lexicon file {name}.toml has no list named {key}.")
    return tuple(sorted(set(found), key=lambda word: (-len(word), word)))

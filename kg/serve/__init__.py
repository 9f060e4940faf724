"""A SPARQL 1.1 endpoint over a store, read-only, with a page to ask it from; needs the extra ``govkg[serve]``."""

from __future__ import annotations

from kg.serve.settings import Settings

__all__ = ["Settings"]

"""govkg: RDF knowledge graphs from Chinese government reports, each fact tied to the words that state it.

    >>> import kg
    >>> graph = kg.build("report.txt")            # doctest: +SKIP
    >>> graph.save("report.ttl")                  # doctest: +SKIP

What is imported from here is the public API; everything is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import build
    from kg.errors import GovkgError
    from kg.facts import Claim, Entity, Facts, Mention, Observation, Period, Section, Span
    from kg.graph import Graph
    from kg.pipeline import create, extract
    from kg.read import Report, read_all, read_bytes, read_text
    from kg.read import read as read_report

__version__ = "0.1.0"

#: Where each name lives; the function ``kg.read.read`` is ``kg.read_report`` here, since ``kg.read`` is a package.
_HOME = {
    "build": "kg.api",
    "create": "kg.pipeline",
    "extract": "kg.pipeline",
    "read_report": "kg.read:read",
    "read_all": "kg.read",
    "read_bytes": "kg.read",
    "read_text": "kg.read",
    "Graph": "kg.graph",
    "Report": "kg.read",
    "GovkgError": "kg.errors",
    "Facts": "kg.facts",
    "Entity": "kg.facts",
    "Mention": "kg.facts",
    "Observation": "kg.facts",
    "Claim": "kg.facts",
    "Period": "kg.facts",
    "Section": "kg.facts",
    "Span": "kg.facts",
}

__all__ = [
    "Claim",
    "Entity",
    "Facts",
    "GovkgError",
    "Graph",
    "Mention",
    "Observation",
    "Period",
    "Report",
    "Section",
    "Span",
    "build",
    "create",
    "extract",
    "read_all",
    "read_bytes",
    "read_report",
    "read_text",
]


def __getattr__(name: str) -> Any:
    """Load a name of the public API when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, _, attribute = _HOME[name].partition(":")
    return getattr(import_module(module), attribute or name)

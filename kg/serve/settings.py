"""What a server is told when it starts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is and what a query may take.

    ``seconds`` of running, ``rows`` (or triples) and ``size`` (characters of them) of the answer, ``memory`` in bytes
    beyond what an idle process has; ``workers`` queries run at once, ``waiting`` more wait for their turn, and
    ``longest`` is the longest query in bytes.
    """

    store: Path
    seconds: float = 10.0
    rows: int = 10_000
    size: int = 20_000_000
    memory: int = 1 << 30
    workers: int = field(default_factory=lambda: max(4, os.cpu_count() or 1))
    waiting: int = 1_000
    longest: int = 100_000

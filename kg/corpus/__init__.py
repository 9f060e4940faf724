"""Many reports into one store: a manifest of what became of each file, supervised workers, and a build that resumes."""

from __future__ import annotations

from kg.corpus.build import build, dump
from kg.corpus.manifest import Entry, Manifest

__all__ = ["Entry", "Manifest", "build", "dump"]

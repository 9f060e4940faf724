"""Files written in one piece, so that nothing half-written is ever found."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.errors import GraphError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file: beside its place first, then moved there; raise GraphError where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".kg-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise GraphError(f"Nothing can be written to {path}; choose another place: {error}.") from error

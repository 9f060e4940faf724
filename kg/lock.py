"""A lock on a folder: many readers or one writer, let go by the system when the process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import GraphError

try:
    import fcntl
except ImportError:  # a system without locks of this kind: the store's own lock still keeps two writers apart
    fcntl = None  # type: ignore[assignment]

_NAME = "govkg.lock"


class FolderLock:
    """Holds a folder for reading, or for writing; a writer makes the folder where it is missing.

    :raises GraphError: if the folder is missing, or another process holds it in a way that excludes this one.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._handle: int | None = None
        try:
            if write:
                folder.mkdir(parents=True, exist_ok=True)
            elif not folder.is_dir():
                raise GraphError(f"There is no store at {folder}; make one with kg load GRAPH… --store {folder}.")
            self._take(folder, write)
        except OSError as error:
            raise GraphError(f"The store {folder} cannot be used; give a folder that you may use: {error}.") from error

    def _take(self, folder: Path, write: bool) -> None:
        if fcntl is None:
            return
        file = folder / _NAME
        if write:
            self._handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        elif file.exists():
            self._handle = os.open(file, os.O_RDONLY)
        else:
            return  # no writer has ever come by here
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if write else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.release()
            busy = "read" if write else "written"
            raise GraphError(f"The store {folder} is being {busy} by another process; wait until it ends.") from error

    def release(self) -> None:
        """Let the folder go; to do so twice does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

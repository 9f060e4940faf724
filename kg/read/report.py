"""The report as read: its text exactly as decoded, and what is known of it before anything is extracted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``text`` is kept exactly as decoded or extracted; all offsets are code points into it.

    ``issuer`` is the full official name (忻州市人民政府); ``area`` the full name of the division it speaks for
    (忻州市); ``year`` the year under review; ``found`` says how each of these was found, as pairs (field, how),
    and under “text” what of the file was not read.
    """

    text: str
    name: str  # stem of the output files
    title: str = ""
    issuer: str = ""
    area: str = ""
    year: int = 0
    genre: str = ""
    date: str = ""  # of the document, ISO 8601, "" where it is not said
    encoding: str = "utf-8"
    provisional: bool = False  # True where the issuer could not be told
    found: tuple[tuple[str, str], ...] = field(default=())

    @property
    def sha256(self) -> str:
        """Digest of the text in UTF-8, which names the source in the graph."""
        return hashlib.sha256(self.text.encode()).hexdigest()

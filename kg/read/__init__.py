"""Reading: bytes of a text file → :class:`Report`, with the title, body, division and year that the text tells."""

from kg.read.reader import find_reports, read, read_bytes, read_text
from kg.read.report import Report

__all__ = ["Report", "find_reports", "read", "read_bytes", "read_text"]

"""Reading: a file of any supported format → :class:`Report`, with the title, body, division and year that it tells."""

from kg.read.reader import find_reports, read, read_all, read_bytes, read_text
from kg.read.report import Report

__all__ = ["Report", "find_reports", "read", "read_all", "read_bytes", "read_text"]

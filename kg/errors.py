"""Everything that can go wrong, one class a stage; each message is a sentence that says what to do."""

from __future__ import annotations


class GovkgError(Exception):
    """Root of all errors that govkg raises on purpose."""


class ReadError(GovkgError):
    """The input cannot be read as a report; nothing was written."""


class LexiconError(GovkgError):
    """A data file of the lexicon or the ontology is malformed."""


class ExtractionError(GovkgError):
    """A component of the pipeline broke a promise, such as a span that does not quote the text."""


class GraphError(GovkgError):
    """A graph cannot be written or read back."""


class GoldError(GovkgError):
    """An annotation file does not fit its text."""

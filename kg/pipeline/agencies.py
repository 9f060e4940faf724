"""Component ``govkg_agencies``: to be written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("govkg_agencies")
def find_agencies(doc: Doc) -> Doc:
    """To be written."""
    return doc

"""What is said of a report beside its text: in the metadata of a web page, the front matter, the columns of a table."""

from __future__ import annotations

from dataclasses import dataclass

#: The fields that can be stated; the year as digits, the date as it is written.
FIELDS = ("title", "issuer", "area", "year", "date")


@dataclass(frozen=True, slots=True)
class Stated:
    """``facts`` are triples (field, value, how it is said); ``overrules`` says whether the text is asked after them."""

    facts: tuple[tuple[str, str, str], ...] = ()
    overrules: bool = False

    def get(self, field: str) -> tuple[str, str]:
        """Return the value of ``field`` and how it is said, a pair of empty strings where it is not."""
        return next(((value, how) for name, value, how in self.facts if name == field and value), ("", ""))


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a format yields: the text of one report, the encoding of its file, and what is stated beside it."""

    text: str
    encoding: str = "utf-8"
    stated: Stated = Stated()
    name: str = ""  # what the container calls it
    notes: tuple[str, ...] = ()  # what was left out

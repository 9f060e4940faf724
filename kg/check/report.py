"""What the checks say of a graph: one report of findings, of how much was checked and of what was covered."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconError
from kg.nodes import Quote

#: From the gravest: the graph is broken; a reader should look; nothing is wrong, but something is left out.
SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words of a report, which is named by its IRI: ``text`` stands between the code points ``begin`` and ``end``."""

    report: str
    begin: int
    end: int
    text: str

    @classmethod
    def of(cls, report: str, quote: Quote) -> Place:
        """Return the place of words in a report."""
        return cls(report, quote.begin, quote.end, quote.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has found: what (code and messages), on which node, at which words.

    ``places`` are the words that say so, first those in question; empty where no words do.
    """

    severity: str
    code: str
    message_zh: str
    message_en: str
    focus: str  # IRI
    places: tuple[Place, ...] = ()
    shape: str = ""  # IRI of the SHACL shape that is not met, "" for the checks in code
    constraint: str = ""  # IRI of its constraint component


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a section yielded something: its sentences, and those of them with at least one fact.

    The first row of each report is the whole of it; its ``section`` is "".
    """

    report: str  # IRI
    section: str  # IRI
    heading: str
    kind: str
    begin: int
    end: int
    sentences: int
    with_facts: int

    @property
    def share(self) -> float:
        """The part of the sentences with a fact, from 0 to 1; 1 where there is no sentence."""
        return self.with_facts / self.sentences if self.sentences else 1.0


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Everything found in a graph, the gravest first; ``checked`` says of how many things each check judged."""

    findings: tuple[Finding, ...] = ()
    checked: tuple[tuple[str, int], ...] = ()
    coverage: tuple[Coverage, ...] = ()
    reports: int = 0
    triples: int = 0

    def count(self, severity: str) -> int:
        """Return how many findings have this severity."""
        return sum(one.severity == severity for one in self.findings)

    def by_code(self) -> dict[str, int]:
        """Return how many findings each code has, in the order of the findings."""
        return dict(Counter(one.code for one in self.findings))

    def fails(self, fail_on: str = "violation") -> bool:
        """Whether there is a finding as grave as ``fail_on`` or graver."""
        return any(self.count(severity) for severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1])

    def summary(self) -> str:
        """Return one line: how many findings of each severity, and how many of the sentences yielded a fact."""
        counts = ", ".join(_counted(self.count(name), name) for name in SEVERITIES)
        whole = [row for row in self.coverage if not row.section]
        sentences, facts = sum(row.sentences for row in whole), sum(row.with_facts for row in whole)
        share = f"; {facts} of {sentences} sentences with a fact ({facts / sentences:.0%})" if sentences else ""
        return f"{counts}{share}"


def finding(code: str, focus: str, *places: Place, **values: object) -> Finding:
    """Return a finding with the severity and the messages of its code, the ``values`` put into them."""
    said = messages()[code]
    zh, en = (said[language].format(**values) for language in ("zh", "en"))
    return Finding(said["severity"], code, zh, en, focus, places)


def arranged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repetitions: the gravest first, then by code, place and node."""
    return tuple(sorted(set(findings), key=_order))


@cache
def messages() -> dict[str, Any]:
    """Return severity, zh and en by code; under ``shapes`` the message in Chinese by the name of the shape.

    :raises LexiconError: if the file is missing or malformed.
    """
    try:
        return tomllib.loads(files(__package__).joinpath("messages.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise LexiconError(f"The messages of the checks cannot be read ({fault}); reinstall govkg.") from fault


def _order(one: Finding) -> tuple[object, ...]:
    return SEVERITIES.index(one.severity), one.code, one.places, one.focus, one.message_en


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 or name == "info" else f"{number} {name}s"

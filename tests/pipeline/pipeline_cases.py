"""The pipelines that the tests share, the case files beside them, and what a draft holds in their words.

A case file is tab-separated: id, text (``\\n`` is a line break), what is expected, then, for a case whose id begins
with ``?``, why it is open: such a case is expected to fail until the rule is mended.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Claim
from kg.pipeline import create
from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.read.report import Report

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
COUNTY = "云岫县人民政府"
NOTHING = "-"


def rows(name: str) -> list[list[str]]:
    """Return the rows of a tab-separated file, comments and empty lines left out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def cases(name: str) -> list[Any]:
    """Return the cases of a file as parameters (text, expected)."""
    found = []
    for row in rows(name):
        open_ = row[0].startswith("?")
        if len(row) != 3 + open_:
            raise ValueError(f"{name}: the case {row[0]} has {len(row)} columns")
        marks = [pytest.mark.xfail(strict=True, reason=row[3])] if open_ else []
        found.append(pytest.param(row[1].replace("\\n", "\n"), row[2], id=row[0].lstrip("?"), marks=marks))
    return found


#: What stands for a body or place: kind and full name by its words, longest first.
BODIES = {
    surface: (kind, name) for kind, surface, name in sorted(rows("bodies.tsv"), key=lambda row: (-len(row[1]), row[1]))
}


@Language.component("tests_bodies")
def find_bodies(doc: Doc) -> Doc:
    """Stand in for the components that know names of bodies and places: find those of bodies.tsv, longest first."""
    draft = draft_of(doc)
    at = 0
    while at < len(draft.text):
        surface = next((s for s in BODIES if draft.text.startswith(s, at)), "")
        if surface:
            kind, name = BODIES[surface]
            draft.add(Candidate(at, at + len(surface), kind, name, source="bodies"))
        at += len(surface) or 1
    return doc


@cache
def stand_in() -> Language:
    """Return the pipeline with the stand-in, so that no rule on names of bodies decides what comes after."""
    nlp = create()
    nlp.remove_pipe("govkg_places")
    nlp.replace_pipe("govkg_agencies", "tests_bodies")
    return nlp


@cache
def shipped() -> Language:
    """Return the pipeline as shipped."""
    return create()


def report(text: str, **known: Any) -> Report:
    """Return the text as the report of the county for 2024 unless ``known`` says otherwise."""
    return Report(text=text, **({"name": "case", "issuer": COUNTY, "area": "云岫县", "year": 2024} | known))


def read(nlp: Language, text: str, **known: Any) -> Draft:
    """Return the draft of a text that ``nlp`` reads as a report of the county."""
    doc = nlp.make_doc(text)
    doc.user_data["report"] = report(text, **known)
    return draft_of(nlp(doc))


def drafted(text: str) -> Draft:
    """Return the draft of a text as the pipeline with the stand-in leaves it."""
    return read(stand_in(), text)


def listed(expected: str) -> list[str]:
    """Return the parts of an expectation, none for “-”."""
    return [] if expected == NOTHING else expected.split(" | ")


def found_by(draft: Draft, *sources: str) -> list[str]:
    """Return what components found, each once, by its place, as “Kind words” or “Kind words = full name”."""
    told: dict[str, None] = {}
    for c in sorted(draft.candidates, key=lambda c: (c.begin, c.end)):
        if c.source in sources:
            surface = draft.text[c.begin : c.end]
            name = "" if c.name == surface.strip("《》〈〉“”") else c.name
            told[f"{c.kind} {surface}" + (f" = {name}" if name else "")] = None
    return list(told)


def kept(draft: Draft, *kinds: str) -> list[str]:
    """Return the mentions that stayed, of the kinds named or of all, as “Kind words”."""
    named = [(draft.entities[m.entity].kind, m.span.text(draft.text)) for m in draft.mentions]
    return [f"{kind} {surface}" for kind, surface in named if not kinds or kind in kinds]


def claims_of(
    draft: Draft, expected: Iterable[str], *relations: str, others: tuple[str, ...] = ()
) -> tuple[set[str], set[str]]:
    """Return the claims expected and those found: “head relation tail”, with modality and subject where told.

    ``@`` is the reporter, a figure is given as worded. Only the relations named count, or all but ``others``.
    """
    figures = {o.key: o.value_text for o in draft.observations}

    def name(key: str) -> str:
        return "@" if key == draft.reporter else figures.get(key) or draft.entities[key].name

    def told(claim: Claim) -> list[str]:
        return [name(claim.head), claim.relation, name(claim.tail), claim.modality, claim.subject_by]

    wanted = [text.split(" ") for text in expected]
    found = set()
    for claim in draft.claims:
        if claim.relation in others or (relations and claim.relation not in relations):
            continue
        parts = told(claim)
        fit = max((len(w) for w in wanted if parts[: len(w)] == w), default=3)
        found.add(" ".join(parts[:fit]))
    return {" ".join(w) for w in wanted}, found

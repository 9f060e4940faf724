"""Reads case files in which the reporter matters: lines with @ give it, the others a sentence and what it names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from kg.pipeline.draft import Draft, draft_of
from kg.read.report import Report

HERE = Path(__file__).parent


def cases(name: str) -> list[Any]:
    """Return the cases of a file as parameters (sentence, report, [(surface, full name)])."""
    reporter, found = ("", "", 0), []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        first, *rest = line.split("\t")
        if first == "@":
            reporter = (rest[0], rest[1], int(rest[2]))
        elif first and not first.startswith("#"):
            issuer, area, year = reporter
            report = Report(text=first, name="case", issuer=issuer, area=area, year=year)
            found.append(pytest.param(report, [_mention(cell) for cell in rest if cell != "-"], id=first))
    return found


def _mention(cell: str) -> tuple[str, str]:
    surface, full = cell.split("=")
    return surface, surface if full == "~" else full


def pipeline(*components: str) -> Language:
    """Return the pipeline of these components alone."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "govkg.CharacterTokenizer.v1"}}})
    for name in components:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, report: Report) -> Draft:
    """Return the draft of a report."""
    doc = nlp.make_doc(report.text)
    doc.user_data |= {"report": report, "text": report.text}
    return draft_of(nlp(doc))


def named(draft: Draft, kind: str) -> list[tuple[str, str]]:
    """Return what the draft names of a kind, as written and in full, in the order of the text."""
    found = sorted((c for c in draft.candidates if c.kind == kind), key=lambda c: c.begin)
    return [(draft.text[c.begin : c.end], c.name) for c in found]

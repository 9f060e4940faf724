"""The pipelines that the tests of the components share: one with a stand-in for the names of bodies, one as shipped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pipeline_cases import BODIES, read
from spacy.language import Language
from spacy.tokens import Doc

from kg.pipeline import create
from kg.pipeline.draft import Candidate, Draft, draft_of


@Language.component("tests_bodies")
def find_bodies(doc: Doc) -> Doc:
    """Stand in for the components that know names of bodies and places: find those of bodies.tsv, the longest first."""
    draft = draft_of(doc)
    at = 0
    while at < len(draft.text):
        surface = next((s for s in BODIES if draft.text.startswith(s, at)), "")
        if surface:
            kind, name = BODIES[surface]
            draft.add(Candidate(at, at + len(surface), kind, name, source="bodies"))
        at += len(surface) or 1
    return doc


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return the pipeline with the stand-in, so that no rule on names of bodies decides the tests of what comes after."""
    nlp = create()
    nlp.remove_pipe("govkg_places")
    nlp.replace_pipe("govkg_agencies", "tests_bodies")
    return nlp


@pytest.fixture(scope="session")
def shipped() -> Language:
    """Return the pipeline as shipped."""
    return create()


@pytest.fixture(scope="session")
def drafted(nlp: Language) -> Callable[[str], Draft]:
    """Return what reads a text as the report of the invented county for 2024 and gives its draft."""
    return lambda text: read(nlp, text)

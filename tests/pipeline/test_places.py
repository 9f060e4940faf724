"""Component ``govkg_places``: which places a sentence names, not what only modifies a noun."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reporter_cases import cases, named, pipeline, read
from spacy.language import Language

from kg.read.report import Report


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline("govkg_outline", "govkg_agencies", "govkg_places")


@pytest.mark.parametrize(("case", "expected"), cases("places.tsv"))
def test_places_names(nlp: Language, case: Report, expected: list[tuple[str, str]]) -> None:
    assert named(read(nlp, case), "Place") == expected


@pytest.mark.parametrize(("text", "code"), [("在洪洞县开展培训。", "141024"), ("与雄安新区共建机制。", "")])
def test_places_bear_the_code_of_their_division(nlp: Language, text: str, code: str) -> None:
    report = Report(text=text, name="case", issuer="临汾市人民政府", area="临汾市", year=2023)
    assert [c.facets.get("areaCode", "") for c in read(nlp, report).candidates if c.kind == "Place"] == [code]


def test_places_never_overlap_agencies(nlp: Language) -> None:
    text = "在洪洞县司法局、洪洞县人民法院和洪洞县召开座谈会。"
    report = Report(text=text, name="case", issuer="临汾市人民政府", area="临汾市", year=2023)
    spans = sorted((c.begin, c.end) for c in read(nlp, report).candidates)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))

"""The organisations and places of the annotated reports, where those stand beside the repository."""

from __future__ import annotations

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from pipeline_cases import SHARED
from reporter_cases import pipeline, read

from kg.read.report import Report

GOLD = SHARED / "gold"
#: Issuer, area and year under review of the annotated reports.
REPORTS = {
    "xinzhou-2023": ("忻州市人民政府", "忻州市", 2023),
    "longhua-2019": ("深圳市龙华区人民政府", "深圳市龙华区", 2019),
    "pingtan-2022": ("平潭综合实验区社会事业局", "平潭综合实验区", 2022),
    "shanxi-2026": ("山西省人民政府", "山西省", 2025),
}

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated reports are not here")


@pytest.fixture(scope="module")
def annotated() -> dict[str, list[dict[str, Any]]]:
    spec = importlib.util.spec_from_file_location("gold_format", GOLD / "gold.py")
    assert spec is not None and spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: module.read(GOLD / f"{name}.txt", GOLD / f"{name}.gold.tsv")["entities"] for name in REPORTS}


@pytest.mark.parametrize(("kind", "floor"), [("Agency", 0.96), ("Place", 0.8)])
def test_agencies_and_places_of_the_annotated_reports(
    annotated: dict[str, list[dict[str, Any]]], kind: str, floor: float
) -> None:
    nlp = pipeline("govkg_outline", "govkg_agencies", "govkg_places")
    right = wrong = missed = misnamed = 0
    for name, (issuer, area, year) in REPORTS.items():
        text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
        draft = read(nlp, Report(text=text, name=name, issuer=issuer, area=area, year=year))
        found = {(c.begin, c.end): c.name for c in draft.candidates if c.kind == kind}
        wanted = {(e["start"], e["end"]): e for e in annotated[name] if e["type"] == kind}
        firm = {span for span, entity in wanted.items() if not entity["optional"]}
        right += len(firm & found.keys())
        missed += len(firm - found.keys())
        wrong += len(found.keys() - wanted.keys())
        misnamed += sum(found[span] not in wanted[span]["accept"] for span in firm & found.keys())
    assert 2 * right / (2 * right + wrong + missed) >= floor
    assert misnamed <= 0.03 * right

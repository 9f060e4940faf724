"""Each sample report as web page, Word, PDF, Markdown and row of a table says the same as its text file.

What differs, and is no difference in what is found: white space at the ends of lines, blank lines, and, on a web page,
lines of its metadata before the title; in a PDF a run of spaces is one, or none at the end of a line.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from pages import LAYOUTS, page
from paper import pdf, typeset

import kg
from kg.read import Report, read, read_bytes

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("*.txt"))
FURNITURE = ("首页 >", "发布时间：", "打印 ", "扫一扫", "分享到")


def lines_of(sample: Path) -> list[str]:
    return [line.strip() for line in sample.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_docx(lines: list[str]) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def as_csv(lines: list[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([["正文"], ["\n".join(lines)]])
    return stream.getvalue().encode("utf-8-sig")


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "docx": as_docx,
    "pdf": lambda lines: pdf(typeset(lines, header="云岫县人民政府文件")),
    "md": lambda lines: "\n\n".join([f"# {lines[0]}", *lines[1:]]).encode(),
    "csv": as_csv,
    "jsonl": lambda lines: json.dumps({"text": "\n".join(lines)}).encode(),
}


def facts_of(report: Report) -> dict[str, set[Any]]:
    """Return what is found in a report by names, so that texts of different length compare."""
    facts = kg.extract(report)
    names: dict[str, Any] = {entity.key: (entity.kind, entity.name) for entity in facts.entities}
    names |= {o.key: (o.indicator, str(o.value), o.measure_word, o.statistic) for o in facts.observations}
    return {
        "reporter": {names[facts.reporter]},
        "entities": set(names.values()),
        "mentions": {(names[m.entity], m.span.text(report.text)) for m in facts.mentions},
        "observations": {
            (o.indicator, o.value, o.value_text, o.measure_word, o.statistic, o.period, o.qualifier, o.unit, o.area)
            for o in facts.observations
        },
        "claims": {(names[c.head], c.relation, names[c.tail], c.modality, c.subject_by) for c in facts.claims},
        "sections": {(section.level, section.kind) for section in facts.sections},
    }


def about(report: Report) -> tuple[Any, ...]:
    return report.title, report.issuer, report.area, report.year, report.genre, report.provisional


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_round_trip_document(sample: Path, kind: str) -> None:
    plain = read(sample)
    report = read_bytes(FORMATS[kind](lines_of(sample)), f"{sample.stem}.{kind}")
    assert (*about(report), report.date) == (*about(plain), plain.date)
    assert facts_of(report) == facts_of(plain)


@pytest.mark.parametrize("kind", ["docx", "md", "csv", "jsonl"])
@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_round_trip_keeps_every_character(sample: Path, kind: str) -> None:
    lines = lines_of(sample)
    expected = [" ".join(line.split()) for line in lines] if kind == "md" else lines
    assert read_bytes(FORMATS[kind](lines), f"x.{kind}").text.rstrip("\n").split("\n") == expected


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_round_trip_pdf_keeps_every_paragraph(sample: Path) -> None:
    lines = lines_of(sample)
    found = read_bytes(FORMATS["pdf"](lines), "x.pdf").text.splitlines()
    assert ["".join(line.split()) for line in found] == ["".join(line.split()) for line in lines]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_round_trip_page(sample: Path, layout: str) -> None:
    plain = read(sample)
    title, *lines = (line for line in lines_of(sample) if not line.startswith(FURNITURE))
    report = read_bytes(page(title, lines, LAYOUTS[layout]).encode(), f"{sample.stem}.html")
    assert about(report) == about(plain)
    assert facts_of(report) == facts_of(plain)
    found = report.text.splitlines()
    body = found[found.index(title) + 1 :]
    assert [line for line in body if line in lines] == lines
    assert not any("相关阅读" in line or "网站标识码" in line or "走进云岫" in line for line in found)

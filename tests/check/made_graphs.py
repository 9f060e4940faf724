"""Graphs made for the tests of the checks: a text with the figures and mentions that a case lists."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kg.facts import Claim, Entity, Facts, Mention, Observation, Period, Span
from kg.graph import Graph
from kg.identity import entity_key
from kg.measures import scan
from kg.outline import outline
from kg.rdf import to_turtle
from kg.read.report import Report

DATA = Path(__file__).parent / "data"
COUNTY = "青禾县人民政府"
COUNTY_KEY = entity_key("Agency", COUNTY, "青禾县")


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a data file."""
    found: list[dict[str, Any]] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["case"]
    return found


def made(folder: Path, case: dict[str, Any]) -> list[Graph]:
    """Return the graph of a case, or those of its ``reports``, written to Turtle and read back."""
    paths = []
    for number, part in enumerate(case.get("reports", [case])):
        path = folder / f"{number}.ttl"
        path.write_bytes(to_turtle(*_facts(part)))
        paths.append(path)
    return [Graph.load(path) for path in paths]


def _facts(case: dict[str, Any]) -> tuple[Report, Facts]:
    text, year = case["text"], case.get("year", 2031)
    report = Report(text=text, name="made", issuer=COUNTY, area="青禾县", year=year)
    entities = {COUNTY_KEY: Entity("Agency", COUNTY, COUNTY_KEY)}
    mentions = []
    for line in case.get("mentions", []):
        kind, words = line.split(" ", 1)
        key = entity_key(kind, words)
        entities[key] = Entity(kind, words, key)
        mentions.append(Mention(_find(text, words), key))
    claims = tuple(
        Claim(COUNTY_KEY, "implements", entity_key("Programme", line), _find(text, line))
        for line in case.get("claims", [])
    )
    return report, Facts(
        reporter=COUNTY_KEY,
        sections=outline(text, year).sections,
        entities=tuple(entities.values()),
        mentions=tuple(mentions),
        observations=tuple(_observation(text, line, year) for line in case.get("figures", [])),
        claims=claims,
    )


def _observation(text: str, line: str, year: int) -> Observation:
    """Read ``words | indicator | value as worded | statistic | base indicator | year``; the last three may fail."""
    words, indicator, worded, *rest = (field.strip() for field in line.split("|"))
    statistic, base, said = (*rest, *("flow", "", str(year))[len(rest) :])
    (figure,) = scan(worded)
    return Observation(
        span=_find(text, words),
        indicator=indicator,
        value=figure.value,
        value_text=worded,
        measure_word=figure.measure.word,
        statistic=statistic,
        period=Period(f"{said}年", f"{said}-01-01", f"{said}-12-31"),
        qualifier=figure.qualifier,
        unit=figure.measure.unit,
        base_indicator=base,
    )


def _find(text: str, words: str) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))

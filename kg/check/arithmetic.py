"""Figures that must agree with each other: rates, growth, parts and wholes, within the digits that are stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.check.figures import Comparison, sentences
from kg.check.growth import compare_growth, compare_years
from kg.check.parts import compare_parts
from kg.check.rates import compare_rates
from kg.check.report import Finding, Place, finding
from kg.check.source import Source


def check_arithmetic(sources: Sequence[Source]) -> tuple[list[Finding], Counter[str]]:
    """Return the figures that do not agree with others, and how many comparisons of each code were made."""
    comparisons = [*_within(sources), *compare_years(sources)]
    findings = [_finding(comparison) for comparison in comparisons if not comparison.holds]
    return findings, Counter(comparison.code for comparison in comparisons)


def _within(sources: Sequence[Source]) -> Iterator[Comparison]:
    for source in sources:
        for sentence in sentences(source):
            yield from compare_rates(source.text, sentence)
            yield from compare_growth(source.text, sentence)
            yield from compare_parts(source.text, sentence)


def _finding(comparison: Comparison) -> Finding:
    first, *others = comparison.figures
    places = dict.fromkeys(Place.of(figure.report, figure.evidence) for figure in comparison.figures)
    told = {"stated": comparison.stated, "expected": comparison.expected, "indicator": first.indicator}
    beside = "，".join(f"{figure.indicator} {figure.value_text}" for figure in others)
    return finding(comparison.code, first.iri, *places, others=beside, **told)

"""What of a report is in its graph: sections that yielded nothing, sentences whose figures or titles are missing.

Nothing here is wrong by itself; it shows a reader where the graph may be poorer than the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.check.report import Coverage, Finding, Place, finding
from kg.check.source import Part, Source
from kg.facts import Span
from kg.measures import scan

_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_QUOTED = re.compile(rf"{_TITLE.pattern}|〈[^〈〉]*〉|“[^“”]*”|「[^「」]*」")


def coverage_of(source: Source) -> tuple[list[Coverage], list[Finding]]:
    """Return how much of a report and of each of its sections yielded facts, and what did not."""
    sentences, with_facts = _sentences(source)
    rows = [_row(source, None, sentences, with_facts)]
    rows += [_row(source, part, sentences, with_facts) for part in source.parts if part.kind != "furniture"]
    return rows, [*_empty(rows, source), *_missed_figures(source, sentences), *_missed_titles(source, sentences)]


def _sentences(source: Source) -> tuple[list[Span], set[int]]:
    """Return the sentences, without the headings that yielded no fact, and where those with a fact begin."""
    sentences = source.outline.sentences
    begins = [sentence.begin for sentence in sentences]
    sections = {part.iri for part in source.parts}
    facts: set[int] = set()
    for stretch in source.stretches:
        if stretch.iri not in sections:
            first, last = bisect_right(begins, stretch.begin) - 1, bisect_left(begins, stretch.end)
            facts.update(s.begin for s in sentences[max(first, 0) : last] if s.end > stretch.begin)
    headings = {(s.heading.begin, end) for s in source.outline.sections for end in (s.heading.end, s.heading.end + 1)}
    return [s for s in sentences if s.begin in facts or (s.begin, s.end) not in headings], facts


def _row(source: Source, part: Part | None, sentences: Sequence[Span], with_facts: set[int]) -> Coverage:
    begin, end = (part.begin, part.end) if part else (0, len(source.text))
    inside = [sentence.begin for sentence in sentences if begin <= sentence.begin < end]
    names = (part.iri, part.heading, part.kind) if part else ("", "", "")
    return Coverage(source.iri, *names, begin, end, len(inside), len(with_facts.intersection(inside)))


def _empty(rows: Sequence[Coverage], source: Source) -> Iterator[Finding]:
    """Yield the sections without any fact, but not the sections within them."""
    reached = 0
    for row in rows:
        if row.section and row.sentences and not row.with_facts and row.begin >= reached:
            reached = row.end
            told = {"heading": row.heading, "sentences": row.sentences}
            yield finding("section-empty", row.section, _place(source, row.begin, row.end), **told)


def _missed_figures(source: Source, sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield the sentences with a figure in digits of which no observation speaks."""
    begins = sorted(figure.evidence.begin for figure in source.figures)
    ends = sorted(figure.evidence.end for figure in source.figures)
    for sentence in sentences:
        observed = bisect_left(begins, sentence.end) > bisect_right(ends, sentence.begin)
        if not observed and (worded := _figure(source.text[sentence.begin : sentence.end])):
            yield finding("figure-missed", source.iri, _place(source, sentence.begin, sentence.end), figure=worded)


def _figure(sentence: str) -> str:
    """Return the first figure in digits that stands in no title or quoted name and is no time, "" for none."""
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for figure in scan(sentence):
        worded = sentence[figure.begin : figure.end]
        in_title = any(begin <= figure.number < end for begin, end in quoted)
        if not in_title and figure.measure.sort != "time" and any(char.isdigit() for char in worded):
            return worded
    return ""


def _missed_titles(source: Source, sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield the titles in 《》 that nothing mentions."""
    mentions = [(stretch.begin, stretch.end) for stretch in source.stretches if stretch.names]
    for sentence in sentences:
        for title in _TITLE.finditer(source.text, sentence.begin, sentence.end):
            if not any(begin < title.end() and title.start() < end for begin, end in mentions):
                yield finding("title-missed", source.iri, _place(source, *title.span()), title=title.group())


def _place(source: Source, begin: int, end: int) -> Place:
    return Place(source.iri, begin, end, source.text[begin:end])

"""What of a report is in its graph: sections that yielded nothing, sentences whose figures or titles are missing.

Nothing here is wrong by itself; it shows a reader where the graph may be poorer than the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.check.report import Coverage, Finding, finding
from kg.check.source import Part, Source
from kg.facts import Span
from kg.measures import scan

_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉|“[^“”]*”|「[^「」]*」")
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")


def coverage_of(source: Source) -> tuple[list[Coverage], list[Finding]]:
    """Return how much of a report and of each of its sections yielded facts, and what did not."""
    sentences = _prose(source)
    with_facts = _with_facts(source, sentences)
    rows = [_row(source, None, sentences, with_facts)]
    rows += [_row(source, part, sentences, with_facts) for part in source.parts if part.kind != "furniture"]
    found = [*_empty(source, rows), *_missed_figures(source, sentences), *_missed_titles(source, sentences)]
    return rows, found


def _prose(source: Source) -> list[Span]:
    """Return the sentences of a report that are no headings."""
    headings = {(section.heading.begin, section.heading.end) for section in source.outline.sections}
    return [s for s in source.outline.sentences if not any((s.begin, s.end - cut) in headings for cut in (0, 1))]


def _with_facts(source: Source, sentences: Sequence[Span]) -> set[int]:
    """Return the numbers of the sentences in which something is mentioned, counted or claimed."""
    begins = [sentence.begin for sentence in sentences]
    sections = {part.iri for part in source.parts}
    found: set[int] = set()
    for stretch in source.stretches:
        number = max(bisect_right(begins, stretch.begin) - 1, 0)
        while stretch.iri not in sections and number < len(sentences) and begins[number] < stretch.end:
            if sentences[number].end > stretch.begin:
                found.add(number)
            number += 1
    return found


def _row(source: Source, part: Part | None, sentences: Sequence[Span], with_facts: set[int]) -> Coverage:
    begin, end = (part.begin, part.end) if part else (0, len(source.text))
    inside = [number for number, sentence in enumerate(sentences) if begin <= sentence.begin < end]
    names = (part.iri, part.heading, part.kind) if part else ("", "", "")
    return Coverage(source.iri, *names, begin, end, len(inside), len(with_facts.intersection(inside)))


def _empty(source: Source, rows: Sequence[Coverage]) -> Iterator[Finding]:
    for row in rows:
        if row.section and row.sentences and not row.with_facts:
            told = {"heading": row.heading, "sentences": row.sentences}
            yield finding("section-empty", row.section, source.iri, source.quote(row.begin, row.end), **told)


def _missed_figures(source: Source, sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield the sentences with a figure in digits of which no observation speaks."""
    known = sorted(figure.evidence.begin for figure in source.figures)
    ends = sorted(figure.evidence.end for figure in source.figures)
    for sentence in sentences:
        if bisect_right(known, sentence.end - 1) > bisect_right(ends, sentence.begin):
            continue
        text = source.text[sentence.begin : sentence.end]
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        for figure in scan(text):
            worded = text[figure.begin : figure.end]
            in_title = any(begin <= figure.number < end for begin, end in quoted)
            if not in_title and figure.measure.sort != "time" and any(char.isdigit() for char in worded):
                place = source.quote(sentence.begin, sentence.end)
                yield finding("figure-missed", source.iri, source.iri, place, figure=worded)
                break


def _missed_titles(source: Source, sentences: Sequence[Span]) -> Iterator[Finding]:
    """Yield the titles in 《》 that nothing mentions."""
    mentions = sorted((m.begin, m.end) for m in source.stretches if m.names)
    for sentence in sentences:
        for title in _TITLE.finditer(source.text, sentence.begin, sentence.end):
            if not any(begin < title.end() and title.start() < end for begin, end in mentions):
                place = source.quote(title.start(), title.end())
                yield finding("title-missed", source.iri, source.iri, place, title=title.group())

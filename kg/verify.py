"""The promises of the facts, checked before they become a graph: what they quote is there, what they name exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kg import vocabulary as voc
from kg.errors import ExtractionError
from kg.facts import KINDS, Entity, Facts, Observation, Span
from kg.read.report import Report

_SHOWN_FAULTS = 5
_CONCEPT = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def verify(report: Report, facts: Facts) -> None:
    """Check that the facts keep their promises: spans lie within the text, every end exists, every name is a term.

    :raises ExtractionError: naming the first few faults and how many there are.
    """
    faults = list(_faults(report, facts))
    if faults:
        more = f" and {len(faults) - _SHOWN_FAULTS} more" if len(faults) > _SHOWN_FAULTS else ""
        told = "; ".join(faults[:_SHOWN_FAULTS])
        raise ExtractionError(f"The facts of “{report.name}” cannot become a graph, mend the component: {told}{more}.")


def _faults(report: Report, facts: Facts) -> Iterator[str]:
    entities = {e.key: e for e in facts.entities}
    ends = entities.keys() | {o.key for o in facts.observations}
    yield from _date_faults("the report", report.date)
    if facts.reporter not in entities:
        yield f"the reporter “{facts.reporter}” is no entity"
    yield from _repeated(facts)
    for what, span in _spans(facts):
        if not 0 <= span.begin < span.end <= len(report.text):
            yield f"{what} [{span.begin}:{span.end}] lies outside the text of {len(report.text)} characters or is empty"
    for section in facts.sections:
        yield from _unknown("kind of section", section.kind, voc.SECTION_KINDS)
    for entity in facts.entities:
        yield from _entity_faults(entity)
    for mention in facts.mentions:
        if mention.entity not in entities:
            yield f"a mention at {mention.span.begin} names “{mention.entity}”, which is no entity"
    for o in facts.observations:
        yield from _observation_faults(o, entities)
    for claim in facts.claims:
        for end in (claim.head, claim.tail):
            if end not in ends:
                yield f"a claim {claim.relation} at {claim.evidence.begin} speaks of “{end}”, which is not there"
        yield from _unknown("relation", claim.relation, voc.RELATIONS)
        yield from _unknown("modality", claim.modality, voc.MODALITIES)
        yield from _unknown("subject_by", claim.subject_by, voc.SUBJECT_BY)


def _repeated(facts: Facts) -> Iterator[str]:
    known: dict[str, Entity | Observation] = {}
    found: tuple[Entity | Observation, ...] = (*facts.entities, *facts.observations)
    for fact in found:
        if known.setdefault(fact.key, fact) != fact:
            yield f"two different facts have the key “{fact.key}”"


def _spans(facts: Facts) -> Iterator[tuple[str, Span]]:
    yield from (("a section", s.span) for s in facts.sections)
    yield from (("a heading", s.heading) for s in facts.sections if s.heading.begin != s.heading.end)
    yield from (("a mention", m.span) for m in facts.mentions)
    yield from (("an observation", o.span) for o in facts.observations)
    yield from (("a claim", c.evidence) for c in facts.claims)


def _entity_faults(entity: Entity) -> Iterator[str]:
    yield from _unknown("kind", entity.kind, KINDS)
    if not entity.name:
        yield f"the entity “{entity.key}” has no name"
    for facet, value in entity.facets:
        yield from _unknown("facet", facet, voc.CONCEPT_FACETS | voc.TEXT_FACETS)
        if facet in voc.CONCEPT_FACETS and not _CONCEPT.fullmatch(value):
            yield f"the {facet} “{value}” of “{entity.name}” is no local name of a concept"


def _observation_faults(o: Observation, entities: dict[str, Entity]) -> Iterator[str]:
    if not o.indicator:
        yield f"the figure {o.value_text} at {o.span.begin} has no indicator"
    if not o.value.is_finite():
        yield f"the figure {o.value_text} at {o.span.begin} has the value {o.value}"
    if o.body and o.body not in entities:
        yield f"the figure {o.value_text} at {o.span.begin} belongs to “{o.body}”, which is no entity"
    yield from _unknown("statistic", o.statistic, voc.STATISTICS)
    yield from _unknown("qualifier", o.qualifier, voc.QUALIFIERS)
    yield from _date_faults(f"the period “{o.period.label}”", o.period.start, o.period.end)


def _date_faults(what: str, *days: str) -> Iterator[str]:
    for day in filter(None, days):
        try:
            date.fromisoformat(day)
        except ValueError:
            yield f"“{day}” in {what} is no date"


def _unknown(what: str, name: str, known: Iterable[str]) -> Iterator[str]:
    if name not in known:
        yield f"there is no {what} “{name}”"

"""Component ``govkg_agencies``: the organisations that a report names, each under its full official name.

It also says who reports: ``draft.reporter`` is the key of the reporting agency, whose entity is entered first.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Entity
from kg.identity import entity_key
from kg.lexicon import table, words
from kg.pipeline.agency_finder import Finder
from kg.pipeline.agency_names import Names
from kg.pipeline.agency_node import Name
from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.pipeline.organs import organs
from kg.pipeline.reporter import Reporter

#: What the reporter is called where nobody could tell who it is.
UNKNOWN_REPORTER = "(未识别的报告机关)"


@cache
def _occasion() -> re.Pattern[str]:
    """Return what makes the name of an international body the beginning of that of an occasion."""
    return re.compile(rf"[一-龥]{{0,8}}(?:{'|'.join(words('cues', 'occasions'))})")


_STANDING = "常委会"


@Language.component("govkg_agencies")
def find_agencies(doc: Doc) -> Doc:
    """Add a candidate for every particular organisation, and the reporter to the entities."""
    draft = draft_of(doc)
    reporter = Reporter(draft.report)
    enter_reporter(draft, reporter)
    finder = Finder(draft, reporter)
    nodes = finder.find(reporter.unlisted)
    doc.user_data["govkg_regions"] = finder.regions
    names = Names(draft, finder, reporter)
    kept: list[tuple[int, int]] = []
    for node in nodes:
        if draft.text.startswith(words("cues", "within_events"), node.end):
            continue  # 亚太经合组织|领导人非正式会议
        if node.organ.type == "international" and _occasion().match(draft.text, node.end):
            continue  # 某国际组织|某地峰会
        if draft.outline.sentence_at(node.begin) is not None and (name := names.of(node)):
            draft.add(_candidate(draft, node.begin, node.end, node.organ.type, name))
            kept.append((node.begin, node.end))
    if short := names.short.uses():
        taken = {offset for begin, end in kept for offset in range(begin, end)}
        for begin, end, kind, name in short:
            if begin not in taken and end - 1 not in taken:
                draft.add(_candidate(draft, begin, end, kind, name))
    return doc


def _candidate(draft: Draft, begin: int, end: int, kind: str, name: Name) -> Candidate:
    if draft.text[begin:end] == _STANDING:
        kind = type_of(name.full) or kind  # 市人大及其常委会: of whose committee, the full name alone says
    facets = {"agencyType": concept(kind)}
    if not name.placed:
        facets["area"] = draft.report.area or _scope(draft)
    return Candidate(begin, end, "Agency", name.full, facets=facets, why=name.why, source="agencies")


def _scope(draft: Draft) -> str:
    """Return what stands for the area where nobody knows it, so that nothing of two such reports is taken for one."""
    return draft.report.sha256[:12]


def enter_reporter(draft: Draft, reporter: Reporter) -> None:
    """Put the reporting agency among the entities, its key in ``draft.reporter``; an unknown one is this report's."""
    name = reporter.issuer or UNKNOWN_REPORTER
    area = "" if reporter.issuer else _scope(draft)
    key = entity_key("Agency", name, area)
    kind = type_of(name) if reporter.issuer else ""
    facets = (("agencyType", concept(kind)),) if kind else ()
    draft.entities.setdefault(key, Entity("Agency", name, key, (), facets, "the reporter"))
    draft.reporter = key


@cache
def concept(kind: str) -> str:
    """Return the local name of the concept of govkg:agencyType for a type of organs.toml."""
    return str(table("organs")["agency_types"][kind])


def type_of(name: str) -> str:
    """Return the type of the organ that a full name ends in, "" where the lexicon knows none."""
    lexicon = organs()
    found = lexicon.matcher.find_matches_as_indexes(name, overlapping=True)
    ends = [(begin, organ) for index, begin, end in found if end == len(name) and (organ := lexicon.organs[index])]
    return min(ends, key=lambda hit: hit[0])[1].type if ends else ""

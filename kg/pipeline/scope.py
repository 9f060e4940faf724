"""Which names need the division or the report that they stand in to be told from those of other reports.

A name that everybody uses of his own (政府工作报告, 省级重点项目, 市场预期偏弱) is another thing in another report. The scope
goes into the key of the entity (:mod:`kg.identity`), never into its name. A wrong merge is worse than a missed one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from kg.identity import fold
from kg.lexicon import words
from kg.pipeline.areas import area_of
from kg.pipeline.draft import Candidate, Draft
from kg.pipeline.genres import genre_of, is_common
from kg.pipeline.heads import head_of, heads

_PLAN = re.compile(r"[一二三四五六七八九十]五(?!年|个|项|条|届|次)")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[届次]|十[一二三四五六七八九]?[大届]|20\d\d")


class Scope:
    """The scopes of the names of one report; ``issued`` are the folded titles that its own side issues."""

    def __init__(self, draft: Draft, documents: Iterable[Candidate]) -> None:
        report = draft.report
        self.issuer, self.year = report.issuer, str(report.year or "")
        own = area_of(report.area, report.year)
        self.area = own.name if own and own.level != "国" else ""
        self.stems = {area.stem for area in own.up()} if own else set()
        self.issued = _issued(draft, documents) if self.area else frozenset()

    def of(self, kind: str, name: str) -> str:
        """Return what makes the name unique besides itself, "" where it is so alone."""
        folded = fold(name)
        if folded in words("scope", "zones"):
            return self.area
        if kind == "Issue" or folded in words("scope", "bare"):
            return self.issuer + self.year
        if kind == "Event":
            return "" if _ORDINAL.search(folded) and not _relative(folded) else self.issuer + self.year
        if kind == "Regulation":
            return self._document(folded)
        if kind in ("Programme", "Award", "Work"):
            return self.area if _relative(folded) or (kind == "Programme" and _is_work(name)) else ""
        if kind == "Agency" and folded.startswith(words("scope", "national")):
            return self.area if folded.endswith(words("scope", "facilities")) else ""
        return ""

    def _document(self, title: str) -> str:
        if is_common(title):
            return self.issuer + ("" if _PLAN.search(title) else self.year)
        if _relative(title):
            return self.area
        own = title in self.issued or genre_of(title) in ("list", "catalogue")
        own = own and not title.startswith(words("scope", "national"))
        return self.area if own and not any(stem in title for stem in self.stems) else ""


def _issued(draft: Draft, documents: Iterable[Candidate]) -> frozenset[str]:
    """Return the folded titles that a verb of issuing governs, but for those that others issue."""
    found: dict[int, str] = {c.begin: c.name or draft.text[c.begin : c.end] for c in documents}
    begins = sorted(found)
    issued: set[str] = set()
    for predicate in draft.predicates:
        low, high = (bisect_left(begins, offset) for offset in predicate.object)
        if low == high or "issues" not in predicate.classes:
            continue
        before = draft.text[predicate.clause.begin : predicate.left]
        if not any(word in before for word in words("scope", "others")):
            issued.update(fold(found[begin]) for begin in begins[low:high])
    return frozenset(issued)


@lru_cache(maxsize=4096)
def _is_work(name: str) -> bool:
    """Tell whether a programme is a work (交通惠民工程), which every division has of its own; known ones have marks."""
    _, facet = heads().get(head_of(name, 0, len(name)), ("", ""))
    return facet == "project" and "“" not in name and not name.startswith(words("scope", "national"))


@lru_cache(maxsize=4096)
def _relative(name: str) -> bool:
    """Tell whether a name places its thing in the division of who speaks: 省级…, 全市…."""
    return name.startswith(words("scope", "relative")) and not name.startswith(words("scope", "not_relative"))

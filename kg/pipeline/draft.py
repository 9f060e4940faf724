"""What the components of the pipeline write on while a report is read: the draft, at ``doc.user_data["govkg"]``.

A component reads what stands to its left in the pipeline and adds candidates or figures; nothing is taken away but by
the component ``settle``, which decides between candidates that overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc

from kg.errors import ExtractionError
from kg.facts import Claim, Entity, Mention, Observation, Span
from kg.outline import Outline
from kg.read.report import Report

_FAR = 1 << 60  # beyond the end of any text


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a mention. ``name`` is its full official name where the component knows it, else ""."""

    begin: int
    end: int
    kind: str
    name: str = ""
    score: float = 1.0  # of two that overlap the higher stays, of equals the longer
    facets: dict[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    why: str = ""
    source: str = ""  # the component that found it


class Quoted(NamedTuple):
    """A stretch in marks, the marks included; ``mark`` is the opening one: 《 〈 “ ( （ …; ``depth`` 0 is outermost."""

    begin: int
    end: int
    mark: str
    depth: int


class Predicate(NamedTuple):
    """A verb where it is a predicate, and the stretch of its object. ``classes`` are the relations it can state."""

    begin: int
    end: int
    verb: str
    classes: tuple[str, ...]
    clause: Span
    object: Span
    left: int  # where what precedes it ends, its adverbs left out: clause.begin .. left is subject and adjuncts
    context: str  # start, chain, adverb, subject, adjunct, strong


@dataclass(slots=True)
class Draft:
    """All that is known of one report so far; word i is text[edges[i]:edges[i+1]]."""

    report: Report
    text: str
    outline: Outline
    edges: list[int] = field(default_factory=list)
    edge_set: frozenset[int] = frozenset()
    words: list[str] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    outermost: list[Quoted] = field(default_factory=list)  # those that stand in no other
    breaks: list[int] = field(default_factory=list)  # where words stand that no noun phrase holds: 对, 向, 进行
    predicates: list[Predicate] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    reporter: str = ""

    def add(self, candidate: Candidate) -> None:
        """Add a candidate; raise ExtractionError where it does not lie within the text."""
        if not 0 <= candidate.begin < candidate.end <= len(self.text):
            raise ExtractionError(f"{candidate.source or 'A component'} found a mention outside the text: {candidate}.")
        self.candidates.append(candidate)

    def word_index(self, offset: int) -> int:
        """Return the index of the word that holds the offset."""
        return bisect_right(self.edges, offset) - 1

    def at_word_edge(self, offset: int) -> bool:
        """Whether a word begins (or the text ends) at the offset."""
        return offset in self.edge_set

    def quoted_at(self, offset: int) -> Quoted | None:
        """Return the outermost quoted stretch that holds the offset (begin <= offset < end)."""
        index = bisect_right(self.outermost, (offset, _FAR)) - 1
        return self.outermost[index] if index >= 0 and self.outermost[index].end > offset else None

    def first_break(self, begin: int, end: int) -> int:
        """Return where the first word that no noun phrase holds begins within the stretch, else ``end``."""
        at = bisect_left(self.breaks, begin)
        return self.breaks[at] if at < len(self.breaks) and self.breaks[at] < end else end

    def predicates_in(self, span: Span) -> list[Predicate]:
        """Return the predicates that begin within the span."""
        return self.predicates[bisect_left(self.predicates, (span.begin,)) : bisect_left(self.predicates, (span.end,))]

    def clauses_in(self, span: Span) -> list[Span]:
        """Return the clauses that begin within the span."""
        clauses = self.outline.clauses
        return list(clauses[bisect_left(clauses, (span.begin,)) : bisect_left(clauses, (span.end,))])


def draft_of(doc: Doc) -> Draft:
    """Return the draft of a document; raise ExtractionError where the component ``read`` has not run."""
    draft = doc.user_data.get("govkg")
    if not isinstance(draft, Draft):
        raise ExtractionError("The document has no draft: put the component govkg_outline first in the pipeline.")
    return draft

"""What the rules of relations look up: entities, mentions, predicates and figures by their place in the text."""

from __future__ import annotations

from bisect import bisect_left

from kg.facts import Entity, Mention, Span
from kg.pipeline.draft import Draft, Predicate


def clause_of(draft: Draft, offset: int) -> Span:
    """Return the clause that holds the offset."""
    clauses = draft.outline.clauses
    at = bisect_left(clauses, (offset + 1,)) - 1
    return clauses[max(at, 0)] if clauses else Span(0, len(draft.text))


class Reader:
    """What the rules look up: entities, mentions and figures by their place in the text."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text
        self.mentions = sorted(draft.mentions, key=lambda m: (m.span.begin, -m.span.end))
        self._why = {(c.begin, c.end): c.why for c in reversed(draft.candidates)}
        self._starts = [m.span.begin for m in self.mentions]

    def entity(self, mention: Mention) -> Entity:
        """Return the entity of a mention."""
        return self.draft.entities[mention.entity]

    def why(self, mention: Mention) -> str:
        """Return by which rule a mention was found."""
        return self._why.get((mention.span.begin, mention.span.end), "")

    def counted(self, mention: Mention) -> bool:
        """Whether a figure counts what is mentioned: 打造16条省级重点产业链."""
        return any(o.span.begin < mention.span.end and mention.span.begin < o.span.end for o in self.draft.observations)

    def governing(self, mention: Mention) -> Predicate | None:
        """Return the predicate in whose object a mention stands."""
        clause = clause_of(self.draft, mention.span.begin)
        found = [
            p
            for p in self.draft.predicates_in(clause)
            if p.object.begin <= mention.span.begin < max(p.object.end, p.end + 1)
        ]
        return found[-1] if found else None

    def within(self, begin: int, end: int, *kinds: str) -> list[Mention]:
        """Return the mentions that lie within the stretch, of the kinds named or of all."""
        low = bisect_left(self._starts, begin)
        high = bisect_left(self._starts, end)
        found = (m for m in self.mentions[low:high] if m.span.end <= end)
        return [m for m in found if not kinds or self.entity(m).kind in kinds]

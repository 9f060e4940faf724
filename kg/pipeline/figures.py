"""Component ``govkg_figures``: every figure that measures something, as an observation.

The figures are found by their form (:mod:`kg.measures`), named by their clause (:mod:`kg.pipeline.indicators`), dated
by the times of their sentence (:mod:`kg.periods`) and told apart as level, flow, growth, share, rank or target.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Observation, Span
from kg.measures import Figure, scan
from kg.periods import Time, period_of, times, year_period
from kg.pipeline.areas import area_of, spoken
from kg.pipeline.draft import Draft, draft_of
from kg.pipeline.figure_memory import Named
from kg.pipeline.figure_phrases import is_duration
from kg.pipeline.figure_ranks import Rank, ranks
from kg.pipeline.figure_words import vocabulary
from kg.pipeline.indicators import Namer
from kg.proportions import doublings, halves

_BY_SORT = {"percent": "share", "rank": "rank", "points": "growth", "ratio": "level", "time": "level"}
_FIVE_YEARS = re.compile("五年|“[^”]{1,3}五”")


@Language.component("govkg_figures")
def find_figures(doc: Doc) -> Doc:
    """Add the observations of the report to its draft, in the order of the text."""
    draft = draft_of(doc)
    draft.observations += observations(draft)
    return doc


def observations(draft: Draft) -> list[Observation]:
    """Return the figures of the report as observations, in the order of the text; no two have one key."""
    namer, dates = Namer(draft), _Dates(draft)
    clauses, starts = draft.outline.clauses, dates.starts
    figures, placed = _figures(draft)
    found: dict[str, Observation] = {}
    before: Span | None = None
    for sentence, group in groupby(figures, key=lambda f: draft.outline.sentence_at(f.number)):
        if sentence is None:
            continue
        namer.memory.begin(fresh=before is None or not _goes_on(draft, before, sentence))
        before = sentence
        named: list[Named] = []
        heard = bisect_right(starts, sentence.begin - 1)  # the first clause of the sentence
        for first, last, members in _by_clause(list(group), starts):
            for clause in clauses[heard:first]:
                namer.hear(clause)
            heard = last + 1
            named += namer.clause(members, Span(clauses[first].begin, clauses[last].end), placed)
        for observation in dates.observed(sentence, named) if named else ():
            found.setdefault(observation.key, observation)
    return list(found.values())


def _figures(draft: Draft) -> tuple[list[Figure], dict[int, Rank]]:
    """Return the figures that may measure something, in the order of the text, and the ranks by their numbers."""
    text, placed = draft.text, ranks(draft.text)
    taken = [figure for figure in scan(text) if figure.measure.sort != "time" or is_duration(text, figure)]
    figures = sorted(
        [*taken, *doublings(text), *halves(text), *(rank.figure for rank in placed)], key=lambda f: f.begin
    )
    return [f for f in figures if not _is_quoted(draft, f)], {rank.figure.number: rank for rank in placed}


def _is_quoted(draft: Draft, figure: Figure) -> bool:
    """Whether the figure stands in a title or a quoted name, where it measures nothing."""
    index = bisect_right(draft.quoted, figure.begin, key=lambda q: q.begin)
    near = draft.quoted[max(index - 4, 0) : index]
    return any(quote.mark in "《〈“「" and quote.end > figure.begin for quote in near)


def _by_clause(figures: list[Figure], starts: list[int]) -> list[tuple[int, int, list[Figure]]]:
    """Return the figures by clause, as (first clause, last clause, figures); the colon of 2.27:1 joins two clauses."""
    groups: list[tuple[int, int, list[Figure]]] = []
    for figure in figures:
        first = max(bisect_right(starts, figure.number) - 1, 0)
        last = max(bisect_right(starts, figure.end - 1) - 1, first)
        if groups and groups[-1][1] >= first:
            groups[-1] = (groups[-1][0], last, [*groups[-1][2], figure])
        else:
            groups.append((first, last, [figure]))
    return groups


def _goes_on(draft: Draft, before: Span, sentence: Span) -> bool:
    """Whether a sentence goes on with the one before it: within the same item, parted by a semicolon."""
    parted = draft.text[before.end - 1] in ";；"
    return parted and draft.outline.item_at(before.begin) == draft.outline.item_at(sentence.begin)


class _Dates:
    """Dates the figures of one report, and makes observations of them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.starts = [clause.begin for clause in draft.outline.clauses]
        self.own = area_of(draft.report.area, draft.report.year)
        self.year = draft.report.year
        # A report that is read in the year after the one it reviews calls the year under review 去年.
        genre = draft.report.genre or draft.text[:400]
        self.delivered = any(name in genre for name in vocabulary().work_reports)

    def observed(self, sentence: Span, named: list[Named]) -> list[Observation]:
        """Return the observations of a sentence, each with the period that the words before it say."""
        section = self.draft.outline.section_at(sentence.begin)
        planned = section is not None and section.kind == "plan"
        next_year = self.year + 1 if self.year else 0
        said = times(
            self.draft.text,
            sentence,
            self.year,
            last_year=self.year if self.delivered else 0,
            this_year=next_year if planned or self.delivered else 0,
        )
        return [self._observation(one, said, planned=planned) for one in named]

    def _observation(self, named: Named, said: list[Time], *, planned: bool) -> Observation:
        """Return the observation of a figure; in a plan it is a target for the next year, unless it is so already."""
        figure = named.figure
        when = [time for time in said if self._is_when(time, named)]
        if planned and not when and vocabulary().already.search(named.before):
            planned = False
        year = self.year + 1 if planned and self.year else self.year
        if named.course and not when and year:
            year -= self._length_of_course(named)
        period = period_of(when[-1], year) if when else year_period(year)
        target = int(period.start[:4]) > self.year if self.year and period.start else planned
        return Observation(
            span=Span(named.begin, named.end),
            indicator=named.indicator,
            value=figure.value,
            value_text=self.draft.report.text[figure.begin : figure.end],  # as it stands, not as it is matched
            measure_word=figure.measure.word,
            statistic="target" if target else _statistic(named),
            period=period,
            qualifier=figure.qualifier,
            unit=figure.measure.unit,
            base_indicator=named.base,
            rank_scope=named.scope,
            area=spoken(named.area, self.own) if named.area else "",
        )

    def _length_of_course(self, named: Named) -> int:
        """Return how many years lie before the value at which a course without years begins (从3名提高到5名).

        It is five where the sentence, the head of its paragraph or the heading of a section around it speaks of five.
        """
        text, outline, at = self.draft.text, self.draft.outline, named.figure.number
        heads = [section.heading for section in outline.sections if section.span.begin <= at < section.span.end]
        item = outline.item_at(at)
        if item and (first := outline.sentence_at(item.begin)):
            heads.append(first)
        if sentence := outline.sentence_at(at):
            heads.append(sentence)
        return 5 if any(_FIVE_YEARS.search(text, head.begin, head.end) for head in heads) else 1

    def _is_when(self, time: Time, named: Named) -> bool:
        """Whether a time says when a figure is: it stands before it, in its clause or at the head of one.

        A time that is compared with (比2020年) or that begins a course (从2020年的…) is the time of the figure right
        behind it alone: 相较去年48件63人.
        """
        figure, text = named.figure, self.draft.text
        if time.end > figure.begin:
            return False
        between = text[time.end : figure.begin]
        if time.against:
            behind = between in ("", "的", "末的", "底的", "时期的")
            beside = len(between) < 12 and between.isalnum() and between[0].isdigit()
            return (behind or beside) and figure.measure.sort not in ("percent", "points", "times")
        if time.begin and text[time.begin - 1] in "从由自" and between not in ("", "的"):
            return False
        own = bisect_right(self.starts, figure.number)
        its = bisect_right(self.starts, time.begin)
        return own == its or time.begin - self.starts[max(its - 1, 0)] <= 3


def _statistic(named: Named) -> str:
    """Tell a level from a flow, a growth from a share."""
    known, measure = vocabulary(), named.figure.measure
    if named.statistic or named.total:
        return named.statistic or _statistic(named.total or named)
    if measure.sort in _BY_SORT:
        return _BY_SORT[measure.sort]
    if measure.word == "位" and named.indicator.endswith(("排名", "位次", "名次")):
        return "rank"
    if known.now.search(named.before):
        return "level"
    return "flow" if _is_flow(named) else "level"


def _is_flow(named: Named) -> bool:
    """Whether a count or an amount is of what was done or came up in the period."""
    known = vocabulary()
    if named.indicator.endswith(known.flow):
        return not named.indicator.endswith(known.sizes)
    if named.indicator.endswith(known.amounts) or named.figure.measure.word == "分":
        return False
    if named.figure.measure.word in known.passing or named.indicator.startswith(known.each):
        return True
    if named.end == named.figure.end and known.reached.search(named.before):
        return False
    if named.verb:
        return not known.stocks.at_end(named.verb)
    case = named.figure.measure.word in known.cases and not known.standing.search(named.indicator)
    return case or named.figure.measure.word in known.occasions

"""Component ``govkg_figures``: every figure that measures something, as an observation.

The figures are found by their form (:mod:`kg.measures`), named by their clause (:mod:`kg.pipeline.indicators`), dated by the
times of their sentence (:mod:`kg.periods`) and told apart as level, flow, growth, share, rank or target.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from kg.facts import Observation, Period, Span
from kg.measures import Figure, doublings, scan
from kg.periods import Time, period_of, times, year_period
from kg.pipeline.draft import Draft, draft_of
from kg.pipeline.figure_memory import Named
from kg.pipeline.figure_phrases import is_duration
from kg.pipeline.figure_ranks import Rank, ranks
from kg.pipeline.figure_words import vocabulary
from kg.pipeline.indicators import Namer


_BY_SORT = {"percent": "share", "rank": "rank", "points": "growth", "ratio": "level"}


@Language.component("govkg_figures")
def find_figures(doc: Doc) -> Doc:
    """Add the observations of the report to its draft, in the order of the text."""
    draft = draft_of(doc)
    draft.observations += observations(draft)
    return doc


def observations(draft: Draft) -> list[Observation]:
    """Return the figures of the report as observations, in the order of the text."""
    namer = Namer(draft)
    clauses = draft.outline.clauses
    starts = [clause.begin for clause in clauses]
    figures, placed = _figures(draft)
    found: list[Observation] = []
    before: Span | None = None
    for sentence, group in groupby(figures, key=lambda f: draft.outline.sentence_at(f.number)):
        if sentence is None:
            continue
        namer.memory.begin(fresh=before is None or not _goes_on(draft, before, sentence))
        before = sentence
        named: list[Named] = []
        heard = bisect_right(starts, sentence.begin - 1)  # the first clause of the sentence
        for first, last, members in _by_clause(list(group), starts):
            if first - 1 >= heard:
                namer.hear(clauses[first - 1])
            heard = last + 1
            named += namer.clause(members, Span(clauses[first].begin, clauses[last].end), placed)
        found += _observed(draft, sentence, named)
    return _distinct(found)


def _figures(draft: Draft) -> tuple[list[Figure], dict[int, Rank]]:
    """Return the figures that may measure something, in the order of the text, and the ranks by the offsets of their numbers."""
    placed = ranks(draft.text)
    taken = [figure for figure in scan(draft.text) if figure.measure.sort != "time" or is_duration(draft.text, figure)]
    figures = sorted([*taken, *doublings(draft.text), *(rank.figure for rank in placed)], key=lambda f: f.begin)
    return [f for f in figures if not _is_quoted(draft, f)], {rank.figure.number: rank for rank in placed}


def _by_clause(figures: list[Figure], starts: list[int]) -> list[tuple[int, int, list[Figure]]]:
    """Return the figures by the clauses they stand in, as (first clause, last clause, figures); 2.27:1 joins two clauses."""
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


def _is_quoted(draft: Draft, figure: Figure) -> bool:
    """Whether the figure stands in a title or a quoted name, where it measures nothing."""
    quoted = draft.quoted
    index = bisect_right(quoted, figure.begin, key=lambda q: q.begin)
    for quote in quoted[max(index - 4, 0) : index]:
        if quote.mark in "《〈“「" and quote.end > figure.begin:
            return True
    return False


def _observed(draft: Draft, sentence: Span, named: list[Named]) -> list[Observation]:
    """Return the observations of a sentence, each with the period the words before it say."""
    if not named:
        return []
    report, outline = draft.report, draft.outline
    section = outline.section_at(sentence.begin)
    planned = section is not None and section.kind == "plan"
    delivered = _is_delivered(draft)
    next_year = report.year + 1 if report.year else 0
    this_year = next_year if planned else report.year
    said = times(
        draft.text,
        sentence,
        report.year,
        last_year=report.year if delivered else 0,
        this_year=next_year if planned or delivered else 0,
    )
    found, known = [], vocabulary()
    for one in named:
        when = [time for time in said if _is_when(draft, time, one)]
        already = planned and not when and known.already.search(one.before)
        period = year_period(report.year if already else this_year)
        if when:
            period = period_of(when[-1], this_year)
        target = (planned or delivered) and (not period.start or int(period.start[:4]) > report.year)
        figure = one.figure
        found.append(
            Observation(
                span=Span(one.begin, one.end),
                indicator=one.indicator,
                value=figure.value,
                value_text=draft.text[figure.begin : figure.end],
                measure_word=figure.measure.word,
                statistic="target" if target else _statistic(one),
                period=period,
                qualifier=figure.qualifier,
                unit=figure.measure.unit,
                base_indicator=one.base,
                rank_scope=one.scope,
                area=one.area,
            )
        )
    return found


def _is_when(draft: Draft, time: Time, named: Named) -> bool:
    """Whether a time says when the figure is: it stands before it, in its clause or at the head of one.

    A time compared with is the figure's only where the figure stands right behind it: 相较去年22件59人.
    """
    if time.end > named.figure.begin:
        return False
    if time.against:
        between = draft.text[time.end : named.figure.begin]
        joined = between in ("", "的", "末的", "底的", "时期的") or (len(between) < 12 and between.isalnum() and between[0].isdigit())
        return joined and named.figure.measure.sort not in ("percent", "points", "times")
    if draft.text[time.begin - 1 : time.begin] in ("从", "由", "自") and draft.text[time.end : named.figure.begin] not in ("", "的"):
        return False
    clauses = draft.outline.clauses
    mine = bisect_right(clauses, named.figure.number, key=lambda c: c.begin)
    its = bisect_right(clauses, time.begin, key=lambda c: c.begin)
    return mine == its or time.begin - clauses[max(its - 1, 0)].begin <= 3


def _is_delivered(draft: Draft) -> bool:
    """Whether the report is read in the year after the one it reviews, so that its 去年 is the year under review."""
    genre = draft.report.genre or draft.text[:400]
    return any(name in genre for name in vocabulary().work_reports)


def _statistic(named: Named) -> str:
    """Tell a level from a flow, a growth from a share."""
    known, measure = vocabulary(), named.figure.measure
    if named.statistic:
        return named.statistic
    if measure.word == "位" and named.indicator.endswith(("排名", "位次", "名次")):
        return "rank"
    if measure.sort in _BY_SORT:
        return _BY_SORT[measure.sort]
    if known.now.search(named.before):
        return "level"
    if named.indicator.endswith(known.flow):
        return "flow"
    if known.reached.search(named.before):
        return "level"
    if named.verb:
        return "level" if named.verb in known.stocks else "flow"
    return "flow" if measure.word in known.occasions else "level"


def _distinct(found: list[Observation]) -> list[Observation]:
    """Return the observations without those whose key is taken already."""
    seen: set[str] = set()
    kept = []
    for observation in found:
        if observation.key not in seen:
            seen.add(observation.key)
            kept.append(observation)
    return kept

"""What was named before in a sentence, by which the figures that leave their head out are completed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.measures import Figure
from kg.pipeline import figure_phrases as phrases
from kg.pipeline.figure_holders import Holders
from kg.pipeline.figure_words import vocabulary

_PART = re.compile(r"（[^（）]*）$")


@dataclass(slots=True)
class Named:
    """The indicator of a figure, what it is built from, and the stretch of text that says it."""

    figure: Figure
    indicator: str
    begin: int
    end: int
    base: str = ""  # what a change, share or rank is of
    noun: str = ""  # the thing, without what is done to it
    verb: str = ""  # what is done to it, or what it does
    topic: str = ""  # what the clause is about besides
    statistic: str = ""  # where the wording decides it
    before: str = ""  # the words before the figure as they stand
    area: str = ""
    scope: str = ""
    course: bool = False  # whether it is where a course begins: 从3名提高到5名
    total: Named | None = None  # the count of which this one is a part
    borrowed: bool = False  # named by the clause before alone


@dataclass(slots=True)
class Memory:
    """The figures named in the sentence, in the sentences before it of the same item, and the clause before."""

    known: list[Named] = field(default_factory=list)
    past: list[Named] = field(default_factory=list)
    holders: Holders = field(default_factory=Holders)
    _clause: tuple[str, phrases.Edge] | None = None

    def begin(self, *, fresh: bool) -> None:
        """Begin a sentence; ``fresh`` where it does not go on with the one before it."""
        self.past = [] if fresh else (self.past + self.known)[-3:]
        self.known, self._clause, self.holders = [], None, Holders()

    def hear(self, clause: str, edge: phrases.Edge) -> None:
        """Take in a clause without figures: what it is about may head the next (开展关爱项目，投入46万元)."""
        self._clause = (clause, edge)
        self.holders.hear(clause, edge)

    def name(self, named: list[Named]) -> None:
        """Take in the figures of a clause."""
        self.known += named
        if named:
            self._clause = None
            self.holders.name(named[-1].base or named[-1].noun or named[-1].indicator)

    @property
    def heard(self) -> str:
        """What the clause before was about, "" where it held figures or says no thing that can lead a head."""
        if self._clause is None:
            return ""
        clause, edge = self._clause
        start, _ = phrases.strip_leads(clause, edge)
        rest = clause[start:]
        rest = rest[len(phrases.verb_at_start(rest)) :]
        noun = rest[: phrases.noun_phrase(rest)]
        noun = noun[: -vocabulary().hoped.at_end(noun) or None]
        closed = phrases.verb_at_start(rest[len(noun) :]) == rest[len(noun) :]  # 行政执法培训
        rest = noun if len(noun) > 3 and not closed else rest
        return rest if 2 <= len(rest) <= 24 else ""

    def thing(self) -> str:
        """Return the thing that was spoken of last, to lead a bare head."""
        if self.known:
            last = self.known[-1]
            within = last.indicator.find(last.verb) > 0 and last.indicator.endswith(last.verb + last.noun)
            named = last.base or (last.indicator if within else last.noun) or last.indicator
            if len(named) > 1 or not self.heard:
                return named  # else 办好两件|事：一是某工程开工，完成投资…
        if self.heard:
            return self.heard
        return self.past[-1].base or self.past[-1].noun if self.past else ""

    def holder(self) -> str:
        """Return the measure that was spoken of last, to lead whom it reaches: 扩围以旧换新，惠及消费者…."""
        if self._clause is not None or not self.known:
            return self.heard
        last = self.known[-1]
        effect = next((v for v in vocabulary().effects if last.indicator.find(v) > 1), "")
        if effect:
            return last.indicator[: last.indicator.find(effect)]  # 以旧换新|带动相关商品销售
        return last.noun

    def subject(self) -> str:
        """Return the indicator that was spoken of last, to lead a change, share or rank."""
        if self.known:
            return self.known[-1].base or self.known[-1].indicator
        if self.heard:
            return self.heard
        return self.past[-1].base or self.past[-1].indicator if self.past else ""

    def completed(self, name: str, *, listed: bool = False) -> str:
        """Return the name, a bare head (增长率, 总投资) led by the thing it belongs to.

        :param listed: whether the figure stands behind 、 in a list; a loose head (投资, 产量) is completed only there.
        """
        known = vocabulary()
        if name in known.held and not listed:
            return self.holders.of(name) + name
        if name not in known.bare or (name in known.loose and not listed):
            return name
        thing = self.subject() if name in known.changes else self.thing()
        if name in known.open and (occasion := self._occasion()):
            return occasion + name
        bare = 0 if name in known.changes or name.startswith("占") else known.bare.at_end(thing)
        if bare and len(thing) > bare + 1:
            thing = thing[:-bare]
        elif bare and bare == len(thing):
            return name
        return name if thing.endswith(name) else thing + name

    def _occasion(self) -> str:
        """Return what the clause before held, in which people take part: 某局举办|行政执法轮训班."""
        if self._clause is None:
            return ""
        clause = self._clause[0]
        at = max(clause.rfind(verb) + len(verb) if verb in clause else -1 for verb in vocabulary().holding)
        return clause[at:] if at > 0 and 4 <= len(clause) - at <= 20 and not set(clause[at:]) & set("的、《“") else ""

    def alike(self, figure: Figure) -> Named | None:
        """Return what was last counted in the same unit."""
        known = [named for named in reversed(self.known) if named.figure.measure.sort != "rank"]
        return next((named for named in known if named.figure.measure == figure.measure), None)

    def object(self, figure: Figure) -> str:
        """Return the thing that a verb alone is done to (受理77宗): the last that was counted in the same unit."""
        known = self.known if figure.measure.sort in ("money", "measure") else self.past + self.known
        alike = [n.noun for n in known if n.figure.measure.word == figure.measure.word and n.noun]
        return alike[-1] if alike else ""

    def whole(self, figure: Figure, *, in_unit: bool = True) -> Named | None:
        """Return the count before, in the same unit or in any, of which a figure behind 其中 may be a part."""
        last = (self.past + self.known)[-1:]
        return last[0] if last and (not in_unit or last[0].figure.measure.word == figure.measure.word) else None

    def topic(self) -> str:
        """Return what the sentence so far is about."""
        for named in reversed(self.known):
            if named.topic or named.noun:
                return named.topic or named.noun
        return self.heard


def without_part(indicator: str) -> str:
    """Return the indicator of the whole: 负责人出庭（正职） is 负责人出庭."""
    return _PART.sub("", indicator)

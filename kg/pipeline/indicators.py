"""Names what the figures of a clause measure.

A figure stands behind its indicator (新增商标137件) or before it (建成235个村级养老站); where the clause leaves the
head out (增长率17.45%), it is completed from the figure before. Here are the cases in which several share words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.facts import Span
from kg.measures import Figure
from kg.pipeline import figure_lists as lists
from kg.pipeline import figure_phrases as phrases
from kg.pipeline.draft import Draft
from kg.pipeline.figure_memory import Memory, Named
from kg.pipeline.figure_names import Names
from kg.pipeline.figure_ranks import Rank
from kg.pipeline.figure_readings import RATES, Reader, Reading
from kg.pipeline.figure_words import vocabulary

_LIST = re.compile(r"[、，,和及与以\s]{0,3}")
_GRADE = re.compile("国家级|世界级|自治区级|部级|省级|市级|县级|区级")
_COUNTED = re.compile(r"的(?:[两二三四五六七八九十\d]+[个条项座])?")


class Namer:
    """Names the figures of one report, clause by clause in the order of the text."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.text
        self.reader = Reader(draft)
        self.memory = Memory()
        self.names = Names(self.reader, self.memory)

    def hear(self, clause: Span) -> None:
        """Take in a clause without figures."""
        self.memory.hear(self.text[clause.begin : clause.end], self.reader.edge(clause.begin))

    def clause(self, figures: list[Figure], clause: Span, placed: dict[int, Rank]) -> list[Named]:
        """Return the names of the figures of a clause; a figure may have several, and one that only describes has none.

        :param placed: the ranks by the offsets of their numbers.
        """
        readings = self.reader.read(figures, clause)
        found: list[Named] = []
        index = 0
        while index < len(readings):
            size = self._sharing(readings, index)
            named = self._shared(readings[index : index + size]) if size > 1 else self.names.of(readings[index])
            self._carry_verb(readings[index], named, found)
            self._put_holder(named)
            self._put_reached(named, clause.end)
            found += named
            performer = self._put_performer(named, clause.begin)
            self.memory.name(named)
            if performer:
                self.memory.holders.name(performer)
            index += size
        self._share_predicates(found)
        self._attributes(found, clause.end)
        for one in found:
            if rank := placed.get(one.figure.number):
                one.scope, one.indicator = rank.scope, one.indicator + rank.aspect
        return [one for one in found if len(one.indicator) > 1]

    def _sharing(self, readings: list[Reading], index: int) -> int:
        """Return how many figures share the words before the one at ``index``: those of a list without words between.

        分别 says so; without it the subject must have as many parts as there are figures (A和B增长6.1%和5.3%).
        """
        first, size = readings[index], 1
        figures = [reading.figure for reading in readings[index:]]
        while size < len(figures) and _LIST.fullmatch(self.text, figures[size - 1].end, figures[size].begin):
            size += 1
        if size == 1 or "分别" in first.words:
            return size
        same = all(figure.measure == figures[0].measure for figure in figures[:size])
        parted = same and first.figure.measure.sort in RATES and figures[0].end < figures[1].begin
        head = _head(first)
        both = size == 2 and any(word in head for word in vocabulary().pairs)  # 城乡居民收入增长4%、6%
        return size if parted and (both or len(lists.split(head)) == size) else 1

    def _shared(self, readings: list[Reading]) -> list[Named]:
        """Name the figures of A、B分别增长8.3%、12.5%, each by its part of the subject."""
        first = readings[0]
        left = first.figure.begin - len(first.words)
        cut, gap = first.words.rfind("分别"), 2
        if cut < 0:
            head = _head(first)
            cut, gap = first.words.index(head) + len(head), 0
        start, area = phrases.strip_leads(first.words[:cut], self.reader.edge(left))
        subject, kept = phrases.strip_between(first.words[start:cut])
        tail = kept + first.words[cut + gap :]
        found = []
        for (offset, part), reading in zip(self._parts(subject, left + start, len(readings)), readings, strict=True):
            whole = phrases.strip_tails(part + tail)
            alone = replace(reading, at=-1, words=first.words, piece=part + tail, whole=whole, area=area, noun="")
            named = self.names.of(replace(alone, verb=phrases.verb_at_end(whole), pivot=False))[0]
            found.append(replace(named, begin=offset if offset >= 0 else first.figure.begin, end=reading.figure.end))
        return found

    def _parts(self, subject: str, at: int, count: int) -> list[tuple[int, str]]:
        """Return the subject of each of several figures: its part of the words, else the figures named before."""
        if subject:
            return lists.items(subject, at, count, self.reader.words)
        last = self.memory.known[-count:]
        if len(last) < count:
            return [(-1, self.memory.subject())] * count
        return [(-1, named.base or named.indicator) for named in last]

    def _put_holder(self, named: list[Named]) -> None:
        """Put the measure spoken of before in front of whom it reaches: 扩围消费品以旧换新，惠及消费者750万人次."""
        for one in named:
            if not one.indicator.startswith(vocabulary().reaching) or one.indicator.endswith(vocabulary().rates):
                continue
            said = one.before.partition(next(v for v in vocabulary().reaching if one.indicator.startswith(v)))[0]
            said = said.rstrip("和及与、")
            holder = said if len(said) > 1 else self.memory.holder()
            while ended := vocabulary().progress.at_end(holder):
                holder = holder[:-ended]
            if 2 <= len(holder) <= 20 and holder not in one.indicator and not any(c.isdigit() for c in holder):
                one.indicator = holder + one.indicator

    def _put_performer(self, named: list[Named], left: int) -> str:
        """Put the site or institution spoken of before in front of what it does, and return it: 累计发送旅客3100人次."""
        performs, performer = vocabulary().performs, ""
        for one in named:
            verb = performs.at_start(self.text, one.begin)
            if not verb or not one.indicator.startswith(self.text[one.begin : one.begin + verb]):
                continue
            before = self.text[left : one.begin]
            opens = phrases.strip_leads(before)[0] == len(before) or any(char.isdigit() for char in before)
            if opens and self.reader.edge(one.begin)(verb) and (found := self.memory.holders.performer()):
                performer = found
                one.indicator = one.indicator if found in one.indicator else found + one.indicator
        return performer

    def _put_reached(self, named: list[Named], right: int) -> None:
        """Put whom a share reaches behind the verb, where it stands behind the number: 覆盖95%以上行政村."""
        for one in named:
            if one.indicator.endswith(vocabulary().reaching) and one.figure.measure.sort == "percent":
                rest = self.text[one.figure.end : right].removeprefix("的")
                noun = rest[: phrases.noun_phrase(rest, self.reader.edge(right - len(rest)))]
                if 1 < len(noun) <= 12 or noun in ("县", "乡", "村", "镇"):
                    one.indicator, one.end = one.indicator + noun, right - len(rest) + len(noun)

    def _carry_verb(self, reading: Reading, named: list[Named], found: list[Named]) -> None:
        """Give an item of a list the verb of the one before it: 审结商事案件43件、劳动案件近百件."""
        if not found or len(named) != 1 or reading.figure.measure.sort == "rank":
            return
        last, one = found[-1], named[0]
        if reading.figure.measure.sort in RATES:
            self._carry_lessening(last, one)
            return
        if (last.figure.measure.sort == "money") != (one.figure.measure.sort == "money"):
            return
        between = self.text[last.figure.end : reading.figure.begin]
        listed = ("、" in between or "和" in between) and "，" not in between
        if not listed or not last.verb or last.verb not in last.indicator:
            return
        if phrases.verb_at_start(last.verb) != last.verb:
            return
        plain = one.indicator in (reading.whole, reading.noun) and not phrases.verb_at_start(one.indicator)
        if plain and reading.whole == reading.piece and not one.base and not one.indicator.endswith(vocabulary().rates):
            one.indicator, one.verb = last.verb + one.indicator, last.verb

    def _carry_lessening(self, last: Named, one: Named) -> None:
        """Give a rate in a list the verb that stands before the first: 平均压减办理环节41%、申请表单36%."""
        listed = (
            self.text[last.figure.end : one.begin] == "、" and one.indicator == self.text[one.begin : one.figure.begin]
        )
        if listed and not one.base and last.base and last.verb and last.indicator == last.verb + last.base:
            one.indicator, one.base, one.statistic = last.verb + one.indicator, one.indicator, last.statistic
            one.verb = last.verb

    def _share_predicates(self, found: list[Named]) -> None:
        """Give 两所中学5个班级跻身…, 4方面27项任务 the words that stand only behind the second figure."""
        for one, other in pairwise(found):
            between = self.text[one.figure.end : other.figure.begin]
            unnamed = one.borrowed or one.indicator in ("", one.verb)
            if not between and other.noun and unnamed:
                word = one.figure.measure.word
                one.indicator = one.verb + other.noun + (word if len(word) > 1 else "")
                one.noun, one.end = other.noun, other.end
            elif (
                (graded := _GRADE.match(other.noun)) and _GRADE.fullmatch(one.noun) and one.indicator.endswith(one.noun)
            ):
                one.indicator += other.noun[graded.end() :]  # 4个国家级、3个省级实验室
            elif self._lacks_predicate(one, other, between):
                one.indicator, one.verb, one.end = other.verb + one.noun, other.verb, other.end

    def _lacks_predicate(self, one: Named, other: Named, between: str) -> bool:
        """Whether the first of two figures is but a noun, and the second bears what is said of both."""
        if not one.noun or not one.noun == between.rstrip("和、及与") == one.indicator:
            return False
        return bool(other.verb) and other.indicator == other.verb + other.noun

    def _attributes(self, found: list[Named], right: int) -> None:
        """Name 投资近十亿元、全长86公里的公路: what stands behind 的 has the attributes before it."""
        for index, named in enumerate(found):
            counted = _COUNTED.match(self.text, named.figure.end)
            if not counted or named.figure.measure.sort not in ("money", "measure"):
                continue
            rest = self.text[counted.end() : right]
            noun = rest[: phrases.noun_phrase(rest, self.reader.edge(counted.end()))]
            if len(noun) < 2:
                continue
            for other in found[max(index - 1, 0) : index + 1]:
                if bare := vocabulary().bare.at_end(other.indicator):
                    other.indicator, other.base = noun + other.indicator[-bare:], ""
                    other.end = counted.end() + len(noun)


def _head(reading: Reading) -> str:
    """Return the subject of a change or share, without its verb."""
    whole = reading.whole
    return phrases.strip_between(whole[: len(whole) - vocabulary().growth.at_end(whole)])[0]

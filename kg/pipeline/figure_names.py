"""Names one figure from the words around it and what was named before: its indicator, and what that is built from."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.measures import COUNTERS, Figure
from kg.pipeline import figure_phrases as phrases
from kg.pipeline.figure_completion import Completer, say
from kg.pipeline.figure_memory import Memory, Named, without_part
from kg.pipeline.figure_rates import Rates
from kg.pipeline.figure_readings import RATES, Reader, Reading
from kg.pipeline.figure_words import vocabulary

_TITLES = re.compile(r"(?:《[^》]*》[、和及]?)+等?$")
_PURPOSE = re.compile(r"，?用于([^，。；、（]{2,16})")
_MORE = re.compile(r"^((?:比|较)(?:上年|去年|年初|同期|(?:19|20)\d\d年)(?:同期|末|底)?)(多|少)$")
_MORE_OR_LESS = {"多": "增加", "少": "减少"}
_ROLE = re.compile(r"(?:为|作为|成为)([^，。；、（]{2,14})$")
#: A name may take so much of what is said of the thing.
_LONG = 18


class Names:
    """Names the figures of one report one by one; what was named before is in ``memory``."""

    def __init__(self, reader: Reader, memory: Memory) -> None:
        self.reader = reader
        self.text = reader.text
        self.memory = memory
        self.complete = Completer(reader, memory)
        self.rates = Rates(self.complete)

    def of(self, reading: Reading) -> list[Named]:
        """Return the names of a figure: one, or one for each part of A率和B率均达100%."""
        sort = reading.figure.measure.sort
        if sort in RATES:
            names = self.rates.rate(reading) or [self._again(reading)]
        elif sort == "rank":
            names = self.rates.rank(reading)
        else:
            names = [self._count(reading)]
        for named in names:
            named.before, named.area, named.course = reading.words, reading.area, reading.course
        return names

    def _count(self, reading: Reading) -> Named:
        """Name a count or an amount, from what stands before it or after it."""
        counter = reading.figure.measure.sort in COUNTERS
        subject = len(reading.whole) > len(reading.verb) + 2
        steps = len(reading.noun) < 3 and subject and reading.verb in vocabulary().growth  # 指数提升2个等级
        if reading.noun and not steps and (counter or reading.verb or reading.pivot):
            return self._leading(reading)
        return self._trailing(reading)

    def _leading(self, reading: Reading) -> Named:
        """Name a count that stands before what it counts: 建成235个村级养老站, 5所学校入选…."""
        known, figure, verb = vocabulary(), reading.figure, reading.verb
        whole = _TITLES.sub("", reading.whole)
        if whole != reading.whole:
            reading.verb = phrases.verb_at_end(whole)  # 颁布《某办法》1部规章
        said = self._said_of(reading)
        noun = phrases.strip_adverbs(reading.noun.removesuffix("的"))
        begin, end = figure.begin, figure.end + len(reading.noun)
        done = phrases.verb_at_start(whole)
        if reading.piece.endswith("的") and whole and len(whole) <= 12:
            begin, name = reading.at, f"{whole}的{noun}"
        elif verb and (verb not in known.pivots or not said):
            role = _ROLE.match(reading.rest)
            begin, name = reading.at + len(whole) - len(verb), verb + (role.group(1) if role else "") + noun
            end += role.end() if role else 0
        elif said and (reading.pivot or not whole or verb) and not (done and reading.piece.endswith("等")):
            name = said if said.endswith(noun) else said + noun
            end += len(reading.rest) if len(reading.rest) <= 24 else 0
        elif whole and len(whole) <= 20 and not reading.pivot:
            begin, name = reading.at, whole + noun
        else:
            begin, name, verb = (reading.at if done else begin), done + noun, done
        topic = said[len(phrases.verb_at_start(said)) :] or noun
        return say(reading, name, begin, end=end, noun=noun, verb=verb or said or done, topic=topic)

    def _said_of(self, reading: Reading) -> str:
        """Return what is said of the counted thing; a verb within its name (整乡推进融合示范点) is put back to it."""
        known = vocabulary()
        ended = known.noun_ends.at_start(reading.rest)
        said = "" if ended and ended >= known.predicates.at_start(reading.rest) else phrases.predicate(reading.rest)
        limit = _LONG if len(reading.noun) > 2 else _LONG + 8
        if len(said) > limit:
            said = said[: said.find("、")] if 4 < said.find("、") <= limit else ""
        listed = not reading.whole and bool(self.memory.known) and self.text[reading.figure.begin - 1] in "、和及"
        governed = (reading.verb and reading.verb not in known.pivots) or listed
        if governed and said and said == reading.rest and said.endswith(known.things):
            reading.noun, reading.rest, said = reading.noun + said, "", ""
        return said

    def _trailing(self, reading: Reading) -> Named:
        """Name a figure by the words before it: 新增商标137件, 受理77宗 after 收到仲裁申请86宗."""
        memory, figure, at = self.memory, reading.figure, reading.at
        whole = phrases.strip_adverb(self.complete.short(reading.whole, at))
        if len(whole) > 3:
            whole = whole.removesuffix("完成")
        if not whole:
            said = phrases.predicate(reading.after) if phrases.is_said(reading.after) else ""
            changed = vocabulary().growth.at_start(said)
            counted = figure.measure.sort in COUNTERS and not changed and not self._adjoins(reading)
            return self._said(reading, said) if said and counted else self._again(reading)
        if length := vocabulary().growth.at_end(whole):
            reading.whole = whole
            return self.rates.change(reading, length, "growth" if figure.measure.word == "位" else "")
        if more := _MORE.match(whole):
            base = memory.subject()
            name = base + more.group(1) + _MORE_OR_LESS[more.group(2)]
            return say(reading, name, at, base=base, statistic="flow")
        purpose = _PURPOSE.match(self.text, figure.end) if figure.measure.sort == "money" else None
        if purpose and whole.endswith(("支出", "资金", "投入")):
            return say(reading, purpose.group(1) + whole[-2:], at, end=purpose.end(), verb=whole)
        verb = phrases.verb_at_start(whole)
        if verb != whole and phrases.verb_at_start(done := whole.removeprefix("实际")) == done:
            whole = verb = done
        if verb == whole:
            thing = memory.object(figure) if whole not in vocabulary().closed else ""
            name = verb + thing if thing else _reached(self.complete.completed(verb, at), figure)
            return say(reading, name, at, noun=thing, verb=verb)
        name = self.complete.completed(whole, at)
        if name == whole and len(whole) <= 3 and self._is_part(reading) and (total := memory.whole(figure)):
            name = f"{without_part(total.indicator)}（{whole}）"
            return say(reading, name, at, total=total, noun=whole)
        noun, verb = self._noun_and_verb(whole, verb, at)
        total = memory.whole(figure) if not verb and "其中" in reading.words else None
        return say(reading, _reached(name, figure), at, total=total, noun=noun, verb=verb)

    def _noun_and_verb(self, whole: str, verb: str, at: int) -> tuple[str, str]:
        """Part a name: its verb may stand first, behind a subject (码头接待游船) or last (农村危房改造)."""
        strong = vocabulary().strong
        if not verb and at >= 0:
            inner = self.reader.words(at, at + len(whole))[1:-1]
            if found := next((word for word in inner if word in strong and not whole.endswith(word)), ""):
                return whole[whole.index(found) + len(found) :], found
        if not verb and (newly := vocabulary().newly.search(whole, 1)) and newly.end() < len(whole):
            return whole[newly.end() :], newly.group()
        last = phrases.verb_at_end(whole)
        noun = whole[len(verb) : len(whole) - len(last)] or whole[len(verb) :]
        return phrases.strip_adverbs(noun), verb or last

    def _said(self, reading: Reading, said: str) -> Named:
        """Name a count by what is done: 约260人参加 after 开展执法培训, 216万人参保, 4次提高养老金."""
        known, figure = vocabulary(), reading.figure
        end = figure.end + len(reading.after)
        if figure.measure.word in known.occasions:
            return say(reading, said, figure.begin, end=end, verb=said)
        alike = self.memory.alike(figure) or (
            self.memory.whole(figure, in_unit=False) if "其中" in reading.words else None
        )
        if alike and alike.noun and len(said) <= _LONG:
            name = said if said.endswith(alike.noun) else said + alike.noun
            return say(reading, name, figure.begin, end=end, verb=said, noun=alike.noun)
        heads = known.headcount.get(figure.measure.word, "")
        if not heads or len(said) > 12:
            return self._again(reading)
        topic = self.memory.topic() if said in known.open else ""
        if said in known.enrolled and (scheme := self.memory.heard or self.memory.topic()):
            return say(reading, scheme + said + heads, figure.begin, end=end, verb=said)
        return say(reading, said + (topic or heads), figure.begin, end=end, verb=said)

    def _again(self, reading: Reading) -> Named:
        """Name a figure that stands alone: what was last counted in its unit, else the last, with 人数 and the like."""
        figure, memory = reading.figure, self.memory
        said = phrases.predicate(reading.after) if phrases.is_said(reading.after) else ""
        if figure.measure.sort == "money" and 4 <= len(said) <= _LONG + 4 and not reading.joined:
            return say(reading, f"{said}资金", figure.begin, end=figure.end + len(reading.after), verb=said)
        last = memory.known[-1] if memory.known else None
        of_change = last is not None and last.figure.measure.sort in RATES and self.text[reading.at - 1] == "、"
        successful = "成功" if reading.words.endswith("成功") else ""
        alike = memory.alike(figure)
        if alike and not of_change and not successful and not self._adjoins(reading):
            total = any(word in reading.words for word in ("累计", "总", "达"))
            if alike.base and not (alike.statistic == "share" and alike.course):
                alike = replace(alike, indicator=alike.base, base="", verb="")
            if alike.verb.startswith(("新", "净增")) and alike.noun and total:
                alike = replace(alike, indicator=alike.noun, verb="")
            return replace(alike, figure=figure, begin=figure.begin, end=figure.end, borrowed=True)
        name = memory.subject() + successful
        if last is None:
            return say(reading, name, figure.begin, noun=name, borrowed=True)
        if last.figure.measure.sort in COUNTERS and not successful:
            name += vocabulary().headcount.get(figure.measure.word, "")
        return say(reading, name, figure.begin, noun=last.noun, verb=last.verb)

    def _adjoins(self, reading: Reading) -> bool:
        """Whether the figure follows another without a word between: 15件21人."""
        figure, last = reading.figure, self.memory.known[-1:]
        return bool(last) and last[0].figure.end == figure.begin and figure.measure.word in vocabulary().headcount

    def _is_part(self, reading: Reading) -> bool:
        """Whether the figure stands behind 其中 or in brackets."""
        if "其中" in reading.words or self.text[reading.at - 1 : reading.at] in ("（", "("):
            return True
        return bool(self.memory.known) and self.memory.known[-1].indicator.endswith("）")


def _reached(name: str, figure: Figure) -> str:
    """Return the name of whom something reaches: 惠及 of people is 惠及人数."""
    return name + vocabulary().headcount.get(figure.measure.word, "") if name.endswith(("惠及", "涉及")) else name

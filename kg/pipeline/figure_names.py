"""Names one figure from the words around it and what was named before: its indicator, and what that is built from."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.measures import COUNTERS
from kg.pipeline import figure_lists as lists
from kg.pipeline import figure_phrases as phrases
from kg.pipeline.figure_memory import Memory, Named, without_part
from kg.pipeline.figure_readings import RATES, Reader, Reading
from kg.pipeline.figure_words import vocabulary

_SHARE = re.compile(r"^(.*?)(?:约|大约|将近|接近)?(?:占到|占据|占(?!比))(.*?)(?:的)?(?:比重|比例)?$")
_TIMES_OF = re.compile(r"^(.*?)(?:是|为|相当于|达到?)([^，是为]{2,12})的$")
_GIVEN = re.compile(r"^(.*?)贡献了?(.{2,8})$")
_OUT_OF = re.compile(r"^[从在]?(.*[、等的])?(.+?)(?:中|里)$")
_TAKEN = re.compile(r"^.*[、，]?(?:坚决)?[把将](?=.{2})")
_PURPOSE = re.compile(r"，?用于([^，。；、（]{2,16})")
_ROLE = re.compile(r"(?:为|作为|成为)([^，。；、（]{2,14})$")
_AREA_AT_END = re.compile(r"(?<=.)(?:全国|全省|全市|全县|全区)$")
#: A name may take so much of what is said of the thing.
_LONG = 18


class Names:
    """Names the figures of one report one by one; what was named before is in ``memory``."""

    def __init__(self, reader: Reader, memory: Memory) -> None:
        self.reader = reader
        self.text = reader.text
        self.memory = memory

    def of(self, reading: Reading) -> list[Named]:
        """Return the names of a figure: one, or one for each part of A率和B率均达100%."""
        sort = reading.figure.measure.sort
        if sort in RATES:
            names = self._rate(reading)
        elif sort == "rank":
            names = self._rank(reading)
        else:
            names = [self._count(reading)]
        for named in names:
            named.before, named.area = reading.words, reading.area
        return names

    # --- ranks and rates

    def _rank(self, reading: Reading) -> list[Named]:
        whole, at = reading.whole, reading.at
        if whole.endswith("中"):
            whole = phrases.strip_tails(whole[:-1], self.reader.edge(at)).removeprefix("在")
        if parts := lists.rates(whole):
            return [_say(reading, part, at + offset, base=part) for offset, part in parts]
        base = self._subject(whole, at)
        ranking = next((word for word in ("综合排名", "排名") if whole and self.text.startswith(word, reading.figure.begin)), "")
        return [_say(reading, base + ranking, at, base=base)]

    def _rate(self, reading: Reading) -> list[Named]:
        """Name a figure in %, 百分点 or 倍: a change, a share, else whatever the words before it say."""
        if named := self._changed(reading) or self._shared_in(reading) or self._part_of(reading):
            return [named]
        whole, at = reading.whole, reading.at
        if parts := lists.rates(whole):
            return [_say(reading, part, at + offset, statistic="share") for offset, part in parts]
        if whole:
            return [_say(reading, self._completed(self._short(whole, at), at), at)]
        return [self._again(reading)]

    def _changed(self, reading: Reading) -> Named | None:
        """Name a change: 增长5%, 增长率5%, 快于全国0.5个百分点, 翻一番."""
        known, whole, at = vocabulary(), reading.whole, reading.at
        if self.text[reading.figure.begin] == "翻":
            base = self._subject(phrases.strip_between(reading.piece)[0], at)
            return _say(reading, base + "翻番", at, base=base, statistic="growth")
        length = known.growth.at_end(whole)
        if length < 2 and reading.figure.measure.sort == "points" and (relative := known.relative.search(reading.piece)):
            base = self._subject(phrases.strip_between(reading.piece[: relative.start()])[0], at)
            return _say(reading, base + relative.group(), at, base=base, statistic="growth")
        if noun := known.changes.at_end(whole):
            name = self._completed(whole, at)
            return _say(reading, name, at, base=name[:-noun], statistic="growth")
        if not length:
            return None
        behind = reading.after[: phrases.noun_phrase(reading.after, self.reader.edge(reading.figure.end))]
        if len(behind) > 1:
            name, end = behind + whole[-length:], reading.figure.end + len(behind)
            return _say(reading, name, at + len(whole) - length, end=end, base=behind, statistic="growth")
        return self._change(reading, length, "growth")

    def _change(self, reading: Reading, length: int, statistic: str) -> Named:
        """Name a change by its subject, 年均 where it is said, and the verb of ``length`` (规上工业增加值年均增长)."""
        whole = reading.whole
        subject, kept = phrases.strip_between(whole[:-length])
        if "把" in subject or "将" in subject:
            subject = _TAKEN.sub("", subject)
        base = self._subject("" if subject.endswith("、") else subject, reading.at)
        verb = whole[-length:]
        return _say(reading, base + kept + verb, reading.at, base=base, verb=verb, statistic=statistic)

    def _shared_in(self, reading: Reading) -> Named | None:
        """Name a share: 占全国近三成, 是上年的2.2倍, 贡献了全国24%的增量, 对增长的贡献率."""
        whole, at = reading.whole, reading.at
        if ratio := _TIMES_OF.match(reading.piece):
            base = self._subject(ratio.group(1), at)
            return _say(reading, f"{base}与{ratio.group(2)}之比", at, base=base, statistic="level")
        if given := _GIVEN.match(whole):
            base, noun = self._subject(given.group(1), at), reading.after.removeprefix("的")
            of = given.group(2) + noun[: phrases.noun_phrase(noun)]
            return _say(reading, f"{base}对{of}贡献率", at, base=base)
        if whole.endswith("贡献率") and reading.words.startswith("对") and self.memory.known:
            base = self.memory.subject()
            return _say(reading, f"{base}对{whole}", at, base=base)
        share = _SHARE.match(whole)
        if not share or (share.group(1) and not share.group(2)):
            return None
        base = self._subject(share.group(1), at)
        name = f"{base}占{share.group(2)}比重" if share.group(2) else f"{base}占比"
        return _say(reading, name, at, base=base, statistic="share")

    def _part_of(self, reading: Reading) -> Named | None:
        """Name the share that stands before its thing: 覆盖93%的建制镇, 现行16%的税率, 超50%的行政村达到标准."""
        whole, at, figure = reading.whole, reading.at, reading.figure
        attribute = reading.after.startswith("的")
        if not attribute and (whole or self.memory.known):
            return None
        behind = reading.after.removeprefix("的")
        noun = behind[: phrases.noun_phrase(behind, self.reader.edge(figure.end + attribute))]
        if len(noun) < 2:
            return None
        end = figure.end + len(noun) + attribute
        covering = _AREA_AT_END.sub("", whole)
        if whole and noun.endswith(vocabulary().rates):
            return _say(reading, self._short(whole, at) + noun, at, end=end)
        if whole and phrases.verb_at_end(covering):
            return _say(reading, f"{self._short(covering, at)}{noun}比例", at, end=end)
        if whole or self.memory.known:
            return None
        rest = behind[len(noun) :]
        said = phrases.predicate(rest) if phrases.is_said(rest) else ""
        name = f"{said if len(said) <= _LONG else ''}{noun}比例" if attribute else noun
        return _say(reading, name, figure.begin, end=figure.end + len(reading.after), statistic="share")

    # --- counts and amounts

    def _count(self, reading: Reading) -> Named:
        """Name a count or an amount, from what stands before it or after it."""
        counter = reading.figure.measure.sort in COUNTERS
        steps = len(reading.noun) < 3 and len(reading.whole) > len(reading.verb) + 2 and reading.verb in vocabulary().growth
        if reading.noun and not steps and (counter or reading.verb or reading.pivot):
            return self._leading(reading)
        return self._trailing(reading)

    def _leading(self, reading: Reading) -> Named:
        """Name a count that stands before what it counts: 建成719个精品示范村, 4所院校入选…."""
        known, figure, whole, verb = vocabulary(), reading.figure, reading.whole, reading.verb
        said = self._said_of(reading)
        noun = reading.noun.removesuffix("的")
        if not reading.rest and (bare := known.bare.at_end(noun)) and len(noun) > bare + 1:
            noun = noun[:-bare]
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
        return _say(reading, name, begin, end=end, noun=noun, verb=verb or said, topic=topic)

    def _said_of(self, reading: Reading) -> str:
        """Return what is said of the counted thing; a verb within its name (整县推进融合发展试点) is put back to it."""
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
        """Name a figure by the words before it: 新增专利98件, 受理91宗 after 收到行政复议申请103宗."""
        memory, figure, at = self.memory, reading.figure, reading.at
        whole = phrases.strip_adverb(self._short(reading.whole, at))
        if len(whole) > 3:
            whole = whole.removesuffix("完成")
        if not whole:
            said = phrases.predicate(reading.after) if phrases.is_said(reading.after) else ""
            counted = figure.measure.sort in COUNTERS and not self._adjoins(reading)
            return self._said(reading, said) if said and counted else self._again(reading)
        if length := vocabulary().growth.at_end(whole):
            return self._change(replace(reading, whole=whole), length, "")
        purpose = _PURPOSE.match(self.text, figure.end) if figure.measure.sort == "money" else None
        if purpose and whole.endswith(("支出", "资金", "投入")):
            return _say(reading, purpose.group(1) + whole[-2:], at, end=purpose.end(), verb=whole)
        verb = phrases.verb_at_start(whole)
        if verb == whole:
            thing = memory.object(figure) if whole not in vocabulary().closed else ""
            return _say(reading, verb + thing if thing else self._completed(verb, at), at, noun=thing, verb=verb)
        name = self._completed(whole, at)
        if name == whole and len(whole) <= 3 and self._is_part(reading) and (total := memory.whole(figure)):
            name = f"{without_part(total.indicator)}（{whole}）"
            return _say(reading, name, at, noun=whole, statistic=total.statistic, verb=total.verb)
        noun, verb = self._noun_and_verb(whole, verb, at)
        if name.endswith(("惠及", "涉及")):
            name += vocabulary().headcount.get(figure.measure.word, "")
        return _say(reading, name, at, noun=noun, verb=verb)

    def _noun_and_verb(self, whole: str, verb: str, at: int) -> tuple[str, str]:
        """Part a name: its verb may stand first, behind a subject (邮轮母港接待邮轮) or last (农村危房改造)."""
        strong = vocabulary().strong
        if not verb and at >= 0:
            inner = self.reader.words(at, at + len(whole))[1:-1]
            if found := next((word for word in inner if word in strong and not whole.endswith(word)), ""):
                return whole[whole.index(found) + len(found) :], found
        last = phrases.verb_at_end(whole)
        noun = whole[len(verb) : len(whole) - len(last)] or whole[len(verb) :]
        return phrases.strip_adverbs(noun), verb or last

    def _said(self, reading: Reading, said: str) -> Named:
        """Name a count by what is done: 约600人参加 after 开展执法培训, 1334万人参保, 4次提高养老金."""
        known, figure = vocabulary(), reading.figure
        end = figure.end + len(reading.after)
        if figure.measure.word in known.occasions:
            return _say(reading, said, figure.begin, end=end, verb=said)
        alike = self.memory.alike(figure)
        if alike and alike.noun and len(said) <= _LONG:
            name = said if said.endswith(alike.noun) else said + alike.noun
            return _say(reading, name, figure.begin, end=end, verb=said, noun=alike.noun)
        heads = known.headcount.get(figure.measure.word, "")
        if not heads or len(said) > 12:
            return self._again(reading)
        topic = self.memory.topic() if said in known.open else ""
        return _say(reading, said + (topic or heads), figure.begin, end=end, verb=said)

    def _again(self, reading: Reading) -> Named:
        """Name a figure that stands alone: what was last counted in its unit, else the last, with 人数 and the like."""
        figure, memory = reading.figure, self.memory
        said = phrases.predicate(reading.after) if phrases.is_said(reading.after) else ""
        if figure.measure.sort == "money" and 4 <= len(said) <= _LONG + 4 and not reading.joined:
            return _say(reading, f"{said}资金", figure.begin, end=figure.end + len(reading.after), verb=said)
        last = memory.known[-1] if memory.known else None
        of_change = last is not None and last.figure.measure.sort in RATES and self.text[reading.at - 1] == "、"
        successful = "成功" if reading.words.endswith("成功") else ""
        alike = memory.alike(figure)
        if alike and not of_change and not successful and not self._adjoins(reading):
            if alike.verb.startswith(("新", "净增")) and alike.noun and any(word in reading.words for word in ("累计", "总", "达")):
                alike = replace(alike, indicator=alike.noun, verb="")
            return replace(alike, figure=figure, begin=figure.begin, end=figure.end, borrowed=True)
        name = memory.subject() + successful
        if last is None:
            return _say(reading, name, figure.begin, noun=name, borrowed=True)
        if last.figure.measure.sort in COUNTERS and not successful:
            name += vocabulary().headcount.get(figure.measure.word, "")
        return _say(reading, name, figure.begin, noun=last.noun, verb=last.verb)

    def _adjoins(self, reading: Reading) -> bool:
        """Whether the figure follows another without a word between: 10件12人."""
        last = self.memory.known[-1:]
        return bool(last) and last[0].figure.end == reading.figure.begin and reading.figure.measure.word in vocabulary().headcount

    def _is_part(self, reading: Reading) -> bool:
        """Whether the figure stands behind 其中 or in brackets."""
        if "其中" in reading.words or self.text[reading.at - 1 : reading.at] in ("（", "("):
            return True
        return bool(self.memory.known) and self.memory.known[-1].indicator.endswith("）")

    # --- completing and shortening

    def _completed(self, name: str, at: int) -> str:
        last = self.memory.known[-1:]
        listed = at > 0 and (self.text[at - 1] == "、" or bool(last and last[0].end == at))
        return self.memory.completed(name, listed=listed)

    def _subject(self, subject: str, at: int) -> str:
        """Return the subject of a change, share or rank: as said, else what was last named."""
        return self._completed(self._short(subject, at), at) if subject else self.memory.subject()

    def _short(self, whole: str, at: int) -> str:
        """Return the name without what other figures, examples before 等, or a long clause before 的 add to it."""
        edge = self.reader.edge(at)
        whole = phrases.without_adverb(whole, edge)
        if "、" in whole and any(char.isdigit() for char in whole[: whole.rindex("、")]):
            whole = whole[whole.rindex("、") + 1 :]
        verb = phrases.verb_at_end(whole)
        if verb and (chosen := _OUT_OF.match(whole[: -len(verb)])):
            return verb + chosen.group(2)
        begun = phrases.verb_at_start(whole)
        found = whole.rfind("等", 2, -2)
        if found > 0 and (begun or "、" in whole) and (at < 0 or edge(found)):
            rest = whole[found + 1 :]
            return begun + rest if begun or len(rest) > 2 else whole
        cuts = [i for i, char in enumerate(whole[:-3]) if char == "的" and edge(i) and edge(i + 1)] if len(whole) > 16 else []
        if cuts and not whole.endswith("贡献率"):
            whole = whole[cuts[-1] + 1 :]
        return whole


def _say(reading: Reading, name: str, begin: int, *, end: int = 0, borrowed: bool = False, **parts: str) -> Named:
    """Return the name of a figure, said by the text from ``begin`` (-1: the figure alone) to ``end``."""
    figure = reading.figure
    begin = min(begin, figure.begin) if begin >= 0 else figure.begin
    named = Named(figure, name.strip(" ，、：:"), begin, max(end, figure.end), borrowed=borrowed)
    return replace(named, **parts) if parts else named  # type: ignore[arg-type]  # all parts are words

"""Names ranks and rates: a change (增长5%), a share (占全国三成), what the words before them say (城镇化率67%)."""

from __future__ import annotations

import re

from kg.pipeline import figure_lists as lists
from kg.pipeline import figure_phrases as phrases
from kg.pipeline.figure_completion import Completer, say
from kg.pipeline.figure_memory import Named
from kg.pipeline.figure_readings import Reading
from kg.pipeline.figure_words import vocabulary

_SHARE = re.compile(r"^(.*?)(?:约|大约|将近|接近)?(?:占到|占据|占(?!比))(.*?)(?:的)?(?:比重|比例)?$")
_CLAUSE_START = re.compile(r"[，,。；;\n]")
_CIRCUMSTANCE = re.compile(r"([^在，,]{2,14})在")
_MAKES_UP = re.compile(r"占(?:到|了|比达?|据)?(?:约|近)?$")
_TIMES_OF = re.compile(r"^(.*?)(?:是|为|相当于|达到?)([^，是为]{2,12})的$")
_GIVEN = re.compile(r"^(.*?)贡献了?(.{2,8})$")
_TAKEN = re.compile(r"^.*[、，]?(?:坚决)?[把将](?=.{2})")
_RUNNING = re.compile(r"已?连续[\d一二两三四五六七八九十]{1,3}[年次季月个]+度?(?:保持)?$")
_AREA_AT_END = re.compile(r"(?<=.)(?:全国|全省|全市|全县|全区)$")
#: A name may take so much of what is said of the thing.
_LONG = 18


class Rates:
    """Names the ranks and rates of one report."""

    def __init__(self, complete: Completer) -> None:
        self.complete = complete
        self.text = complete.text
        self.memory = complete.memory

    def rank(self, reading: Reading) -> list[Named]:
        """Name a rank by what stands before its verb; each of several rates gets its own."""
        whole, at = reading.whole, reading.at
        if whole.startswith("在") and self.memory.known:
            whole = ""  # 在全市12个县中列第3: among whom, not what
        if whole.endswith("中"):
            whole = phrases.strip_tails(whole[:-1], self.complete.reader.edge(at)).removeprefix("在")
        if parts := lists.rates(whole):
            return [say(reading, part, at + offset, base=part) for offset, part in parts]
        base = self.complete.subject(whole, at)
        ranking = "排名" if whole and self.text.startswith("排名", reading.figure.begin) else ""
        return [say(reading, base + ranking, at, base=base)]

    def rate(self, reading: Reading) -> list[Named]:
        """Name a figure in %, 百分点 or 倍: a change, a share, else what the words before it say; [] for no words."""
        if changes := self._changes(reading):
            return changes
        if named := self._changed(reading) or self._shared_in(reading) or self._part_of(reading):
            return [named]
        whole, at = reading.whole, reading.at
        if parts := lists.rates(whole):
            return [say(reading, part, at + offset, statistic="share") for offset, part in parts]
        if whole:
            return [say(reading, self.complete.completed(self.complete.short(whole, at), at), at)]
        return []

    def _changes(self, reading: Reading) -> list[Named]:
        """Name the one figure of several changes: A余额、B余额均增长11.7%."""
        whole, length = reading.whole, vocabulary().growth.at_end(reading.whole)
        if not length or not any(word in whole[:-length] for word in ("均", "都", "双双")):
            return []
        subject, kept = phrases.strip_between(whole[:-length])
        parts = lists.rates(subject)
        verb = kept + whole[-length:]
        return [say(reading, part + verb, reading.at + begin, base=part, statistic="growth") for begin, part in parts]

    def _changed(self, reading: Reading) -> Named | None:
        """Name a change: 增长5%, 增长率5%, 高于全市0.6个百分点, 翻一番."""
        known, whole, at = vocabulary(), reading.whole, reading.at
        if self.text[reading.figure.begin] == "翻":
            base = self.complete.subject(phrases.strip_between(reading.piece)[0], at)
            return say(reading, base + "翻番", at, base=base, statistic="growth")
        length = known.growth.at_end(whole)
        lessened = 0 if length else known.lessening.at_start(whole)
        if lessened and len(whole) > lessened + 1:
            return say(
                reading,
                whole,
                at,
                base=whole[lessened:],
                noun=whole[lessened:],
                verb=whole[:lessened],
                statistic="growth",
            )
        points = reading.figure.measure.sort == "points"
        if length < 2 and points and (relative := known.relative.search(reading.piece)):
            base = self.complete.subject(phrases.strip_between(reading.piece[: relative.start()])[0], at)
            name = self._pace(base, said=relative.start() > 0) + relative.group()
            return say(reading, name, at, base=base, statistic="growth")
        if noun := known.changes.at_end(whole):
            name = self.complete.completed(whole, at)
            return say(reading, name, at, base=name[:-noun], statistic="growth")
        if not length:
            return None
        behind = reading.after[: phrases.noun_phrase(reading.after, self.complete.reader.edge(reading.figure.end))]
        if len(behind) > 1:
            name, end = behind + whole[-length:], reading.figure.end + len(behind)
            return say(reading, name, at + len(whole) - length, end=end, base=behind, statistic="growth")
        return self.change(reading, length, "growth")

    def change(self, reading: Reading, length: int, statistic: str) -> Named:
        """Name a change by its subject, 年均 where it is said, and the verb of ``length`` (茶业产值年均增长)."""
        whole = reading.whole
        if whole[:-length].endswith(("净", "新")) and len(whole) > length + 3 and not whole.startswith("平均"):
            length += 1  # 经营主体净增318户
        subject, kept = phrases.strip_between(whole[:-length])
        if subject.endswith(("情况下", "基础上")):
            subject = self._before_circumstance(reading)
        if "把" in subject or "将" in subject:
            subject = _TAKEN.sub("", subject)
        base = self.complete.subject("" if subject.endswith("、") else subject, reading.at)
        verb = whole[-length:]
        return say(reading, base + kept + verb, reading.at, base=base, verb=verb, statistic=statistic)

    def _pace(self, base: str, *, said: bool) -> str:
        """Return what is compared: of a thing whose growth was told just before, its pace (增长6%、高于全国1个百分点)."""
        last = self.memory.known[-1] if self.memory.known else None
        grown = last is not None and not said and last.statistic == "growth" and last.base == base
        return base + "增速" if grown and not base.endswith(("率", "速", "占比", "比重")) else base

    def _before_circumstance(self, reading: Reading) -> str:
        """Return what stands before 在…的情况下 at the head of the clause, "" where nothing does."""
        before = self.text[max(reading.figure.begin - 60, 0) : reading.figure.begin]
        said = _CIRCUMSTANCE.match(_CLAUSE_START.split(before)[-1])
        return said.group(1) if said else ""

    def _shared_in(self, reading: Reading) -> Named | None:
        """Name a share: 占全国近三成, 是上年的2.2倍, 贡献了全市18.7%的增量, 对增长的贡献率."""
        whole, at = reading.whole, reading.at
        if ratio := _TIMES_OF.match(reading.piece):
            base = self.complete.subject(ratio.group(1), at)
            return say(reading, f"{base}与{ratio.group(2)}之比", at, base=base, statistic="level")
        if given := _GIVEN.match(whole):
            base, noun = self.complete.subject(given.group(1), at), reading.after.removeprefix("的")
            of = given.group(2) + noun[: phrases.noun_phrase(noun)]
            return say(reading, f"{base}对{of}贡献率", at, base=base)
        if whole.endswith("贡献率") and reading.words.startswith("对") and self.memory.known:
            base = self.memory.subject()
            return say(reading, f"{base}对{whole}", at, base=base)
        if whole.endswith("占") or (whole and not whole.endswith("占比") and _MAKES_UP.search(reading.piece)):
            base = self.complete.subject(whole.removesuffix("占"), at)
            return say(reading, f"{base}占比", at, base=base, statistic="share")
        share = _SHARE.match(whole)
        if not share or (share.group(1) and not share.group(2)):
            return None
        base = self.complete.subject(_RUNNING.sub("", share.group(1)), at)
        name = f"{base}占{share.group(2)}比重" if share.group(2) else f"{base}占比"
        return say(reading, name, at, base=base, statistic="share")

    def _part_of(self, reading: Reading) -> Named | None:
        """Name the share that stands before its thing: 覆盖87%的行政村, 现行12%的费率, 近70%的自然村通了公交."""
        whole, at, figure = reading.whole, reading.at, reading.figure
        attribute = reading.after.startswith("的")
        if not attribute and (whole or self.memory.known):
            return None
        behind = reading.after.removeprefix("的")
        noun = behind[: phrases.noun_phrase(behind, self.complete.reader.edge(figure.end + attribute))]
        if len(noun) < 2:
            return None
        end = figure.end + len(noun) + attribute
        covering = _AREA_AT_END.sub("", whole)
        if whole and noun.endswith(vocabulary().rates):
            return say(reading, self.complete.short(whole, at) + noun, at, end=end)
        if whole and phrases.verb_at_end(covering):
            return say(reading, f"{self.complete.short(covering, at)}{noun}比例", at, end=end)
        if whole or self.memory.known:
            return None
        rest = behind[len(noun) :]
        said = phrases.predicate(rest) if phrases.is_said(rest) else ""
        name = f"{said if len(said) <= _LONG else ''}{noun}比例" if attribute else noun
        return say(reading, name, figure.begin, end=figure.end + len(reading.after), statistic="share")

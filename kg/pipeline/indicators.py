"""Names what a figure measures, from the words of its clause and what was named before it.

A figure stands behind its indicator (新增专利98件) or before it (建成719个精品示范村); where the clause leaves the head out
(增长率26.78%), it is completed from the figure before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.facts import Span
from kg.measures import COUNTERS, Figure
from kg.pipeline import lists, wording
from kg.pipeline.draft import Draft
from kg.pipeline.memory import Memory, Named, without_part
from kg.pipeline.ranks import Rank
from kg.pipeline.wording import Edge, vocabulary

_LIST = re.compile(r"[、，,和及与以\s]{0,3}")
_SHARE = re.compile(r"^(.*?)(?:约|大约|将近|接近)?(?:占到|占据|占(?!比))(.*?)(?:的)?(?:比重|比例)?$")
_TIMES_OF = re.compile(r"^(.*?)(?:是|为|相当于|达到?)([^，是为]{2,12})的$")
_GIVEN = re.compile(r"^(.*?)贡献了?(.{2,8})$")
_PATH = re.compile(r"^(.*?)[从由自](?:(?:19|20)\d\d年)?(?:底|末)?的?$")
_COUNTED = re.compile(r"的(?:[两二三四五六七八九十\d]+[个条项座])?")
_OUT_OF = re.compile(r"^[从在]?(.*[、等的])?(.+?)(?:中|里)$")
_TAKEN = re.compile(r"^.*[、，]?(?:坚决)?[把将](?=.{2})")
_PURPOSE = re.compile(r"(?:，)?用于([^，。；、（]{2,16})")
_ROLE = re.compile(r"(?:为|作为|成为)([^，。；、（]{2,14})$")
_BRACKETS = {"（": "）", "(": ")", "“": "”", "《": "》", "「": "」", "〈": "〉"}
_RATES = ("percent", "points", "times")


@dataclass(slots=True)
class Reading:
    """A figure with the words around it, cut into what can name it."""

    figure: Figure
    at: int  # where ``piece`` begins
    words: str  # all words before the figure
    piece: str  # …without time, area and adverbs at their beginning
    whole: str  # …and without the copula at their end
    verb: str  # the verbs at the end of ``whole``
    pivot: bool  # whether a preposition or nothing stands before the figure: what follows names it
    noun: str  # the noun phrase behind the figure
    rest: str  # what is said after that
    area: str
    joined: bool = False  # whether the words before it are those the figure before counts

    @property
    def after(self) -> str:
        """All words behind the figure."""
        return self.noun + self.rest


class Namer:
    """Names the figures of one report, clause by clause in the order of the text."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.text
        self.draft = draft
        self.memory = Memory()

    def hear(self, clause: Span) -> None:
        """Take in a clause without figures."""
        self.memory.hear(self.text[clause.begin : clause.end], self._edge(clause.begin))

    def clause(self, figures: list[Figure], clause: Span, placed: dict[int, Rank]) -> list[Named]:
        """Return the names of the figures of a clause; a figure may have several, and one that only describes has none.

        :param placed: the ranks by the offsets of their numbers.
        """
        readings = self._readings(figures, clause)
        found: list[Named] = []
        index = 0
        while index < len(readings):
            size = self._shared_by(readings, index)
            named = self._shared(readings[index : index + size]) if size > 1 else self._one(readings[index])
            self._carry_verb(readings[index], named, found)
            found += named
            self.memory.name(named)
            index += size
        self._share_predicates(found)
        self._attributes(found, clause.end)
        for named in found:
            if rank := placed.get(named.figure.number):
                named.scope, named.indicator = rank.scope, named.indicator + rank.aspect
        return [named for named in found if len(named.indicator) > 1]

    # --- reading the words around the figures

    def _edge(self, offset: int) -> Edge:
        edges = self.draft.edge_set
        return lambda index: offset + index in edges

    def _readings(self, figures: list[Figure], clause: Span) -> list[Reading]:
        """Return the figures of the clause with the words around them, those that only describe left out."""
        while figures:
            cuts = [self._cut(one.end, other.begin) for one, other in zip(figures, figures[1:], strict=False)]
            lefts = [self._inner_begin(clause.begin, figures[0].begin), *(left for _, left in cuts)]
            rights = [*(right for right, _ in cuts), clause.end]
            readings: list[Reading] = []
            for index, (figure, left, right) in enumerate(zip(figures, lefts, rights, strict=True)):
                begin = max(left, self._used(readings[-1])) if readings else left
                joins = index + 1 < len(lefts) and lefts[index + 1] == figure.end < right
                limit = self._verb_within(figure.end, right) if joins and figure.measure.sort in COUNTERS else right
                reading = self._reading(figure, begin, max(right, figure.end), limit - figure.end)
                reading.joined = bool(readings) and begin > left == readings[-1].figure.end
                if reading.joined and figure.measure.sort in _RATES:
                    readings[-1].rest = ""
                readings.append(reading)
            kept = [
                one.figure
                for last, one, other in zip([None, *readings], readings, [*readings[1:], None], strict=False)
                if not self._describes(one, last, other)
            ]
            if len(kept) == len(figures):
                return readings
            figures = kept
        return []

    def _verb_within(self, begin: int, end: int) -> int:
        """Return where in the words between two figures the verb of the second begins, their end where there is none."""
        draft, acts = self.draft, vocabulary().acts
        at = begin
        for index in range(draft.word_index(begin), draft.word_index(end - 1) + 1):
            word = draft.words[index]
            if at > begin + 1 and len(word) > 1 and word in acts:
                return at
            at = draft.edges[index + 1]
        return end

    def _verb_inside(self, whole: str, at: int) -> str:
        """Return the verb after its subject: 邮轮母港接待邮轮91艘次."""
        words = self._words(at, at + len(whole))[1:-1] if at >= 0 and whole else []
        return next((word for word in words if word in vocabulary().strong and not whole.endswith(word)), "")

    def _used(self, reading: Reading) -> int:
        """Return where the words end that a count takes as what it counts, a bare head behind them left out."""
        if reading.figure.measure.sort not in COUNTERS:
            return reading.figure.end
        bare = vocabulary().bare.at_end(reading.noun)
        return reading.figure.end + len(reading.noun) - (bare if bare < len(reading.noun) else 0)

    def _reading(self, figure: Figure, left: int, right: int, limit: int) -> Reading:
        words = self.text[left : figure.begin]
        start, area = wording.strip_leads(words, self._edge(left))
        piece, at = words[start:], left + start
        edge, pivots = self._edge(at), vocabulary().pivots
        if path := _PATH.match(piece):
            piece = path.group(1)
        whole = wording.strip_tails(piece, edge)
        ending = pivots.at_end(piece)
        pivot = not piece or bool(ending and edge(len(piece) - ending)) or bool(start and not whole and pivots.at_end(words))
        after = self.text[figure.end : right]
        counted = figure.measure.sort not in _RATES and figure.measure.sort != "rank"
        length = min(wording.noun_phrase(after, self._edge(figure.end)), max(limit, 0)) if counted and after else 0
        verb = "" if piece.endswith("等") else wording.verb_at_end(whole, edge)
        return Reading(figure, at, words, piece, whole, verb, pivot, after[:length].strip(), after[length:], area)

    def _inner_begin(self, begin: int, end: int) -> int:
        """Return where the innermost bracket that is still open at ``end`` begins, and the last comma in it."""
        opened = max(self.text.rfind("（", begin, end), self.text.rfind("(", begin, end))
        closed = max(self.text.rfind("）", begin, end), self.text.rfind(")", begin, end))
        if opened <= closed:
            return begin
        return max(opened, self.text.rfind("，", begin, end), self.text.rfind(",", begin, end)) + 1

    def _cut(self, begin: int, end: int) -> tuple[int, int]:
        """Part the words between two figures: return where those of the first end and those of the second begin."""
        gap = self.text[begin:end]
        trimmed = gap.rstrip(" 、和及与或，,")
        if not trimmed or (trimmed != gap and not any(mark in trimmed for mark in "、，,（(")):
            return begin + len(trimmed), end
        stack: list[str] = []
        for index, char in enumerate(gap):
            if stack:
                if char == stack[-1]:
                    stack.pop()
            elif char in _BRACKETS and (char not in "（(" or _BRACKETS[char] in gap[index:]):
                stack.append(_BRACKETS[char])
            elif char in "、，,；;：:（()）—":
                return begin + index, begin + index + 1
        return end, begin

    def _describes(self, reading: Reading, last: Reading | None, other: Reading | None) -> bool:
        """Whether the figure only describes: a threshold (2000万元以上企业), a capacity (10万吨项目), a known set (三项制度)."""
        figure, sort, noun = reading.figure, reading.figure.measure.sort, reading.noun
        if reading.words.endswith("连续"):
            return True
        if sort in _RATES or sort == "rank":
            return False
        amount = sort in ("money", "measure")
        if figure.spelled and sort == "abstract":
            if noun:
                return not reading.piece.endswith("等") and (not reading.verb or reading.verb.endswith(vocabulary().soft))
            if other and other.figure.begin == figure.end:
                return False
            return bool(reading.rest.strip(" ）)。")) or len(reading.whole) < 2
        if sort == "measure" and noun and last and last.figure.end == figure.begin:
            return True
        if noun and not reading.verb and not reading.pivot and sort == "measure":
            return True
        if noun and not reading.verb and not reading.pivot and sort == "money" and figure.qualifier != "exact":
            return True
        if figure.threshold and reading.after.startswith("的"):
            return True
        if figure.threshold and noun and not reading.verb and (amount or figure.measure.word in ("人", "岁", "人口")):
            return True
        if reading.after.startswith("的") and (amount or figure.threshold):
            if other and other.figure.begin - figure.end > 1 and other.figure.measure.sort in COUNTERS:
                return True
            return not vocabulary().bare.at_end(reading.whole)
        if figure.measure.word.endswith("方面") and (not noun or "从" in reading.words or "围绕" in reading.words) and not (other and other.figure.begin == figure.end):
            return True
        return amount and not reading.whole and bool(noun) and reading.words != "" and reading.pivot is False

    # --- one figure

    def _one(self, reading: Reading) -> list[Named]:
        sort = reading.figure.measure.sort
        if sort in _RATES:
            names = self._rate(reading)
        elif sort == "rank":
            names = self._rank(reading)
        else:
            names = [self._count(reading)]
        for named in names:
            named.before, named.area = reading.words, reading.area
            named.begin = min(max(named.begin, 0), reading.figure.begin) if named.begin >= 0 else reading.figure.begin
        return names

    def _rank(self, reading: Reading) -> list[Named]:
        whole = reading.whole
        if whole.endswith("中"):
            whole = wording.strip_tails(whole[:-1], self._edge(reading.at)).removeprefix("在")
        if parts := lists.rates(whole):
            return [self._say(reading, part, reading.at + offset, base=part) for offset, part in parts]
        base = self._completed(self._short(whole, reading.at), reading.at) if whole else self.memory.subject()
        ranking = next((word for word in ("综合排名", "排名") if self.text.startswith(word, reading.figure.begin) and whole), "")
        return [self._say(reading, base + ranking, reading.at, base=base)]

    def _rate(self, reading: Reading) -> list[Named]:
        """Name a figure in %, 百分点 or 倍."""
        known, whole, at = vocabulary(), reading.whole, reading.at
        if self.text[reading.figure.begin] == "翻":
            base = self._subject(wording.strip_between(reading.piece)[0], at)
            return [self._say(reading, base + "翻番", at, base=base, statistic="growth")]
        length = known.growth.at_end(whole)
        if length < 2 and reading.figure.measure.sort == "points" and (relative := known.relative.search(reading.piece)):
            base = self._subject(wording.strip_between(reading.piece[: relative.start()])[0], at)
            return [self._say(reading, base + relative.group(), at, base=base, statistic="growth")]
        if noun_length := known.changes.at_end(whole):
            name = self._completed(whole, at)
            return [self._say(reading, name, at, base=name[:-noun_length], statistic="growth")]
        if length:
            return [self._change(reading, length, "growth")]
        if ratio := _TIMES_OF.match(reading.piece):
            base = self._subject(ratio.group(1), at)
            return [self._say(reading, f"{base}与{ratio.group(2)}之比", at, base=base, statistic="level")]
        if given := _GIVEN.match(whole):
            base, noun = self._subject(given.group(1), at), reading.after.removeprefix("的")
            of = given.group(2) + noun[: wording.noun_phrase(noun)]
            return [self._say(reading, f"{base}对{of}贡献率", at, end=reading.figure.end + len(reading.after), base=base)]
        share = _SHARE.match(whole)
        if share and (share.group(2) or not share.group(1)):
            base = self._subject(share.group(1), at)
            name = f"{base}占{share.group(2)}比重" if share.group(2) else f"{base}占比"
            return [self._say(reading, name, at, base=base, statistic="share")]
        if parts := lists.rates(whole):
            return [self._say(reading, part, at + offset, statistic="share") for offset, part in parts]
        of = reading.after.removeprefix("的") if not whole or reading.after.startswith("的") else ""
        of = of[: wording.noun_phrase(of)]
        if whole and len(of) > 1 and reading.after.startswith("的"):
            end, covered = reading.figure.end + len(of) + 1, whole.removesuffix("全省").removesuffix("全市").removesuffix("全国")
            if of.endswith(known.rates):
                return [self._say(reading, self._short(whole, at) + of, at, end=end)]
            if wording.verb_at_end(covered):
                return [self._say(reading, f"{self._short(covered, at)}{of}比例", at, end=end)]
        if whole.endswith("贡献率") and reading.words.startswith("对") and self.memory.known:
            base = self.memory.subject()
            return [self._say(reading, f"{base}对{whole}", at, base=base)]
        if whole:
            return [self._say(reading, self._completed(self._short(whole, at), at), at)]
        if len(of) > 1 and not self.memory.known:
            rest = reading.after.removeprefix("的")[len(of) :]
            said = wording.predicate(rest) if wording.is_said(rest) else ""
            of = f"{said if len(said) <= 18 else ''}{of}比例" if reading.after.startswith("的") else of
            return [self._say(reading, of, reading.figure.begin, end=reading.figure.end + len(reading.after), statistic="share")]
        return [self._again(reading)]

    def _change(self, reading: Reading, length: int, statistic: str) -> Named:
        """Name a change: the subject, 年均 where it is said, and the verb (规上工业增加值年均增长)."""
        whole = reading.whole
        subject, kept = wording.strip_between(whole[:-length])
        subject = _TAKEN.sub("", subject) if "把" in subject or "将" in subject else subject
        subject = "" if subject.endswith("、") else subject
        base = self._subject(subject, reading.at)
        return self._say(reading, base + kept + whole[-length:], reading.at, base=base, verb=whole[-length:], statistic=statistic)

    def _count(self, reading: Reading) -> Named:
        """Name a count or an amount, from what stands before it or after it."""
        counter = reading.figure.measure.sort in COUNTERS
        if reading.noun and (counter or reading.verb or reading.pivot) and not self._adjoins(reading):
            return self._leading(reading)
        return self._trailing(reading)

    def _adjoins(self, reading: Reading) -> bool:
        """Whether the figure follows another without a word between: 10件12人."""
        known = self.memory.known
        return bool(known) and known[-1].figure.end == reading.figure.begin and reading.figure.measure.word in vocabulary().headcount

    def _leading(self, reading: Reading) -> Named:
        """Name a count that stands before what it counts: 建成719个精品示范村, 4所院校入选…."""
        known, figure, whole, verb = vocabulary(), reading.figure, reading.whole, reading.verb
        noun = reading.noun.removesuffix("的")
        if not reading.rest and (bare := known.bare.at_end(noun)) and len(noun) > bare + 1:
            noun = noun[:-bare]
        said = "" if known.noun_ends.at_start(reading.rest) else wording.predicate(reading.rest)
        said = said if len(said) <= 18 else said[: said.find("、")] if 4 < said.find("、") <= 18 else ""
        listed = not whole and bool(self.memory.known) and self.text[figure.begin - 1] in "、和及"
        if (verb or listed) and verb not in known.pivots and said and reading.rest.endswith(known.things) and said == reading.rest:
            reading.noun = noun = noun + reading.rest
            said = ""
        begin, end = figure.begin, figure.end + len(reading.noun)
        done = wording.verb_at_start(whole)
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
            begin, name = (reading.at if done else begin), done + noun
            verb = done
        topic = said[len(wording.verb_at_start(said)) :] or noun
        return self._say(reading, name, begin, end=end, noun=noun, verb=verb or said, topic=topic)

    def _trailing(self, reading: Reading) -> Named:
        """Name a figure by the words before it: 新增专利98件, 受理91宗 after 收到行政复议申请103宗."""
        known, memory, figure = vocabulary(), self.memory, reading.figure
        whole = self._short(reading.whole, reading.at)
        if len(whole) > 3:
            whole = whole.removesuffix("完成")
        if not whole:
            said = wording.predicate(reading.after) if wording.is_said(reading.after) else ""
            return self._said(reading, said) if said and not self._adjoins(reading) else self._again(reading)
        if length := known.growth.at_end(whole):
            return self._change(replace(reading, whole=whole), length, "")
        purpose = _PURPOSE.match(self.text, figure.end) if figure.measure.sort == "money" else None
        if purpose and whole.endswith(("支出", "资金", "投入")):
            return self._say(reading, purpose.group(1) + whole[-2:], reading.at, end=purpose.end(), verb=whole)
        verb = wording.verb_at_start(whole)
        if verb == whole:
            thing = memory.object(figure)
            name = verb + thing if thing else self._completed(verb, reading.at)
            return self._say(reading, name, reading.at, noun=thing, verb=verb)
        name = self._completed(whole, reading.at)
        if name == whole and len(whole) <= 3 and self._is_part(reading) and (total := memory.whole(figure)):
            name = f"{without_part(total.indicator)}（{whole}）"
            return self._say(reading, name, reading.at, noun=whole, statistic=total.statistic, verb=total.verb)
        if not verb and (inner := self._verb_inside(whole, reading.at)):
            return self._say(reading, name, reading.at, noun=whole[whole.index(inner) + len(inner) :], verb=inner)
        last = wording.verb_at_end(whole)
        noun = wording.strip_adverbs(whole[len(verb) : len(whole) - len(last)] or whole[len(verb) :])
        return self._say(reading, name, reading.at, noun=noun, verb=verb or last)

    def _said(self, reading: Reading, said: str) -> Named:
        """Name a count of people by what they do: 约600人参加 after 开展执法培训, 1334万人参保."""
        known, figure = vocabulary(), reading.figure
        if figure.measure.word in known.occasions:
            return self._say(reading, said, figure.begin, end=figure.end + len(reading.after), verb=said)
        heads = known.headcount.get(figure.measure.word, "")
        alike = self.memory.alike(figure)
        if alike and alike.noun and len(said) <= 18:
            name = said if said.endswith(alike.noun) else said + alike.noun
            return self._say(reading, name, figure.begin, end=figure.end + len(reading.after), verb=said, noun=alike.noun)
        if not heads or len(said) > 12:
            return self._again(reading)
        topic = self.memory.topic() if said in known.open else ""
        return self._say(reading, said + (topic or heads), figure.begin, end=figure.end + len(reading.after), verb=said)

    def _is_part(self, reading: Reading) -> bool:
        """Whether the figure stands behind 其中 or in brackets."""
        if "其中" in reading.words or self.text[reading.at - 1 : reading.at] in ("（", "("):
            return True
        return bool(self.memory.known) and self.memory.known[-1].indicator.endswith("）")

    def _again(self, reading: Reading) -> Named:
        """Name a figure that stands alone: what was last counted in its unit, else the last, with 人数 and the like."""
        figure, memory = reading.figure, self.memory
        said = wording.predicate(reading.after) if wording.is_said(reading.after) else ""
        if figure.measure.sort == "money" and said and len(said) <= 20 and not reading.joined:
            return self._say(reading, f"{said}资金", figure.begin, end=figure.end + len(reading.after), verb=said)
        listed = bool(memory.known) and memory.known[-1].figure.measure.sort in _RATES and self.text[reading.at - 1] == "、"
        if (alike := memory.alike(figure)) and not self._adjoins(reading) and not listed and not reading.words.endswith("成功"):
            return replace(alike, figure=figure, begin=figure.begin, end=figure.end)
        last = memory.known[-1] if memory.known else None
        name = memory.subject() + ("成功" if reading.words.endswith("成功") else "")
        noun, verb = (last.noun, last.verb) if last else (name, "")
        if last and last.figure.measure.sort in COUNTERS:
            name += vocabulary().headcount.get(figure.measure.word, "")
        return self._say(reading, name, figure.begin, noun=noun, verb=verb)

    def _completed(self, name: str, at: int) -> str:
        listed = at > 0 and (self.text[at - 1] == "、" or any(named.end == at for named in self.memory.known[-1:]))
        return self.memory.completed(name, listed=listed)

    def _subject(self, subject: str, at: int) -> str:
        """Return the subject of a change or share: as said, else what was last named."""
        return self._completed(self._short(subject, at), at) if subject else self.memory.subject()

    def _short(self, whole: str, at: int) -> str:
        """Return the name without a subject before 共, a list of examples before 等, or a long clause before 的."""
        edge = self._edge(at) if at >= 0 else lambda _: False
        for split in vocabulary().splits.finditer(whole):
            rest = whole[split.end() :]
            if split.start() and edge(split.start()) and edge(split.end()) and len(rest) > 1:
                whole = rest if len(whole) > 16 and wording.verb_at_start(rest) else whole[: split.start()] + rest
                break
        if "、" in whole and any(char.isdigit() for char in whole[: whole.rindex("、")]):
            whole = whole[whole.rindex("、") + 1 :]
        verb = wording.verb_at_end(whole)
        if verb and (chosen := _OUT_OF.match(whole[: -len(verb)])):
            return verb + chosen.group(2)
        begun = wording.verb_at_start(whole)
        if "等" in whole[2:-2] and (begun or "、" in whole) and (found := whole.rindex("等")) and (at < 0 or edge(found)):
            rest = whole[found + 1 :]
            return begun + rest if begun or len(rest) > 2 else whole
        if len(whole) > 16 and (cuts := [i for i, char in enumerate(whole[:-3]) if char == "的" and edge(i) and edge(i + 1)]):
            whole = whole[cuts[-1] + 1 :]
        return whole

    def _say(self, reading: Reading, name: str, begin: int, *, end: int = 0, base: str = "", noun: str = "", verb: str = "", topic: str = "", statistic: str = "") -> Named:
        figure = reading.figure
        return Named(figure, name.strip(" ，、：:"), begin, max(end, figure.end), base, noun, verb, topic, statistic)

    # --- several figures

    def _shared_by(self, readings: list[Reading], index: int) -> int:
        """Return how many figures share the words before the one at ``index``: those of a list without words between.

        分别 says so; without it the subject must have as many parts as there are figures (A和B增长8.4%和11.4%).
        """
        first, size = readings[index], 1
        figures = [reading.figure for reading in readings[index:]]
        while size < len(figures) and _LIST.fullmatch(self.text, figures[size - 1].end, figures[size].begin):
            size += 1
        if size == 1 or "分别" in first.words:
            return size
        alike = all(figure.measure == figures[0].measure for figure in figures[:size])
        joined = figures[0].end < figures[1].begin and first.figure.measure.sort in _RATES
        return size if alike and joined and len(lists.split(self._head(first))) == size else 1

    def _head(self, reading: Reading) -> str:
        """Return the subject of a change or share, without its verb."""
        whole = reading.whole
        return wording.strip_between(whole[: len(whole) - vocabulary().growth.at_end(whole)])[0]

    def _shared(self, readings: list[Reading]) -> list[Named]:
        """Name the figures of A、B分别增长5.9%、6.7%, each by its part of the subject."""
        first = readings[0]
        left = first.figure.begin - len(first.words)
        cut = first.words.rfind("分别")
        tail = first.words[cut + 2 :]
        if cut < 0:
            head = self._head(first)
            cut = first.words.index(head) + len(head)
            tail = first.words[cut:]
        start, area = wording.strip_leads(first.words[:cut], self._edge(left))
        subject, kept = wording.strip_between(first.words[start:cut])
        tail = kept + tail
        if subject:
            parts = lists.items(subject, left + start, len(readings), self._words)
        else:
            last = self.memory.known[-len(readings) :]
            names = [named.base or named.indicator for named in last]
            parts = [(-1, name) for name in names] if len(last) == len(readings) else [(-1, self.memory.subject())] * len(readings)
        found = []
        for (offset, part), reading in zip(parts, readings, strict=True):
            piece = part + tail
            whole = wording.strip_tails(piece)
            verb = wording.verb_at_end(whole)
            at = offset if offset >= 0 else first.figure.begin
            named = self._one(replace(reading, at=-1, words=first.words, piece=piece, whole=whole, verb=verb, pivot=False, noun="", area=area))[0]
            found.append(replace(named, begin=at, end=reading.figure.end))
        return found

    def _words(self, begin: int, end: int) -> list[str]:
        draft = self.draft
        return draft.words[draft.word_index(begin) : draft.word_index(end - 1) + 1]

    def _carry_verb(self, reading: Reading, named: list[Named], found: list[Named]) -> None:
        """Give an item of a list the verb of the one before it: 审结刑事案件16件、民事案件近百件."""
        if not found or len(named) != 1 or reading.figure.measure.sort in (*_RATES, "rank"):
            return
        last, one = found[-1], named[0]
        between = self.text[last.figure.end : reading.figure.begin]
        verb = last.verb if last.verb and wording.verb_at_start(last.verb) == last.verb else ""
        if not verb or verb not in last.indicator or not any(mark in between for mark in "、和") or "，" in between:
            return
        said = one.indicator in (reading.whole, reading.noun) and not wording.verb_at_start(one.indicator)
        if reading.whole == reading.piece and said and not one.base and not one.indicator.endswith(vocabulary().rates):
            one.indicator, one.verb = verb + one.indicator, verb

    def _share_predicates(self, found: list[Named]) -> None:
        """Give 两所大学3个学科跻身…, 6方面33项工作 the words that stand only behind the second figure."""
        for one, other in zip(found, found[1:], strict=False):
            between = self.text[one.figure.end : other.figure.begin]
            if not between and other.noun and one.indicator in ("", one.verb, self.memory.heard):
                word = one.figure.measure.word
                one.indicator = one.verb + other.noun + (word if len(word) > 1 else "")
                one.noun, one.end = other.noun, other.end
            elif one.noun and one.noun == between.rstrip("和、及与") == one.indicator and other.verb and other.indicator == other.verb + other.noun:
                one.indicator, one.verb, one.end = other.verb + one.noun, other.verb, other.end

    def _attributes(self, found: list[Named], right: int) -> None:
        """Name 投资近千亿元、全长1.3万公里的公路: what stands behind 的 has the attributes before it."""
        for index, named in enumerate(found):
            counted = _COUNTED.match(self.text, named.figure.end)
            if not counted or named.figure.measure.sort not in ("money", "measure"):
                continue
            rest = self.text[counted.end() : right]
            noun = rest[: wording.noun_phrase(rest, self._edge(counted.end()))]
            if len(noun) < 2:
                continue
            for other in found[max(index - 1, 0) : index + 1]:
                if bare := vocabulary().bare.at_end(other.indicator):
                    other.indicator, other.base = noun + other.indicator[-bare:], ""
                    other.end = counted.end() + len(noun)

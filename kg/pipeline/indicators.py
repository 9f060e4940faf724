"""Names what a figure measures, from the words of its clause and what was named before it.

A figure stands behind its indicator (新增专利98件) or before it (建成719个精品示范村); where the clause leaves the head out
(增长率26.78%), it is completed from the figure before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.facts import Span
from kg.measures import Figure
from kg.pipeline import wording
from kg.pipeline.draft import Draft
from kg.pipeline.wording import Edge, vocabulary

_LIST = re.compile(r"[、，,和及与以\s]{0,3}")
_JOINTS = re.compile(r"[、]|(?:以及|和|与|及)")
_SHARE = re.compile(r"^(.*?)(?:约|大约|将近|接近)?(?:占到|占据|占)(.*?)(?:的)?(?:比重|比例)?$")
_PATH = re.compile(r"^(.*?)[从由自](?:(?:19|20)\d\d年)?(?:底|末)?的?$")
_COUNTED = re.compile(r"的(?:[两二三四五六七八九十\d]+[个条项座])?")
_SEPARATOR = re.compile(r"[、，,；;：:—]")
_BRACKETS = {"(": ")", "（": "）", "“": "”", "《": "》", "「": "」", "〈": "〉"}
_LONGEST = 26


@dataclass(slots=True)
class Named:
    """The indicator of a figure, what it is built from, and the stretch of text that says it."""

    figure: Figure
    indicator: str
    begin: int
    end: int
    base: str = ""  # what a change, share or rank is of
    noun: str = ""  # the thing, without what is done to it
    topic: str = ""  # what the clause is about, for the next that leaves it out
    before: str = ""  # the words before the figure
    verb: str = ""
    statistic: str = ""  # where the wording decides it
    area: str = ""
    scope: str = ""


class Namer:
    """Names the figures of one report, clause by clause in the order of the text."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text
        self.known: list[Named] = []  # of the sentence so far
        self.heard = ""  # what the clause before was about, where it holds no figure

    def begin(self, *, fresh: bool) -> None:
        """Begin a sentence; ``fresh`` where it does not go on with the one before it."""
        self.heard = ""
        if fresh:
            self.known.clear()
        else:
            del self.known[:-3]

    def hear(self, clause: Span) -> None:
        """Take in a clause without figures: what it is about may head the next (开展儿童福利项目，投入19万元)."""
        text = self.text[clause.begin : clause.end]
        start, _ = wording.strip_leads(text, self._edge(clause.begin))
        text = text[start:]
        verb = wording.verb_at_start(text)
        rest = text[len(verb) :]
        self.heard = rest if 2 <= len(rest) <= 24 else ""

    def clause(self, figures: list[Figure], clause: Span) -> list[Named]:
        """Return the names of the figures of a clause; one figure may have several names, one that is none has none."""
        lefts, rights = self._gaps(figures, clause)
        found: list[Named] = []
        index = 0
        while index < len(figures):
            left = lefts[index]
            cut = self.text.find("分别", left, figures[index].begin)
            size = self._run(figures, index) if cut >= 0 else 1
            if size > 1:
                named = self._shared(figures[index : index + size], left, cut)
            else:
                named = self._one(figures[index], left, rights[index])
            found += named
            self.known += named
            index += size
        self._share_predicates(found)
        self._attributes(found, rights[-1] if rights else clause.end)
        if found:
            self.heard = ""
        return [named for named in found if named.indicator]

    def _edge(self, offset: int) -> Edge:
        at_word_edge = self.draft.at_word_edge
        return lambda index: at_word_edge(offset + index)

    # --- the stretches around the figures

    def _gaps(self, figures: list[Figure], clause: Span) -> tuple[list[int], list[int]]:
        """Return where the words before each figure begin, and where those after it end."""
        lefts, rights = [self._inner_begin(clause.begin, figures[0].begin)], []
        for one, other in zip(figures, figures[1:], strict=False):
            right, left = self._cut(one.end, other.begin)
            rights.append(right)
            lefts.append(left)
        rights.append(clause.end)
        return lefts, rights

    def _inner_begin(self, begin: int, end: int) -> int:
        """Return where the innermost bracket that is still open at ``end`` begins, and the last comma in it."""
        opened = max(self.text.rfind("（", begin, end), self.text.rfind("(", begin, end))
        closed = max(self.text.rfind("）", begin, end), self.text.rfind(")", begin, end))
        if opened <= closed:
            return begin
        return max(opened, self.text.rfind("，", begin, end), self.text.rfind(",", begin, end)) + 1

    def _cut(self, begin: int, end: int) -> tuple[int, int]:
        """Part the words between two figures: those that follow the first, those that lead to the second."""
        gap = self.text[begin:end]
        trimmed = gap.rstrip(" 、和及与或，,")
        if not trimmed or (trimmed != gap and not any(c in "、，,（(" for c in trimmed)):
            return begin + len(trimmed), end
        depth = 0
        stack: list[str] = []
        for index, char in enumerate(gap):
            if char in _BRACKETS and (char not in "（(" or _BRACKETS[char] in gap[index:]):
                stack.append(_BRACKETS[char])
            elif stack and char == stack[-1]:
                stack.pop()
            elif not stack and char in "、，,；;：:（()）—":
                return begin + index, begin + index + 1
        return end, begin

    def _run(self, figures: list[Figure], index: int) -> int:
        """Return how many figures stand in a list without words between them, from the one at ``index`` on."""
        size = 1
        while index + size < len(figures) and _LIST.fullmatch(self.text, figures[index + size - 1].end, figures[index + size].begin):
            size += 1
        return size

    # --- one figure

    def _one(self, figure: Figure, left: int, right: int) -> list[Named]:
        words = self.text[left : figure.begin]
        start, area = wording.strip_leads(words, self._edge(left))
        piece, at = words[start:], left + start
        if path := _PATH.match(piece):
            piece = path.group(1)
        sort = figure.measure.sort
        if sort in ("percent", "points", "times"):
            names = self._rate(figure, piece, at, right)
        else:
            names = self._count(figure, piece, at, right)
        for named in names:
            named.before, named.area = words, area
        return names

    def _rate(self, figure: Figure, piece: str, at: int, right: int) -> list[Named]:
        """Name a figure in %, 百分点 or 倍."""
        known = vocabulary()
        whole = wording.strip_tails(piece, self._edge(at))
        if relative := (figure.measure.sort == "points" and known.relative.search(whole)):
            base = self._subject(whole[: relative.start()])
            return [self._named(figure, base + relative.group(), at, base=base, statistic="growth")]
        if length := known.changes.at_end(whole):
            name = self._completed(whole)
            return [self._named(figure, name, at, base=name[: -length], statistic="growth")]
        if length := known.growth.at_end(whole):
            return [self._change(figure, whole, length, at, "growth")]
        if share := _SHARE.match(whole):
            if not share.group(1) and not share.group(2):
                base = self._subject("")
                return [self._named(figure, base + "占比", at, base=base, statistic="share")]
            if share.group(2):
                base = self._subject(share.group(1))
                return [self._named(figure, f"{base}占{share.group(2)}比重", at, base=base, statistic="share")]
        if parts := self._rates_of(whole):
            return [self._named(figure, part, at + offset, statistic="share") for offset, part in parts]
        if not whole and right > figure.end:
            after = self.text[figure.end : right]
            if after.startswith("的"):
                after = after[1:]
            noun = after[: wording.noun_phrase(after, self._edge(figure.end))]
            if len(noun) > 1:
                return [self._named(figure, noun, figure.begin, end=figure.end + len(noun), statistic="share")]
        if not whole:
            return self._again(figure, at)
        return [self._named(figure, self._completed(self._short(whole, at)), at)]

    def _change(self, figure: Figure, whole: str, length: int, at: int, statistic: str) -> Named:
        """Name a change: the subject, 年均 where it is said, and the verb (规上工业增加值年均增长)."""
        subject, kept, _ = wording.strip_between(whole[:-length])
        base = self._subject(subject)
        return self._named(figure, base + kept + whole[-length:], at, base=base, statistic=statistic)

    def _rates_of(self, whole: str) -> list[tuple[int, str]]:
        """Return the parts of A率和B率 with their offsets, none where it is no such list."""
        parts, begin = [], 0
        for joint in [*_JOINTS.finditer(whole), None]:
            end = joint.start() if joint else len(whole)
            parts.append((begin, whole[begin:end]))
            begin = joint.end() if joint else begin
        if len(parts) < 2 or not all(len(part) > 2 and part.endswith(vocabulary().rates) for _, part in parts):
            return []
        return parts

    def _count(self, figure: Figure, piece: str, at: int, right: int) -> list[Named]:
        """Name a count or an amount, from what stands before it or after it."""
        known, edge = vocabulary(), self._edge(at)
        after = self.text[figure.end : right]
        follows = self._edge(figure.end)
        length = wording.noun_phrase(after, follows)
        noun = after[:length].strip()
        whole = wording.strip_tails(piece, edge)
        verb = wording.verb_at_end(whole, edge)
        pivot = bool(known.pivots.at_end(piece) and edge(len(piece) - known.pivots.at_end(piece))) or not piece
        counter = figure.measure.sort in ("concrete", "abstract")
        if self._is_none(figure, whole, verb, noun, after, pivot=pivot):
            return []
        if noun and (counter or verb or pivot):
            return [self._leading(figure, whole, verb, noun, after[length:], at, pivot=pivot)]
        return self._trailing(figure, self._short(whole, at), at, after)

    def _is_none(self, figure: Figure, whole: str, verb: str, noun: str, after: str, *, pivot: bool) -> bool:
        """Whether the figure only describes: a threshold (2000万元以上企业), a capacity (10万吨项目), a known set (三项制度)."""
        sort = figure.measure.sort
        if sort == "time":
            return not whole.endswith(vocabulary().durations) or bool(noun)
        if figure.spelled and sort == "abstract":
            return (not verb or verb in vocabulary().soft) if noun else bool(after.strip(" ）)")) or not whole
        people = figure.measure.word in ("人", "岁", "名")
        if figure.threshold and (sort in ("money", "measure") or people) and noun and not verb:
            return True
        if sort == "measure" and noun and not verb and not pivot:
            return True
        return sort in ("measure", "money") and not whole and bool(noun) and self.text[figure.begin - 1] not in "，。；、："

    def _leading(self, figure: Figure, whole: str, verb: str, noun: str, rest: str, at: int, *, pivot: bool) -> Named:
        """Name a count that stands before what it counts: 建成719个精品示范村, 4所院校入选…."""
        known = vocabulary()
        noun = noun.removesuffix("的")
        if bare := known.bare.at_end(noun):
            noun = noun[:-bare] or noun
        said = wording.predicate(rest) if not rest.startswith("的") else ""
        said = said if len(said) <= 16 else ""
        begin, end = figure.begin, figure.end + len(noun)
        if verb and (verb not in known.pivots or not said):
            begin, name = at + len(whole) - len(verb), verb + noun
        elif said and (pivot or not whole or verb):
            name, end = said + noun, end + len(rest.rstrip("。；")) if len(rest) <= 20 else end
        elif whole and len(whole) <= 12 and not pivot:
            begin, name = at, whole + noun
        else:
            done = wording.verb_at_start(whole) if not pivot else ""
            name = done + noun
        return self._named(figure, name, begin, end=end, noun=noun, verb=verb or said, topic=self._object(said) or noun)

    def _trailing(self, figure: Figure, whole: str, at: int, after: str) -> list[Named]:
        """Name a figure by the words before it: 新增专利98件, 受理91宗 after 收到行政复议申请103宗."""
        known = vocabulary()
        if not whole:
            said = wording.predicate(after)
            if said and (topic := self._topic()) and wording.verb_at_start(said) == said:
                return [self._named(figure, said + topic, figure.begin, end=figure.end + len(after), verb=said)]
            return self._again(figure, at)
        if length := known.growth.at_end(whole):
            named = self._change(figure, whole, length, at, "")
            named.verb = whole[-length:]
            return [named]
        verb = wording.verb_at_start(whole)
        if verb == whole:
            return [self._named(figure, self._with_object(figure, whole), at, verb=verb)]
        name = self._completed(whole)
        if name == whole and len(whole) <= 3 and (parent := self._parent(figure, at)):
            name = f"{parent}（{whole}）"
        return [self._named(figure, name, at, noun=whole[len(verb) :], verb=verb)]

    def _named(self, figure: Figure, name: str, begin: int, *, end: int = 0, base: str = "", noun: str = "", verb: str = "", topic: str = "", statistic: str = "") -> Named:
        begin = min(begin, figure.begin)
        return Named(figure, name.strip(" ，、"), begin, max(end, figure.end), base, noun, topic, "", verb, statistic)

    # --- completing what is left out

    def _short(self, whole: str, at: int) -> str:
        """Return the name without a subject before 共 or 累计, and of a long one the part after its last 的."""
        edge = self._edge(at)
        for split in vocabulary().splits.finditer(whole):
            rest = whole[split.end() :]
            if split.start() and edge(split.start()) and edge(split.end()) and len(rest) > 1:
                whole = rest if wording.verb_at_start(rest) or len(whole) > 16 else whole[: split.start()] + rest
                break
        if len(whole) > 16 and "的" in whole[:-3]:
            whole = whole[whole.rindex("的", 0, -3) + 1 :]
        return whole

    def _subject(self, subject: str) -> str:
        """Return the subject of a change or share: as said, else what was last named."""
        if subject:
            return self._completed(self._short(subject, -1))
        if self.known:
            last = self.known[-1]
            return last.base or last.indicator
        return self.heard

    def _topic(self) -> str:
        """Return the thing that the figures so far, or the clause before, were about."""
        for named in reversed(self.known):
            if named.topic or named.noun:
                return named.topic or named.noun
        return self.heard

    def _completed(self, name: str) -> str:
        """Return the name, a bare head (增长率, 总投资) led by the thing it belongs to."""
        if name not in vocabulary().bare:
            return name
        thing = ""
        if self.known:
            last = self.known[-1]
            thing = last.base or last.noun or last.indicator
        thing = thing or self.heard
        return name if thing.endswith(name) else thing + name

    def _again(self, figure: Figure, at: int) -> list[Named]:
        """Name a figure that stands alone: the last indicator again, with 人数 and the like where the unit is another."""
        for named in reversed(self.known):
            if named.figure.measure == figure.measure and named.figure.measure.sort != "rank":
                again = replace(named, figure=figure, begin=min(at, figure.begin), end=figure.end)
                return [again]
        if not self.known:
            return [self._named(figure, self.heard, at)] if self.heard else [self._named(figure, "", at)]
        last = self.known[-1]
        name = (last.base or last.indicator) + vocabulary().headcount.get(figure.measure.word, "")
        return [self._named(figure, name, at, noun=last.noun, verb=last.verb)]

    def _with_object(self, figure: Figure, verb: str) -> str:
        """Return verb and object, the object from the figures before in the same unit, else from the clause before."""
        for named in reversed(self.known):
            if named.figure.measure.word == figure.measure.word and named.noun:
                return verb + named.noun
        if self.heard and figure.measure.sort == "money":
            return self.heard + verb
        return verb

    def _parent(self, figure: Figure, at: int) -> str:
        """Return the indicator of which the figure, behind 其中 or in brackets, is a part."""
        before = self.text[max(at - 4, 0) : at]
        if not self.known or not ("其中" in before or "（" in before or "(" in before or self.known[-1].indicator.endswith("）")):
            return ""
        last = self.known[-1]
        if last.figure.measure.word != figure.measure.word:
            return ""
        return re.sub(r"（[^）]*）$", "", last.indicator)

    def _object(self, said: str) -> str:
        """Return the object of a predicate (开展执法培训 → 执法培训)."""
        return said[len(wording.verb_at_start(said)) :]

    # --- several figures and several names

    def _shared(self, figures: list[Figure], left: int, cut: int) -> list[Named]:
        """Name the figures of A、B分别增长5.9%、6.7%, each by its part of the subject."""
        words = self.text[left:cut]
        start, area = wording.strip_leads(words, self._edge(left))
        subject, kept, _ = wording.strip_between(words[start:])
        tail = kept + self.text[cut + 2 : figures[0].begin]
        items = self._items(subject, left + start, len(figures))
        found = []
        for (offset, item), figure in zip(items, figures, strict=True):
            piece = item + tail
            sort = figure.measure.sort
            if sort in ("percent", "points", "times"):
                names = self._rate(figure, piece, -1, figure.end)
            else:
                whole = wording.strip_tails(piece)
                names = [self._trailing(figure, whole, -1, "")] if not isinstance(self._trailing(figure, whole, -1, ""), list) else self._trailing(figure, whole, -1, "")
            for named in names[:1]:
                named.begin = offset if offset >= 0 else figures[0].begin
                named.area, named.before = area, words + tail
                found.append(named)
        return found

    def _items(self, subject: str, at: int, count: int) -> list[tuple[int, str]]:
        """Part the subject into ``count`` items; 炼铁、炼钢产能占比 gives 炼铁产能占比 and 炼钢产能占比."""
        if not subject:
            last = self.known[-count:]
            names = [named.indicator for named in last] if len(last) == count else [self._subject("")] * count
            return [(-1, name) for name in names]
        parts: list[tuple[int, str]] = []
        for joints in ("、", "、|以及|和|与|及"):
            parts, begin = [], 0
            for joint in [*re.finditer(joints, subject), None]:
                end = joint.start() if joint else len(subject)
                parts.append((begin, subject[begin:end]))
                begin = joint.end() if joint else begin
            if len(parts) >= count:
                break
        if len(parts) < count:
            for word, both in vocabulary().pairs.items():
                if count == 2 and word in subject:
                    return [(at, subject.replace(word, one)) for one in both]
            return [(at, subject)] * count
        parts = parts[-count:]
        ends = self._words_of(at + parts[-1][0], parts[-1][1])
        return [(at + begin, part + self._missing(part, ends, at + begin)) for begin, part in parts[:-1]] + [(at + parts[-1][0], parts[-1][1])]

    def _words_of(self, at: int, part: str) -> list[str]:
        draft = self.draft
        first, last = draft.word_index(at), draft.word_index(at + len(part) - 1)
        return draft.words[first : last + 1]

    def _missing(self, part: str, last: list[str], at: int) -> str:
        """Return the end of the last item that the item ``part`` shares with it, "" where it is complete."""
        if part.endswith(vocabulary().rates):
            return ""
        for index in range(len(last) - 1, 0, -1):
            if last[index - 1][-1] == part[-1]:
                return "".join(last[index:])
        size = len(self._words_of(at, part))
        return "".join(last[size:]) if size < len(last) else last[-1] if len(last) > 1 else ""

    def _share_predicates(self, found: list[Named]) -> None:
        """Give 两所大学3个学科跻身…, 6方面33项工作 the words that stand only behind the second figure."""
        for one, other in zip(found, found[1:], strict=False):
            between = self.text[one.figure.end : other.figure.begin]
            if not between and not one.indicator.removeprefix(one.verb) and other.noun:
                word = one.figure.measure.word
                one.indicator = one.verb + other.noun + (word if len(word) > 1 else "")
                one.noun, one.end = other.noun, other.end
            elif one.noun and one.noun == between and one.indicator == one.noun and other.verb and other.indicator.startswith(other.verb):
                one.indicator, one.verb, one.end = other.verb + one.noun, other.verb, other.end

    def _attributes(self, found: list[Named], right: int) -> None:
        """Name 投资近千亿元、全长1.3万公里的公路: what stands behind 的 has the attributes before it."""
        for index, named in enumerate(found):
            counted = _COUNTED.match(self.text, named.figure.end)
            if not counted or named.figure.measure.sort == "percent":
                continue
            rest = self.text[counted.end() : right]
            noun = rest[: wording.noun_phrase(rest, self._edge(counted.end()))]
            for other in found[max(index - 2, 0) : index + 1]:
                bare = vocabulary().bare.at_end(other.indicator)
                if len(noun) > 1 and bare:
                    other.indicator, other.base = noun + other.indicator[-bare:], ""
                    other.end = counted.end() + len(noun)
                elif len(noun) > 1 and other is named:
                    other.indicator = ""

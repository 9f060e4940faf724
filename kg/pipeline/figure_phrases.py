"""Cuts the words around a figure: what is no part of a name at their ends, verbs, noun phrases, predicates."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.measures import Figure
from kg.pipeline.figure_words import vocabulary

#: Tells whether a word of the text begins at an offset into the string at hand.
Edge = Callable[[int], bool]

_TIME = re.compile(
    r"(?:截[至止]|到|自|从|于)?(?:(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|初|度)?"
    r"|“[二三]?十[一二三四五六七八九]?五”(?:时期|期间|末)?|(?:\d{1,2}[-—–~～至])?\d{1,2}月(?:份|底|末)?|[上下]半年|(?:前三|[一二三四])季度"
    r"|已?连续[一二三四五六七八九十两\d]+年|[近这过去]{0,2}[一二三四五六七八九十两\d]+年(?:多来|来|内|间|里)?)(?:以来|至今|期间|时|间)?"
)
_SINCE = re.compile(r"[^，、]{1,8}?以来")
_TOWARDS = re.compile("对[外非美欧台港澳日韩俄]")
_PER_HEAD = re.compile(r"[人年月日户亩平]均$")
_RUNNING = re.compile(
    r"(?:[在于]?(?:19|20)\d\d年(?:底|末|度)?|已?连续[\d一二三四五六七八九十两]{1,3}[年次季月个]+度?(?:保持)?"
    r"|首次|再次|稳|连年|均|都|继续|双双|(?<=[率数量额度值比])[均达])$"
)
_COMPARED = re.compile(
    r"(?:[近这过去]{0,2}[\d一二三四五六七八九十两]{1,2}年(?:来|间|内)?)$|(?:相较于?|相比|对比|比|较|与)"
    r"(?:(?:“[^”]{1,5}”|(?:19|20)\d\d年|上年|去年|前年|上一?年度?|年初|改革前|[一二三四五六七八九十\d]年前"
    r"|预算|计划|全国|同期|上届|上季度|上月)"
    r"(?:时期|同期|初期|末期|期间|平均水平|平均|底|末|初|预算|计划)*)(?:相比)?$"
)
_UNBROKEN = re.compile(r"(?:“[^”]*”|《[^》]*》|[^，,。；;：:（()）！？—\n“《])*")
_QUOTED = re.compile(r"以[上下内]|“[^”]*”|《[^》]*》|[（(][^（()）]*[)）]")
_MODIFIER = re.compile(
    r"(?:以|由|在|与|被|对|拟|未|需|不|可|能|具有|具备|符合|涉及|来自)[^，,。；、（）]{1,24}?的(?=[^，。；、（）]{2})"
)
_AT_END = frozenset("，,。；;、）)！？!?\n") | {""}
_NO_NOUN = ("的", "等", "及", "和", "与", "或")
_OBJECT = frozenset("“《了")
_NOUN_ENDS = frozenset("率者员型性额量")
_FROM = re.compile(r"[由从][\d.]+个?(?:天|日|工作日|小时|分钟)$")  # 办案周期由32天缩短到|19天
_MOST_VERBS = 2  # in a row; a third is part of the noun (识别帮扶|监测对象)
_STOP = re.compile(r"[，,。；;：:、（()）！？—\n]")


def anywhere(_: int) -> bool:
    """Take every offset as a word's edge, where the string was put together and has none in the text."""
    return True


def strip_leads(text: str, edge: Edge = anywhere) -> tuple[int, str]:
    """Return how much of the beginning is time, area and adverbs, and the area if one is said (全省)."""
    known, at, area = vocabulary(), 0, ""
    if _COMPARED.fullmatch(text.removesuffix("的")):
        return len(text), ""
    if "以来" in text and (since := _SINCE.match(text)):
        at = since.end()
    while at < len(text):
        if time := _TIME.match(text, at):
            at = time.end()
        elif text[at] in "，,、：: 　”)）—的":
            at += 1
        elif _TOWARDS.match(text, at) or text.startswith(known.not_leads, at):
            break
        elif (length := known.leads.at_start(text, at)) and (at + length == len(text) or edge(at + length)):
            if text[at : at + length] in known.areas:
                area = text[at : at + length]
            at += length
        else:
            break
    return at, area


def strip_tails(text: str, edge: Edge = anywhere) -> str:
    """Return the text without the copulas and adverbs at its end (茶叶商标拥有量达 → 茶叶商标拥有量)."""
    known = vocabulary()
    while text:
        length = known.tails.at_end(text)
        if length == 1 < len(text) and not edge(len(text) - 1):
            length = 0
        if not length and (running := _RUNNING.search(text)):
            length = len(running.group())
        if not length:
            break
        text = text[:-length]
    return text


def strip_between(text: str) -> tuple[str, str]:
    """Return the subject of a change and the words to keep before the verb (年均)."""
    known, kept = vocabulary(), ""
    while text:
        if length := known.kept.at_end(text):
            kept = text[-length:] + kept
        elif compared := _COMPARED.search(text) or known.aside.search(text):
            length = len(compared.group())
        else:
            length = known.between.at_end(text)
            if not length and (tail := known.tails.at_end(text)) > 1:
                length = tail
            if length == 1 and _PER_HEAD.search(text):
                length = 0
        if not length:
            break
        text = text[:-length]
    return text, kept


def strip_adverb(text: str) -> str:
    """Return the text without an adverb before its verb (基本建成 → 建成)."""
    length = 0 if text.startswith(vocabulary().basic) else vocabulary().adverbs.at_start(text)
    return text[length:] if length and verb_at_start(text[length:]) else text


def strip_adverbs(text: str) -> str:
    """Return the text without adverbs at its end (乡村公租房基本 → 乡村公租房)."""
    known = vocabulary()
    while (length := known.adverbs.at_end(text)) and length < len(text) - 1:
        text = text[:-length]
    return text


def without_adverb(text: str, edge: Edge) -> str:
    """Return the text without 共, 累计 and the like between subject and verb; of a long one only what follows."""
    for split in vocabulary().splits.finditer(text):
        rest = text[split.end() :]
        if split.start() and edge(split.start()) and edge(split.end()) and len(rest) > 1:
            return rest if len(text) > 16 and verb_at_start(rest) else text[: split.start()] + rest
    return text


def verb_at_end(text: str, edge: Edge = anywhere) -> str:
    """Return the verbs of doing at the end of the text (全市共制定出台 → 制定出台), "" for none."""
    known, end = vocabulary(), len(text)
    while end and (length := known.acts.at_end(text, end)):
        if length == 1 and not (edge(end - 1) and edge(end)):
            break
        end -= length
    return text[end:]


def verb_at_start(text: str) -> str:
    """Return the verbs of doing at the beginning of the text (受理行政复议申请 → 受理), "" for none."""
    known, at, count = vocabulary(), 0, 0
    while at < len(text) and count < _MOST_VERBS and (length := known.acts.at_start(text, at)):
        if length == 1 or text[at + length : at + length + 1] in _NOUN_ENDS:
            break
        at, count = at + length, count + 1
    return text[:at]


def is_duration(text: str, figure: Figure) -> bool:
    """Whether a length of time is a figure: a word for a duration stands before it (平均受教育年限达11.5年)."""
    if text[figure.end : figure.end + 1] not in _AT_END and not vocabulary().lessening.at_start(text, figure.end):
        return False
    before = strip_tails(text[max(figure.begin - 14, 0) : figure.begin])
    return before.endswith(vocabulary().durations) or bool(_FROM.search(before))


def noun_phrase(text: str, edge: Edge = anywhere) -> int:
    """Return the length of the noun phrase with which the text begins, up to the verb, particle or stop after it."""
    known = vocabulary()
    if text.startswith(_NO_NOUN) and edge(1):
        return 0
    phrase = _UNBROKEN.match(text).group()  # type: ignore[union-attr]  # matches the empty string
    if _ends_here(text, 0, edge) and phrase.endswith(known.things) and len(phrase) < 16:
        return len(phrase)
    at = _modifier(text)
    while boundary := known.boundary.search(text, at):
        at = boundary.start()
        if text[at] in _OBJECT and 1 < (length := known.acts.at_end(text, at)) < at - 1:
            return at - length
        if quoted := _QUOTED.match(text, at):
            if text[at] in "（(" and (at == 0 or len(quoted.group()) > 8):
                return at
            at = quoted.end()
        elif _STOP.match(text, at) or _ends_here(text, at, edge):
            return at
        else:
            at += 1
    return len(text)


def _modifier(text: str) -> int:
    """Return the length of the clause that modifies a noun (以区政府为被告的): 0 where the text begins with a noun."""
    begins = _MODIFIER.match(text)
    return begins.end() if begins else 0


def _ends_here(text: str, at: int, edge: Edge) -> bool:
    known = vocabulary()
    begins = edge(at)
    length = known.noun_ends.at_start(text, at)
    if length and at and begins and (at + length == len(text) or edge(at + length)):
        return True
    length = known.predicates.at_start(text, at)
    if not length or text.startswith(known.not_verb, at + length) or text.startswith(known.basic, at):
        return False
    ends = at + length == len(text) or edge(at + length)
    return (begins or ends) if length > 1 and at else begins and ends


def is_said(text: str) -> bool:
    """Whether the text begins with a verb or an adverb."""
    known = vocabulary()
    return bool(known.predicates.at_start(text) or known.acts.at_start(text))


def predicate(text: str) -> str:
    """Return what is said of a counted thing, without adverbs and particles: 全部达到优良水质 → 达到优良水质."""
    known = vocabulary()
    text = _UNBROKEN.match(text).group()  # type: ignore[union-attr]  # matches the empty string
    while length := known.adverbs.at_start(text):
        text = text[length:]
    return text.replace("了", "", 1) if 0 < text.find("了") <= 4 else text

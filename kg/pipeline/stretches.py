"""Stretches of official prose: freed of what is no part of a name, and split where names are coordinated.

What goes: leading adverbs, counts and regions (全面推进 16条 …), trailing 工作, 情况 and amounts (719个).
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import words
from kg.pipeline.heads import group, heads

_MEASURE = (
    "家|个|项|条|部|件|次|场|所|座|处|名|人|批|类|种|期|轮|届|宗|份|支|台|户|对|门|款|列|套|片|块|只|艘|架|方面|起|例|位"
    "|万亩|公里|亿元|万元|万户|万套|万个|亿亩|亿个"
)
_COUNT = re.compile(
    r"(?:约|近|超过|超|逾|达|共)?(?:"
    rf"[0-9０-９][0-9０-９.,，]*(?:[-—~～至][0-9０-９.]+)?(?:多|余)?(?:万|亿)?(?:余|多)?(?:{_MEASURE})"
    rf"|第[一二三四五六七八九十]+个|[一两三四五六七八九十百千数几]+(?:多|余)?(?:{_MEASURE})|(?:全球|全国|国内|全省|全市)?首[个套座家条款台]|一批|一系列|多项|多个)(?=.)"
)
#: A count behind 等 that begins what a list is: 渝湘复线高速等340个市级重点项目.
LISTED = re.compile(rf"等[0-9０-９]+(?:多|余)?(?:{_MEASURE})(?=..)")
_END_COUNT = re.compile(
    r"(?:共|达到|达|近|约|超过|超)?[0-9０-９][0-9０-９.,，]*(?:多|余)?(?:万|亿)?(?:余|多)?[一-龥]{1,2}(?:次|时|米)?$|[一两三四五六七八九十百]+(?:余|多)?[个项条件次场所座处名批家]$"
)
_SPLIT = re.compile(
    r"[《〈“「(（》〉”」)）]|、(?!进[^行一])|以及|和(?!谐)|(?<!科学)(?<!技术)(?<!研究)(?<!中央)(?<!人)与|(?<=科学)与(?!技术|工程)"
    r"|(?<=技术)与(?!工程|装备)|(?<=研究)与(?!试验)|(?<=中央)与(?!地方)|(?<=人)与(?!自然)|及(?!时)|暨|或"
)
#: What before 的 is part of a name: 具有全球影响力的…, 以国家公园为主体的….
MARK_OF_NAME = re.compile(r"(?:具有|面向)[^，,。；、的]{2,12}的|以[^，,。；、的]{2,14}为[^，,。；、的]{1,6}的")
_OPEN, _CLOSE = "《〈“「(（", "》〉”」)）"


class _Any(frozenset[int]):
    """A set that holds every offset."""

    def __contains__(self, _: object) -> bool:
        return True


Edges = frozenset[int]
ANY: Edges = _Any()


@cache
def _by_first(name: str) -> dict[str, tuple[str, ...]]:
    """Return the leads by their first, or the tails by their last character, longest first."""
    if name == "leads":
        known = set(group("trim", "leads")) | (
            set(words("function_words", "adverbs")) - set(words("function_words", "attributes"))
        )
        at = 0
    else:
        known, at = {*group("trim", "tails")} - set(heads()), -1
    found: dict[str, list[str]] = {}
    for word in sorted(known, key=lambda w: (-len(w), w)):
        found.setdefault(word[at], []).append(word)
    return {char: tuple(listed) for char, listed in found.items()}


@cache
def _not_leads() -> tuple[str, ...]:
    return tuple(group("trim", "not_leads"))


def trim(text: str, begin: int, end: int, edges: Edges = ANY) -> tuple[int, int, bool]:
    """Return the stretch without what is no part of a name, and whether a count stood before it.

    Words are taken off only at the edges of words: 新 is one in 新服务平台, none in 新兴产业平台.
    """
    counted, moved = False, True
    leads = _by_first("leads")
    while moved and begin < end:
        moved = False
        while begin < end and text[begin] in " \t　，,、":
            begin, moved = begin + 1, True
        if count := _COUNT.match(text, begin, end):
            begin, counted, moved = count.end(), True, True
            continue
        first = leads.get(text[begin : begin + 1], ())
        for lead in () if first and text.startswith(_not_leads(), begin) else first:
            if text.startswith(lead, begin, end) and begin + len(lead) < end and begin + len(lead) in edges:
                begin, moved = begin + len(lead), True
                break
    return begin, trim_end(text, begin, end), counted


def trim_end(text: str, begin: int, end: int) -> int:
    """Return the end of the stretch without trailing 工作, 情况, 等 and counts."""
    tails, moved = _by_first("tails"), True
    while moved and end > begin:
        moved = False
        while end > begin and text[end - 1] in " \t　、，,":
            end, moved = end - 1, True
        if end > begin and (count := _END_COUNT.search(text[max(begin, end - 14) : end])):
            end, moved = max(begin, end - 14) + count.start(), True
            continue
        for tail in tails.get(text[end - 1 : end], ()):
            if text.endswith(tail, begin, end) and end - len(tail) > begin:
                end, moved = end - len(tail), True
                break
    return end


def parts(text: str, begin: int, end: int, edges: Edges = ANY) -> list[tuple[int, int]]:
    """Return the coordinated parts of a stretch, split at 、 和 及 outside marks and brackets."""
    found, depth, start = [], 0, begin
    for match in _SPLIT.finditer(text, begin, end):
        offset, mark = match.start(), match.group()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(depth - 1, 0)
            if depth == 0 and mark == "”" and text.startswith("“", offset + 1, end):
                found.append((start, offset + 1))
                start = offset + 1
            elif mark == "”" and _owner_before(text, start, offset):
                cut = text.rfind("“", start, offset)
                found.append((start, cut))
                start = cut
        elif depth == 0 and offset in edges and match.end() in edges:
            found.append((start, offset))
            start = match.end()
    found.append((start, end))
    return [(b, e) for b, e in found if e > b]


def _owner_before(text: str, start: int, end: int) -> bool:
    """Whether a platform stands right before a name in marks that runs on it: 省网上办事大厅“开卷式”审批."""
    cut = text.rfind("“", start, end)
    return cut > start and text.endswith(("大厅", "平台", "系统", "网站"), start, cut)


def after_de(text: str, begin: int, end: int) -> int:
    """Return where the name begins after the last 的 outside marks that leaves enough, else the stretch's begin."""
    if MARK_OF_NAME.match(text, begin, end):
        return begin  # 具有全球影响力的产业科技创新中心
    at = text.rfind("的", begin, end - 4)
    while at >= 0:
        if text.count("“", at, end) == text.count("”", at, end) and text.count("》", at, end) == text.count(
            "《", at, end
        ):
            return at + 1
        at = text.rfind("的", begin, at)
    return begin


def with_scope(text: str, begin: int, floor: int) -> int:
    """Return the begin of a name with the scope that belongs to it, not before ``floor``: 全市法治政府建设推进会."""
    scoped = begin - 2 >= floor and text[begin - 2 : begin - 1] == "全" and text[begin - 1] in "国省市县区旗州"
    return begin - 2 if scoped else begin

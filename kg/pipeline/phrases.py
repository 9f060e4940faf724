"""Noun phrases of official prose: the names in an object, and what the head of each says it is.

The object is freed of what is no part of a name and split (:mod:`kg.pipeline.stretches`); each part is judged by its
head. Parts without one belong to the last (权力清单、责任清单、负面清单制度), are named by it
(海绵城市、完整社区等国家试点) or are dropped.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.lexicon import table, words
from kg.pipeline.genres import genre_of, is_common
from kg.pipeline.heads import group, head_of, heads
from kg.pipeline.stretches import ANY, LISTED, Edges, after_de, parts, trim

_INNER_BUILDING = re.compile(r"(?:机制|制度|平台)建设$")
_SESSION = re.compile(r"第[一二三四五六七八九十百0-9]+届|20\d\d年?.{0,12}届")
_CLEARED = re.compile(r"(?:涉及|不符合|妨碍|违反|不适应|与).{2,60}的.{2,30}(?:清理|专项清理|集中清理)$")
_THINGS = frozenset({"base", "platform", "project"})
_SHARING = frozenset({"campaign", "reform", "mechanism", "pilot"})
_SET = re.compile("“([一二两三四五六七八])项?[^”0-9]{1,4}”$")
_TYPES = frozenset({"campaign", "reform", "project", "pilot", "mechanism"})
_SLOGAN = 4  # characters of a slogan
_REACH = 9  # characters between a closing mark and the head that belongs to it
_BRACKET = re.compile(r"[(（][^()（）]{1,8}[)）]$")


class Phrase(NamedTuple):
    """A noun phrase that may be a name; ``kind`` is Programme, Event, Regulation or "" (no known head)."""

    begin: int
    end: int
    kind: str = ""
    facet: str = ""  # programmeType or genre
    head: str = ""
    counted: bool = False  # a count stands before it: 打造16条省级重点产业链
    marked: bool = False  # it holds a name in quotation marks
    first: bool = True  # of the parts of its object


def phrases(text: str, begin: int, end: int, edges: Edges = ANY) -> list[Phrase]:
    """Return the names in an object, in the order of the text.

    ``edges`` are the offsets at which words begin and end.
    """
    begin, end, counted = trim(text, begin, end, edges)
    if _INNER_BUILDING.search(text[max(begin, end - 6) : end]):
        end -= 2
    whole = text.endswith("清理", begin, end) and bool(_CLEARED.match(text[begin:end]))
    pieces = [(begin, end)] if whole else parts(text, begin, end, edges)
    judged = [_judge(text, b, e, counted and i == 0, edges)._replace(first=i == 0) for i, (b, e) in enumerate(pieces)]
    judged = _bare_marks(text, _fuse(text, [p for p in judged if p.end > p.begin]))
    if not judged:
        return []
    last = judged[-1]
    bare = [p for p in judged[:-1] if p.kind != "Programme" and not p.marked]
    if (
        bare
        and not _named_apart(text, last)
        and text[last.begin - 1] != "的"  # 与甲局、乙局的会商机制
        and (last.head in group("joined") or "一体" in text[last.begin : last.end])
        and not any(
            text.startswith(_verbs(), p.begin) and text[p.begin + 2 : p.begin + 3] not in ("化", "性")
            for p in judged[1:]
        )
    ):
        return [last._replace(begin=judged[0].begin, marked=any(p.marked for p in judged), first=True)]
    if len(judged) > 1 and (counted_set := _SET.search(text, last.begin, last.end)) and not any(p.kind for p in bare):
        size = "一两三四五六七八".find(counted_set[1].replace("二", "两")) + 1
        head = head_of(text, last.begin, last.end - 1)
        named = heads().get(head, ("",))[0] == "Programme" and head not in group("soft")
        if size == len(judged) == len(bare) + 1 and not named:
            return []  # 安全事故持续下降、灾害损失不断减轻“两个目标”
        if size == len(judged) == len(bare) + 1:  # A公示、B全过程记录、C审核“三项制度”
            begin = judged[0].begin
            return [last._replace(begin=begin, first=True, kind="Programme", facet="mechanism", head="制度")]
    if (members := _members(text, judged)) is not None:
        return members
    if bare and len(bare) == len(judged) - 1 and _balanced(text, bare, last):
        return [last._replace(begin=judged[0].begin, first=True)]  # 蓝天、碧水、净土保卫战
    apart = last.head in group("apart") or _named_apart(text, last)
    slogans = len(bare) > 1 and all(p.end - p.begin == _SLOGAN for p in bare) and not apart
    if slogans and last.kind == "Programme" and not apart:
        return [last._replace(begin=judged[0].begin, first=True)]  # 简政放权、放管结合、优化服务改革
    if bare and apart:
        ended = [
            p._replace(kind="Programme", facet=last.facet) if p in bare and p.end - p.begin > 2 else p for p in judged
        ]
        return [*ended[:-1], _without_class(text, last)]
    return [q for p in judged if p.kind or p.marked if (q := _without_list(text, p))]


def _balanced(text: str, bare: list[Phrase], last: Phrase) -> bool:
    """Whether short words of one length share the head of the last: 蓝天、碧水、净土保卫战, 医疗、医保、医药联动改革."""
    if last.kind != "Programme" or not last.head or last.head in group("soft") or last.facet not in _SHARING:
        return False
    if any(
        text[p.end - 1] in "性型级等作" or text[p.begin].isdigit() for p in (*bare, last._replace(end=last.begin + 3))
    ):
        return False
    sizes = {p.end - p.begin for p in bare}
    own = last.end - last.begin - len(last.head)
    joined = all(text[p.end] in "、和" for p in bare)
    return joined and len(sizes) == 1 and 2 <= (size := sizes.pop()) <= 3 and size <= own <= size + 2


@cache
def _verbs() -> tuple[str, ...]:
    """Return the verbs with which a part of a list begins that is no name: …现代化、优化现代化城市体系."""
    return tuple(v for v in table("verbs")["soft"]["verbs"] if len(v) == 2 and v not in heads())


def _bare_marks(text: str, judged: list[Phrase]) -> list[Phrase]:
    """Return the parts, the first freed of what stands before its mark where others have marks: 服务事项“A”、“B”."""
    if len(judged) > 1 and judged[0].marked and judged[1].marked and text[judged[0].end - 1] == "”":
        at = text.rfind("“", judged[0].begin, judged[0].end)
        return [judged[0]._replace(begin=at), *judged[1:]]
    return judged


def _fuse(text: str, judged: list[Phrase]) -> list[Phrase]:
    """Return the parts, those made one that 和 joins before one head: 交通安全和运输执法领域突出问题专项整治."""
    fused: list[Phrase] = []
    for phrase in judged:
        before = fused[-1] if fused else None
        if before and phrase.head and text[before.end : phrase.begin] in ("和", "与", "及", "暨"):
            undertaking = phrase.kind == "Programme" or heads().get(phrase.head, ("",))[0] == "Programme"
            headless = (
                not before.kind and not before.marked and undertaking and "等" not in text[before.begin : before.end]
            )
            pair = text[before.end : phrase.begin] == "与" and phrase.head in group("joined")
            pair = pair and before.facet not in _THINGS  # 概念验证中心与中试熟化平台 are two
            name = text[phrase.begin : phrase.end]
            own = before.kind or text[before.end - 1] in "法例" or "等" in text[before.begin : before.end]
            title = phrase.kind == "Regulation" and (is_common(name) or not own)  # …改革和发展规划纲要
            if title and not before.marked:
                fused[-1] = phrase._replace(begin=before.begin, first=before.first)
                continue
            if headless or pair or phrase.head in group("fused"):
                kind, facet = heads()[phrase.head]
                fused[-1] = phrase._replace(
                    begin=before.begin, counted=before.counted, first=before.first, kind=kind, facet=facet
                )
                continue
        fused.append(phrase)
    return fused


def _without_list(text: str, phrase: Phrase) -> Phrase | None:
    """Return what stands before 等 in a part (“一件事”办理集成套餐等系统), None where that is no name."""
    at = text.find("等", phrase.begin + 1, phrase.end - 1)
    if (
        at < 0
        or "、进" in text[phrase.begin : at]
        or text[at - 1] in "平高对同中初优甲乙丙头何相劣"
        or text[at + 1] in "级次第待于"
    ):
        return phrase
    head = head_of(text, phrase.begin, at)
    if head:
        kind, facet = heads()[head]
        return phrase._replace(end=at, head=head, kind=kind, facet=facet, counted=True)
    return phrase._replace(end=at, kind="", head="") if phrase.marked and text[at - 1] == "”" else None


def _members(text: str, judged: list[Phrase]) -> list[Phrase] | None:
    """Return the members of a list that says what they are (…等340个市级重点项目), None for any other list."""
    last = judged[-1]
    at = text.rfind("等", judged[0].begin, last.end)
    if at < 0 or not text.endswith(tuple(group("class", "ends")), at, last.end):
        return None
    if last.begin < at:
        judged = [*judged[:-1], last._replace(end=at)]
    else:
        before = text[judged[-2].end if len(judged) > 1 else judged[0].begin : at].lstrip("、")
        judged = [*judged[:-1], last._replace(begin=at - len(before), end=at)] if before else judged[:-1]
    kept = [p for p in judged if p.end - p.begin >= 3]
    facet = table("heads")["came"]["classes"].get(text[at + 1 : last.end], "project")
    facet = facet if facet in _TYPES else "project"
    return [p if p.kind else p._replace(kind="Programme", facet=facet, head="项目") for p in kept]


def _named_apart(text: str, last: Phrase) -> bool:
    """Whether the last part says what the parts before it are: 依法履职等制度, 完整社区等国家试点."""
    at = text.rfind("等", last.begin, last.end)
    return at > last.begin and text[at + 1 : last.end] in group("apart", "classes")


def _without_class(text: str, last: Phrase) -> Phrase:
    at = text.rfind("等", last.begin, last.end)
    return last._replace(end=at) if at > last.begin + 1 else last


def _judge(text: str, begin: int, end: int, counted: bool, edges: Edges) -> Phrase:
    """Return one part as a phrase."""
    begin, end, more = trim(text, begin, end, edges)
    if text.find("等", begin, end) >= 0 and (listed := LISTED.search(text, begin, end)) and text[begin] != "“":
        begin, more = listed.end(), True
    marked = text.find("“", begin, end) >= 0
    if (at := text.find("”在", begin, end - 4)) >= 0:
        begin = at + 2  # “甲事”在“乙平台”: what stands before is the subject
    cut = after_de(text, begin, end)
    if cut > begin and text.endswith("清理", begin, end) and _CLEARED.match(text[begin:end]):
        cut = begin  # 妨碍统一市场和公平竞争的政策措施清理
    if cut > begin and not (marked and text.find("“", cut, end) < 0):
        begin, _, again = trim(text, cut, end, edges)
        more = more or again
    phrase = Phrase(begin, max(end, begin), counted=counted or more, marked=marked)
    bracket = _BRACKET.search(text, begin, end) if end > begin and text[end - 1] in ")）" else None
    core = bracket.start() if bracket else end
    head = head_of(text, begin, core)
    name = text[begin:core]
    if name in group("short", "never") or (head and name[: -len(head)].endswith("的")):
        return phrase._replace(marked=False)
    if marked and head and "”" in name and len(name) - len(head) - name.rindex("”") > _REACH:
        phrase = phrase._replace(marked=False)
    if name.endswith(words("cues", "kinds")):
        return phrase  # policies of a kind: 计划生育类政策
    topics = group("topic", "names")
    if name in topics or (name[2:] in topics and name.endswith("建设") and name[2:] not in group("topic", "alone")):
        return phrase
    if not head:
        return _document(phrase, name)
    kind, facet = heads()[head]
    if _SESSION.match(name) and facet == "campaign":
        kind, facet = "Event", ""  # 第二届…展播活动
    least = table("heads")["weak"].get(head, 1 if len(head) < (3 if kind == "Event" else 4) else 0)
    if len(name) - len(head) < least and not (phrase.marked and len(name) > len(head)):
        return phrase._replace(head=head)
    return phrase._replace(kind=kind, facet=facet, head=head)


@cache
def _bare_genres() -> tuple[dict[str, int], tuple[int, ...]]:
    known = table("genres")["bare"]
    return known, tuple(sorted({len(word) for word in known}, reverse=True))


def _document(phrase: Phrase, name: str) -> Phrase:
    """Return the phrase as a document where it ends in a genre word with enough before it."""
    known, sizes = _bare_genres()
    for size in sizes:
        least = known.get(name[-size:])
        if least is not None:
            if len(name) - size >= least:
                return phrase._replace(kind="Regulation", facet=genre_of(name), head=name[-size:])
            break
    return phrase

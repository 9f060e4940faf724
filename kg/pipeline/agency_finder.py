"""Where the names of organisations stand: from the word that ends one, leftwards to the division or organ that it begins with.

A name is a division (省, 原平市), an organ that it belongs to (市公安局), both or neither, then the organ itself: a word of the
lexicon, or a head (中心, 领导小组) with what modifies it. Names are found from left to right, so that what a name begins with is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from kg.lexicon import table
from kg.pipeline.draft import Draft
from kg.pipeline.organs import Organ, beside, organs, word_set

_LEVELS = {
    "省": ("省",), "市": ("市",), "县": ("自治县", "县"), "旗": ("自治旗", "旗"), "盟": ("盟",), "镇": ("镇",), "乡": ("乡",),
    "区": ("自治区", "高新区", "经开区", "开发区", "综保区", "新区", "实验区", "区"), "州": ("自治州", "州"), "道": ("街道",),
    "家": ("国家",), "央": ("中央",), "国": ("全国", "中国"), "团": ("兵团",),
}  # fmt: skip
_PARTY = ("中国共产党", "中共", "中国人民政治协商会议", "政协", "中国共产主义青年团", "共青团", "团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
_LEFT_OF_LEVEL = "由在与和向对经从报被请为及同给到按据将把让"
_PROPER = ("ns", "nr", "nz", "nt")
_COUNT = re.compile(r"(?:[\d一二两三四五六七八九十百千万几数多余]+(?:余|多|几)?(?:个|家|所|支|名|批|座|处|条|类|大))$")
_COUNTED = re.compile(r"(?:共|达|已达|增至|近|约)?\d+(?:余|多)?(?:个|家|所|支|座|处)")
_SEPARATORS = ("、", "和", "与", "及", "以及", "及其", "")
_COOPERATES = re.compile(r"(?:与|和|携手|联合)[^，。；、]{1,30}?(?:合作|签订|签署|共建)")


@dataclass(slots=True)
class Region:
    """A division before an organ: ``name`` as written, or the bare ``word`` for a level; ``own`` is the reporting department."""

    begin: int
    end: int
    name: str
    word: str = ""
    many: bool = False  # 各县, 全市: all of them, so no particular one
    own: bool = False


@dataclass(slots=True)
class Node:
    """The name of an organisation at ``begin`` .. ``end``: a region or a parent, then from ``core`` its own name."""

    begin: int
    core: int
    end: int
    organ: Organ
    region: Region | None = None
    parent: Node | None = None
    prefix: str = ""  # 中共, 政协 …
    ground: str = "area"  # why it is one: area, parent, national, bare, founded, proper, listed, short
    modifier: str = ""
    many: bool = False

    @property
    def root(self) -> Region | None:
        """The region with which the whole name begins."""
        node = self
        while node.parent:
            node = node.parent
        return node.region


@lru_cache(maxsize=20000)
def tag(word: str) -> str:
    """Return the part of speech of a word (ns place, nr person, v verb …), of its first part where it is cut further."""
    found = _jieba().tag(word)
    return str(found[0][1]) if found else ""


@lru_cache(maxsize=1)
def _jieba() -> rjieba.Jieba:
    return rjieba.Jieba()


class Finder:
    """Finds the names in one draft; ``find`` returns them by begin, the longest where they overlap."""

    def __init__(self, draft: Draft, head: str, parts: frozenset[str]) -> None:
        """``head`` is the character by which a department calls itself (局), "" for a government; ``parts`` are the reporter's own names."""
        self.draft, self.text, self.head, self.parts = draft, draft.text, head, parts
        self.lexicon = organs()
        self.nodes: dict[int, Node] = {}
        self.places: dict[int, tuple[int, str]] = {}
        self._regions: dict[int, Region | None] = {}
        self._titles = [(q.begin, q.end) for q in draft.quoted if q.mark in "《〈" and q.depth == 0]
        self._quotes = {q.end: q.begin for q in draft.quoted if q.mark not in "《〈"}

    def find(self) -> list[Node]:
        """Return the names that are mentions."""
        ends: dict[int, list[tuple[int, Organ]]] = {}
        lexicon = self.lexicon
        for index, begin, end in lexicon.matcher.find_matches_as_indexes(self.text, overlapping=True):
            organ = lexicon.organs[index]
            if organ is not None:
                ends.setdefault(end, []).append((begin, organ))
            elif lexicon.kinds[index] in ("name", "short"):
                known = self.places.get(end)
                if known is None or begin < known[0]:
                    self.places[end] = (begin, lexicon.kinds[index])
        for end in sorted(ends):
            for begin, organ in sorted(ends[end], key=lambda found: found[0]):
                if self._possible(begin, end, organ) and (node := self._node(begin, end, organ)):
                    self.nodes[end] = node
                    break
        return self._longest()

    def _longest(self) -> list[Node]:
        kept: list[Node] = []
        for node in sorted((n for n in self.nodes.values() if self._mentioned(n)), key=lambda n: (n.begin, -n.end)):
            if kept and node.begin < kept[-1].end:
                if node.end - node.begin > kept[-1].end - kept[-1].begin:
                    kept[-1] = node
                continue
            kept.append(node)
        return kept

    def _possible(self, begin: int, end: int, organ: Organ) -> bool:
        """Tell whether the word can end a name here: not within a title, nor part of a common word."""
        text = self.text
        last = text[end : end + 1]
        if last and last in beside("after").get(organ.word[-1], ""):
            return False
        if len(organ.word) == 1 and begin and text[begin - 1] in beside("before").get(organ.word, ""):
            return False
        index = bisect_right(self._titles, (begin, len(text))) - 1
        return index < 0 or self._titles[index][1] <= begin

    def _mentioned(self, node: Node) -> bool:
        return not node.many and node.ground != "short"

    # --- divisions -----------------------------------------------------------------------------------------------------------

    def region(self, end: int) -> Region | None:
        """Return the division whose name or level word ends at ``end``."""
        if end not in self._regions:
            self._regions[end] = self._named_region(end) or self._level_region(end)
        return self._regions[end]

    def _named_region(self, end: int) -> Region | None:
        place = self.places.get(end)
        if place is None:
            return None
        begin, kind = place
        if kind == "short" and not self.draft.at_word_edge(begin):
            return None
        name = self.text[begin:end]
        outer = self._named_region(begin)
        return Region(outer.begin if outer else begin, end, (outer.name if outer else "") + name)

    def _level_region(self, end: int) -> Region | None:
        text = self.text
        word = next((w for w in _LEVELS.get(text[end - 1 : end], ()) if text.endswith(w, 0, end)), "")
        if not word:
            return None
        begin = end - len(word)
        before = text[begin - 1 : begin]
        if word in ("国家", "全国", "中央", "中国"):
            return Region(begin, end, "", word)
        if before and before in "各每该两外邻全跨":
            return Region(begin, end, "", word, many=True)
        if before and before in "我本":
            return Region(begin, end, "", word)
        return self._unlisted(begin, end, word)

    def _unlisted(self, begin: int, end: int, word: str) -> Region | None:
        """Return the bare level, or the division of a name that no table holds (青禾县), where the words tell."""
        draft, text = self.draft, self.text
        index = draft.word_index(end - 1)
        start = draft.edges[index]
        if start < begin:
            stem = text[start:begin]
            if stem[0] in _LEFT_OF_LEVEL:
                start, stem = start + 1, stem[1:]
            if not stem:
                return Region(begin, end, "", word)
            if len(stem) > 1 and tag(text[start:end])[:2] in _PROPER and text[start:end] not in word_set("no_division"):
                return Region(start, end, text[start:end])
            outer = self._named_region(begin)
            return Region(outer.begin, end, outer.name + word, word) if outer else None
        outer = self._named_region(begin)
        if outer:
            return Region(outer.begin, end, outer.name + word, word)
        if index and begin == draft.edges[index]:
            left = draft.words[index - 1]
            if left[0] in _LEFT_OF_LEVEL and len(left) > 2:
                left = left[1:]
            kinds = (*_PROPER, "n") if word in ("镇", "乡", "街道") else _PROPER
            if 2 <= len(left) <= 4 and left not in word_set("stops") and tag(left)[:2] in kinds and left.isalpha():
                return Region(begin - len(left), end, left + word)
        before = text[begin - 1 : begin]
        if before and before in "省市县区乡镇州级两)）" or text[begin:end] == "国":
            return Region(begin, end, "", word, many=True)
        return Region(begin, end, "", word)

    # --- names ---------------------------------------------------------------------------------------------------------------

    def _node(self, begin: int, end: int, organ: Organ) -> Node | None:
        if organ.open:
            return self._open(begin, end, organ)
        if organ.national:
            return self._national(begin, end, organ)
        parent = self.nodes.get(begin)
        if parent and parent.end == begin and not parent.many and self._may_hold(parent, organ):
            return Node(parent.begin, begin, end, organ, parent=parent, ground="parent")
        region = self.region(begin)
        if region:
            return self._with_prefix(Node(region.begin, begin, end, organ, region, many=region.many or self._all(region.begin)))
        return self._without_region(begin, end, organ)

    def _national(self, begin: int, end: int, organ: Organ) -> Node | None:
        if len(organ.word) == 2 and not self._at_boundary(begin):
            return None
        if self.text.endswith("中华人民共和国", 0, begin):
            begin -= 7
        return Node(begin, begin, end, organ, ground="national")

    def _may_hold(self, parent: Node, organ: Organ) -> bool:
        """Tell whether one organ can be part of another: 市委|依法治市办, 公安局|交警支队; not 区委|区政府, which has its own 区."""
        if organ.family in ("party_committee", "government", "legislature", "consultative", "court", "procuratorate", "zone"):
            return False
        if organ.family in ("party_organ", "rule_of_law", "discipline", "discipline_supervision"):
            return parent.organ.family == "party_committee"
        return True

    def _with_prefix(self, node: Node) -> Node:
        """Take in what stands before the division: 中共|忻州市|委, 团|市|委."""
        text = self.text
        if node.organ.word[-1] not in "委会":
            return node
        for prefix in _PARTY:
            if text.endswith(prefix, 0, node.begin):
                if prefix == "团" and text[max(node.begin - 2, 0) : node.begin - 1] in tuple("集社兵财剧乐代"):
                    break
                node.begin -= len(prefix)
                node.prefix = prefix
                break
        return node

    def _all(self, begin: int) -> bool:
        return self.text.endswith(tuple(word_set("many_left")), max(0, begin - 5), begin)

    def _without_region(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return an organ that stands alone: one of a list that began with its division, or the reporter's own."""
        if earlier := self._before_in_list(begin):
            if organ.needs != "area" or earlier.organ.family not in ("national", "single", "founded"):
                return Node(begin, begin, end, organ, earlier.root, ground="listed")
        if organ.needs == "area" and not (organ.family in ("party_committee", "zone") and organ.word in self.parts):
            return None
        if organ.family == "party_committee" and self.text[end : end + 2] in ("（党", "(党"):
            return None
        if self._class(begin) or not self._at_boundary(begin):
            return None
        return Node(begin, begin, end, organ, ground="bare")

    def _before_in_list(self, begin: int) -> Node | None:
        """Return the name with a division that stands before, where only 、 or 和 is between."""
        for separator in _SEPARATORS:
            if self.text.endswith(separator, 0, begin) and (node := self.nodes.get(begin - len(separator))):
                return node if node.root and not node.many else None
        return None

    def _class(self, begin: int) -> bool:
        left = self.text[max(0, begin - 8) : begin]
        return left.endswith(tuple(word_set("class_left"))) or bool(_COUNT.search(left))

    def _at_boundary(self, begin: int) -> bool:
        """Tell whether a name can begin here: at the edge of a word, after a mark, a verb or a small word."""
        if begin == 0 or not self.text[begin - 1].isalnum():
            return True
        draft = self.draft
        if not draft.at_word_edge(begin):
            return self.text[begin - 1] in _LEFT_OF_LEVEL
        word = draft.words[draft.word_index(begin - 1)]
        return word in word_set("stops") or word in ("与", "和", "及", "或") or tag(word)[:1] in "vpcdufr"

    # --- heads with a modifier ---------------------------------------------------------------------------------------------------

    def _open(self, begin: int, end: int, organ: Organ) -> Node | None:
        node = self._scan(begin, end, organ)
        node.modifier = self.text[node.core : begin]
        return node if self._fits(node, begin) else None

    def _scan(self, begin: int, end: int, organ: Organ) -> Node:
        """Go leftwards from a head, word by word, to the division, organ or boundary with which its name begins."""
        text, edges, draft = self.text, self.draft.edges, self.draft
        at = begin
        joined = 0  # where the name begins if what stands before 和 is no part of it
        reach = 10 if organ.family == "single" else 26
        while True:
            parent = self.nodes.get(at)
            if parent and not parent.many and parent.ground != "short" and not (joined and at == joined - 1):
                return Node(parent.begin, at, end, organ, parent=parent, ground="parent")
            region = self.region(at)
            if region:
                if joined and region.many:
                    return Node(joined, joined, end, organ, ground="bare")
                many = region.many or self._all(region.begin)
                return self._with_prefix(Node(region.begin, at, end, organ, region, many=many))
            if self.head and text[at - 1 : at] == self.head and self._at_boundary(at - 1) and at - 1 in (edges[draft.word_index(at - 1)],):
                return Node(at - 1, at, end, organ, Region(at - 1, at, "", own=True))
            step = self._step(at, organ)
            if step in (None, at) or begin - (step or 0) > reach:
                return Node(joined or at, joined or at, end, organ, ground="bare")
            if not joined and text[step:at] in ("与", "和", "及"):
                if at == begin or self.nodes.get(step or 0):
                    return Node(at, at, end, organ, ground="bare")
                joined = at
            at = step or 0

    def _step(self, at: int, organ: Organ) -> int | None:
        """Return where the word before ``at`` begins, None where a name must end."""
        if at == 0:
            return None
        char = self.text[at - 1]
        if char in "”)）":
            opening = self._quotes.get(at)
            return opening if opening is not None and at - opening <= 16 else None
        if not char.isalpha():
            return None
        index = self.draft.word_index(at - 1)
        word = self.text[self.draft.edges[index] : at]
        if word in word_set("stops"):
            coordinates = organ.type in ("coordination", "taskForce") and word in word_set("coordination_verbs")
            start = at - len(word)
            return start if coordinates and (self.region(start) or self.nodes.get(start)) else None
        return at - len(word)

    def _fits(self, node: Node, begin: int) -> bool:
        """Tell whether what stands before the head makes it the name of one body."""
        organ, text = node.organ, self.text
        after = text[node.end : node.end + 6]
        if after.startswith(tuple(word_set("class_right"))) or _COUNTED.match(after):
            return False
        if node.many or self._count(node.begin):
            return False
        name = node.modifier + organ.word
        grounded = node.region is not None or node.parent is not None
        if organ.needs == "actor":
            return bool(node.modifier or (node.region and node.region.name)) and bool(_COOPERATES.match(text, node.end))
        if organ.needs in ("parent", "ministry"):
            return self._unit(node, name)
        if grounded:
            return self._particular(node, name)
        if organ.needs == "proper":
            return self._proper(node)
        if organ.needs != "founded" or self._class(node.begin):
            return False
        if not node.modifier:
            node.ground = "again"
            return not text[node.begin - 1 : node.begin].isalpha() or self._at_boundary(node.begin)
        if name in word_set("classes"):
            return False
        node.ground = "founded" if text.endswith(tuple(word_set("founding")), 0, node.begin) else "again"
        return True

    def _count(self, begin: int) -> bool:
        return bool(_COUNT.search(self.text, max(0, begin - 8), begin))

    def _particular(self, node: Node, name: str) -> bool:
        """Tell whether a head with a division before it names one body: 省重点实验室 is a kind of them, 山西博物院 is one."""
        region = node.region
        if region is None or region.own:
            return bool(node.modifier) or node.organ.needs != "founded" or node.organ.word not in ("中心",)
        if name in word_set("classes"):
            return bool(region.name) and node.organ.needs == "proper" or name in ("党委", "党组") and bool(region.name)
        if region.word in ("国家", "全国", "中国") and not region.name and node.organ.family == "single":
            return len(node.modifier) > 1
        return True

    def _unit(self, node: Node, name: str) -> bool:
        """Tell whether 处, 科, 股 or 司 is a unit of an organ: one stands before it, or the report is a department's own."""
        if node.parent:
            ministry = node.parent.organ.family in ("ministry", "national")
            return bool(node.modifier) and (node.organ.needs != "ministry" or ministry)
        if node.region and node.region.own:
            return bool(node.modifier)
        if node.organ.needs == "ministry" or not self.head or node.region or name in word_set("no_unit"):
            return False
        node.ground = "listed"
        return 2 <= len(node.modifier) <= 10 and not self._class(node.begin) and self._at_boundary(node.begin)

    def _proper(self, node: Node) -> bool:
        """Tell whether the modifier is a proper name: 鹏城实验室, not 重点实验室."""
        node.ground = "proper"
        name = self.text[node.begin : node.end]
        if not node.modifier or name in word_set("classes") or self._class(node.begin):
            return False
        word = self.draft.words[self.draft.word_index(node.begin)]
        return tag(word[: len(node.modifier)])[:2] in _PROPER or tag(name)[:2] == "nt" and word == name


def levels() -> tuple[str, ...]:
    """Return the zone words that organs.toml expands."""
    return tuple(table("organs")["zone_words"])

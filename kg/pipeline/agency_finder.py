"""Where the names of organisations stand: from the word that ends one, leftwards to what it begins with.

A name is a division (省, 原平市), an organ that it belongs to (市公安局), both or neither, then the organ itself: a
word of the lexicon, or a head (中心, 领导小组) with what modifies it. Names are found from left to right, so that what
a name begins with is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.lexicon import words
from kg.pipeline.agency_heads import Heads
from kg.pipeline.agency_node import Node
from kg.pipeline.draft import Draft
from kg.pipeline.organs import Organ, beside, organs, word_set, word_tuple
from kg.pipeline.regions import LEVELS, WHOLE, Region, Regions
from kg.pipeline.reporter import Reporter
from kg.pipeline.surroundings import Surroundings, tag

#: What stands before a division in the name of a party's or a consultative committee.
PARTIES = {
    "中国共产党": "party",
    "中共": "party",
    "中国人民政治协商会议": "consultative",
    "政协": "consultative",
    "中国共产主义青年团": "league",
    "共青团": "league",
    "团": "league",
    **dict.fromkeys(("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"), "other"),
}
_PARTIES = tuple(PARTIES)
_HEAD_OFFICES = {
    "tax": ("国家税务总局",),
    "survey": ("国家统计局",),
    "banking_supervision": ("国家金融监督管理总局",),
}
#: What stands before the division in the name of a power company.
_JOINING = ("、", "和", "与", "及", "其")
_SEPARATORS = ("、", "和", "与", "及", "以及", "及其", "")
#: Families by what may stand before them.
_TOGETHER = ("government", "government_office", "supervision")
_CHIEF = ("party_committee", "government", "legislature", "consultative", "court", "procuratorate", "zone")
_LOCAL = (*_CHIEF, "party_part", "government_office", "tax")
_PARTY_ORGANS = ("party_organ", "party_part", "rule_of_law", "discipline", "discipline_supervision")
_LENGTHENED = ("institution", "institution_of", "enforcement", "coordination")
#: Ends of the names of bodies by which a meeting of theirs can be meant.
_HELD = ("会议", "常务会", "常委会", "党组会", "党委会")
_DIVISIONS = ("name", "short")
_NO_NOUN = tuple("vdapcrmuqfyt")
_MEETING = re.compile(r"(?:第[^，。；]{1,6}次)?(?:扩大)?(?:全体|专题|常务)?会议")


class Finder:
    """Finds the names in one draft; ``find`` returns them by begin, the longest where they overlap."""

    def __init__(self, draft: Draft, reporter: Reporter) -> None:
        self.draft, self.text, self.parts, self.large = draft, draft.text, reporter.parts, reporter.large
        self.nodes: dict[int, Node] = {}
        self.around = Surroundings(draft)
        self.regions = Regions(self.around, reporter.area)
        self.heads = Heads(self.around, self.regions, self.nodes, reporter.own)
        self._before, self._after, self._exempt = beside("before"), beside("after"), word_set("after_words")

    def find(self, names: tuple[str, ...] = ()) -> list[Node]:
        """Return the names that are mentions; ``names`` are divisions that no table holds."""
        for name in names:
            self.regions.note_all(name)
        ends = self._match()
        for end in self._outside_titles(sorted(ends)):
            found = ends[end]
            for begin, organ in sorted(found) if len(found) > 1 else found:
                possible = self._possible(begin, end, organ)
                if possible and (node := self._node(begin, end, organ)):
                    self.nodes[end] = node
                if end in self.nodes or (possible and organ.open and end - begin > 2):
                    break  # what names nothing as 分公司 names nothing as 公司
        return self._longest()

    def _outside_titles(self, ends: list[int]) -> Iterator[int]:
        """Yield those of the sorted offsets that lie in no title."""
        titles = [(q.end, q.begin) for q in reversed(self.draft.outermost) if q.mark in "《〈"]
        for end in ends:
            while titles and titles[-1][0] < end:
                titles.pop()
            if not titles or end <= titles[-1][1]:
                yield end

    def _match(self) -> dict[int, list[tuple[int, Organ]]]:
        """Return where words stand that can end a name, by end; note the divisions."""
        lexicon, ends = organs(), defaultdict[int, list[tuple[int, Organ]]](list)
        found, kinds = lexicon.organs, lexicon.kinds
        for index, begin, end in lexicon.matcher.find_matches_as_indexes(self.text, overlapping=True):
            organ = found[index]
            if organ is not None:
                ends[end].append((begin, organ))
            elif kinds[index] in _DIVISIONS:
                self.regions.note(begin, end, kinds[index])
        return ends

    def _longest(self) -> list[Node]:
        kept: list[Node] = []
        for node in sorted((n for n in self.nodes.values() if not n.many), key=lambda n: (n.begin, -n.end)):
            if not kept or node.begin >= kept[-1].end:
                kept.append(node)
            elif node.end - node.begin > kept[-1].end - kept[-1].begin:
                kept[-1] = node
        return [node for node in kept if not self._held(node)]

    def _held(self, node: Node) -> bool:
        """Tell whether the words name a meeting that is held, not the body that meets: 召开县政府常务会议."""
        text = self.text
        meets = node.organ.family == "meeting" or node.organ.word.endswith(_HELD)
        if not meets and not _MEETING.match(text, node.end):
            return False
        before = self.nodes.get(node.begin - 1) if text[node.begin - 1 : node.begin] == "、" else None
        held = text.endswith(("召开", "举行", "召开了", "通过"), 0, node.begin) or (before and self._held(before))
        return bool(held) or text.startswith("上", node.end)

    def _possible(self, begin: int, end: int, organ: Organ) -> bool:
        """Tell whether the word can end a name here, not part of a common word."""
        text, head = self.text, organ.word[-1]
        if text[end : end + 1] in self._after.get(head, ()) and text[end : end + 2] not in self._exempt:
            return False
        if head == "府" and text.startswith(word_tuple("government_compounds"), end):
            return False
        if organ.family != "single":
            return True
        if text[begin - 1 : begin] in self._before.get(head, ()) or text[end : end + 1] == "长":
            return False
        word = self.draft.words[self.draft.word_index(begin)]
        return len(word) == 1 or tag(word)[:1] not in _NO_NOUN

    def _node(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return the name that ends in this word, with all that it begins with."""
        if organ.open and organ.needs != "own":
            node = self.heads.find(begin, end, organ)
            return node and self._with_prefix(node)
        if organ.needs == "own":
            called = self.heads.own_word
            fits = called == organ.word[0] or (called in ("委", "办") and organ.word.startswith("主任"))
            return Node(begin, begin, end, organ, ground="listed") if called and fits else None
        if organ.national:
            return self._national(begin, end, organ)
        parent = self.nodes.get(begin)
        if parent and not parent.many and self._may_hold(parent, organ):
            return Node(parent.begin, begin, end, organ, parent=parent, ground="parent")
        if self.heads.own(begin):
            start = begin - len(self.heads.own_word)
            return Node(start, begin, end, organ, Region(start, begin, "", own=True))
        region = self._listed_region(self.regions.at(begin))
        return self._of_region(region, begin, end, organ) if region else self._alone(begin, end, organ)

    def _of_region(self, region: Region, begin: int, end: int, organ: Organ) -> Node | None:
        """Return the organ of a division; a government bears the full name of its own, and none is the nation's."""
        if region.word in WHOLE and organ.family in _LOCAL:
            return None
        if organ.family == "government" and region.name and region.name[-1] not in (*LEVELS, "区"):
            return self._alone(begin, end, organ)
        many = region.many or self.around.all_of_them(region.begin)
        return self._with_prefix(Node(region.begin, begin, end, organ, region, many=many))

    def _national(self, begin: int, end: int, organ: Organ) -> Node | None:
        if len(organ.word) == 2 and not self.around.at_boundary(begin):
            return None
        if (
            organ.type == "firm"
            and len(organ.word) == 4
            and organ.word.startswith("中国")
            and not self.around.ends(end)
        ):
            return None  # 中国石油|大学
        start = begin - 7 if self.text.endswith("中华人民共和国", 0, begin) else begin
        office = organ.name.removesuffix(organ.word)  # 水利部|黄河水利委员会
        if office != organ.name and self.text.endswith(office, 0, begin):
            start = begin - len(office)
        return Node(start, start, end, organ, ground="national")

    def _listed_region(self, region: Region | None) -> Region | None:
        """Return the division of 县政府 in 正定县委、县政府: the one named before it in the list."""
        if region is None or region.name or region.many:
            return region
        earlier = next((n for n in (self.nodes.get(region.begin - 1), self.nodes.get(region.begin)) if n), None)
        root = earlier.root if earlier and self.text[earlier.end : region.begin] in ("、", "") else None
        return Region(region.begin, region.end, root.name) if root and root.name.endswith(region.word) else region

    def _may_hold(self, parent: Node, organ: Organ) -> bool:
        """Tell whether one organ can be part of another: 市委|依法治市办, 公安局|交警支队; not 区委|区政府."""
        if organ.word in ("党委", "党组"):
            return parent.organ.type in ("department", "institution", "school", "firm")
        if organ.family in _PARTY_ORGANS:
            return parent.organ.family == "party_committee"
        return organ.family not in _CHIEF

    def _with_prefix(self, node: Node) -> Node:
        """Take in what stands before the division: 中共|忻州市|委, 团|市|委, 国家税务总局|原平市|税务局."""
        text, organ = self.text, node.organ
        offices = words("cues", "grids") if organ.type == "firm" else _HEAD_OFFICES.get(organ.family, ())
        if offices and text.endswith(offices, 0, node.begin):
            node.begin -= next(len(office) for office in offices if text.endswith(office, 0, node.begin))
        if node.region is None or organ.word[-1] not in "委会" or not text.endswith(_PARTIES, 0, node.begin):
            return node
        prefix = next(p for p in PARTIES if text.endswith(p, 0, node.begin))
        if not (prefix == "团" and text[max(node.begin - 2, 0) : node.begin - 1] in tuple("集社兵财剧乐代")):
            node.begin -= len(prefix)
            node.prefix = prefix
        return node

    def _alone(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return an organ without a division: one of a list that began with one, a longer name, the reporter's own."""
        if (earlier := self._before_in_list(begin, organ)) is not None:
            return Node(begin, begin, end, organ, earlier.root, ground="listed")
        if organ.family in _LENGTHENED and (node := self.heads.find(begin, end, organ)) and node.grounded:
            node.opened = True
            return node
        return Node(begin, begin, end, organ, ground="bare") if self._bare(begin, end, organ) else None

    def _bare(self, begin: int, end: int, organ: Organ) -> bool:
        """Tell whether the words alone mean the organ of the reporter's division."""
        if organ.needs == "area" and organ.word not in self.parts:
            return False
        if (self.large and organ.word[-1] == "局") or self.text.startswith(("（党", "(党"), end):
            return False
        after_bracket = self.text[begin - 1 : begin] in (")", "）")
        return not after_bracket and not self.around.one_of_many(begin) and self.around.at_boundary(begin)

    def _before_in_list(self, begin: int, organ: Organ) -> Node | None:
        """Return the name with a division that stands before, with only 、 or 和 between; 党委|政府 need neither."""
        if self.text[begin - 1 : begin] not in _JOINING and begin not in self.nodes:
            return None
        for separator in _SEPARATORS if organ.family in _TOGETHER else _SEPARATORS[:-1]:
            if self.text.endswith(separator, 0, begin) and (node := self.nodes.get(begin - len(separator))):
                others = node.organ.family in ("national", "firm", "school", "society", "single") or organ.word == "委"
                return node if node.root and not node.root.own and not node.many and not others else None
        return None

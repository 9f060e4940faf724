"""Heads with a modifier: how far left a name in 中心, 领导小组 or 研究院 reaches."""

from __future__ import annotations

import re

from kg.pipeline.agency_node import Node
from kg.pipeline.agency_particulars import BRANCH_OFFICES, Particulars
from kg.pipeline.organs import Organ, word_set, word_tuple
from kg.pipeline.regions import Region, Regions
from kg.pipeline.surroundings import CONJUNCTIONS, PROPER, Surroundings, tag
from kg.pipeline.unlisted import STRONG, TOWNS

#: Words for a side, with which a name can begin: 中|船|公司.
_SIDES = ("中", "上", "下", "前", "后", "内", "里")
_LEVELLED = re.compile(r"[（(](?:.{0,3}[市区县村居旗州镇、]|街道|社区)[）)]")
#: What can be a branch, and of what.
_BRANCHES = ("institution", "institution_of", "school", "firm", "founded", "centre", "field", "branch")
_HOLDERS = {"field": ("department",), "branch": ("society", "firm", "department", "institution")}
#: Lists of the verbs that can stand within a name, by type of organ.
_VERBS = {
    **dict.fromkeys(("coordination", "taskForce"), "coordination_verbs"),
    "institution": "centre_verbs",
}
#: How many characters a name can have before its head.
_LONGEST, _LONGEST_SINGLE, _LONGEST_BESIDE = 26, 16, 12


class Heads:
    """Finds the names that end in a head.

    ``nodes`` are the names found so far, by end; ``own`` is the word by which the reporting department calls itself.
    """

    def __init__(self, around: Surroundings, regions: Regions, nodes: dict[int, Node], own: str) -> None:
        self.around, self.regions, self.nodes, self.own_word = around, regions, nodes, own
        self.draft, self.text = around.draft, around.text
        self.particulars = Particulars(around, regions, own)
        self._quotes = {q.end: q.begin for q in self.draft.quoted if q.mark not in "《〈"}

    def own(self, end: int) -> bool:
        """Tell whether the word before is the one by which the reporting department calls itself: 局|党组."""
        word = self.own_word
        return bool(word) and self.text.endswith(word, 0, end) and self.around.at_boundary(end - len(word))

    def find(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return the name that ends in the head at ``begin`` .. ``end``, None where it names no body in particular."""
        node = self._reach(begin, end, organ)
        fits = self.particulars.fits(node, begin)
        if fits and node.ground != "again":
            return node
        if organ.word in word_set("stations") and (station := self._station(begin, end, organ)):
            return station
        beside = None if organ.needs == "proper" or node.grounded else self._beside(begin, end, organ)
        return beside or (node if fits else None)

    def _beside(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return the name that leaves out the division of the one before in a list: 街道党政办公室、经济发展办公室."""
        start = self.text.rfind("、", max(begin - _LONGEST_BESIDE, 0), begin)
        other = self.nodes.get(start)
        region = other.region if other and other.organ is organ else None
        modifier = self.text[start + 1 : begin]
        if region is None or region.name or region.own or len(modifier) < 2 or not modifier.isalpha():
            return None
        if any(modifier + organ.word in word_set(key) for key in ("classes", "kinds", "no_unit")):
            return None
        here = Region(start + 1, start + 1, "", region.word)
        node = Node(start + 1, start + 1, end, organ, here, ground="listed", modifier=modifier)
        return None if self.particulars.in_other_words(node) else node

    def _station(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return the station that bears the name of a town: 青岑|派出所."""
        start, sure = self.regions.unlisted.name(begin, "镇")
        beside = self.nodes.get(start - 1) if self.text[start - 1 : start] == "、" else None
        known = sure == STRONG or (sure and beside and beside.organ is organ)
        known = known or (sure and any(self.text[start:begin] + level in self.text for level in TOWNS))
        return Node(start, start, end, organ, ground="station") if known else None

    # --- how far it reaches ------------------------------------------------------------------------------------------

    def _reach(self, begin: int, end: int, organ: Organ) -> Node:
        """Go leftwards from a head, word by word, to the division, organ or boundary with which its name begins."""
        at, joined = begin, 0  # joined: where the name begins if what stands before 和 or a verb is no part of it
        limit = _LONGEST_SINGLE if organ.family == "single" else _LONGEST
        while True:
            if begun := self._begins(at, begin, end, organ, joined):
                return begun
            step, soft = self._step(at, organ)
            if step is None or begin - step > limit:
                whole = (
                    not joined
                    or self.around.founded(at)
                    or (organ.type == "internalUnit" and self.around.at_boundary(at))
                )
                start = at if whole else joined
                return Node(start, start, end, organ, ground="bare")
            if region := self.regions.inside(step, at):
                return self._with_region(region, region.end, end, organ, joined)
            if soft and not joined:
                if self.nodes.get(step) or (at == begin and self.text[step:at] in CONJUNCTIONS):
                    return Node(at, at, end, organ, ground="bare")
                joined = at
            at = step

    def _begins(self, at: int, begin: int, end: int, organ: Organ, joined: int) -> Node | None:
        """Return the name if a division, an organ or the reporter's own word ends at ``at``."""
        parent = self.nodes.get(at)
        if parent and joined:
            return Node(joined, joined, end, organ, ground="bare")
        if parent and self._holds(parent, organ, at == begin):
            stationed = self.nodes.get(parent.begin - 1) if self.text[parent.begin - 1 : parent.begin] == "驻" else None
            if stationed and organ.word in ("纪检监察组", "纪检组"):  # 市纪委监委|驻市教育局纪检监察组
                return Node(stationed.begin, stationed.end, end, organ, parent=stationed, ground="parent")
            return Node(parent.begin, at, end, organ, parent=parent, ground="parent")
        if region := self.regions.at(at):
            return self._with_region(region, at, end, organ, joined)
        if self.own(at):
            start = at - len(self.own_word)
            return Node(start, at, end, organ, Region(start, at, "", own=True))
        return None

    def _holds(self, parent: Node, organ: Organ, adjacent: bool) -> bool:
        """Tell whether the organ that ends here is the one to which the head belongs."""
        if parent.many or (parent.ground == "again" and parent.organ.type != "coordination"):
            return False
        enterprise = parent.organ.family == "national" and parent.organ.type == "firm"
        return adjacent or organ.family not in ("school", "firm") or (enterprise and organ.family == "firm")

    def _with_region(self, region: Region, at: int, end: int, organ: Organ, joined: int) -> Node:
        """Return the name that begins with a division, or with the institution that stands before it."""
        several = self.text.startswith(("两级", "三级", "四级"), at)
        many = several or region.many or self.around.all_of_them(region.begin)
        verb = joined and self.text.startswith(word_tuple("founding"), at)  # 甲县|建立|联席会议
        if joined and (many or verb or not self.around.at_boundary(region.begin)):
            return Node(joined, joined, end, organ, ground="bare")
        if self.text[region.begin - 1 : region.begin] == "驻" and (sender := self.nodes.get(region.begin - 1)):
            return Node(sender.begin, sender.end, end, organ, parent=sender, ground="parent")  # 县农业农村局|驻…工作队
        if holder := self._holder(region, organ):
            return Node(holder.begin, region.begin, end, organ, parent=holder, ground="parent")
        if region.name and self.text.endswith(word_tuple("place_attributes"), 0, region.begin):
            start = region.begin - 2  # 法治|石家庄|建设领导小组
            return Node(start, start, end, organ, ground="proper")
        return Node(region.begin, at, end, organ, region, many=many)

    def _holder(self, region: Region, organ: Organ) -> Node | None:
        """Return the institution whose branch bears a place: 怀柔实验室|山西研究院, 大学附属|酒泉医院."""
        begin = region.begin - 2 if self.text.endswith("附属", 0, region.begin) else region.begin
        held = self.nodes.get(begin)
        family = "field" if organ.word in ("所", "站", "队") else organ.family
        if organ.word in BRANCH_OFFICES and held and (held.organ.national or held.organ.type == "firm"):
            return held
        if held and held.organ.national and region.name and organ.word in ("局", "分局"):
            return held  # 国家金融监督管理总局|青海|监管局
        if held is None or held.many or not region.name or family not in _BRANCHES:
            return None
        if family in _HOLDERS:
            return held if held.organ.type in _HOLDERS[family] else None
        national = held.organ.family == "ministry" or (held.organ.national and organ.word in BRANCH_OFFICES)
        return held if national or held.organ.type in ("institution", "school", "firm") else None

    def _step(self, at: int, organ: Organ) -> tuple[int | None, bool]:
        """Return where the word before ``at`` begins, None where a name must end; and whether it may be left out."""
        char = self.text[at - 1] if at else ""
        if char in ("”", ")", "）"):
            opening = self._quotes.get(at)
            fits = opening is not None and at - opening <= 16 and not _LEVELLED.search(self.text, opening, at)
            return (opening, False) if fits else (None, False)
        if not char.isalpha():
            return None, False
        word = self.around.word_before(at)
        start = at - len(word)
        if word in CONJUNCTIONS:
            return (start, True) if self._joins(at, organ) else (None, False)
        if word in word_set("stops") and not (word in _SIDES and not self.text[start - 1 : start].isalnum()):
            return (start, True) if word in word_set(_VERBS.get(organ.type, "unit_verbs")) else (None, False)
        return start, False

    def _joins(self, at: int, organ: Organ) -> bool:
        """Tell whether 和 can stand within the name: 政策法规与安全工作处, 信息与智慧医学研究院."""
        if organ.needs == "proper":
            word = self.draft.words[self.draft.word_index(at)]
            return word in word_set("no_proper") or tag(word)[:2] not in PROPER
        return organ.type in ("internalUnit", "department", "coordination") or self.text[at - 1] == "与"

"""Heads with a modifier: how far left a name in 中心, 领导小组 or 研究院 reaches, and whether it names one body."""

from __future__ import annotations

import re
from functools import cache

from kg.pipeline.agency_node import Node
from kg.pipeline.organs import Organ, word_set, word_tuple
from kg.pipeline.regions import LEVELS, WHOLE, Region, Regions
from kg.pipeline.surroundings import CONJUNCTIONS, PROPER, Surroundings, cut, listed, parts, tag
from kg.pipeline.unlisted import STRONG, TOWNS

#: Characters that no proper name holds: 县|域|医院.
_NO_NAME = frozenset("省市县区乡镇村级内外上下各每本该其此等多两所家名校院馆站域属直的及和与之办联大中小投")
#: Words for a side, with which a name can begin: 中|船|公司.
_SIDES = ("中", "上", "下", "前", "后", "内", "里")
_COUNTED = re.compile(r"(?:共|达|已达|增至|近|约)?\d+(?:余|多)?(?:个|家|所|支|座|处)")
_BROKEN = re.compile(r"[为的了是在]$|(?<![高中平同初])等")
_SEVERAL = re.compile(r"[两三四五六七八九]地|[两三四五]级|(?:\d+|[一二两三四五六七八九十]+)(?:个|支|类|大|项)")
_LEVELLED = re.compile(r"[（(](?:.{0,3}[市区县村居旗州镇、]|街道|社区)[）)]")
_COOPERATES = re.compile(r"(?:与|和|携手|联合)[^，。；、]{1,30}?(?:合作|签订|签署|共建)")
#: What can be a branch, and of what.
_BRANCHES = ("institution", "institution_of", "school", "firm", "founded", "centre", "field", "branch")
_HOLDERS = {"field": ("department",), "branch": ("society", "firm", "department", "institution")}
_BRANCH_OFFICES = ("支行", "分行", "分公司", "支公司", "中心支公司", "营业部")
_FORCES = ("支队", "大队", "中队")
#: Lists of the verbs that can stand within a name, by type of organ.
_VERBS = {
    **dict.fromkeys(("coordination", "taskForce"), "coordination_verbs"),
    "institution": "centre_verbs",
}
#: How many characters a name can have before its head.
_LONGEST, _LONGEST_SINGLE = 26, 16


@cache
def _long_kinds() -> tuple[str, ...]:
    return tuple(kind for kind in word_tuple("kinds") if len(kind) > 4)


class Heads:
    """Finds the names that end in a head.

    ``nodes`` are the names found so far, by end; ``own`` is the word by which the reporting department calls itself.
    """

    def __init__(self, around: Surroundings, regions: Regions, nodes: dict[int, Node], own: str) -> None:
        self.around, self.regions, self.nodes, self.own_word = around, regions, nodes, own
        self.draft, self.text = around.draft, around.text
        self._quotes = {q.end: q.begin for q in self.draft.quoted if q.mark not in "《〈"}

    def own(self, end: int) -> bool:
        """Tell whether the word before is the one by which the reporting department calls itself: 局|党组."""
        word = self.own_word
        return bool(word) and self.text.endswith(word, 0, end) and self.around.at_boundary(end - len(word))

    def find(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return the name that ends in the head at ``begin`` .. ``end``, None where it names no body in particular."""
        node = self._reach(begin, end, organ)
        if self._fits(node, begin):
            return node
        return self._station(begin, end, organ) if organ.word in word_set("stations") else None

    def _station(self, begin: int, end: int, organ: Organ) -> Node | None:
        """Return the station that bears the name of a town: 青岑|派出所."""
        start, sure = self.regions.unlisted.name(begin, "镇")
        beside = self.nodes.get(start - 1) if self.text[start - 1 : start] == "、" else None
        known = sure == STRONG or (sure and beside and beside.organ is organ)
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
        if joined and (many or not self.around.at_boundary(region.begin)):
            return Node(joined, joined, end, organ, ground="bare")
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
        if organ.word in _BRANCH_OFFICES and held and (held.organ.national or held.organ.type == "firm"):
            return held
        if held and held.organ.national and region.name and organ.word in ("局", "分局"):
            return held  # 国家金融监督管理总局|青海|监管局
        if held is None or held.many or not region.name or family not in _BRANCHES:
            return None
        if family in _HOLDERS:
            return held if held.organ.type in _HOLDERS[family] else None
        national = held.organ.family == "ministry" or (held.organ.national and organ.word in _BRANCH_OFFICES)
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

    # --- whether it names one body -----------------------------------------------------------------------------------

    def _fits(self, node: Node, begin: int) -> bool:
        """Tell whether what stands before the head makes it the name of one body."""
        organ = node.organ
        node.modifier = self.text[node.core : begin]
        if node.many or self._in_other_words(node) or node.modifier.startswith(word_tuple("honours")):
            return False
        if organ.needs == "actor":
            named = node.modifier or (node.region and node.region.name)
            return bool(named) and bool(_COOPERATES.match(self.text, node.end))
        if organ.needs in ("parent", "ministry") or (organ.word in _FORCES and not node.grounded):
            return self._unit(node)
        if node.grounded or node.ground == "proper":
            return self._particular(node)
        return self._proper(node) if organ.needs == "proper" else organ.needs == "founded" and self._set_up(node)

    def _in_other_words(self, node: Node) -> bool:
        """Tell whether the words around make it something else: a system, a count, a list cut short."""
        after = self.text[node.end : node.end + 6]
        if after.startswith(word_tuple("class_right")) or _COUNTED.match(after) or self.around.counted(node.begin):
            return True
        return bool(_BROKEN.search(node.modifier) or _SEVERAL.match(node.modifier))

    def _set_up(self, node: Node) -> bool:
        """Tell whether a body without division or parent is set up here, or may be one named elsewhere."""
        founded = self.around.founded(node.begin)
        if self.around.one_of_many(node.begin):
            return False
        if node.modifier:
            node.ground = "founded" if founded else "again"
            return node.modifier + node.organ.word not in word_set("classes")
        node.ground = "founded" if founded and node.organ.word.endswith("团") else "again"
        led = self.text.endswith(("下设", "设立", "设", "的"), 0, node.begin)
        return node.ground == "founded" or led or self.around.alone(node.begin)

    def _particular(self, node: Node) -> bool:
        """Tell whether a head after a division names one body: 省重点实验室 is a kind of them, 山西博物院 is one."""
        region, organ, name = node.region, node.organ, node.modifier + node.organ.word
        single, branch = organ.family == "single", organ.word in _BRANCH_OFFICES
        if name in word_set("kinds") or (single and len(node.modifier) == 1) or (branch and not node.parent):
            return False
        if organ.family == "centre" and not self._centre(node):
            return False
        if region is None:
            return True
        if region.own:
            return bool(node.modifier) or not single
        return self._particular_of(node, region, name)

    def _particular_of(self, node: Node, region: Region, name: str) -> bool:
        """Tell the same of a name that begins with a division, by how the division is written."""
        organ = node.organ
        if name in word_set("classes"):
            town = (region.word or region.name).endswith(TOWNS)
            return town or (bool(region.name) and organ.needs == "proper")
        if organ.word in ("队", "组", "团") and region.name and region.name[-1] not in LEVELS:
            return False  # 青海冰壶队
        return region.word == "中国" or region.word not in WHOLE or organ.family not in ("school", "firm")

    def _centre(self, node: Node) -> bool:
        """Tell whether a 中心 is an organisation, not what a place is to become (全国文化中心) or a building."""
        planned = node.parent is None and node.modifier.endswith(word_tuple("no_centre"))
        return len(node.modifier) > 1 and not planned and not node.modifier.startswith(word_tuple("coordination_verbs"))

    def _unit(self, node: Node) -> bool:
        """Tell whether 处, 科, 股 or 司 is a unit of an organ: one stands before it, or a department reports."""
        if not node.modifier:
            return False
        if node.parent:
            return node.organ.needs != "ministry" or node.parent.organ.family in ("ministry", "national")
        if node.region:
            return node.region.own
        if node.organ.needs == "ministry" or node.modifier + node.organ.word in word_set("no_unit"):
            return False
        if node.organ.word in _FORCES and tag(parts(node.modifier)[0]) == "ns":
            node.ground = "proper"  # 河口|边境管理大队
            return True
        node.ground = "listed"
        here = not self.around.one_of_many(node.begin) and self.regions.unlisted.bounded(node.begin)
        return bool(self.own_word) and 2 <= len(node.modifier) <= 10 and here

    def _proper(self, node: Node) -> bool:
        """Tell whether the modifier can be a proper name: 鹏城实验室, not 重点实验室.

        What no dictionary shows to be one is a name only if the text has it elsewhere.
        """
        name = self.text[node.begin : node.end]
        common = name in word_set("classes") or name in word_set("kinds") or name.endswith(_long_kinds())
        word = self.draft.words[self.draft.word_index(node.begin)]
        if not node.modifier or common or word in word_set("no_proper") or self.around.one_of_many(node.begin):
            return False
        if self._coined(node):
            proper = True
        elif len(word) > len(node.modifier):
            proper = tag(word)[:2] == "nt"
        else:
            proper = tag(word if listed(word) and len(word) > 1 else cut(name)[0][0])[:2] in PROPER
        node.ground = "proper" if proper else "again"
        return True

    def _coined(self, node: Node) -> bool:
        """Tell whether no dictionary knows the modifier, so that it is a proper name: 砚州|学院, 国机|集团."""
        found, firm = parts(node.modifier), node.organ.family == "firm"
        single = next((index for index, part in enumerate(found) if len(part) > 1), len(found))
        if not 2 <= single <= 4 or (single < len(found) and not firm):
            return False
        return _NO_NAME.isdisjoint(found[:single]) and self.regions.unlisted.bounded(node.begin)

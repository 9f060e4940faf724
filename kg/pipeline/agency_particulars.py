"""Whether what stands before a head makes it the name of one body: 鹏城实验室, not 重点实验室, nor 12个重点实验室."""

from __future__ import annotations

import re
from functools import cache

from kg.pipeline.agency_node import Node
from kg.pipeline.organs import word_set, word_tuple
from kg.pipeline.regions import LEVELS, WHOLE, Region, Regions
from kg.pipeline.surroundings import PROPER, Surroundings, cut, listed, parts, tag
from kg.pipeline.unlisted import TOWNS

#: Characters that no proper name holds: 县|域|医院.
_NO_NAME = frozenset("省市县区乡镇村级内外上下各每本该其此等多两所家名校院馆站域属直的及和与之办联大中小")
_COUNTED = re.compile(r"(?:共|达|已达|增至|近|约)?\d+(?:余|多)?(?:个|家|所|支|座|处)")
_BROKEN = re.compile(r"[为的了是在]$|(?<![高中平同初])等")
_SEVERAL = re.compile(r"[两三四五六七八九]地|[两三四五]级|(?:\d+|[一二两三四五六七八九十]+)(?:个|支|类|大|项)")
_COOPERATES = re.compile(r"(?:与|和|携手|联合)[^，。；、]{1,30}?(?:合作|签订|签署|共建)")
_FORCES = ("支队", "大队", "中队")
#: How many characters the name of a unit can have before its head.
_LONGEST_UNIT = 14

#: Those of which one is a branch, where a holder stands before it.
BRANCH_OFFICES = ("支行", "分行", "分公司", "支公司", "中心支公司", "营业部")


@cache
def _long_kinds() -> tuple[str, ...]:
    return tuple(kind for kind in word_tuple("kinds") if len(kind) > 4)


class Particulars:
    """Judges the nodes of one text; ``own`` is the word by which the reporting department calls itself."""

    def __init__(self, around: Surroundings, regions: Regions, own: str) -> None:
        self.around, self.regions, self.own_word = around, regions, own
        self.draft, self.text = around.draft, around.text

    def fits(self, node: Node, begin: int) -> bool:
        """Tell whether what stands before the head makes it the name of one body."""
        organ = node.organ
        node.modifier = self.text[node.core : begin]
        if node.many or self.in_other_words(node) or node.modifier.startswith(word_tuple("honours")):
            return False
        if organ.needs == "actor":
            named = node.modifier or (node.region and node.region.name)
            return bool(named) and bool(_COOPERATES.match(self.text, node.end))
        if organ.needs in ("parent", "ministry") or (organ.word in _FORCES and not node.grounded):
            return self._unit(node)
        if node.grounded or node.ground == "proper":
            return self._particular(node)
        return self._proper(node) if organ.needs == "proper" else organ.needs == "founded" and self._set_up(node)

    def in_other_words(self, node: Node) -> bool:
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
        single, branch = organ.family == "single", organ.word in BRANCH_OFFICES
        town = region is not None and (region.word or region.name).endswith(TOWNS)
        if (
            (name in word_set("kinds") and not town)
            or (single and len(node.modifier) == 1)
            or (branch and not node.parent)
        ):
            return False
        if organ.family == "centre" and not self._centre(node):
            return False
        if region is None:
            return True
        if region.own:
            return bool(node.modifier) or not single
        return self._particular_of(node, region, name, town)

    def _particular_of(self, node: Node, region: Region, name: str, town: bool) -> bool:
        """Tell the same of a name that begins with a division, by how the division is written."""
        organ = node.organ
        if name in word_set("classes"):
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
        here = not self.around.one_of_many(node.begin) and self.around.at_boundary(node.begin)
        return bool(self.own_word) and 2 <= len(node.modifier) <= _LONGEST_UNIT and here

    def _proper(self, node: Node) -> bool:
        """Tell whether the modifier can be a proper name: 鹏城实验室, not 重点实验室.

        What no dictionary shows to be one is a name only if the text has it elsewhere.
        """
        name = self.text[node.begin : node.end]
        common = any(name in word_set(key) for key in ("classes", "kinds", "bare_firms")) or name.endswith(
            _long_kinds()
        )
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

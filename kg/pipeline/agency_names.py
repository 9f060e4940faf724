"""The full official names of the organisations found: jurisdiction put back, abbreviations written out, short names tied to what they stand for.

Nothing is guessed from likeness: a short name is another only where the lexicon, the text (以下简称) or the words themselves say so,
as 领导小组 says which 领导小组 when one was named before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon import table
from kg.pipeline.agency_finder import Finder, Node, Region
from kg.pipeline.areas import Area, area_of, named
from kg.pipeline.draft import Draft

_BRACKETS = re.compile(r"[（(][^（）()]{1,8}[）)]")
_ABBREVIATED = re.compile(r"[（(]\s*(?:以下(?:统一)?(?:简称|称)|简称)\s*[为：:]?\s*[“"「『《]?([^”"」』》）)，。；]{1,20})[”"」』》]?\s*[）)]")
_HEADS_OF_DEPARTMENTS = ("局", "厅", "委员会", "部", "院", "办公室", "署", "中心", "总队", "支队", "大队", "会")


@dataclass(frozen=True, slots=True)
class Name:
    """A full name; ``placed`` where it bears its division or needs none; ``why`` says how it was reached."""

    full: str
    placed: bool
    why: str


class Reporter:
    """What the reporter is: its division, the name of the department without it, the character it calls itself by (局)."""

    def __init__(self, draft: Draft) -> None:
        report = draft.report
        self.area: Area | None = area_of(report.area, report.year)
        self.issuer = report.issuer
        self.core = self._core()
        self.department = bool(self.core) and not self.core.endswith(("人民政府", "办事处", "管理委员会", "国务院"))
        self.head = next((self.core[-len(h) :] for h in _HEADS_OF_DEPARTMENTS if self.core.endswith(h)), "") if self.department else ""
        self.head = {"委员会": "委", "办公室": "办"}.get(self.head, self.head)

    def _core(self) -> str:
        core = self.issuer.removeprefix("中华人民共和国").removeprefix("国家税务总局")
        for area in self.area.up() if self.area else ():
            core = core.removeprefix(area.name).removeprefix(area.own)
        return core

    @property
    def function(self) -> str:
        """What the department does (应急管理), "" for a government."""
        return self.core.removesuffix("局").removesuffix("厅").removesuffix("委员会").removesuffix("部") if self.department else ""

    @property
    def parts(self) -> frozenset[str]:
        """The organs that are called without a division in a zone's own report."""
        zone = self.area is not None and self.area.own.endswith("区") and not self.area.name.endswith(("自治区",)) and self.area.own != self.area.name
        functional = self.area is not None and self.area.own.endswith(("验区", "新区", "开发区", "高新区", "经开区", "园区", "示范区", "合作区"))
        return frozenset({"党工委", "管委会"} if functional and not zone or functional else ())


class Names:
    """Names the nodes of one report, in the order of the text."""

    def __init__(self, draft: Draft, finder: Finder, reporter: Reporter) -> None:
        self.draft, self.text, self.finder, self.reporter = draft, draft.text, finder, reporter
        self._known: list[tuple[str, Name]] = []  # (type of organ, name), as met
        self._short: dict[str, Name] = {}
        self._functions: dict[int, str] = {}
        self._areas: dict[str, Area | None] = {}
        self._zones: dict[str, str] = table("organs")["zone_words"]

    def of(self, node: Node) -> Name | None:
        """Return the full name, None where the words name nothing in particular after all."""
        surface = self.text[node.begin : node.end]
        name = self._short.get(surface) or self._name(node)
        if name is None:
            return None
        self._remember(node, surface, name)
        return name

    def _remember(self, node: Node, surface: str, name: Name) -> None:
        self._known.append((node.organ.type, name))
        if node.ground in ("proper", "area") and (bare := _BRACKETS.sub("", name.full)) != name.full:
            region = node.region.name if node.region else ""
            self._short.setdefault(bare, name)
            self._short.setdefault(bare.removeprefix(region), name)
        if match := _ABBREVIATED.match(self.text, node.end):
            self._short[match[1]] = name

    # --- regions -------------------------------------------------------------------------------------------------------------

    def area(self, region: Region | None) -> Area | None:
        """Return the division that the words before an organ mean in this report, the reporter's own where there are none."""
        own = self.reporter.area
        if region is None or region.own:
            return own
        key = f"{region.name}/{region.word}"
        if key not in self._areas:
            self._areas[key] = self._area(region, own)
        return self._areas[key]

    def _area(self, region: Region, own: Area | None) -> Area | None:
        if region.word in self._zones or region.word in ("新区", "开发区", "实验区") :
            return self._zone(region, own)
        if region.name:
            return named(region.name, own, self.draft.report.year)
        return (own.called(region.word) if own else None) or self._first_named(region.word)

    def _zone(self, region: Region, own: Area | None) -> Area | None:
        """Return a zone called by its kind: 高新区 is the reporter's own, 新区 of a district the one that it was."""
        if own and (known := own.called(region.word)):
            return known
        if found := named(region.name, own) if region.name and region.word == "新区" else None:
            return found
        word = self._zones.get(region.word, region.word)
        if region.name:
            name = region.name.removesuffix(region.word) + word
        elif own and region.word == "新区" and own.own.endswith("区"):
            name = own.name.removesuffix("区") + word
        elif own:
            name = own.name + word
        else:
            return None
        return Area(name, name, "县", own)

    def _first_named(self, word: str) -> Area | None:
        """Return the first 省 or 市 that the text names, for a county that no table holds."""
        for end in sorted(self.finder.places):
            begin, _ = self.finder.places[end]
            surface = self.text[begin:end]
            if word in ("省", "自治区", "市") and surface.endswith(word) and (area := named(surface, None, self.draft.report.year)):
                return area
        return None

    # --- names ---------------------------------------------------------------------------------------------------------------

    def _name(self, node: Node) -> Name | None:
        organ = node.organ
        if organ.national:
            return Name(organ.name, True, self._why(node, organ.name))
        if not organ.open:
            return self._listed(node)
        if node.organ.family == "single" and not node.modifier and node.region and not node.region.own:
            return self._counterpart(node)
        if node.region and node.region.own:
            return self._own_unit(node)
        if node.parent:
            parent = self._of_parent(node.parent)
            return parent and Name(parent.full + self._rest(node, node.parent.end), parent.placed, f"{parent.why}; part of it")
        if node.region:
            return self._with_region(node)
        return self._alone(node)

    def _listed(self, node: Node) -> Name | None:
        """Return the name of an organ of the lexicon, made by the form of its family."""
        organ = node.organ
        party = organ.form.startswith("中共{area}")
        if node.parent and not (party and node.parent.organ.family == "party_committee" and node.parent.organ.word in ("委", "党委")):
            parent = self._of_parent(node.parent)
            return parent and Name(parent.full + organ.name, parent.placed, self._why(node, parent.full + organ.name))
        root = node.root
        if root and root.word in ("国家", "全国", "中央", "中国"):
            return Name(root.word + organ.name, True, self._why(node, root.word + organ.name))
        area = self.area(root)
        if area is None:
            return Name(self.text[node.begin : node.end], False, "its division is not known")
        full = self._form(node, area)
        return Name(full, True, self._why(node, full))

    def _form(self, node: Node, area: Area) -> str:
        organ = node.organ
        if node.prefix in ("共青团", "团", "中国共产主义青年团") and organ.family == "party_committee":
            return f"中国共产主义青年团{area.name}委员会"
        if organ.family == "court" and organ.name == "court":
            return area.name + table("organs")["court_of"].get(area.level, "人民法院")
        where = area.stem if organ.stem else area.name
        return organ.form.format(area=where, name=organ.name)

    def _of_parent(self, parent: Node) -> Name | None:
        """Return the name of an organ as it stands before its part: 中共忻州市委, not 委员会."""
        name = self._short.get(self.text[parent.begin : parent.end]) or self._name(parent)
        if name and parent.organ.family == "party_committee" and parent.organ.word == "委":
            return Name(name.full.removesuffix("员会"), name.placed, name.why)
        return name

    def _with_region(self, node: Node) -> Name | None:
        region = node.region
        assert region is not None
        if not node.modifier and (known := self._ending(node, region)):
            return known
        if node.prefix and node.organ.word == "委员会" and not node.modifier:
            form = {"中共": "中共{}委员会", "中国共产党": "中共{}委员会"}.get(node.prefix, "中国人民政治协商会议{}委员会" if "政" in node.prefix else "中国共产主义青年团{}委员会")
            area = self.area(region)
            return Name(form.format(area.name), True, "") if area else None
        surface = self.text[node.begin : node.end]
        if region.word in ("国家", "全国", "中央", "中国") and not region.name:
            return Name(surface, True, "as written")
        rest = self._rest(node, region.end)
        if region.name and not self._official(region.name):
            return Name(self.text[node.begin : region.end] + rest, True, "as written")
        area = self.area(region)
        if area is None:
            return Name(surface, False, "its division is not known")
        return Name(area.name + rest, True, self._why(node, area.name + rest))

    def _official(self, name: str) -> bool:
        """Tell whether a division is written with the word for its level; 山西博物院 keeps 山西."""
        return name.endswith(tuple("省市县区州盟旗镇乡道")) and len(name) > 2

    def _rest(self, node: Node, begin: int) -> str:
        rest = self.text[begin : node.end]
        if node.organ.word == "办":
            return rest + "公室"
        full = self._zones.get(node.organ.word)
        return rest.removesuffix(node.organ.word) + full if full else rest

    def _ending(self, node: Node, region: Region) -> Name | None:
        """Return what was named before, of the same division, and ends in the same head: 省评估组, 省领导小组."""
        area = self.area(region)
        return next((n for _, n in reversed(self._known) if area and n.full.startswith(area.name) and n.full.endswith(node.organ.word)), None)

    def _counterpart(self, node: Node) -> Name | None:
        """Return 市局, 省厅: the organ of that division with the same function as the one named beside it, or as the reporter."""
        area = self.area(node.region)
        function = self._function_beside(node) or self.reporter.function
        if not function or area is None or node.organ.word not in "局厅委办":
            return None
        if function == "税务":
            return Name(f"国家税务总局{area.name}税务局", True, "the tax office of that division")
        head = {"委": "委员会", "办": "办公室"}.get(node.organ.word, node.organ.word)
        return Name(area.name + function + head, True, f"{node.organ.word} of the function {function}")

    def _function_beside(self, node: Node) -> str:
        sentence = self.draft.outline.sentence_at(node.begin)
        if sentence is None:
            return ""
        for other in self.finder.nodes.values():
            if sentence.begin <= other.begin < node.begin and other.organ.family == "department":
                return other.organ.name.removesuffix("局").removesuffix("厅").removesuffix("委员会")
        return ""

    def _own_unit(self, node: Node) -> Name | None:
        """Return 局党组, 局办公室: a part of the reporting department."""
        rest = self._rest(node, node.core)
        if rest in ("党组", "党委", "机关党委"):
            tail = {"党组": "党组", "党委": "委员会", "机关党委": "机关委员会"}[rest]
            return Name(f"中共{self.reporter.issuer}{tail}", True, "the reporter's own")
        return Name(self.reporter.issuer + rest, True, "the reporter's own")

    def _alone(self, node: Node) -> Name | None:
        """Return the name of a body without division or parent: one known from elsewhere in the text, or one set up here."""
        surface = self.text[node.begin : node.end]
        if node.organ.word == "办公室" and not node.modifier:
            return self._office(node)
        if node.ground in ("again", "founded") and (known := self._same(node, surface)):
            return known
        if node.ground == "again":
            return None
        if node.ground == "listed":
            return Name(self.reporter.issuer + self._rest(node, node.begin), True, "a unit of the reporter")
        if node.ground == "proper":
            return Name(surface, True, "as written")
        if node.organ.type == "coordination":
            if self.reporter.department:
                return Name(self.reporter.issuer + surface, True, "set up by the reporter")
            if self.reporter.area:
                return Name(self.reporter.area.name + surface, True, "of the reporter's division")
        return Name(surface, False, "as written")

    def _same(self, node: Node, surface: str) -> Name | None:
        """Return the body named before whose name ends in these words; where none was, the one in the same sentence after."""
        for _, name in reversed(self._known):
            if name.full.endswith(surface) and name.full != surface or name.full == surface:
                return name
        sentence = self.draft.outline.sentence_at(node.begin)
        for other in self.finder.nodes.values():
            later = node.end <= other.begin and sentence is not None and other.end <= sentence.end
            if node.modifier and later and other.root and self.text[other.begin : other.end].endswith(surface):
                return self._name(other)
        return None

    def _office(self, node: Node) -> Name | None:
        """Return 办公室: of the group under which it is set up (下设办公室, 办公室设在…), or the reporting department's own in a list."""
        left, right = self.text[max(0, node.begin - 4) : node.begin], self.text[node.end : node.end + 3]
        if left.endswith(("下设", "设立", "设")) or right.startswith("设在") or right.startswith("设于"):
            group = next((n for kind, n in reversed(self._known) if kind in ("coordination", "taskForce")), None)
            return group and Name(group.full + "办公室", group.placed, f"the office of {group.full}")
        listed = left[-1:] in ("：", ":", "、") and right[:1] in ("、", "）", ")", "，", "。", "；", "")
        if self.reporter.department and listed:
            return Name(self.reporter.issuer + "办公室", True, "a unit of the reporter")
        return None

    def _why(self, node: Node, full: str) -> str:
        surface = self.text[node.begin : node.end]
        return "as written" if surface == full else f"{surface} is {full}"

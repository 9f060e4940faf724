"""The full official names of organisations: jurisdiction put back, abbreviations written out, short names tied.

Nothing is guessed from likeness: a short name is another only where the lexicon, the text (以下简称) or the words
themselves say so, as 领导小组 says which one when one was named before.
"""

from __future__ import annotations

from kg.lexicon import table
from kg.pipeline.agency_finder import PARTIES, Finder
from kg.pipeline.agency_node import Name, Node
from kg.pipeline.agency_short import ShortNames
from kg.pipeline.areas import Area
from kg.pipeline.draft import Draft
from kg.pipeline.jurisdictions import Jurisdictions
from kg.pipeline.organs import word_set
from kg.pipeline.regions import WHOLE, Region
from kg.pipeline.reporter import Reporter

#: The committee of a division, by what stands before the division (see PARTIES).
_COMMITTEES = {
    "party": "中共{area}委员会",
    "consultative": "中国人民政治协商会议{area}委员会",
    "league": "中国共产主义青年团{area}委员会",
    "other": "{prefix}{area}委员会",
}
#: Families whose names keep a division as it is written (临汾仲裁委员会).
_AS_WRITTEN = ("institution", "institution_of", "court_bare")
#: Offices that stand at the beginning of the names of their parts.
_OFFICES = ("公安局", "公安厅")


class Names:
    """Names the nodes of one report, in the order of the text."""

    def __init__(self, draft: Draft, finder: Finder, reporter: Reporter) -> None:
        self.draft, self.text, self.finder, self.reporter = draft, draft.text, finder, reporter
        self.jurisdictions = Jurisdictions(finder.regions, reporter, draft.report.year)
        self._known: list[tuple[str, Name]] = []  # (type of organ, name), as met
        self.short = ShortNames(draft)
        self._zones: dict[str, str] = table("organs")["zone_words"]

    def of(self, node: Node) -> Name | None:
        """Return the full name, None where nothing in particular is named or a short name is only explained."""
        if node.begin < self.short.until or self.jurisdictions.none_in_particular(node.root):
            return None
        name = self.short.get(self.text[node.begin : node.end]) or self._name(node)
        if name:
            self._known.append((node.organ.type, name))
            self.short.learn(node, name)
        return name

    def _made(self, node: Node, full: str, why: str = "", *, placed: bool = True) -> Name:
        surface = self.text[node.begin : node.end]
        why = why or ("as written" if surface == full else f"{surface} is {full}")
        root = node.root
        if root and not root.name and (area := self.jurisdictions.inferred.get(root.word)):
            why += f", as {root.word} is {area.name}, the one that the report names"
        return Name(full, placed, why)

    def _name(self, node: Node) -> Name | None:
        """Return the name of a node as it stands, short names given before left aside."""
        if node.organ.national:
            return self._made(node, node.organ.name)
        if node.region and node.region.own:
            return self._own_unit(node)
        if node.parent and node.organ.word in ("党委", "党组") and not node.modifier:
            return self._committee_in(node, node.parent)
        return self._headed(node) if node.open else self._listed(node)

    # --- organs of the lexicon -------------------------------------------------------------------------------------

    def _listed(self, node: Node) -> Name | None:
        """Return the name of an organ of the lexicon, made by the form of its family."""
        organ, root = node.organ, node.root
        holder = self._holder(node)
        if holder:
            office = next((o for o in _OFFICES if holder.full.endswith(o) and organ.name.startswith(o)), "")
            return self._made(node, holder.full + organ.name.removeprefix(office), placed=holder.placed)
        if node.ground == "bare" and self.reporter.department and organ.name.startswith(("综合", "执法")):
            return self._made(node, self.reporter.short + organ.name)
        if node.parent and not self._of_party(node):
            return None
        if root and root.word in WHOLE:
            return self._made(node, root.word + organ.name)
        if root and root.name and not _official(root.name) and organ.family in _AS_WRITTEN:
            return self._made(node, self.text[node.begin : node.core] + organ.name)
        area = self.jurisdictions.area(root)
        if area is None:
            surface = self.text[node.begin : node.end]
            return self._made(node, surface, "its division is not known", placed=False)
        return self._made(node, self._form(node, area), placed=area.rooted)

    def _holder(self, node: Node) -> Name | None:
        """Return the organ to which one of the lexicon belongs, before whose name its own stands."""
        if node.organ.word in ("常委会", "常务委员会") and node.ground == "listed":
            before = map(self.finder.nodes.get, (node.begin - 2, node.begin - 1))  # 省人大及其常委会
            earlier = next((n for n in before if n and n.organ.family == "legislature"), None)
            return self._name(earlier) if earlier else None
        return self._of_parent(node.parent) if node.parent and not self._of_party(node) else None

    def _of_party(self, node: Node) -> bool:
        """Tell whether the form of the family makes the name, with what stands before: 市委|政法委."""
        parent = node.parent.organ if node.parent else None
        in_committee = parent is not None and parent.family == "party_committee" and parent.word in ("委", "党委")
        return in_committee and node.organ.form.startswith("中共{area}")

    def _form(self, node: Node, area: Area) -> str:
        organ = node.organ
        if node.prefix and organ.word == "委" and PARTIES[node.prefix] != "party":
            return _COMMITTEES[PARTIES[node.prefix]].format(area=area.name, prefix=node.prefix)
        if organ.family == "court" and organ.name == "court":
            return area.name + str(table("organs")["court_of"].get(area.level, "人民法院"))
        if organ.family == "government" and area.own.endswith("特别行政区"):
            return area.name + "政府"
        form = organ.form.replace("中共{area}委", "中共{area}工作委员会") if area.zone else organ.form
        return form.format(area=area.stem if organ.stem else area.name, name=organ.name)

    def _of_parent(self, parent: Node) -> Name | None:
        """Return the name of an organ as it stands before its part: 中共忻州市委, not 委员会."""
        name = self.short.get(self.text[parent.begin : parent.end]) or self._name(parent)
        if name is None:
            return None
        full = name.full
        if parent.organ.type in ("department", "government"):
            full = full.removeprefix("中华人民共和国")
        elif parent.organ.family == "party_committee" and parent.organ.word == "委":
            full = full.removesuffix("员会")
        return Name(full, name.placed, name.why)

    def _own_unit(self, node: Node) -> Name:
        """Return 局党组, 局办公室: a part of the reporting department."""
        rest = self._rest(node, node.core)
        tail = {"党组": "党组", "党委": "委员会", "机关党委": "机关委员会"}.get(rest)
        issuer = self.reporter.short
        return self._made(node, f"中共{issuer}{tail}" if tail else issuer + rest)

    def _committee_in(self, node: Node, parent: Node) -> Name | None:
        """Return 市教育局党委: the committee or leading group of the Party in an organ."""
        name = self._of_parent(parent)
        tail = "委员会" if node.organ.word == "党委" else "党组"
        return self._made(node, f"中共{name.full}{tail}", placed=name.placed) if name else None

    # --- heads with a modifier ---------------------------------------------------------------------------------------

    def _headed(self, node: Node) -> Name | None:
        """Return the name of a body that ends in a head: its division or the organ that holds it, then its own."""
        region, parent = node.region, node.parent
        if parent:
            branch = node.core == parent.end and parent.organ.national and self.finder.regions.at(node.core + 2)
            if branch:  # 教育部|重庆高等研究院
                return self._made(node, self.text[node.begin : node.end])
            holder = self._of_parent(parent)
            full = holder.full + self._rest(node, parent.end) if holder else ""
            return self._made(node, full, placed=holder.placed) if holder else None
        if region is None:
            return self._alone(node)
        if region.name and not _official(region.name) and node.organ.word in word_set("stations"):
            return self._station(node)
        if node.modifier:
            return self._with_region(node, region)
        if node.organ.family == "single":
            return self._counterpart(node, region)
        return self._ending(node, region) or self._with_region(node, region)

    def _with_region(self, node: Node, region: Region) -> Name:
        """Return the name of a body whose division stands before it: 省评估组, 山西博物院, 政协山西省委员会."""
        surface = self.text[node.begin : node.end]
        rest = self._rest(node, region.end)
        if not region.name and region.word in WHOLE:
            return self._made(node, surface)
        if region.name and not _official(region.name):
            return self._made(node, self.text[node.begin : region.end] + rest)
        area = self.jurisdictions.area(region)
        if area is None:
            return self._made(node, surface, "its division is not known", placed=False)
        if node.prefix and rest == "委员会":
            return self._made(node, _COMMITTEES[PARTIES[node.prefix]].format(area=area.name, prefix=node.prefix))
        lead = "" if node.prefix else self.text[node.begin : region.begin]  # 国网|青海省|电力公司
        return self._made(node, lead + area.name + rest, placed=area.rooted)

    def _station(self, node: Node) -> Name:
        """Return the name of a station called by its town: the county before it."""
        around = self.reporter.area.up() if self.reporter.area else ()
        county = next((area.name for area in around if area.level == "县"), "")
        return self._made(node, county + self.text[node.begin : node.end], placed=bool(county))

    def _rest(self, node: Node, begin: int) -> str:
        """Return what stands from ``begin`` on, the head written out: 综治办 is 综治办公室."""
        rest, word = self.text[begin : node.end], node.organ.word
        return rest + "公室" if word == "办" else rest.removesuffix(word) + self._zones.get(word, word)

    def _ending(self, node: Node, region: Region) -> Name | None:
        """Return what was named before, of the same division, and ends in the same head: 省评估组, 省领导小组."""
        area, head = self.jurisdictions.area(region), node.organ.word
        start = area.name if area else "\0"
        known = (name for _, name in reversed(self._known))
        return next((name for name in known if name.full.startswith(start) and name.full.endswith(head)), None)

    def _counterpart(self, node: Node, region: Region) -> Name | None:
        """Return 市局, 省厅: the organ of that division with the function of one named beside it, or the reporter's."""
        area, head = self.jurisdictions.area(region), node.organ.word
        if area is None:
            return None
        if head == "办":
            return self._made(node, area.name + ("办事处" if region.word == "街道" else "办公室"))
        function = (self._function_beside(node) or self.reporter.function) if head in "局厅" else ""
        office = f"国家税务总局{area.name}" if function == "税务" else area.name
        return self._made(node, office + function + head) if function else None

    def _function_beside(self, node: Node) -> str:
        """Return what the first department does that the same sentence names before: 市场监督管理."""
        sentence = self.draft.outline.sentence_at(node.begin)
        start = sentence.begin if sentence else node.begin
        beside = (n for n in self.finder.nodes.values() if start <= n.begin < node.begin)
        name = next((n.organ.name for n in beside if n.organ.family == "department"), "")
        return name.removesuffix("局").removesuffix("厅").removesuffix("委员会")

    # --- bodies without division or parent -------------------------------------------------------------------------

    def _alone(self, node: Node) -> Name | None:
        """Return the name of a body that the text names elsewhere, or that is set up here."""
        surface = self.text[node.begin : node.end]
        if node.organ.word == "办公室" and not node.modifier:
            return self._office(node)
        if node.ground == "station":
            return self._station(node)
        known = self._same(node, surface) if node.ground in ("again", "founded") else None
        if known or node.ground == "again":
            return known
        if node.ground == "listed":
            return self._made(node, self.reporter.short + self._rest(node, node.begin).removeprefix("委"))
        if node.ground == "founded" and node.organ.type == "coordination":
            area = self.reporter.area.name if self.reporter.area else ""
            return self._made(node, (self.reporter.short if self.reporter.department else area) + surface)
        return self._made(node, surface, placed=node.ground == "proper")

    def _same(self, node: Node, surface: str) -> Name | None:
        """Return the body named before whose name ends in these words; else the one in the same sentence after."""
        for _, name in reversed(self._known):
            if name.full == surface or (name.full.endswith(surface) and node.organ.needs != "proper"):
                return name
        sentence = self.draft.outline.sentence_at(node.begin) if node.modifier else None
        if sentence is None:
            return None
        begin, end = node.end, sentence.end
        for other in self.finder.nodes.values():
            later = begin <= other.begin and other.end <= end and other.root
            if later and self.text.endswith(surface, other.begin, other.end):
                return self._name(other)
        return None

    def _office(self, node: Node) -> Name | None:
        """Return 办公室: of the group that sets it up (下设办公室, 办公室设在), or a department's in a list."""
        left, right = self.text[max(0, node.begin - 4) : node.begin], self.text[node.end : node.end + 2]
        if left.endswith(("下设", "设立", "设")) or right in ("设在", "设于"):
            groups = (name for kind, name in reversed(self._known) if kind in ("coordination", "taskForce"))
            group = next(groups, None)
            return self._made(node, group.full + "办公室", placed=group.placed) if group else None
        unit = self.finder.nodes.get(node.begin - 1)
        after_unit = unit is not None and (unit.ground == "listed" or (unit.region is not None and unit.region.own))
        listed = left[-1:] in ("：", ":", "、") and (after_unit or right[:1] in ("、", "）", ")", "，", "。", "；", ""))
        return self._made(node, self.reporter.short + "办公室") if self.reporter.department and listed else None


def _official(name: str) -> bool:
    """Tell whether a division is written with the word for its level; 山西博物院 keeps 山西."""
    return name.endswith(tuple("省市县区州盟旗镇乡道村")) and len(name) > 2

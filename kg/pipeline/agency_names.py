"""The full official names of the organisations found: jurisdiction put back, abbreviations written out, short names tied to what they stand for.

Nothing is guessed from likeness: a short name is another only where the lexicon, the text (以下简称) or the words themselves say so,
as 领导小组 says which 领导小组 when one was named before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon import table
from kg.pipeline.agency_finder import PARTIES, Finder
from kg.pipeline.agency_node import Node
from kg.pipeline.areas import Area
from kg.pipeline.draft import Draft
from kg.pipeline.jurisdictions import Jurisdictions
from kg.pipeline.regions import WHOLE, Region
from kg.pipeline.reporter import Reporter

#: The committee of a division, by what stands before the division (see PARTIES).
_COMMITTEES = {
    "party": "中共{area}委员会",
    "consultative": "中国人民政治协商会议{area}委员会",
    "league": "中国共产主义青年团{area}委员会",
    "other": "{prefix}{area}委员会",
}
_BRACKETS = re.compile(r"[（(][^（）()]{1,8}[）)]")
_ABBREVIATED = re.compile(r'[（(]\s*(?:以下(?:统一)?(?:简称|称)|简称)\s*[为：:]?\s*[“"「『《]?([^”"」』》）)，。；]{1,20})[”"」』》]?\s*[）)]')


@dataclass(frozen=True, slots=True)
class Name:
    """A full name; ``placed`` where it bears its division or needs none; ``why`` says how it was reached."""

    full: str
    placed: bool
    why: str


class Names:
    """Names the nodes of one report, in the order of the text."""

    def __init__(self, draft: Draft, finder: Finder, reporter: Reporter) -> None:
        self.draft, self.text, self.finder, self.reporter = draft, draft.text, finder, reporter
        self.jurisdictions = Jurisdictions(finder.regions, reporter, draft.report.year)
        self._known: list[tuple[str, Name]] = []  # (type of organ, name), as met
        self._short: dict[str, Name] = {}
        self._defined: list[tuple[int, str, str, Name]] = []
        self._zones: dict[str, str] = table("organs")["zone_words"]

    def of(self, node: Node) -> Name | None:
        """Return the full name, None where the words name nothing in particular after all."""
        if self.jurisdictions.none_in_particular(node.root):
            return None
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
            self._defined.append((match.end(), match[1], node.organ.type, name))

    def abbreviations(self) -> list[tuple[int, int, str, Name]]:
        """Return where the text uses a name that it gave for short (以下简称): begin, end, type of organ, full name."""
        found = []
        for begin, short, kind, name in self._defined:
            at = self.text.find(short, begin)
            while at >= 0:
                if self.draft.at_word_edge(at) or not self.text[at - 1].isalnum():
                    found.append((at, at + len(short), kind, name))
                at = self.text.find(short, at + len(short))
        return found

    # --- names ---------------------------------------------------------------------------------------------------------------

    def _name(self, node: Node) -> Name | None:
        organ = node.organ
        if organ.national:
            return Name(organ.name, True, self._why(node, organ.name))
        if not node.open:
            return self._listed(node)
        if node.organ.family == "single" and not node.modifier and node.region and not node.region.own:
            return self._counterpart(node)
        if node.region and node.region.own:
            return self._own_unit(node)
        if node.parent and node.core == node.parent.end and node.parent.organ.national and self.finder.regions.at(node.core + 2):
            return Name(self.text[node.begin : node.end], True, "as written")
        if node.parent:
            parent = self._of_parent(node.parent)
            return parent and Name(parent.full + self._rest(node, node.parent.end), parent.placed, f"{parent.why}; part of it")
        if node.region:
            return self._with_region(node, node.region)
        return self._alone(node)

    def _listed(self, node: Node) -> Name | None:
        """Return the name of an organ of the lexicon, made by the form of its family."""
        organ = node.organ
        party = organ.form.startswith("中共{area}")
        if organ.word in ("常委会", "常务委员会") and node.ground == "listed" and (earlier := self._legislature(node)):
            return Name(earlier.full + organ.name, earlier.placed, self._why(node, earlier.full + organ.name))
        if (node.region and node.region.own) or (organ.word in ("党委", "党组") and node.parent is not None):
            return self._own_unit(node) if node.region else self._committee_of(node)
        if node.parent and not (party and node.parent.organ.family == "party_committee" and node.parent.organ.word in ("委", "党委")):
            parent = self._of_parent(node.parent)
            return parent and Name(parent.full + organ.name, parent.placed, self._why(node, parent.full + organ.name))
        root = node.root
        if root and root.word in WHOLE:
            return Name(root.word + organ.name, True, self._why(node, root.word + organ.name))
        if root and root.name and not self._official(root.name) and organ.family in ("institution", "institution_of", "court_bare"):
            return Name(self.text[node.begin : node.core] + organ.name, True, "as written")
        area = self.jurisdictions.area(root)
        if area is None:
            return Name(self.text[node.begin : node.end], False, "its division is not known")
        full = self._form(node, area)
        return Name(full, True, self._why(node, full))

    def _legislature(self, node: Node) -> Name | None:
        """Return the people's congress of 省人大及其常委会."""
        earlier = next((n for n in map(self.finder.nodes.get, (node.begin - 2, node.begin - 1)) if n), None)
        return self._name(earlier) if earlier and earlier.organ.family == "legislature" else None

    def _form(self, node: Node, area: Area) -> str:
        organ = node.organ
        if node.prefix and organ.family == "party_committee" and organ.word == "委" and PARTIES[node.prefix] != "party":
            return _COMMITTEES[PARTIES[node.prefix]].format(area=area.name, prefix=node.prefix)
        if organ.family == "court" and organ.name == "court":
            return area.name + table("organs")["court_of"].get(area.level, "人民法院")
        if organ.family == "government" and area.own.endswith("特别行政区"):
            return area.name + "政府"
        form = organ.form.replace("中共{area}委", "中共{area}工作委员会") if area.zone else organ.form
        return form.format(area=area.stem if organ.stem else area.name, name=organ.name)

    def _of_parent(self, parent: Node) -> Name | None:
        """Return the name of an organ as it stands before its part: 中共忻州市委, not 委员会."""
        name = self._short.get(self.text[parent.begin : parent.end]) or self._name(parent)
        if name and name.full.startswith("中华人民共和国国务院"):
            return Name(name.full.removeprefix("中华人民共和国"), True, name.why)
        if name and parent.organ.family == "party_committee" and parent.organ.word == "委":
            return Name(name.full.removesuffix("员会"), name.placed, name.why)
        return name

    def _with_region(self, node: Node, region: Region) -> Name | None:
        """Return the name of a body whose division stands before it: 省评估组, 山西博物院, 政协山西省委员会."""
        if not node.modifier and (known := self._ending(node, region)):
            return known
        if node.prefix and node.organ.word == "委员会" and not node.modifier:
            area = self.jurisdictions.area(region)
            full = _COMMITTEES[PARTIES[node.prefix]].format(area=area.name, prefix=node.prefix) if area else ""
            return Name(full, True, self._why(node, full)) if area else None
        surface = self.text[node.begin : node.end]
        if region.word in WHOLE and not region.name:
            return Name(surface, True, "as written")
        rest = self._rest(node, region.end)
        if region.name and not self._official(region.name):
            return Name(self.text[node.begin : region.end] + rest, True, "as written")
        area = self.jurisdictions.area(region)
        if area is None:
            return Name(surface, False, "its division is not known")
        return Name(area.name + rest, True, self._why(node, area.name + rest))

    def _official(self, name: str) -> bool:
        """Tell whether a division is written with the word for its level; 山西博物院 keeps 山西."""
        return name.endswith(tuple("省市县区州盟旗镇乡道")) and len(name) > 2

    def _rest(self, node: Node, begin: int) -> str:
        rest = self.text[begin : node.end]
        if node.organ.word == "办":
            return rest + ("事处" if node.region and node.region.word == "街道" and not node.modifier else "公室")
        full = self._zones.get(node.organ.word)
        return rest.removesuffix(node.organ.word) + full if full else rest

    def _ending(self, node: Node, region: Region) -> Name | None:
        """Return what was named before, of the same division, and ends in the same head: 省评估组, 省领导小组."""
        area = self.jurisdictions.area(region)
        return next((n for _, n in reversed(self._known) if area and n.full.startswith(area.name) and n.full.endswith(node.organ.word)), None)

    def _counterpart(self, node: Node) -> Name | None:
        """Return 市局, 省厅: the organ of that division with the same function as the one named beside it, or as the reporter."""
        area = self.jurisdictions.area(node.region)
        if node.organ.word == "办" and node.region and node.region.word == "街道":
            return area and Name(f"{area.name}办事处", True, "the office of that division")
        if node.organ.word == "办":
            return area and Name(f"{area.name}办公室", True, "the office of that division")
        function = self._function_beside(node) or self.reporter.function
        if not function or area is None or node.organ.word not in "局厅":
            return None
        if function == "税务":
            return Name(f"国家税务总局{area.name}税务局", True, "the tax office of that division")
        return Name(area.name + function + node.organ.word, True, f"{node.organ.word} of the function {function}")

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

    def _committee_of(self, node: Node) -> Name | None:
        """Return 市教育局党委: the committee or leading group of the Party in an organ."""
        parent = self._of_parent(node.parent) if node.parent else None
        tail = "委员会" if node.organ.word == "党委" else "党组"
        return parent and Name(f"中共{parent.full}{tail}", parent.placed, "the Party's committee in it")

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
            if name.full == surface or name.full.endswith(surface) and node.organ.needs != "proper":
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

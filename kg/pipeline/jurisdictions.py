"""Which division the words before an organ mean in one report: 省 by the reporter's chain, a name by the table."""

from __future__ import annotations

import re
from collections import Counter

from kg.lexicon import table
from kg.pipeline.areas import LEVEL_WORDS, Area, area_of, named
from kg.pipeline.regions import Region, Regions
from kg.pipeline.reporter import Reporter
from kg.read.names import resolve

_RANKS = ("国", "省", "直辖市", "市", "县", "乡", "村")
#: Levels that can lie around a reporter.
_COUNTIES = ("县", "区", "旗")
_LARGER = ("省", "自治区", "市", "州", "盟", "县", "旗", "区")
_JOINTS = ("、", "和", "与", "及")
#: What stands before a division with which the reporter has to do, so that it does not lie in it.
_BESIDE = ("与", "和", "同", "及", "赴", "往", "、")


class Jurisdictions:
    """Resolves the regions of one report."""

    def __init__(self, regions: Regions, reporter: Reporter, year: int) -> None:
        self.regions, self.own, self.year = regions, reporter.area, year
        self.inferred: dict[str, Area] = {}  # what 省 or 市 means by the text alone
        self._areas: dict[tuple[str, str], Area | None] = {}
        self._zones: dict[str, str] = table("organs")["zone_words"]

    def area(self, region: Region | None) -> Area | None:
        """Return the division that is meant, the reporter's own where nothing stands before; None if not known."""
        if region is None or region.own:
            return self.own
        key = (region.name, region.word)
        if key not in self._areas:
            self._areas[key] = self._area(region)
        return self._areas[key]

    def none_in_particular(self, region: Region | None) -> bool:
        """Tell whether a bare level is below the reporter's, so that none is meant: 县政府 in a province's report."""
        own = self.own
        if region is None or region.name or not own or region.word not in LEVEL_WORDS or own.called(region.word):
            return False
        return _RANKS.index(LEVEL_WORDS[region.word]) > _RANKS.index(own.level)

    def _area(self, region: Region) -> Area | None:
        if region.word.endswith("区") and region.word not in ("区", "自治区", "特别行政区"):
            return self._zone(region)
        if region.name:
            return named(region.name, self.own, self.year)
        return (self.own.called(region.word) if self.own else None) or self._infer(region.word)

    def _zone(self, region: Region) -> Area | None:
        """Return a zone called by its kind: 高新区 is the reporter's own, 新区 of a district the one that it was."""
        own, word = self.own, self._zones.get(region.word, region.word)
        if own and (known := own.called(region.word) or own.called(word)):
            return known
        if region.name:
            found = named(region.name, own, self.year) if region.word == "新区" else None
            name = region.name.removesuffix(region.word) + word
            return found or Area(name, name, "县", own)
        if own is None:
            return None
        stem = own.name.removesuffix("区") if region.word == "新区" else own.name
        return Area(stem + word, stem + word, "县", own)

    def _infer(self, word: str) -> Area | None:
        """Return the 省, 市 or 县 around a reporter of whom no table knows it: the one that the text names most.

        None where two are named as often, or the word is not that of a larger division.
        """
        if word not in _LARGER:
            return None
        level = LEVEL_WORDS[word]
        known = max(_RANKS.index(level), _RANKS.index("直辖市"))
        if any(_RANKS.index(area.level) <= known for area in (self.own.up() if self.own else ())):
            return None
        for lower in _COUNTIES if word not in _COUNTIES else ():
            below = self.inferred.get(lower) or self._infer(lower)
            if below and (around := below.called(word)):
                return around  # the district is named, and the table knows the city it lies in
        regions, found = self.regions, Counter[str]()
        for match in re.finditer(word, regions.text):
            region = regions.at(match.end())
            if region is None or not region.name.endswith(word) or regions.text.startswith(_JOINTS, region.end):
                continue
            if word == "区" and not resolve(region.name):
                continue  # 区 ends many words that are no district: 社区, 景区
            area = named(region.name, None, self.year)
            if area and not regions.text.endswith(_BESIDE, 0, region.begin):
                found[area.name] += 1
        (name, often), (_, second) = (*found.most_common(2), ("", 0), ("", 0))[:2]
        if often <= second:
            return None
        self.inferred[word] = area_of(name, self.year) or Area(name, name, level)
        return self.inferred[word]

"""Component ``govkg_places``: the places that a report names, other than the reporter's own and what is around it.

A name is a place where it stands as one: after 在 or 赴, in a list of places, as the subject or object of a verb.
Before a noun it only modifies (太原海关, 山西优秀作品) and is none. Divisions come from the table; parks, rivers and
stations need a proper name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table, words
from kg.lexicon.divisions import divisions
from kg.pipeline.areas import Area, area_of, area_of_division, named
from kg.pipeline.draft import Candidate, Draft, draft_of
from kg.pipeline.regions import Regions
from kg.pipeline.settlements import settlements
from kg.pipeline.surroundings import PROPER, Surroundings, listed, tag

_COUNT = re.compile(r"\d+余?[个家名项地省县市州区镇乡村件人户所]")
_MARKS = "，,。；;：:！？、“”（）()\n 　—"


@dataclass(frozen=True, slots=True)
class _Lexicon:
    matcher: AhoCorasick
    kinds: tuple[str, ...]


class _Found(NamedTuple):
    """A stretch that may be a place; ``kind`` is name, short or feature (河, 公园)."""

    begin: int
    end: int
    kind: str
    within: str = ""  # the town that a village leaves out


@cache
def _lexicon() -> _Lexicon:
    """Return the matcher of divisions and of the words that features end in; the leftmost longest fit counts."""
    patterns = dict(divisions().names(weak=True))
    patterns.update(dict.fromkeys(words("places", "countries"), "country"))
    for word in words("places", "features"):
        patterns.setdefault(word, "feature")
    for word in words("places", "no_place"):
        patterns[word] = "word"
    return _Lexicon(AhoCorasick(tuple(patterns), matchkind=MatchKind.LeftmostLongest), tuple(patterns.values()))


@Language.component("govkg_places")
def find_places(doc: Doc) -> Doc:
    """Add a candidate for every place named."""
    draft = draft_of(doc)
    regions = doc.user_data.get("govkg_regions")
    own = area_of(draft.report.area, draft.report.year)
    finder = _Places(draft, regions if isinstance(regions, Regions) else Regions(Surroundings(draft), own))
    for found in finder.find():
        finder.add(found)
    return doc


class _Places:
    def __init__(self, draft: Draft, regions: Regions) -> None:
        self.draft, self.text, self.regions = draft, draft.text, regions
        self.own = regions.own
        self._starts = {
            c.begin for c in draft.candidates if c.kind == "Agency" and draft.text[c.begin] not in "省市县区"
        }
        self.agencies = [(c.begin, c.end) for c in draft.candidates if c.kind == "Agency"]

    def find(self) -> list[_Found]:
        """Return the places in the order of the text."""
        lexicon = _lexicon()
        taken = {offset for begin, end in self.agencies for offset in range(begin, end)}
        found: list[_Found] = []
        for index, begin, end in lexicon.matcher.find_matches_as_indexes(self.text):
            kind = lexicon.kinds[index]
            if kind in ("word", "weak") or begin in taken or end - 1 in taken:
                continue
            place = self._feature(begin, end) if kind == "feature" else self._division(begin, end, kind)
            if place is not None:
                found.append(place)
        found += [_Found(s.begin, s.end, "name", s.within) for s in settlements(self.regions, taken)]
        found = [place for place in _joined(_longest(found)) if not self._within_title(place)]
        return [place for group in self._lists(found) for place in self._standing(group)]

    def _division(self, begin: int, end: int, kind: str) -> _Found | None:
        if kind in ("short", "country") and not (self.draft.at_word_edge(begin) and self.draft.at_word_edge(end)):
            return None
        return None if kind == "name" and self.regions.verb(begin, end) else _Found(begin, end, kind)

    def _feature(self, begin: int, end: int) -> _Found | None:
        """Return the river, park or station whose name ends here: proper words before the word for what it is."""
        at = begin
        for _ in range(4):
            start = self.draft.edges[self.draft.word_index(at - 1)] if at else 0
            word = self.text[start:at]
            if not word or not word.isalpha() or word in _leads() or tag(word)[:1] in "vpdcrmu":
                break
            at = start
        if self.text[at : at + 1] in "含经至":
            at += 1
        first = self.draft.words[self.draft.word_index(at)] if at < begin else ""
        proper = tag(first)[:2] in PROPER and first not in words("places", "no_name")
        proper = proper or (begin - at > 2 and self.text[begin - 1] in "湖江河山泉岛")  # 明月湖|科创园
        kind = self.text.endswith(words("places", "parks"), 0, end) and any(c in self.text[at:begin] for c in "级国个")
        if at == begin or kind or not proper or not self.draft.at_word_edge(end):
            return None
        return _Found(at, end, "feature")

    def _within_title(self, place: _Found) -> bool:
        quoted = self.draft.quoted_at(place.begin)
        return quoted is not None and quoted.mark in "《〈“"

    def _lists(self, found: list[_Found]) -> list[list[_Found]]:
        """Return the places in groups that 、 and 和 join."""
        groups: list[list[_Found]] = []
        for place in found:
            if groups and self.text[groups[-1][-1].end : place.begin] in ("、", "和", "与", "及", "以及"):
                groups[-1].append(place)
            else:
                groups.append([place])
        return groups

    def _standing(self, group: list[_Found]) -> list[_Found]:
        """Return those that stand as places; of 甲市和乙高新区 the first."""
        if self._stands(group):
            return group
        if len(group) > 1 and self._right(group[-1].end) == "modifies" and self._right(group[-2].end) == "verb":
            return group[:-1] if self._stands(group[:-1]) else []
        return []

    def _stands(self, group: list[_Found]) -> bool:
        """Tell whether what is named stands as a place, not before a noun that it modifies."""
        left, right = self._left(group[0].begin), self._right(group[-1].end)
        if right == "modifies" or left == "inside" or self._shortened(group[-1].end):
            return False
        if group[0].kind == "feature":
            return self._feature_stands(group, left, right)
        if left == "at":
            return True
        if len(group) > 1:
            return right in ("verb", "count", "end")
        if left == "verb" and self.text.startswith("“", group[0].end):
            return True  # 授予宜昌市“…”称号
        if left in ("clause", "list") and group[0].kind == "name" and self.text.startswith("“", group[0].end):
            return True  # 某镇“周三评理会”获评…
        if left == "list" and group[0].kind == "name":
            return self.text.startswith(words("places", "honoured"), group[0].end)
        return left in ("clause", "verb") and right in ("verb", "count")

    def _feature_stands(self, group: list[_Found], left: str, right: str) -> bool:
        """Tell the same of a river, a park or a station: where it is built it is an undertaking."""
        end = group[-1].end
        if self.text.startswith(words("places", "works"), end):
            return False
        if self.text.endswith(words("places", "parks"), 0, end):
            return left == "clause" and right in ("verb", "count")
        return left == "at" or (left in ("clause", "verb") and right == "verb") or (left == "verb" and right == "end")

    def _shortened(self, end: int) -> bool:
        """Tell whether the places stand for organs of theirs, named in full at the end of the list: 甲市、乙市水利局."""
        return self.text[end : end + 1] in ("、", "和", "与", "及") and (end + 1) in self._starts

    def _left(self, begin: int) -> str:
        """Tell what stands before: at (在, 赴), verb, clause (a mark or the beginning), list, inside (a word)."""
        before = self.text[begin - 1 : begin]
        if not before or (before in _MARKS and before != "、"):
            return "clause"
        if before == "、":
            return "list"
        if self.text.endswith(tuple(_leads()), 0, begin):
            return "at"
        word = self.draft.words[self.draft.word_index(begin - 1)]
        if self.text.endswith(words("places", "governing"), 0, begin):
            return "verb"
        return "other" if tag(word)[:1] in "vpdcu" else "inside"

    def _right(self, end: int) -> str:
        """Tell what follows: verb, count (等, 两地, 3个), end (a mark), modifies (a noun)."""
        after = self.text[end : end + 1]
        if not after or after in _MARKS:
            return "end"
        if self.text.startswith(words("places", "counted"), end) or _COUNT.match(self.text, end):
            return "count"
        word = self.draft.words[self.draft.word_index(end)]
        if self.text.startswith(words("places", "predicates"), end):
            return "verb"
        if self.text[end - 1 : end] in "场港站岸" and self.text.startswith(words("places", "traffic"), end):
            return "verb"
        if len(word) == 1:
            return "verb" if word in "在对被把由获以将撤作比与和同及已均还也都的是有至为进跨居列迈升" else "modifies"
        return "verb" if listed(word) and tag(word) in ("v", "d", "p", "c", "uj", "ad", "zg") else "modifies"

    def _area(self, place: _Found, surface: str) -> Area | None:
        year = self.draft.report.year
        row = divisions().resolve(surface, year or None) if place.kind == "chain" else None
        return area_of_division(row, year) if row else named(surface, self.own, year)

    def add(self, place: _Found) -> None:
        """Add the candidate, unless it is the reporter's own division or one around it."""
        surface = self.text[place.begin : place.end]
        name, code = surface, ""
        if place.kind not in ("feature", "country"):
            area = self._area(place, place.within + surface)
            if area is None or (self.own and area.own in {a.own for a in self.own.up()}):
                return
            name = area.name
            rows = {row.code for row in divisions().by_name(area.own) if row.valid(self.draft.report.year or None)}
            code = rows.pop() if len(rows) == 1 else ""
        facets = {"areaCode": code} if code.isdigit() else {}
        why = "as written" if name == surface else f"{surface} is {name}"
        self.draft.add(
            Candidate(place.begin, place.end, "Place", name, facets=facets, why=why, source="places"),
        )


def _longest(found: list[_Found]) -> list[_Found]:
    """Return the places in order, of those that overlap the longest."""
    kept: list[_Found] = []
    for place in sorted(found, key=lambda p: (p.begin, -p.end)):
        if not kept or place.begin >= kept[-1].end:
            kept.append(place)
        elif place.end - place.begin > kept[-1].end - kept[-1].begin:
            kept[-1] = place
    return kept


def _joined(found: list[_Found]) -> list[_Found]:
    """Return the places with those joined that stand right after the division in which they lie: 浙江|宁波."""
    joined: list[_Found] = []
    for place in found:
        around = joined[-1] if joined and joined[-1].end == place.begin else None
        if around and place.kind != "feature" and around.kind != "feature":
            joined[-1] = _Found(around.begin, place.end, "chain")
        else:
            joined.append(place)
    return joined


@cache
def _leads() -> frozenset[str]:
    return frozenset(table("places")["at"])

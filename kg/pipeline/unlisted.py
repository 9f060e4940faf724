"""Names of divisions that no table holds (青禾县, 石磨乡, 槐荫村), told by their words and by where they begin.

What stands before the word for the level is a name where it begins after a mark, a verb or a small word and no
dictionary knows it (青|岑), or knows it as a proper name. An ordinary word (红旗, 石磨) is one only of a town, and only
where what stands around says so.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from kg.lexicon.divisions import divisions
from kg.pipeline.organs import word_set, word_tuple
from kg.pipeline.surroundings import PROPER, SMALL, Surroundings, listed, parts, tag

#: How sure a stretch is a name: not at all, where something else says so, by its words.
NONE, WEAK, STRONG = 0, 1, 2
#: Words of one character after which a name can begin.
_LEADS = frozenset(SMALL + "的了等是有于已均都也还又再该其此赴往驻获邀")
#: What ends words for the reporter or all of its kind (我县, 全市), organs and dates, after which one can begin.
_OWN, _ORGANS, _DATES = "我全该本各", "局院厅委", "年月日"
#: Characters with which no name begins, with which none ends, and that none holds.
_NO_FIRST = "各每全我本该其此某跨两十几多数等的了是个使进更好最无有" + SMALL
_NO_LAST = "各每全等的了是个我本该级式型化类一二两三四五六七八九十百千万亿" + SMALL
_NOWHERE = frozenset("省县乡镇村之的在等式型")
#: Of the first, those with which one can begin after a mark: 、和孚镇.
_AFTER_MARK = "和同向"
#: Numerals, and what they count: 三个|镇.
_NUMERALS, _COUNTED = "一二两三四五六七八九十", "个大级类家支批条项名"
#: Words for a level within which a smaller division lies.
_AROUND = ("市", "县", "旗", "镇", "乡")
#: Characters after the word for a level with which it makes another word.
_NO_AFTER = "省市县区乡镇村级域内外场民容貌"
#: Levels of which the name can be an ordinary word, and words in which they name none, though a name may end so (弥|城镇).
TOWNS = ("镇", "乡", "街道", "村", "社区")
#: How long a name can be, and how many can stand one right before the other.
_LONGEST, _DEEPEST = 5, 5


class Unlisted:
    """Reads the names in one text."""

    def __init__(self, around: Surroundings, places: Container[int]) -> None:
        """``places`` are the ends of the divisions in the text that the table holds."""
        self.around, self.draft, self.text, self.places = around, around.draft, around.text, places
        self._open: dict[int, bool] = {}
        self._deep = 0  # how many names stand one right before the other

    def name(self, begin: int, level: str) -> tuple[int, int]:
        """Return where the name before the level word at ``begin`` starts, and how sure it is one (NONE …)."""
        text = self.text
        before = text[begin - 1 : begin]
        if before in _NO_LAST and level not in TOWNS:
            return begin, NONE
        if before == "族":  # 大坪|瑶族|乡
            begin -= next((len(people) for people in word_tuple("peoples") if text.endswith(people, 0, begin)), 0)
        if self._deep >= _DEEPEST:
            return begin, NONE
        for start in range(begin - 2, max(begin - _LONGEST, 0) - 1, -1):
            if not "一" <= text[start] <= "鿿" or not "一" <= text[start + 1] <= "鿿":
                break
            if self.bounded(start):
                return start, self._sure(start, begin, level)
        return begin, NONE

    def ends(self, end: int) -> bool:
        """Tell whether the word for a level that ends here is a whole one, where no organ follows: not 县|级, 市|场."""
        return self.draft.at_word_edge(end) and (self.text[end : end + 1] or " ") not in _NO_AFTER

    def bounded(self, start: int) -> bool:
        """Tell whether a name can begin at ``start``, by what stands before."""
        if start not in self._open:
            self._deep += 1
            self._open[start] = self._bounded(start)
            self._deep -= 1
        return self._open[start]

    def _bounded(self, start: int) -> bool:
        text = self.text
        before = text[start - 1 : start]
        if not before.isalnum() or start in self.places or (before in _DATES and text[start - 2 : start - 1].isdigit()):
            return True
        if not self.draft.at_word_edge(start):
            return False
        word = self.around.word_before(start)
        if len(word) == 1:
            own = word in "省市县区州旗镇乡局" and text[start - 2 : start - 1] in _OWN
            return word in _LEADS or own or (word in _AROUND and self.name(start - 1, word)[1] > NONE)
        if word == "街道" and self.name(start - 2, word)[1]:
            return True
        if word in word_set("stops") or word[0] in _OWN or word[-1] in _ORGANS:
            return True
        return tag(word)[:1] in "vpdcr" or (word[-1] in _AROUND and tag(word) == "ns")

    def _sure(self, start: int, end: int, level: str) -> int:
        draft, stem = self.draft, self.text[start:end]
        if not _NOWHERE.isdisjoint(stem):
            return NONE
        if stem[1] in _COUNTED and stem[0] in _NUMERALS:
            return NONE
        first = stem[0] in _NO_FIRST and not (stem[0] in _AFTER_MARK and not self.text[start - 1 : start].isalnum())
        if (first or stem[-1] in _NO_LAST) and not (listed(stem) and tag(stem)[:2] in PROPER):
            return NONE
        last = stem[-1] + level
        if stem + level in word_set("no_division"):
            return NONE
        if (
            level != "社区"
            and (stem + level).endswith(word_tuple("no_division"))
            and last not in word_set("can_end_name")
        ):
            return NONE
        if listed(stem + level) and tag(stem + level) == "ns":
            return STRONG
        sure = _of_stem(stem, level in TOWNS)
        if sure == NONE and len(stem) == 2 and listed(stem) and self._below(start):
            return NONE if stem in word_set("stops") or stem in word_set("generic_names") else WEAK  # 闸口镇|前进村
        if sure and not draft.at_word_edge(end) and last != "州市" and not listed(stem):
            glued, found = draft.words[draft.word_index(end)], parts(stem)
            village = level == "村" and len(found) == 2 and len(found[1]) == 1  # 牛角|山|村
            return WEAK if village or len(glued) > 2 or all(len(word) == 1 for word in found) else NONE
        return sure

    def _below(self, start: int) -> bool:
        """Tell whether the name of a town stands right before."""
        word = self.around.word_before(start)
        return word[-1:] in ("镇", "乡") and self.name(start - 1, word[-1])[1] > NONE


@lru_cache(maxsize=20000)
def _of_stem(stem: str, town: bool) -> int:
    """Return how sure a stem is a name, by the words that the dictionary finds in it."""
    stops = word_set("stops")
    if town and stem in word_set("village_words"):
        return STRONG if tag(stem)[:2] in PROPER else WEAK
    if any(stem[at : at + 2] in stops for at in range(len(stem) - 1)) or stem.startswith(word_tuple("generic_names")):
        return NONE
    found = parts(stem)
    longest = max(found, key=len)
    if len(longest) == 1:
        return STRONG
    proper = tag(longest)[:2] in PROPER
    if len(found) == 1:
        if not town and divisions().by_short(stem):
            return WEAK if proper else NONE
        return STRONG if proper else WEAK if town and tag(longest)[:1] in "nmabfszi" else NONE
    if not town:
        return NONE
    return STRONG if proper else WEAK if tag(longest)[:1] in "nmabfsz" else NONE

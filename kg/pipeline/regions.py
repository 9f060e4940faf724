"""The divisions with which names of organisations begin: 原平市, 山西, 省, 高新区, 青禾县 though no table holds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lexicon.divisions import divisions
from kg.pipeline.areas import Area, area_of_division
from kg.pipeline.organs import word_set, word_tuple
from kg.pipeline.surroundings import SMALL, Surroundings, listed
from kg.pipeline.unlisted import STRONG, TOWNS, WEAK, Unlisted

#: The words for a level, by their last character, the longest first.
LEVELS = {
    "省": ("省",),
    "市": ("市",),
    "县": ("自治县", "县"),
    "旗": ("自治旗", "旗"),
    "盟": ("盟",),
    "州": ("自治州", "州"),
    "镇": ("镇",),
    "乡": ("乡",),
    "村": ("村",),
    "道": ("街道",),
    "团": ("兵团",),
    "家": ("国家",),
    "央": ("中央",),
    "国": ("全国", "中国"),
}
#: Ends of the names of organs, after which 会同县 is a verb and a level.
_ORGAN_ENDS = tuple("局院厅委部办会")
#: What stands for the whole country.
WHOLE = ("国家", "全国", "中央", "中国")


@dataclass(slots=True)
class Region:
    """A division before an organ: ``name`` as written, or the bare ``word`` for a level; both for a zone."""

    begin: int
    end: int
    name: str
    word: str = ""
    many: bool = False  # 各县, 全市: all of them, so no particular one
    own: bool = False  # not a division but the reporting department: 局 in 局党组


class Regions:
    """Finds the division that ends at an offset; ``places`` are the names of divisions in the text, by end."""

    def __init__(self, around: Surroundings, own: Area | None = None) -> None:
        """``own`` is the reporter's division."""
        self.around, self.draft, self.text, self.own = around, around.draft, around.text, own
        self.places: dict[int, tuple[int, str]] = {}
        self.place_ends: dict[int, int] = {}
        self.unlisted = Unlisted(around, self.places)
        self._clashes, self._deep = _clashes(), 0
        self._found: dict[int, Region | None] = {}

    def note(self, begin: int, end: int, kind: str) -> None:
        """Note the name of a division; of two that end at one offset the longer stays. ``kind`` is name or short."""
        if self.text[begin:end] in self._clashes and self.verb(begin, end):
            return
        known = self.places.get(end)
        if known is None or begin < known[0]:
            self.places[end] = (begin, kind)
            self.place_ends[begin] = end

    def verb(self, begin: int, end: int) -> bool:
        """Tell whether 会同县 is 会同 + 县: after an organ, or where the reporter is not around that county or beside it."""
        if self.text[begin:end] not in _clashes():
            return False
        if self.text[begin - 1 : begin] in _ORGAN_ENDS:
            return True
        around = {area.own for area in self.own.up() if area.level != "省"} if self.own else set()
        if self.own:
            around.add(self.own.own)
        rows = divisions().by_name(self.text[begin:end])
        return all(around.isdisjoint(area.own for area in area_of_division(row).up()) for row in rows)

    def note_all(self, name: str) -> None:
        """Note a name wherever it stands in the text."""
        at = self.text.find(name)
        while at >= 0:
            self.note(at, at + len(name), "name")
            at = self.text.find(name, at + len(name))

    def at(self, end: int) -> Region | None:
        """Return the division whose name or level word ends at ``end``."""
        if end not in self._found:
            self._found[end] = self.named(end) or self._level(end)
        return self._found[end]

    def inside(self, begin: int, end: int) -> Region | None:
        """Return a division with which the word at ``begin`` starts, where the segmenter did not cut: 浙江天."""
        close = self.place_ends.get(begin, end)
        if begin < close < end:
            return self.named(close)
        word = self.text[begin:end]
        if end - begin > 2 and word[0] in "省市县区镇乡" and (not listed(word) or word[1:] == "政府"):
            return self.at(begin + 1)
        return None

    def named(self, end: int, deep: int = 0) -> Region | None:
        """Return the division of the table that ends here, with those that stand before it, five at most."""
        place = self.places.get(end)
        if place is None:
            return None
        begin, kind = place
        name = self.text[begin:end]
        if kind == "short" and not self.draft.at_word_edge(begin):
            return None
        outer = self.named(begin, deep + 1) if deep < 4 else None
        return Region(outer.begin if outer else begin, end, (outer.name if outer else "") + name)

    def _level(self, end: int) -> Region | None:
        text = self.text
        last = text[end - 1 : end]
        for word in zones() if last == "区" else LEVELS.get(last, ()):
            if text.endswith(word, 0, end):
                break
        else:
            return None
        begin = end - len(word)
        if word in TOWNS and (found := self._unlisted(begin, end)) is not None:
            return found
        if word in ("村", "社区"):
            return None
        outer = self.named(begin)
        if outer and outer.name.endswith(word):
            return Region(outer.begin, end, outer.name)  # 浦东新区|区委
        if outer:
            return Region(outer.begin, end, outer.name + word, "" if word in WHOLE else word)
        if word in WHOLE:
            free = self.around.at_boundary(begin) or text.endswith(word_tuple("appositions"), 0, begin)
            return Region(begin, end, "", word) if free else None
        before = text[begin - 1 : begin]
        if before and before in "各每该两外邻全跨我本":
            return Region(begin, end, "", word, many=before not in "我本")
        if before.isalpha() and word not in TOWNS and (found := self._unlisted(begin, end)) is not None:
            return found
        return self._bare(begin, end, word)

    def _unlisted(self, begin: int, end: int) -> Region | None:
        """Return the division of a name that no table holds (青禾县), with the one that stands before it."""
        level = self.text[begin:end]
        start, sure = self.unlisted.name(begin, level)
        if sure < (WEAK if level in TOWNS else STRONG):
            return None
        self._deep += 1
        outer = self.at(start) if self._deep < 5 else None
        self._deep -= 1
        name = self.text[start:end]
        if outer is None or outer.many or not outer.name:
            return Region(start, end, name)
        return Region(outer.begin, end, outer.name + name)

    def _bare(self, begin: int, end: int, word: str) -> Region | None:
        """Return a level without a name: 省, 区; many where others stand before it (市县), none in 城市."""
        around, before = self.around, self.text[begin - 1 : begin]
        if word in ("州", "旗", "盟") and self.own and not self.own.called(word):
            return None
        first = around.word_before(end)
        if len(word) > 1 and word.endswith("区") and word != "自治区" and not around.alone(begin):
            return None
        if before and before in "省市县区乡镇州级两)）":
            return Region(begin, end, "", word, many=True)
        stem = first.removesuffix(word)
        other = len(stem) > 1 and stem not in word_set("stops") and stem[0] not in SMALL
        if stem and (other or first in word_set("no_division")):
            return None
        if stem and stem[0] in "各每":
            return Region(begin, end, "", word, many=True)
        return Region(begin, end, "", word)


def zones() -> tuple[str, ...]:
    """Return the level words that end in 区, the longest first: the zones of organs.toml, 自治区 and 区."""
    return word_tuple("zones")


@cache
def _clashes() -> frozenset[str]:
    """Return the names of divisions that are also a verb and a level: 会同县."""
    return frozenset(name for name, kind in divisions().names() if kind == "name" and name[:-1] in word_set("stops"))

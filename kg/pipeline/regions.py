"""The divisions with which names of organisations begin: 原平市, 山西, 省, 高新区, 青禾县 though no table holds it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.pipeline.organs import word_set, word_tuple
from kg.pipeline.surroundings import PROPER, SMALL, Surroundings, cut, listed

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
    "道": ("街道",),
    "团": ("兵团",),
    "家": ("国家",),
    "央": ("中央",),
    "国": ("全国", "中国"),
}
#: What stands for the whole country.
WHOLE = ("国家", "全国", "中央", "中国")
_WINDOW = 10


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

    def __init__(self, around: Surroundings) -> None:
        self.around, self.draft, self.text = around, around.draft, around.text
        self.places: dict[int, tuple[int, str]] = {}
        self.place_ends: dict[int, int] = {}
        self._found: dict[int, Region | None] = {}

    def note(self, begin: int, end: int, kind: str) -> None:
        """Note the name of a division; of two that end at one offset the longer stays. ``kind`` is name or short."""
        known = self.places.get(end)
        if known is None or begin < known[0]:
            self.places[end] = (begin, kind)
            self.place_ends[begin] = end

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
        if end - begin > 2 and self.text[begin] in "省市县区镇乡" and not listed(self.text[begin:end]):
            return self.at(begin + 1)
        return None

    def named(self, end: int) -> Region | None:
        """Return the division of the table that ends here, with those that stand before it."""
        place = self.places.get(end)
        if place is None:
            return None
        begin, kind = place
        name = self.text[begin:end]
        if kind == "short" and not self.draft.at_word_edge(begin):
            return None
        if name[:-1] in word_set("stops") and name not in self.text[:begin]:
            return None  # 会同县公安局 is 会同 + 县公安局, unless the county was named before
        outer = self.named(begin)
        return Region(outer.begin if outer else begin, end, (outer.name if outer else "") + name)

    def _level(self, end: int) -> Region | None:
        text = self.text
        words = zones() if text[end - 1 : end] == "区" else LEVELS.get(text[end - 1 : end], ())
        word = next((w for w in words if text.endswith(w, 0, end)), "")
        if not word:
            return None
        begin = end - len(word)
        outer = self.named(begin)
        if outer:
            return Region(outer.begin, end, outer.name + word, "" if word in WHOLE else word)
        if word in WHOLE:
            return Region(begin, end, "", word) if self.around.at_boundary(begin) else None
        before = text[begin - 1 : begin]
        if before and before in "各每该两外邻全跨我本":
            return Region(begin, end, "", word, many=before not in "我本")
        if before.isalpha() and (found := self._unlisted(begin, end)) is not None:
            return found
        return self._bare(begin, end, word)

    def _unlisted(self, begin: int, end: int) -> Region | None:
        """Return the division of a name that no table holds (青禾县), where the words before its level word tell."""
        text, level = self.text, self.text[begin:end]
        start = max(end - _WINDOW, 0)
        while start < begin and not all(char.isalpha() for char in text[start:begin]):
            start += 1
        tokens = cut(text[start:end])
        last, kind = tokens[-1]
        if last == level or len(last) < len(level):
            if len(tokens) < 2 or not text.endswith(tokens[-2][0] + level, 0, end):
                return None
            stem, kind = tokens[-2]
        else:
            stem = last.removesuffix(level)
        if len(stem) > 2 and stem[0] in SMALL:
            stem = stem[1:]
        kinds = (*PROPER, "n") if level in ("镇", "乡", "街道") and stem != last.removesuffix(level) else PROPER
        if not 2 <= len(stem) <= 4 or kind[:2] not in kinds or stem[0] in "各每全我本该跨" or stem[-1] in SMALL:
            return None
        stops = word_set("stops")
        if stem in stops or stem[:2] in stops or stem[-2:] in stops:
            return None
        if len(level) == 1 and (stem + level).endswith(word_tuple("no_division")):
            return None
        return Region(begin - len(stem), end, stem + level)

    def _bare(self, begin: int, end: int, word: str) -> Region | None:
        """Return a level without a name: 省, 区; many where others stand before it (市县), none in 城市."""
        around, before = self.around, self.text[begin - 1 : begin]
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

"""What stands around a stretch of text: whether a name can begin there, or the words before make it a class."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from kg.pipeline.draft import Draft
from kg.pipeline.organs import word_set, word_tuple

#: Tags of proper names: place, person, other, organisation.
PROPER = ("ns", "nr", "nz", "nt")
CONJUNCTIONS = ("与", "和", "及")
#: Small words that the segmenter glues to what follows them.
SMALL = "由在与和向对经从报被请为及同给到按据将把让以或至于原且并"
#: What can follow the name of a firm.
_FOLLOWING = ("等", "总部", "旗下", "集团", "公司", "所属", "分公司", "成员", "项目", "系", "在", "与", "和", "及")
_COUNT = re.compile(r"[\d一二两三四五六七八九十百千万几数多余]+(?:余|多|几)?(?:个|家|所|支|名|批|座|处|条|类|大)$")


@lru_cache(maxsize=20000)
def tag(word: str) -> str:
    """Return the part of speech of a word (ns place, nr person, v verb …), of its first part if it is cut further."""
    found = rjieba.tag(word)
    return str(found[0][1]) if found else ""


@lru_cache(maxsize=20000)
def cut(stretch: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a short stretch with their parts of speech, names that no dictionary holds among them."""
    return tuple(rjieba.tag(stretch))


@lru_cache(maxsize=20000)
def parts(stretch: str) -> tuple[str, ...]:
    """Return the words of a short stretch that the dictionary holds; what it does not hold comes out in single characters."""
    return tuple(rjieba.cut(stretch, False))


@lru_cache(maxsize=20000)
def listed(word: str) -> bool:
    """Tell whether the dictionary holds the word."""
    return bool(rjieba.has_word(word))


class Surroundings:
    """Tests of what stands before an offset of one text."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.text = draft, draft.text

    def word_before(self, offset: int) -> str:
        """Return the word that ends at the offset, as far as it lies before it."""
        draft = self.draft
        return self.text[draft.edges[draft.word_index(offset - 1)] : offset] if offset else ""

    def at_boundary(self, begin: int) -> bool:
        """Tell whether a name can begin here: after a mark, a verb or a small word."""
        if begin == 0 or not self.text[begin - 1].isalnum():
            return True
        if not self.draft.at_word_edge(begin):
            return self.text[begin - 1] in SMALL
        word = self.word_before(begin)
        return word in word_set("stops") or word in CONJUNCTIONS or tag(word)[:1] in "vpcdufr"

    def ends(self, end: int) -> bool:
        """Tell whether a name can end here: before a mark, a verb or a small word."""
        if not self.text[end : end + 1].isalpha():
            return True
        word = self.draft.words[self.draft.word_index(end)]
        return self.draft.at_word_edge(end) and (word in _FOLLOWING or tag(word)[:1] in "vpdcfu")

    def alone(self, begin: int) -> bool:
        """Tell whether what begins here stands by itself: after a mark or a small word, not after a modifier."""
        if begin == 0 or not self.text[begin - 1].isalnum():
            return True
        return self.draft.at_word_edge(begin) and self.word_before(begin) in word_set("before_alone")

    def counted(self, begin: int) -> bool:
        """Tell whether a count stands before: 三家, 12个."""
        return bool(_COUNT.search(self.text[max(0, begin - 8) : begin]))

    def one_of_many(self, begin: int) -> bool:
        """Tell whether the words before make what follows a class of bodies: 各级, 有关, 三家."""
        return self.text.endswith(word_tuple("class_left"), 0, begin) or self.counted(begin)

    def all_of_them(self, begin: int) -> bool:
        """Tell whether the words before a division mean all of its kind: 各, 有的."""
        return self.text.endswith(word_tuple("many_left"), 0, begin)

    def founded(self, begin: int) -> bool:
        """Tell whether a verb of founding governs what begins here: right before it, or before a clause in 的."""
        text, founding = self.text, word_tuple("founding")
        if text.endswith(founding, 0, begin):
            return True
        if text[begin - 1 : begin] != "的":
            return False
        start = max(text.rfind(mark, 0, begin) for mark in "。；;\n")
        return any(verb in text[start + 1 : begin] for verb in founding if len(verb) > 1)

"""Counties, towns and villages that no table holds, wherever a text names them: 霁川县, 青岑镇, 汀阳镇槐荫村."""

from __future__ import annotations

import re

from kg.pipeline.regions import Regions
from kg.pipeline.unlisted import NONE, STRONG

#: Words for a level before which a name can stand, where what is beside them makes no organ or other word of them.
_LEVEL = re.compile(
    r"(?<![各全我本该每邻外])(?:[县市旗区](?![级委政直人域内区场民容])|镇(?![村区级])|乡(?![村镇级土])|街道(?!办)"
    r"|村(?![民庄级委居干容里镇])|社区(?=[、，,。在被获荣入成]))"
)
#: Levels at which an ordinary word can be a name wherever it stands, where it stands as a place.
_FREE = ("镇", "乡", "街道")


def settlements(regions: Regions, taken: set[int]) -> list[tuple[int, int]]:
    """Return begin and end of each name in order; ``taken`` are offsets within other names.

    A name of ordinary words (桥头村) is one below another (泉溪镇桥头村), or in a list with one.
    """
    unlisted = regions.unlisted
    found: list[tuple[int, int]] = []
    sure: list[bool] = []
    for match in _LEVEL.finditer(regions.text):
        begin, end, level = match.start(), match.end(), match.group()
        if begin in taken or end in regions.places or not unlisted.ends(end):
            continue
        start, certainty = unlisted.name(begin, level)
        if certainty == NONE:
            continue
        outer = regions.at(start)
        below = outer is not None and bool(outer.name) and not outer.many
        found.append((outer.begin if outer and below else start, end))
        sure.append(below or level in _FREE or (certainty == STRONG and level != "社区"))
    _spread(regions.text, found, sure)
    return [place for place, certain in zip(found, sure, strict=True) if certain]


def _spread(text: str, found: list[tuple[int, int]], sure: list[bool]) -> None:
    """Make those sure that stand in a list with a sure one."""
    for order in (range(1, len(found)), range(len(found) - 1, 0, -1)):
        for index in order:
            if text[found[index - 1][1] : found[index][0]] in ("、", "和", "与", "及"):
                either = sure[index - 1] or sure[index]
                sure[index - 1] = sure[index] = either

"""Counties, towns and villages that no table holds, wherever a text names them: 霁川县, 青岑镇, 汀阳镇槐荫村."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.pipeline.regions import Region, Regions
from kg.pipeline.unlisted import NONE, STRONG, TOWNS

#: Words for a level before which a name can stand, where what follows makes no organ or other word of them.
_LEVEL = re.compile(
    r"(?<![各全我本该每邻外])(?:[县市旗](?![级级委政直人域内区域场民容])|镇(?![村区级])|乡(?![村镇级土])|街道(?!办)|社区(?=[、，,。在被获荣入成])|村(?![民庄级委居干容里镇]))"
)
_PARTS = ("村", "社区")


def settlements(regions: Regions, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each name; ``taken`` are offsets within other names.

    A village or community without its town is one only where its words tell, a county or city too.
    """
    text, unlisted = regions.text, regions.unlisted
    for match in _LEVEL.finditer(text):
        begin, end, level = match.start(), match.end(), match.group()
        if begin in taken or end in regions.places or not unlisted.ends(end):
            continue
        start, sure = unlisted.name(begin, level)
        if sure == NONE:
            continue
        outer = _outer(regions, start)
        if outer is None and (sure < STRONG if level not in ("镇", "乡", "街道") else False):
            continue
        if outer is None and level == "社区":
            continue
        yield (outer.begin if outer else start), end


def _outer(regions: Regions, end: int) -> Region | None:
    """Return the division that is named right before."""
    region = regions.at(end)
    return region if region and region.name and not region.many else None

"""Counties, towns and villages that no table holds, wherever a text names them: 霁川县, 青岑镇, 汀阳镇槐荫村."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.pipeline.regions import Regions
from kg.pipeline.unlisted import NONE, STRONG

#: Words for a level before which a name can stand, where what is beside them makes no organ or other word of them.
_LEVEL = re.compile(
    r"[县市旗区镇乡村道](?<![各全我本该每邻外农乡省个在由与向对].)(?:(?<=[县市旗])(?<!城市)(?<!上市)(?![级委政直人域内区场民容])"
    r"|(?<=镇)(?![村区级])|(?<=乡)(?![村镇级土])|(?<=街道)(?!办)|(?<=村)(?![民庄级委居干容里镇])"
    r"|(?<=区)(?![级委政直人域内区场民容])(?:(?<!社.)|(?=[、，,。在被获荣入成])))"
)
#: Levels at which an ordinary word can be a name wherever it stands, where it stands as a place.
_FREE = ("镇", "乡", "街道")
#: Parts of towns, and what joins the names of a list.
_PARTS, _JOINTS = ("村", "社区"), ("、", "和", "与", "及")


class Settlement(NamedTuple):
    """A name in the text; ``town`` is where it ends as that of a town and a village begins, 0 where none does.

    ``within`` is the town of a village that leaves it out, as it was named right before in the list.
    """

    begin: int
    end: int
    town: int = 0
    within: str = ""


def settlements(regions: Regions, taken: set[int]) -> list[Settlement]:
    """Return the names in order; ``taken`` are offsets within other names.

    A name of ordinary words (桥头村) is one below another (泉溪镇桥头村), or in a list with one.
    """
    found: list[Settlement] = []
    sure: list[bool] = []
    for start, end, level, certainty in _names(regions, taken):
        outer = regions.at(start)
        below = outer is not None and bool(outer.name) and not outer.many
        place = Settlement(outer.begin if outer and below else start, end, start if level in _PARTS and below else 0)
        if level in _PARTS and not below and found:
            place = place._replace(within=_town(regions.text, found[-1], start))
        found.append(place)
        sure.append(below or level in _FREE or (certainty == STRONG and level != "社区"))
    _spread(regions.text, found, sure)
    return [place for place, certain in zip(found, sure, strict=True) if certain]


def _names(regions: Regions, taken: set[int]) -> Iterator[tuple[int, int, str, int]]:
    """Yield begin, end, level and how sure each is that may be a name."""
    text, places, unlisted = regions.text, regions.places, regions.unlisted
    for match in _LEVEL.finditer(text):
        end = match.end()
        if end - 1 in taken or end in places or not unlisted.ends(end):
            continue
        level = match.group()
        if level in "道区" and text[end - 2] in "街社":
            level = text[end - 2 : end]
        start, certainty = unlisted.name(end - len(level), level)
        if certainty != NONE:
            yield start, end, level, certainty


def _town(text: str, before: Settlement, start: int) -> str:
    """Return the town of the village that is named right before in a list, "" where none is."""
    if text[before.end : start] not in _JOINTS:
        return ""
    return text[before.begin : before.town] if before.town else before.within


def _spread(text: str, found: list[Settlement], sure: list[bool]) -> None:
    """Make those sure that stand in a list with a sure one."""
    for order in (range(1, len(found)), range(len(found) - 1, 0, -1)):
        for index in order:
            if text[found[index - 1].end : found[index].begin] in _JOINTS:
                either = sure[index - 1] or sure[index]
                sure[index - 1] = sure[index] = either

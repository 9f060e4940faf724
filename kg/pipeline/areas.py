"""Which division a report speaks for, and which one 省, 市 or 区 means in it.

The chain of divisions around the reporter comes from the table of divisions; where a county is not in it, from its own
name and from the first province and city that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon.divisions import Division, divisions

#: The words for a level, longest first, and the level of what bears them.
LEVEL_WORDS = {
    "特别行政区": "省",
    "自治区": "省",
    "自治州": "市",
    "自治县": "县",
    "自治旗": "县",
    "街道": "乡",
    "新区": "县",
    "社区": "村",
    "省": "省",
    "市": "市",
    "地区": "市",
    "州": "市",
    "盟": "市",
    "区": "县",
    "县": "县",
    "旗": "县",
    "镇": "乡",
    "乡": "乡",
    "村": "村",
}
_UNIT = re.compile(r".{1,12}?(?:特别行政区|自治[区州县旗]|综合实验区|街道|社区|新区|[省市区县旗镇乡村]|(?<!.)..州|盟)")
_ZONES = ("验区", "新区", "开发区", "高新区", "经开区", "园区", "示范区", "合作区", "保税区")
_BELOW = ("乡", "村")
_NATION = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Area:
    """A division: ``name`` as its organs bear it (深圳市龙华区), ``own`` without what is around it (龙华区).

    ``level`` is 国, 省, 直辖市, 市, 县, 乡 or 村.
    """

    name: str
    own: str
    level: str
    above: Area | None = None
    zone: bool = False  # 新区, 实验区, 开发区: a zone that reports like a division, whose party organ is a 工作委员会

    def up(self) -> Iterator[Area]:
        """Yield the division and those around it, the smallest first."""
        area: Area | None = self
        while area:
            yield area
            area = area.above

    def called(self, word: str) -> Area | None:
        """Return the smallest division of the chain that is a ``word`` (市, 区, 自治区), None where there is none."""
        return next((area for area in self.up() if area.own.endswith(word)), None)

    @property
    def rooted(self) -> bool:
        """Whether the name tells which one it is: a town's or village's does where a county stands before it."""
        return any(area.level not in _BELOW for area in self.up())

    @property
    def stem(self) -> str:
        """The own name without the word for its level (忻州)."""
        found = next((row for row in divisions().by_name(self.own)), None)
        word = next((w for w in LEVEL_WORDS if self.own.endswith(w)), "")
        return found.short if found else self.own.removesuffix(word)


@lru_cache(maxsize=4096)
def area_of(name: str, year: int = 0) -> Area | None:
    """Return the division of a full name with the chain around it; a name not in the table is taken apart."""
    if not name:
        return None
    if name in (_NATION, "中国", "全国", "国家", "中央"):
        return Area(_NATION, _NATION, "国")
    for start in range(len(name) - 1):
        rows = divisions().by_name(name[start:])
        if row := _fitting(rows, name[:start], year):
            found = area_of_division(row, year)
            return Area(name, row.name, found.level, found.above, found.zone)
    units = [unit.group() for unit in _UNIT.finditer(name)]
    if not units or "".join(units) != name or len(units) == 1:
        return Area(name, name, _level_of_word(name), _around(name, year), name.endswith(_ZONES))
    around = area_of("".join(units[:-1]), year)
    return Area(name, units[-1], _level_of_word(units[-1]), around, units[-1].endswith(_ZONES))


def _around(name: str, year: int) -> Area | None:
    """Return the division whose short name a zone bears: 合肥 of 合肥高新技术产业开发区."""
    if not name.endswith(_ZONES):
        return None
    for end in range(min(len(name) - 2, 5), 1, -1):
        found = divisions().by_short(name[:end])
        rows = [row for row in found if row.valid(year or None) and row.level == "prefecture"]
        if len(rows) == 1:
            return area_of_division(rows[0], year)
    return None


def _fitting(rows: tuple[Division, ...], around: str, year: int) -> Division | None:
    """Return the division that existed in the year and lies in what is named around it; None if several would fit."""
    valid = [row for row in rows if row.valid(year or None)] or list(rows)
    if around:
        parents = ((row, row.parent(year or None)) for row in valid)
        valid = [row for row, above in parents if above and _ends_alike(around, above.full_name(year or None))]
    return valid[0] if len({row.code for row in valid}) == 1 else None


def _ends_alike(around: str, full: str) -> bool:
    return full.endswith(around) or around.endswith(full) or full.startswith(around)


@lru_cache(maxsize=4096)
def area_of_division(row: Division, year: int = 0) -> Area:
    """Return a division of the table as an area; a district's organs bear the city's name before its own."""
    above = row.parent(year or None)
    around = area_of_division(above, year) if above else None
    name = around.name + row.name if row.kind == "district" and around else row.name
    return Area(name, row.name, _level(row), around, row.kind == "functional")


def _level(row: Division) -> str:
    if row.kind == "municipality":
        return "直辖市"
    return {"province": "省", "prefecture": "市", "county": "县", "functional": "县"}[row.level]


def _level_of_word(name: str) -> str:
    return next((level for word, level in LEVEL_WORDS.items() if name.endswith(word)), "县")


def named(surface: str, own: Area | None, year: int = 0) -> Area | None:
    """Return the division that ``surface`` names in the report of ``own``; None where it fits none or several."""
    for area in own.up() if own else ():
        if surface in (area.own, area.name) or (area.name.endswith(surface) and len(surface) > len(area.own)):
            return area
    rows = divisions().by_name(surface) or divisions().by_short(surface)
    valid = [row for row in rows if row.valid(year or None)] or list(rows)
    if len({row.code for row in valid}) > 1 and own:
        valid = _nearest(valid, own, year)
    if valid:
        return area_of_division(valid[0], year)
    for area in own.up() if own else ():
        if area.own.startswith(surface) and area.own[len(surface) :] in LEVEL_WORDS:
            return area
    found = area_of(surface, year) if surface.endswith(tuple(LEVEL_WORDS)) else None
    return _placed(found, surface, own, year) if found and found.level in _BELOW else found


def spoken(word: str, own: Area | None) -> str:
    """Return the name of the division that 全省 or 我市 means in the report of ``own``, "" where it means none."""
    if word.endswith("国"):
        return _NATION
    around = own.called(word[-1]) if own and word else None
    return around.name if around else ""


def _placed(found: Area, surface: str, own: Area | None, year: int) -> Area:
    """Return a town or village with the county around it: the one named before it, else the reporter's."""
    for end in range(len(surface) - 3, 1, -1):
        rows = divisions().by_name(surface[:end]) or divisions().by_short(surface[:end])
        if rows and (around := named(surface[:end], own, year)):
            return Area(around.name + surface[end:], found.own.removeprefix(surface[:end]), found.level, around)
    if found.rooted:
        return found
    levels = ("县", "乡") if found.level == "村" and found.above is None else ("县",)
    holder = next((area for area in own.up() if area.level in levels), None) if own else None
    return Area(holder.name + surface, found.own, found.level, holder) if holder else found


def _nearest(rows: list[Division], own: Area, year: int) -> list[Division]:
    """Return of several divisions of one name the one nearest to the reporter, else the one of the highest level."""
    around = [area.own for area in own.up()]
    for name in around:
        inside = [row for row in rows if any(name == area.own for area in area_of_division(row, year).up())]
        if inside:
            return inside[:1]
    ranks = ("省", "直辖市", "市", "县")
    best = min(ranks.index(_level(row)) for row in rows)
    top = [row for row in rows if ranks.index(_level(row)) == best]
    return top if len({row.code for row in top}) == 1 else []

"""What the text itself need not say of the reporter: its division, what its department does and how it calls itself."""

from __future__ import annotations

import re

from kg.lexicon.divisions import divisions
from kg.pipeline.areas import Area, area_of
from kg.read.report import Report

#: Ends of the names of governments, and the word by which a department calls itself (局党组), by end of its name.
_GOVERNMENTS = ("人民政府", "办事处", "管理委员会", "国务院")
_CALLED = {
    **{word: word for word in ("分局", "总局", "总署", "总队", "支队", "大队", "中心")},
    "委员会": "委",
    "办公室": "办",
    **{word: word for word in ("局", "厅", "部", "院", "署", "会")},
}
_FUNCTION = re.compile(r"(.{2,12}?)(?:委员会|局|厅|部)(?:.{0,8}分局)?$")
_LARGE = ("国", "省", "直辖市")


class Reporter:
    """The reporting agency: ``area`` is its division, ``core`` its name without it, ``own`` how it calls itself."""

    def __init__(self, report: Report) -> None:
        self.area: Area | None = area_of(report.area, report.year)
        self.issuer = report.issuer
        self.core = self._core()
        self.department = bool(self.core) and not self.core.endswith(_GOVERNMENTS)
        ends = (called for end, called in _CALLED.items() if self.core.endswith(end))
        self.own = next(ends, "") if self.department else ""

    def _core(self) -> str:
        core = self.issuer.removeprefix("中华人民共和国").removeprefix("国家税务总局")
        for area in self.area.up() if self.area else ():
            core = core.removeprefix(area.name).removeprefix(area.own)
        return core

    @property
    def short(self) -> str:
        """The name as its units bear it before their own: 水利部 of 中华人民共和国水利部."""
        return self.issuer.removeprefix("中华人民共和国")

    @property
    def function(self) -> str:
        """What the department does (应急管理), "" for a government."""
        found = _FUNCTION.match(self.core) if self.department else None
        return found[1] if found else ""

    @property
    def parts(self) -> frozenset[str]:
        """The organs that are called without a division in a zone's or a subdistrict's own report."""
        if self.area and self.area.own.endswith("街道"):
            return frozenset({"党工委", "办事处"})
        return frozenset({"党工委", "管委会"} if self.area and self.area.zone else ())

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The names of the reporter's divisions that no table holds, each long and short."""
        areas = [area for area in (self.area.up() if self.area else ()) if not divisions().by_name(area.own)]
        return tuple(name for area in areas for name in (area.own, area.stem) if len(name) > 1)

    @property
    def large(self) -> bool:
        """Whether it is the government of a province or of the nation."""
        return not self.department and self.area is not None and self.area.level in _LARGE

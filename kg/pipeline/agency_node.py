"""The name of an organisation as it stands in a text (where it begins, what it ends in, what it belongs to) and in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.pipeline.organs import Organ
from kg.pipeline.regions import Region


@dataclass(slots=True)
class Node:
    """The name at ``begin`` .. ``end``: a region or a parent, then from ``core`` its own, which ends in ``organ``.

    ``ground`` says why it is one: area, parent, national, bare (the reporter's own), listed (in a list that began with
    a division), proper, station (named by its town), founded (set up here), again (only if the text names it elsewhere).
    """

    begin: int
    core: int
    end: int
    organ: Organ
    region: Region | None = None
    parent: Node | None = None
    prefix: str = ""  # 中共, 政协 …
    ground: str = "area"
    modifier: str = ""
    many: bool = False
    opened: bool = False  # a word of the lexicon that ends a longer name: 应急管理|综合行政执法大队

    @property
    def open(self) -> bool:
        """Whether the name is a head with what modifies it."""
        return self.organ.open or self.opened

    @property
    def root(self) -> Region | None:
        """The region with which the whole name begins."""
        node = self
        while node.parent:
            node = node.parent
        return node.region

    @property
    def grounded(self) -> bool:
        """Whether a division or an organ stands before the name."""
        return self.region is not None or self.parent is not None


class Name(NamedTuple):
    """A full name; ``placed`` where it bears its division or needs none; ``why`` says how it was reached."""

    full: str
    placed: bool
    why: str

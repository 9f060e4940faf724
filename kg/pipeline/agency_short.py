"""The short names that a text gives to organisations: 以下简称“县数据局”, and a firm's without what stands in brackets."""

from __future__ import annotations

import re

from kg.pipeline.agency_node import Name, Node
from kg.pipeline.draft import Draft

_BRACKETS = re.compile(r"[（(][^（）()]{1,8}[）)]")
_ABBREVIATED = re.compile(
    r"[（(]\s*(?:以下(?:统一)?(?:简称|称)|简称)\s*[为：:]?\s*"
    r"[“\"「『《]?([^”\"」』》）)，。；]{1,20})[”\"」』》]?\s*[）)]"
)


class ShortNames:
    """The short names of one text, learnt from its names in their order."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.text = draft, draft.text
        self.until = 0  # where the last explanation ends
        self._names: dict[str, Name] = {}
        self._given: list[tuple[int, str, str, Name]] = []  # from where on, short name, type of organ, name

    def get(self, surface: str) -> Name | None:
        """Return the name for which the words stand, if the text has said so before."""
        return self._names.get(surface)

    def learn(self, node: Node, name: Name) -> None:
        """Note the short names that a node brings with it."""
        if node.ground in ("proper", "area") and (bare := _BRACKETS.sub("", name.full)) != name.full:
            region = node.region.name if node.region else ""
            self._names.setdefault(bare, name)
            self._names.setdefault(bare.removeprefix(region), name)
        if match := _ABBREVIATED.match(self.text, node.end):
            self._names[match[1]] = name
            self.until = match.end()
            self._given.append((match.start(1), match[1], node.organ.type, name))

    def uses(self) -> list[tuple[int, int, str, Name]]:
        """Return where the text explains or uses a name given with 以下简称: begin, end, type of organ, name."""
        found = []
        for begin, short, kind, name in self._given:
            at = self.text.find(short, begin)
            while at >= 0:
                if self.draft.at_word_edge(at) or not self.text[at - 1].isalnum():
                    found.append((at, at + len(short), kind, name))
                at = self.text.find(short, at + len(short))
        return found

"""The gold standard of a report: reads its TSV, one fact a line, and ties each to the characters of the text.

A line is ``S012 <TAB> ENT|OBS|REL <TAB> …``: S012 the number of a sentence, ``?`` after the kind marks a fact that
readers may differ on, ``#`` begins a comment. The first lines name ``reporter``, ``period`` and ``options``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from kg.errors import GoldError
from kg.facts import KINDS, Span
from kg.vocabulary import RELATIONS

#: The head or tail of a relation that is the reporting body itself.
REPORTER = "@reporter"
#: What stands before the indicator where the head or tail of a relation is a figure.
FIGURE = "OBS:"

_STOP = "。;!?；！？"
_SENTENCE = re.compile(rf"[^{_STOP}\n]*[{_STOP}][”’』」》)）]*|[^{_STOP}\n]+")
_HEAD = frozenset({"reporter", "period", "options"})


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of an entity: ``name`` is its canonical name, ``accept`` that and the other names that are right."""

    kind: str
    span: Span
    name: str
    accept: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``span`` is the stretch that states it, ``sentence`` the sentence around it."""

    indicator: str
    value: float
    unit: str
    period: str
    statistic: str
    span: Span
    sentence: Span
    optional: bool


@dataclass(frozen=True, slots=True)
class Related:
    """One relation between canonical names, :data:`REPORTER`, or figures as ``OBS:indicator``."""

    relation: str
    head: str
    tail: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold standard of one text; ``options`` is what a user has to say to ``kg build`` for it."""

    text: str
    reporter: str
    period: str
    options: str
    entities: tuple[Named, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Related, ...]


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text as the gold numbers them, from 1; white space around them is left out."""
    spans = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        begin = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if end > begin:
            spans.append(Span(begin, end))
    return spans


def read_gold(text_path: str | PathLike[str], gold_path: str | PathLike[str]) -> Gold:
    """Return the gold standard at ``gold_path`` of the text at ``text_path``, both in UTF-8.

    :raises GoldError: if a file cannot be read, or naming every line that does not fit the text.
    """
    try:
        text = Path(text_path).read_text(encoding="utf-8")
        lines = Path(gold_path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"The text or its gold standard cannot be read; give two files in UTF-8: {error}.") from error
    reader = _Reader(text)
    for number, line in enumerate(lines, 1):
        reader.read(number, line)
    gold = reader.gold()
    if reader.faults:
        raise GoldError(f"{gold_path} does not fit {text_path}, correct it:\n" + "\n".join(reader.faults))
    return gold


class _Reader:
    """Collects the facts and the faults of one gold file, line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = sentences(text)
        self.head: dict[str, str] = {}
        self.entities: list[Named] = []
        self.figures: list[Figure] = []
        self.relations: list[tuple[int, Related]] = []
        self.used: Counter[tuple[Span, str, str]] = Counter()
        self.faults: list[str] = []

    def read(self, number: int, line: str) -> None:
        cells = [cell.strip() for cell in line.split("#", 1)[0].split("\t") if cell.strip()]
        if not cells:
            return
        try:
            if cells[0] in _HEAD:
                self.head[cells[0]] = cells[1]
            else:
                self.fact(number, cells)
        except (ValueError, IndexError) as fault:
            self.faults.append(f"line {number}: {fault}: {line.strip()}")

    def fact(self, number: int, cells: list[str]) -> None:
        sentence = self.sentence(cells[0])
        what, optional = cells[1].rstrip("?"), cells[1].endswith("?")
        if what == "ENT":
            kind, surface, names = cells[2:]
            _known("kind of entity", kind, KINDS)
            accept = tuple(names.split("|"))
            self.entities.append(Named(kind, self.next_of(sentence, surface, kind), accept[0], accept, optional))
        elif what == "OBS":
            indicator, value, unit, period, surface, statistic = cells[2:]
            span = self.find(surface, sentence.begin, sentence)
            self.figures.append(Figure(indicator, float(value), unit, period, statistic, span, sentence, optional))
        elif what == "REL":
            relation, head, tail = cells[2:]
            _known("relation", relation, RELATIONS)
            self.relations.append((number, Related(relation, head, tail, optional)))
        else:
            raise ValueError(f"there is no kind of fact “{what}”, only ENT, OBS and REL")

    def sentence(self, cell: str) -> Span:
        number = int(cell.lstrip("S"))
        if not 1 <= number <= len(self.sentences):
            raise ValueError(f"the text has {len(self.sentences)} sentences, none with the number {number}")
        return self.sentences[number - 1]

    def next_of(self, sentence: Span, surface: str, kind: str) -> Span:
        """Where the surface stands in the sentence; the second line with one surface means its second occurrence."""
        seen = (sentence, surface, kind)
        found = self.find(surface, sentence.begin, sentence)
        for _ in range(self.used[seen]):
            found = self.find(surface, found.begin + 1, sentence)
        self.used[seen] += 1
        return found

    def find(self, surface: str, begin: int, sentence: Span) -> Span:
        at = self.text.find(surface, begin, sentence.end)
        if at < 0:
            raise ValueError(f"“{surface}” does not stand (again) in the sentence")
        return Span(at, at + len(surface))

    def gold(self) -> Gold:
        """Return what was read, every end of a relation under its canonical name."""
        canonical = {name: entity.name for entity in self.entities for name in entity.accept}
        known = canonical.keys() | {FIGURE + figure.indicator for figure in self.figures} | {REPORTER}
        for number, r in self.relations:
            self.faults += [
                f"line {number}: no entity or figure is named “{end}”" for end in (r.head, r.tail) if end not in known
            ]
        if "reporter" not in self.head:
            self.faults.append("no line names the reporter")
        relations = [
            Related(r.relation, canonical.get(r.head, r.head), canonical.get(r.tail, r.tail), r.optional)
            for _, r in self.relations
        ]
        return Gold(
            text=self.text,
            reporter=self.head.get("reporter", ""),
            period=self.head.get("period", ""),
            options=self.head.get("options", ""),
            entities=tuple(self.entities),
            figures=tuple(self.figures),
            relations=tuple(relations),
        )


def _known(what: str, name: str, known: tuple[str, ...] | frozenset[str]) -> None:
    if name not in known:
        raise ValueError(f"there is no {what} “{name}”")

"""Completes and shortens names: what the clause leaves out is put in, what belongs to others is left out."""

from __future__ import annotations

import re

from kg.pipeline import figure_phrases as phrases
from kg.pipeline.figure_memory import Memory, Named
from kg.pipeline.figure_readings import Reader, Reading
from kg.pipeline.figure_words import vocabulary

_OUT_OF = re.compile(r"^[从在]?(.*[、等的])?(.+?)(?:中|里)$")

_TO_WHOM = re.compile(r"^向.{2,20}?(备案|报备|报送|报告|反馈|通报|移交|推送)$")


class Completer:
    """Completes the names of one report by the words of its text and by what was named before."""

    def __init__(self, reader: Reader, memory: Memory) -> None:
        self.reader = reader
        self.text = reader.text
        self.memory = memory

    def completed(self, name: str, at: int) -> str:
        """Return the name that stands at an offset of the text, a bare head led by the thing it belongs to."""
        last = self.memory.known[-1:]
        listed = at > 0 and (self.text[at - 1] == "、" or bool(last and last[0].end == at))
        return self.memory.completed(name, listed=listed)

    def subject(self, subject: str, at: int) -> str:
        """Return the subject of a change, share or rank: as said, else what was last named."""
        if subject.startswith("在") and subject.endswith(("占比", "比重", "比例")):
            return self.memory.holders.of(subject) + subject  # 旅游业快速发展，在生产总值中占比提高…
        return self.completed(self.short(subject, at), at) if subject else self.memory.subject()

    def short(self, whole: str, at: int) -> str:
        """Return the name without what other figures, examples before 等, or a long clause before 的 add to it."""
        edge = self.reader.edge(at)
        whole = _of_the_built(_TO_WHOM.sub(r"\1", whole))
        whole = _without_figures(self._of_examples(phrases.without_adverb(whole, edge), at))
        if chosen := _chosen(whole, edge):
            return chosen
        verb = phrases.verb_at_end(whole)
        if verb and (chosen_from := _OUT_OF.match(whole[: -len(verb)])):
            return verb + chosen_from.group(2)
        begun = phrases.verb_at_start(whole)
        found = whole.rfind("等", 2, -2)
        if found > 0 and (begun or "、" in whole) and (at < 0 or edge(found)):
            rest = whole[found + 1 :]
            return begun + rest if begun or len(rest) > 2 else whole
        return _without_clause(whole, edge)

    def _of_examples(self, whole: str, at: int) -> str:
        """Return what is counted, without examples that bear figures: 探明某铀矿、3亿吨级某矿等大中型|矿产地."""
        found = whole.rfind("等", 2, -2)
        listed = found > 0 and "、" in whole[:found] and any(char.isdigit() for char in whole[:found])
        if listed and (at < 0 or self.reader.edge(at)(found)):
            return phrases.verb_at_start(whole) + whole[found + 1 :]
        return whole


def _of_the_built(whole: str) -> str:
    """Return a size with what it is of, where the words between say that it came to be: 某电厂建成投产、|总装机."""
    before, mark, head = whole.rpartition("、")
    known = vocabulary()
    if not mark or known.bare.at_end(head) < len(head) - 1:
        return whole
    cut = len(before)
    while cut and (length := known.predicates.at_end(before, cut)) > 1:
        cut -= length
    return before[:cut] + head if 2 < cut < len(before) and "、" not in before else whole


def _chosen(whole: str, edge: phrases.Edge) -> str:
    """Return what is done behind 从…中 (从退休法官中选定调解员), "" where nothing is."""
    at = whole.rfind("中", 2)
    done = whole[at + 1 :] if at > 0 and edge(at) and edge(at + 1) else ""
    return done if done and len(phrases.verb_at_start(done)) < len(done) and phrases.verb_at_start(done) else ""


def _without_figures(whole: str) -> str:
    """Return the name without the items of a list that hold figures of their own: 用户超90万、月访问量."""
    before, mark, last = whole.rpartition("、")
    return last if mark and any(char.isdigit() for char in before) else whole


def _without_clause(whole: str, edge: phrases.Edge) -> str:
    """Return of a long name the part after its last 的."""
    if len(whole) <= 16 or whole.endswith("贡献率"):
        return whole
    cuts = [i for i, char in enumerate(whole[:-3]) if char == "的" and edge(i) and edge(i + 1)]
    return whole[cuts[-1] + 1 :] if cuts else whole


def say(reading: Reading, name: str, begin: int, *, end: int = 0, **parts: str | bool | Named | None) -> Named:
    """Return the name of a figure, said by the text from ``begin`` (-1: the figure alone) to ``end``."""
    figure = reading.figure
    begin = min(begin, figure.begin) if begin >= 0 else figure.begin
    named = Named(figure, name.strip(" ，、：:"), begin, max(end, figure.end))
    for part, value in parts.items():
        setattr(named, part, value)
    return named

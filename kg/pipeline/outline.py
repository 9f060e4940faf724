"""Component ``govkg_outline``: puts the draft on the document, with the outline, the words and what stands in marks."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import words
from kg.outline import outline
from kg.pipeline.draft import Draft, Quoted
from kg.read.report import Report

_OPEN = {"《": "》", "〈": "〉", "“": "”", "「": "」", "(": ")", "（": "）"}
_MARK = re.compile("[《》〈〉“”「」()（）\n]")


@Language.component("govkg_outline")
def read_outline(doc: Doc) -> Doc:
    """Start the draft; report and folded text are in ``doc.user_data`` (see ``extract``), else the text alone makes one."""
    report = doc.user_data.get("report")
    if not isinstance(report, Report) or len(report.text) != len(doc):
        report = Report(text=doc.text, name="text")
    text = doc.user_data.get("text", report.text)
    draft = Draft(report, text, outline(text, report.year))
    draft.words = _words(text)
    draft.edges = list(accumulate(map(len, draft.words), initial=0))
    draft.edge_set = frozenset(draft.edges)
    draft.quoted = quoted(text)
    draft.outermost = [q for q in draft.quoted if not q.depth]
    draft.breaks = breaks(text, draft.edge_set, draft.outermost)
    doc.user_data["govkg"] = draft
    return doc


def _words(text: str) -> list[str]:
    """Return the words; a conjunction that the dictionary glued to a word (检查和) stands alone.

    The dictionary is the one that rjieba loads with itself: an instance of our own would cost 80 ms and 25 MB more.
    """
    found: list[str] = []
    for word in rjieba.cut(text, False):
        if word[-1] in "和与及" and len(word) > 2:
            found += (word[:-1], word[-1])
        else:
            found.append(word)
    return found


def quoted(text: str) -> list[Quoted]:
    """Return what stands in title marks, quotation marks and brackets, by begin; a mark left open ends at its line."""
    found: list[Quoted] = []
    stack: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        offset, char = match.start(), match.group()
        if char in _OPEN:
            stack.append((offset, char))
        elif char == "\n":
            stack.clear()
        else:
            while stack:
                begin, mark = stack.pop()
                if _OPEN[mark] == char:
                    found.append(Quoted(begin, offset + 1, mark, len(stack)))
                    break
    return sorted(found, key=lambda q: (q.begin, -q.end))


@cache
def _breakers() -> AhoCorasick:
    return AhoCorasick(words("function_words", "breakers"), matchkind=MatchKind.LeftmostLongest)


def breaks(text: str, edges: frozenset[int], marked: list[Quoted]) -> list[int]:
    """Return where words stand, outside marks, that no noun phrase holds: 对, 向, 进行, 提供."""
    hits = [b for _, b, e in _breakers().find_matches_as_indexes(text) if b in edges and e in edges]
    kept, at = [], 0
    for hit in hits:
        while at < len(marked) and marked[at].end <= hit:
            at += 1
        if at == len(marked) or hit < marked[at].begin:
            kept.append(hit)
    return kept

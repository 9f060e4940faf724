"""Parts the subject of several figures: A、B分别增长8.3%、12.5%, and of one: A率和B率均达100%."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.pipeline.figure_words import vocabulary

#: The words of the text between two offsets.
Words = Callable[[int, int], list[str]]

_FIRM = 3  # characters; a longer head is taken as it is (产业产值)
_COMMA = re.compile("、")
_JOINT = re.compile("、|以及|(?<=[^、])(?:[和与及](?![谐平格时]))")


def split(subject: str, joint: re.Pattern[str] = _JOINT) -> list[tuple[int, str]]:
    """Return the parts of a list with their offsets in it."""
    parts, begin = [], 0
    for match in joint.finditer(subject):
        parts.append((begin, subject[begin : match.start()]))
        begin = match.end()
    return [*parts, (begin, subject[begin:])]


def rates(whole: str) -> list[tuple[int, str]]:
    """Return the parts of a list of rates or totals with their offsets, none where it is no such list.

    What the first is of holds for bare ones: 学法考试及格率和参考率 has a 学法考试参考率.
    """
    known = vocabulary()
    for joint in (_JOINT, _COMMA):
        parts = split(whole, joint)
        if len(parts) > 1 and all(len(part) > 2 and part.endswith(known.rates) for _, part in parts):
            parts = _with_share(parts)
            lead = _lead(parts[0][1])
            return _fronted([(begin, lead + part if begin and part in known.bare else part) for begin, part in parts])
    return []


def _with_share(parts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the parts of a list of amounts, all with the word for a share that stands behind the last."""
    share = next((word for word in ("占比", "比重") if parts[-1][1].endswith(word)), "")
    others = [part for _, part in parts[:-1]]
    if not share or any(part.endswith(("率", "度", "比", "占比", "比重", "比例", "增速", "增幅")) for part in others):
        return parts
    return [*((begin, part + share) for begin, part in parts[:-1]), parts[-1]]


def _fronted(parts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the parts of a list of rates, all with what stands before the first: 农村自来水普及率、污水治理率."""
    fronts = vocabulary().fronts
    front = next((word for word in fronts if parts[0][1].startswith(word)), "")
    others = [part for _, part in parts[1:]]
    if not front or any(part.startswith(fronts) or not part.endswith("率") for part in others):
        return parts
    return [parts[0], *((begin, front + part) for begin, part in parts[1:])]


def _lead(part: str) -> str:
    """Return what a bare head at the end of a name is of (生产安全事故|起数), "" where it ends with none."""
    bare = vocabulary().bare.at_end(part)
    return part[:-bare] if bare else ""


def items(subject: str, at: int, count: int, words: Words) -> list[tuple[int, str]]:
    """Return ``count`` subjects with the offsets of their words in the text, where ``subject`` stands at ``at``.

    What the last says for all is added to the others: 绿茶、红茶产量 is 绿茶产量 and 红茶产量. Where the
    subject has fewer parts, a word for two is parted (存贷款), else it stands for all.
    """
    parts = split(subject, _COMMA)
    if len(parts) < count:
        parts = split(subject)
    if len(parts) < count:
        for word, both in vocabulary().pairs.items():
            if count == 2 and word in subject:
                return [(at, subject.replace(word, one)) for one in both]
        return [(at, subject)] * count
    *others, (last_at, last) = parts[-count:]
    lead = _lead(parts[-count][1])
    ends = words(at + last_at, at + last_at + len(last))
    completed = []
    for begin, part in others:
        size = len(words(at + begin, at + begin + len(part)))
        completed.append((at + begin, part + _missing(part, last, ends, size)))
    completed.append((at + last_at, last))
    bare = vocabulary().bare
    return _fronted([completed[0], *((b, lead + part if part in bare else part) for b, part in completed[1:])])


def _missing(part: str, last: str, ends: list[str], size: int) -> str:
    """Return the end of the last item that ``part``, of ``size`` words, shares with it; "" where it is complete."""
    known = vocabulary()
    if (change := known.changes.at_end(last)) and not known.changes.at_end(part) and len(last) > change:
        return last[-change:] if part.endswith(known.rates) else _shared_end(part, last, ends, size) or last[-change:]
    complete = part.endswith(known.rates) and not part.endswith(known.substances)
    if complete or not last.endswith(known.heads):
        return ""
    head: str = max((head for head in known.heads if last.endswith(head)), key=len)
    if len(last) == len(head):
        return ""
    if len(head) > _FIRM:
        return head[2:] if part.endswith("业") and head.startswith("产业") else head
    shared = _shared_end(part, last, ends, size).lstrip("”’」")
    return shared if len(shared) > len(head) else head


def _shared_end(part: str, last: str, ends: list[str], size: int) -> str:
    """Return the words of the last item behind what answers to ``part``: the same final character, else length."""
    of = next((i for i, word in enumerate(ends) if word.startswith("占")), len(ends))
    for index in range(of - 1, 0, -1):
        if ends[index - 1][-1] == part[-1]:
            return "".join(ends[index:])
    if size == 1 and len(ends[0]) > len(part) + 1:
        return last[len(part) :]
    index = min(range(1, of), key=lambda i: (abs(len("".join(ends[:i])) - len(part)), i), default=size)
    return "".join(ends[max(index, size) :])

"""Finds the figures of a text: numbers with the measure word, unit and qualifier they bear, and nothing of indicators.

What a number is counted in, and which words make it something else (第二批, 万吨级), stands in lexicon/measures.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg.lexicon import table
from kg.numerals import NUMERAL, is_vague, multiplier, parse

_NUMBER_CHARS = "零〇一二两三四五六七八九十百千万亿"
_RUN = re.compile(rf"(?:[\d{_NUMBER_CHARS}]|[数几](?=[十百千万亿]))[\d{_NUMBER_CHARS}.．]*")
_NUMERAL = re.compile(NUMERAL)
_RANGE = re.compile(rf" ?[-—–－~～至到]+ ?({NUMERAL})")
_TENTHS = re.compile(
    r"成(?![员立为功本果都效长熟人了品交分套绩色])([一二三四五六七八九](?![一-龥]{0,2}[成个项家条件]))?"
)
_AVERAGED = re.compile(r"(?:平均|人均|户均|每[人户村个])[^，。；、]{0,12}$")
_PER = re.compile(r"(?:/|每)(立方米|平方米|平方公里|公顷|亩|年|日|天|小时|秒|人|万元|吨|千瓦时|度)")
_COMPOUND = {"MicroGM立方米": "MicroGM-PER-M3", "MilliGM立方米": "MilliGM-PER-M3"}
_TO_ONE = re.compile(r"[:：∶]1(?![\d.:：∶])")
_AFTER_ONE = frozenset("倍成")  # 一 before anything else is an article or part of a word
_UNTOLD = frozenset({"几亿", "几万", "数亿", "数万"})  # too vague to be a value
_GOES_ON = frozenset("-—–－~～至到、和及与 ")
_TO = frozenset("-—–－~～至到 ")
_LIST = re.compile(r" ?[、和及与] ?")
_MINUS, _BEFORE_MINUS = frozenset("-－−"), frozenset("为率达至到是幅长")


class Measure(NamedTuple):
    """What a number is counted in: the word (件, 元, %), its QUDT local name, and the sort that decides how it is read.

    Sorts: money, measure, percent, points, times, time, concrete, abstract and digits (counters), ratio, rank.
    """

    word: str
    unit: str
    sort: str


class Figure(NamedTuple):
    """A number with its unit: ``text[begin:end]`` with the qualifiers around it, the number itself from ``number``."""

    begin: int
    number: int
    end: int
    value: Decimal
    measure: Measure
    qualifier: str = "exact"
    spelled: bool = False  # a small number in characters: 两, 十
    threshold: bool = False  # 以上 and the like stand after it, as in 500万元以上企业


#: The sorts of what is counted in whole numbers.
COUNTERS = ("concrete", "abstract", "digits")
PERCENT = Measure("%", "PERCENT", "percent")
TIMES = Measure("倍", "NUM", "times")
TENTHS = Measure("成", "PERCENT", "percent")
RATIO = Measure(":1", "NUM", "ratio")
RANK = Measure("位", "NUM", "rank")
SCORE = Measure("分", "NUM", "measure")
PEOPLE = Measure("人", "NUM", "concrete")
_NONE = Measure("", "NUM", "")


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon as needed here; of the words of a table the longest that fits is taken."""

    units: dict[str, tuple[tuple[str, Measure], ...]]  # by the first character, longest first
    qualifiers: dict[str, str]
    before: dict[str, str]
    before_ends: frozenset[str]
    after: tuple[str, ...]
    not_after: tuple[str, ...]
    not_with: tuple[str, ...]
    people: tuple[str, ...]
    persons: tuple[str, ...]
    not_before: frozenset[str]
    bare: frozenset[str]
    scored: tuple[str, ...]


@cache
def _words() -> _Words:
    data = table("measures")
    units = {word: Measure(word, "NUM", sort) for sort in COUNTERS for word in data["counters"][sort]}
    for sort in ("money", "measure", "large", "percent", "points", "times", "time"):
        units |= {word: Measure(word, unit, sort) for word, unit in data[sort].items()}
    units |= {"％": PERCENT, "﹪": PERCENT, "个百分点": units["百分点"], "人口": PEOPLE}
    qualifiers = {word: kind for kind in ("approximate", "atLeast", "atMost") for word in data["qualifiers"][kind]}
    by_first: dict[str, list[tuple[str, Measure]]] = {}
    for written in sorted(units, key=len, reverse=True):
        by_first.setdefault(written[0], []).append((written, units[written]))
    around = data["around"]
    before = {word: kind for word, kind in qualifiers.items() if word not in around["behind"]}
    return _Words(
        units={first: tuple(fitting) for first, fitting in by_first.items()},
        qualifiers=qualifiers,
        before=before,
        before_ends=frozenset(word[-1] for word in before),
        after=tuple(sorted(around["after"], key=len, reverse=True)),
        not_after=tuple(around["not_after"]),
        not_with=tuple(around["not_with"]),
        people=tuple(around["people"]),
        persons=tuple(around["persons"]),
        not_before=frozenset(around["not_before"]),
        bare=frozenset(around["before_bare"]),
        scored=tuple(around["scored"]),
    )


def tidy(value: Decimal) -> Decimal:
    """Return the value in its one form: no exponent, no zeros after the point (1200000000000, 26.78)."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else Decimal(format(value.normalize(), "f"))


def scan(text: str) -> list[Figure]:
    """Return the figures of the text in its order; in a list the last unit holds for all (83万、127万人次)."""
    found: list[Figure] = []
    following: Figure | None = None
    for raw in reversed(list(_raw(text))):
        measure = raw.measure
        if following and _LIST.fullmatch(text, raw.end, following.begin):
            measure = _of_list(raw, following.measure)
        if measure is _NONE and text[raw.end - 1] in "万亿余多" and _counts_people(text, raw):
            measure = PEOPLE
        following = raw if measure is raw.measure else raw._replace(measure=measure)
        if measure is not _NONE:
            found.append(following)
    return found[::-1]


def _of_list(figure: Figure, last: Measure) -> Measure:
    """Return the measure of a number in a list whose next has ``last``: 2.2个、0.6个百分点 are both 百分点."""
    if figure.measure.word == "个" and last.sort == "points":
        return last
    elided = figure.measure is _NONE and (last.sort not in COUNTERS or figure.value < 10**8)
    return last if elided else figure.measure


def _counts_people(text: str, figure: Figure) -> bool:
    """Whether a number in 万 or 亿 without a unit counts people: 脱贫监测人口减少3.4万, 80余万老年人."""
    if text.startswith(_words().persons, figure.end):
        return True
    before = text[max(figure.begin - 10, 0) : figure.begin]
    return text[figure.end : figure.end + 1] in "，。；、）)\n" and any(word in before for word in _words().people)


def _raw(text: str) -> Iterator[Figure]:
    """Yield every number that may be a figure, its measure ``_NONE`` where no unit follows it."""
    consumed = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        article = end - start == 1 and text[start] == "一" and text[end : end + 1] not in _AFTER_ONE
        if article or start < consumed or not _may_begin(text, start):
            continue
        number = _NUMERAL.match(text, start)
        if number is None or (number.end() - start == 4 and text.startswith("年", start + 4)):
            continue
        figure = _figure(text, number)
        if figure:
            consumed = figure.end
            yield figure


def _may_begin(text: str, start: int) -> bool:
    """Whether a figure can begin at ``start``: not within a word in letters, an ordinal, a version or a proper name."""
    before = text[start - 1] if start else "\n"
    first = text[start]
    if before in _words().not_before or (
        first.isdigit() and (before in "./·+" or (before.isascii() and before.isalpha()))
    ):
        return False
    if first in "百千万亿":
        return before in _words().bare or text.startswith("分之", start + 1)
    return True


def _figure(text: str, number: re.Match[str]) -> Figure | None:
    """Return the figure of a number with its unit, range and qualifiers; None where it is something else."""
    worded, start, end = number.group(), number.start(), number.end()
    share = "分之" in worded or "/" in worded
    measure, end = (PERCENT, end) if share else _measure(text, worded, end)
    if worded in _UNTOLD:
        return None
    if measure is _NONE and worded[-1] not in "万亿余多" and text[end : end + 1] not in _GOES_ON:
        return None
    plain = worded.isdecimal()
    try:
        value = Decimal(worded) if plain else parse(worded)
    except (ValueError, ArithmeticError):
        return None
    qualifier = "exact" if plain or not is_vague(worded) else "atLeast"
    if share:
        value = round(value * 100, 2)
    if measure is TENTHS:
        more = text[end - 1]  # 六成五 is 65 %
        value, measure = value * 10 + (0 if more == "成" else parse(more)), PERCENT
    if text[end : end + 1] in _TO and (upper := _RANGE.match(text, end)):
        top, top_end = _measure(text, upper.group(1), upper.end())
        if top is not _NONE and measure in (_NONE, top):
            if measure is _NONE and multiplier(worded) == 1:
                value *= multiplier(upper.group(1))
            measure, end, qualifier = top, top_end, "atLeast"
    if measure.sort in COUNTERS and value % 1 and not _is_average(text, start, measure):
        measure = _NONE  # the unit of a list follows: 2.2个、0.6个百分点
    clock = measure.word == "分" and text[start - 1 : start] in ("时", "点")
    if clock or (measure is not _NONE and not _fits(text, worded, value, measure, end)):
        return None
    start, value = _signed(text, start, value)
    begin, before = _qualifier_before(text, start)
    after = ""
    if measure is not _NONE:
        end, after = _qualifier_after(text, end)
    if qualifier == "exact" or before == "approximate":
        qualifier = before or after or qualifier
    small = len(worded) == 1 and not worded.isdigit()
    return Figure(begin, start, end, tidy(value), measure, qualifier, small, bool(after))


def _signed(text: str, start: int, value: Decimal) -> tuple[int, Decimal]:
    """Return where a number begins and its value, with the sign before it: 自然增长率为-0.9‰."""
    below = text[start - 1 : start] in _MINUS and text[start - 2 : start - 1] in _BEFORE_MINUS
    return (start - 1, -value) if below else (start, value)


def _measure(text: str, worded: str, end: int) -> tuple[Measure, int]:
    """Return what stands after the number as its measure, and where that ends."""
    known = _words()
    if text.startswith(" ", end):
        end += 1
    after = text[end : end + 1]
    if after in ":：∶" and (ratio := _TO_ONE.match(text, end)):
        return RATIO, ratio.end()
    if after == "成" and (tenths := _TENTHS.match(text, end)) and parse(worded) <= 10:
        return TENTHS, tenths.end()
    fitting = (unit for unit in known.units.get(after, ()) if text.startswith(unit[0], end))
    scored = text.endswith(known.scored, 0, end - len(worded))  # 得分91.3
    written, found = next(fitting, ("", SCORE if scored else _NONE))
    end += len(written)
    if found.sort in ("measure", "money") and text[end : end + 1] in ("/", "每") and (per := _PER.match(text, end)):
        unit = _COMPOUND.get(found.unit + per.group(1), "NUM")
        return Measure(f"{found.word}/{per.group(1)}", unit, "measure"), per.end()
    return found, end


def _fits(text: str, worded: str, value: Decimal, measure: Measure, end: int) -> bool:
    """Whether number, unit and what follows make a figure: counters are whole, years and clock times are none."""
    known = _words()
    if measure.sort in COUNTERS:
        small = len(worded) == 1 and not worded.isdigit()
        named = worded == "一" or worded[0] in "零〇" or (measure.sort == "digits" and small)
        return not named and not text.startswith(known.not_with, end - len(measure.word))
    if measure.sort not in ("percent", "points", "times") and text.startswith(known.not_after, end):
        return False
    return {
        "分": worded[0].isdigit(),
        "方": worded[0].isdigit(),
        "度": worded[-1] in "万亿",
        "年": value < 1900,
    }.get(measure.word, True)


def _qualifier_before(text: str, start: int) -> tuple[int, str]:
    """Return where the longest qualifier before the number begins and what it says; without one, the number's begin."""
    if text[start - 1 : start] not in _words().before_ends:
        return start, ""
    known = _words().before
    for length in (5, 4, 3, 2, 1):
        word = text[max(start - length, 0) : start]
        if len(word) == length and word in known:
            return start - length, known[word]
    return start, ""


def _qualifier_after(text: str, end: int) -> tuple[int, str]:
    """Return where the qualifier after the unit ends and what it says."""
    for word in _words().after:
        if text.startswith(word, end):
            return end + len(word), _words().qualifiers[word]
    return end, ""


def _is_average(text: str, start: int, measure: Measure) -> bool:
    """Whether a count with a fraction is an average: 平均配备2.4名."""
    return measure.word != "个" and bool(_AVERAGED.search(text, max(start - 16, 0), start))


def qualifier_of(word: str) -> str:
    """Return what a word beside a number says of it (近: approximate, 超过: atLeast), "exact" for any other."""
    return _words().qualifiers.get(word, "exact")

"""Where a report names the body that reports, besides its title: signature, speech, session, first paragraph, page.

Each function returns what one kind of line says, None where there is no such line; kg.read.heading weighs them.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.read.dates import DATE, YEAR, find_date, find_month, is_date
from kg.read.layout import Layout
from kg.read.names import HAN, Body, body, government, is_division, resolve
from kg.read.title import title_body

_NUMERAL = "一二三四五六七八九十百〇0-9"
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_SHORT = 40
_SENTENCE_END = ("。", "！", "”", "；", "!")


def signature(page: Layout) -> tuple[Body | None, str]:
    """Return the body that signs at the end and the date beside it; a body without a date must end the text."""
    tokens = page.closing
    for index in range(len(tokens) - 1, -1, -1):
        if is_date(tokens[index]):
            for beside in (index - 1, index + 1):
                if 0 <= beside < len(tokens) and (named := body(tokens[beside])) and named.explicit:
                    return named, find_date(tokens[index])
            if index and tokens[index - 1].endswith(_SENTENCE_END):
                return None, find_date(tokens[index])
    if len(tokens) > 1 and tokens[-2].endswith(_SENTENCE_END) and (named := body(tokens[-1])) and named.explicit:
        return named, ""
    return None, ""


def speech(page: Layout) -> Body | None:
    """Return the body for which somebody speaks: 云溪市市长 张某, 我代表云溪市人民政府."""
    words = _words()
    for line in page.lines:
        if (match := words.speaker.fullmatch(line)) and (named := body(match["name"])):
            return named
    match = words.represents.search(page.opening[:200])
    return body(match["name"]) if match else None


def session(page: Layout) -> Body | None:
    """Return the government of the division whose assembly hears the report (在云溪市第五届人民代表大会…会议上)."""
    for match in _words().assembly.finditer("\n".join((*page.lines, page.opening[:200]))):
        if match["country"]:
            return body("国务院")
        if is_division(match["area"]):
            return Body(government(match["area"]), match["area"], explicit=False)
    return None


def session_day(page: Layout) -> str:
    """Return the date of the session in the heading, ISO 8601, or its month where no day is said, or ""."""
    for line in page.lines:
        if ("届" in line or "会议" in line) and (day := find_date(line) or find_month(line)):
            return day
    return ""


def heading_day(page: Layout) -> str:
    """Return the date that stands alone on a line of the heading, ISO 8601, or ""."""
    return next((find_date(line) for line in page.lines if "月" in line and is_date(line)), "")


def first_paragraph(page: Layout) -> Body | None:
    """Return the body or division of which the first paragraph speaks: 2023年，云溪市坚持…; 现将云溪市司法局2023年…."""
    derived: Body | None = None
    for match in _words().subject.finditer(_paragraph(page)):
        named = body(match["name"])
        if named and named.explicit and named.area:
            return named
        derived = derived or named
    return derived


def first_year_said(page: Layout) -> int:
    """Return the year with which a sentence of the first paragraph begins (2023年，…; 现将2023年…), else 0."""
    match = _words().year_said.search(_paragraph(page))
    return int(match["year"]) if match else 0


def year_called(page: Layout) -> int:
    """Return the year that a work report without a heading calls something (2025年是极不平凡的一年), else 0."""
    match = _words().called.search(page.head)
    return int(match["year"]) if match else 0


def section_year(page: Layout) -> int:
    """Return the year in the first heading of an account (一、2025年工作回顾), 0 where there is none."""
    match = _words().account.search(page.head)
    return int(match["year"]) if match else 0


def page_issuer(page: Layout) -> Body | None:
    """Return the body in the table or lines that a web page puts around the report (发布机构：云溪市司法局)."""
    for match in _words().issuer_label.finditer(page.page):
        if (named := body(match["name"])) and named.explicit:
            return named
    return None


def page_day(page: Layout) -> str:
    """Return the date in the table or lines of the web page, that of the document before that of publication, or ""."""
    found = [(match["label"], match["date"]) for match in _words().date_label.finditer(page.page)]
    order = _words().date_labels
    found.sort(key=lambda pair: next(i for i, label in enumerate(order) if label.fullmatch(pair[0])))
    alone = [line for line in page.lines if re.match(r"\d", line) and find_date(line[:10]) and "届" not in line]
    return next(filter(None, map(find_date, [*(day for _, day in found), *(line[:10] for line in alone)])), "")


def departmental(page: Layout) -> bool:
    """Say whether the report calls its body 我局, 我厅, 我校 …, so that it is not the government's."""
    return bool(_words().departmental.search(page.opening))


def stem_of(name: str) -> str:
    """Return the name of a file without directories and extension, ``report`` where nothing is left of it."""
    stem = _EXTENSION.sub("", name.replace("\\", "/").rstrip("/").rpartition("/")[2]).strip()
    return "report" if stem in ("", "-", ".", "..") else stem


def named_by_file(stem: str) -> Body | None:
    """Return the body that the name of a file tells: 云溪市-2026-政府工作报告, 云溪市司法局2023年总结."""
    parts = re.split(r"[-_—\s.,，]+", stem)
    for part in parts:
        if named := body(part) or title_body(part):
            return named
    for part in parts[:1]:
        if re.fullmatch(rf"{HAN}{{2,8}}", part) and (area := resolve(part)):
            return Body(government(area), area, explicit=False)
    return None


def stated_body(said: str, field: str) -> Body | None:
    """Return the body that the title or the issuer in a page's metadata names, None where it is a medium or no body."""
    named = title_body(said) if field == "title" else body(said)
    return named if named and (named.explicit or field == "title") else None


def _paragraph(page: Layout) -> str:
    """Return the first paragraph; a greeting or another short line and the next one are taken together."""
    lines = [line for line in page.opening.splitlines() if line.strip()]
    return "\n".join(lines[: 2 if lines and len(lines[0]) < _SHORT else 1])


class _Words:
    """The patterns of telling lines, compiled once."""

    def __init__(self) -> None:
        lines = table("headings")["lines"]
        verbs = "|".join(lines["verbs"])
        labels = "|".join(lines["issuer_labels"])
        self.speaker = re.compile(rf"(?P<name>{HAN}{{2,30}}?)(?:代理|代)?(?:{'|'.join(lines['posts'])}){HAN}{{0,14}}")
        self.represents = re.compile(rf"(?:代表|受)(?P<name>{HAN}{{2,30}}?)(?=[，,向]|委托|作)")
        self.assembly = re.compile(
            rf"(?:(?:^|[在，,日])(?!在)(?P<area>{HAN}{{2,20}}?))?"
            rf"第?[{_NUMERAL}]{{1,3}}届(?P<country>全国)?\s*人(?:民代表大会|大)",
            re.MULTILINE,
        )
        start = rf"(?:(?:^|[，,。；;\s])(?:现将|特将|公布|公开)?|现将|公布)(?:{YEAR})?(?:年度?)?(?:以?来)?"
        self.subject = re.compile(rf"{start}(?P<name>{HAN}{{2,30}}?)(?={verbs}|{YEAR})", re.MULTILINE)
        self.year_said = re.compile(
            r"(?:^\s*|。|现将.{0,30}?)(?P<year>(?:19|20)\d\d)年(?:度|以?来)?(?![-—–~至\d])", re.MULTILINE
        )
        self.called = re.compile(r"(?:^\s*|。|过去的)(?P<year>20\d\d)年是", re.MULTILINE)
        self.account = re.compile(
            r"^\s*(?:[一1][、.．]|第一部分)?[^\d\n。]{0,20}"
            r"(?P<year>20\d\d)年(?!以来)[^\n。]{0,24}(?:回顾|总结|成就|完成情况)",
            re.MULTILINE,
        )
        self.issuer_label = re.compile(rf"(?:{labels})\s*[：:]?\s*(?P<name>{HAN}{{3,40}})")
        self.date_label = re.compile(rf"(?P<label>{'|'.join(lines['date_labels'])})\s*[：:]?\s*(?P<date>{DATE})")
        self.date_labels = [re.compile(label) for label in lines["date_labels"]]
        self.departmental = re.compile("|".join(lines["departmental"]))


@cache
def _words() -> _Words:
    return _Words()

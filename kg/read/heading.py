"""What a report says of itself: title, body that reports, division, year under review, genre and date.

The text is asked first (heading, signature, speech, session, first paragraph, table of the web page), then the name of
the file; an option overrules both. ``found`` of the report says which of them told each field. Nothing is looked up
that the text does not say, so a place that no table knows is read like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import ReadError
from kg.fold import simplified
from kg.read import evidence
from kg.read.dates import find_date, first_year, is_date, reviewed, title_years
from kg.read.layout import Layout, as_written, layout
from kg.read.names import Body, body, completed, government, is_division, known
from kg.read.report import Report
from kg.read.stated import Extracted, Stated
from kg.read.title import Genre, Title, find_title, genre_of, genre_of_opening

_EARLIEST, _LATEST = 1949, 2100
_SESSION = "session"
#: How many characters at the beginning and at the end of a text tell what it is.
_LOOKED_AT = 4000


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that is known while the fields are found."""

    page: Layout
    stem: str
    found: Extracted
    title: Title | None
    genre: Genre
    genre_how: str
    signed: Body | None
    signed_day: str

    @property
    def stated(self) -> Stated:
        """What is said beside the text."""
        return self.found.stated


def describe(
    found: Extracted,
    name: str,
    *,
    issuer: str | None = None,
    area: str | None = None,
    year: int | None = None,
) -> Report:
    """Return the report of the text that a format yields, with all that its heading, closing lines and ``name`` tell.

    What is stated beside the text (metadata of a page, columns of a table) fills gaps, or overrules the text where it
    says so. Traditional characters are matched as simplified ones: only the title stays as it is written.

    :param name: name or path of the file; without directories and extension it names the output.
    :param issuer, area, year: what the user says; each overrules what the text says. A short form (云溪市政府) and a
        bare division get their full form.
    :raises ReadError: if ``year`` is no year of the People's Republic.
    """
    if year is not None and not _EARLIEST <= year <= _LATEST:
        raise ReadError(f"{year} cannot be the year under review; give one between {_EARLIEST} and {_LATEST}.")
    reading = _read(found, name)
    issuer_said, area_option, year_said = (
        _given(reading.stated, field, option) for field, option in (("issuer", issuer), ("area", area), ("year", year))
    )
    area_said = known(area_option[0]) if area_option[0] else "", area_option[1]
    told, issuer_how = _issuer(reading, issuer_said, area_said)
    place, area_how = area_said if area_said[0] else _area(reading, told, issuer_how)
    reviewed_year, year_how = _year(reading, year_said)
    day, day_how = _day(reading)
    title, title_how = _title(reading, told)
    how = (
        ("title", title_how),
        ("issuer", issuer_how),
        ("area", area_how),
        ("year", year_how),
        ("genre", reading.genre_how),
        ("date", day_how),
        *(("text", note) for note in found.notes),
    )
    return Report(
        text=found.text,
        name=reading.stem,
        title=title,
        issuer=told.name if told else "",
        area=place,
        year=reviewed_year,
        genre=reading.genre.name,
        date=day,
        encoding=found.encoding,
        provisional=told is None,
        found=tuple(pair for pair in how if pair[1]),
    )


def _read(found: Extracted, name: str) -> _Reading:
    text, stem = _folded(found.text), evidence.stem_of(name)
    page, plain_stem = layout(text), simplified(stem)
    title = find_title(page)
    signed, signed_day = evidence.signature(page)
    sources = (
        (title.genre if title else Genre(), "heading"),
        (genre_of_opening(page.opening), "first paragraph"),
        (genre_of(simplified(found.stated.get("title")[0])), found.stated.get("title")[1]),
        (genre_of(plain_stem), "file name"),
    )
    genre, how = next(((genre, how) for genre, how in sources if genre.name), (Genre(), ""))
    return _Reading(page, stem, found, title, genre, how, signed, signed_day)


def _folded(text: str) -> str:
    """Return ``text`` with its beginning and end in simplified characters: the rest is not looked at."""
    if len(text) <= 2 * _LOOKED_AT:
        return simplified(text)
    return simplified(text[:_LOOKED_AT]) + text[_LOOKED_AT:-_LOOKED_AT] + simplified(text[-_LOOKED_AT:])


def _given(stated: Stated, field: str, option: str | int | None) -> tuple[str, str]:
    """Return what overrules the text for ``field`` and how it is said: the option of the user, else a column."""
    said = simplified(str(option).strip()) if option else ""
    if said:
        return said, "option"
    value, how = stated.get(field) if stated.overrules else ("", "")
    return simplified(value), how


def _issuer(reading: _Reading, said: tuple[str, str], area: tuple[str, str]) -> tuple[Body | None, str]:
    """Return the body that reports and how it was found; the longest written form of its name is taken."""
    if said[0]:
        return body(said[0]) or Body(said[0], ""), said[1]
    department = evidence.departmental(reading.page)
    bodies = [(told, how) for told, how in _bodies(reading) if told]
    areas = [area[0], *(told.area for told, _ in bodies)]
    full = ((completed(told, areas), how) for told, how in bodies)
    named = [(told, how) for told, how in full if told and (told.explicit or not department)]
    if not named:
        return (Body(government(area[0]), area[0]), area[1]) if area[0] and not department else (None, "")
    chosen, how = named[0]
    for other, other_how in named[1:]:
        if _is_longer(other, chosen):
            chosen, how = other, other_how
    return chosen, how


def _bodies(reading: _Reading) -> Iterator[tuple[Body | None, str]]:
    """Yield the bodies that the report names with what names them, the surest first."""
    page, title = reading.page, reading.title
    titled = title.body if title else None
    yield (titled if titled and titled.explicit else None), "heading"
    yield reading.signed, "signature"
    yield _below(reading), "heading"
    spoken = evidence.speech(page)
    yield (spoken if spoken and spoken.explicit else None), "speech"
    yield titled, "heading"
    yield _above(reading), "heading"
    yield spoken, "speech"
    yield (evidence.session(page) if reading.genre.delivered or not reading.genre.name else None), _SESSION
    yield evidence.first_paragraph(page), "first paragraph"
    yield evidence.page_issuer(page), "furniture"
    for field in ("title", "issuer"):
        value, how = reading.stated.get(field)
        yield evidence.stated_body(simplified(value), field), how
    yield evidence.named_by_file(simplified(reading.stem)), "file name"


def _is_longer(other: Body, chosen: Body) -> bool:
    """Say whether ``other`` is the same name with the division above before it (深圳市龙华区 for 龙华区)."""
    return (
        len(other.name) > len(chosen.name)
        and other.name.endswith(chosen.name)
        and other.area.endswith(chosen.area)
        and is_division(other.name.removesuffix(chosen.name))
    )


def _above(reading: _Reading) -> Body | None:
    """Return the body on the line before the title, which may be the owner of the web page."""
    if reading.title is None or reading.title.index < 1:
        return None
    told = body(reading.page.lines[reading.title.index - 1])
    return told if told and told.explicit else None


def _below(reading: _Reading) -> Body | None:
    """Return the body on the line after the title, its author; dates and sessions may stand between."""
    if reading.title is None or reading.title.index < 0:
        return None
    for line in reading.page.lines[reading.title.index + reading.title.size :]:
        if not (is_date(line) or "会议" in line):
            told = body(line)
            return told if told and told.explicit else None
    return None


def _title(reading: _Reading, told: Body | None) -> tuple[str, str]:
    """Return the title as it is written, and how it was found.

    One that begins with 关于 gets the body on the line before it, where that is who reports.
    """
    title, lines = reading.title, reading.page.lines
    stated = reading.stated.get("title")
    if title is None or (stated[0] and reading.stated.overrules):
        return stated
    if title.text.startswith("关于") and title.body is None and title.index > 0 and told:
        before = body(lines[title.index - 1])
        if before and before.name == told.name:
            return as_written(lines[title.index - 1] + title.text, reading.page.head, reading.found.text), "heading"
    return as_written(title.text, reading.page.head, reading.found.text), "heading"


def _area(reading: _Reading, told: Body | None, how: str) -> tuple[str, str]:
    """Return the division and how it was found: the body's own, else what the lines that tell no body say."""
    if told is not None:
        return (told.area, how) if told.area else ("", "")
    for other, source in _bodies(reading):
        if other and other.area:
            return other.area, source
    return "", ""


def _year(reading: _Reading, said: tuple[str, str]) -> tuple[int, str]:
    """Return the year under review and how it was found, (0, "") where nothing tells it."""
    years = ((first_year(said[0]), said[1]), *_years(reading))
    return next(((year, how) for year, how in years if _EARLIEST <= year <= _LATEST), (0, ""))


def _years(reading: _Reading) -> Iterator[tuple[int, str]]:
    """Yield the years that the report tells, the surest first.

    A report delivered to an assembly reviews the year before its date, and the year in the title of a government's work
    report is that of the session (2026年山西省政府工作报告 reviews 2025); 2023年度 is always the year itself.
    """
    page, title, genre = reading.page, reading.title, reading.genre
    session, said = evidence.session_day(page), title.years[0] if title and title.years else 0
    shift = genre.titled and not (title and "年度" in title.text)
    if genre.delivered:
        day = session or evidence.heading_day(page)
        yield (reviewed(day) if day else 0), _SESSION if session else "heading"
        yield evidence.section_year(page), "section heading"
    yield (said - shift if said else 0), "heading"
    if title and title.index >= 0:
        yield from _subtitle(page.lines[title.index + title.size :][:1])
    yield evidence.first_year_said(page), "first paragraph"
    yield evidence.section_year(page), "section heading"
    yield (evidence.year_called(page) if genre.delivered else 0), "first paragraph"
    for day, how in ((session, _SESSION), (reading.signed_day, "signature"), (evidence.page_day(page), "furniture")):
        yield (reviewed(day) if day else 0), how
    value, how = reading.stated.get("title")
    yield next(iter(title_years(value)), 0), how
    value, how = reading.stated.get("date")
    yield (reviewed(find_date(value)) if find_date(value) else 0), how
    named = first_year(reading.stem)
    yield (named - (genre.titled and "年度" not in reading.stem) if named else 0), "file name"


def _subtitle(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield the year of a line below the title that holds nothing else: （2023年度）."""
    for line in lines:
        if line.strip("（()）").rstrip("年度").isdecimal():
            yield first_year(line), "heading"


def _day(reading: _Reading) -> tuple[str, str]:
    """Return the date of the document, ISO 8601, and how it was found: session, heading, signature, page."""
    page = reading.page
    session = evidence.session_day(page)
    value, how = reading.stated.get("date")
    stated = find_date(value), how
    days = (
        stated if reading.stated.overrules else ("", ""),
        (session if len(session) == len("2024-01-31") else "", _SESSION),
        (evidence.heading_day(page), "heading"),
        (reading.signed_day, "signature"),
        (evidence.page_day(page), "furniture"),
        stated,
    )
    return next((pair for pair in days if pair[0]), ("", ""))

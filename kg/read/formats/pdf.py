"""PDF documents with a text layer (PDFium): their lines with where they stand, put together to paragraphs.

A document of pictures (a scan) is refused; pages of pictures among others are counted in ``found``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import ReadError
from kg.fold import whole_characters
from kg.read.decode import HAN, plausible
from kg.read.formats.paragraphs import Line, Page, paragraphs
from kg.read.stated import Extracted

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

#: The share of pages without text from which on a document is a scan.
_SCANNED = 0.5
_BREAKS, _HYPHENS, _SPACES = frozenset("\r\n"), frozenset("\x02\ufffe"), frozenset(" \t\u00a0\u3000")
#: The widest gap between two characters of a line that is set wide, in sizes of type.
_GAP = 1.5
#: The share of such gaps among the characters of a line from which on it is set wide.
_WIDE = 0.4
_OCR = "run text recognition (OCR) on it, or get the document as .docx or web page"


def extract(data: bytes, name: str) -> Extracted:
    """Return the text of the document ``data``.

    :raises ReadError: if it is damaged, needs a password, is a scan, or its fonts do not tell their characters.
    """
    document = _open(data, name)
    pages, pictures = [], 0
    for page in _pages(document, name):
        lines = tuple(_lines(page))
        pictures += not lines and _has_picture(page)
        pages.append(Page(lines, page.get_height()))
        page.close()
    text = whole_characters("\n".join(filter(None, (paragraph.strip() for paragraph in paragraphs(pages)))))
    if pictures and pictures >= _SCANNED * len(pages):
        raise ReadError(f"{name} is a scanned PDF, {pictures} of {len(pages)} pages are pictures without text; {_OCR}.")
    if not text:
        raise ReadError(f"{name} is a PDF without text, its pages ({len(pages)}) are blank; {_OCR}.")
    if not HAN.search(text) or not plausible(text, common=False):
        raise ReadError(f"{name} is a PDF whose fonts do not tell which characters they show; {_OCR}.")
    notes = (f"{pictures} of {len(pages)} pages are pictures and were not read",) if pictures else ()
    return Extracted(text + "\n", notes=notes)


def _open(data: bytes, name: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as fault:
        if "assword" in str(fault) or "ecurity" in str(fault):
            raise ReadError(f"{name} is a PDF with a password; open it and print it to a PDF without one.") from fault
        raise ReadError(f"{name} is a PDF that is damaged or cut off; get a whole copy.") from fault


def _pages(document: PdfDocument, name: str) -> Iterator[PdfPage]:
    from pypdfium2 import PdfiumError

    if not len(document):
        raise ReadError(f"{name} is a PDF without pages; get a whole copy.")
    for index in range(len(document)):
        try:
            yield document[index]
        except PdfiumError as fault:
            raise ReadError(f"{name} is a PDF whose page {index + 1} is damaged; get a whole copy.") from fault


def _lines(page: PdfPage) -> Iterator[Line]:
    """Yield the upright lines of the page in the order in which PDFium reads them."""
    from pypdfium2 import raw

    text = page.get_textpage()
    characters: list[tuple[int, str]] = []
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xDC00 <= code < 0xE000 and characters and "\ud800" <= characters[-1][1] < "\udc00":
            before, high = characters.pop()
            characters.append((before, (high + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16")))
            continue
        character = _character(code)
        if character in _BREAKS:
            if line := _line(raw, text, characters):
                yield line
            characters = []
        elif character:
            characters.append((index, character))
    if line := _line(raw, text, characters):
        yield line
    text.close()


def _character(code: int) -> str:
    """Return the character of a code of PDFium, or the first half of one, "" for one that is none."""
    character = chr(code) if code < 0x110000 and not 0xDC00 <= code < 0xE000 else ""
    if character in _HYPHENS:
        return "-"
    return character if character in _BREAKS or character >= " " or character == "\t" else ""


def _line(raw: Any, text: Any, characters: list[tuple[int, str]]) -> Line | None:
    """Return the line of the characters (index, character), None where it is blank or runs across the page."""
    while characters and characters[-1][1] in _SPACES:
        characters.pop()
    first = next((at for at, (_, character) in enumerate(characters) if character not in _SPACES), len(characters))
    characters = characters[first:]
    if not characters or abs(raw.FPDFText_GetCharAngle(text, characters[0][0])) > 0.1:
        return None
    left, bottom, _, top = _box(raw, text, characters[0][0])
    right = _box(raw, text, characters[-1][0])[2]
    size = raw.FPDFText_GetFontSize(text, characters[0][0]) or top - bottom or 1.0
    height = top - bottom
    size = height if size < 2 and height > 2 else size  # type of size 1 that a matrix makes larger
    return Line("".join(_spaced(raw, text, characters, size)), left, right, bottom, size)


def _spaced(raw: Any, text: Any, characters: list[tuple[int, str]], size: float) -> Iterator[str]:
    """Yield the characters; of a line that is set wide (关 于 …) without the spaces that PDFium makes of the gaps."""
    made = {
        at
        for at, (index, character) in enumerate(characters)
        if character == " "
        and raw.FPDFText_IsGenerated(text, index) == 1
        and 0 < at < len(characters) - 1
        and HAN.match(characters[at - 1][1])
        and HAN.match(characters[at + 1][1])
    }
    if len(made) < _WIDE * (len(characters) - len(made)):
        made = set()
    for at, (_, character) in enumerate(characters):
        if at in made:
            gap = _box(raw, text, characters[at + 1][0])[0] - _box(raw, text, characters[at - 1][0])[2]
            if gap < _GAP * size:
                continue
        yield character


def _box(raw: Any, text: Any, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of the cell of a character, in points."""
    from pypdfium2.raw import FS_RECTF

    box = FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    return box.left, box.bottom, box.right, box.top


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))

"""Word documents (.docx): paragraphs and tables in the order of the page, with the numbers that Word writes itself.

Headers, footers, footnotes, comments, tables of contents, hidden and deleted text are left out; the text of a box
stands after the paragraph to which it is tied.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from kg.errors import ReadError
from kg.read.formats.numbering import WORD, Numbering
from kg.read.stated import Extracted

if TYPE_CHECKING:
    from docx.document import Document

#: The largest that the parts of a document may be when unpacked, in bytes; pictures are most of it.
UNPACKED = 200 * 1024 * 1024
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = ("rPr", "pPr", "sdtPr", "tblPr", "trPr", "tcPr")
_SKIPPED = {_FALLBACK, *(f"{WORD}{tag}" for tag in ("del", "moveFrom", "rt", *_PROPERTIES))}
_BREAKS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT, _BOX, _RUN = (
    f"{WORD}{tag}" for tag in ("p", "tbl", "tr", "tc", "t", "txbxContent", "r")
)
_EDGES = " \t\r\n\u00a0\u3000"
#: The longest cell of a table that is written on the line of its row; layout tables hold whole pages in a cell.
_LONGEST_CELL = 60
_AGAIN = "open it in Word or WPS and save it as .docx again."


def extract(data: bytes, name: str) -> Extracted:
    """Return the text of the document ``data``.

    :raises ReadError: if it is damaged, unpacks to too much, declares XML entities, or holds no text.
    """
    document = _open(data, name)
    lines = list(_lines(document.element.body, Numbering(document)))
    if not lines:
        raise ReadError(f"{name} holds no text, only pictures or nothing; run text recognition (OCR) on its pictures.")
    return Extracted("\n".join(lines) + "\n")


def _open(data: bytes, name: str) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    try:
        with ZipFile(BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > UNPACKED:
            raise ReadError(
                f"{name} unpacks to {size >> 20:,} MB, more than the {UNPACKED >> 20} MB of a report; it is made to do "
                f"harm, or full of pictures: {_AGAIN}"
            )
        document = docx.Document(BytesIO(data))
    except (BadZipFile, EOFError, OSError, NotImplementedError) as fault:
        raise ReadError(f"{name} is a Word document that is damaged or cut off; get a whole copy.") from fault
    except (OpcError, KeyError, ValueError, XMLSyntaxError, AttributeError, TypeError) as fault:
        if "emory" in str(fault) or str(fault).startswith("unknown error"):  # what libxml2 says without memory
            raise MemoryError from fault
        raise ReadError(f"{name} is not built like a Word document; {_AGAIN}") from fault
    if document.element.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"{name} declares XML entities, which no Word document does; {_AGAIN}")
    return document


def _lines(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of the paragraphs and tables in ``parent``, also those in content controls and insertions."""
    for element in parent:
        if element.tag == _PARAGRAPH:
            text, boxes = _text(element)
            if text.strip(_EDGES):
                yield from _tidy(numbering.label(element) + text.lstrip(_EDGES))
            for box in boxes:
                yield from _lines(box, numbering)
        elif element.tag == _TABLE:
            for row in element.iter(_ROW):
                if next(row.iterancestors(_TABLE)) is element:
                    yield from _row(row, numbering)
        elif element.tag not in _SKIPPED and not _is_contents(element):
            yield from _lines(element, numbering)


def _row(row: Any, numbering: Numbering) -> Iterator[str]:
    """Yield a row: one line, tabs between the cells, where they hold figures or a few words; else cell by cell."""
    cells = [list(_lines(cell, numbering)) for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
    if all(sum(map(len, cell)) <= _LONGEST_CELL for cell in cells):
        line = "\t".join("".join(cell) for cell in cells if cell)
        if line:
            yield line
    else:
        for cell in cells:
            yield from cell


def _text(paragraph: Any) -> tuple[str, list[Any]]:
    """Return the text of a paragraph and the text boxes in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED or (element.tag == _RUN and element.find(f"{WORD}rPr/{WORD}vanish") is not None):
            continue
        if element.tag == _BOX:
            boxes.append(element)
        elif element.tag == _TEXT:
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag])
        else:
            stack.extend(reversed(element))
    return "".join(pieces), boxes


def _tidy(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if stripped := line.strip(_EDGES):
            yield stripped


def _is_contents(element: Any) -> bool:
    gallery = element.find(f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery")
    return gallery is not None and gallery.get(f"{WORD}val") == "Table of Contents"

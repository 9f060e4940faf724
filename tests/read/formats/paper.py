"""A small writer of PDF pages with Chinese text, for the tests: no font is embedded, the characters are told by a map.

It sets text as Word does: a line is as long as the page is wide, paragraphs begin two characters further right, each
page has a header and a number.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

SIZE, LEADING, LEFT, TOP, BOTTOM = 16, 28, 90, 740, 90
ACROSS = 26  # characters in a line
_NEVER_FIRST = "，。、；：”’）》！？％%"


@dataclass(frozen=True)
class Line:
    text: str
    x: float
    y: float
    size: float = SIZE


def typeset(
    paragraphs: Sequence[str], *, header: str = "", numbered: bool = True, indent: int = 2, across: int = ACROSS
) -> list[list[Line]]:
    """Return the pages of lines of the paragraphs, the first centred as a title."""
    pages: list[list[Line]] = [[]]
    y = float(TOP)
    for index, paragraph in enumerate(paragraphs):
        for x, text in _broken(paragraph, 0 if index == 0 else indent, across):
            if y < BOTTOM:
                pages.append([])
                y = float(TOP)
            at = LEFT + (across - _width(text)) / 2 * SIZE if index == 0 else LEFT + x * SIZE
            pages[-1].append(Line(text, at, y))
            y -= LEADING
    for number, page in enumerate(pages, 1):
        if header:
            page.insert(0, Line(header, LEFT, 800, 9))
        if numbered:
            page.append(Line(f"— {number} —", 280, 50, 12))
    return pages


def _broken(paragraph: str, indent: int, across: int) -> list[tuple[float, str]]:
    """Return the lines of a paragraph with where they begin, in characters."""
    lines: list[tuple[float, str]] = []
    line, x = "", float(indent)
    for character in paragraph:
        if x + _width(line + character) > across and character not in _NEVER_FIRST:
            lines.append((x, line))
            line, x = "", 0.0
        line += character
    return [*lines, (x, line)]


def _width(text: str) -> float:
    return sum(0.5 if character < "\u0100" else 1.0 for character in text)


def pdf(pages: Sequence[Sequence[Line]], *, to_unicode: bool = True) -> bytes:
    """Return the PDF document of the pages; without ``to_unicode`` it does not tell which characters its glyphs are."""
    characters = sorted({" ", *(character for page in pages for line in page for character in line.text)})
    codes = {character: index + 1 for index, character in enumerate(characters)}
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * index) for index in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R]%s >>"
        % (b" /ToUnicode 5 0 R" if to_unicode else b""),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [%s] /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor "
        b"/FontName /Song /Flags 4 /FontBBox [0 -140 1000 860] /Ascent 860 /Descent -140 /ItalicAngle 0 /StemV 80 >> >>"
        % b" ".join(b"%d [500]" % codes[character] for character in characters if character < "\u0100"),
        _stream(_map(codes)),
    ]
    for index, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (7 + 2 * index)
        )
        objects.append(_stream(b"\n".join(_shown(line, codes) for line in page)))
    return assemble(objects)


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return the file of the objects, numbered from 1; the first is the catalogue."""
    data, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + table + end


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _shown(line: Line, codes: dict[str, int]) -> bytes:
    text = "".join(f"{codes[character]:04x}" for character in line.text + " ")  # PDFium drops glyphs without a width
    return f"BT /F {line.size} Tf 1 0 0 1 {line.x:.2f} {line.y:.2f} Tm <{text}> Tj ET".encode()


def _map(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()]
    parts = [pairs[index : index + 100] for index in range(0, len(pairs), 100)]
    ranges = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Song def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{ranges}\nendcmap end end"
    ).encode()

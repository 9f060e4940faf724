"""Files that are broken or made to do harm, built in memory; what is said of them stands in hostile.tsv."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
from paper import assemble, pdf, typeset

TEXT = (
    "云溪市人民政府关于2023年法治政府建设情况的报告\n"
    + "2023年，全市依法行政水平不断提升，办理案件123件，占比56.7％。\n" * 8
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FILES: dict[str, Callable[[], bytes]] = {}


def _file(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        FILES[name] = make
        return make

    return keep


def packed(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def word(document: str | bytes, numbering: str = "") -> bytes:
    """Return a Word document whose main part is ``document`` as it is, and whose lists are ``numbering``."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_WORD}>{numbering}</w:numbering>"
    return packed({**parts, "word/document.xml": document})


def body(content: str, prologue: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document {_WORD}><w:body>{content}</w:body></w:document>'
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def page(content: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{content}</body></html>".encode()


def _bare_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    return assemble([b"<< /Type /Catalog /Pages 2 0 R >>", *objects], trailer)


def _content(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
)
_PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"

# --- archives ---------------------------------------------------------------------------------------------------------


@_file("bomb.zip")
def _() -> bytes:
    return packed({"报告.txt": bytes(90 * 1024 * 1024)})


@_file("bomb-of-many.zip")
def _() -> bytes:
    """Members that share their compressed bytes: 2,000 times 19 MB in 20 KB and a list of names."""
    return _overlapping(packed({"a.txt": bytes(19 * 1024 * 1024)}), 2000)


def _overlapping(data: bytes, count: int) -> bytes:
    start = struct.unpack_from("<I", data, len(data) - 6)[0]
    entry = bytearray(data[start : len(data) - 22])
    entries = b"".join(bytes(entry) for _ in range(count))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return data[:start] + entries + end


@_file("many-names.zip")
def _() -> bytes:
    return _overlapping(packed({"a.txt": b""}), 60_000)


@_file("cut-off.zip")
def _() -> bytes:
    return packed({"a.txt": TEXT})[:-40]


@_file("wrong-sum.zip")
def _() -> bytes:
    data = bytearray(packed({"a.txt": TEXT}, zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    return bytes(data)


@_file("way-out.zip")
def _() -> bytes:
    return packed({"../../../etc/报告.txt": TEXT})


@_file("way-out-windows.zip")
def _() -> bytes:
    return packed({"C:\\Windows\\报告.txt": TEXT})


@_file("in-itself.zip")
def _() -> bytes:
    return packed({"报告.zip": packed({"报告.zip": packed({"a.txt": TEXT})})})


@_file("password.zip")
def _() -> bytes:
    data = bytearray(packed({"a.txt": TEXT}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@_file("lzma.zip")
def _() -> bytes:
    """A dictionary of 4 GB."""
    data = packed({"a.txt": TEXT}, zipfile.ZIP_LZMA)
    at = data.index(b"\x09\x04\x05\x00\x5d") + 5
    return data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :]


@_file("link.zip")
def _() -> bytes:
    entry = zipfile.ZipInfo("a.txt")
    entry.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


@_file("empty.zip")
def _() -> bytes:
    return packed({})


@_file("pictures.zip")
def _() -> bytes:
    return packed({"1.jpg": b"\xff\xd8\xff", "README.md": "说明"})


# --- Word -------------------------------------------------------------------------------------------------------------


@_file("bomb.docx")
def _() -> bytes:
    return word(b" " * 220 * 1024 * 1024)


@_file("laughs.docx")
def _() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return word(body(paragraph("&a9;"), f'<!DOCTYPE a [<!ENTITY a0 "哈哈哈哈">{entities}]>'))


@_file("entity.docx")
def _() -> bytes:
    return word(body(paragraph("报告&x;"), '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))


@_file("huge.docx")
def _() -> bytes:
    return word(body(paragraph("云") * 2_500_000))


@_file("deep.docx")
def _() -> bytes:
    return word(body("<w:sdt><w:sdtContent>" * 5000 + paragraph("云") + "</w:sdtContent></w:sdt>" * 5000))


@_file("cut-off.docx")
def _() -> bytes:
    return word(body(paragraph("云溪市")))[:-100]


@_file("no-document.docx")
def _() -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"})


@_file("broken-xml.docx")
def _() -> bytes:
    return word(body("<w:p>")[:-30])


@_file("pictures.docx")
def _() -> bytes:
    return word(body(paragraph(" ")))


@_file("password.docx")
def _() -> bytes:
    return _OLE + "EncryptedPackage".encode("utf-16-le")


@_file("old.doc")
def _() -> bytes:
    return _OLE + "WordDocument".encode("utf-16-le")


@_file("text.docx")
def _() -> bytes:
    return TEXT.encode()


@_file("rich.doc")
def _() -> bytes:
    return b"{\\rtf1\\ansi\\ansicpg936 }"


@_file("sheet.xlsx")
def _() -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"})


@_file("fixed.ofd")
def _() -> bytes:
    return packed({"OFD.xml": "<ofd/>"})


# --- web pages --------------------------------------------------------------------------------------------------------


@_file("deep.html")
def _() -> bytes:
    return page("<div>" * 10_000 + f"<p>{TEXT}</p>" + "</div>" * 10_000)


@_file("unclosed.html")
def _() -> bytes:
    return page("<b><i><table><tr><td>" * 60_000 + TEXT)


@_file("laughs.html")
def _() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY a0 "哈">{entities}]><html><body><p>&a9;</p></body></html>'.encode()


@_file("attributes.html")
def _() -> bytes:
    return page("<p " + " ".join(f"a{n}=1" for n in range(400_000)) + ">云</p>")


@_file("items.html")
def _() -> bytes:
    return page("<ol>" + "<li>云溪市法治政府建设，办理案件若干件。</li>" * 300_000 + "</ol>")


@_file("links.html")
def _() -> bytes:
    return page("<ul>" + "<li><a href=/a>云溪市法治政府建设年度报告</a></li>" * 2 + "</ul>")


@_file("attachment.html")
def _() -> bytes:
    return page("<h1>云溪市2023年法治政府建设年度报告</h1><p>附件：<a href='P0.PDF?x=1'>法治政府建设年度报告</a></p>")


@_file("damaged.html")
def _() -> bytes:
    data = page("".join(f"<p>{line}</p>" for line in TEXT.splitlines() * 9))
    at = data.index("占比".encode(), len(data) // 2)
    return data[: at + 1] + b"\xff" + data[at + 2 :]


@_file("shift-jis.html")
def _() -> bytes:
    return "<html><body>これはにほんごのぶんしょうです。</body></html>".encode("shift-jis")


@_file("archive.mht")
def _() -> bytes:
    return b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n"


@_file("large.html")
def _() -> bytes:
    return page("<p>云</p>" * 2_200_000)


# --- PDF --------------------------------------------------------------------------------------------------------------


@_file("password.pdf")
def _() -> bytes:
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
        b"5a" * 32,
        b"a5" * 32,
    )
    return _bare_pdf(_PAGES, _PAGE, _content(b""), b"<< >>", trailer=lock)


@_file("cut-off.pdf")
def _() -> bytes:
    return pdf(typeset(TEXT.splitlines()))[:300]


@_file("loop-of-pages.pdf")
def _() -> bytes:
    return _bare_pdf(b"<< /Type /Pages /Count 5000 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>")


@_file("many-pages.pdf")
def _() -> bytes:
    return _bare_pdf(b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>", _PAGE, _content(b""), b"<< >>")


@_file("no-pages.pdf")
def _() -> bytes:
    return _bare_pdf(b"<< /Type /Pages /Count 0 /Kids [] >>")


@_file("loop-of-forms.pdf")
def _() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    return _bare_pdf(_PAGES, _PAGE, _content(b"/X Do " * 50), _content(b"/X Do " * 50, form))


@_file("loop-of-tables.pdf")
def _() -> bytes:
    data = _bare_pdf(_PAGES, _PAGE, _content(b""), b"<< >>")
    at = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


@_file("endless.pdf")
def _() -> bytes:
    """A page of 900 MB that takes 900 KB."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 9 9 l S " * 75_000
    data = b"".join(packer.compress(block) for _ in range(900)) + packer.flush()
    return _bare_pdf(_PAGES, _PAGE, _content(data, b"/Filter /FlateDecode"), b"<< >>")


@_file("slow.pdf")
def _() -> bytes:
    """Forms that call forms that call forms, ten times each: ten thousand million calls."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    forms = [_content(b"/X Do " * 10, form % (6 + depth)) for depth in range(10)]
    return _bare_pdf(_PAGES, _PAGE, _content(b"/X Do " * 10), *forms, _content(b"0 0 m 9 9 l S", form % 15))


@_file("deep.pdf")
def _() -> bytes:
    return _bare_pdf(
        b"<< /Type /Pages /Count 1 /Kids " + b"[" * 2_000_000 + b"3 0 R" + b"]" * 2_000_000 + b" >>", _PAGE
    )


@_file("scan.pdf")
def _() -> bytes:
    image = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return _bare_pdf(_PAGES, _PAGE, _content(b"q 595 0 0 842 0 0 cm /X Do Q"), _content(b"\x80", image))


@_file("blank.pdf")
def _() -> bytes:
    return _bare_pdf(_PAGES, _PAGE, _content(b""), b"<< >>")


@_file("no-characters.pdf")
def _() -> bytes:
    return pdf(typeset(TEXT.splitlines()), to_unicode=False)


@_file("text.pdf")
def _() -> bytes:
    return TEXT.encode()


# --- text, tables, Markdown -------------------------------------------------------------------------------------------


@_file("quotes.md")
def _() -> bytes:
    return (">" * 200_000 + " 云").encode()


@_file("brackets.md")
def _() -> bytes:
    return ("云" + "[" * 60_000 + "](" * 20_000).encode()


@_file("stars.md")
def _() -> bytes:
    return ("云*a **b _c " * 15_000).encode()


@_file("marks.md")
def _() -> bytes:
    return "<!-- 云 -->\n\n---\n".encode()


@_file("columns.csv")
def _() -> bytes:
    return "年份,地区\n2023,云溪市\n".encode()


@_file("open-quote.csv")
def _() -> bytes:
    return ('text,year\n"' + "云溪市，\n" * 2_000_000).encode()


@_file("one-line.csv")
def _() -> bytes:
    return ("text,year\n" + "云" * 21_000_000).encode()


@_file("mixed.csv")
def _() -> bytes:
    return ("text,year\n" + "云溪市法治政府建设,2023\n" * 9000).encode() + "云溪市".encode("gb18030") + b",2023\n"


@_file("no-text.jsonl")
def _() -> bytes:
    return b'{"year": 2023}\n'


@_file("deep.jsonl")
def _() -> bytes:
    return b"[" * 1_000_000 + b"\n"


@_file("broken.jsonl")
def _() -> bytes:
    return b'{"text": "\n'


@_file("list.json")
def _() -> bytes:
    return b'[{"text": "x"}]'


@_file("word.xml")
def _() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'


@_file("picture.txt")
def _() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@_file("nothing.txt")
def _() -> bytes:
    return b""

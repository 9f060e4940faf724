"""Word documents: everything on the page in its order, and nothing that is not on it."""

from __future__ import annotations

import docx
import pytest
from hostile import body, packed, paragraph, word

from kg.errors import ReadError
from kg.read import read_bytes

TEXT = "云溪市法治政府建设"
RUN = "<w:r><w:t>甲</w:t></w:r>"
NUMBERED = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%3."/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
)


def lines_of(content: str) -> list[str]:
    return read_bytes(word(body(content)), "x.docx").text.splitlines()


def runs(*pieces: str) -> str:
    return "<w:p>" + "".join(f"<w:r>{piece}</w:r>" for piece in pieces) + "</w:p>"


def text(words: str) -> str:
    return f"<w:t>{words}</w:t>"


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (runs(text("甲"), "<w:rPr><w:b/></w:rPr>" + text("乙")), ["甲乙"]),
        (runs(text("甲"), "<w:br/>", text("乙")), ["甲", "乙"]),
        (runs(text("甲"), "<w:tab/>", text("乙")), ["甲\t乙"]),
        (paragraph("　　甲 ") + paragraph("") + paragraph("乙"), ["甲", "乙"]),
        (f"<w:p><w:ins>{RUN}</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>", ["甲"]),
        (f"<w:p><w:hyperlink>{RUN}</w:hyperlink><w:r><w:t>乙</w:t></w:r></w:p>", ["甲乙"]),
        (runs("<w:instrText>PAGE</w:instrText>", text("甲")), ["甲"]),
        (runs("<w:rPr><w:vanish/></w:rPr>" + text("甲"), text("乙")), ["乙"]),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>{paragraph('乙')}", ["甲", "乙"]),
        (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>{paragraph('乙')}",
            ["乙"],
        ),
        (f"<w:p>{RUN}<w:r><w:pict><w:txbxContent>{paragraph('乙')}</w:txbxContent></w:pict></w:r></w:p>", ["甲", "乙"]),
        (
            f"<w:p><w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase>{RUN}</w:rubyBase></w:ruby></w:r></w:p>",
            ["甲"],
        ),
        (table([paragraph("指标"), paragraph("数量")], [paragraph("甲"), paragraph("12")]), ["指标\t数量", "甲\t12"]),
        (table([paragraph("甲" * 61), paragraph("乙") + paragraph("丙")]), ["甲" * 61, "乙", "丙"]),
        (table([table([paragraph("甲"), paragraph("乙")]) + paragraph("丙")]), ["甲\t乙丙"]),
        (paragraph("甲") + table([paragraph("乙")]) + paragraph("丙"), ["甲", "乙", "丙"]),
    ],
)  # fmt: skip
def test_docx_lines(content: str, lines: list[str]) -> None:
    assert lines_of(content + paragraph(TEXT)) == [*lines, TEXT]


def test_docx_numbers_that_word_writes() -> None:
    def item(words: str, level: int) -> str:
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="9"/></w:numPr></w:pPr>'
        return f"<w:p>{place}<w:r><w:t>{words}</w:t></w:r></w:p>"

    levels = [0, 1, 1, 2, 2, 0, 1, 2]
    document = body("".join(item("工作", level) for level in levels) + paragraph("正文"))
    data = word(document, numbering=NUMBERED)
    assert read_bytes(data, "x.docx").text.splitlines() == [
        "一、工作", "（一）工作", "（二）工作", "1.工作", "2.工作", "二、工作", "（一）工作", "1.工作", "正文",
    ]  # fmt: skip


def test_docx_numbers_of_styles() -> None:
    from io import BytesIO

    document, buffer = docx.Document(), BytesIO()
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.save(buffer)
    assert read_bytes(buffer.getvalue(), "x.docx").text.splitlines() == ["1.甲", "2.乙", "丙"]


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_docx_chinese_numerals(number: int, written: str) -> None:
    from kg.read.formats.numbering import _chinese

    assert _chinese(number) == written


@pytest.mark.parametrize("name", ["x.docx", "x.doc", "x.zip", "x", "x.txt"])
def test_docx_is_told_by_its_content(name: str) -> None:
    assert read_bytes(word(body(paragraph(TEXT))), name).text == f"{TEXT}\n"


def test_docx_entity_reads_no_file(tmp_path: object) -> None:
    secret = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(ReadError, match="declares XML entities"):
        read_bytes(word(body(paragraph("&x;云"), secret)), "x.docx")


def test_docx_without_parts() -> None:
    with pytest.raises(ReadError, match="is not built like a Word document"):
        read_bytes(packed({"word/document.xml": body(paragraph(TEXT))}), "x.docx")

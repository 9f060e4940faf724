"""PDF documents: broken lines are joined, what the page adds is dropped, and scans are told."""

from __future__ import annotations

import pytest
from hostile import FILES
from paper import LEFT, SIZE, Line, pdf, typeset

from kg.errors import ReadError
from kg.read import read_bytes

LONG = "云溪市人民政府深入推进依法行政，全年办理行政复议案件1250余件，办结率达到98.6%，较上年提高2.3个百分点。" * 2
LINES = ["云溪市2023年法治政府建设年度报告", LONG, "一、主要工作", LONG, LONG, "云溪市人民政府"]
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def varied(times: int) -> list[str]:
    """Return a title and paragraphs of which no two are alike, so that none looks like a header."""
    words = [f"{stem}县" * (3 + at % 4) + LONG.replace("云溪市", f"{stem}市") for at, stem in enumerate(STEMS[:times])]
    return [LINES[0], *(line for at, word in enumerate(words) for line in (f"{STEMS[at]}、工作", word))]


def lines_of(pages: list[list[Line]]) -> list[str]:
    return read_bytes(pdf(pages), "x.pdf").text.splitlines()


@pytest.mark.parametrize("across", [18, 26, 35, 44])
@pytest.mark.parametrize("times", [1, 20])
def test_pdf_lines_are_joined(across: int, times: int) -> None:
    lines = varied(times)
    assert lines_of(typeset(lines, across=across, header="云溪市人民政府文件" if times > 9 else "")) == lines


def test_pdf_paragraph_goes_on_over_pages() -> None:
    lines = ["报告", LONG * 8, LONG]
    pages = typeset(lines, header="云溪市人民政府文件")
    assert len(pages) > 1
    assert lines_of(pages) == lines


@pytest.mark.parametrize(
    "number",
    ["1", "- {} -", "— {} —", "－{}－", "第{}页", "第 {} 页 共 9 页", "{}/9", "· {} ·", "{} / 9", "~{}~"],
)
def test_pdf_page_numbers_are_dropped(number: str) -> None:
    pages = [
        [*page, Line(number.format(index), 280, 40, 10)]
        for index, page in enumerate(typeset(varied(12), numbered=False), 1)
    ]
    assert lines_of(pages) == varied(12)


@pytest.mark.parametrize("number", ["12", "2023"])
def test_pdf_figures_in_the_text_are_kept(number: str) -> None:
    page = [Line("指标", LEFT, 500), Line(number, LEFT, 470), Line("云溪市", LEFT, 440)]
    assert lines_of([page]) == ["指标", number, "云溪市"]


def test_pdf_headers_are_dropped_and_the_title_kept() -> None:
    pages = [
        [Line(f"云溪市年度报告 {index}", LEFT, 800, 9), *page, Line("网址 www.example.cn", LEFT, 60, 9)]
        for index, page in enumerate(typeset(["云溪市年度报告", *varied(12)[1:]]), 1)
    ]
    assert lines_of(pages) == ["云溪市年度报告", *varied(12)[1:]]


def test_pdf_two_columns() -> None:
    column = typeset(["工作报告", *[LONG] * 9], across=14, indent=2)
    first, second = column[0], column[1]
    left = [Line(line.text, line.x, line.y) for line in first if line.y > 60]
    right = [Line(line.text, line.x + 15 * SIZE, line.y) for line in second if line.y > 60]
    found = lines_of([left + right])
    assert found[:3] == ["工作报告", LONG, LONG]
    assert all(line == LONG for line in found[1:-1])


def test_pdf_title_in_two_lines() -> None:
    title = "云溪市人民政府关于2023年度法治政府建设情况的报告（二〇二四年公开版全文）"
    pages = typeset(["", *LINES[1:]])
    first = [Line(title[:27], LEFT, 775), Line(title[27:], LEFT + 7.5 * SIZE, 775 - 28), *pages[0][1:]]
    assert lines_of([[line for line in first if line.text], *pages[1:]])[0] == title


def test_pdf_table_rows_are_not_joined() -> None:
    rows = [["序号", "指标", "数量"], ["1", "行政复议", "84"], ["2", "行政应诉", "12"]]
    table = [Line(cell, LEFT + 120 * x, 300 - 28 * y) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    found = lines_of([typeset(LINES[:2], numbered=False)[0] + table])
    assert found[-3:] == [" ".join(row) for row in rows]


def test_pdf_words_in_latin_letters_keep_their_space() -> None:
    lines = typeset(["云", "云溪市" * 8 + "ab", "cd云溪市。"], indent=0)[0]
    assert lines_of([lines])[1] == "云溪市" * 8 + "ab cd云溪市。"


def test_pdf_radicals_are_characters() -> None:
    assert lines_of([[Line("⼈⺠政府⼯作报告⻓沙", LEFT, 500)]]) == ["人民政府工作报告长沙"]


def test_pdf_characters_beyond_the_first_plane() -> None:
    assert lines_of([[Line("云溪市𠀀㐀·—“”％〔2024〕", LEFT, 500)]]) == ["云溪市𠀀㐀·—“”％〔2024〕"]


def test_pdf_signature_stays_a_line() -> None:
    page = [*typeset(LINES[:2], numbered=False)[0], Line("云溪市人民政府", 360, 300), Line("2024年1月5日", 376, 272)]
    assert lines_of([page])[-2:] == ["云溪市人民政府", "2024年1月5日"]


def test_pdf_pages_of_pictures_are_counted() -> None:
    import zlib

    from paper import assemble

    shown = zlib.compress(b"BT /F 16 Tf 1 0 0 1 90 700 Tm <4E914E91> Tj ET")
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UTF16-H /DescendantFonts [<< /Type /Font "
        b"/Subtype /CIDFontType0 /BaseFont /Song "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>] >>"
    )
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> >>"
    data = assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 3 /Kids [3 0 R 3 0 R 4 0 R] >>",
            page % (5, b"/Font << /F 7 0 R >>"),
            page % (6, b"/XObject << /X 8 0 R >>"),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(shown), shown),
            b"<< /Length 33 >>\nstream\nq 595 0 0 842 0 0 cm /X Do Q      \nendstream",
            font,
            image + b"\nstream\n\x80\nendstream",
        ]
    )
    report = read_bytes(data, "x.pdf")
    assert report.text == "云云\n云云\n"
    assert dict(report.found)["text"] == "1 of 3 pages are pictures and were not read"


def test_pdf_scan_says_what_to_do() -> None:
    with pytest.raises(
        ReadError, match=r"is a scanned PDF, 1 of 1 pages are pictures without text; run text recognition"
    ):
        read_bytes(FILES["scan.pdf"](), "scan.pdf")

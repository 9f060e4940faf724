"""Tables and archives of reports: every report, its name, what is said of it, and what is wrong with the bad ones."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hostile import body, packed, paragraph, word
from pages import page

from kg.errors import ReadError
from kg.read import Report, find_reports, read, read_all, read_bytes
from kg.read.formats.columns import fields_of

TEXT = "云溪市人民政府关于2023年法治政府建设情况的报告\n2023年，全市依法行政水平不断提升，办理案件123件。\n"
LINES = TEXT.splitlines() * 3


def every(path: Path, data: bytes | str, **options: object) -> list[Report]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_all(path, **options))  # type: ignore[arg-type]


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("header", [["text"], ["正文"], ["Full Text"], ["full_text"]])
def test_csv_texts_are_exact(header: list[str], encoding: str, delimiter: str, tmp_path: Path) -> None:
    texts = [TEXT, '“引号”"里",;\t和\r\n换行的云溪市报告', "云"]
    rows = [[*header, "其他"], *([text, "x"] for text in texts)]
    reports = every(tmp_path / "表.csv", table(rows, delimiter).encode(encoding))
    assert [report.text for report in reports] == texts
    assert [report.name for report in reports] == ["表-1", "表-2", "表-3"]
    assert {report.encoding for report in reports} == {encoding}


def test_csv_columns_overrule_the_text_and_options_the_columns(tmp_path: Path) -> None:
    rows = [
        ["编号", "标题", "发布机构", "地区", "年份", "发布日期", "正文"],
        ["甲", "自拟标题", "石浦县司法局", "石浦县", "2021", "2022/1/5", TEXT],
        ["乙", "", "", "", "", "", TEXT],
    ]
    path = tmp_path / "表.csv"
    first, second = every(path, table(rows))
    assert (first.name, first.title, first.issuer, first.area) == ("甲", "自拟标题", "石浦县司法局", "石浦县")
    assert (first.year, first.date) == (2021, "2022-01-05")
    assert dict(first.found) == {
        "title": "column (标题)",
        "issuer": "column (发布机构)",
        "area": "column (地区)",
        "year": "column (年份)",
        "genre": "heading",
        "date": "column (发布日期)",
    }
    assert (second.name, second.issuer, second.year) == ("乙", "云溪市人民政府", 2023)
    assert [report.year for report in read_all(path, year=2020, issuer="云桥区司法局")] == [2020, 2020]
    assert {dict(report.found)["issuer"] for report in read_all(path, issuer="云桥区司法局")} == {"option"}


def test_jsonl_rows(tmp_path: Path) -> None:
    rows = [
        {"text": TEXT, "year": 2021, "name": "a/甲.txt"},
        {"content": TEXT, "issuer": None},
        {"正文": TEXT, "年份": "2020年"},
    ]
    lines = "\n\n".join(json.dumps(row, ensure_ascii=index == 1) for index, row in enumerate(rows))
    reports = every(tmp_path / "表.jsonl", "\ufeff" + lines)
    assert [(report.name, report.year, report.text) for report in reports] == [
        ("甲", 2021, TEXT),
        ("表-3", 2023, TEXT),
        ("表-5", 2020, TEXT),
    ]


@pytest.mark.parametrize(
    ("name", "data", "texts", "messages"),
    [
        ("表.csv", "text,year\n云溪市,2023\n,2022\n石浦县,2021\n", 2, ["Row 2 of * has no text; name the column"]),
        (
            "表.jsonl",
            '{"text": "云"}\n{"text": 1}\n[1]\n{\n{"text": "溪"}',
            2,
            ["Line 2 of *", "Line 3 of *", "Line 4 of *"],
        ),
    ],
)
def test_bad_rows_do_not_stop_the_rest(name: str, data: str, texts: int, messages: list[str], tmp_path: Path) -> None:
    faults: list[ReadError] = []
    path = tmp_path / name
    assert len(every(path, data, on_error=faults.append)) == texts
    assert [str(fault).replace(str(path), "*").startswith(what) for fault, what in zip(faults, messages, strict=True)]
    with pytest.raises(ReadError):
        list(read_all(path))


def test_zip_of_every_format(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "b/云溪市-2023.txt": TEXT,
        "a.html": page(LINES[0], LINES),
        "c.docx": word(body(paragraph("云溪市报告"))),
        "d.md": "# 云溪市报告\n",
        "e.csv": table([["正文"], ["云"], ["溪"]]),
        "f.jsonl": '{"text": "市", "name": "名"}\n',
        "index.csv": table([["编号", "地区"], ["1", "云溪市"]]),
        "__MACOSX/._a.txt": "x",
        ".hidden.txt": "x",
        "g.jpg": b"\xff\xd8\xff",
        "README.md": "说明",
    }
    reports = every(tmp_path / "全.zip", packed(members))
    assert [report.name for report in reports] == ["a", "云溪市-2023", "c", "d", "e-1", "e-2", "名"]
    assert reports[1].text == TEXT
    assert reports[0].text == read_bytes(str(members["a.html"]).encode(), "a.html").text


def test_zip_names_are_told_apart(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {f"{folder}/报告.txt": TEXT for folder in "abc"} | {"报告-2.txt": TEXT}
    names = [report.name for report in every(tmp_path / "全.zip", packed(members))]
    assert sorted(names) == ["报告", "报告-2", "报告-2-2", "报告-3"] or len(set(names)) == 4
    assert names == [report.name for report in read_all(tmp_path / "全.zip")]


def test_zip_names_of_windows(tmp_path: Path) -> None:
    data = packed({"XXXXXXXX.txt": TEXT}).replace(b"XXXXXXXX", "云溪市局".encode("gbk"))
    assert every(tmp_path / "全.zip", data)[0].name == "云溪市局"


def test_zip_bad_members_do_not_stop_the_rest(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
        archive.writestr("c.txt", b"\x00")
        archive.writestr("d.txt", TEXT)
    faults: list[str] = []
    names = [
        report.name
        for report in every(tmp_path / "全.zip", buffer.getvalue(), on_error=lambda f: faults.append(str(f)))
    ]
    assert names == ["a", "d"]
    assert [fault.split(": ", 1)[1].split(" is ")[0] for fault in faults] == ["b.doc", "c.txt"]
    assert all(fault.startswith(f"In {tmp_path}/全.zip: ") for fault in faults)


def test_read_takes_a_container_of_one(tmp_path: Path) -> None:
    path = tmp_path / "全.zip"
    path.write_bytes(packed({"云溪市司法局.txt": TEXT}))
    assert read(path).name == "云溪市司法局"
    assert read_bytes(path.read_bytes(), "upload.zip").text == TEXT
    path.write_bytes(packed({"a.txt": TEXT, "b.txt": TEXT}))
    with pytest.raises(ReadError, match=r"holds several reports; read them with kg\.read_all"):
        read(path)


def test_read_all_of_a_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert list(read_all(path)) == [read(path)]


def test_find_reports_by_format(tmp_path: Path) -> None:
    found = [
        "a.txt",
        "b.html",
        "c.DOCX",
        "d.pdf",
        "e.md",
        "f.zip",
        "g.csv",
        "h.jsonl",
        "i.doc",
        "j.wps",
        "k.shtml",
        "l.ofd",
    ]
    other = [
        "README.md",
        "m.jpg",
        "n.csv",
        "o.jsonl",
        "p.xlsx",
        "q_files/r.html",
        "s.json",
        ".t.html",
        "u.gold.tsv",
        "v.css",
    ]
    for name in found + other:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            {"g.csv": "年份,正文\n", "h.jsonl": '{"x": 1, "text": "云"}\n'}.get(name, "a,b\n"), encoding="utf-8"
        )
    assert [path.name for path in find_reports([tmp_path])] == found
    assert find_reports([tmp_path / "n.csv"]) == [tmp_path / "n.csv"]


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (
            ["text", "issuer", "area", "year", "name"],
            {field: field for field in ("text", "issuer", "area", "year", "name")},
        ),
        (["\ufeff正文", "发布 机构"], {"text": "\ufeff正文", "issuer": "发布 机构"}),
        (["content", "Text"], {"text": "Text"}),
        (["x", ""], {}),
    ],
)
def test_columns_are_told_by_their_names(names: list[str], fields: dict[str, str]) -> None:
    assert fields_of(names) == fields


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# 标题\n\n**加粗**的[链接](http://x)与`代码`", ["标题", "加粗的链接与代码"]),
        ("标题\n云溪市司法局\n2024年1月5日", ["标题", "云溪市司法局", "2024年1月5日"]),
        (f"{'云溪市' * 9}\n{'云溪市' * 9}\n云。", ["云溪市" * 18 + "云。"]),
        ("1. 甲\n2. 乙\n\n- 丙", ["1. 甲", "2. 乙", "丙"]),
        ("3. 甲\n4. 乙", ["3. 甲", "4. 乙"]),
        ("| 指标 | 数量 |\n|---|---|\n| 案件 | 12 |", ["指标\t数量", "案件\t12"]),
        ("> 引\n\n```\n云溪\n市\n```", ["引", "云溪市"]),
        ("甲<br>乙<!-- 注 -->\n\n<script>x</script>", ["甲", "乙"]),
        ("（一）甲\n\n一、乙\n\n---\n\n\\*丙\\*", ["（一）甲", "一、乙", "*丙*"]),
    ],
)
def test_markdown_lines(text: str, lines: list[str]) -> None:
    assert read_bytes(text.encode(), "x.md").text.splitlines() == lines


def test_markdown_front_matter() -> None:
    text = "---\ntitle: '自拟标题'\nissuer: 云溪市司法局\ndate: 2024-01-05\nother: x\n---\n\n我们依法行政。\n"
    report = read_bytes(text.encode(), "x.md")
    assert (report.text, report.title, report.issuer, report.date) == (
        "我们依法行政。\n",
        "自拟标题",
        "云溪市司法局",
        "2024-01-05",
    )
    assert dict(report.found)["issuer"] == "front matter (issuer)"

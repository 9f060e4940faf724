"""Web pages: encodings, what is the report and what is not, and what the page says of it."""

from __future__ import annotations

import pytest
from pages import page

from kg.errors import ReadError
from kg.read import Report, read_bytes

TITLE = "云岫县2024年法治政府建设年度报告"
LINES = [
    "2024年，云岫县深入推进依法行政——“放管服”改革·营商环境，全年办理行政复议案件84件。",
    "一、主要做法和成效",
    "县司法局牵头开展案卷评查，抽查案卷400宗，优良率97％；县公证处办理公证事项1150件。",
    "下一步，我县将持续提升执法水平，推动各项任务落地见效。",
]


def read_page(text: str, name: str = "报告.html", encoding: str = "utf-8") -> Report:
    return read_bytes(text.encode(encoding), name)


def article(content: str, head: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in LINES)
    return f"<html><head><meta charset=utf-8>{head}</head><body><div class=c>{content}{text}</div></body></html>"


#: What stands in the head, how the page is encoded, and the encoding that is found.
ENCODINGS = [
    ("<meta charset='utf-8'>", "utf-8", "utf-8"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">', "utf-8", "utf-8"),
    ("", "utf-8", "utf-8"),
    ("", "utf-8-sig", "utf-8-sig"),
    ("<meta charset=gb2312>", "utf-8", "utf-8"),  # wrongly declared
    ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030", "gb18030"),
    ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=GB2312'>", "gb18030", "gb18030"),
    ("<meta charset=gbk>", "gbk", "gb18030"),
    ("<meta charset=GB18030>", "gb18030", "gb18030"),
    ("<meta charset=utf-8>", "gb18030", "gb18030"),  # wrongly declared
    ("<meta charset=iso-8859-1>", "gb18030", "gb18030"),
    ("", "gb18030", "gb18030"),
    ("", "utf-16", "utf-16"),
]


@pytest.mark.parametrize(("head", "encoding", "found"), ENCODINGS)
def test_html_encoding(head: str, encoding: str, found: str) -> None:
    report = read_bytes(page(TITLE, LINES, head=head).encode(encoding), "x.html")
    assert report.text.splitlines()[-4:] == LINES
    assert (report.encoding, report.title) == (found, TITLE)


def test_html_gb2312_is_read_as_gb18030() -> None:
    line = "镕、喆、㙍、—、·、€均为其字，共计办理案件12件。" * 4
    report = read_bytes(page(TITLE, [line], head="<meta charset=gb2312>").encode("gb18030"), "x.html")
    assert line in report.text


def test_html_big5_where_declared() -> None:
    lines = ["2023年，香港特別行政區政府衞生署持續推動醫療改革，處理個案1250宗，較上年增長12％。"] * 3
    text = "<html><head><meta charset=big5></head><body>" + "".join(f"<p>{line}</p>" for line in lines)
    data = text.encode("big5hkscs")
    assert read_bytes(data, "x.html").text.splitlines()[-3:] == lines


def test_html_entities_and_broken_description() -> None:
    text = "".join(f"<p>{''.join(f'&#{ord(c)};' for c in line)}</p>" for line in LINES)
    assert (
        read_bytes(f"<html><body><div>{text}</div></body></html>".encode("ascii"), "x.html").text.splitlines() == LINES
    )
    data = page(TITLE, LINES, head="<meta charset=utf-8><meta name=description content='@'>").encode()
    cut = data.replace(b"'@'", b"'" + "云岫".encode()[:-1] + b"'")
    assert read_bytes(cut, "x.html").text.splitlines()[-4:] == LINES


@pytest.mark.parametrize(
    ("head", "title", "date", "how"),
    [
        (
            f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2025-01-16 10:12">',
            TITLE,
            "2025-01-16",
            {"title": "heading", "date": "page metadata (pubdate)"},
        ),
        (
            '<meta content="2025-01-17" name="publishdate"><meta name="articletitle" content="法治云岫这一年">',
            "法治云岫这一年",
            "2025-01-17",
            {"title": "page metadata (articletitle)", "date": "page metadata (publishdate)"},
        ),
        (
            '<meta name="ContentSource" content="云岫县司法局"><meta name="PubDate" content="2025/1/6">',
            "",
            "2025-01-06",
            {"issuer": "page metadata (contentsource)", "area": "page metadata (contentsource)"},
        ),
        ('<meta name="ContentSource" content="云岫日报">', "", "", {}),
    ],
)
def test_html_metadata_is_told_in_found(head: str, title: str, date: str, how: dict[str, str]) -> None:
    text = article("", head).replace("，云岫县深入", "，我们深入")
    report = read_page(text, "x.html")
    assert (report.title, report.date) == (title, date)
    found = dict(report.found)
    assert {field: found.get(field) for field in how} == how
    assert report.provisional == ("issuer" not in found)


def test_html_metadata_table_stands_before_the_title() -> None:
    table = (
        "<table><tr><td>索 引 号：</td><td>000/2025-1</td><td>发文机关</td><td>云岫县人民政府</td></tr>"
        "<tr><td>文　号：</td><td>岫政发〔2025〕2号</td><td>名　　称：</td><td>某名称</td></tr></table>"
        "<div>发布时间：2025-01-16 10:12来源：云岫县司法局 浏览次数：<script>n()</script>12</div>"
    )
    text = "".join(f"<p>{line}</p>" for line in LINES)
    report = read_page(f"<html><body>{table}<div>{text}</div></body></html>")
    assert report.text.splitlines()[:6] == [
        "索引号：000/2025-1",
        "发文机关：云岫县人民政府",
        "文号：岫政发〔2025〕2号",
        "发布时间：2025-01-16 10:12",
        "来源：云岫县司法局",
        "某名称",
    ]
    assert (report.issuer, report.date) == ("云岫县人民政府", "2025-01-16")
    assert dict(report.found)["date"] == "furniture"


@pytest.mark.parametrize(
    "window",
    [
        f"{TITLE}_云岫县人民政府",
        f"{TITLE}-云岫县司法局",
        f"{TITLE} | 政府信息公开",
        f"{TITLE}--中国云岫网",
        TITLE,
        f"{TITLE}_公开_云岫县政府网",
    ],
)
def test_html_title_of_the_window_without_the_site(window: str) -> None:
    report = read_page(article("", f"<title>{window}</title>"))
    assert report.text.splitlines()[0].startswith(TITLE)
    assert report.title == TITLE


@pytest.mark.parametrize(
    "where", ["<h1>{}</h1>", "<div>{}</div>", "<p><b>云岫县</b><span>{}</span></p>", "<h1>{}</h1><h1>{}</h1>"]
)
def test_html_title_stands_once(where: str) -> None:
    content = where.replace("{}", TITLE.removeprefix("云岫县") if "云岫县" in where else TITLE)
    report = read_page(article(content, f"<title>{TITLE}</title>"))
    assert report.text.count(TITLE) == max(1, content.count(TITLE))


@pytest.mark.parametrize(
    "noise",
    [
        "<script>document.write('脚本')</script>",
        "<style>p{color:red}</style>",
        '<p style="DISPLAY: none">隐藏的段落</p>',
        "<p hidden>隐藏的段落</p>",
        "<select><option>选项</option></select><input value=输入><button>按钮</button>",
        "<!-- 注释 -->",
        "<noscript>请启用脚本</noscript>",
        "<svg><text>图</text></svg>",
        "<iframe src=http://127.0.0.1:9/x>框架</iframe><img src=http://127.0.0.1:9/a.png alt=图片>",
    ],
)
def test_html_leaves_out_what_is_not_shown(noise: str) -> None:
    assert read_page(article(noise + f"<h1>{TITLE}</h1>")).text.splitlines() == [TITLE, *LINES]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<p>甲\n  乙</p>", ["甲乙"]),
        ("<p>甲\n12件</p>", ["甲12件"]),
        ("<p>two\nwords</p>", ["two words"]),
        ("<p>甲 &nbsp; 乙　丙</p>", ["甲 \u00a0 乙　丙"]),
        ("<p>　　甲&nbsp;</p><p>&nbsp;</p>", ["甲"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<b>甲</b>乙<i>丙</i>", ["甲乙丙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("甲\u200b乙\ufeff丙\u00ad", ["甲乙丙"]),
        ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li>甲</li></ol><ul><li>乙</li></ul>", ["3. 甲", "乙"]),
        (
            "<table><tr><th>指标</th><th>数量</th></tr><tr><td>受理<br>案件</td><td><p>12</p></td></tr></table>",
            ["指标\t数量", "受理案件\t12"],
        ),
        ("<table><tr><td>甲</td><td></td><td>乙</td></tr></table>", ["甲\t乙"]),
        (f"<table><tr><td>{'甲' * 61}</td><td><p>乙</p><p>丙</p></td></tr></table>", ["甲" * 61, "乙丙"]),
        ("<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>", ["甲\t乙"]),
    ],
)
def test_html_lines_are_those_of_a_browser(content: str, lines: list[str]) -> None:
    assert read_page(article(content)).text.splitlines() == [*lines, *LINES]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.txt", "<!DOCTYPE html>{}"),
        ("x.doc", "<html>{}</html>"),
        ("x", "\ufeff<!-- saved from url=(0014)about:internet -->\n<html>{}</html>"),
        ("x.shtml", "<div>{}</div>"),
        (
            "x.xhtml",
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML" "x.dtd"><html>{}</html>',
        ),
    ],
)
def test_html_is_told_by_its_beginning_then_by_its_name(name: str, text: str) -> None:
    assert read_page(text.format("".join(f"<p>{line}</p>" for line in LINES)), name).text.splitlines() == LINES


def test_html_short_page_with_a_link_says_so() -> None:
    with pytest.raises(ReadError, match="holds no text of a report, but a link to a file"):
        read_page(f"<html><body><h1>{TITLE}</h1><a href='a.docx'>下载</a></body></html>")


def test_html_metadata_in_traditional_characters_is_told_as_it_stands() -> None:
    lines = ["2023年，澜江特別行政區政府持續推動醫療改革，處理個案1250宗，較上年增長12％，各項工作取得新進展。"] * 3
    text = "<div>發布日期：2024-01-05　來源：澜江特別行政區政府</div><div>" + "".join(
        f"<p>{line}</p>" for line in lines
    )
    report = read_page(f"<html><body>{text}</div></body></html>")
    assert report.text.splitlines() == ["發布日期：2024-01-05", "來源：澜江特別行政區政府", *lines]
    assert (report.issuer, report.date) == ("澜江特别行政区政府", "2024-01-05")

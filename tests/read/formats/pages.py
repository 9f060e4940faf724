"""Web pages around a report, in the manner of the systems that make government sites; all names are invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

_TOP = (
    "<div class=top><a href=/>首页</a><a href=/a>走进云岫</a><a href=/b>政务公开</a><a href=/c>政务服务</a></div>"
    "<div class=crumb>您现在的位置：<a href=/>首页</a> &gt; <a href=/b>政务公开</a> &gt; <a>年度报告</a></div>"
)
_SIDE = (
    "<div class=side><h3>相关阅读</h3><ul>"
    + "".join(
        f"<li><a href=/{n}.html>云岫县关于做好第{n}季度督察工作的通知</a><span>2025-01-0{n}</span></li>"
        for n in range(1, 9)
    )
    + "</ul></div>"
)
_FOOT = "<div class=footer><p>主办单位：云岫县人民政府</p><p>网站标识码：0000000001 澜ICP备00000001号</p></div>"
Layout = Callable[[str, Sequence[str]], str]


def _paragraphs(lines: Sequence[str], tag: str = "p") -> str:
    return "\n".join(f'<{tag} style="text-indent:2em">{escape(line)}</{tag}>' for line in lines)


def trs(title: str, lines: Sequence[str]) -> str:
    return (
        f"{_TOP}<div class=main><h1>{title}</h1>"
        "<div class=info>发布时间：2025-01-16 10:12<span>来源：云岫县司法局</span></div>"
        f"<div class=TRS_Editor><style>.x p{{margin:0}}</style>{_paragraphs(lines)}</div></div>{_SIDE}{_FOOT}"
    )


def vsb(title: str, lines: Sequence[str]) -> str:
    return (
        f"{_TOP}<form><div><h2>{title}</h2><div>发布日期：2025-01-16　作者：佚名　点击：[<span>12</span>]</div>"
        f"<div id=vsb_content><div class=v_news_content>{_paragraphs(lines)}</div></div></div></form>{_FOOT}"
    )


def tables(title: str, lines: Sequence[str]) -> str:
    """As pages were before style sheets: tables in tables, lines broken in one cell."""
    text = "<br>".join("　　" + escape(line) for line in lines)
    return (
        f"<table width=980><tr><td>{_TOP}</td></tr></table><table><tr><td width=200>{_SIDE}</td><td><table>"
        f"<tr><td align=center class=bt>{title}</td></tr><tr><td>【字体：大 中 小】 【时间：2025-01-16】</td></tr>"
        f"<tr><td class=bt_content id=zoom>{text}</td></tr></table></td></tr></table>{_FOOT}"
    )


def breaks(title: str, lines: Sequence[str]) -> str:
    text = "<br/><br/>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(line) for line in lines)
    return f"{_TOP}<div class=article><h1>{title}</h1><div id=zoom>{text}</div></div>{_SIDE}{_FOOT}"


def divisions(title: str, lines: Sequence[str]) -> str:
    return (
        f"{_TOP}<div><div class=title>{title}</div><div class=con>{_paragraphs(lines, 'div')}</div></div>{_SIDE}{_FOOT}"
    )


def spans(title: str, lines: Sequence[str]) -> str:
    """As Word pastes it: a few characters in each element."""
    text = "".join(
        "<p>"
        + "".join(f'<span style="font-family:仿宋">{escape(piece)}</span>' for piece in re.findall(".{1,9}", line))
        + "</p>"
        for line in lines
    )
    return f"{_TOP}<div class=content><p><strong><span>{title}</span></strong></p>{text}</div>{_SIDE}{_FOOT}"


def index_table(title: str, lines: Sequence[str]) -> str:
    return (
        f"{_TOP}<table><tr><td>索 引 号：</td><td>000000001/2025-00066</td><td>主题分类：</td><td>司法</td></tr>"
        "<tr><td>发文机关：</td><td>云岫县人民政府</td><td>成文日期：</td><td>2025年01月15日</td></tr>"
        f"<tr><td>标　　题：</td><td colspan=3>{title}</td></tr>"
        "<tr><td>发文字号：</td><td>岫政发〔2025〕2号</td><td>发布日期：</td><td>2025年01月16日</td></tr></table>"
        f"<div class=pages_content id=UCAP-CONTENT><p align=center>{title}</p>{_paragraphs(lines)}</div>{_FOOT}"
    )


def index_list(title: str, lines: Sequence[str]) -> str:
    return (
        f"{_TOP}<ul><li><b>索引号：</b>A/2025-1</li><li><b>发布机构：</b>云岫县司法局</li><li><b>生成日期：</b>2025-01-15</li>"
        f"<li><b>信息名称：</b>{title}</li></ul><div class=xxgk_content>{_paragraphs(lines)}</div>{_FOOT}"
    )


def article(title: str, lines: Sequence[str]) -> str:
    return (
        f"<header>{_TOP}</header><main><article><h1>{title}</h1><p class=meta>2025-01-16 10:12 来源：云岫县司法局</p>"
        f"{_paragraphs(lines)}<div class=share>分享到：<a>微信</a></div></article></main><aside>{_SIDE}</aside>"
        f"<footer>{_FOOT}</footer>"
    )


def headings(title: str, lines: Sequence[str]) -> str:
    tags = [
        "h4" if len(line) < 40 and re.match("[一二三四五]、|[（(][一二三四五六][）)]", line) else "p" for line in lines
    ]
    text = "".join(f"<{tag}>{escape(line)}</{tag}>" for tag, line in zip(tags, lines, strict=True))
    return f"{_TOP}<div class=detail><h3 class=tit>{title}</h3><section>{text}</section></div>{_SIDE}{_FOOT}"


def wrapped(title: str, lines: Sequence[str]) -> str:
    """As editors write it that break the lines of the source, not within numbers and words."""
    text = "".join(
        "<p>" + re.sub("(.{40,}?)(?<![0-9A-Za-z])(?![0-9A-Za-z.])", r"\1\n", escape(line)) + "</p>\n" for line in lines
    )
    return f"{_TOP}<div class=content><h1>{title}</h1>{text}</div>{_FOOT}"


def bare(title: str, lines: Sequence[str]) -> str:
    return f"<p>{title}</p>{_paragraphs(lines)}"


LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        trs, vsb, tables, breaks, divisions, spans, index_table, index_list, article, headings, wrapped, bare,
    )
}  # fmt: skip


def page(title: str, lines: Sequence[str], layout: Layout = trs, *, head: str = '<meta charset="utf-8">') -> str:
    """Return the page of a report in a layout."""
    return (
        f"<!DOCTYPE html>\n<html><head>{head}<title>{title}_云岫县人民政府</title></head>\n"
        f"<body>{layout(title, lines)}</body></html>\n"
    )

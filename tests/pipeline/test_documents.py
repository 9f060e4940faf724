"""Documents and works in marks, bare laws and the report itself: the cases of documents.tsv."""

from __future__ import annotations

import pytest
from pipeline_cases import cases, drafted, found_by, listed, read, stand_in

from kg.pipeline.documents import national_law
from kg.pipeline.genres import genre_of


@pytest.mark.parametrize(("text", "expected"), cases("documents.tsv"))
def test_documents_case(text: str, expected: str) -> None:
    assert found_by(drafted(text), "documents") == listed(expected)


def test_the_title_of_the_report_is_a_document_though_it_begins_with_the_place() -> None:
    title = "云岫县2031年法治政府建设年度报告"
    draft = read(stand_in(), f"{title}[1]\n全县安定。\n", title=f"{title}[1]")
    assert found_by(draft, "documents") == [f"Regulation {title}"]


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("印发《云岫县调解办法》（岫政发〔2024〕5号）。", {"genre": "measures", "documentNumber": "岫政发〔2024〕5号"}),
        ("印发《云岫县调解办法》(岫政办发[2024]12号)。", {"genre": "measures", "documentNumber": "岫政办发[2024]12号"}),
        ("印发《云岫县调解办法》，岫政发〔2024〕5号。", {"genre": "measures"}),
        ("印发《云岫县调解办法》（2024年）。", {"genre": "measures"}),
        ("印发《山水云岫》。", {"genre": "other"}),
        ("学习民法典。", {"genre": "law"}),
        ("云岫县人民政府\n关于岫江治理情况的报告\n", {"genre": "report"}),
    ],
)
def test_documents_facets(text: str, facets: dict[str, str]) -> None:
    assert [c.facets for c in drafted(text).candidates if c.source == "documents"] == [facets]


def test_documents_within_a_title_are_marked_as_cited() -> None:
    found = [c for c in drafted("学习《贯彻〈澜江省调解条例〉方案》。").candidates if c.source == "documents"]
    assert [c.facets.get("cited") for c in found] == [None, "yes"]


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("岫江流域保护法", "law"),
        ("岫江保护条例", "regulation"),
        ("行政检查若干规定", "provisions"),
        ("食堂管理暂行办法", "measures"),
        ("行政处罚裁量基准", "rules"),
        ("关于振兴茶业的实施意见", "opinions"),
        ("云岫县森林火灾应急预案", "scheme"),
        ("“十五五”茶旅发展规划", "plan"),
        ("2024年普法工作要点", "outline"),
        ("关于开展清河行动的通知", "notice"),
        ("岫江禁渔通告", "announcement"),
        ("关于督察情况的通报", "bulletin"),
        ("关于撤销机构的决定", "decision"),
        ("行政检查事项清单", "list"),
        ("证明事项目录", "catalogue"),
        ("云兰调解合作框架协议", "agreement"),
        ("云兰茶业合作备忘录", "memorandum"),
        ("行政复议白皮书", "report"),
        ("行政复议操作指引", "guide"),
        ("云岫茶业商会章程", "charter"),
        ("食堂管理办法（试行）", "measures"),
        ("茶旅规划(2024—2028年)", "plan"),
        ("贯彻〈岫江保护条例〉方案", "scheme"),
        ("通知", "notice"),
        ("山水云岫", ""),
        ("条例背后的故事", ""),
    ],
)
def test_documents_genre(title: str, genre: str) -> None:
    assert genre_of(title) == genre


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("行政处罚法", "中华人民共和国行政处罚法"),
        ("民法典", "中华人民共和国民法典"),
        ("中华人民共和国行政处罚法", "中华人民共和国行政处罚法"),
        ("澜江省调解法", "澜江省调解法"),
        ("岫江保护条例", "岫江保护条例"),
        ("云岫县调解办法", "云岫县调解办法"),
        ("调解方法", "调解方法"),
    ],
)
def test_documents_full_name_of_a_law(name: str, full: str) -> None:
    assert national_law(name) == full

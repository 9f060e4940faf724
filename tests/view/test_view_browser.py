"""The page in a real browser, with the network cut off: what a reader does, and what must not happen."""

from __future__ import annotations

import csv
import io
import re
from itertools import combinations

import pytest

from tests.view.browser import open_page, wait_until
from tests.view.invented import ADDRESS, FORMULA, IMAGE, SCRIPT

SAMPLE = "青禾掌上办平台"


@pytest.fixture
def sample(browser, sample_page):
    with open_page(browser, sample_page) as opened:
        yield opened
        assert not opened.seen["errors"]


@pytest.fixture
def report(browser, report_page):
    with open_page(browser, report_page) as opened:
        yield opened
        assert not opened.seen["errors"]


def click_node(opened, label):
    """Click on the canvas where a node is drawn."""
    at, box = opened.evaluate("label => govkg.where(label)", label), opened.locator("#canvas").bounding_box()
    opened.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    opened.wait_for_selector("#subject")


def search(opened, text):
    """Type into the search box and return the names of the hits."""
    opened.locator("#search").fill(text)
    return opened.locator("#hits [role=option] > span").all_text_contents()


def shown(opened):
    return opened.evaluate("govkg.shown")


def overlap(a, b):
    return a["left"] < b["right"] and a["right"] > b["left"] and a["top"] < b["bottom"] and a["bottom"] > b["top"]


# One file, no network


@pytest.mark.parametrize("fixture", ["sample_page", "report_page", "large_page", "hostile_page"])
def test_page_sends_no_request_and_tells_no_error(browser, request, fixture):
    file = request.getfixturevalue(fixture)
    with open_page(browser, file) as opened:
        for view in ("figures", "index", "overview", "graph"):
            opened.locator(f"#tab-{view}").click()
        search(opened, "a")
        opened.locator("#tab-text").click()
        opened.wait_for_timeout(200)
        assert [url for url in opened.seen["requests"] if not url.startswith("data:")] == [file.resolve().as_uri()]
        assert not opened.seen["errors"]


def test_page_opens_from_a_folder_with_a_chinese_name(browser, sample_page, tmp_path):
    file = tmp_path / "报告 页面#1.html"
    file.write_bytes(sample_page.read_bytes())
    with open_page(browser, file) as opened:
        assert opened.title() == "青禾县2031年法治政府建设年度报告"
        assert opened.evaluate("document.characterSet") == "UTF-8"


# Readable at once


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (390, 800)])
@pytest.mark.parametrize("fixture", ["sample_page", "report_page", "reports_page", "large_page"])
def test_labels_overlap_neither_each_other_nor_the_edge(browser, request, fixture, size):
    viewport = {"width": size[0], "height": size[1]}
    with open_page(browser, request.getfixturevalue(fixture), viewport=viewport) as opened:
        labels = opened.evaluate("govkg.labels")
        box = opened.locator("#canvas").bounding_box()
    assert not [pair for pair in combinations(labels, 2) if overlap(*pair)]
    assert all(one["left"] >= 0 and one["right"] <= box["width"] and one["top"] >= 0 for one in labels)


def test_opening_view_is_small_and_most_of_it_named(report):
    names, labels = shown(report), report.evaluate("govkg.labels")
    assert 50 <= len(names) <= 150
    assert len(labels) >= len(names) / 2
    assert not [name for name in names if name.startswith("办理事项")]
    assert report.evaluate("govkg.where('第0县人民政府')") is not None


def test_click_unfolds_neighbours_and_folds_them_again(report):
    name = next(n for n in shown(report) if re.fullmatch(r"水利行动\d+", n))
    before = set(shown(report))
    click_node(report, name)
    gained = set(shown(report)) - before
    assert any(n.startswith("办理事项") for n in gained)
    report.locator("#fold").click()
    assert set(shown(report)) == before


def test_a_hub_unfolds_in_steps(report):
    before = len(shown(report))
    click_node(report, "第0县人民政府")
    assert len(shown(report)) == before  # more than a click unfolds
    report.locator("#unfold").click()
    assert len(shown(report)) == before + 40
    report.locator("#unfold").click()
    assert len(shown(report)) == before + 80


def test_unfolded_nodes_cover_none(report):
    click_node(report, "第0县人民政府")
    report.locator("#unfold").click()
    at = report.evaluate("govkg.shown.map(label => govkg.where(label))")
    assert len({(round(p["x"]), round(p["y"])) for p in at}) == len(at)


def test_long_names_are_whole_in_the_panel(sample):
    name = "青禾县贯彻落实〈云川省优化营商环境条例〉实施办法"
    click_node(sample, name)
    assert sample.locator("#subject").text_content() == name


@pytest.mark.parametrize(("scheme", "background"), [("light", "rgb(251, 250, 247)"), ("dark", "rgb(21, 24, 29)")])
def test_colours_follow_the_system(browser, sample_page, scheme, background):
    with open_page(browser, sample_page, color_scheme=scheme) as opened:
        assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == background


# Trust


def test_click_shows_the_claims_with_their_sentences(sample):
    click_node(sample, SAMPLE)
    panel = sample.locator("#detail")
    assert "“青禾掌上办”平台" in panel.locator("dl").text_content()
    outcome = panel.locator("[data-relation=hasOutcome]")
    assert "报告如是说" in outcome.locator("summary").text_content()
    claim = outcome.locator(".claim").filter(has=sample.locator(".node", has_text="办结率"))
    assert "报告如是说" in claim.locator(".claim-head").text_content()
    assert "办结率达98.6%" in claim.locator(".sentence").text_content()
    assert claim.locator("mark").first.text_content() == "“青禾掌上办”平台"
    assert claim.locator(".evidence").count()
    established = panel.locator("[data-relation=establishes][data-inverse=true]")
    assert {"青禾县司法局", "青禾县市场监督管理局"} <= set(established.locator(".node > span").all_text_contents())


def test_every_sentence_quotes_the_claims_characters(sample, sample_facts, sample_report):
    click_node(sample, "青禾县人民政府")
    told = sample.locator("#detail .claim .sentence").all_text_contents()
    keys = {e.name: e.key for e in sample_facts.entities}
    own = [c for c in sample_facts.claims if keys["青禾县人民政府"] in (c.head, c.tail)]
    assert len(own) <= len(told)
    for claim in own:
        words = claim.evidence.text(sample_report.text).strip()
        assert any(words in sentence for sentence in told)


def test_sentence_opens_the_text_at_its_place(sample):
    click_node(sample, SAMPLE)
    sentence = sample.locator("#detail [data-relation=hasOutcome] .sentence").first
    words = sentence.locator(".evidence").all_text_contents()
    sentence.click()
    assert sample.locator("#text").is_visible()
    marked = sample.locator("#text-body .evidence")
    assert "".join(marked.all_text_contents()) == "".join(words)
    assert marked.first.evaluate(
        "e => { const b = document.getElementById('text-body').getBoundingClientRect(), r = e.getBoundingClientRect();"
        " return r.top >= b.top && r.bottom <= b.bottom; }"
    )


def test_reading_pane_marks_all_mentions_and_leads_back(sample, sample_facts):
    sample.locator("#tab-text").click()
    mentions = sample.locator("#text-body .mention")
    texts = mentions.all_text_contents()
    assert "".join(texts).count("青禾掌上办") == 2
    assert mentions.count() >= len(sample_facts.mentions)
    colours = {mentions.nth(i).evaluate("e => getComputedStyle(e).boxShadow") for i in range(mentions.count())}
    assert len(colours) >= 4  # one for each class
    mentions.get_by_text("县教育局", exact=True).first.click()
    assert sample.evaluate("govkg.state.tab") == "text"
    sample.locator("#tab-detail").click()
    assert sample.locator("#subject").text_content() == "青禾县教育局"


def test_reading_pane_shows_the_whole_text(sample, sample_report):
    sample.locator("#tab-text").click()
    lines = [line for line in sample_report.text.split("\n") if line.strip()]
    assert sample.locator("#text-body p").all_text_contents() == lines


def test_planned_claims_are_dashed_and_say_so(sample):
    click_node(sample, "青禾县行政裁量权基准")
    claim = sample.locator("#detail .claim[data-modality=planned]")
    assert claim.locator(".remark.planned").text_content() == "计划"
    assert claim.evaluate("e => getComputedStyle(e).borderLeftStyle") == "dashed"


def test_click_on_a_line_shows_its_claims(sample):
    a, b = (sample.evaluate("l => govkg.where(l)", name) for name in ("青禾县人民政府", "基层执法力量仍然不足"))
    box = sample.locator("#canvas").bounding_box()
    for part in (0.5, 0.55, 0.6, 0.7):
        sample.mouse.click(box["x"] + a["x"] + (b["x"] - a["x"]) * part, box["y"] + a["y"] + (b["y"] - a["y"]) * part)
        if sample.evaluate("govkg.state.link") >= 0:
            break
    assert sample.locator("#detail .ends .node > span").all_text_contents() == [
        "青禾县人民政府",
        "基层执法力量仍然不足",
    ]
    assert "基层执法力量仍然不足" in sample.locator("#detail .sentence").text_content()


# Find


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("掌上办", SAMPLE),
        ("《青临教育", "青临教育合作协议"),  # another name
        ("县市场监管局", "青禾县市场监督管理局"),  # another name
        ("qhzsb", SAMPLE),
        ("qinghezhang", SAMPLE),
        ("sifaju", "青禾县司法局"),
        ("QHXCZJ", "青禾县财政局"),
        ("zhengxing", ""),
    ],
)
def test_search_finds_names_other_names_and_pinyin(sample, typed, found):
    names = search(sample, typed)
    assert found in names if found else not names


def test_search_leads_to_the_node_by_keyboard(report):
    search(report, "办理事项39")
    assert report.locator("#search").get_attribute("aria-expanded") == "true"
    report.keyboard.press("ArrowDown")
    report.keyboard.press("Enter")
    name = report.locator("#subject").text_content()
    assert "办理事项39" in name
    assert name in shown(report)


def test_search_reveals_what_the_filters_hide(sample):
    sample.locator("[data-toggle=Programme]").click()
    assert SAMPLE not in shown(sample)
    search(sample, "掌上办")
    sample.keyboard.press("Enter")
    assert SAMPLE in shown(sample)


def test_filter_hides_a_class(sample):
    assert SAMPLE in shown(sample)
    sample.locator("[data-toggle=Programme]").click()
    assert SAMPLE not in shown(sample)
    assert sample.locator("[data-toggle=Programme]").get_attribute("aria-pressed") == "false"
    sample.locator("[data-toggle=Programme]").click()
    assert SAMPLE in shown(sample)


def test_filter_leaves_a_class_alone(report):
    report.locator("#classes li", has=report.locator("[data-only='c:Event']")).hover()
    report.locator("[data-only='c:Event']").click()
    names = shown(report)
    assert len(names) > 50
    assert all("培训" in name or name == "第0县人民政府" for name in names)


def test_filter_by_relation(sample):
    sample.locator("[data-only='r:hasIssue']").click(force=True)
    assert set(shown(sample)) == {"青禾县人民政府", "基层执法力量仍然不足"}
    sample.locator("[data-only='r:hasIssue']").click(force=True)
    sample.locator("[data-toggle=hasIssue]").click()
    assert "基层执法力量仍然不足" not in shown(sample)


def test_filter_planned_claims(sample):
    sample.locator("[data-toggle=planned]").click()
    assert "青禾县行政裁量权基准" not in shown(sample)
    assert SAMPLE in shown(sample)


def test_filter_by_section_unfolds_it(report):
    report.select_option("#by-section", index=2)
    names = shown(report)
    assert any(n.startswith("办理事项") for n in names)
    assert len(names) <= 150
    assert "推进第2类工作" in report.locator("#by-section option:checked").text_content()


def test_filter_by_report(browser, reports_page):
    with open_page(browser, reports_page) as opened:
        assert any(name.startswith("第2县") for name in shown(opened))
        opened.select_option("#by-report", index=2)
        names = shown(opened)
        assert any(name.startswith("第1县") for name in names)
        assert not [name for name in names if name.startswith(("第0县", "第2县"))]


def test_table_sorts_by_value_and_back(report):
    report.locator("#tab-figures").click()

    def numbers():
        return [
            float(t.removesuffix("件"))
            for t in report.locator("#figures-table td.number:nth-child(2)").all_text_contents()
        ]

    report.locator("[data-sort=value]").click()
    assert numbers() == sorted(numbers())
    assert report.locator("th.c-value").get_attribute("aria-sort") == "ascending"
    report.locator("[data-sort=value]").click()
    assert numbers() == sorted(numbers(), reverse=True)
    assert report.locator("th.c-value").get_attribute("aria-sort") == "descending"


def test_table_joins_growth_and_rank(sample):
    sample.locator("#tab-figures").click()
    row = sample.locator("#figures-table tbody tr", has_text="3200").first
    assert row.locator("td").all_text_contents()[:6] == ["3200", "户", "流量", "2031年", "12.5%", "全市第二"]
    row.locator(".quote").click()
    assert "新增经营主体3200户" in "".join(sample.locator("#text-body .evidence").all_text_contents())


def test_table_filters_its_rows(sample):
    sample.locator("#tab-figures").click()
    sample.locator("#rows-filter").press_sequentially("办结")
    assert sample.locator("#figures-table tbody tr").count() == 1
    assert sample.evaluate("document.activeElement.id") == "rows-filter"


def test_table_downloads_csv(sample, sample_report, tmp_path):
    sample.locator("#tab-figures").click()
    with sample.expect_download() as waited:
        sample.locator("#download").click()
    waited.value.save_as(tmp_path / "figures.csv")
    text = (tmp_path / "figures.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == sample.locator("#figures-table tbody tr").count()
    for row in rows:
        assert sample_report.text[int(row["begin"]) : int(row["end"])] == row["evidence"]
        assert row["evidence"] in row["sentence"]
        assert row["iri"].startswith("https://w3id.org/govkg/id/observation-")
    money = next(row for row in rows if row["indicator"] == "专项资金")
    assert (money["value"], money["measure_word"], money["value_as_worded"]) == ("37150000", "元", "约3715万")


def test_fragment_restores_the_view(browser, sample, sample_page):
    sample.locator("[data-toggle=Award]").click()
    click_node(sample, SAMPLE)
    sample.locator("#detail [data-relation=hasOutcome] .sentence").first.click()
    fragment = sample.evaluate("location.hash")
    assert sample.locator("#permalink").get_attribute("href") == fragment
    assert re.fullmatch(r"[\x21-\x7e]+", fragment)
    with open_page(browser, sample_page, fragment) as again:
        assert again.evaluate("govkg.state") == sample.evaluate("govkg.state")
        assert shown(again) == shown(sample)
        for part in ("#detail", "#text-body", "#filters"):
            assert again.locator(part).inner_text() == sample.locator(part).inner_text()


@pytest.mark.parametrize(
    "fragment",
    [
        "#n=nobody&open=x.y_3&hide=Nothing&only=c:None&s=z&r=q&at=a_1-2",
        "#v=none&at=../..",
        "#%00%ff",
        "#only=__proto__",
    ],
)
def test_fragment_that_fits_nothing_opens_the_opening_view(browser, sample_page, fragment):
    with open_page(browser, sample_page, fragment) as opened:
        assert len(shown(opened)) == 21
        assert not opened.seen["errors"]


def test_back_button_goes_back(sample):
    click_node(sample, SAMPLE)
    sample.locator("#tab-figures").click()
    sample.go_back()
    assert sample.evaluate("govkg.state.view") == "graph"
    assert sample.locator("#subject").text_content() == SAMPLE
    sample.go_back()
    assert sample.evaluate("govkg.state.node") == -1


# Overview


def test_overview_counts_figures_and_responsibilities(sample, sample_facts):
    sample.locator("#tab-overview").click()
    figures = sample.locator("#chart-figures .bar-row").evaluate_all("rows => rows.map(row => row.ariaLabel)")
    assert figures == ["一、主要工作: 6", "三、下步打算: 1（计划 1）"]
    duties = sample.locator("#chart-duties .bar-row").evaluate_all("rows => rows.map(row => row.ariaLabel)")
    assert duties[0] == "青禾县人民政府: 3（计划 1）"
    sample.locator("#chart-figures .bar-row").first.click()
    assert sample.locator("#figures-table tbody tr").count() == 4


# Keyboard and access


def test_everything_has_a_name_and_a_role(sample):
    for view in ("graph", "figures", "index", "overview"):
        sample.locator(f"#tab-{view}").click()
        nameless = sample.evaluate(
            "[...document.querySelectorAll('button, input, select, a[href], [role=application]')].filter(e =>"
            " e.checkVisibility() && !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).map(e => e.outerHTML)"
        )
        assert not nameless
    roles = sample.evaluate("[...document.querySelectorAll('[role]')].map(e => e.getAttribute('role'))")
    assert {"combobox", "listbox", "tablist", "tab", "tabpanel", "application", "status"} <= set(roles)
    assert sample.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size") == sample.evaluate(
        "document.querySelectorAll('[id]').length"
    )


def test_canvas_is_walked_by_arrow_keys(sample):
    sample.keyboard.press("Tab")
    sample.keyboard.press("Enter")  # skips to the graph
    assert sample.evaluate("document.activeElement.id") == "canvas"
    sample.keyboard.press("ArrowRight")
    first = sample.locator("#subject").text_content()
    assert first == "青禾县人民政府"
    sample.keyboard.press("ArrowRight")
    second = sample.locator("#subject").text_content()
    assert second != first
    assert second in sample.locator("#status").text_content()
    sample.keyboard.press("Escape")
    assert sample.evaluate("govkg.state.node") == -1


def test_keys_reach_search_tabs_and_sentences(sample):
    sample.locator("#canvas").focus()
    sample.keyboard.press("/")
    assert sample.evaluate("document.activeElement.id") == "search"
    sample.keyboard.type("掌上办")
    sample.keyboard.press("Enter")
    assert sample.locator("#subject").text_content() == SAMPLE
    sample.locator("#tab-graph").focus()
    sample.keyboard.press("ArrowRight")
    assert sample.evaluate("[govkg.state.view, document.activeElement.id]") == ["figures", "tab-figures"]
    sample.locator("#detail .sentence").first.focus()
    sample.keyboard.press("Enter")
    assert sample.locator("#text").is_visible()


def test_index_lists_every_node_as_a_button(sample, sample_graph):
    sample.locator("#tab-index").click()
    named = sample.locator("#view-index .node > span").all_text_contents()
    assert len(named) == len(sample_graph.entities()) + len(sample_graph.observations)
    sample.locator("#view-index .node", has_text="青禾县财政局").click()
    assert sample.locator("#subject").text_content() == "青禾县财政局"


@pytest.mark.parametrize("size", [(1280, 720), (900, 700), (390, 800), (320, 640)])
@pytest.mark.parametrize("view", ["graph", "figures", "index", "overview"])
def test_page_fits_the_width(browser, sample_page, size, view):
    viewport = {"width": size[0], "height": size[1]}
    with open_page(browser, sample_page, f"#v={view}", viewport=viewport) as opened:
        assert opened.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert opened.locator(f"#view-{view}").bounding_box()["height"] > 150
        for button in ("#tab-graph", "#search", "#language"):
            box = opened.locator(button).bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0]


def test_phone_has_filters_and_details_as_sheets(browser, sample_page):
    with open_page(browser, sample_page, viewport={"width": 390, "height": 800}, has_touch=True) as opened:
        assert not opened.locator("#filters").is_visible()
        opened.locator("#filters-button").click()
        assert opened.locator("[data-toggle=Agency]").is_visible()
        opened.locator("#filters-button").click()
        assert not opened.locator("#dock").is_visible()
        search(opened, "掌上办")
        opened.keyboard.press("Enter")
        assert opened.locator("#dock").is_visible()
        opened.locator("#close").click()
        assert not opened.locator("#dock").is_visible()


@pytest.mark.parametrize(("locale", "word"), [("zh-CN", "工作举措"), ("en-GB", "Programme"), ("fr-FR", "Programme")])
def test_language_is_the_browsers_and_can_be_changed(browser, sample_page, locale, word):
    with open_page(browser, sample_page, locale=locale) as opened:
        label = opened.locator("[data-toggle=Programme] span")
        assert label.text_content() == word
        opened.locator("#language").click()
        assert {word, label.text_content()} == {"工作举措", "Programme"}
        assert "lang=" in opened.evaluate("location.hash")


# Many and large


def test_large_graph_opens_aggregated_and_unfolds(browser, large_page):
    with open_page(browser, large_page) as opened:
        assert len(shown(opened)) <= 150
        assert "汇总" in opened.locator("#count").text_content()
        group = next(name for name in shown(opened) if "推进第" in name)
        at, box = opened.evaluate("label => govkg.where(label)", group), opened.locator("#canvas").bounding_box()
        opened.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        wait_until(opened, "govkg.state.part >= 0")
        assert any(name.startswith("办理事项") for name in shown(opened))
        assert len(shown(opened)) <= 150
        opened.locator("#reset").click()
        assert any("推进第" in name for name in shown(opened))
        assert not opened.seen["errors"]


def test_large_graph_is_searched(browser, large_page):
    with open_page(browser, large_page) as opened:
        assert "第7县水利局" in search(opened, "第7县水利局")
        opened.keyboard.press("Enter")
        assert opened.locator("#subject").text_content() == "第7县水利局"
        assert any(re.fullmatch(r"水利(行动|办法|培训)\d+", name) for name in shown(opened))


# Safe


def visit_everything(opened):
    """Go wherever a string of the report is shown."""
    for name in opened.evaluate("govkg.shown"):
        opened.evaluate(
            """name => { const n = JSON.parse(document.getElementById('facts').textContent).nodes
            .find(row => row[2] === name); location.hash = '#n=' + n[0]; }""",
            name,
        )
        opened.wait_for_selector("#subject")
        for sentence in opened.locator("#detail .sentence:visible").all()[:2]:
            sentence.hover()
    opened.locator("#detail .sentence").first.click()
    for view in ("figures", "index", "overview", "graph"):
        opened.locator(f"#tab-{view}").click()
    for typed in ("img", "script", "java", FORMULA):
        search(opened, typed)
    opened.mouse.move(600, 400)
    opened.wait_for_timeout(300)


def test_no_script_of_a_report_runs(browser, hostile_page):
    with open_page(browser, hostile_page) as opened:
        visit_everything(opened)
        assert opened.evaluate("window.ran") is None
        assert opened.evaluate("document.images.length") == 0
        assert not opened.seen["dialogs"]
        assert not opened.seen["errors"]  # nothing was even tried, or the policy would have told
        links = opened.evaluate("[...document.links].map(link => link.getAttribute('href'))")
        assert all(link.startswith("#") for link in links)
        assert opened.evaluate("document.scripts.length") == 5


def test_strings_of_a_report_are_shown_as_they_are(browser, hostile_page):
    with open_page(browser, hostile_page) as opened:
        assert opened.locator("#title").text_content() == f"{IMAGE}{SCRIPT}2031"
        opened.locator("#tab-index").click()
        named = opened.locator("#view-index .node > span").all_text_contents()
        assert {f"{IMAGE}局", f"{SCRIPT}行动", ADDRESS} <= set(named)
        opened.locator("#tab-graph").click()
        opened.locator("#tab-text").click()
        assert SCRIPT in opened.locator("#text-body").text_content()


def test_policy_stops_a_script_that_got_in(browser, hostile_page):
    with open_page(browser, hostile_page) as opened:
        opened.evaluate(
            "() => { const s = document.createElement('script'); try { s.textContent = 'window.ran = 1';"
            " document.head.append(s); } catch { /* trusted types */ } }"
        )
        opened.evaluate("() => { try { document.body.innerHTML += '<img src=x onerror=window.ran=1>'; } catch {} }")
        opened.wait_for_timeout(200)
        assert opened.evaluate("window.ran") is None


def test_csv_holds_no_formula(browser, hostile_page):
    with open_page(browser, hostile_page) as opened:
        rows = list(csv.reader(io.StringIO(opened.evaluate("govkg.csv()").removeprefix("\ufeff"))))
        assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
        assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)

"""Time from opening a page to the drawn graph in Chromium, and the size of the file.

    python -m tests.bench.page_bench [GRAPH.ttl …]

Without graphs: one invented report, and as many as make 5,000 and 20,000 nodes. Needs playwright and Chromium.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from kg.facts import Claim, Entity, Facts, Mention, Observation, Period, Section, Span
from kg.graph import Graph
from kg.identity import entity_key
from kg.rdf import triples
from kg.read.report import Report
from kg.view import page
from tests.view.browser import chromium, open_page

#: Most seconds to the drawn graph, by number of nodes (none: one report); and megabytes of one report's page.
LIMITS = {0: 1.0, 5000: 3.0, 20000: 6.0}
SIZE_LIMIT = 3.0
RUNS = 5
_SYLLABLES = "水利教育卫生交通农业林业商务文化体育民政司法财政审计统计应急能源"
_NAMES = [_SYLLABLES[i : i + 2] for i in range(0, len(_SYLLABLES), 2)]


def invented(number: int, measures: int, figures: int) -> tuple[Report, Facts]:
    """Return report ``number``: so many measures, each with a sentence, every one of ``figures`` an outcome of one."""
    area = f"第{number}县"
    reporter = entity_key("Agency", f"{area}人民政府", area)
    year = Period("2031年", "2031-01-01", "2031-12-31")
    text, sections, mentions, claims = "", [], [], []
    entities = {reporter: Entity("Agency", f"{area}人民政府", reporter)}
    observations = []
    for i in range(measures):
        if i % (measures // 8) == 0:
            begin = len(text)
            text += f"（{'一二三四五六七八九十'[len(sections) % 10]}）推进第{len(sections) + 1}类工作\n"
            sections.append((begin, len(text)))
        bureau = f"{area}{_NAMES[i % len(_NAMES)]}局"
        kind = ("Programme", "Regulation", "Event")[i % 3]
        name = f"{_NAMES[(i // 3) % len(_NAMES)]}{('行动', '办法', '培训')[i % 3]}{i}"
        keys = entity_key("Agency", bureau, area), entity_key(kind, name, area)
        entities |= {keys[0]: Entity("Agency", bureau, keys[0]), keys[1]: Entity(kind, name, keys[1])}
        begin = len(text)
        text += f"{bureau}负责{name}"
        mentions += [
            Mention(Span(begin, begin + len(bureau)), keys[0]),
            Mention(Span(len(text) - len(name), len(text)), keys[1]),
        ]
        relation = ("implements", "issues", "hosts")[i % 3]
        if i < figures:
            text += "，"
            at = len(text)
            text += f"办理事项{i + 100}件"
            found = Observation(
                Span(at, len(text)), f"办理事项{i % 40}", Decimal(i + 100), f"{i + 100}件", "件", "flow", year
            )
            observations.append(found)
            claims.append(Claim(keys[1], "hasOutcome", found.key, Span(at, len(text))))
            claims.append(Claim(reporter, "achieves", found.key, Span(at, len(text))))
        text += "。\n"
        claims.append(Claim(keys[0], relation, keys[1], Span(begin, len(text) - 1)))
    ends = [begin for begin, _ in sections[1:]] + [len(text)]
    report = Report(
        text=text, name=f"r{number}", title=f"{area}2031年年度报告", issuer=f"{area}人民政府", area="", year=2031
    )
    return report, Facts(
        reporter=reporter,
        sections=tuple(Section(Span(b, h), Span(b, e), 2) for (b, h), e in zip(sections, ends, strict=True)),
        entities=tuple(entities.values()),
        mentions=tuple(sorted(set(mentions))),
        observations=tuple(observations),
        claims=tuple(claims),
    )


def invented_graph(nodes: int) -> Graph:
    """Return a graph of about so many nodes: reports of about 500 nodes each."""
    reports = max(1, round(nodes / 500))
    each = nodes / reports
    figures = int(each * 0.45)
    measures = int(each - figures - len(_NAMES))
    return Graph(t for number in range(reports) for t in triples(*invented(number, measures, figures)))


def graphs(paths: list[str]) -> Iterator[tuple[str, Graph, float]]:
    """Yield name, graph and limit in seconds."""
    for path in paths:
        yield Path(path).name, Graph.load(path), LIMITS[0]
    if not paths:
        yield "one report, 500 nodes", invented_graph(500), LIMITS[0]
        for nodes in (5000, 20000):
            yield f"{nodes:,} nodes", invented_graph(nodes), LIMITS[nodes]


def main(paths: list[str]) -> int:
    """Print a line for each graph; return 1 where a limit is passed."""
    failed = False
    sys.stdout.write(f"{'graph':<28}{'nodes':>8}{'built s':>9}{'MB':>7}{'drawn s':>9}{'limit':>7}\n")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for name, graph, limit in graphs(paths):
            file = Path(folder) / "page.html"
            begin = time.perf_counter()
            file.write_text(page(graph), encoding="utf-8", newline="\n")
            built = time.perf_counter() - begin
            drawn = []
            for _ in range(RUNS):
                with open_page(browser, file) as opened:
                    drawn.append(opened.evaluate("govkg.drawnAt") / 1000)
            size, median = file.stat().st_size / 1e6, statistics.median(drawn)
            failed |= median > limit or (limit == LIMITS[0] and size > SIZE_LIMIT)
            nodes = len(graph.entities()) + len(graph.observations)
            sys.stdout.write(f"{name[:27]:<28}{nodes:>8,}{built:>9.2f}{size:>7.2f}{median:>9.2f}{limit:>7.1f}\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

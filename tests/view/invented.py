"""Invented reports for the tests of the page: big ones, and one whose every string is an attack."""

from __future__ import annotations

from decimal import Decimal

from kg.facts import Claim, Entity, Facts, Mention, Observation, Period, Section, Span
from kg.graph import Graph
from kg.identity import entity_key
from kg.rdf import triples
from kg.read.report import Report

_SYLLABLES = "水利教育卫生交通农业林业商务文化体育民政司法财政审计统计应急能源"
_NAMES = [_SYLLABLES[i : i + 2] for i in range(0, len(_SYLLABLES), 2)]
_YEAR = Period("2031年", "2031-01-01", "2031-12-31")
_KINDS = (("Programme", "行动", "implements"), ("Regulation", "办法", "issues"), ("Event", "培训", "hosts"))
#: Nodes of each report of :func:`invented_graph`.
EACH = 500

IMAGE = "<img src=x onerror=\"window.ran='image'\">"
SCRIPT = "</script><script>window.ran='script'</script><!--<script>"
ADDRESS = "javascript:window.ran='address'"
FORMULA = '=HYPERLINK("http://example.org","x")'


def invented(number: int, measures: int, figures: int) -> tuple[Report, Facts]:
    """Return report ``number``: so many measures, each with a sentence, the first ``figures`` of them with a figure."""
    area = f"第{number}县"
    reporter = Entity("Agency", f"{area}人民政府", entity_key("Agency", f"{area}人民政府", area))
    text, heads = "", []
    mentions, observations, claims = [], [], []
    entities = {reporter.key: reporter}
    for i in range(measures):
        if i % max(1, measures // 8) == 0:
            begin = len(text)
            text += f"（{'一二三四五六七八九十'[len(heads) % 10]}）推进第{len(heads) + 1}类工作\n"
            heads.append(Span(begin, len(text)))
        kind, noun, relation = _KINDS[i % len(_KINDS)]
        named = f"{area}{_NAMES[i % len(_NAMES)]}局", f"{_NAMES[i // 3 % len(_NAMES)]}{noun}{i}"
        bureau, measure = (
            Entity(kind, name, entity_key(kind, name, area)) for kind, name in zip(("Agency", kind), named, strict=True)
        )
        entities |= {bureau.key: bureau, measure.key: measure}
        begin = len(text)
        text += f"{bureau.name}负责{measure.name}"
        mentions += [
            Mention(Span(begin, begin + len(bureau.name)), bureau.key),
            Mention(Span(len(text) - len(measure.name), len(text)), measure.key),
        ]
        if i < figures:
            words = f"办理事项{i + 100}件"
            at = Span(len(text) + 1, len(text) + 1 + len(words))
            text += f"，{words}"
            found = Observation(at, f"办理事项{i % 40}", Decimal(i + 100), f"{i + 100}件", "件", "flow", _YEAR)
            observations.append(found)
            claims += [
                Claim(measure.key, "hasOutcome", found.key, at),
                Claim(reporter.key, "achieves", found.key, at),
            ]
        text += "。\n"
        modality = "planned" if i % 10 == 9 else "asserted"
        claims.append(Claim(bureau.key, relation, measure.key, Span(begin, len(text) - 1), modality))
    ends = [head.begin for head in heads[1:]] + [len(text)]
    report = Report(text, f"r{number}", title=f"{area}2031年年度报告", issuer=reporter.name, year=2031)
    return report, Facts(
        reporter=reporter.key,
        sections=tuple(Section(head, Span(head.begin, end), 2) for head, end in zip(heads, ends, strict=True)),
        entities=tuple(entities.values()),
        mentions=tuple(sorted(set(mentions))),
        observations=tuple(observations),
        claims=tuple(claims),
    )


def invented_graph(nodes: int) -> Graph:
    """Return a graph of about so many nodes: as many reports of :data:`EACH` nodes as that takes, or a smaller one."""
    reports = max(1, round(nodes / EACH))
    each = nodes / reports
    figures = int(each * 0.45)
    measures = max(1, int(each - figures - len(_NAMES)))
    return Graph(t for number in range(reports) for t in triples(*invented(number, measures, figures)))


def hostile() -> tuple[Report, Facts]:
    """Return a report that tries to run a script from its title, headings, names, other names, figures and quotes."""
    body, deed = f"{IMAGE}局", f"{SCRIPT}行动"
    words = f"{FORMULA}{IMAGE}5件"
    head = f"一、{SCRIPT}{IMAGE}\n"
    text = f"{head}{body}实施{deed}，{words}，见{ADDRESS}。"

    def at(part: str) -> Span:
        begin = text.index(part, len(head))
        return Span(begin, begin + len(part))

    agency = Entity("Agency", body, entity_key("Agency", body), (ADDRESS,), (("documentNumber", IMAGE),))
    programme = Entity("Programme", deed, entity_key("Programme", deed), (SCRIPT, IMAGE), (("documentNumber", SCRIPT),))
    work = Entity("Work", ADDRESS, entity_key("Work", ADDRESS))
    figure = Observation(
        at(words), FORMULA + IMAGE, Decimal(5), IMAGE, SCRIPT, "level", _YEAR, rank_scope=IMAGE, base_indicator=SCRIPT
    )
    whole = Span(len(head), len(text))
    report = Report(text, "hostile", title=f"{IMAGE}{SCRIPT}2031", issuer=body, year=2031)
    return report, Facts(
        reporter=agency.key,
        sections=(Section(Span(0, len(head)), Span(0, len(text)), 1),),
        entities=(agency, programme, work),
        mentions=tuple(
            sorted(Mention(at(name), e.key) for name, e in ((body, agency), (deed, programme), (ADDRESS, work)))
        ),
        observations=(figure,),
        claims=(
            Claim(agency.key, "implements", programme.key, whole),
            Claim(programme.key, "hasOutcome", figure.key, whole),
            Claim(agency.key, "receives", work.key, whole, "planned"),
        ),
    )

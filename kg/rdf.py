"""Facts of a report → RDF: the only place that makes an IRI.

The triples are a set: sorted by subject, ``rdf:type`` first, so that the same facts give the same bytes in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import vocabulary as voc
from kg.facts import Claim, Entity, Facts, Observation, Period, Span
from kg.identity import entity_key, local_name, part_key, period_key
from kg.read.report import Report
from kg.verify import verify
from kg.vocabulary import BASE, DCAT, DCTERMS, GOVKG, GV, ITSRDF, NIF, RDF, SKOS, UNIT, XSD

_LANGUAGE = "zh"


def to_turtle(report: Report, facts: Facts, base: str = BASE) -> bytes:
    """Return the graph of a report as Turtle in UTF-8; ``base`` is the namespace of the instances.

    :raises ExtractionError: if the facts do not fit the report, see :func:`verify`.
    """
    return write(triples(report, facts, base), base)


def triples(report: Report, facts: Facts, base: str = BASE) -> list[Triple]:
    """Return the graph of a report, each triple once, in the order in which it is written.

    :raises ExtractionError: if the facts do not fit the report, see :func:`verify`.
    """
    verify(report, facts)
    return arrange(_Writer(report, facts, base).all())


def arrange(found: Iterable[Triple]) -> list[Triple]:
    """Return the triples sorted and without repetitions: by subject, ``rdf:type`` first, then predicate and object."""
    return sorted(set(found), key=_order)


def write(arranged: Iterable[Triple], base: str = BASE) -> bytes:
    """Return triples as Turtle in UTF-8, in the order given, with the usual prefixes and ``id:`` for ``base``."""
    written = serialize(arranged, format=RdfFormat.TURTLE, prefixes=voc.prefixes(base))
    return written or b""


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate
    return str(triple.subject), predicate != RDF["type"], predicate.value, str(triple.object)


class _Writer:
    """Yields the triples of one report; every method takes one kind of fact."""

    def __init__(self, report: Report, facts: Facts, base: str) -> None:
        self.report, self.facts, self.base = report, facts, base
        self.digest = report.sha256
        self.source = self.iri("SourceText", self.digest)
        self.this = self.iri("Report", self.digest)
        self.nodes = {e.key: self.iri(e.kind, e.key) for e in facts.entities}
        self.nodes |= {o.key: self.part("Observation", o.key) for o in facts.observations}
        self.places = {e.name: self.nodes[e.key] for e in facts.entities if e.kind == "Place"}
        self.labels = _labels_of(facts.observations)
        self.spans: dict[Span, NamedNode] = {}

    def iri(self, kind: str, key: str) -> NamedNode:
        return NamedNode(self.base + local_name(kind, key))

    def part(self, kind: str, *parts: object) -> NamedNode:
        return self.iri(kind, part_key(self.digest, *parts))

    def name_of(self, key: str) -> str:
        return self.nodes[key].value.removeprefix(self.base)

    def all(self) -> Iterator[Triple]:
        yield from self.head()
        for section in self.facts.sections:
            heading, span = section.heading, section.span
            node = self.part("Section", heading.begin, heading.end, span.begin, span.end, section.level)
            yield from self.stretch(node, "Section", span)
            yield from _label(node, heading.text(self.report.text).strip())
            yield Triple(node, GOVKG["sectionKind"], GV[f"section-{section.kind}"])
            yield Triple(node, GOVKG["sectionLevel"], _integer(section.level))
        for entity in self.facts.entities:
            yield from self.entity(entity)
        for mention in self.facts.mentions:
            span = mention.span
            node = self.part("Mention", span.begin, span.end, self.name_of(mention.entity))
            yield from self.stretch(node, "Mention", span)
            yield Triple(node, ITSRDF["taIdentRef"], self.nodes[mention.entity])
        for observation in self.facts.observations:
            yield from self.observation(observation)
        for claim in self.facts.claims:
            yield from self.claim(claim)

    def head(self) -> Iterator[Triple]:
        """The report itself and its text."""
        report = self.report
        yield Triple(self.this, RDF["type"], GOVKG["Report"])
        yield Triple(self.this, DCTERMS["creator"], self.nodes[self.facts.reporter])
        yield Triple(self.this, GOVKG["sourceText"], self.source)
        if report.title:
            yield Triple(self.this, DCTERMS["title"], _zh(report.title))
        if report.year:
            yield Triple(self.this, GOVKG["reviewYear"], Literal(f"{report.year:04}", datatype=XSD["gYear"]))
        if report.date:
            yield Triple(self.this, DCTERMS["issued"], Literal(report.date, datatype=XSD["date"]))
        if report.provisional:
            yield Triple(self.this, GOVKG["provisional"], Literal("true", datatype=XSD["boolean"]))
        yield from self.area(self.this, report.area)
        yield Triple(self.source, RDF["type"], GOVKG["SourceText"])
        yield Triple(self.source, NIF["isString"], Literal(report.text))
        yield Triple(self.source, GOVKG["sha256"], Literal(self.digest))

    def stretch(self, node: NamedNode, kind: str, span: Span) -> Iterator[Triple]:
        """A piece of the text: its offsets and its very characters."""
        yield Triple(node, RDF["type"], GOVKG[kind])
        yield Triple(node, NIF["referenceContext"], self.source)
        yield Triple(node, NIF["beginIndex"], _offset(span.begin))
        yield Triple(node, NIF["endIndex"], _offset(span.end))
        yield Triple(node, NIF["anchorOf"], Literal(span.text(self.report.text)))

    def evidence(self, node: NamedNode, span: Span) -> Iterator[Triple]:
        quoted = self.spans.get(span)
        if quoted is None:
            quoted = self.spans[span] = self.part("Span", span.begin, span.end)
            yield from self.stretch(quoted, "Span", span)
        yield Triple(node, GOVKG["evidence"], quoted)
        yield Triple(node, GOVKG["inReport"], self.this)

    def entity(self, entity: Entity) -> Iterator[Triple]:
        node = self.nodes[entity.key]
        yield from _named(node, entity.kind, entity.name, entity.key)
        for alias in entity.aliases:
            if alias and alias != entity.name:
                yield Triple(node, SKOS["altLabel"], _zh(alias))
        for facet, value in entity.facets:
            if facet in voc.CONCEPT_FACETS:
                yield Triple(node, GOVKG[facet], GV[value])
            elif facet in voc.TEXT_FACETS:
                yield Triple(node, GOVKG[facet], Literal(value))

    def observation(self, o: Observation) -> Iterator[Triple]:
        node = self.nodes[o.key]
        yield Triple(node, RDF["type"], GOVKG["Observation"])
        yield Triple(node, GOVKG["value"], _decimal(o.value))
        yield Triple(node, GOVKG["unit"], UNIT[o.unit])
        yield Triple(node, GOVKG["statistic"], GV[o.statistic])
        yield Triple(node, GOVKG["qualifier"], GV[o.qualifier])
        texts = (("valueText", o.value_text), ("measureWord", o.measure_word), ("rankScope", o.rank_scope))
        for name, text in texts:
            if text:
                yield Triple(node, GOVKG[name], Literal(text))
        for name, indicator in (("indicator", o.indicator), ("baseIndicator", o.base_indicator)):
            if indicator:
                yield from self.indicator(node, name, indicator)
        yield from self.period(node, o.period)
        yield from self.area(node, o.area or self.report.area)
        if o.body:
            yield Triple(node, GOVKG["refBody"], self.nodes[o.body])
        yield from self.evidence(node, o.span)

    def indicator(self, node: NamedNode, predicate: str, name: str) -> Iterator[Triple]:
        key = entity_key("Indicator", name)
        indicator = self.iri("Indicator", key)
        yield from _named(indicator, "Indicator", self.labels[key], key)
        yield Triple(node, GOVKG[predicate], indicator)

    def period(self, node: NamedNode, period: Period) -> Iterator[Triple]:
        key = period_key(period.start, period.end, period.label)
        if not key:
            return
        time = self.iri("Period", key)
        yield Triple(node, GOVKG["refPeriod"], time)
        yield Triple(time, RDF["type"], DCTERMS["PeriodOfTime"])
        yield from _label(time, self.labels.get(key, ""))
        for name, day in (("startDate", period.start), ("endDate", period.end)):
            if day:
                yield Triple(time, DCAT[name], Literal(day, datatype=XSD["date"]))

    def area(self, node: NamedNode, area: str) -> Iterator[Triple]:
        """The place of which a figure or the report speaks, given as the key or the name of a place."""
        if not area:
            return
        place = self.nodes.get(area) or self.places.get(area)
        if place is None:
            key = entity_key("Place", area)
            place = self.iri("Place", key)
            yield from _named(place, "Place", area, key)
        yield Triple(node, GOVKG["refArea"], place)

    def claim(self, claim: Claim) -> Iterator[Triple]:
        """What the report states, and the plain triple where it states it as done."""
        head, relation, tail = self.nodes[claim.head], GOVKG[claim.relation], self.nodes[claim.tail]
        ends = (self.name_of(claim.head), claim.relation, self.name_of(claim.tail))
        node = self.part("Claim", *ends, claim.evidence.begin, claim.evidence.end, claim.modality, claim.subject_by)
        yield Triple(node, RDF["type"], GOVKG["Claim"])
        yield Triple(node, RDF["subject"], head)
        yield Triple(node, RDF["predicate"], relation)
        yield Triple(node, RDF["object"], tail)
        yield Triple(node, GOVKG["modality"], GV[claim.modality])
        yield Triple(node, GOVKG["subjectBy"], GV[claim.subject_by])
        yield from self.evidence(node, claim.evidence)
        if claim.modality == "asserted":
            yield Triple(head, relation, tail)


def _labels_of(observations: Iterable[Observation]) -> dict[str, str]:
    """Return the one label of each indicator and period, by key: of several wordings the first as characters sort."""
    labels: dict[str, str] = {}
    for o in observations:
        worded = [(period_key(o.period.start, o.period.end, o.period.label), o.period.label)]
        worded += [(entity_key("Indicator", name), name) for name in (o.indicator, o.base_indicator) if name]
        for key, label in worded:
            if label:
                labels[key] = min(labels.get(key, label), label)
    return labels


def _zh(text: str) -> Literal:
    return Literal(text, language=_LANGUAGE)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["integer"])


def _offset(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["nonNegativeInteger"])


def _decimal(value: Decimal) -> Literal:
    """A decimal in the canonical form of XML Schema 1.0, which Turtle writes without quotation marks: 464.0, 26.78."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0")
    text = text if "." in text else text + ".0"
    return Literal(text + "0" if text.endswith(".") else text, datatype=XSD["decimal"])


def _label(node: NamedNode, text: str) -> Iterator[Triple]:
    if text:
        yield Triple(node, SKOS["prefLabel"], _zh(text))


def _named(node: NamedNode, kind: str, name: str, key: str) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], GOVKG[kind])
    yield Triple(node, GOVKG["name"], Literal(key))
    yield from _label(node, name)

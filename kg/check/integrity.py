"""What the shapes cannot check quickly or at all: spans quote, values are what is worded, claims and plain triples agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from kg.check.ends import kinds_joined
from kg.check.places import Places
from kg.check.report import Finding, finding
from kg.check.source import Source, kind_of, name_of
from kg.index import Index, Term
from kg.measures import scan
from kg.nodes import Quote
from kg.vocabulary import GOVKG, GV, RDF, RELATIONS

_SHOWN = 60


def check_text(source: Source) -> Iterator[Finding]:
    """Yield where the text is not the one of the digest, and the stretches that do not quote it."""
    if hashlib.sha256(source.text.encode()).hexdigest() != source.digest:
        yield finding("digest", source.text_iri, source.iri)
    for stretch in source.stretches:
        found = source.text[stretch.begin : stretch.end]
        if found != stretch.anchor:
            place = Quote(stretch.begin, stretch.end, found)
            said = {"anchor": _short(stretch.anchor), "found": _short(found), "begin": stretch.begin, "end": stretch.end}
            yield finding("quote", stretch.iri, source.iri, place, **said)


def check_figures(source: Source) -> Iterator[Finding]:
    """Yield the figures whose wording is not in their words, and those whose value is not what is worded."""
    for figure in source.figures:
        said = {"indicator": figure.indicator, "worded": figure.value_text, "value": f"{figure.value:f}"}
        if figure.value_text not in figure.evidence.text:
            yield finding("worded", figure.iri, source.iri, figure.evidence, **said)
        read = scan(figure.value_text)
        if len(read) == 1 and read[0].value != figure.value:
            yield finding("value", figure.iri, source.iri, figure.evidence, read=f"{read[0].value:f}", **said)


@dataclass(frozen=True, slots=True)
class _Claim:
    node: Term
    ends: tuple[Term, str, Term]  # subject, relation, object
    modality: str


def check_claims(index: Index, places: Places) -> Iterator[Finding]:
    """Yield where plain triples and asserted claims part, and claims whose ends are unknown or do not fit the relation."""
    claims = list(_claims(index))
    plain = {
        (subject, name, value): None for name in sorted(RELATIONS) for subject, value in index.pairs(GOVKG[name])
    }
    asserted = {claim.ends for claim in claims if claim.modality == "asserted"}
    only_said = {claim.ends: claim for claim in claims if claim.ends not in asserted}
    for claim in claims:
        if claim.modality == "asserted" and claim.ends not in plain:
            yield finding("asserted-not-plain", name_of(claim.node), *places.of(claim.node), **_told(places, claim.ends))
        yield from _check_ends(index, places, claim)
    for ends in plain:
        if ends in asserted:
            continue
        told = _told(places, ends)
        if claim := only_said.get(ends):
            yield finding("planned-plain", name_of(claim.node), *places.of(claim.node), modality=claim.modality, **told)
        else:
            yield finding("plain-unclaimed", name_of(ends[0]), **told)


def _claims(index: Index) -> Iterator[_Claim]:
    """Yield the claims that have both ends and a relation; the others the shapes report."""
    for node in index.instances(GOVKG["Claim"]):
        head, tail = (index.value(node, RDF[name]) for name in ("subject", "object"))
        relation = GOVKG.name(index.value(node, RDF["predicate"]))
        if head is not None and tail is not None and relation:
            yield _Claim(node, (head, relation, tail), GV.name(index.value(node, GOVKG["modality"])))


def _check_ends(index: Index, places: Places, claim: _Claim) -> Iterator[Finding]:
    head, relation, tail = claim.ends
    for end, node in (("subject", head), ("object", tail)):
        kind, fits = kind_of(index, node), kinds_joined().get((relation, end))
        told = {"relation": relation, "end": end, "node": places.label(node)}
        if not kind:
            yield finding("end-unknown", name_of(claim.node), *places.of(claim.node), **told)
        elif fits and kind not in fits:
            wanted = ", ".join(sorted(fits))
            yield finding("end-kind", name_of(claim.node), *places.of(claim.node), kind=kind, wanted=wanted, **told)


def _told(places: Places, ends: tuple[Term, str, Term]) -> dict[str, str]:
    return {"head": places.label(ends[0]), "relation": ends[1], "tail": places.label(ends[2])}


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"



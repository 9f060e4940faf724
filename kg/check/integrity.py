"""What shapes cannot check: spans quote the text, values are what is worded, claims and plain triples agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.check.ends import kinds_joined
from kg.check.locate import Locator
from kg.check.report import Finding, Place, finding
from kg.check.source import Source, kind_of, name_of
from kg.index import Index, Term
from kg.measures import scan
from kg.vocabulary import GOVKG, GV, RDF, RELATIONS

_SHOWN = 60


def check_text(source: Source) -> Iterator[Finding]:
    """Yield where the text is not the one of the digest, and the stretches that do not quote it."""
    if hashlib.sha256(source.text.encode()).hexdigest() != source.digest:
        yield finding("digest", source.text_iri)
    for stretch in source.stretches:
        found = source.text[stretch.begin : stretch.end]
        if found != stretch.anchor:
            place = Place(source.iri, stretch.begin, stretch.end, found)
            said = {"anchor": _short(stretch.anchor), "found": _short(found)}
            yield finding("quote", stretch.iri, place, begin=stretch.begin, end=stretch.end, **said)


def check_figures(source: Source) -> Iterator[Finding]:
    """Yield the figures whose wording is not in their words, and those whose value is not what is worded."""
    for figure in source.figures:
        place = Place.of(source.iri, figure.evidence)
        said = {"indicator": figure.indicator, "worded": figure.value_text, "value": f"{figure.value:f}"}
        if figure.value_text not in figure.evidence.text:
            yield finding("worded", figure.iri, place, **said)
        read = scan(figure.value_text)
        if len(read) == 1 and read[0].value != figure.value:
            yield finding("value", figure.iri, place, read=f"{read[0].value:f}", **said)


@dataclass(frozen=True, slots=True)
class _Claim:
    node: Term
    ends: tuple[Term, str, Term]  # subject, relation, object
    modality: str


def check_claims(index: Index, locator: Locator) -> Iterator[Finding]:
    """Yield where plain triples and asserted claims part, and claims whose ends are unknown or do not fit."""
    claims = list(_claims(index))
    plain = {(head, name, tail): None for name in sorted(RELATIONS) for head, tail in index.pairs(GOVKG[name])}
    asserted = {claim.ends for claim in claims if claim.modality == "asserted"}
    only_said = {claim.ends: claim for claim in claims if claim.ends not in asserted}
    kinds = {node: kind_of(index, node) for claim in claims for node in (claim.ends[0], claim.ends[2])}
    for claim in claims:
        if claim.modality == "asserted" and claim.ends not in plain:
            places = locator.of(claim.node)
            yield finding("asserted-not-plain", name_of(claim.node), *places, **_told(locator, claim.ends))
        yield from _check_ends(claim, kinds, locator)
    for ends in plain:
        if ends in asserted:
            continue
        told = _told(locator, ends)
        if said := only_said.get(ends):
            places = locator.of(said.node)
            yield finding("planned-plain", name_of(said.node), *places, modality=said.modality, **told)
        else:
            yield finding("plain-unclaimed", name_of(ends[0]), **told)


def _claims(index: Index) -> Iterator[_Claim]:
    """Yield the claims that have both ends and a relation; the others the shapes report."""
    for node in index.instances(GOVKG["Claim"]):
        head, tail = (index.value(node, RDF[name]) for name in ("subject", "object"))
        relation = GOVKG.name(index.value(node, RDF["predicate"]))
        if head is not None and tail is not None and relation:
            yield _Claim(node, (head, relation, tail), GV.name(index.value(node, GOVKG["modality"])))


def _check_ends(claim: _Claim, kinds: Mapping[Term, str], locator: Locator) -> Iterator[Finding]:
    head, relation, tail = claim.ends
    for end, node in (("subject", head), ("object", tail)):
        kind, fits = kinds[node], kinds_joined().get((relation, end))
        if kind and (not fits or kind in fits):
            continue
        told = {"relation": relation, "end": end, "node": locator.label(node)}
        if kind and fits:
            told |= {"kind": kind, "wanted": ", ".join(sorted(fits))}
        yield finding("end-kind" if kind else "end-unknown", name_of(claim.node), *locator.of(claim.node), **told)


def _told(locator: Locator, ends: tuple[Term, str, Term]) -> dict[str, str]:
    return {"head": locator.label(ends[0]), "relation": ends[1], "tail": locator.label(ends[2])}


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"

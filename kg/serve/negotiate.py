"""Which of the media types on offer a client wants most, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def choose(accept: str, offers: Sequence[str]) -> str:
    """Return the offer that ``accept`` likes best, the first of those it likes equally, "" where it takes none.

    A header that says nothing takes everything; of two ranges that fit an offer the narrower decides.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best = max(offers, key=lambda offer: _liking(offer, ranges), default="")
    return best if best and _liking(best, ranges) > 0 else ""


def _liking(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    family = f"{offer.partition('/')[0]}/*"
    for wanted in (offer, family, "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((p[2:] for p in parameters if p.lower().startswith("q=")), "1")
    try:
        return name.lower(), min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return name.lower(), 0.0

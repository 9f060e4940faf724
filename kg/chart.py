"""Figures as one HTML file with drawn lines: nothing is fetched, nothing runs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from kg.compare import COLUMNS, Point

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 860, 320, 90, 40
_COLOURS = ("#1f5fa8", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e", "#117a8b", "#7f4f24", "#444444")


def to_html(title: str, points: Sequence[Point]) -> str:
    """Return a page: for each measure word a chart (a line for each indicator and area), then all figures.

    Targets are hollow; ranks, and figures without one year, stand in the table only.
    """
    from jinja2 import Environment

    template = files("kg.view").joinpath("template").joinpath("compare.html").read_text(encoding="utf-8")
    drawn = [p for p in points if p.year and p.statistic != "rank"]
    charts = [
        _chart(word, [p for p in drawn if p.measure_word == word]) for word in sorted({p.measure_word for p in drawn})
    ]
    page = Environment(autoescape=True).from_string(template)
    return page.render(title=title, charts=charts, columns=COLUMNS, points=points, width=_WIDTH, height=_HEIGHT)


def _chart(word: str, points: Sequence[Point]) -> dict[str, object]:
    years = sorted({p.year for p in points})
    values = [float(p.value) for p in points]
    low, high = min(0.0, *values), max(0.0, *values) or 1.0

    def x(year: int) -> float:
        step = (year - years[0]) / (years[-1] - years[0]) if len(years) > 1 else 0.5
        return round(_LEFT + 20 + step * (_WIDTH - _LEFT - 60), 1)

    def y(value: float) -> float:
        return round(_HEIGHT - _BOTTOM - (value - low) / (high - low) * (_HEIGHT - _BOTTOM - 20), 1)

    series = []
    names = sorted({(p.indicator, p.area) for p in points})
    for number, name in enumerate(names):
        of = sorted((p for p in points if (p.indicator, p.area) == name), key=lambda p: (p.year, p.value))
        dots = [(x(p.year), y(float(p.value)), p) for p in of]
        line = " ".join(f"{a},{b}" for a, b, p in dots if p.statistic != "target")
        colour = _COLOURS[number % len(_COLOURS)]
        series.append({"name": " · ".join(name), "colour": colour, "line": line, "dots": dots})
    ticks = [(y(low + (high - low) * n / 4), f"{low + (high - low) * n / 4:,.6g}") for n in range(5)]
    return {"word": word, "series": series, "years": [(x(year), year) for year in years], "ticks": ticks}

import pytest

from kg.view.legend import CLASSES, legend
from kg.vocabulary import RELATIONS

THEMES = ("light", "dark")
#: What style.css says beside the legend, by theme: text, muted text, surfaces behind text.
TEXT = {"light": ("#1d2127", "#565e69", "#b4530a"), "dark": ("#e8eaed", "#a7afba", "#ffb266")}
SURFACES = {"light": ("#fbfaf7", "#ffffff", "#f1eee6"), "dark": ("#15181d", "#1c2026", "#262b33")}


def luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", [*CLASSES, "Section", "Report"])
def test_legend_classes_stand_out_from_the_background(kind, theme):
    drawn = legend().drawn
    for surface in SURFACES[theme]:
        assert contrast(drawn["class"][kind][theme], surface) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("theme", THEMES)
def test_legend_families_stand_out_from_the_background(theme):
    drawn = legend().drawn
    for family in drawn["family"].values():
        assert contrast(family[theme], drawn["background"][theme]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_legend_text_is_legible(theme):
    assert legend().drawn["background"][theme] == SURFACES[theme][0]
    for text in TEXT[theme][:2]:
        for surface in SURFACES[theme]:
            assert contrast(text, surface) >= 4.5  # WCAG 2.2, 1.4.3


def test_legend_classes_differ_in_shape_not_only_in_colour():
    looks = [
        (look["shape"], look.get("hollow", False)) for kind, look in legend().drawn["class"].items() if kind in CLASSES
    ]
    assert len(set(looks)) == len(looks)


def test_legend_names_everything_in_both_languages():
    page = legend().for_page()
    assert set(page["relations"]) == RELATIONS
    named = [*page["classes"].values(), *page["relations"].values(), *page["properties"].values()]
    named += [relation["inverse"] for relation in page["relations"].values()]
    for one in named:
        assert not one["zh"].isascii()
        assert one["en"].isascii()
    assert page["relations"]["issues"]["inverse"]["en"] == "issued by"

"""What numbers of official prose are worth."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.numerals import NUMERAL, is_vague, multiplier, parse

DIGITS = "零一二三四五六七八九"
WORTH = [
    ("0", "0"),
    ("98", "98"),
    ("1,234", "1234"),
    ("26.78", "26.78"),
    ("１５．５", "15.5"),
    ("3600万", "36000000"),
    ("2.5万亿", "2500000000000"),
    ("3千万", "30000000"),
    ("1亿2000万", "120000000"),
    ("750余万", "7500000"),
    ("1500余", "1500"),
    ("30多万", "300000"),
    ("十", "10"),
    ("两", "2"),
    ("十二", "12"),
    ("三十余", "30"),
    ("一百二", "120"),
    ("一百零二", "102"),
    ("两千三百四十五", "2345"),
    ("三千零五万", "30050000"),
    ("一亿三千万", "130000000"),
    ("二百三十万", "2300000"),
    ("三点五万", "35000"),
    ("二〇三一", "2031"),
    ("两三", "2"),
    ("十几", "10"),
    ("数百", "100"),
    ("百", "100"),
    ("万亿", "1000000000000"),
    ("百分之五", "0.05"),
    ("千分之五", "0.005"),
    ("四分之一", "0.25"),
    ("百分之三点五", "0.035"),
    ("1/10", "0.1"),
]


@pytest.mark.parametrize(("text", "worth"), WORTH)
def test_parse_worth(text: str, worth: str) -> None:
    assert re.fullmatch(NUMERAL, text)
    assert parse(text) == Decimal(worth)


@pytest.mark.parametrize("text", ["", "余", "第三", "近", "三四五万", "1.2.3"])
def test_parse_refuses(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize("text", ["三十余", "数百", "两三", "50多万", "十几"])
def test_is_vague(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize("text", ["三十", "100", "两千", "二〇三一", "3600万"])
def test_is_not_vague(text: str) -> None:
    assert not is_vague(text)


@pytest.mark.parametrize(("text", "product"), [("98", 1), ("15万", 10**4), ("1.2万亿", 10**12), ("3千", 1000)])
def test_multiplier(text: str, product: int) -> None:
    assert multiplier(text) == product


@pytest.mark.parametrize("text", ["5千瓦", "3千克", "2千米", "7千伏安"])
def test_numeral_leaves_the_unit(text: str) -> None:
    found = re.match(NUMERAL, text)
    assert found
    assert found.group() == text[0]


def spelled(number: int) -> str:
    """Spell a number below 10**12 as it is read."""
    if number < 10:
        return DIGITS[number]
    for unit, mark in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            head = "" if unit == 10 and high == 1 else spelled(high)
            gap = "零" if low and low * 10 < unit else ""
            return head + mark + gap + (spelled(low) if low else "")
    raise AssertionError(number)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_parse_spelled(number: int) -> None:
    assert parse(spelled(number)) == number


@given(
    st.decimals(min_value=0, max_value=10**6, places=2),
    st.sampled_from(["", "十", "百", "千", "万", "亿", "百万", "千万", "万亿"]),
    st.sampled_from(["", "余", "多"]),
)
def test_parse_digits_with_multiplier(number: Decimal, marks: str, more: str) -> None:
    text = f"{number}{more}{marks}"
    assert parse(text) == number * parse("一" + marks if marks else "一")
    assert is_vague(text) == bool(more)


@given(st.integers(min_value=0, max_value=10**9))
def test_parse_thousands_separators(number: int) -> None:
    assert parse(f"{number:,}") == number

"""Numbers as official prose writes them: 3,715; 1.2万亿; 三十余; 750余万; 二〇二五; 百分之五; 三成.

One grammar, :data:`NUMERAL`, says what a number looks like; :func:`parse` says what it is worth. cn2an, the usual
package, refuses 188万 and 9000余 and rewrites place names (五台县), so the grammar here is the package's own.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:[.．]\d+)?|\d+(?:[.．]\d+)?"
#: 千 is a multiplier unless it begins a unit: 5千瓦, 3千克.
_MULTIPLIER = r"(?:[十百万亿]|千(?![瓦克米伏卡帕]))"
_SPELLED = r"(?:[零〇一二两三四五六七八九十百万亿]|千(?![瓦克米伏卡帕]))"

#: What a number looks like, as a regular expression without groups that capture. Fractions (四分之一, 1/10) first.
NUMERAL = (
    rf"(?:[百千万]|[二三四五六七八九十]{{1,3}})分之{_SPELLED}+(?:点{_SPELLED}+)?"
    r"|(?<!\d)\d{1,2}/\d{1,2}(?![\d/])"
    rf"|(?:(?:{_ARABIC}) ?(?:[余多几]?{_MULTIPLIER}+)?)(?:\d+(?:[.．]\d+)?{_MULTIPLIER}+)?[余多]?"
    rf"|[数几]{_MULTIPLIER}+"
    rf"|{_SPELLED}+(?:点[零〇一二三四五六七八九]+{_MULTIPLIER}*)?(?:[余多几]{_MULTIPLIER}*)?"
)
_PARTS = re.compile(rf"({_ARABIC})({_MULTIPLIER}*)")
_VAGUE = re.compile("[余多几数 ]")
_ONLY_DIGITS = re.compile("[零〇一二两三四五六七八九]+")


def parse(text: str) -> Decimal:
    """Return what the number ``text`` is worth; 余, 多 and 几 add nothing (三十余 is 30, 750余万 is 7500000).

    A fraction is its share (四分之一 is 0.25, 千分之五 0.005); 数百 and 几百 are 100; 两三 is 2; 一百二 is 120.

    :raises ValueError: if ``text`` is no number of :data:`NUMERAL`.
    """
    text = text.translate(_WIDE)
    if "分之" in text:
        below, above = text.split("分之")
        return parse(above) / parse(below)
    if "/" in text:
        above, below = text.split("/")
        return Decimal(above) / Decimal(below)
    plain = _VAGUE.sub("", text)
    if not plain:
        raise ValueError(f"There is no number in “{text}”.")
    return _arabic(plain) if plain[0].isdigit() else _spelled(plain)


def is_vague(text: str) -> bool:
    """Whether the number itself says that it is no exact one: 三十余, 数百, 两三."""
    return bool(_VAGUE.sub("", text) != text.replace(" ", "") or (len(text) == 2 and _ONLY_DIGITS.fullmatch(text)))


def multiplier(text: str) -> int:
    """Return the product of the multipliers a number in digits ends with: 10**12 for 1.2万亿, 1 for 98."""
    return _product(text[len(text.rstrip("十百千万亿")) :])


def _product(marks: str) -> int:
    product = 1
    for mark in marks:
        product *= _SMALL.get(mark) or _LARGE[mark]
    return product


def _arabic(text: str) -> Decimal:
    """Add up the parts of a number in digits: 1亿2000万 is 120000000."""
    total, at = Decimal(0), 0
    for part in _PARTS.finditer(text):
        if part.start() != at:
            break
        total += Decimal(part[1].replace(",", "")) * _product(part[2])
        at = part.end()
    if at != len(text):
        raise ValueError(f"“{text}” is no number.")
    return total


def _spelled(text: str) -> Decimal:
    """Return the value of a number in characters: positional (二〇二五), multiplied (三千零五万), 三点五万."""
    if "点" in text:
        whole, rest = text.split("点", 1)
        digits = rest.rstrip("十百千万亿")
        places = "".join(str(_DIGITS[c]) for c in digits)
        return (_spelled(whole) + Decimal(f"0.{places}")) * _product(rest[len(digits) :])
    if _ONLY_DIGITS.fullmatch(text):
        vague = len(text) == 2 and not set(text) & set("零〇")
        return Decimal(_DIGITS[text[0]] if vague else int("".join(str(_DIGITS[c]) for c in text)))
    return Decimal(_with_multipliers(text))


def _with_multipliers(text: str) -> int:
    total = section = digit = 0
    last = 0  # the multiplier before a final digit: the 百 of 一百二
    for char in text:
        if char in _DIGITS:
            if digit:
                raise ValueError(f"“{text}” has two digits in one place.")
            digit, last = _DIGITS[char], last if _DIGITS[char] else 1
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit, last = 0, _SMALL[char]
        elif char in _LARGE:
            low = total % 10**8 if char == "万" else total
            group = section + digit + (low if char == "亿" else 0)
            total = total - (low if char == "亿" else 0) + (group or 1) * _LARGE[char]
            section, digit, last = 0, 0, _LARGE[char]
        else:
            raise ValueError(f"“{text}” is no number.")
    return total + section + digit * (last // 10 if last > 10 else 1)

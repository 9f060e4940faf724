"""Bytes of a web page → text: the mark, UTF-8, what the page declares, GB18030; gb2312 and gbk are read as GB18030."""

from __future__ import annotations

import codecs
import re

from kg.errors import ReadError

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What a declared name stands for; gb2312 lacks characters that pages declaring it use (— · 镕), Big5 those of Hong
#: Kong.
_FAMILIES = (
    *((start, "gb18030") for start in ("gb", "x-gb", "euc-cn")),
    *((start, "big5hkscs") for start in ("big5", "x-x-big5")),
)
#: How many faults a page may have in a thousand bytes; they must lie outside the text of the report.
_FAULTS = 1 / 1000
REPLACEMENT = "\ufffd"


def decode_page(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of the page and its encoding.

    A few broken characters, as in descriptions that were cut by the byte, become U+FFFD; the caller refuses them
    where they stand in the report.

    :raises ReadError: if no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        first = fault
    for encoding in dict.fromkeys(("utf-8", _declared(data), "gb18030")):
        text = data.decode(encoding, "replace") if encoding else ""
        if text and text.count(REPLACEMENT) <= _FAULTS * len(data):
            return text, encoding
    raise ReadError(
        f"{name} is a web page in an encoding that it does not declare, neither UTF-8 (byte {first.start}) nor "
        "GB18030; open it in a browser and save it as UTF-8."
    )


def _declared(data: bytes) -> str:
    """Return the codec that the page declares for itself, "" where it declares none that Chinese pages have."""
    match = _DECLARED.search(data[:4096])
    label = match.group(1).decode("ascii").lower() if match else ""
    return next((codec for start, codec in _FAMILIES if label.startswith(start)), "")

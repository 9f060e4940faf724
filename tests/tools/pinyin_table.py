"""Write kg/view/pinyin.txt, the readings of characters by which the page is searched; needs pypinyin (MIT).

    python tests/tools/pinyin_table.py

The characters are those of GB 2312 and of the names of divisions; ü is written v, tones are left out.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "kg" / "view" / "pinyin.txt"
MOST = 4  # readings of one character; further ones are hardly ever met
HEAD = """\
# Readings of Chinese characters without tones (ü is v), a line each: the reading, then the characters that have it.
# Made by tests/tools/pinyin_table.py from pypinyin 0.55 (pinyin-data; MIT) for GB 2312 and the names of divisions.
"""


def characters() -> set[str]:
    """Return the characters that the table covers."""
    found = set()
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            found.update(bytes([high, low]).decode("gb2312", errors="ignore"))
    found.update((ROOT / "kg" / "lexicon" / "divisions.csv").read_text(encoding="utf-8"))
    return {c for c in found if ord(c) in pinyin_dict}


def toneless(reading: str) -> str:
    """Return a reading without its tone: lǜ is lv."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in parts if "a" <= c <= "z")


def main() -> None:
    """Write the table."""
    by_reading: dict[str, list[str]] = defaultdict(list)
    for character in sorted(characters()):
        readings = dict.fromkeys(toneless(r) for r in pinyin_dict[ord(character)].split(","))
        for reading in list(readings)[:MOST]:
            by_reading[reading].append(character)
    lines = [f"{reading} {''.join(found)}\n" for reading, found in sorted(by_reading.items()) if reading]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

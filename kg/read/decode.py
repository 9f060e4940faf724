"""Bytes → text: detect the encoding, never guess it.

A byte order mark or strict UTF-8, else strict GB18030 whose characters are the common ones; everything else is refused
with a sentence that names the file and says what to do. The text is kept exactly as decoded, line ends included.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.fold import simplified

#: The largest file that is read, in bytes: a report of a government has some 100 KB.
LIMIT = 20 * 1024 * 1024
#: …of a document with pictures (.pdf, .docx).
DOCUMENT_LIMIT = 100 * 1024 * 1024
#: Share of the Chinese characters that must be common ones (GB 2312, level 1): reports have 0.99, mojibake below 0.7.
COMMON_SHARE = 0.85
#: Share of all characters that must be Chinese, ASCII or common punctuation.
READABLE_SHARE = 0.9

_SAMPLE = 200_000
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_UNREADABLE = re.compile(
    r"[^\t\n\x0b\x0c\r\x1a\x20-\x7e\u00a0-\u00ff\u0391-\u03c9\u0401-\u0451\u2000-\u27bf\u3000-\u30ff\u3105-\u312f\u3200-\u9fff\ufe00-\ufe0f\ufe30-\ufe4f\ufeff\uff01-\uffee"
    r"\U00020000-\U0003ffff]"
)
_UTF8, _GB18030 = "utf-8", "gb18030"
_AS_TEXT = "save its text as UTF-8 (.txt) and try again"
_WHOLE = "get a whole copy"
_MARKS = (  # the longer first: the mark of UTF-32-LE begins with that of UTF-16-LE
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
#: The first bytes of files that are no text, and what they are.
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (.docx, .xlsx, .wps)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)


@contextmanager
def opened(path: Path, limit: int | None = LIMIT) -> Iterator[BinaryIO]:
    """Open the file at ``path``, which may be a pipe, for a ``with`` block; the size is checked before it is opened.

    :param limit: the largest file that is opened, in bytes, None for one that is read piece by piece.
    :raises ReadError: if there is no such file, it is a directory, may not be read, or is larger than ``limit``.
    """
    try:
        status = _status(path)
        if stat.S_ISDIR(status.st_mode):
            raise ReadError(f"{path} is a directory, not a report; name a file in it.")
        if limit is not None and status.st_size > limit:
            raise too_large(str(path), status.st_size, limit)
        with path.open("rb") as file:
            yield file if stat.S_ISREG(status.st_mode) else _drained(file, str(path), limit or LIMIT)
    except FileNotFoundError as fault:
        if path.is_symlink():
            raise ReadError(
                f"{path} is a link to a file that does not exist; mend the link or name the file."
            ) from fault
        raise ReadError(f"There is no file {path}; check the name and the directory.") from fault
    except PermissionError as fault:
        raise ReadError(f"{path} may not be read by this user; change its permissions and try again.") from fault
    except OSError as fault:
        raise ReadError(f"{path} cannot be read ({fault}); check the name and the medium.") from fault


def _drained(pipe: BinaryIO, name: str, limit: int) -> BytesIO:
    """Return what comes out of a pipe, as a file in which one can go back."""
    data = pipe.read(limit + 1)
    if len(data) > limit:
        raise too_large(name, len(data), limit)
    return BytesIO(data)


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except ValueError as fault:  # a NUL in the name
        raise ReadError(f"{path} cannot be read ({fault}); check the name and the medium.") from fault


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of ``data`` and the encoding found: ``utf-8``, ``utf-8-sig`` (a mark, left out) or ``gb18030``.

    :param name: what messages call the input, such as its path.
    :raises ReadError: if it is empty, too large, binary, in another encoding, damaged, or not Chinese.
    """
    if len(data) > LIMIT:
        raise too_large(name, len(data))
    _refuse_binary(data, name)
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else _UTF8
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != _UTF8:
            raise ReadError(
                f"{name} is UTF-8 by its mark up to byte {fault.start}, where it is damaged or cut off; {_WHOLE}."
            ) from fault
        text, encoding = _decode_gb18030(data, name, fault), _GB18030
    refuse_blank(text, name)
    if not HAN.search(text) and _is_short_gb18030(data, text):
        text, encoding = data.decode(_GB18030), _GB18030
    if not HAN.search(text):
        raise ReadError(f"{name} holds no Chinese characters, so it is no report; check the file and its encoding.")
    if not plausible(text, common=encoding == _GB18030):
        raise ReadError(f"{name} decodes as {encoding.upper()}, but hardly to Chinese text; {_AS_TEXT}.")
    return text, encoding


def refuse_blank(text: str, name: str) -> None:
    """Raise ReadError where ``text`` holds nothing but white space and invisible characters."""
    if not text.strip(" \t\r\n\x0b\x0c\x1a\u00a0\u200b\u2028\u2029\u3000\ufeff"):
        raise ReadError(f"{name} is empty or holds nothing but white space; give a file with the text of a report.")


def plausible(text: str, *, common: bool = True) -> bool:
    """Say whether ``text`` can be a Chinese report: characters of the kinds that occur there, and ``common`` ones.

    A long text is judged by its beginning, middle and end.
    """
    if len(text) > _SAMPLE:
        part, middle = _SAMPLE // 3, len(text) // 2
        text = text[:part] + text[middle : middle + part] + text[-part:]
    unreadable = len(_UNREADABLE.findall(text))
    if unreadable > (1 - READABLE_SHARE) * len(text):
        return False
    if not common:
        return True
    han = HAN.findall(text)
    known = _level_one()
    return sum(map(known.__contains__, simplified("".join(han)))) >= COMMON_SHARE * len(han) > 0


def _decode_gb18030(data: bytes, name: str, utf8: UnicodeDecodeError) -> str:
    """Decode what is not UTF-8, or raise a ReadError that names the encoding which it most likely has."""
    try:
        text = data.decode(_GB18030)
    except UnicodeDecodeError as fault:
        begun = data[: fault.start].decode(_GB18030)
        what = f"neither UTF-8 (byte {utf8.start}) nor GB18030 (byte {fault.start})"
    else:
        if plausible(text):
            return text
        begun, what = "", "not UTF-8, and as GB18030 it gives no Chinese text"
    if _utf8_to(data, utf8.start):
        message = f"{name} is UTF-8 up to byte {utf8.start}, where it is damaged or cut off; {_WHOLE}."
    elif _as_utf16(data):
        message = f"{name} seems to be UTF-16 without a byte order mark; {_AS_TEXT}."
    elif plausible(begun):
        message = f"{name} is GB18030 up to “{begun[-8:].strip()}”, where it is damaged or cut off; {_WHOLE}."
    else:
        message = f"{name} is {what}; {_AS_TEXT}."
    raise ReadError(message) from utf8


def _is_short_gb18030(data: bytes, as_utf8: str) -> bool:
    """Say whether data that decode as UTF-8, but to no Chinese text, are GB18030: 一 has the bytes of the Cyrillic һ.

    Western text, and Chinese text that was encoded twice, show mostly Latin letters and are not taken for it.
    """
    foreign = [character for character in as_utf8 if character > "\x7f"]
    latin = sum(character < "\u0250" for character in foreign)
    return bool(foreign) and 2 * latin < len(foreign) and _plausible_as(data, _GB18030)


def _utf8_to(data: bytes, end: int) -> bool:
    """Say whether the bytes before the first fault are Chinese text in UTF-8, so that the rest is damage."""
    return bool(HAN.search(data[:end].decode(_UTF8, "ignore")))


def _refuse_binary(data: bytes, name: str) -> None:
    """Raise ReadError where the first bytes or a NUL show that the data are no text in a supported encoding."""
    if not data:
        refuse_blank("", name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise ReadError(f"{name} is {encoding} (by its byte order mark); {_AS_TEXT}.")
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"{name} is {what}, not plain text; {_AS_TEXT}.")
    if _WEB_PAGE.match(data[:1000].removeprefix(b"\xef\xbb\xbf")):
        raise ReadError(f"{name} is a web page (HTML), not plain text; {_AS_TEXT}.")
    position = data.find(b"\x00")
    if position >= 0:
        if _as_utf16(data):
            raise ReadError(f"{name} seems to be UTF-16 without a byte order mark; {_AS_TEXT}.")
        if len(data) % 4 == 0 and _plausible_as(data, "utf-32-le", "utf-32-be"):
            raise ReadError(f"{name} seems to be UTF-32 without a byte order mark; {_AS_TEXT}.")
        raise ReadError(f"{name} is binary (a NUL at byte {position}), not plain text; {_AS_TEXT}.")


def _as_utf16(data: bytes) -> bool:
    """Say whether the data are plausible text in UTF-16 of either byte order."""
    return len(data) % 2 == 0 and _plausible_as(data, "utf-16-le", "utf-16-be")


def _plausible_as(data: bytes, *encodings: str) -> bool:
    for encoding in encodings:
        try:
            if plausible(data.decode(encoding)):
                return True
        except UnicodeDecodeError:
            continue
    return False


def too_large(name: str, size: int, limit: int = LIMIT) -> ReadError:
    """Return the error that a file of ``size`` bytes is larger than ``limit``."""
    return ReadError(
        f"{name} has {size / 1024 / 1024:.1f} MB, more than the {limit // 1024 // 1024} MB that are read; "
        "split it or name another file."
    )


@cache
def _level_one() -> frozenset[str]:
    """Return the 3,755 common characters of GB 2312, level 1 (rows 16 to 55)."""
    rows = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return frozenset(cell.decode("gb2312") for cell in rows if cell <= b"\xd7\xf9")

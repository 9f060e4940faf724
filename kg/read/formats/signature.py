"""What a file is: by its first bytes, then by the ending of its name; some kinds are refused with what to do."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.decode import SIGNATURES, refuse_blank
from kg.read.formats import archive

#: The kinds of file that are read, each with the endings of its names.
KINDS = {
    "text": (".txt", ".text"),
    "html": (".html", ".htm", ".shtml", ".xhtml", ".asp", ".aspx", ".jsp", ".php"),
    "docx": (".docx", ".docm"),
    "pdf": (".pdf",),
    "markdown": (".md", ".markdown"),
    "csv": (".csv", ".tsv"),
    "jsonl": (".jsonl", ".ndjson"),
    "zip": (".zip",),
}
#: Endings of documents that are refused, each with a sentence; they are found in folders too, so that none is lost
#: unsaid.
REFUSED = (".doc", ".dot", ".wps", ".rtf", ".odt", ".ofd", ".ceb", ".mht", ".mhtml", ".caj")
_BY_SUFFIX = {suffix: kind for kind, suffixes in KINDS.items() for suffix in suffixes}
_HEAD = 4096
_AS_DOCX = "open it in Word, WPS or LibreOffice and save it as .docx"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)
#: A member that only such an archive has, and what the archive is.
_PACKED = (
    ("OFD.xml", "an OFD document; open it in its reader and print it to PDF"),
    ("content.xml", f"an OpenDocument file (.odt, .ods); {_AS_DOCX}"),
    ("xl/workbook.xml", "an Excel workbook (.xlsx); save the sheet with the texts as CSV (UTF-8)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx); save its text as .txt"),
    ("META-INF/container.xml", "an electronic book (.epub); save its text as .txt"),
)


def suffix_of(name: str) -> str:
    """Return the ending of a name in lower case, with its point."""
    return PurePath(name.replace("\\", "/")).suffix.lower()


def kind_of(file: BinaryIO, name: str) -> str:
    """Return the kind of ``file``, a key of :data:`KINDS`; it is left at its beginning.

    :param name: what messages call it; its ending counts where the first bytes do not tell.
    :raises ReadError: if it is of a kind that is not read, or not what its name says.
    """
    head = file.read(_HEAD)
    suffix = suffix_of(name)
    by_name = _BY_SUFFIX.get(suffix, "text")
    refuse_blank("" if not head else "x", name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = _packed(file, name, by_name)
    elif head.startswith(b"%PDF-") or (by_name == "pdf" and b"%PDF-" in head):
        kind = "pdf"
    else:
        _refuse(file, head, name)
        page = head.decode("utf-16", "ignore").encode() if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
        kind = "html" if _PAGE.match(page.removeprefix(b"\xef\xbb\xbf")) else by_name
        if kind in ("pdf", "docx", "zip"):
            raise ReadError(f"{name} is named {suffix}, but is no such file inside; get it again, or rename it.")
        if kind == "text" and head.lstrip().startswith((b"<?xml", b"\xef\xbb\xbf<?xml")):
            raise ReadError(f"{name} is an XML document; if Word wrote it, save it as .docx, else its text as .txt.")
    file.seek(0)
    return kind


def _packed(file: BinaryIO, name: str, by_name: str) -> str:
    """Return whether a ZIP archive is a Word document or an archive of files."""
    members = archive.names(file)
    if any(member.startswith("word/") for member in members):
        return "docx"
    for member, what in _PACKED:
        if member in members:
            raise ReadError(f"{name} is {what}.")
    return "docx" if by_name == "docx" else "zip"


def _refuse(file: BinaryIO, head: bytes, name: str) -> None:
    """Raise ReadError for a file that its first bytes show to be of a kind that is not read."""
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in head + file.read(1 << 20):
            raise ReadError(f"{name} is a Word document with a password; open it and save it without one as .docx.")
        raise ReadError(f"{name} is an Office document of the old kind (.doc, .wps, .xls); {_AS_DOCX}.")
    if head.startswith(b"{\\rtf"):
        raise ReadError(f"{name} is an RTF document; {_AS_DOCX}.")
    if re.match(rb"(?:From:|MIME-Version:|Subject:)", head) and b"multipart/related" in head:
        raise ReadError(f"{name} is a web archive (.mht); open it in a browser and save it as “web page, HTML only”.")
    for signature, what in SIGNATURES:
        if head.startswith(signature):
            picture = what.endswith("image")
            way_out = "run text recognition (OCR) on it" if picture else "unpack it, or save its text as UTF-8 (.txt)"
            raise ReadError(f"{name} is {what}; {way_out} and try again.")
    if suffix_of(name) == ".json":
        raise ReadError(f"{name} is JSON; write one object with the key “text” on each line and name the file .jsonl.")

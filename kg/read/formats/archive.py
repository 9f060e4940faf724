"""ZIP archives of reports: each member in the order of its name, with limits on what a bomb can unpack.

Nothing is written to disk, and of a member's name only the last part is used.
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kg.errors import ReadError
from kg.read.decode import DOCUMENT_LIMIT

#: The most that an archive may unpack to and hold.
UNPACKED, MEMBERS = 4 * 1024 * 1024 * 1024, 20_000
#: How many times smaller than its content a member may be; text gives some 10, and bombs 1,000.
_RATIO, _SMALL = 200, 1024 * 1024
#: …and the whole archive, beyond what is unpacked in a moment.
_BOMB, _AT_EASE = 50, 200 * 1024 * 1024
_ENCRYPTED, _UTF8 = 0x1, 0x800
_AGAIN = "pack the files again as a plain ZIP archive"


def members(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes | ReadError]]:
    """Yield the name and the bytes of each file in the archive, or why it cannot be read; sorted by name.

    Folders, hidden files and what a Mac adds are left out.

    :raises ReadError: if the archive is damaged, holds too much, or has names that lead out of it.
    """
    try:
        with ZipFile(file) as archive:
            named = ((_name(entry), entry) for entry in archive.infolist() if not entry.is_dir())
            entries = sorted(named, key=lambda pair: pair[0])
            _check(entries, file.seek(0, 2), name)
            for called, entry in entries:
                if not _is_hidden(called):
                    yield called, _unpacked(archive, entry, f"{called} in {name}")
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as fault:
        raise ReadError(f"{name} is a ZIP archive that is damaged or cut off; get a whole copy.") from fault


def names(file: BinaryIO) -> list[str]:
    """Return the names of the members of the ZIP archive, an empty list where it is damaged."""
    try:
        with ZipFile(file) as archive:
            return [entry.filename for entry in archive.infolist()[:MEMBERS]]
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return []


def _check(entries: list[tuple[str, ZipInfo]], packed: int, name: str) -> None:
    """Raise ReadError where the list of members shows a bomb, or a name that leads a careless program elsewhere."""
    if len(entries) > MEMBERS:
        raise ReadError(f"{name} holds {len(entries):,} files, more than the {MEMBERS:,} that are read; split it.")
    size = sum(entry.file_size for _, entry in entries)
    if size > UNPACKED:
        raise ReadError(
            f"{name} unpacks to {size >> 30} GB, more than the {UNPACKED >> 30} GB that are read; split it."
        )
    if sum(entry.compress_size for _, entry in entries) > packed or size > _BOMB * packed + _AT_EASE:
        raise ReadError(f"{name} unpacks to {size >> 20:,} MB of next to nothing; it is made to do harm.")
    for called, _ in entries:
        parts = called.replace("\\", "/").split("/")
        if ".." in parts or called.startswith(("/", "\\")) or ":" in parts[0] or "\x00" in called:
            raise ReadError(f"{name} holds a file whose name leads out of the archive (“{called[:60]}”); {_AGAIN}.")


def _unpacked(archive: ZipFile, entry: ZipInfo, where: str) -> bytes | ReadError:
    """Return the bytes of a member, or why it is not unpacked."""
    size, why = entry.file_size, ""
    if entry.flag_bits & _ENCRYPTED:
        why = f"needs a password; {_AGAIN}, without one"
    elif entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        why = f"is compressed in a way that is not read; {_AGAIN}"
    elif stat.S_ISLNK(entry.external_attr >> 16):
        why = f"is a link, not a file; {_AGAIN}"
    elif size > DOCUMENT_LIMIT:
        why = f"has {size >> 20:,} MB, more than the {DOCUMENT_LIMIT >> 20} MB that are read; split it"
    elif size > _SMALL and size > _RATIO * entry.compress_size:
        why = f"unpacks to {size >> 20:,} MB of next to nothing; it is made to do harm"
    if why:
        return ReadError(f"{where} {why}.")
    try:
        with archive.open(entry) as member:
            return member.read(DOCUMENT_LIMIT + 1)
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error):
        return ReadError(f"{where} is damaged; get a whole copy of the archive.")


def _name(entry: ZipInfo) -> str:
    """Return the name of a member; names without the mark of UTF-8 are in what Windows writes in China, GBK."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_hidden(called: str) -> bool:
    parts = called.replace("\\", "/").split("/")
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX" or parts[-1] == "Thumbs.db"

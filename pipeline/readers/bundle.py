"""ZIP bundles: an announcement with its annexes in one file. Each member is a document of its own.

Nothing is unpacked to disk, so a name that leads out of the bundle could do no harm; it is refused all the same,
because whoever made it meant harm. Sizes are counted while unpacking: a directory may lie about them.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from pipeline.errors import SetAside

MIB = 1 << 20
MAX_MEMBERS = 300
MAX_MEMBER = 64 * MIB
MAX_ALL = 256 * MIB
CHUNK = MIB
SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
# What stands in the package of one document (Office, OpenDocument, EPUB, OFD) or program (JAR), never in a bundle.
_PACKAGE_PARTS = {"[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/MANIFEST.MF"}
_IGNORED = re.compile(r"(?:^|/)(?:\.|~\$|__MACOSX|Thumbs\.db$|desktop\.ini$|source\.yml$)|/$")
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
# What Python's reader of archives raises for one that contradicts itself.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError)
_UNICODE_NAME = 0x800  # flag of an entry whose name is UTF-8
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a bundle: its name within it, and its bytes by hash and size."""

    name: str
    sha256: str
    byte_size: int


def members(stream: IO[bytes], file_name: str) -> list[Member]:
    """The documents of a bundle, [] for a ZIP file that is the package of one document.

    Raises ``SetAside`` (damaged, password, too_large, empty) for a bundle that is not read at all.
    """
    archive = _open(stream, file_name)
    if _PACKAGE_PARTS & {name.lstrip("/") for name in archive.namelist()}:
        return []
    left, found = MAX_ALL, []
    for name, entry in _documents(archive, file_name):
        hashed, size = hashlib.sha256(), 0
        for piece in _pieces(archive, entry, min(left, MAX_MEMBER), file_name):
            hashed.update(piece)
            size += len(piece)
        left -= size
        found.append(Member(name, hashed.hexdigest(), size))
    if not found:
        raise SetAside("empty", found=f"{file_name} is a ZIP archive without a document in it",
                       expected="an announcement with its annexes",
                       advice="Check that the right file was dropped.")  # fmt: skip
    return found


def read_member(stream: IO[bytes], file_name: str, name: str) -> bytes:
    """The bytes of the document ``name`` of a bundle. Raises ``SetAside``, KeyError where there is none."""
    archive = _open(stream, file_name)
    entry = dict(_documents(archive, file_name))[name]
    return b"".join(_pieces(archive, entry, MAX_MEMBER, file_name))


def _open(stream: IO[bytes], file_name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise _damaged(file_name, f"breaks off ({error})") from error


def _documents(archive: zipfile.ZipFile, file_name: str) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The entries that are documents by their names. Raises ``SetAside`` for a bundle that cannot be trusted."""
    entries = [(_name(entry), entry) for entry in archive.infolist()]
    if outside := next((name for name, _ in entries if _OUTSIDE.search(name)), None):
        raise _damaged(file_name, f"holds the name {outside}, which leads out of it")
    entries = [(name, entry) for name, entry in entries if not _IGNORED.search(name)]
    if len(entries) > MAX_MEMBERS or sum(entry.file_size for _, entry in entries) > MAX_ALL:
        raise _too_large(file_name, f"declares {len(entries):,} documents")
    seen: set[str] = set()
    for name, entry in entries:
        if name in seen:
            raise _damaged(file_name, f"holds the name {name} twice")
        if entry.flag_bits & _ENCRYPTED:
            raise SetAside("password", found=f"{file_name} is a ZIP archive locked with a password",
                           expected="an archive that opens without a password",
                           advice="Unpack it and drop the documents it holds into raw/.")  # fmt: skip
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged(file_name, f"holds {name}, packed in a way that ZIP archives are not")
        seen.add(name)
        yield name, entry


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name: in UTF-8 where the entry says so, else as the Chinese Windows that wrote it meant it."""
    name = entry.orig_filename.split("\x00")[0]
    if not entry.flag_bits & _UNICODE_NAME:
        name = _recoded(name)
    name = name.replace("\\", "/")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)


def _recoded(name: str) -> str:
    """Python reads such names as code page 437; their bytes are UTF-8 or GBK."""
    try:
        written = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int, file_name: str) -> Iterator[bytes]:
    size = 0
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > allowed:
                    raise _too_large(file_name, f"holds {_name(entry)}, which unpacks to more than {allowed:,} bytes")
                yield piece
    except _BROKEN as error:
        raise _damaged(file_name, f"holds {_name(entry)}, which cannot be unpacked ({error})") from error


def _damaged(file_name: str, found: str) -> SetAside:
    return SetAside("damaged", found=f"{file_name} is a ZIP archive that {found}", expected="a whole archive",
                    advice="Download it again, or unpack it and drop the documents it holds into raw/.")  # fmt: skip


def _too_large(file_name: str, found: str) -> SetAside:
    return SetAside("too_large", found=f"{file_name} is a ZIP archive that {found}",
                    expected=f"at most {MAX_MEMBERS} documents of {MAX_MEMBER // MIB} MiB, {MAX_ALL // MIB} MiB in all",
                    advice="Unpack it and drop the documents it holds into raw/ one by one.")  # fmt: skip

"""OOXML packages (DOCX, XLSX): opened only after the sizes are known to be harmless.

A ZIP directory may lie about sizes, so the declared sizes are checked first and every part is then unpacked once in
small pieces and counted: a 2 MB file that unpacks to 2 GiB costs one chunk of memory, not two gibibytes.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from pipeline.errors import SetAside

MIB = 1 << 20
MAX_PART = 160 * MIB  # an XML tree needs about five times its text
MAX_TOTAL = 256 * MIB
MAX_PARTS = 10_000
CHUNK = 1 * MIB


def open_package(content: bytes, file_name: str) -> zipfile.ZipFile:
    """The package, after its directory was checked (not damaged, not locked, declared sizes within bounds)."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise damaged(file_name, f"a ZIP package that breaks off ({error})") from error
    entries = package.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise SetAside("password", found=f"{file_name} is a package with encrypted parts",
                       expected="a document that opens without a password",
                       advice="Remove the password, save, and drop the file again.")  # fmt: skip
    declared = sum(entry.file_size for entry in entries)
    if declared > MAX_TOTAL or len(entries) > MAX_PARTS or any(entry.file_size > MAX_PART for entry in entries):
        raise too_large(file_name, f"declares {declared:,} bytes in {len(entries)} parts")
    return package


def part_names(content: bytes, file_name: str) -> set[str]:
    """The names of the parts of a ZIP package."""
    return set(open_package(content, file_name).namelist())


def read_parts(content: bytes, file_name: str, wanted: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The parts under the prefixes ``wanted`` (all when empty), unpacked in pieces and counted while they grow.

    Raises ``SetAside`` (too_large, damaged, password).
    """
    package = open_package(content, file_name)
    parts: dict[str, bytes] = {}
    total = 0
    for entry in package.infolist():
        if entry.is_dir() or (wanted and not entry.filename.startswith(wanted)):
            continue
        parts[entry.filename] = _unpack(package, entry, file_name, MAX_TOTAL - total)
        total += len(parts[entry.filename])
    return parts


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo, file_name: str, allowed: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        with package.open(entry) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > min(allowed, MAX_PART):
                    raise too_large(file_name, f"part {entry.filename} unpacks to more than {size:,} bytes")
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise damaged(file_name, f"part {entry.filename} cannot be unpacked ({error})") from error
    return b"".join(pieces)


def damaged(file_name: str, found: str) -> SetAside:
    """The error for a package that contradicts itself."""
    return SetAside("damaged", found=f"{file_name}: {found}", expected="a whole Word or Excel document",
                    advice="Download it again, or open and save it in Word, Excel or WPS.")  # fmt: skip


def too_large(file_name: str, found: str) -> SetAside:
    """The error for a package that would unpack to more than the reader allows."""
    return SetAside("too_large", found=f"{file_name} {found}",
                    expected=f"at most {MAX_TOTAL // MIB} MiB unpacked, {MAX_PART // MIB} MiB in one part",
                    advice="Remove embedded pictures and media, or save the document as PDF.")  # fmt: skip

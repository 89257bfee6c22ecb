"""OOXML packages (DOCX, XLSX): opened only after the sizes are known to be harmless.

A ZIP directory may lie about sizes, so the declared sizes are checked first and every part is then unpacked once in
small pieces and counted: a 2 MB file that unpacks to 2 GiB costs one chunk of memory, not two gibibytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pipeline.errors import SetAside

if TYPE_CHECKING:
    from lxml import etree

MIB = 1 << 20
MAX_PART = 32 * MIB  # of XML text, whose tree needs ten times as much; 300 dense pages have about 10 MiB
MAX_PARSED = 64 * MIB  # of all parts that are read
MAX_DECLARED = 512 * MIB  # pictures included, which are never unpacked
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
    if declared > MAX_DECLARED or len(entries) > MAX_PARTS:
        raise too_large(file_name, f"declares {declared:,} bytes in {len(entries)} parts")
    return package


def part_names(content: bytes, file_name: str) -> set[str]:
    """The names of the parts of a ZIP package."""
    return set(open_package(content, file_name).namelist())


def read_parts(content: bytes, file_name: str, prefixes: tuple[str, ...]) -> dict[str, bytes]:
    """The XML parts under ``prefixes``, unpacked in pieces and counted while they grow.

    Raises ``SetAside`` (too_large, damaged, password); also for a document type declaration, which Office never
    writes and which entity bombs need.
    """
    package = open_package(content, file_name)
    parts: dict[str, bytes] = {}
    allowed = MAX_PARSED
    for entry in package.infolist():
        if entry.filename.startswith(prefixes) and entry.filename.endswith((".xml", ".rels")):
            part = parts[entry.filename] = _unpack(package, entry, file_name, min(allowed, MAX_PART))
            allowed -= len(part)
            if _has_doctype(part):
                raise damaged(file_name, f"part {entry.filename} has a document type declaration")
    return parts


def parse_xml(part: bytes, file_name: str, name: str) -> etree._Element:
    """The tree of an XML part; entities are not resolved and nothing outside the part is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(file_name, f"part {name} is not well-formed XML ({error})") from error


def relations(parts: Mapping[str, bytes], name: str, file_name: str) -> dict[str, tuple[str, str]]:
    """Id → (kind, part name) of a part's relationships; external ones are never followed."""
    folder, base = posixpath.split(name)
    part = parts.get(f"{folder}/_rels/{base}.rels")
    found: dict[str, tuple[str, str]] = {}
    for relation in () if part is None else parse_xml(part, file_name, f"{base}.rels").iterchildren():
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target)
    return found


def refuse_missing_parts(parts: Mapping[str, bytes], name: str, kinds: Collection[str], file_name: str) -> None:
    """Raise ``SetAside`` (partly_read) when a part of one of these kinds that ``name`` builds on is not there."""
    present = {part.lower() for part in parts}
    for kind, target in relations(parts, name, file_name).values():
        if kind in kinds and target.lower() not in present:
            raise partly_read(file_name, f"has no part {target}, which {name} builds on", target)


def partly_read(file_name: str, found: str, where: str) -> SetAside:
    """The error for a package of which a part is missing."""
    return SetAside("partly_read", found=f"{file_name} {found}", expected="a whole Word or Excel document", where=where,
                    advice="Download it again, or open and save it in Word, Excel or WPS.")  # fmt: skip


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo, file_name: str, allowed: int) -> bytes:
    if entry.file_size > allowed:
        raise too_large(file_name, f"part {entry.filename} declares {entry.file_size:,} bytes")
    pieces: list[bytes] = []
    size = 0
    try:
        with package.open(entry) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > allowed:
                    raise too_large(file_name, f"part {entry.filename} unpacks to more than {size:,} bytes")
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise damaged(file_name, f"part {entry.filename} cannot be unpacked ({error})") from error
    return b"".join(pieces)


def _has_doctype(part: bytes) -> bool:
    head = part[:CHUNK].replace(b"\x00", b"").upper()
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def damaged(file_name: str, found: str) -> SetAside:
    """The error for a package that contradicts itself."""
    return SetAside("damaged", found=f"{file_name}: {found}", expected="a whole Word or Excel document",
                    advice="Download it again, or open and save it in Word, Excel or WPS.")  # fmt: skip


def too_large(file_name: str, found: str) -> SetAside:
    """The error for a package that would unpack to more than the reader allows."""
    return SetAside("too_large", found=f"{file_name} {found}",
                    expected=f"at most {MAX_PART // MIB} MiB of text in one part, {MAX_DECLARED // MIB} MiB in all",
                    advice="Remove embedded pictures and media, or save the document as PDF.")  # fmt: skip

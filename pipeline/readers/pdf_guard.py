"""Looks for compressed streams that would unpack to more than a PDF of ours ever holds, before pdfium unpacks them."""

from __future__ import annotations

import re
import zlib

from pipeline.errors import SetAside

MIB = 1 << 20
MAX_STREAM = 32 * MIB  # page contents, fonts, tables of objects
MAX_PICTURE = 200 * MIB  # a page scanned in colour at 600 dpi has about 100 MiB
HIGHEST_RATIO = 1032  # deflate cannot do better
DICTIONARY = 1024  # bytes before a stream in which its dictionary stands
CHUNK = 4 * MIB
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image|/Width\b")


def refuse_bombs(content: bytes, file_name: str) -> None:
    """Raise ``SetAside`` (too_large) when one deflated stream unpacks beyond its limit; memory stays at a few MiB."""
    for match in _STREAM.finditer(content):
        end = content.find(b"endstream", match.end())
        end = len(content) if end < 0 else end
        start = match.end()
        head = content[max(0, start - DICTIONARY) : start].rpartition(b"endobj")[2]
        limit = MAX_PICTURE if _PICTURE.search(head) else MAX_STREAM
        if (
            (end - start) * HIGHEST_RATIO > limit
            and b"/DCTDecode" not in head
            and _unpacks_beyond(content[start:end], limit)
        ):
            raise SetAside("too_large", found=f"{file_name} has a stream that unpacks to more than {limit // MIB} MiB",
                           expected="a PDF of pages of ordinary size",
                           advice="Print it to a new PDF at 200–300 dpi, or drop the document alone.")  # fmt: skip


def _unpacks_beyond(packed: bytes, limit: int) -> bool:
    unpacker, size = zlib.decompressobj(), 0
    try:
        while packed and not unpacker.eof and size <= limit:
            size += len(unpacker.decompress(packed, CHUNK))
            packed = unpacker.unconsumed_tail
    except zlib.error:  # not deflated, or damaged: pdfium tells
        return False
    return size > limit

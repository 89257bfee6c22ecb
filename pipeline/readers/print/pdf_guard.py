"""Looks for what would swell without end in pdfium: streams packed too well, and forms that draw each other."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import SetAside
from pipeline.readers.print.pdf_forms import places, refuse_form_loops

MIB = 1 << 20
MAX_STREAM = 32 * MIB  # page contents, fonts, tables of objects
MAX_PICTURE = 200 * MIB  # a page scanned in colour at 600 dpi has about 100 MiB
MAX_STREAMS = 100_000
HIGHEST_RATIO = 1032  # deflate cannot do better
DICTIONARY = 1024  # bytes before a stream in which its dictionary stands
CHUNK = 4 * MIB
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_STREAM_BYTES = len(b"stream\r\n")
_PICTURE = re.compile(rb"/Subtype\s{0,9}/Image|/Width\b")
_FILTERS = re.compile(rb"/Filter\s{0,9}\[([^\]]{0,400})\]")
_DEFLATED = re.compile(rb"/Filter\s{0,9}\[?\s{0,9}/FlateDecode\b")
_NUMBER = re.compile(rb"([0-9]{1,10})\s{1,9}[0-9]{1,5}\s{1,9}obj\b")
_UNPACKING = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of the file as it lies there: what stands before it (its dictionary last), and its packed bytes."""

    head: bytes
    packed: bytes

    @property
    def limit(self) -> int:
        """How much it may unpack to."""
        return MAX_PICTURE if _PICTURE.search(self.head) else MAX_STREAM

    @property
    def is_plain_deflate(self) -> bool:
        """Whether it is packed by deflate alone, and no picture."""
        filters = _FILTERS.search(self.head)
        names = (filters[1] if filters else self.head).count(b"Decode")
        return _DEFLATED.search(self.head) is not None and names <= 1 and not _PICTURE.search(self.head)


def refuse_bombs(content: bytes, file_name: str) -> None:
    """Raise ``SetAside`` (too_large, too_costly) for a stream that unpacks beyond its limit, or forms without end.

    Memory stays at a few MiB, time grows with the file's size.
    """
    is_encrypted = b"/Encrypt" in content
    for stream in streams_of(content, file_name):
        filters = _FILTERS.search(stream.head)
        if filters and len(_UNPACKING.findall(filters[1])) > 1:
            raise SetAside("too_large", found=f"{file_name} has a stream that is packed twice",
                           expected="a PDF of pages of ordinary size",
                           advice="Print it to a new PDF at 200–300 dpi.")  # fmt: skip
        is_whole_asked = not is_encrypted and stream.is_plain_deflate
        is_size_asked = len(stream.packed) * HIGHEST_RATIO > stream.limit and b"/DCTDecode" not in stream.head
        size, is_whole = _unpacked(stream.packed, stream.limit) if is_whole_asked or is_size_asked else (0, True)
        if is_size_asked and size > stream.limit:
            raise SetAside("too_large",
                           found=f"{file_name} has a stream that unpacks to more than {stream.limit // MIB} MiB",
                           expected="a PDF of pages of ordinary size",
                           advice="Print it to a new PDF at 200–300 dpi, or drop the document alone.")  # fmt: skip
        if is_whole_asked and not is_whole:
            place = _NUMBER.search(stream.head)
            raise SetAside("partly_read", found=f"{file_name} has a stream that is damaged inside",
                           expected="a whole PDF", where=f"object {place[1].decode()}" if place else None,
                           advice="Download it again, or print it to a new PDF from a viewer.")  # fmt: skip
    refuse_form_loops(content, file_name)


def streams_of(content: bytes, file_name: str) -> Iterator[Stream]:
    """The streams of a PDF, found by their keywords; none begins inside another, so all together are the file once."""
    found = (_STREAM.match(content, place, place + _STREAM_BYTES) for place in places(content, b"stream"))
    starts = [match.end() for match in found if match]
    if len(starts) > MAX_STREAMS:
        raise SetAside("too_large", found=f"{file_name} has {len(starts):,} streams",
                       expected="a PDF of pages of ordinary size", advice="Print it to a new PDF.")  # fmt: skip
    ends = list(places(content, b"endstream"))
    for start, following in zip(starts, [*starts[1:], len(content)], strict=False):
        place = bisect_left(ends, start)
        end = min(ends[place], following) if place < len(ends) else following
        yield Stream(content[max(0, start - DICTIONARY) : start].rpartition(b"endobj")[2], content[start:end])


def _unpacked(packed: bytes, limit: int) -> tuple[int, bool]:
    """How much a deflated stream unpacks to, as far as a little beyond ``limit``; and whether it is whole.

    Of one that is damaged or has no end pdfium would show what comes before without a word; of one that is not deflated
    nothing is unpacked, and pdfium tells.
    """
    unpacker, size = zlib.decompressobj(), 0
    try:
        while packed and not unpacker.eof and size <= limit:
            size += len(unpacker.decompress(packed, CHUNK))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return 0, False
    return size, unpacker.eof or size > limit

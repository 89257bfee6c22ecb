"""OLE containers: which streams a file holds, without reading any of them.

Office 97–2003 (and WPS, which took over the form) keeps a document in a container whose directory has one entry of
128 bytes for each stream: its name in UTF-16 padded to 64 bytes, the name's length in bytes, where the stream begins.
"""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_START = 116  # of a directory entry: the stream's first sector
_SECTOR_SHIFT = 30  # of the header: sectors have 2 to this power bytes
_HEADER = 32  # the bytes of a Word stream's header that are looked at here: flags, and where the text stands
_FLAGS, _TEXT_FROM_TO = 10, 24
_ENCRYPTED = 0x0100
_CELL_END = "\x07"


def has_stream(content: bytes, *names: str) -> bool:
    """Whether the container's directory names one of these streams."""
    return any(_entry(content, name) >= 0 for name in names)


def is_locked_word(content: bytes) -> bool:
    """Whether a Word 97–2003 document says that it is encrypted."""
    header = _word_header(content)
    return bool(header) and bool(struct.unpack_from("<H", header, _FLAGS)[0] & _ENCRYPTED)


def count_cell_ends(content: bytes) -> int:
    """How many marks of a table cell's or row's end stand in the text of a Word 97–2003 document (in UTF-16)."""
    header = _word_header(content)
    if not header:
        return 0
    start, end = struct.unpack_from("<II", header, _TEXT_FROM_TO)
    return header[start:end].decode("utf-16-le", "replace").count(_CELL_END)


def _word_header(content: bytes) -> bytes:
    """The document's main stream from its header on, b'' where there is none; its sectors are taken to lie in a row."""
    entry = _entry(content, "WordDocument")
    if entry < 0 or len(content) < entry + _START + 4:
        return b""
    (sector,) = struct.unpack_from("<I", content, entry + _START)
    (shift,) = struct.unpack_from("<H", content, _SECTOR_SHIFT)
    header = content[(sector + 1) << min(shift, 16) :]
    return header if len(header) >= _HEADER else b""


def _entry(content: bytes, name: str) -> int:
    """Where the directory entry of a stream stands, -1 where there is none."""
    coded = name.encode("utf-16-le")
    return content.find(coded.ljust(64, b"\x00") + struct.pack("<H", len(coded) + 2))

"""OLE containers (MS-CFB): which streams a file holds, and a stream's bytes.

Office 97–2003 (and WPS, which took over the form) keeps a document in a container of sectors: a table says which sector
follows which, a directory which stream begins where; small streams lie in one stream they share. Chains that run in a
circle end here, whoever reads the stream afterwards.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK = ("Workbook", "Book")  # of Excel 97–2003, of Excel 5 and 95
_ENTRY = 128
_SHIFTS, _TABLES = 30, 48  # where the header says how large sectors are; where directory and tables begin
_LISTED, _LISTED_HERE = 76, 109  # of the table's own sectors, so many are listed in the header itself
_NO_SECTOR = 0xFFFFFFFA  # numbers from here on are marks, not sectors
_STREAM, _ROOT = 2, 5  # kinds of directory entries
_WORD_HEADER, _WORD_FLAGS, _WORD_TEXT, _WORD_ENCRYPTED = 32, 10, 24, 0x0100
_CELL_END = "\x07"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the directory."""

    name: str
    kind: int
    start: int
    size: int


class Container:
    """An OLE container. Raises ``struct.error`` or ValueError where its header or a chain makes no sense."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, _SHIFTS)
        self._size, self._small_size = 1 << min(shift, 16), 1 << min(small_shift, 16)
        directory, _, self._cutoff, small_table, _, more, _ = struct.unpack_from("<7I", content, _TABLES)
        listed = struct.unpack_from(f"<{_LISTED_HERE}I", content, _LISTED)
        self._table = self._numbers([*(s for s in listed if s < _NO_SECTOR), *self._listed_elsewhere(more)])
        self._small_table = self._numbers(_chain(small_table, self._table))
        self.entries = list(self._directory(self._joined(directory)))

    def stream(self, *names: str) -> bytes | None:
        """The bytes of the first stream of one of these names, None where there is none."""
        entry = next((entry for entry in self.entries if entry.kind == _STREAM and entry.name in names), None)
        if entry is None:
            return None
        if entry.size >= self._cutoff:
            return self._joined(entry.start)[: entry.size]
        root = next((entry for entry in self.entries if entry.kind == _ROOT), None)
        shared = b"" if root is None else self._joined(root.start)
        size = self._small_size
        chain = _chain(entry.start, self._small_table)
        return b"".join(shared[number * size : (number + 1) * size] for number in chain)[: entry.size]

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._table)))

    def _numbers(self, sectors: list[int]) -> list[int]:
        """The numbers that stand in some sectors; those of sectors that are not there are left out."""
        whole = b"".join(map(self._sector, sectors[: len(self._content) // self._size + 1]))
        return list(struct.unpack(f"<{len(whole) // 4}I", whole[: len(whole) // 4 * 4]))

    def _listed_elsewhere(self, number: int) -> list[int]:
        """The table's sectors that the header has no room for; each sector of this list names the next."""
        found: list[int] = []
        for _ in range(len(self._content) // self._size):
            if number >= _NO_SECTOR:
                break
            *listed, number = self._numbers([number]) or [_NO_SECTOR]
            found += [sector for sector in listed if sector < _NO_SECTOR]
        return found

    def _directory(self, whole: bytes) -> Iterator[Entry]:
        for at in range(0, len(whole) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", whole, at + 64)
            start, size = struct.unpack_from("<II", whole, at + 116)
            yield Entry(whole[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"), kind, start, size)


def _chain(start: int, table: list[int]) -> list[int]:
    """The sectors that follow each other from ``start`` on. Raises ValueError for a circle."""
    found: list[int] = []
    while start < len(table):
        if len(found) > len(table):
            raise ValueError("a chain of sectors runs in a circle")
        found.append(start)
        start = table[start]
    return found


def stream_of(content: bytes, *names: str) -> bytes | None:
    """A stream of a container by name; None where it holds none, or is none that can be followed."""
    if not content.startswith(SIGNATURE):
        return None
    try:
        return Container(content).stream(*names)
    except (struct.error, ValueError):
        return None


def is_locked_word(content: bytes) -> bool:
    """Whether a Word 97–2003 document says that it is encrypted."""
    document = stream_of(content, "WordDocument") or b""
    return len(document) >= _WORD_HEADER and bool(struct.unpack_from("<H", document, _WORD_FLAGS)[0] & _WORD_ENCRYPTED)


def count_cell_ends(content: bytes) -> int:
    """How many marks of a table cell's or row's end stand in the text of a Word 97–2003 document (in UTF-16)."""
    document = stream_of(content, "WordDocument") or b""
    if len(document) < _WORD_HEADER:
        return 0
    start, end = struct.unpack_from("<II", document, _WORD_TEXT)
    return document[start:end].decode("utf-16-le", "replace").count(_CELL_END)

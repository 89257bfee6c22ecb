"""Hand fixes of one document's text, from its entry in source.yml: each states how many places it touches."""

from __future__ import annotations

import dataclasses

from pipeline.errors import SourceEntryError
from pipeline.layouts.collecting.parsed import Quirk, SourceEntry
from pipeline.readers.document import Block, Document, Span, Table


def apply_quirks(document: Document, source: SourceEntry) -> Document:
    """The document with the entry's fixes made. Raises ``SourceEntryError`` when a fix does not fit its count."""
    for quirk in source.quirks:
        document = _apply(document, quirk, source.file_name)
    return document


def _apply(document: Document, quirk: Quirk, file_name: str) -> Document:
    found = document.text.count(quirk.find)
    if found != quirk.count:
        raise SourceEntryError(
            f"{file_name}: the quirk {quirk.find!r} must touch {quirk.count} places and touches {found}; "
            "correct find or count, or delete the quirk"
        )
    places, start = [], 0
    while (place := document.text.find(quirk.find, start)) >= 0:
        places.append(place)
        start = place + len(quirk.find)
    move = _Move(places, len(quirk.find), len(quirk.replace))
    blocks = tuple(_moved_block(block, move) for block in document.blocks)
    return dataclasses.replace(document, text=document.text.replace(quirk.find, quirk.replace), blocks=blocks)


@dataclasses.dataclass(frozen=True, slots=True)
class _Move:
    """How offsets move when stretches of one length are replaced by stretches of another."""

    places: list[int]
    old: int
    new: int

    def start(self, offset: int) -> int:
        """An offset at which something begins; inside a replaced stretch it moves to the stretch's beginning."""
        passed = sum(place + self.old <= offset for place in self.places)
        inside = next((place for place in self.places if place < offset < place + self.old), None)
        return (offset if inside is None else inside) + passed * (self.new - self.old)

    def end(self, offset: int) -> int:
        """An offset at which something ends; inside a replaced stretch it moves to the stretch's end."""
        passed = sum(place < offset for place in self.places)
        inside = next((place for place in self.places if place < offset < place + self.old), None)
        return (offset if inside is None else inside + self.old) + passed * (self.new - self.old)


def _moved_block(block: Block, move: _Move) -> Block:
    table = block.table and Table(
        block.table.row_count,
        block.table.column_count,
        tuple(
            dataclasses.replace(cell, start=move.start(cell.start), end=move.end(cell.end))
            for cell in block.table.cells
        ),
    )
    bold = tuple(Span(move.start(span.start), move.end(span.end)) for span in block.bold)
    return dataclasses.replace(block, start=move.start(block.start), end=move.end(block.end), bold=bold, table=table)

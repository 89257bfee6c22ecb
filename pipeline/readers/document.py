"""The one page model every reader produces and every layout consumes.

A reader turns bytes into a :class:`Document`: one normalised text and, over it, blocks and table cells as
half-open character ranges. Nothing is copied out of the text, so whatever a later step quotes stands at its
offsets by construction: ``document.text[start:end]``.

How the normalised text is laid out
- Blocks stand in reading order, separated by a single newline.
- Line and page breaks inside a sentence are removed; markup is dropped (bold survives as ranges).
- Inside a table, rows are separated by a newline and cells by a tab; paragraphs inside one cell by a newline.
- A cell that a page break cut in two is one cell again; a repeated table header is furniture, not a row.
- Blanks that a line wrap left between two Chinese characters are removed; all other characters stay verbatim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "table"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of the document's normalised text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell(Span):
    """One table cell; ``row``/``column`` are 0-based, spans count the merged rows and columns (1 = not merged)."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. Merged ranges are one cell with spans; a text file's table has spans of 1 throughout."""

    row_count: int
    column_count: int
    cells: tuple[Cell, ...]

    def grid(self) -> list[list[Cell | None]]:
        """Rows × columns, a merged cell repeated at every place it covers, None where there is no cell."""
        places: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.row_count)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.column_count)):
                    places[row][column] = cell
        return places


@dataclass(frozen=True, slots=True)
class Block(Span):
    """A paragraph, a heading (as the medium marks it: a hint, not a promise) or a table."""

    kind: BlockKind
    page: int | None = None
    level: int | None = None
    bold: tuple[Span, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Text of the medium that is not the document's: handled by name, never dropped in silence.

    ``reason`` is one of: page_number, running_header, running_footer, repeated_table_header, newspaper_jump,
    web_furniture, web_metadata (what a page says of its site, source and date), tilted_text (a watermark),
    hidden_text, seal, annotation, attachment, hidden_sheet, hidden_cells, cell_note, unread_page (``text`` then says
    why).
    """

    reason: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader saw: pure data, no record of meaning yet."""

    media_type: str
    text: str
    blocks: tuple[Block, ...]
    page_count: int | None = None
    asides: tuple[Aside, ...] = field(default=())

    def slice(self, span: Span) -> str:
        """The text a span, block or cell covers."""
        return self.text[span.start : span.end]

    def page_at(self, offset: int) -> int | None:
        """The 1-based page on which the character at ``offset`` stands, None where the medium has no pages."""
        page = None
        for block in self.blocks:
            if block.start > offset:
                break
            page = block.page
            if block.table and block.end > offset:
                page = next((c.page for c in block.table.cells if c.start <= offset < c.end), page)
        return page

    def tables(self) -> Iterator[Table]:
        """The document's tables in reading order."""
        return (block.table for block in self.blocks if block.table is not None)

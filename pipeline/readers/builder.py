"""Builds a Document out of paragraphs and tables, so that every reader lays the text out in the same way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.errors import SetAside
from pipeline.readers.document import Aside, Block, BlockKind, Cell, Document, Span, Table
from pipeline.readers.line_joining import join_soft_breaks
from pipeline.readers.rich import Rich

MAX_BLOCKS = 40_000  # paragraphs and tables: 800 dense pages have fewer
MAX_PLACES = 1_000_000  # rows × columns of one table
MAX_CAPTIONS = 100  # full-width rows above or below one table
NOTE_START = re.compile(r"\s{0,60}(?:[（(]\s{0,9})?(?:注|备注|说明|填表说明|附注)\s{0,9}[：:\d]")


@dataclass(slots=True)
class CellDraft:
    """A table cell before its place in the text is known. ``bold`` ranges count within ``text``."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bold: tuple[Span, ...] = ()


@dataclass(slots=True)
class ParagraphDraft:
    """A paragraph or heading before its place in the text is known."""

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    level: int | None = None
    bold: tuple[Span, ...] = ()


@dataclass(slots=True)
class TableDraft:
    """A table before its place in the text is known; merged ranges are one cell."""

    cells: list[CellDraft]
    page: int | None = None

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


Draft = ParagraphDraft | TableDraft


@dataclass(slots=True)
class DocumentBuilder:
    """Collects drafts in reading order; ``build`` writes them into one text and measures every range."""

    drafts: list[Draft] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def paragraph(self, draft: ParagraphDraft) -> None:
        """Add a paragraph or heading; one without a visible character is dropped."""
        if draft.text.strip():
            self._add(draft)

    def table(self, draft: TableDraft) -> None:
        """Add a table. Rows above it and notes below it that span its whole width become paragraphs."""
        above, body, below = lift_captions(compact(draft))
        for caption in above:
            self.paragraph(caption)
        if body.column_count == 1:
            for cell in sorted(body.cells, key=lambda cell: cell.row):
                for paragraph in _paragraphs(cell):
                    self.paragraph(paragraph)
        elif body.cells:
            if body.row_count * body.column_count > MAX_PLACES:
                raise too_large(f"a table of {body.row_count:,} rows and {body.column_count:,} columns")
            self._add(body)
        for note in below:
            self.paragraph(note)

    def _add(self, draft: Draft) -> None:
        if len(self.drafts) == MAX_BLOCKS:
            raise too_large(f"more than {MAX_BLOCKS:,} paragraphs")
        self.drafts.append(draft)

    def aside(self, reason: str, text: str, page: int | None = None) -> None:
        """Record text of the medium that is not the document's."""
        if text.strip():
            self.asides.append(Aside(reason, text.strip(), page))

    def build(self, media_type: str, page_count: int | None = None) -> Document:
        """The finished document."""
        writer = _Writer()
        blocks = [writer.block(draft) for draft in self.drafts]
        return Document(media_type, writer.text(), tuple(blocks), page_count, tuple(self.asides))


def too_large(found: str) -> SetAside:
    """The error for a document of more paragraphs or cells than a person could read."""
    return SetAside("too_large", found=found, expected="a document of a few hundred pages",
                    advice="Drop the part with the tasks or rows alone.")  # fmt: skip


class _Writer:
    """Appends text and knows the offset it has reached."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.offset = 0

    def text(self) -> str:
        return "".join(self._parts)

    def write(self, text: str) -> Span:
        start = self.offset
        self._parts.append(text)
        self.offset += len(text)
        return Span(start, self.offset)

    def block(self, draft: Draft) -> Block:
        if self._parts:
            self.write("\n")
        if isinstance(draft, TableDraft):
            return self._table(draft)
        span = self.write(draft.text)
        return Block(span.start, span.end, draft.kind, draft.page, draft.level, _shift(draft.bold, span.start))

    def _table(self, draft: TableDraft) -> Block:
        start = self.offset
        cells: list[Cell] = []
        bold: list[Span] = []
        by_place = {(cell.row, cell.column): cell for cell in draft.cells}
        row_count, column_count = draft.row_count, draft.column_count
        for row in range(row_count):
            for column in range(column_count):
                if column:
                    self.write("\t")
                if cell := by_place.get((row, column)):
                    written = self.write(cell.text)
                    bold += _shift(cell.bold, written.start)
                    cells.append(_cell(cell, written))
            if row < row_count - 1:
                self.write("\n")
        table = Table(row_count, column_count, tuple(cells))
        return Block(start, self.offset, "table", draft.page, None, tuple(bold), table)


def _cell(draft: CellDraft, span: Span) -> Cell:
    return Cell(span.start, span.end, draft.row, draft.column, draft.row_span, draft.column_span, draft.page)


def _shift(spans: Iterable[Span], offset: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + offset, span.end + offset) for span in spans)


def compact(draft: TableDraft) -> TableDraft:
    """The table without rows and columns in which no cell begins or has text of its own."""
    filled = [cell for cell in draft.cells if cell.text.strip()]
    rows, columns = sorted({cell.row for cell in filled}), sorted({cell.column for cell in filled})
    cells = []
    for cell in draft.cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        row_span = bisect_left(rows, cell.row + cell.row_span) - row
        column_span = bisect_left(columns, cell.column + cell.column_span) - column
        if row_span and column_span:
            cells.append(CellDraft(cell.text, row, column, row_span, column_span, cell.page, cell.bold))
    return TableDraft(cells, draft.page)


def lift_captions(draft: TableDraft) -> tuple[list[ParagraphDraft], TableDraft, list[ParagraphDraft]]:
    """Full-width rows at the top, and full-width notes at the bottom, taken out of the table as paragraphs."""
    above: list[ParagraphDraft] = []
    below: list[ParagraphDraft] = []
    cells, columns = list(draft.cells), draft.column_count
    for _ in range(MAX_CAPTIONS):
        first = _full_row(cells, columns, min((cell.row for cell in cells), default=0))
        if columns == 1 or first is None:
            break
        above += _paragraphs(first)
        cells.remove(first)
    for _ in range(MAX_CAPTIONS):
        last = _full_row(cells, columns, max((cell.row for cell in cells), default=0))
        if columns == 1 or last is None or not NOTE_START.match(last.text):
            break
        below[:0] = _paragraphs(last)
        cells.remove(last)
    shift = min((cell.row for cell in cells), default=0)
    for cell in cells:
        cell.row -= shift
    return above, TableDraft(cells, draft.page), below


def _full_row(cells: list[CellDraft], columns: int, row: int) -> CellDraft | None:
    """The one filled cell of a row, if it is merged over the table's whole width or stands first and alone."""
    filled = [cell for cell in cells if cell.row <= row < cell.row + cell.row_span]
    if len(filled) == 1 and filled[0].column_span >= columns and filled[0].row_span == 1:
        return filled[0]
    return None


def _paragraphs(cell: CellDraft) -> list[ParagraphDraft]:
    """A cell's paragraphs, for a cell that turns out to be no cell."""
    lines = Rich.of_spans(cell.text, cell.bold).split("\n")
    return [ParagraphDraft(line.text, page=cell.page, bold=line.bold_spans()) for line in join_soft_breaks(lines)]

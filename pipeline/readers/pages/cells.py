"""Glyphs inside a grid → the lines of each cell, and a cell's lines → its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.readers.line_joining import glue
from pipeline.readers.pages.grid import Grid
from pipeline.readers.pages.line_fit import ended_on_purpose
from pipeline.readers.pages.lines import Line, group_lines
from pipeline.readers.pages.model import Glyph, Page
from pipeline.readers.rich import Rich, join_rich

CENTRED = 0.7  # of the font size: left and right room of a centred line differ by less
MAX_PADDING = 9.0


@dataclass(slots=True)
class PrintedCell:
    """A cell of a printed table with its lines; ``x0``/``x1`` are its inner edges."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    x0: float
    x1: float
    lines: list[Line] = field(default_factory=list)
    is_open_top: bool = False
    is_open_bottom: bool = False

    @property
    def text(self) -> Rich:
        """The cell's text: wrapped lines joined, lines that were ended on purpose kept apart."""
        return cell_text(self.lines, self.x0, self.x1)

    def room_after(self, line: Line) -> float:
        """The points left free behind a line (on both sides of a centred one)."""
        return _room(line, self.x0, self.x1)

    @property
    def bare(self) -> str:
        """The text without any blank, for comparing."""
        return "".join("".join(line.text.text.split()) for line in self.lines)

    @property
    def row_end(self) -> int:
        """The first row below the cell."""
        return self.row + self.row_span


def printed_cells(grid: Grid, glyphs: list[Glyph], page: Page) -> list[PrintedCell]:
    """The grid's cells with what is printed in each."""
    owner: dict[tuple[int, int], int] = {}
    for index, cell in enumerate(grid.cells):
        for row in range(cell.row, cell.row + cell.row_span):
            owner |= {(row, column): index for column in range(cell.column, cell.column + cell.column_span)}
    held: list[list[Glyph]] = [[] for _ in grid.cells]
    for glyph in glyphs:
        held[owner[grid.place(glyph.middle, glyph.baseline - 0.3 * glyph.size)]].append(glyph)
    lines = [group_lines(content, page) for content in held]
    padding = _padding(grid, lines)
    cells = []
    for cell, content in zip(grid.cells, lines, strict=True):
        x0, x1 = grid.xs[cell.column] + padding, grid.xs[cell.column + cell.column_span] - padding
        cells.append(PrintedCell(cell.row, cell.column, cell.row_span, cell.column_span, page.number, x0, x1, content,
                                 cell.is_open_top, cell.is_open_bottom))  # fmt: skip
    return cells


def _padding(grid: Grid, lines: list[list[Line]]) -> float:
    """The white between a cell's rule and its text, as narrow as it gets anywhere in the table."""
    lefts = [line.x0 - grid.xs[c.column] for c, content in zip(grid.cells, lines, strict=True) for line in content]
    return min(max(min(lefts, default=0.0), 0.0), MAX_PADDING)


def cell_text(lines: list[Line], x0: float, x1: float) -> Rich:
    """One cell's lines as text, a newline where a line was ended on purpose."""
    parts: list[Rich] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and (_parts_number(before, line) or not ended_on_purpose(_room(before, x0, x1), line)):
            parts[-1] = glue(parts[-1], line.text)
        else:
            parts.append(line.text)
    return join_rich((part for part in parts if part.text), "\n")


def _parts_number(before: Line, line: Line) -> bool:
    """Whether the break stands between a number and its unit: no author breaks a line there."""
    return before.glyphs[-1].text.isdigit() and "\u4e00" <= line.glyphs[0].text <= "\u9fff"


def _room(line: Line, x0: float, x1: float) -> float:
    left, right = line.x0 - x0, x1 - line.x1
    is_centred = abs(left - right) < CENTRED * line.size and left > 0.3 * line.size
    return left + right if is_centred else right

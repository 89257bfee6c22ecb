"""Tables that text keeps as lines with signs between cells: a grid, its rows made whole, its lost cells found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.readers.builder import CellDraft, TableDraft
from pipeline.readers.markup import from_markup
from pipeline.readers.reflow import CJK, drop_wrap_blanks, is_open
from pipeline.readers.rich import Rich

_said = partial(pattern_of, "text_tables")

_NAME_LIST = re.compile(rf"(?:[{CJK}“”（）()▲]{{2,16}}(?:、|[ \u3000]+))+[{CJK}“”（）()]{{2,16}}$")
_ROW_NUMBER, _NUMBERED_ROWS = re.compile(r"\d{1,3}[.．、]?$"), 2


@dataclass(slots=True)
class Grid:
    """A table's rows as they are found, and the page of each."""

    rows: list[list[Rich]]
    pages: list[int | None]
    is_piped: bool = False  # every row stands between signs: a short one lost merged cells, no empty places
    is_broken: bool = False  # blank lines or a page break stand between this grid and what follows


def cell_text(source: str) -> Rich:
    """What stands in a cell, without markup and the blanks of a wrapped line."""
    marked = from_markup(source).strip()
    if _NAME_LIST.match(marked.text) and all(map(_said("name_end").search, re.split(r"[、\s]+", marked.text))):
        return marked  # names set apart by blanks: 发改局 财政局
    return drop_wrap_blanks(marked)


def repeats_head(grid: Grid, row: list[Rich]) -> bool:
    """Whether the row repeats the grid's first row (a header printed again on a new page)."""
    texts = [cell.text for cell in row]
    return any(texts) and texts == [cell.text for cell in grid.rows[0]]


def is_rest_of_row(row: list[Rich], rest: list[Rich]) -> bool:
    """Whether ``rest`` is what a page break cut off ``row``: no first cell, and each of its texts goes on with one."""
    if len(row) != len(rest) or rest[0].text or not any(cell.text for cell in rest):
        return False
    return all(not after.text or is_open(before.text) for before, after in zip(row, rest, strict=True))


def table_of(grid: Grid) -> TableDraft:
    """A grid with each cell in its place: a lost one is the one above it, which spans more rows."""
    width = max(len(row) for row in grid.rows)
    rows = [row + [Rich()] * (width - len(row)) for row in grid.rows]
    cells: list[CellDraft] = []
    above: dict[int, CellDraft] = {}  # by column, the cell that a merged one goes on with
    kept = int(len(rows[0]) > 1 and bool(_said("class").match(rows[0][1].text)))  # 序号 | 项目分类 |: the class is lost
    moved = _lost_cells(grid, rows)
    width = max(width, *(_filled_width(row) + lost for row, lost in zip(rows, moved, strict=True)))
    rows = [row + [Rich()] * (width - len(row)) for row in rows]
    for number, (row, page, lost) in enumerate(zip(rows, grid.pages, moved, strict=True)):
        for column, cell in enumerate(row[:kept] + [Rich()] * lost + row[kept : width - lost]):
            if lost and not cell.text and column in above:
                above[column].row_span += 1
            else:
                above[column] = CellDraft(cell.text, number, column, page=page, bold=cell.bold_spans())
                cells.append(above[column])
        above = {} if _said("sum").match(row[0].text) else above  # nothing goes on with a sum
    return TableDraft(cells, grid.pages[0])


def _filled_width(row: list[Rich]) -> int:
    """How many cells a row has up to its last filled one."""
    return max((place for place, cell in enumerate(row, start=1) if cell.text), default=0)


def _lost_cells(grid: Grid, rows: list[list[Rich]]) -> list[int]:
    """How many first cells each row lost: they are merged with those above, and the rest moved up to them.

    Tables copied from web pages keep no empty place for a merged cell: 2 | a | b | 局 |, then c | d | | |. Where a
    class stands beside the number it is the class: 大类 | 1 | a | 局 |, then 2 | b | 局 | |. Without numbers only a row
    between signs that has fewer of them than the head is known to have lost some.
    """
    numbered = [bool(_ROW_NUMBER.match(row[0].text)) for row in rows]
    if len(rows[0]) > 1 and _said("number").match(rows[0][1].text):
        return [int(number and not _ROW_NUMBER.match(row[1].text)) for number, row in zip(numbered, rows, strict=True)]
    if len(rows[0]) > 1 and _said("class").match(rows[0][1].text):
        return [int(number and _is_moved(row)) for number, row in zip(numbered, rows, strict=True)]
    if sum(numbered) >= _NUMBERED_ROWS:
        first = numbered.index(True)
        return [int(place > first and not numbered[place] and _is_moved(row)) for place, row in enumerate(rows)]
    if not grid.is_piped or len(grid.rows[0]) < len(rows[0]):
        return [0] * len(rows)
    return [len(rows[0]) - len(row) if len(row) > 1 and not _said("sum").match(row[0].text) else 0 for row in grid.rows]


def _is_moved(row: list[Rich]) -> bool:
    filled = [bool(cell.text) for cell in row]
    count = sum(filled)
    return 1 < count < len(row) and all(filled[:count]) and not _said("sum").match(row[0].text)

"""A table copied with signs between its cells: merged cells left no place, so the others moved to the left.

    项目名称 | 完成情况 | | |                     a head of two rows: the lower one lost the place of 项目名称
    目标 | 实绩 | 完成率 | |
    1 | 新建小学3所 | 教育局 | 已开工 |
    新增学位900个 | | | |                         a second measure: it lost the places of number and unit

The signs at a row's end make up for what is lost, so the table's width is known, and which columns the cells belong to
is told by how well they fit: the lower heads to the rows below them, a moved row to the heads above it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from pipeline.layouts.tables.column_fit import misfit
from pipeline.layouts.tables.table_header import REPORT_FIELDS, Header, read_header
from pipeline.layouts.tables.table_rows import read_number
from pipeline.readers.document import Block, Cell, Document, Table

_HEAD_LENGTH, _MOST_HEADS, _MOST_GROUPS, _SAMPLE = 24, 12, 3, 6
_MOST_LOST, _LOST = 2, 0.5  # columns, and what each of them costs
_NO_HEAD = re.compile(r"[。；;]|^\d{1,3}$")
_SUM = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计)")
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
_CLEARLY, _BARE = 1.0, 0.3  # how much better a row must fit elsewhere to be moved; a number where none stands above
_DIGIT = re.compile(r"\d")


def unpacked(document: Document) -> Document:
    """The document with the cells of such tables in their own columns; media that keep their cells stay as they are."""
    if document.media_type != "text/plain":
        return document
    blocks = [block if block.table is None else _unpacked(document, block) for block in document.blocks]
    return dataclasses.replace(document, blocks=tuple(blocks))


def _unpacked(document: Document, block: Block) -> Block:
    assert block.table is not None
    table = _with_head(document, block.table)
    header = read_header(document, table)
    if header is None or not header.fields & set(REPORT_FIELDS):
        return block  # plans and indicator systems have heads of their own
    return dataclasses.replace(block, table=_with_rows(document, table, header))


def _rows(document: Document, table: Table) -> list[list[Cell]]:
    """The filled cells of each row that stand in it, in order."""
    rows: list[list[Cell]] = [[] for _ in range(table.row_count)]
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        if document.slice(cell).strip():
            rows[cell.row].append(cell)
    return rows


def _with_head(document: Document, table: Table) -> Table:
    """The table with its two rows of heads one over the other, or behind, where that fits the rows below better."""
    rows = _rows(document, table)
    first = next((place for place, row in enumerate(rows) if len(row) > 1), len(rows))  # below a title
    if len(rows) <= first + 2 or not _may_be_packed(document, rows[first], rows[first + 1], table.column_count):
        return table
    sample = [row for row in rows[first + 2 :] if row and not _SUM.match(document.slice(row[0]))][:_SAMPLE]
    below = [cell for cell in table.cells if not first <= cell.row <= first + 1]
    best, least = table, _cost_of_head(document, table, sample)
    for head, lost in _heads(rows[first], rows[first + 1], table.column_count):
        candidate = Table(table.row_count, table.column_count + lost, (*head, *below))
        cost = _cost_of_head(document, candidate, sample) + lost * _LOST
        if cost < least:
            best, least = candidate, cost
    return best


def _may_be_packed(document: Document, upper: list[Cell], lower: list[Cell], width: int) -> bool:
    """Whether two rows of few words stand above the others, the first of them shorter, both at the left."""
    texts = [document.slice(cell).strip() for cell in [*upper, *lower]]
    is_head = all(len(text) <= _HEAD_LENGTH and not _NO_HEAD.search(text) for text in texts)
    return is_head and 1 < len(upper) < width <= _MOST_HEADS and len(lower) > 1 and _is_left(upper) and _is_left(lower)


def _is_left(cells: list[Cell]) -> bool:
    return all(cell.column == place for place, cell in enumerate(cells))


def _heads(upper: list[Cell], lower: list[Cell], width: int) -> Iterator[tuple[list[Cell], int]]:
    """Every way to put the lower heads under some of the upper ones, or behind them, so that the whole width is taken.

    With it the number of columns that are empty in every row, and so were lost.
    """
    if len(upper) + len(lower) <= width:
        yield _goes_on(upper, lower), 0
    for lost in range(_MOST_LOST + 1):
        groups = len(upper) - (width + lost - len(lower))
        if not 0 < groups <= min(_MOST_GROUPS, len(lower) - 1, len(upper) - 1):
            continue
        for places in combinations(range(len(upper)), groups):
            for cuts in combinations(range(1, len(lower)), groups - 1):
                bounds = [0, *cuts, len(lower)]
                sizes = dict(zip(places, (b - a for a, b in pairwise(bounds)), strict=True))
                yield _head(upper, lower, sizes), lost


def _goes_on(upper: list[Cell], lower: list[Cell]) -> list[Cell]:
    """A head that broke off in the middle: what stands below it goes on behind its last cell."""
    row = upper[0].row
    cells = [*upper, *lower]
    return [dataclasses.replace(cell, row=row, column=place, row_span=2) for place, cell in enumerate(cells)]


def _head(upper: list[Cell], lower: list[Cell], sizes: dict[int, int]) -> list[Cell]:
    cells, column, taken = [], 0, 0
    for place, cell in enumerate(upper):
        size = sizes.get(place, 0)
        cells.append(dataclasses.replace(cell, column=column, row_span=1 if size else 2, column_span=size or 1))
        for number in range(size):
            below = lower[taken + number]
            cells.append(dataclasses.replace(below, column=column + number, row_span=1, column_span=1))
        taken, column = taken + size, column + (size or 1)
    return cells


def _cost_of_head(document: Document, table: Table, sample: list[list[Cell]]) -> float:
    header = read_header(document, table)
    if header is None:
        return float("inf")
    fields = _fields(header)
    texts = [(fields.get(cell.column), _text(document, cell)) for row in sample for cell in row]
    return sum(misfit(field, text) for field, text in texts) + 0.5 * len(header.unknown)


def _with_rows(document: Document, table: Table, header: Header) -> Table:
    """The table with each moved row in the columns it fits, and what it left out merged with the row above."""
    fields = _fields(header)
    number = next((column.index for column in header.of("number", "category")), None)
    if number is None or number > 1:
        return table
    cells = [cell for cell in table.cells if cell.row < header.end]
    above: dict[int, Cell] = {}
    rows: list[list[Cell]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    for row in rows[header.end :]:
        filled = sorted((c for c in row if document.slice(c).strip()), key=lambda cell: cell.column)
        columns = [column for column in range(table.column_count) if column != number]
        moved = _moved(document, filled, fields, columns, above) if above else None
        if moved is None:
            own = {cell.column: cell for cell in row}
            above = {**above, **own}
            cells += own.values()
            continue
        for column, cell in list(above.items()):
            if column not in moved:
                above[column] = dataclasses.replace(cell, row_span=filled[0].row - cell.row + 1)
                cells[cells.index(cell)] = above[column]
        cells += moved.values()
        above |= moved
    return dataclasses.replace(table, cells=tuple(cells))


def _moved(
    document: Document, filled: list[Cell], fields: dict[int, str], columns: list[int], above: dict[int, Cell]
) -> dict[int, Cell] | None:
    """The cells of a row in the columns they fit clearly better, None where the row stands well as it is."""
    texts = [_text(document, cell) for cell in filled]
    if not filled or len(filled) > len(columns) or any(cell.column_span > 1 for cell in filled):
        return None
    if read_number(texts[0]) is not None or _SECTION.match(texts[0]):
        return None
    if len(filled) == 1 and not _DIGIT.search(texts[0]):
        return None  # a section's heading
    counted = {column for column, cell in above.items() if _DIGIT.search(document.slice(cell))}

    def cost(places: tuple[int, ...]) -> float:
        """How badly the cells fit the columns; a number stands below a number sooner than below a bare name."""
        pairs = list(zip(places, texts, strict=True))
        bare = sum(bool(_DIGIT.search(text)) and place not in counted for place, text in pairs)
        return sum(misfit(fields.get(place), text) for place, text in pairs) + _BARE * bare

    best = min(combinations(columns, len(filled)), key=lambda places: (cost(places), places))
    if cost(tuple(cell.column for cell in filled)) - cost(best) < _CLEARLY:
        return None
    return {place: dataclasses.replace(cell, column=place) for place, cell in zip(best, filled, strict=True)}


def _fields(header: Header) -> dict[int, str]:
    return {column.index: column.field for column in header.columns}


def _text(document: Document, cell: Cell) -> str:
    return re.sub(r"\s+", "", document.slice(cell))

"""Body rows of a table with a known head: cells by field, categories and sections carried down, rows told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.language.numbers.numerals import parse_number
from pipeline.layouts.tables.table_header import REPORT_FIELDS, Column, Header
from pipeline.readers.document import Block, Cell, Document, Table

_NUMBER = re.compile(r"^[（(]?(\d{1,4})[)）]?[.．、]?$")
_CHINESE_NUMBER = re.compile(r"^[（(]?([一二三四五六七八九十百]{1,4})[)）]?[、.．]?$")
_LEAD_NUMBER = re.compile(r"^\s*(\d{1,3})\s*[.．、]\s*(?!\d)")
_LEAD_CHINESE = re.compile(r"^\s*(?:第)?[（(]?([一二三四五六七八九十]{1,3})[)）、.．]\s*")
_SUM_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计)$")
_NOTE_ROW = re.compile(r"^(?:注|备注|说明|填表说明)\s*[:：]")
_SECTION, _LONG_SECTION = 60, 200  # characters of a section's row, and of one that opens with a section's numeral


@dataclass(slots=True)
class Row:
    """One body row: the cell of each known column. A merged cell stands in every row it covers."""

    index: int
    cells: dict[int, Cell]
    start: int
    end: int
    number: int | None = None
    section: str = ""
    section_number: int | None = None


@dataclass(slots=True)
class Body:
    """The rows of a table, and the stretches that are no rows with the name of what they are."""

    rows: list[Row] = field(default_factory=list)
    asides: list[tuple[int, int, str]] = field(default_factory=list)


def body_rows(document: Document, table: Table, header: Header, section: str = "") -> Body:
    """The rows under a head. ``section`` is the heading that stands above the table, if any."""
    body = Body()
    grid = table.grid()
    head = [_plain(document, cell) for cell in grid[header.first]] if header.end > header.first else []
    state = _Carried(_title(section), _lead_number(section))
    for index in range(header.end, len(grid)):
        cells = {i: cell for i, cell in enumerate(grid[index]) if cell is not None}
        distinct = _distinct(document, cells)
        if not distinct:
            continue
        start, end = min(c.start for c in distinct), max(c.end for c in distinct)
        name = _aside_name(document, distinct, [_plain(document, cell) for cell in grid[index]], head)
        if name:
            body.asides.append((start, end, name))
        elif _is_section_row(document, distinct, cells, header, table.column_count):
            state.take_section("、".join(document.slice(cell) for cell in distinct))
            body.asides.append((start, end, "section_heading"))
        else:
            state.take_category(document, cells, header)
            body.rows.append(_row(document, index, cells, start, end, header, state))
    return body


@dataclass(slots=True)
class _Carried:
    """The section and category that hold for the rows below."""

    section: str
    section_number: int | None
    category: str = ""

    def take_section(self, text: str) -> None:
        self.section, self.section_number, self.category = _title(text), _lead_number(text), ""

    def take_category(self, document: Document, cells: dict[int, Cell], header: Header) -> None:
        for column in header.of("category")[:1]:
            text = _plain(document, cells.get(column.index))
            if text and text != self.category:
                self.category, self.section, self.section_number = text, _title(text), _lead_number(text)


def _row(
    document: Document, index: int, cells: dict[int, Cell], start: int, end: int, header: Header, state: _Carried
) -> Row:
    row = Row(index, cells, start, end, None, state.section, state.section_number)
    for column in header.of("number")[:1]:
        row.number = read_number(_plain(document, cells.get(column.index)))
    return row


def read_number(text: str) -> int | None:
    """The number in a number cell: 12, (3), 4., 五."""
    match = _NUMBER.match(text)
    if match:
        return int(match[1])
    match = _CHINESE_NUMBER.match(text)
    return int(parse_number(match[1])) if match else None


def lead_number(text: str) -> tuple[int | None, int]:
    """The number with which a cell's text opens, and how many characters it takes."""
    match = _LEAD_NUMBER.match(text)
    return (int(match[1]), match.end()) if match else (None, 0)


def _lead_number(text: str) -> int | None:
    match = _LEAD_CHINESE.match(text) or _LEAD_NUMBER.match(text)
    return None if match is None else int(match[1]) if match[1].isdecimal() else int(parse_number(match[1]))


def _title(text: str) -> str:
    plain = re.sub(r"\s+", "", text)
    return _LEAD_CHINESE.sub("", _LEAD_NUMBER.sub("", plain)).strip("：:")


def _aside_name(document: Document, cells: list[Cell], texts: list[str], head: list[str]) -> str | None:
    first = _plain(document, cells[0])
    if texts == head:
        return "repeated_table_header"
    if len(cells) <= 2 and _NOTE_ROW.match(first):
        return "note"
    return "sum_row" if any(_SUM_ROW.match(_plain(document, cell)) for cell in cells[:2]) else None


def _is_section_row(
    document: Document, distinct: list[Cell], cells: dict[int, Cell], header: Header, width: int
) -> bool:
    """A row with one filled cell that spans the table, or that opens with a section's number and stands alone."""
    if _is_numbered_heading(document, distinct, header):
        return True
    if len(distinct) != 1 or width < 3:
        return False
    text = _plain(document, distinct[0])
    spans = distinct[0].column_span >= max(2, width - 1)
    longest = _LONG_SECTION if spans and _LEAD_CHINESE.match(text) else _SECTION
    if _NUMBER.match(text) or len(text) > longest or re.search(r"[。；;]", text):
        return False
    if spans:
        return True
    if header.of("category") and distinct[0] is cells.get(header.of("category")[0].index):
        return False
    return distinct[0].column <= 1 and bool(_LEAD_CHINESE.match(text))


def _is_numbered_heading(document: Document, distinct: list[Cell], header: Header) -> bool:
    """A row with nothing but a Chinese numeral in the column of numbers and a few words beside it: 一 | 经济发展."""
    numbers = {column.index for column in header.of("number")}
    if len(distinct) != 2 or distinct[0].column not in numbers:
        return False
    numeral, words = (_plain(document, cell) for cell in distinct)
    return bool(_CHINESE_NUMBER.match(numeral)) and len(words) <= 20 and not re.search(r"[\d。；;，]", words)


def _distinct(document: Document, cells: dict[int, Cell]) -> list[Cell]:
    """The filled cells of a row, each once."""
    seen: dict[int, Cell] = {}
    for cell in cells.values():
        if document.slice(cell).strip():
            seen.setdefault(cell.start, cell)
    return list(seen.values())


def filled_fields(document: Document, block: Block, header: Header | None) -> set[str]:
    """A table's fields without columns of reports that are still to be filled in: a plan may print them empty."""
    if header is None or block.table is None:
        return set()
    used = {cell.column for cell in block.table.cells if cell.row >= header.end and document.slice(cell).strip()}
    return {column.field for column in header.columns if column.field not in REPORT_FIELDS or column.index in used}


def records_of(rows: list[Row], header: Header, document: Document) -> Iterator[list[Row]]:
    """Rows grouped into records: a row without a number and a task of its own goes on with the one before."""
    group: list[Row] = []
    for row in rows:
        if group and _goes_on(document, row, group[-1], header):
            group.append(row)
        else:
            if group:
                yield group
            group = [row]
    if group:
        yield group


def _goes_on(document: Document, row: Row, before: Row, header: Header) -> bool:
    keys = [*header.of("number")[:1], *header.of("task", "content", "indicator")[:1]]
    own = [column for column in keys if _is_own(document, row, before, column)]
    if not keys or own:
        return False
    return row.section == before.section


def _is_own(document: Document, row: Row, before: Row, column: Column) -> bool:
    """Whether a row has a cell of its own in a column: filled, and not the merged one of the row before."""
    cell, above = row.cells.get(column.index), before.cells.get(column.index)
    return cell is not None and cell is not above and bool(document.slice(cell).strip())


def _plain(document: Document, cell: Cell | None) -> str:
    return re.sub(r"\s+", "", document.slice(cell)) if cell is not None else ""

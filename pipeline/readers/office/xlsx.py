"""Reads Excel workbooks (.xlsx, .xlsm): visible sheets' titles, tables and notes, numbers as the sheet shows them."""

from __future__ import annotations

import re

from pipeline.errors import SetAside
from pipeline.readers.builder import CellDraft, DocumentBuilder, ParagraphDraft, TableDraft
from pipeline.readers.document import Document
from pipeline.readers.line_joining import join_cell_lines, join_soft_breaks
from pipeline.readers.office.package import read_parts
from pipeline.readers.office.xlsx_book import Range, Sheet, Workbook
from pipeline.readers.rich import Rich, join_rich

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_PLACES = 4_000_000
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,%]+")

Cells = dict[tuple[int, int], Rich]


def read_xlsx(content: bytes, file_name: str) -> Document:
    """Read a workbook. Raises ``SetAside`` (damaged, password, too_large, partly_read, empty)."""
    sheets = Workbook(read_parts(content, file_name, ("xl/",)), file_name).sheets()
    return document_of(list(sheets), MEDIA_TYPE, file_name)


def document_of(sheets: list[Sheet], media_type: str, file_name: str) -> Document:
    """The document that stands on a workbook's visible sheets, whatever format they were stored in.

    Raises ``SetAside`` (empty, too_large).
    """
    builder = DocumentBuilder()
    visible = [sheet for sheet in sheets if sheet.cells and not sheet.is_hidden]
    for sheet in sheets:
        if sheet.is_hidden:
            builder.aside("hidden_sheet", f"{sheet.name}: {_as_text(sheet.cells)}")
    for sheet in visible:
        if len(visible) > 1 and not _DEFAULT_NAME.fullmatch(sheet.name):
            builder.paragraph(ParagraphDraft(sheet.name, "heading", level=1))
        _add_sheet(builder, sheet)
    if not visible:
        raise SetAside("empty", found=f"{file_name} has no filled cell on a visible sheet",
                       expected="a sheet with the tasks or rows",
                       advice="Check for hidden sheets, or that the right file was dropped.")  # fmt: skip
    return builder.build(media_type)


def _add_sheet(builder: DocumentBuilder, sheet: Sheet) -> None:
    cells = _without_hidden(builder, sheet)
    for segment in _segments(cells, sheet.merged):
        titles, body = _split_titles(segment, sheet.merged)
        for text in titles:
            for line in join_soft_breaks(text.split("\n")):
                builder.paragraph(ParagraphDraft(line.text, bold=line.bold_spans()))
        if body:
            builder.table(_table(body, sheet))
    for note in sheet.notes:
        builder.aside("cell_note", f"{sheet.name}!{note}")


def _without_hidden(builder: DocumentBuilder, sheet: Sheet) -> Cells:
    """The cells of visible rows and columns. Rows that a filter hid are data like the others and stay."""
    rows = set() if sheet.is_filtered else sheet.hidden_rows
    hidden = {
        place: text for place, text in sheet.cells.items() if place[0] in rows or place[1] in sheet.hidden_columns
    }
    if hidden:
        builder.aside("hidden_cells", f"{sheet.name}: {_as_text(hidden)}")
    return {place: text for place, text in sheet.cells.items() if place not in hidden}


def _as_text(cells: Cells) -> str:
    rows = list(_rows(cells).values())
    return "\n".join(" ".join(text.text for _, text in row) for row in rows[:50])


def _rows(cells: Cells) -> dict[int, list[tuple[int, Rich]]]:
    """Row → its filled columns with their texts, both in order."""
    rows: dict[int, list[tuple[int, Rich]]] = {}
    for (row, column), text in sorted(cells.items(), key=lambda item: item[0]):
        rows.setdefault(row, []).append((column, text))
    return rows


def _segments(cells: Cells, merged: list[Range]) -> list[Cells]:
    """The sheet cut where, after an empty row, something new begins: a row that does not open with a number."""
    rows = _rows(cells)
    ends = {area.row: area.row_end for area in merged}
    segments: list[Cells] = []
    before = -1
    for row, filled in rows.items():
        is_apart = row > max(before + 1, ends.get(before, 0)) and not _NUMBER.fullmatch(filled[0][1].text.strip())
        if is_apart or not segments:
            segments.append({})
        segments[-1] |= {(row, column): text for column, text in filled}
        before = row
    return segments


def _split_titles(cells: Cells, merged: list[Range]) -> tuple[list[Rich], Cells]:
    """Leading rows that fill less than half of the columns in use are titles, not rows of the table."""
    columns = {column for _, column in cells}
    areas: dict[int, list[Range]] = {}
    for area in merged:
        areas.setdefault(area.row, []).append(area)
    titles: list[Rich] = []
    rest = 0
    for row, texts in _rows(cells).items():
        filled = {column for column, _ in texts}
        is_lone = len(filled) == 1 and len(columns) > 1
        if not is_lone and 2 * max(_covered(areas.get(row, []), filled, columns), len(filled)) >= min(len(columns), 6):
            break
        titles.append(join_rich((text for _, text in texts), " "))
        rest = row + 1
    return titles, {place: text for place, text in cells.items() if place[0] >= rest}


def _covered(areas: list[Range], filled: set[int], columns: set[int]) -> int:
    """How many columns in use the row's filled cells cover, merged ones with all they are merged over."""
    covered: set[int] = set()
    for area in areas:
        if area.column in filled and not covered >= columns:
            covered |= {column for column in columns if area.column <= column < area.column_end}
    return len(covered)


def _table(cells: Cells, sheet: Sheet) -> TableDraft:
    """The cells as a table; rows and columns are numbered anew from its corner."""
    top, left = min(row for row, _ in cells), min(column for _, column in cells)
    bottom, right = max(row for row, _ in cells) + 1, max(column for _, column in cells) + 1
    spans = {(area.row, area.column): area for area in sheet.merged}
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    if len(rows) * len(columns) > MAX_PLACES:
        raise SetAside("too_large", found=f"sheet {sheet.name} spreads over {len(rows)} × {len(columns)} places",
                       expected="a table that a person could read", advice="Drop the sheet with the tasks alone.",
                       where=sheet.name)  # fmt: skip
    drafts = []
    for (row, column), text in sorted(cells.items()):
        area = spans.get((row, column), Range(row, column, row + 1, column + 1))
        value = join_cell_lines(text.split("\n"))
        drafts.append(CellDraft(value.text, row - top, column - left, min(area.row_end, bottom) - row,
                                min(area.column_end, right) - column, None, value.bold_spans()))  # fmt: skip
    return TableDraft(drafts)

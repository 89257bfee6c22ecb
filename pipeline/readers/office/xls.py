"""Reads Excel 97–2003 workbooks (.xls, and .et of WPS, which has the same form): cells as the sheet shows them.

By xlrd, because it keeps what a table's reading hangs on: number formats (0.954 shown as 95.4%), merged ranges, what
is hidden, bold, notes.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

from pipeline.errors import SetAside
from pipeline.readers.document import Document
from pipeline.readers.office.ole import WORKBOOK, stream_of
from pipeline.readers.office.xlsx import document_of
from pipeline.readers.office.xlsx_book import MAX_CELLS, Range, Sheet, cell_name
from pipeline.readers.office.xlsx_formats import print_number
from pipeline.readers.rich import Rich, join_rich

MEDIA_TYPE = "application/vnd.ms-excel"
MAX_BYTES = 32 << 20  # a full sheet of 65,536 rows has about that
MAX_SHEETS = 200
BOLD_WEIGHT = 600
_FILTERED = "_FilterDatabase"  # the name Excel gives the range that a filter covers


def read_xls(content: bytes, file_name: str) -> Document:
    """Read a workbook. Raises ``SetAside`` (damaged, password, too_large, empty)."""
    if len(content) > MAX_BYTES:
        raise _too_large(f"{file_name} has {len(content):,} bytes")
    book = _opened(stream_of(content, *WORKBOOK) or b"", file_name)
    if book.nsheets > MAX_SHEETS:
        raise _too_large(f"{file_name} has {book.nsheets:,} sheets")
    sheets = [_sheet(book, index, file_name) for index in range(book.nsheets)]
    return document_of(sheets, MEDIA_TYPE, file_name)


def _opened(stream: bytes, file_name: str) -> Any:
    """The ``xlrd.Book`` of a workbook's stream; its container was opened by us, since xlrd follows circles in one."""
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=stream, formatting_info=True, on_demand=True, ragged_rows=True,
                                  logfile=io.StringIO())  # fmt: skip
    except Exception as error:  # xlrd checks little: a workbook that contradicts itself trips it over anything
        raise _unreadable(error, file_name) from error


def _sheet(book: Any, index: int, file_name: str) -> Sheet:
    """One worksheet, loaded and let go again."""
    try:
        source = book.sheet_by_index(index)
    except Exception as error:  # xlrd checks little: a workbook that contradicts itself trips it over anything
        raise _unreadable(error, file_name) from error
    sheet = Sheet(source.name, is_hidden=source.visibility != 0, is_filtered=_is_filtered(book, index))
    sheet.merged = [Range(top, left, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            text = _shown(book, source, row, column, cell)
            if text.text.strip():
                sheet.cells[row, column] = text
        if len(sheet.cells) > MAX_CELLS:
            raise _too_large(f"sheet {sheet.name} has more than {MAX_CELLS:,} filled cells")
    sheet.notes = [f"{cell_name(*place)}: {note.text}" for place, note in sorted(source.cell_note_map.items())]
    book.unload_sheet(index)
    return sheet


def _is_filtered(book: Any, index: int) -> bool:
    return any(name.name == _FILTERED and name.scope == index for name in book.name_obj_list)


def _shown(book: Any, source: Any, row: int, column: int, cell: Any) -> Rich:
    """A cell's text as the sheet shows it."""
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return Rich()
    style = book.xf_list[cell.xf_index]
    bold = _is_bold(book, style.font_index)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return _rich(book, cell.value, bold, source.rich_text_runlist_map.get((row, column), ()))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Rich.of("TRUE" if cell.value else "FALSE", bold)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Rich.of(xlrd.error_text_from_code.get(cell.value, "#N/A"), bold)
    code = book.format_map[style.format_key].format_str or "General"
    return Rich.of(print_number(repr(float(cell.value)), code, is_1904=book.datemode == 1), bold)


def _rich(book: Any, text: str, bold: bool, runs: Any) -> Rich:
    """A text whose ``runs`` (offset, font) say from where on another font holds."""
    marks = [(0, bold), *((offset, _is_bold(book, font)) for offset, font in runs), (len(text), False)]
    parts = join_rich(Rich.of(text[start:end], is_bold) for (start, is_bold), (end, _) in pairwise(marks))
    return Rich(parts.text.replace("\r", "\n"), parts.mask)


def _is_bold(book: Any, font: int) -> bool:
    return font < len(book.font_list) and book.font_list[font].weight >= BOLD_WEIGHT


def _unreadable(error: Exception, file_name: str) -> SetAside:
    if "encrypted" in str(error).lower():
        return SetAside("password", found=f"{file_name} is an Excel workbook locked with a password",
                        expected="a workbook that opens without a password",
                        advice="Remove the password in Excel or WPS, save, and drop the file again.")  # fmt: skip
    return SetAside("damaged", found=f"{file_name} is an Excel 97–2003 workbook that does not open ({error})",
                    expected="a whole workbook",
                    advice="Download it again, or open it in Excel or WPS and save it as .xlsx.")  # fmt: skip


def _too_large(found: str) -> SetAside:
    return SetAside("too_large", found=found, expected=f"a workbook of at most {MAX_BYTES >> 20} MiB and {MAX_SHEETS} "
                    f"sheets of a few thousand rows", advice="Drop the sheet with the tasks alone.")  # fmt: skip

"""The forms a supervision office prints: one XLSX (a sheet per period and jurisdiction) and one CSV per form."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any

FORMS_FILE = Path(__file__).with_name("forms.yml")
# What a reader of the form sees instead of the warehouse's codes.
LABELS = {"met": "已完成", "on_pace": "达到序时进度", "behind": "滞后", "unknown": "无法判断", True: "是", False: "否"}
PERCENT_COLUMNS = {"attainment"}
CENTRED_WIDTH = 12  # columns up to this width hold short values
SHEET_NAME_LIMIT = 31  # Excel's
LINE_HEIGHT, ROW_PADDING, MAX_LINES = 14.0, 6.0, 28  # points; Excel's rows end at 409
PAGE_MARGIN = 0.4  # inches


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form: its printed heading (one or two levels), the model's column, its width in characters."""

    headings: tuple[str, ...]
    field: str
    width: int


@dataclass(frozen=True, slots=True)
class Form:
    """One form: which table fills it, in which order, and which columns merge equal neighbours."""

    name: str
    title: str
    table: str
    order: tuple[str, ...]
    merge: tuple[str, ...]
    columns: tuple[Column, ...]


def load_forms(path: Path = FORMS_FILE) -> list[Form]:
    """The forms as forms.yml describes them."""
    import yaml

    return [
        Form(
            item["name"],
            item["title"],
            item["table"],
            tuple(item["order"]),
            tuple(item["merge"]),
            tuple(Column(tuple(heading.split("/")), field, width) for heading, field, width in item["columns"]),
        )
        for item in yaml.safe_load(path.read_text("utf-8"))
    ]


def write_forms(warehouse: Path, directory: Path) -> dict[str, int]:
    """Fill every form from the marts of ``warehouse``; returns the rows of each."""
    import duckdb

    directory.mkdir(parents=True, exist_ok=True)
    counts = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for form in load_forms():
            rows = _rows(connection, form)
            write_csv(form, rows, directory / f"{form.name}.csv")
            write_workbook(form, rows, directory / f"{form.name}.xlsx")
            counts[form.name] = len(rows)
    return counts


Row = tuple[tuple[str, str], Sequence[Any]]  # (period, jurisdiction), values in the form's columns


def _rows(connection: Any, form: Form) -> list[Row]:
    fields = ", ".join(f'"{column.field}"' for column in form.columns)
    order = ", ".join(f'"{field}" nulls last' for field in form.order)
    query = f'select period_id, jurisdiction, {fields} from marts."{form.table}" order by {order}'
    return [((period, jurisdiction), values) for period, jurisdiction, *values in connection.execute(query).fetchall()]


def write_csv(form: Form, rows: Sequence[Row], path: Path) -> None:
    """One CSV with a byte order mark, so that spreadsheet programs read the Chinese as it is."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["期间", "地区", *["".join(column.headings[-1:]) for column in form.columns]])
        for (period, jurisdiction), values in rows:
            writer.writerow([period, jurisdiction, *[_shown(value) for value in values]])


def write_workbook(form: Form, rows: Sequence[Row], path: Path) -> None:
    """One workbook; a form without any row is printed blank."""
    from openpyxl import Workbook

    book = Workbook()
    _add_styles(book)
    book.remove(book.active)
    for (period, jurisdiction), group in groupby(rows, key=lambda row: row[0]):
        sheet = book.create_sheet(f"{jurisdiction} {period}".replace("/", "-")[:SHEET_NAME_LIMIT])
        _fill_sheet(sheet, form, f"{jurisdiction}{form.title}（{period}）", [values for _, values in group])
    if not rows:
        _fill_sheet(book.create_sheet(form.name), form, form.title, [])
    book.save(path)


def _fill_sheet(sheet: Any, form: Form, title: str, rows: Sequence[Sequence[Any]]) -> None:
    first_row = _write_head(sheet, form, title)
    for row_no, values in enumerate(rows, start=first_row):
        for column_no, value in enumerate(values, start=1):
            _write_cell(sheet.cell(row_no, column_no), value, form.columns[column_no - 1])
        sheet.row_dimensions[row_no].height = LINE_HEIGHT * _line_count(form, values) + ROW_PADDING
    for column_no in _merged_columns(form):
        for start, end in _runs([values[:column_no] for values in rows]):
            if end > start:
                sheet.merge_cells(
                    start_row=first_row + start, end_row=first_row + end, start_column=column_no, end_column=column_no
                )
    _set_page(sheet, form, first_row)


def _write_head(sheet: Any, form: Form, title: str) -> int:
    """The title and the heading rows; returns the first row below them."""
    from openpyxl.styles import Alignment, Font

    width, levels = len(form.columns), max(len(column.headings) for column in form.columns)
    sheet.append([title])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet["A1"].font = Font(name="SimHei", size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 32
    for column_no, column in enumerate(form.columns, start=1):
        for level in range(levels):
            cell = sheet.cell(2 + level, column_no, column.headings[min(level, len(column.headings) - 1)])
            cell.style = "head"
    _merge_headings(sheet, form, levels)
    return 2 + levels


def _merge_headings(sheet: Any, form: Form, levels: int) -> None:
    if levels == 1:
        return
    for column_no, column in enumerate(form.columns, start=1):
        if len(column.headings) == 1:
            sheet.merge_cells(start_row=2, end_row=1 + levels, start_column=column_no, end_column=column_no)
    tops = [(column.headings[0], len(column.headings)) for column in form.columns]
    for start, end in _runs(tops):
        if end > start:
            sheet.merge_cells(start_row=2, end_row=2, start_column=start + 1, end_column=end + 1)


def _line_count(form: Form, values: Sequence[Any]) -> int:
    """Lines of the tallest cell of a row, merged columns aside: spreadsheet programs do not all work it out."""
    tallest = 1
    for column, value in zip(form.columns, values, strict=True):
        if column.field not in form.merge and isinstance(value, str):
            paragraphs = str(_shown(value)).split("\n")
            tallest = max(tallest, sum(max(1, ceil(text_width(part) / (column.width - 1))) for part in paragraphs))
    return min(tallest, MAX_LINES)


def text_width(text: str) -> int:
    """Width in columns of a fixed-width font: a Chinese character takes two."""
    return sum(2 if ord(character) >= 0x2E80 else 1 for character in text)


def _write_cell(cell: Any, value: Any, column: Column) -> None:
    cell.value = _shown(value)
    if column.field in PERCENT_COLUMNS:
        cell.style = "percent"
    elif isinstance(cell.value, dt.date):
        cell.style = "date"
    else:
        cell.style = "centred" if column.width <= CENTRED_WIDTH else "running"


def _add_styles(book: Any) -> None:
    """The four looks of a cell, once per workbook: styling cell by cell is what takes openpyxl its time."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    side = Side(style="thin", color="808080")
    border = Border(left=side, right=side, top=side, bottom=side)
    formats = {"head": "@", "running": "General", "centred": "General", "date": "yyyy-mm-dd", "percent": "0.0%"}
    for name, number_format in formats.items():
        style = NamedStyle(name=name, border=border, number_format=number_format, font=Font(name="SimSun", size=10))
        horizontal = "left" if name == "running" else "center"
        style.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
        if name == "head":
            style.font = Font(name="SimHei", size=10.5, bold=True)
            style.fill = PatternFill("solid", fgColor="EDEDED")
        book.add_named_style(style)


def _set_page(sheet: Any, form: Form, first_row: int) -> None:
    """A4 across, as wide as the page, headings on every page."""
    from openpyxl.utils import get_column_letter

    for column_no, column in enumerate(form.columns, start=1):
        sheet.column_dimensions[get_column_letter(column_no)].width = column.width
    sheet.freeze_panes = sheet.cell(first_row, 1)
    sheet.print_title_rows = f"1:{first_row - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = PAGE_MARGIN
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _merged_columns(form: Form) -> list[int]:
    return [number for number, column in enumerate(form.columns, start=1) if column.field in form.merge]


def _runs(values: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The first and last place of every run of equal neighbours."""
    start = 0
    for _, group in groupby(values):
        length = len(list(group))
        yield start, start + length - 1
        start += length


def _shown(value: Any) -> Any:
    if isinstance(value, (str, bool)):
        return LABELS.get(value, value)
    return float(value) if isinstance(value, Decimal) else value

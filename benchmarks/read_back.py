"""Reads what people take away (board, forms, wide table) back and compares every cell with the marts.

    python -m benchmarks.read_back [data/published]

Each reader goes its own way: HTML by lxml, XLSX by openpyxl, CSV by csv, the wide table by SQL on the facts it is
made of. Prints how many cells were compared in each and every difference; exit status 1 when there is one.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.read_board import board_expected, board_found
from benchmarks.wide_table import wide_table
from pipeline.publish.forms import Form, load_forms
from pipeline.publish.release import WAREHOUSE_FILE
from pipeline.publish.words import label, seen
from pipeline.settings import Settings

SHOWN_DIFFERENCES = 20
Rows = Callable[[str], list[dict[str, Any]]]  # what a query gives


def compare(published: Path) -> dict[str, tuple[int, list[str]]]:
    """What was compared -> how many cells, and the differences as sentences."""
    import duckdb

    with duckdb.connect(str(published / WAREHOUSE_FILE), read_only=True) as connection:

        def rows(sql: str) -> list[dict[str, Any]]:
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        connection.execute("use marts")
        return {
            "workbooks": _same(form_cells(rows, "xlsx"), _workbooks(published / "forms")),
            "csv": _same(form_cells(rows, "csv"), _csv_files(published / "forms")),
            "board": _same(board_expected(rows), board_found(rows, published / "board")),
            "rpt_judgements": wide_table(rows),
        }


def _same(expected: Counter[tuple[str, str, str]], found: Counter[tuple[str, str, str]]) -> tuple[int, list[str]]:
    """Cells as (where, column, text): each expected as often as it is found."""
    missing, extra = expected - found, found - expected
    lines = [f"missing {cell}" for cell in missing.elements()] + [
        f"not in the marts {cell}" for cell in extra.elements()
    ]
    return expected.total(), lines


def plain(value: Any) -> str:
    """A value as text, numbers to the six places that every decimal carries."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float, Decimal)):
        return format(Decimal(str(value)).quantize(Decimal("0.000001")).normalize(), "f")
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else seen(str(value)).replace("\r\n", "\n")


def _heading(form: Form, place: int) -> str:
    return form.columns[place].headings[-1]


def form_cells(rows: Rows, medium: str) -> Counter[tuple[str, str, str]]:
    """Every cell of every form as the marts say it. A sheet is named by its period, jurisdiction and title."""
    cells: Counter[tuple[str, str, str]] = Counter()
    periods = {row["period_id"]: row["label_zh"] for row in rows("select period_id, label_zh from dim_periods")}
    for form in load_forms():
        for row in rows(f"select * from {form.table} where {form.where}"):
            if medium == "csv":
                place = f"{form.name}/{row['period_id']}/{row['jurisdiction']}"
            else:
                title = form.name if form.by_list is None else _list_title(form, row["list_type"])
                place = f"{seen(row['jurisdiction'])}{periods[row['period_id']]}{title}"
            for number, column in enumerate(form.columns):
                cells[place, _heading(form, number), plain(row[column.field])] += 1
    return cells


def _list_title(form: Form, list_type: str) -> str:
    return form.named.get(list_type) or f"{label('list_type', list_type)}{form.by_list}"


def _workbooks(directory: Path) -> Counter[tuple[str, str, str]]:
    import openpyxl

    cells: Counter[tuple[str, str, str]] = Counter()
    for path in sorted(directory.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            cells.update(_sheet_cells(sheet))
    return cells


def _sheet_cells(sheet: Any) -> Iterator[tuple[str, str, str]]:
    """The cells between the headings and the legend, merged ones in each of their rows."""
    merged = {
        (row, block.min_col): sheet.cell(block.min_row, block.min_col).value
        for block in sheet.merged_cells.ranges
        for row in range(block.min_row, block.max_row + 1)
    }
    first = int(sheet.print_title_rows.split("$")[-1]) + 1
    heads = [
        next(text for row in range(first - 1, 2, -1) if (text := sheet.cell(row, column).value))
        for column in range(1, sheet.max_column + 1)
    ]
    for row in range(first, sheet.max_row - 1):
        values = [merged.get((row, column), sheet.cell(row, column).value) for column in range(1, len(heads) + 1)]
        if any(values):  # else a line to write on
            yield from ((sheet["A1"].value, head, plain(value)) for head, value in zip(heads, values, strict=True))


def _csv_files(directory: Path) -> Counter[tuple[str, str, str]]:
    cells: Counter[tuple[str, str, str]] = Counter()
    for form in load_forms():
        with (directory / f"{form.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            head, *lines = list(csv.reader(stream))
        for line in lines:
            texts = [re.sub(r"^'(?='*[=+\-@\t\r])", "", text) for text in line]
            place = f"{form.name}/{texts[0]}/{texts[2]}"
            for column, text in list(zip(head, texts, strict=True))[-len(form.columns) :]:
                cells[place, column, _number(text)] += 1
    return cells


def _number(text: str) -> str:
    return plain(Decimal(text)) if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text) else text.replace("\r\n", "\n")


def main() -> int:
    """Compare the release named on the command line, else the published one."""
    published = Path(sys.argv[1]) if len(sys.argv) > 1 else Settings.from_environment().published_dir
    results = compare(published)
    for name, (cells, differences) in results.items():
        print(f"{name:<16}{cells:>8} cells, {len(differences)} differences")
        for line in differences[:SHOWN_DIFFERENCES]:
            print(f"    {line}")
    return 1 if any(differences for _, differences in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

"""All that is to be seen of a workbook, a line for each cell, row, column and setting: what a printed form rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl


def looks(path: Path) -> list[str]:
    """Every sheet: its settings, columns, rows, merged blocks and cells with their looks."""
    book = openpyxl.load_workbook(path)
    return [line for sheet in book for line in _of_sheet(sheet)]


def _of_sheet(sheet: Any) -> Iterator[str]:
    setup, margins, title = sheet.page_setup, sheet.page_margins, sheet.title
    printed = f"{setup.orientation} paper {setup.paperSize}, fit {setup.fitToWidth or 1}x{setup.fitToHeight}"
    yield f"{title}: {printed}, rows {sheet.print_title_rows}, frozen {sheet.freeze_panes}"
    yield f"margins {margins.left} {margins.right} {margins.top} {margins.bottom}, foot {sheet.oddFooter.center.text}"
    yield f"centred {sheet.print_options.horizontalCentered}, protected {sheet.protection.sheet}"
    yield f"may format: rows {not sheet.protection.formatRows}, columns {not sheet.protection.formatColumns}"
    yield f"breaks {[item.id for item in sheet.row_breaks.brk]}"
    for name, column in sorted(sheet.column_dimensions.items()):
        yield f"column {name}–{column.max} {column.width:.2f}"
    for block in sorted(sheet.merged_cells.ranges, key=lambda block: (block.min_row, block.min_col)):
        yield f"merged {block.coord}"
    for choice in sheet.data_validations.dataValidation:
        yield f"choice {choice.sqref} {choice.type} {choice.formula1} {choice.errorTitle} {choice.error}"
    for row in sheet.iter_rows():
        yield f"row {row[0].row} {sheet.row_dimensions[row[0].row].height}"
        yield from (_of_cell(cell) for cell in row if cell.has_style)


def _of_cell(cell: Any) -> str:
    font, alignment, fill = cell.font, cell.alignment, cell.fill.fgColor.rgb if cell.fill.fill_type else "-"
    text = f"{font.name} {font.size:g}{' bold' if font.bold else ''} {alignment.horizontal} {alignment.vertical}"
    signs = [name for name, holds in (("wraps", alignment.wrap_text), ("quoted", cell.quotePrefix)) if holds]
    signs += [] if cell.protection.locked else ["open"]
    colour = getattr(cell.border.left.color, "rgb", "-")
    border = f"{cell.border.left.style} {colour if isinstance(colour, str) else '-'}"
    return f"{cell.coordinate} {cell.value!r} {cell.number_format} | {text} | {border} | {fill} | {' '.join(signs)}"

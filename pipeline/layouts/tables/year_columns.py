"""The columns of a plan of several years: values of years, the first of them the base, and what every year adds.

    指标 | 单位 | 2020年 | 2025年 | 年均增长/[累计] | 属性

A bare number in the last is the yearly growth of what the row names; of a rate (失业率) it is the rate itself, where no
year has a value of its own. A number in brackets is what all the years add up to: a promise where the name says that
something falls or rises (单位能耗降低), for the value of a thing would be another number (人均预期寿命 [1]).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.tables.table_header import Column, Header
from pipeline.layouts.tables.table_rows import Row
from pipeline.readers.document import Cell, Document

_said = partial(pattern_of, "year_columns")


@dataclass(frozen=True, slots=True)
class YearlyNumber:
    """The number in a cell of yearly growth: its span, what it measures, and whether each year is to reach it."""

    start: int
    end: int
    indicator: str
    unit: str | None
    is_annual: bool


def is_base(column: Column, header: Header, plan: str) -> bool:
    """Whether a year's column is no promise: a year before the plan, or its first beside nothing but its last."""
    year, first = str(column.period), plan[:4]
    years = {named.period for named in header.of("year_value")}
    return year < first or ("/" in plan and year == first and len(years) == 2)


def is_yearly(column: Column) -> bool:
    """Whether a column says what each year, or all of them, are to add."""
    return column.field == "goal" and bool(_said("yearly").search(column.words))


def yearly_number(
    cell: Cell, document: Document, name: str | None, unit: str | None, *, has_value: bool
) -> YearlyNumber | None:
    """What a cell of yearly growth promises of the thing ``name``, None where that is nothing by itself."""
    number = _said("leading").match(document.slice(cell))
    if number is None or not name:
        return None
    start, end = cell.start + number.start("number"), cell.start + number.end("number")
    changes = bool(_said("changes").search(name))
    if number["held"]:
        return YearlyNumber(start, end, name, unit, is_annual=False) if changes else None
    if _said("rate").search(name):
        return None if has_value else YearlyNumber(start, end, name, unit, is_annual=True)
    return YearlyNumber(start, end, name if changes else f"{name}增长", "%", is_annual=True)


def has_year_value(row: Row, header: Header, document: Document, plan: str) -> bool:
    """Whether a row has a number for a year of the plan."""
    columns = [
        column
        for column in header.of("year_value", "target_value")
        if column.field != "year_value" or not is_base(column, header, plan)
    ]
    cells = [cell for column in columns if (cell := row.cells.get(column.index))]
    return any(_said("leading").match(document.slice(cell)) for cell in cells)

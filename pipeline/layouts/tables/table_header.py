"""The head of a table: which rows are its head, and which column holds what (heads.py tells what words mean)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from pipeline.language.bodies.responsibility import UNIT_KINDS, settled_kind
from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.tables.column_heads import field_of, is_period, period_of_head, plain_head, unit_of_head
from pipeline.layouts.whose.heading import report_words
from pipeline.readers.document import Cell, Document, Table

_said = partial(pattern_of, "table_header")

_YEARS = re.compile(r"20\d{2}(?=年)")
_SEARCH_ROWS = 8
_DEPTH = 3
_LOWER_FIELDS = ("goal", "progress", "target_value", "actual_value", "actual_rate")
_TASK_FIELDS = ("task", "content", "indicator", "measures")
_CHARACTERISTIC = {
    "task",
    "indicator",
    "content",
    "progress",
    "lead_unit",
    "unit",
    "support_unit",
    "goal",
    "lead_leader",
}


REPORT_FIELDS = ("progress", "actual_value", "actual_rate", "status", "issues", "next_steps")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field, its head's words, and the period and unit of measure that the head names."""

    index: int
    field: str
    words: str
    period: str | None = None  # Q1 H1 Q3 year, or what report_words reads
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A table's head: the rows it takes (first, last + 1) and its known columns."""

    first: int
    end: int
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...] = ()  # columns that no rule knows: their cells are notes of the row

    def of(self, *fields: str) -> list[Column]:
        """The columns of some fields, in order."""
        return [column for column in self.columns if column.field in fields]

    @property
    def fields(self) -> set[str]:
        """The fields the table has."""
        return {column.field for column in self.columns}


def read_header(document: Document, table: Table) -> Header | None:
    """The table's head, None when no row of its first ones names at least two known columns."""
    grid = table.grid()
    best: tuple[int, int] | None = None
    for row in range(min(_SEARCH_ROWS, len(grid))):
        score = _row_score(document, grid[row])
        if score >= 2 and (best is None or score > best[0]):
            best = (score, row)
    if best is None:
        return None
    first = best[1]
    while first > 0 and _is_upper_row(document, grid, first - 1):
        first -= 1
    end = _end_of_header(document, grid, best[1])
    return _header(document, grid, first, end)


def _row_score(document: Document, row: list[Cell | None]) -> int:
    texts = {_text(document, cell) for cell in row if cell is not None}
    fields = {field_of(text) for text in texts if text and len(text) <= 40}
    years = {"year_value" for text in texts if _said("year_head").fullmatch(text)}
    known = (fields - {None}) | years
    return len(known) if known & _CHARACTERISTIC or "actual_value" in known else 0


def _is_upper_row(document: Document, grid: list[list[Cell | None]], row: int) -> bool:
    """A row above the best one belongs to the head when a cell of it reaches down or names a known column."""
    cells = {(cell.start, cell.end): cell for cell in grid[row] if cell is not None}
    texts = [_text(document, cell) for cell in cells.values()]
    named = [text for text in texts if text]
    return len(named) > 1 and (
        any(cell.row_span > 1 for cell in cells.values()) or sum(field_of(text) is not None for text in named) > 1
    )


def _end_of_header(document: Document, grid: list[list[Cell | None]], row: int) -> int:
    end = row + 1
    while end < len(grid) and end - row < _DEPTH and _is_lower_row(document, grid, row, end):
        end += 1
    return end


def _is_lower_row(document: Document, grid: list[list[Cell | None]], head: int, row: int) -> bool:
    """A row below goes on with the head: cells reaching down from it, or nothing but heads of its wider cells."""
    if any(cell is not None and cell is grid[head][i] and cell.row_span > 1 for i, cell in enumerate(grid[row])):
        return True
    cells = {(cell.start, cell.end): cell for cell in grid[row] if cell is not None}  # a section's heading is one
    texts = [_text(document, cell) for cell in cells.values()]
    named = [text for text in texts if text]
    if not named or any(len(text) > 20 for text in named) or re.match(r"\d+$", texts[0]):
        return False
    known = [text for text in named if field_of(text) in _LOWER_FIELDS or period_of_head(text) is not None]
    return len(known) == len(named) and len(named) > 1


def _header(document: Document, grid: list[list[Cell | None]], first: int, end: int) -> Header:
    columns, unknown = [], []
    for index in range(len(grid[first])):
        words = _words_above(document, grid, first, end, index)
        column = _column(index, words)
        if column:
            columns.append(column)
        else:
            unknown.append(Column(index, "unknown", "".join(words)))
    columns, unknown = _with_unknown_names(columns, unknown)
    return Header(first, end, tuple(_settle(columns)), tuple(unknown))


def _with_unknown_names(columns: list[Column], unknown: list[Column]) -> tuple[list[Column], list[Column]]:
    """Where numbers are reported and no column names what of, the first that nobody knows does; places are no names."""
    fields = {column.field for column in columns}
    named = [column for column in unknown if column.words and not _said("places").search(column.words)]
    if not named or fields & {*_TASK_FIELDS, "goal", "category"} or "actual_value" not in fields:
        return columns, unknown
    task = replace(named[0], field="task")
    ordered = sorted([*columns, task], key=lambda column: column.index)
    return ordered, [column for column in unknown if column is not named[0]]


def _words_above(document: Document, grid: list[list[Cell | None]], first: int, end: int, index: int) -> list[str]:
    """The heads over a column from top to bottom; an empty head over a filled lower one takes its left neighbour's."""
    words: list[str] = []
    seen: set[int] = set()
    for row in range(first, end):
        cell = grid[row][index]
        text = _text(document, cell)
        lower = any(_text(document, grid[r][index]) for r in range(row + 1, end))
        left = index
        while not text and lower and left > 0 and row < end - 1:
            left -= 1
            cell, text = grid[row][left], _text(document, grid[row][left])
        if cell is not None and text and cell.start not in seen:
            seen.add(cell.start)
            words.append(text)
    return words


def _column(index: int, words: list[str]) -> Column | None:
    """A column by its own head, its period by any of its heads; a head that is only a period asks the one above."""
    if not words:
        return None
    joined = "".join(words)
    own = words[-1]
    period = period_of_head(own) or next((p for w in reversed(words[:-1]) if (p := period_of_head(w))), None)
    field = next((f for w in reversed(words) if (f := field_of(w)) and not is_period(w)), None)
    year = _said("year_head").fullmatch(re.sub(r"\s+", "", own))
    if year and field in (None, "goal"):
        return Column(index, "year_value", joined, year[1], unit_of_head(own))
    unit = next((u for w in reversed(words) if (u := unit_of_head(w))), None)
    if field is None and period is not None:
        field = "goal"
    if field is None:
        return None
    if field == "progress" and unit == "%":
        field = "actual_rate"  # 工作进度（%）
    reported = report_words(joined) if field in ("progress", "actual_value", "actual_rate") else None
    return Column(index, field, joined, reported or period, unit)


def _settle(columns: list[Column]) -> list[Column]:
    """Resolve heads that mean different things beside different neighbours."""
    columns = _with_names(columns)
    fields = [column.field for column in columns]
    latest = max((year for column in columns for year in _YEARS.findall(column.words)), default="")
    settled = []
    for column in columns:
        field = settled_kind(column.field, fields)
        plain = plain_head(column.words)
        if plain == "单位" and not ({*UNIT_KINDS, "target_value", "actual_value", "indicator"} & set(fields)):
            field = "unit"  # who answers, where no other column says so and nothing is measured
        own_years = _YEARS.findall(column.words)
        if field == "actual_value" and own_years and max(own_years) < latest:
            field = "baseline"  # 2023年实绩 beside 2024年目标
        if field == "goal" and not set(_TASK_FIELDS) & set(fields) and column.period is None:
            field = "task"
        if field == "task" and plain in ("目标任务", "工作目标任务") and fields.count("task") > 1:
            field = "goal"
        settled.append(Column(column.index, field, column.words, column.period, column.unit))
    return settled


def _with_names(columns: list[Column]) -> list[Column]:
    """Where no column names tasks, a category called 〇〇名称 does (工程名称): its rows are the tasks."""
    named = [column for column in columns if column.field == "category" and column.words.endswith("名称")]
    if not named or any(column.field in _TASK_FIELDS for column in columns):
        return columns
    return [replace(column, field="task") if column is named[-1] else column for column in columns]


def _text(document: Document, cell: Cell | None) -> str:
    return re.sub(r"\s+", "", document.slice(cell)) if cell is not None else ""

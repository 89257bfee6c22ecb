"""What columns mean by what stands in them, where their heads alone do not tell."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import mean

from pipeline.layouts.tables.table_cells import is_number
from pipeline.layouts.tables.table_header import Column, Header
from pipeline.layouts.tables.table_rows import Row
from pipeline.period import period_of
from pipeline.readers.document import Document

_NAME_LENGTH, _TEXT_RATIO = 18, 1.5
_STATUS = re.compile(r"[^\d，。；]{1,6}$")
_MOSTLY = 0.8


def texts_of(document: Document, rows: list[Row], column: Column) -> list[str]:
    """The filled cells of a column, a merged cell once."""
    seen: dict[int, str] = {}
    for row in rows:
        cell = row.cells.get(column.index)
        if cell is not None and (text := re.sub(r"\s+", "", document.slice(cell))):
            seen.setdefault(cell.start, text)
    return list(seen.values())


def settle_by_content(document: Document, rows: list[Row], header: Header) -> Header:
    """A head whose columns are named by their content: long goals beside bare names, statuses beside narratives."""
    header = _with_text_column(document, rows, _with_goal_column(document, rows, header))
    return _with_own_progress(_with_status_column(document, rows, header))


def _with_own_progress(header: Header) -> Header:
    """Of columns of progress with dates in their heads the latest is the report's own; the others came before."""
    latest = max((_end(column.period) for column in header.of("progress") if column.period), default=0)
    for column in header.of("progress"):
        if column.period and _end(column.period) < latest:
            header = _renamed(header, column, "earlier_progress")
    return header


def _end(period: str) -> int:
    """The month with which a head's period ends."""
    return 12 if period.isdecimal() or period == "year" else period_of(f"2000-{period}").end_date.month


def _with_goal_column(document: Document, rows: list[Row], header: Header) -> Header:
    """Beside a column that names the tasks one of nothing but numbers (任务 | 900) holds their goals."""
    named = header.of("task", "content", "indicator")
    for column in header.of("task") if len(named) > 1 else []:
        texts = texts_of(document, rows, column)
        if texts and all(map(is_number, texts)):
            header = _renamed(header, column, "goal")
    return header


def _with_text_column(document: Document, rows: list[Row], header: Header) -> Header:
    """Where tasks are bare names beside a column of targets in sentences, the targets are the tasks' text."""
    names = header.of("task")
    longer = names[1:] or [column for column in header.of("goal") if column.period is None]
    if not names or len(longer) != 1 or header.of("content"):
        return header
    lengths = [[len(text) for text in texts_of(document, rows, column)] for column in (names[0], longer[0])]
    if not all(lengths) or mean(lengths[0]) > _NAME_LENGTH or mean(lengths[1]) < _TEXT_RATIO * mean(lengths[0]):
        return header
    return _renamed(header, longer[0], "content")


def _with_status_column(document: Document, rows: list[Row], header: Header) -> Header:
    """Of two columns of progress, one that says nothing but 已完成 or 正常推进 states the status."""
    columns = header.of("progress")
    for column in columns if len(columns) > 1 and not header.of("status") else []:
        texts = texts_of(document, rows, column)
        if texts and sum(bool(_STATUS.match(text)) for text in texts) >= _MOSTLY * len(texts):
            return _renamed(header, column, "status")
    return header


def _renamed(header: Header, column: Column, field: str) -> Header:
    columns = [replace(other, field=field) if other is column else other for other in header.columns]
    return replace(header, columns=tuple(columns))

"""Tables that report on tasks: progress in words, a stated status, issues, next steps, numbers in columns."""

from __future__ import annotations

import re

from pipeline.layouts.cells import cells_of, first_cell, joined_text, milestones, numeric_context, task_span, units_of
from pipeline.layouts.collector import Collector
from pipeline.layouts.columns import settle_by_content
from pipeline.layouts.drafts import ProgressDraft
from pipeline.layouts.header import Column, Header
from pipeline.layouts.parsed import ResultText, TargetText
from pipeline.layouts.responsibility_table import cover_head
from pipeline.layouts.rows import Row, body_rows, records_of
from pipeline.readers.document import Block, Document

NAME = "progress_table"
REPORT_FIELDS = ("progress", "actual_value", "actual_rate", "status", "issues", "next_steps")
_RESULT_FIELDS = ("progress", "actual_value", "actual_rate")


def detect(header: Header) -> float:
    """How surely a table's head is that of a report: 0 to 1."""
    fields = header.fields
    if not fields & {"task", "content", "indicator"} or not fields & {"progress", "actual_value", "status"}:
        return 0.0
    return min(
        1.0, 0.6 + 0.1 * len(fields & {"number", "lead_unit", "unit", "progress", "issues", "status", "actual_value"})
    )


class ProgressReader:
    """Reads the tables of one part; row numbers go on from one table to the next."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.last_number = 0

    def read(self, block: Block, header: Header, heading: str = "") -> list[str]:
        """Add the rows of a table; returns their keys."""
        document, collector = self.collector.document, self.collector
        assert block.table is not None
        body = body_rows(document, block.table, header, heading)
        cover_head(document, block, header, collector)
        for start, end, name in body.asides:
            collector.set_aside(start, end, name)
        header = settle_by_content(document, body.rows, header)
        records = records_of(body.rows, header, document)
        return [key for rows in records if (key := self._record(document, rows, block, header))]

    def _record(self, document: Document, rows: list[Row], block: Block, header: Header) -> str | None:
        collector = self.collector
        name_cell = first_cell(rows, header, document, *_name_fields(header))
        if name_cell is None:
            return None
        start, end, number, _ = task_span(name_cell, document)
        self.last_number = rows[0].number or number or self.last_number + 1
        units = units_of(rows, header, collector, block)
        lead = next((unit.name for unit in units if unit.role == "lead"), units[0].name if units else None)
        narrative = [(c.start, c.end) for column in _narrative(header) for c in cells_of(rows, column, document)]
        draft = ProgressDraft(
            row_no=self.last_number,
            name=(start, end),
            narrative=narrative,
            start=rows[0].start,
            end=max(row.end for row in rows),
            lead_unit=lead,
            stated_status=_status(rows, header, document),
            issues=joined_text(rows, header, document, "issues"),
            next_steps=joined_text(rows, header, document, "next_steps"),
            targets=self._targets(document, rows, header, start, end),
            results=self._results(document, rows, header),
        )
        for unit in units:
            collector.add_unit(unit.name)
        return collector.add_progress(draft)

    def _targets(self, document: Document, rows: list[Row], header: Header, start: int, end: int) -> list[TargetText]:
        year = self.collector.plan_period
        texts = {start: TargetText("", start, end, year)}
        for column in header.of("task", "content"):
            for cell in cells_of(rows, column, document):
                if not cell.start <= start < cell.end:
                    texts.setdefault(cell.start, TargetText("", cell.start, cell.end, year))
        return [*texts.values(), *milestones(rows, header, document, year)]

    def _results(self, document: Document, rows: list[Row], header: Header) -> list[ResultText]:
        """The narrative and the numeric columns, each row of a task with several measures on its own."""
        period = self.collector.identity.report_period_id or self.collector.plan_period
        found: list[ResultText] = []
        for column in header.of(*_RESULT_FIELDS):
            as_of = f"{period[:4]}-{column.period}" if column.period and column.period != "year" else period
            for row in rows:
                for cell in cells_of([row], column, document):
                    if any(result.start == cell.start for result in found):
                        continue
                    name, unit = _context(document, row, rows, header, column)
                    rate = column.field == "actual_rate"
                    found.append(ResultText("", cell.start, cell.end, as_of, name, unit, rate))
        return found


def _context(
    document: Document, row: Row, rows: list[Row], header: Header, column: Column
) -> tuple[str | None, str | None]:
    """Indicator and unit for a number of one row; a narrative needs neither."""
    return (None, None) if column.field == "progress" else numeric_context(row, rows, header, document, column)


def _name_fields(header: Header) -> tuple[str, ...]:
    """The fields that name the task: its text at length where the other column is a bare title."""
    return ("content", "task") if header.of("task") and header.of("content") else ("task", "content", "indicator")


def _narrative(header: Header) -> list[Column]:
    """The columns of progress in words; a table of numbers alone reports by its result columns."""
    return header.of("progress") or header.of("actual_value") or header.of("actual_rate") or header.of("status")


def _status(rows: list[Row], header: Header, document: Document) -> str | None:
    cell = first_cell(rows, header, document, "status")
    return re.sub(r"\s+", "", document.slice(cell)) if cell else None

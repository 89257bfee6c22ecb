"""Tables that report on tasks: progress in words, a stated status, issues, next steps, numbers in columns."""

from __future__ import annotations

import re

from pipeline.language.bodies.responsibility import UNIT_KINDS
from pipeline.language.numbers.phrases import is_generic
from pipeline.language.results.measured import read_results
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import ResultText, TargetText
from pipeline.layouts.collecting.record_drafts import ProgressDraft
from pipeline.layouts.families.responsibility_table import table_records
from pipeline.layouts.family import Shared, TableFamily
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.tables.progress_cells import is_percent_of_promise, parts_of
from pipeline.layouts.tables.table_cells import (
    cells_of,
    deadline_in,
    first_cell,
    is_number,
    joined_text,
    milestones,
    numeric_context,
    set_notes_aside,
    task_span,
    units_of,
)
from pipeline.layouts.tables.table_header import REPORT_FIELDS, Column, Header
from pipeline.layouts.tables.table_rows import Row, filled_fields
from pipeline.readers.document import Block, Cell, Document

_IN_WORDS = ("progress", "earlier_progress")
_READ = frozenset(REPORT_FIELDS) | frozenset(UNIT_KINDS) | {
    *("number", "category", "task", "content", "indicator", "measure_unit", "earlier_progress"),
    *("goal", "target_value", "measures", "year_value", "month_goal", "deadline"),
}  # fmt: skip


def detect(document: Document, block: Block, header: Header | None) -> float:
    """How surely a table's head is that of a report: 0 to 1."""
    fields = filled_fields(document, block, header)
    if not fields & {"task", "content", "indicator"} or not fields & {
        "progress",
        "actual_value",
        "actual_rate",
        "status",
    }:
        return 0.0
    return min(
        1.0, 0.6 + 0.1 * len(fields & {"number", "lead_unit", "unit", "progress", "issues", "status", "actual_value"})
    )


class ProgressReader:
    """Reads the tables of one part; row numbers go on from one table to the next."""

    def __init__(self, collector: Collector, *_: Part | Shared) -> None:
        self.collector = collector
        self.last_number = 0

    def read(self, block: Block, header: Header | None, heading: str = "") -> None:
        """Add the rows of a table."""
        assert header is not None
        header, records = table_records(block, header, heading, self.collector)
        for rows in records:
            self._record(self.collector.document, rows, block, header)

    def _record(self, document: Document, rows: list[Row], block: Block, header: Header) -> str | None:
        collector = self.collector
        name_cell = first_cell(rows, header, document, *_name_fields(header))
        if name_cell is None:
            return None
        start, end, number, _ = task_span(name_cell, document)
        self.last_number = rows[0].number or number or self.last_number + 1
        units = units_of(rows, header, collector, block)
        lead = next((unit.name for unit in units if unit.role == "lead"), units[0].name if units else None)
        said = _said(rows, header, document)
        draft = ProgressDraft(
            row_no=self.last_number,
            name=(start, end),
            narrative=[(a, b) for kind, a, b in said if kind == "progress"],
            start=rows[0].start,
            end=max(row.end for row in rows),
            lead_unit=lead,
            stated_status=_status(rows, header, document),
            status_head=next((column.words for column in header.of("status")), ""),
            issues=self._told(said, "issues") or joined_text(rows, header, document, "issues"),
            next_steps=self._told(said, "next_steps") or joined_text(rows, header, document, "next_steps"),
            targets=self._targets(document, rows, header, start, end),
            results=self._results(document, rows, header, document.text[start:end]),
        )
        for unit in units:
            collector.add_unit(unit.name)
        set_notes_aside(rows, header, _READ, collector)
        return collector.add_progress(draft)

    def _told(self, said: list[tuple[str, int, int]], kind: str) -> str | None:
        """What the cells of progress say under a label of their own."""
        return "\n".join(self.collector.text(a, b) for k, a, b in said if k == kind) or None

    def _targets(self, document: Document, rows: list[Row], header: Header, start: int, end: int) -> list[TargetText]:
        year = self.collector.plan_period
        due = deadline_in(rows, header, document, year) or year
        texts = {start: TargetText("", start, end, due)}
        for column in header.of("task", "content"):
            for cell in cells_of(rows, column, document):
                if not cell.start <= start < cell.end:
                    texts.setdefault(cell.start, TargetText("", cell.start, cell.end, due))
        month = self.collector.identity.report_period_id or due
        for column in header.of("month_goal"):
            for cell in cells_of(rows, column, document):
                texts[cell.start] = TargetText("", cell.start, cell.end, month)
        return [*texts.values(), *milestones(rows, header, document, year, due)]

    def _results(self, document: Document, rows: list[Row], header: Header, promise: str) -> list[ResultText]:
        """The narrative and the numeric columns, each row of a task with several measures on its own."""
        found: dict[int, ResultText] = {}
        for column in _result_columns(header):
            for row in rows:
                for cell in cells_of([row], column, document):
                    for kind, start, end in _parts(document, cell, column):
                        if kind == "progress" and start not in found:
                            context = self._context(document, row, rows, header, column, (start, end), promise)
                            found[start] = ResultText("", start, end, *context)
        return list(found.values())

    def _context(
        self, document: Document, row: Row, rows: list[Row], header: Header, column: Column, span: tuple[int, int],
        promise: str,
    ) -> tuple[str, str | None, str | None, bool]:  # fmt: skip
        """As of when a result holds, its indicator and unit where it is a bare number, and whether it is a rate."""
        period = self.collector.identity.report_period_id or self.collector.plan_period
        as_of = f"{period[:4]}-{column.period}" if column.period and column.period != "year" else period
        text = document.text[slice(*span)]
        promise += _share_promised(row, header, document)
        is_rate = column.field == "actual_rate" or is_percent_of_promise(text, promise)
        is_its_own = len(rows) > 1 and _names_nothing(text, period)
        in_words = column.field in _IN_WORDS and not is_number(text) and not is_its_own
        if (is_rate and len(rows) == 1) or in_words:
            return as_of, None, None, is_rate
        return as_of, *numeric_context(row, rows, header, document, column), is_rate


def _share_promised(row: Row, header: Header, document: Document) -> str:
    """The goal of a measure where it is a share by itself (≥92%): a percentage beside it is its value."""
    goals = (
        document.slice(cell)
        for column in header.of("goal", "target_value")
        for cell in cells_of([row], column, document)
    )
    return "".join(goal for goal in goals if is_number(goal) and goal.rstrip().endswith(("%", "％")))


def _names_nothing(text: str, period: str) -> bool:
    """建成4所: one result in words that do not say of what, which its own row says."""
    results = read_results(text, period)
    return len(results) == 1 and is_generic(results[0].indicator)


def _result_columns(header: Header) -> list[Column]:
    return [*header.of(*_IN_WORDS), *header.of("actual_value", "actual_rate")]


def _parts(document: Document, cell: Cell, column: Column) -> list[tuple[str, int, int]]:
    return parts_of(document, cell) if column.field in _IN_WORDS else [("progress", cell.start, cell.end)]


def _said(rows: list[Row], header: Header, document: Document) -> list[tuple[str, int, int]]:
    """What the record's columns of progress say, told apart; a table of numbers alone reports by its result columns."""
    for field in ("progress", "actual_value", "actual_rate", "status"):
        cells = [(cell, column) for column in header.of(field) for cell in cells_of(rows, column, document)]
        said = [part for cell, column in cells for part in _parts(document, cell, column)]
        if said:
            return said
    return []


def _name_fields(header: Header) -> tuple[str, ...]:
    """The fields that name the task: its text at length where the other column is a bare title."""
    return ("content", "task") if header.of("task") and header.of("content") else ("task", "content", "indicator")


def _status(rows: list[Row], header: Header, document: Document) -> str | None:
    cell = first_cell(rows, header, document, "status")
    return re.sub(r"\s+", "", document.slice(cell)) if cell else None


FAMILY = TableFamily("progress_table", "progress_report", detect, ProgressReader)

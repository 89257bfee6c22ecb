"""Tables whose head names the columns of a plan: number, task, targets, leaders, units, deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.language.bodies.responsibility import UNIT_KINDS, UnitMention, read_clause
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import TargetText
from pipeline.layouts.collecting.record_drafts import Program, TaskDraft
from pipeline.layouts.families.clause_lists import list_type_of_titles
from pipeline.layouts.family import Shared, TableFamily
from pipeline.layouts.outline.items import section_leaders
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.tables.column_contents import settle_by_content
from pipeline.layouts.tables.table_cells import (
    cells_of,
    deadline_in,
    leaders_of,
    milestones,
    set_notes_aside,
    task_span,
    units_of,
)
from pipeline.layouts.tables.table_header import Header
from pipeline.layouts.tables.table_rows import Row, body_rows, filled_fields, records_of
from pipeline.readers.document import Block, Cell, Document

_READ = frozenset(UNIT_KINDS) | {
    *("number", "category", "task", "content", "indicator", "measure_unit", "lead_leader"),
    *("goal", "target_value", "measures", "year_value", "deadline"),
}


def detect(document: Document, block: Block, header: Header | None) -> float:
    """How surely a table's head is that of a plan: 0 to 1."""
    fields = filled_fields(document, block, header)
    if not fields & {"task", "content", "indicator"} or fields & {"progress", "actual_value", "actual_rate", "status"}:
        return 0.0
    answer = fields & {"lead_unit", "unit", "support_unit", "lead_leader", "deadline", "goal", "target_value"}
    return min(1.0, 0.5 + 0.15 * len(answer)) if answer or "number" in fields else 0.3


class TableReader:
    """Reads the tables of one part; sections and numbers go on from one table to the next."""

    def __init__(self, collector: Collector, part: Part, shared: Shared) -> None:
        self.collector, self.title, self.programs = collector, part.title, shared.programs
        self.settled_type = shared.list_type
        self.sections: dict[str, int] = {}
        self.numbers: dict[int, int] = {}

    def read(self, block: Block, header: Header | None, heading: str = "") -> None:
        """Add the tasks of a table; ``heading`` is the section's heading above it."""
        assert header is not None
        header, records = table_records(block, header, heading, self.collector)
        for rows in records:
            self._record(self.collector.document, rows, block, header)

    def _record(self, document: Document, rows: list[Row], block: Block, header: Header) -> str:
        collector = self.collector
        task, content = _task_cells(rows, header, document)
        start, end, number, clause = task_span(content or task, document)
        title = collector.text(*task_span(task, document)[:2]) if content is not None else None
        titles = (rows[0].section, self.title)
        period = collector.period_of_list(*titles)
        list_type = self.settled_type or list_type_of_titles(collector, *titles)
        section_no = self._section(rows[0], list_type)
        task_no = rows[0].number or number or self.numbers.get(section_no, 0) + 1
        self.numbers[section_no] = task_no
        units = units_of(rows, header, collector, block) or _clause_units(document, clause, collector)
        program = self.programs.get(section_no)
        people = leaders_of(rows, header, document) or section_leaders(rows[0].section)
        deadline = deadline_in(rows, header, document, period)
        own = TargetText("", start, end, deadline or period)
        draft = TaskDraft(
            list_type=list_type,
            section_no=section_no,
            section_title=rows[0].section,
            task_no=task_no,
            start=start,
            end=end,
            title=title,
            period_id=period,
            deadline_period_id=deadline,
            leaders=people or (program.leaders if program else []),
            leader_role="convenor" if program and not people else "lead",
            units=units or (_program_leads(program) if program else []),
            targets=[
                own,
                *self._further(rows, header, content, period),
                *milestones(rows, header, document, period, deadline),
            ],
        )
        for row in rows:
            collector.cover(row.start, row.end)
        set_notes_aside(rows, header, _READ, collector)
        return collector.add_task(draft)

    def _further(self, rows: list[Row], header: Header, content: Cell | None, period: str) -> list[TargetText]:
        """The parts of a task that stand on further rows of its record."""
        columns = [*header.of("task")[1:], *header.of("content")] if content is not None else []
        cells = [cell for column in columns for cell in cells_of(rows, column, self.collector.document)]
        return [TargetText("", cell.start, cell.end, period) for cell in cells if cell is not content]

    def _section(self, row: Row, list_type: str) -> int:
        if row.section not in self.sections:
            running = self.collector.next_section(list_type)
            is_program = list_type == "program_task"
            self.sections[row.section] = row.section_number if is_program and row.section_number else running
        return self.sections[row.section]


def _task_cells(rows: list[Row], header: Header, document: Document) -> tuple[Cell, Cell | None]:
    """The cell that names the task, and the one that says it at length where there are two."""
    cells = {
        name: [cell for column in header.of(name) for cell in cells_of(rows, column, document)]
        for name in ("task", "content", "indicator")
    }
    if cells["task"]:
        return cells["task"][0], (cells["task"][1:] + cells["content"])[0] if cells["task"][1:] + cells[
            "content"
        ] else None
    others = cells["content"] or cells["indicator"]
    return (others[0] if others else next(iter(rows[0].cells.values()))), None


def _program_leads(program: Program) -> list[UnitMention]:
    """Who leads a programme leads its tasks where the list itself names nobody."""
    return [replace(unit, rule="program_lead") for unit in program.units if unit.role == "lead"]


def _clause_units(document: Document, clause: tuple[int, int] | None, collector: Collector) -> list[UnitMention]:
    if clause is None:
        return []
    start, end = clause
    units = read_clause(document.text[start:end], (), collector.convention).units
    return [UnitMention(u.name, u.role, u.rule, u.start + start, u.end + start) for u in units]


def table_records(
    block: Block, header: Header, heading: str, collector: Collector
) -> tuple[Header, Iterator[list[Row]]]:
    """A table's head as its content settles it, and its records; the head and what is no row are accounted for."""
    assert block.table is not None
    document = collector.document
    body = body_rows(document, block.table, header, heading)
    cover_head(document, block, header, collector)
    for start, end, name in body.asides:
        collector.set_aside(start, end, name)
    header = settle_by_content(document, body.rows, header)
    return header, records_of(body.rows, header, document)


def cover_head(document: Document, block: Block, header: Header, collector: Collector) -> None:
    assert block.table is not None
    for cell in block.table.cells:
        if cell.row < header.end and document.slice(cell).strip():
            collector.set_aside(cell.start, cell.end, "table_header" if cell.row >= header.first else "table_title")


FAMILY = TableFamily("responsibility_table", "responsibility_breakdown", detect, TableReader)

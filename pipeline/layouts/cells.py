"""What single cells of a row say: units with roles, leaders, deadlines, milestones, texts."""

from __future__ import annotations

import re

from pipeline.language.people import Person, read_people
from pipeline.language.responsibility import UNIT_KINDS, UnitMention, labelled_fields, read_clause, read_units
from pipeline.layouts.clauses import deadline_of
from pipeline.layouts.collector import Collector
from pipeline.layouts.header import Column, Header
from pipeline.layouts.parsed import TargetText
from pipeline.layouts.rows import Row, lead_number
from pipeline.layouts.stream import find_clause
from pipeline.readers.document import Block, Cell, Document

_BARE_NUMBER = re.compile(r"\s*[≥≤><=]?\s*[\d.,，]+\s*[\u4e00-\u9fff%％/]{0,6}\s*")
_PERIODS = {"Q1": "Q1", "H1": "H1", "Q3": "Q3", "Q4": "Q4"}


def cells_of(rows: list[Row], column: Column, document: Document) -> list[Cell]:
    """The filled cells of a column over a record's rows, each once."""
    seen: dict[int, Cell] = {}
    for row in rows:
        cell = row.cells.get(column.index)
        if cell is not None and document.slice(cell).strip():
            seen.setdefault(cell.start, cell)
    return list(seen.values())


def first_cell(rows: list[Row], header: Header, document: Document, *fields: str) -> Cell | None:
    """The first filled cell of the first of some fields."""
    for column in header.of(*fields):
        cells = cells_of(rows, column, document)
        if cells:
            return cells[0]
    return None


def joined_text(rows: list[Row], header: Header, document: Document, field: str) -> str | None:
    """All that the columns of a field say, None when they are empty."""
    texts = [document.slice(cell).strip() for column in header.of(field) for cell in cells_of(rows, column, document)]
    return "\n".join(texts) or None


def units_of(rows: list[Row], header: Header, collector: Collector, block: Block) -> list[UnitMention]:
    """The units of a record's unit columns, roles by the columns' heads and the document's convention."""
    document = collector.document
    kinds = header.fields & set(UNIT_KINDS)
    mentions: list[UnitMention] = []
    for column in header.of(*UNIT_KINDS):
        for cell in cells_of(rows, column, document):
            text = document.slice(cell)
            bold = [(s.start - cell.start, s.end - cell.start) for s in block.bold if cell.start <= s.start < cell.end]
            bold = [] if sum(e - s for s, e in bold) >= len(text) else bold
            if labelled_fields(text):
                found = read_clause(text, bold, collector.convention).units
            else:
                found = read_units(text, column.field, kinds - {column.field}, collector.convention, bold)
            mentions += [UnitMention(u.name, u.role, u.rule, u.start + cell.start, u.end + cell.start) for u in found]
    return _once(mentions)


def _once(mentions: list[UnitMention]) -> list[UnitMention]:
    """A unit under two heads keeps its leading role."""
    kept: dict[str, UnitMention] = {}
    for mention in mentions:
        if mention.name not in kept or (mention.role == "lead" and kept[mention.name].role != "lead"):
            kept[mention.name] = mention
    return list(kept.values())


def leaders_of(rows: list[Row], header: Header, document: Document) -> list[Person]:
    """The leaders of a record's leader columns."""
    people: list[Person] = []
    for column in header.of("lead_leader"):
        for cell in cells_of(rows, column, document):
            people += [p for p in read_people(re.sub(r"\s*\n\s*", "、", document.slice(cell))) if p not in people]
    return people


def deadline_in(rows: list[Row], header: Header, document: Document, plan_period: str) -> str | None:
    """The period of a record's deadline column."""
    cell = first_cell(rows, header, document, "deadline")
    return deadline_of(document.slice(cell), plan_period) if cell else None


def milestones(rows: list[Row], header: Header, document: Document, period: str) -> list[TargetText]:
    """The stretches of the columns of targets, each with the period its head names. ``period``: year or window."""
    found: dict[int, TargetText] = {}
    for column in header.of("goal", "target_value", "measures", "year_value"):
        due = _due(column, period)
        for row in rows if due else []:
            cell = row.cells.get(column.index)
            if cell is None or cell.start in found or not document.slice(cell).strip():
                continue
            named = (
                numeric_context(row, rows, header, document, column) if _is_numeric(document, cell) else (None, None)
            )
            found[cell.start] = TargetText("", cell.start, cell.end, str(due), *named)
    return list(found.values())


def _due(column: Column, period: str) -> str | None:
    """When a column's targets are due; None for the column of a year before the plan, a baseline."""
    if column.field == "year_value" and column.period is not None:
        return column.period if column.period >= period[:4] else None
    year = period.rsplit("/", 1)[-1]
    return f"{year}-{column.period}" if column.period in _PERIODS else period


def _is_numeric(document: Document, cell: Cell) -> bool:
    """Whether a cell holds a bare number, with or without a unit of measure: its name stands elsewhere."""
    return bool(_BARE_NUMBER.fullmatch(document.slice(cell)))


def numeric_context(
    row: Row, rows: list[Row], header: Header, document: Document, column: Column
) -> tuple[str | None, str | None]:
    """The indicator and unit of measure for a number in a column: from its row, its record, else from the heads."""
    own = first_cell([row], header, document, "indicator")
    rows = [row] if own else rows
    indicator = own or first_cell(rows, header, document, "indicator")
    unit_cell = first_cell(rows, header, document, "measure_unit")
    unit = re.sub(r"\s+", "", document.slice(unit_cell)) if unit_cell else column.unit
    name_cell = indicator or _naming_cell(rows, header, document)
    name = re.sub(r"\s+", "", document.slice(name_cell)) if name_cell else None
    if name:
        bracket = re.search(r"[（(]([^（()）]{1,8})[)）]$", name)
        unit = unit or (bracket[1] if bracket and not column.unit else None)
        name = re.sub(r"^\d{1,3}[.．、]", "", name[: bracket.start()] if bracket else name)
    return name, unit


def _naming_cell(rows: list[Row], header: Header, document: Document) -> Cell | None:
    """The task's cell as a number's name, unless the record's own words promise figures: then those name it."""
    fields = ("task", "content", "goal")
    texts = [document.slice(cell) for column in header.of(*fields) for cell in cells_of(rows, column, document)]
    if any(re.search(r"\d", text) and not _BARE_NUMBER.fullmatch(text) for text in texts):
        return None
    return first_cell(rows, header, document, "task", "content")


def task_span(cell: Cell, document: Document) -> tuple[int, int, int | None, tuple[int, int] | None]:
    """A task cell's text without its number and its clause: span, number and the clause's inside."""
    text = document.slice(cell)
    number, skip = lead_number(text)
    clause = find_clause(document.text, cell.start + skip, cell.end)
    end = clause.start if clause and not document.text[clause.end : cell.end].strip() else cell.end
    return cell.start + skip, end, number, clause.body if clause and end != cell.end else None

"""What single cells of a row say: units with roles, leaders, deadlines, milestones, texts."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.bodies.people import Person, read_people
from pipeline.language.bodies.responsibility import UNIT_KINDS, UnitMention, labelled_fields, read_clause, read_units
from pipeline.language.promises.targets import ANY_YEAR, read_targets
from pipeline.language.words.name_lists import OPENING, marks
from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import TargetText
from pipeline.layouts.families.clause_lists import deadline_of
from pipeline.layouts.outline.clauses import find_clause
from pipeline.layouts.tables.table_header import Column, Header
from pipeline.layouts.tables.table_rows import Row, lead_number
from pipeline.layouts.tables.year_columns import has_year_value, is_base, is_yearly, yearly_number
from pipeline.readers.document import Block, Cell, Document

_said = partial(pattern_of, "table_cells")

_SHORT = 4  # digits of a number that is written in ten thousands
_NARROW = 6  # characters of a line in a narrow cell
ROW_NOTE = "row_note"  # a remainder inside a record's stretch of text: what a column no field holds says of it
_PERIODS = ("Q1", "H1", "Q3", "Q4")


def cells_of(rows: list[Row], column: Column, document: Document) -> list[Cell]:
    """The filled cells of a column over a record's rows, each once."""
    seen: dict[int, Cell] = {}
    for row in rows:
        cell = row.cells.get(column.index)
        if cell is not None and document.slice(cell).strip():
            seen.setdefault(cell.start, cell)
    return list(seen.values())


def set_notes_aside(rows: list[Row], header: Header, read: frozenset[str], collector: Collector) -> None:
    """Name the cells of a record's columns that no field holds: columns nobody knows, remarks, contacts."""
    document = collector.document
    known = [column for column in header.columns if column.field in read]
    taken = {cell.start for column in known for cell in cells_of(rows, column, document)}
    others = [*header.unknown, *(column for column in header.columns if column not in known)]
    for column in others:
        for cell in cells_of(rows, column, document):
            if cell.start not in taken:
                taken.add(cell.start)
                collector.set_aside(cell.start, cell.end, ROW_NOTE)


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
            text = _whole_names(document.slice(cell))
            text = _without_person(text) if _said("with_person").search(column.words) else text
            bold = [(s.start - cell.start, s.end - cell.start) for s in block.bold if cell.start <= s.start < cell.end]
            bold = [] if sum(e - s for s, e in bold) >= len(text) else bold
            if labelled_fields(text):
                found = read_clause(text, bold, collector.convention).units
            else:
                found = read_units(text, column.field, kinds - {column.field}, collector.convention, bold)
            mentions += [UnitMention(u.name, u.role, u.rule, u.start + cell.start, u.end + cell.start) for u in found]
    return _once(mentions)


def _without_person(text: str) -> str:
    """市民政局 李青 under 牵头单位及负责人: the unit, with blanks for who heads it; offsets stay."""
    found = _said("headed").search(text)
    if found is None or ends_like_unit(found["person"]):
        return text
    return text[: found.start("person")] + " " * len(found["person"]) + text[found.end("person") :]


def _whole_names(text: str) -> str:
    """A cell so narrow that it breaks names over its lines, with breaks that part no names; offsets stay."""
    text = _said("tail").sub("\r", text)
    lines = [line for line in text.split("\n") if line.strip() and line.strip()[0] not in OPENING]
    widths = {len(line.strip()) for line in lines[:-1]}
    is_list = all(ends_like_unit(line.strip()) and not _said("fragment").fullmatch(line.strip()) for line in lines)
    is_wrapped = len(widths) == 1 and max(widths) <= _NARROW and len(lines[-1].strip()) <= max(widths)
    return text.replace("\n", "\r") if len(lines) > 1 and is_wrapped and not is_list else text


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


def milestones(
    rows: list[Row], header: Header, document: Document, plan: str, deadline: str | None = None
) -> list[TargetText]:
    """The stretches of the columns of targets, each with the period its head names, else the record's ``deadline``.

    ``plan`` is the plan's year or window: a head's quarter is one of its year, whatever the record's own deadline.
    """
    found: dict[int, TargetText] = {}
    for column in header.of("goal", "target_value", "measures", "year_value"):
        due = _due(column, header, plan, deadline or plan)
        for row in rows if due else []:
            cell = row.cells.get(column.index)
            if cell is None or cell.start in found or not document.slice(cell).strip():
                continue
            if is_yearly(column):
                context = numeric_context(row, rows, header, document, column)
                number = yearly_number(cell, document, *context, has_value=has_year_value(row, header, document, plan))
                if number is not None:
                    found[cell.start] = TargetText(
                        "", number.start, number.end, str(due), number.indicator, number.unit, number.is_annual
                    )
                continue
            is_bare = is_number(document.slice(cell))
            named = numeric_context(row, rows, header, document, column) if is_bare else (None, None)
            found[cell.start] = TargetText("", cell.start, cell.end, str(due), *named)
    return list(found.values())


def _due(column: Column, header: Header, plan: str, deadline: str) -> str | None:
    """When a column's targets are due; None for the column of the base year."""
    if column.field == "year_value" and column.period is not None:
        return None if is_base(column, header, plan) else column.period
    if column.period not in _PERIODS:
        return deadline
    return f"{plan.rsplit('/', 1)[-1]}-{column.period}"


def is_number(text: str) -> bool:
    """Whether a text is a bare number, with or without a unit of measure: its name stands elsewhere."""
    return bool(_said("bare_number").fullmatch(text))


def numeric_context(
    row: Row, rows: list[Row], header: Header, document: Document, column: Column
) -> tuple[str | None, str | None]:
    """The indicator and unit of measure for a number in a column: from its row, its record, else from the heads."""
    own = first_cell([row], header, document, "indicator") or _own_content(row, rows, header, document)
    rows = [row] if own else rows
    indicator = own or first_cell(rows, header, document, "indicator")
    unit_cell = first_cell(rows, header, document, "measure_unit")
    goal_unit = _goal_unit(row, header, document)
    said = re.sub(r"\s+", "", document.slice(unit_cell)).strip("-—/") if unit_cell else ""
    unit = said or column.unit or goal_unit
    if goal_unit and unit and unit.startswith(f"{goal_unit}/"):
        unit = goal_unit  # 元/月/人 beside 不低于60元: said shorter, the same
    name_cell = indicator or _naming_cell(rows, header, document, column.unit)
    name = re.sub(r"\s+", "", document.slice(name_cell)) if name_cell else None
    if name:
        bracket = re.search(r"[（(]([^（()）]{1,8})[)）]$", name)
        unit = unit or (bracket[1] if bracket and not column.unit else None)
        name = re.sub(r"^\d{1,3}[.．、]", "", name[: bracket.start()] if bracket else name)
    elif unit is None and (promised := _promised_in_name(row, rows, header, column, document)):
        return promised
    return name, unit


def _promised_in_name(
    row: Row, rows: list[Row], header: Header, column: Column, document: Document
) -> tuple[str, str] | None:
    """What a bare number answers where the record's one text promises one number itself: 新增4000张床位 | 4385.

    新增就业5.8万人 | 6.1: the result is written in the same 万, unless it is too long for it.
    """
    texts = _texts(rows, header, document, "task", "content", "goal", "target_value")
    promised = read_targets(texts[0], ANY_YEAR) if len(texts) == 1 else []
    if len(promised) != 1 or not promised[0].is_firm or promised[0].kind not in ("count", "level"):
        return None
    one, told = promised[0], "".join(document.slice(cell) for cell in cells_of([row], column, document))
    written = _said("magnitude").search(texts[0][one.start : one.end])
    is_short = len(told.strip().partition(".")[0]) <= _SHORT
    return one.indicator, f"{written[0]}{one.unit}" if written and is_short else one.unit


def _own_content(row: Row, rows: list[Row], header: Header, document: Document) -> Cell | None:
    """The content of one of several measures under a task, where each of them has its own."""
    contents = [cell for column in header.of("content")[:1] for cell in cells_of(rows, column, document)]
    return first_cell([row], header, document, "content") if len(rows) > 1 and len(contents) == len(rows) else None


def _goal_unit(row: Row, header: Header, document: Document) -> str | None:
    """The unit of measure of a row's goal where that is one number: 2600人 → 人."""
    cell = first_cell([row], header, document, "target_value", "goal", "content")
    match = _said("goal_unit").fullmatch(document.slice(cell)) if cell else None
    return match["unit"] if match else None


def _naming_cell(rows: list[Row], header: Header, document: Document, unit: str | None) -> Cell | None:
    """The task's cell as a number's name, unless the record's own words promise figures: then those name it.

    Beside a goal that is a number of its own the figures of a name are part of it (资助学生50万人 | 23000), and so
    are those of the content where the heads have a ``unit`` of their own (建成厂房8万平方米 | 投资（万元）: 32000).
    """
    goals = _texts(rows, header, document, "goal", "target_value")
    texts = _texts(rows, header, document, "task", "content", "goal")
    has_goal = bool(goals) and all(map(is_number, goals)) and (bool(unit) or not header.of("content"))
    if not has_goal and any(re.search(r"\d", text) and not is_number(text) for text in texts):
        return None
    return first_cell(rows, header, document, "task", "content")


def _texts(rows: list[Row], header: Header, document: Document, *fields: str) -> list[str]:
    """What a record's cells of some fields say."""
    return [document.slice(cell) for column in header.of(*fields) for cell in cells_of(rows, column, document)]


def task_span(cell: Cell, document: Document) -> tuple[int, int, int | None, tuple[int, int] | None]:
    """A task cell's text without its number and its clause: span, number and the clause's inside."""
    text = document.slice(cell)
    number, skip = lead_number(text)
    skip += len(text[skip:]) - len(text[skip:].lstrip(marks() + " "))
    clause = find_clause(document.text, cell.start + skip, cell.end)
    end = clause.start if clause and not document.text[clause.end : cell.end].strip() else cell.end
    return cell.start + skip, end, number, clause.body if clause and end != cell.end else None

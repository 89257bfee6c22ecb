"""Recognise what each part of a document is: a family for its text, and one for each of its tables."""

from __future__ import annotations

import dataclasses
import re

from pipeline.language.bodies.responsibility import UNIT_KINDS, Convention
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.collecting.refusals import unknown_layout
from pipeline.layouts.families import clause_lists, plan_outline, work_report
from pipeline.layouts.family import TableFamily, TextFamily
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.registry import OUTLINE, PRECEDENCE, TABLES, TEXTS, WORK_REPORT
from pipeline.layouts.tables.table_header import Header, read_header
from pipeline.layouts.whose.heading import Heading
from pipeline.readers.document import Block, Document

_REPORT_SCORE = 0.5
# The title of a report: clauses below it name tasks of which only sums are told, and promise nothing.
_REPORTED = re.compile(r"(?:进展|完成|推进|办理|落实)情况(?:的?(?:督查|通报)*(?:通报|专报|报告|汇报|公示))?$")


@dataclasses.dataclass(slots=True)
class Sight:
    """What one part was recognised as: a family for its text and one for each of its tables."""

    part: Part
    family: TextFamily | None
    tables: list[tuple[Block, Header | None, TableFamily | None]]

    @property
    def has_table_records(self) -> bool:
        """Whether tasks or rows of a report stand in its tables."""
        return any(family is not None and family.has_tasks for _, _, family in self.tables)

    @property
    def names(self) -> set[str]:
        """The names of all its families."""
        found = [self.family, *(family for _, _, family in self.tables)]
        return {family.name for family in found if family is not None}


def see(document: Document, part: Part, title: str) -> Sight:
    """Recognise one part; ``title`` is the document's."""
    tables = []
    last: Header | None = None
    for block in part.tables:
        assert block.table is not None
        header = read_header(document, block.table) or _continued(block, last)
        tables.append((block, header, _table_family(document, block, header)))
        last = header or last
    titles = f"{title} {part.title}"
    family = next((family for family in TEXTS if family.detect(document, part, titles)), None)
    return Sight(part, family, tables)


def table_titles(document: Document, sights: list[Sight]) -> list[str]:
    """The lines inside tables above their heads: a list's title often is a merged cell."""
    titles: list[str] = []
    for sight in sights:
        for block, header, _ in sight.tables:
            above = [c for c in block.table.cells if header and c.row < header.first] if block.table else []
            titles += [document.slice(cell).strip() for cell in above if document.slice(cell).strip()]
    return titles


def convention_of(document: Document, sights: list[Sight]) -> Convention:
    """The document's sign for leading units: said, shown by clauses and cells, or the heads of its columns."""
    cells: list[tuple[str, bool]] = []
    heads: list[str] = []
    for sight in sights:
        for block, header, _ in sight.tables:
            columns = header.of(*UNIT_KINDS) if header else []
            heads += [column.words for column in columns]
            cells += _unit_cells(document, block, {column.index for column in columns}, header.end if header else 0)
    convention = clause_lists.shared_convention(document, [sight.part for sight in sights if sight.family], cells)
    if convention.quote is None and len(set(heads)) > 1:
        return Convention("columns", "、".join(dict.fromkeys(heads)))
    return convention


def _unit_cells(document: Document, block: Block, columns: set[int], first_row: int) -> list[tuple[str, bool]]:
    bold = sorted((span.start, span.end) for span in block.bold)
    found = []
    for cell in block.table.cells if block.table else ():
        if cell.column in columns and cell.row >= first_row and document.slice(cell).strip():
            inside = sum(min(e, cell.end) - max(s, cell.start) for s, e in bold if s < cell.end and cell.start < e)
            found.append((document.slice(cell), 0 < inside < len(document.slice(cell))))
    return found


def _continued(block: Block, header: Header | None) -> Header | None:
    """A table without a head that is as wide as the one before goes on with it."""
    assert block.table is not None
    if header is None or max((c.index for c in header.columns), default=0) >= block.table.column_count:
        return None
    return Header(0, 0, header.columns, header.unknown)


def _table_family(document: Document, block: Block, header: Header | None) -> TableFamily | None:
    """The family that fits best, the first of equals."""
    scores = [family.detect(document, block, header) for family in TABLES]
    best = max(scores)
    return TABLES[scores.index(best)] if best else None


def _is_outline(document: Document, sights: list[Sight], title: str) -> bool:
    return any(OUTLINE.detect(document, sight.part, f"{title} {sight.part.title}") for sight in sights)


def layout_of(document: Document, heading: Heading, sights: list[Sight], source: SourceEntry) -> str:
    """The document's family: that of its parts in order of precedence, or a work report."""
    found = {name for sight in sights for name in sight.names}
    title = heading.title or ""
    report = work_report.detect(document, title)
    others = found & {"progress_table", "progress_list", "responsibility_table"}
    # a whole speech may have a table of its livelihood matters behind it
    is_speech = not others or (report >= 1 and others == {"responsibility_table"})
    if source.doc_type == "work_report" or (report >= _REPORT_SCORE and is_speech):
        return WORK_REPORT
    is_outline = _is_outline(document, sights, title)
    if (
        is_outline
        and plan_outline.is_program(title)
        and not found & {"program_plan", "numbered_clauses", "progress_table"}
    ):
        return OUTLINE.name
    clauses = {clause_lists.NUMBERED.name, clause_lists.BLOCKS.name}
    found -= clauses if _REPORTED.search(title) and not source.doc_type else set()
    for family in PRECEDENCE:
        if family.name in found:
            return family.name
    if is_outline:
        return OUTLINE.name
    if work_report.is_told(document):
        return WORK_REPORT
    heads = [column.words for sight in sights for _, header, _ in sight.tables if header for column in header.unknown]
    heads = [words for words in heads if words]
    raise unknown_layout(document, heads, sum(len(sight.tables) for sight in sights), _nearest(sights, report))


def _nearest(sights: list[Sight], report: float) -> str:
    if any(sight.tables for sight in sights):
        return "responsibility_table"
    return WORK_REPORT if report > 0 else "numbered_clauses"

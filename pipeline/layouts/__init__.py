"""Layouts: the page model in, records out. The family is told by the document itself, never by its city."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, cast

from pipeline.errors import SetAside
from pipeline.language.responsibility import Convention
from pipeline.layouts import clauses, indicator_system, program_plan, progress_table, responsibility_table, work_report
from pipeline.layouts.collector import Collector
from pipeline.layouts.furniture import name_furniture
from pipeline.layouts.header import Header, read_header
from pipeline.layouts.identity import Heading, identity_fields, plan_period, read_heading, report_period
from pipeline.layouts.parsed import Identity, Parsed, SourceEntry
from pipeline.layouts.parts import Outline, Part, outline
from pipeline.layouts.program_plan import Program
from pipeline.layouts.quirks import apply_quirks
from pipeline.layouts.rows import is_blank_form
from pipeline.readers.document import Block, Document

EXPECTED = (
    "a list of tasks with responsibility clauses, a table whose head names tasks and units or progress, "
    "a programme plan, or a government work report"
)
_DOC_TYPES = {
    "progress_table": "progress_report",
    "program_plan": "program_plan",
    "work_report": "work_report",
    "numbered_clauses": "responsibility_breakdown",
    "block_list": "responsibility_breakdown",
    "responsibility_table": "responsibility_breakdown",
}
_FAMILY_ORDER = ("program_plan", "progress_table", "numbered_clauses", "responsibility_table", "block_list", "work_report")


@dataclasses.dataclass(slots=True)
class _Sight:
    """What one part was recognised as: a family for its text and one for each of its tables."""

    part: Part
    family: str | None
    tables: list[tuple[Block, Header | None, str | None]]


def lay_out(document: Document, source: SourceEntry, *, document_id: str) -> tuple[Document, Parsed]:
    """Recognise a document's family and read its records.

    ``source`` is its entry in source.yml; of other bytes than the entry speaks of only the jurisdiction holds.
    Returns the document whose text the records' offsets refer to (quirks may have rewritten it) and what was read.
    Raises ``SetAside`` (unknown_layout, unknown_jurisdiction, no_task, damaged) with what a person needs to act on.
    """
    if source.sha256 is not None and not source.sha256.startswith(document_id):
        source = SourceEntry(file_name=source.file_name, jurisdiction=source.jurisdiction)
    document = apply_quirks(document, source)
    parts = outline(document)
    heading = read_heading(document, parts)
    sights = [_see(document, part) for part in parts.parts]
    layout = _layout(document, parts, heading, sights, source)
    identity = _identity(document, parts, heading, sights, source, layout, document_id)
    convention = clauses.part_convention(document, [s.part for s in sights if s.family not in (None, "work_report")])
    collector = Collector(document, identity, layout, convention)
    _parse_all(document, sights, layout, collector)
    name_furniture(document, parts, collector)
    parsed = collector.finish()
    if not parsed.tasks and not parsed.progress:
        raise _no_task(document, layout)
    return document, parsed


def _see(document: Document, part: Part) -> _Sight:
    tables = []
    last: Header | None = None
    for block in part.tables:
        assert block.table is not None
        header = read_header(document, block.table) or _continued(block, last)
        tables.append((block, header, _table_family(document, block, header)))
        last = header or last
    family = None
    if program_plan.detect(document, part):
        family = program_plan.NAME
    elif clauses.detect(document, part):
        family = clauses.layout_name(document, part)
    return _Sight(part, family, tables)


def _continued(block: Block, header: Header | None) -> Header | None:
    """A table without a head that is as wide as the one before goes on with it."""
    assert block.table is not None
    if header is None or max((c.index for c in header.columns), default=0) >= block.table.column_count:
        return None
    return Header(0, 0, header.columns, header.unknown)


def _table_family(document: Document, block: Block, header: Header | None) -> str | None:
    assert block.table is not None
    if indicator_system.detect(document, block, header):
        return indicator_system.NAME
    if header is None:
        return None
    if is_blank_form(document, block.table, header):
        return "blank_form"
    scores = {module.NAME: module.detect(header) for module in (progress_table, responsibility_table)}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else None


def _layout(document: Document, parts: Outline, heading: Heading, sights: list[_Sight], source: SourceEntry) -> str:
    """The document's family: that of its parts in order of precedence, or a work report."""
    found = {sight.family for sight in sights} | {family for sight in sights for _, _, family in sight.tables}
    title = source.title or heading.title or ""
    report = work_report.detect(document, parts.parts, title)
    if source.doc_type == "work_report" or (report >= 0.5 and not found & {"progress_table", "responsibility_table"}):
        return work_report.NAME
    for family in _FAMILY_ORDER:
        if family in found:
            return family
    raise SetAside("unknown_layout", found=_found(document, sights), expected=EXPECTED, advice=_ADVICE,
                   nearest_layout=_nearest(sights, report))  # fmt: skip


_ADVICE = (
    "Check with `make inspect FILE=…` what the reader sees. If it is such a list in words the layouts do not know, "
    "add its column heads to pipeline/layouts/headers.yml or its labels to pipeline/language/responsibility.yml."
)


def _found(document: Document, sights: list[_Sight]) -> str:
    heads = [words for sight in sights for _, header, _ in sight.tables if header for words in header.unknown]
    tables = sum(len(sight.tables) for sight in sights)
    first = document.text.strip()[:60].replace("\n", " / ")
    unknown = f", unknown column heads {'、'.join(heads[:6])}" if heads else ""
    return f"{len(document.blocks)} blocks, {tables} tables{unknown}; it opens with “{first}”"


def _nearest(sights: list[_Sight], report: float) -> str:
    if any(sight.tables for sight in sights):
        return responsibility_table.NAME
    return work_report.NAME if report > 0 else "numbered_clauses"


def _identity(
    document: Document,
    parts: Outline,
    heading: Heading,
    sights: list[_Sight],
    source: SourceEntry,
    layout: str,
    document_id: str,
) -> Identity:
    doc_type = source.doc_type or _DOC_TYPES[layout]
    fields = identity_fields(source, heading)
    if not fields["jurisdiction"]:
        raise SetAside("unknown_jurisdiction", found=f"no government's name in the heading, title or tail of {source.file_name}",
                       expected="a city, county or district that the document, its folder or its source.yml names",
                       advice="Move the file to raw/<jurisdiction>/, or give jurisdiction in that folder's source.yml.")  # fmt: skip
    heads = [column.words for sight in sights for _, header, _ in sight.tables if header for column in header.columns]
    report = report_period(heading, document, parts, heads) if doc_type == "progress_report" else None
    plan = plan_period(heading, document, parts, doc_type)
    if doc_type == "work_report":
        plan = work_report.report_year(document) or plan
    return Identity(
        document_id=document_id,
        jurisdiction=str(fields["jurisdiction"]),
        title=str(fields["title"] or source.file_name.rsplit("/", 1)[-1]),
        doc_number=cast("str | None", fields["doc_number"]),
        issuer=cast("str | None", fields["issuer"]),
        issued_on=cast("dt.date | None", fields["issued_on"]),
        doc_type=doc_type,
        plan_period_id=source.plan_period_id or plan,
        report_period_id=source.report_period_id or report,
    )


def _parse_all(document: Document, sights: list[_Sight], layout: str, collector: Collector) -> None:
    programs: dict[int, Program] = {}
    for sight in sights:
        if layout == work_report.NAME:
            work_report.parse(document, sight.part, collector)
        elif sight.family == program_plan.NAME:
            programs.update(program_plan.parse(document, sight.part, collector))
        elif sight.family is not None and not _has_records(sight):
            clauses.parse(document, sight.part, collector)
        _parse_tables(document, sight, layout, programs, collector)


def _has_records(sight: _Sight) -> bool:
    return any(family in (progress_table.NAME, responsibility_table.NAME) for _, _, family in sight.tables)


def _parse_tables(
    document: Document, sight: _Sight, layout: str, programs: dict[int, Program], collector: Collector
) -> None:
    list_type = "program_task" if layout == program_plan.NAME else None
    plan = responsibility_table.TableReader(collector, sight.part.title, list_type, programs)
    report = progress_table.ProgressReader(collector)
    for block, header, family in sight.tables:
        heading = _heading_above(document, sight.part, block, collector)
        if family == indicator_system.NAME:
            indicator_system.parse(document, block, header, collector)
        elif family == "blank_form":
            collector.set_aside(block.start, block.end, "blank_form")
        elif family == responsibility_table.NAME and header:
            plan.read(block, header, heading)
        elif family == progress_table.NAME and header:
            report.read(block, header, heading)


def _heading_above(document: Document, part: Part, block: Block, collector: Collector) -> str:
    """The short paragraph right above a table, where it heads a section of the list."""
    place = part.blocks.index(block)
    above = part.blocks[place - 1] if place else None
    if above is None or above.table is not None:
        return ""
    text = document.slice(above).strip()
    if len(text) > 40 or text.startswith(("（单位", "(单位", "单位", "注", "填报")):
        return ""
    collector.set_aside(above.start, above.end, "section_heading")
    return text


def _no_task(document: Document, layout: str) -> SetAside:
    first = document.text.strip()[:60].replace("\n", " / ")
    return SetAside("no_task", found=f"the form of {layout} and not one task or row; it opens with “{first}”",
                    expected="at least one task or progress row", nearest_layout=layout,
                    advice="Check with `make inspect FILE=…` what the reader sees; a list in pictures needs OCR.")  # fmt: skip


__all__: list[Any] = ["lay_out"]

"""Layouts: the page model in, records out. The family is told by the document itself, never by its city."""

from __future__ import annotations

import dataclasses
import re

from pipeline.errors import SetAside
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import Identity, Parsed, SourceEntry
from pipeline.layouts.collecting.refusals import (
    draft,
    in_one_paragraph,
    misfit,
    no_task,
    only_sums,
    partly_read,
    period_out_of_range,
    run_together,
    traditional,
    unknown_jurisdiction,
    unknown_period,
    wordless,
)
from pipeline.layouts.entries.quirks import apply_quirks
from pipeline.layouts.families import clause_lists, plan_outline, work_report
from pipeline.layouts.families.headlines import add_headlines
from pipeline.layouts.family import Shared, TableReader
from pipeline.layouts.outline.leftovers import name_furniture
from pipeline.layouts.outline.parts import Outline, Part, is_notice_title, outline
from pipeline.layouts.recognise import Sight, convention_of, layout_of, see, table_titles
from pipeline.layouts.registry import DOC_TYPES, OUTLINE, WORK_REPORT
from pipeline.layouts.reports.report_year import report_year
from pipeline.layouts.tables.copied_table import rebuild
from pipeline.layouts.tables.packed_table import unpacked
from pipeline.layouts.tables.table_header import REPORT_FIELDS
from pipeline.layouts.whose.heading import (
    Heading,
    annexed_to,
    given_by,
    half_width,
    plan_period,
    read_heading,
    report_period,
    report_words,
)
from pipeline.layouts.whose.places import parents_of
from pipeline.period import is_in_range
from pipeline.readers.document import Block, Document

__all__ = ["heading_of", "lay_out"]

_OPENING = 2000  # where a document tells which of several places of one name it means
NOTICE_LINES = 20  # within which a notice says its title; a web page has its particulars before it
_SECTION_TITLE = re.compile(r"(?!（?单位|\(单位|\d+月|注|填报|统计|截至|数据)[^。：:；;]{2,40}$")


def heading_of(document: Document, source: SourceEntry) -> Heading:
    """Who a notice is by its own words and its entry (the entry wins), without reading what it tells to do."""
    heading = read_heading(document, outline(document), [])
    opening = [document.slice(block).strip() for block in document.blocks[:NOTICE_LINES] if block.table is None]
    title = next((half_width(line) for line in opening if is_notice_title(line)), heading.title)
    return given_by(source, dataclasses.replace(heading, title=title))


def lay_out(
    document: Document, source: SourceEntry, *, document_id: str, notice: Heading | None = None
) -> tuple[Document, Parsed]:
    """Recognise a document's family and read its records; ``notice`` is the heading of what it is annexed to.

    ``source`` is its entry in source.yml; of other bytes than the entry speaks of only the jurisdiction holds.
    Returns the document whose text the records' offsets refer to (quirks may have rewritten it) and what was read.
    Raises ``SetAside`` (unknown_layout, unknown_jurisdiction, no_task, partly_read) with what a person needs to act on.
    """
    try:
        return _lay_out(document, source, document_id, notice)
    except SetAside as refused:
        reasons = (why(document, refused) for why in (traditional, in_one_paragraph, only_sums))
        raise next(filter(None, reasons), refused) from None


def _lay_out(
    document: Document, source: SourceEntry, document_id: str, notice: Heading | None
) -> tuple[Document, Parsed]:
    if source.sha256 is not None and not source.sha256.startswith(document_id):
        source = SourceEntry(file_name=source.file_name, jurisdiction=source.jurisdiction)
    document = unpacked(rebuild(apply_quirks(document, source)))
    parts = outline(document)
    title = source.title or read_heading(document, parts, []).title or ""
    if refused := draft(title) or run_together(document):
        raise refused
    sights = [see(document, part, title) for part in parts.parts]
    heading = read_heading(document, parts, table_titles(document, sights))
    if notice is not None:
        heading = annexed_to(notice, heading)
    heading = given_by(source, heading)
    layout = layout_of(document, heading, sights, source)
    identity = _identity(document, parts, heading, sights, source, layout, document_id)
    for sight in sights:
        sight.part.title = sight.part.title or identity.title
    collector = Collector(document, identity, layout, convention_of(document, sights))
    _parse_all(document, parts, sights, layout, collector)
    if identity.doc_type == "progress_report":
        add_headlines(document, collector)
    name_furniture(document, parts, collector)
    parsed = collector.finish()
    if not parsed.tasks and not parsed.progress:
        raise no_task(document, layout)
    refusal = misfit(parsed) or wordless(parsed) or partly_read(document, parsed)
    if refusal is not None:
        raise refusal
    return document, parsed


def _identity(
    document: Document,
    parts: Outline,
    heading: Heading,
    sights: list[Sight],
    source: SourceEntry,
    layout: str,
    document_id: str,
) -> Identity:
    is_plan = DOC_TYPES[layout] == "responsibility_breakdown"
    is_program = is_plan and plan_outline.is_program(heading.title or "")
    doc_type = source.doc_type or ("program_plan" if is_program else DOC_TYPES[layout])
    if not heading.jurisdiction:
        raise unknown_jurisdiction(source.file_name, layout)
    heads = _heads_of_reports(sights)
    report = report_period(heading, document, parts, heads) if doc_type == "progress_report" else None
    plan = plan_period(heading, document, parts, doc_type)
    if doc_type == "work_report":
        plan = report_year(document, heading.title or "") or plan
    plan, report = source.plan_period_id or plan, source.report_period_id or report
    _demand_period(report if doc_type == "progress_report" else plan, plan, source.file_name, layout)
    return Identity(
        document_id=document_id,
        jurisdiction=heading.jurisdiction,
        parent_jurisdictions=parents_of(heading.jurisdiction, document.text[:_OPENING]),
        title=heading.title or source.file_name.rsplit("/", 1)[-1],
        doc_number=heading.doc_number,
        issuer=heading.issuer,
        issued_on=heading.issued_on,
        doc_type=doc_type,
        plan_period_id=plan,
        report_period_id=report,
    )


def _heads_of_reports(sights: list[Sight]) -> list[str]:
    """The words of the columns that report; of all columns where none of those names a time."""
    columns = [column for sight in sights for _, header, _ in sight.tables if header for column in header.columns]
    told = [column.words for column in columns if column.field in REPORT_FIELDS and report_words(column.words)]
    return told or [column.words for column in columns]


def _demand_period(period_id: str | None, year: str | None, file_name: str, layout: str) -> None:
    if period_id is None:
        raise unknown_period(file_name, layout, year)
    if not is_in_range(period_id):
        raise period_out_of_range(period_id, file_name, layout)


def _parse_all(document: Document, parts: Outline, sights: list[Sight], layout: str, collector: Collector) -> None:
    shared = Shared("program_task" if collector.identity.doc_type == "program_plan" else None)
    if layout == WORK_REPORT:
        work_report.parse(document, parts, collector)
    elif DOC_TYPES[layout] == "responsibility_breakdown":
        clause_lists.add_front_goals(document, parts.front, collector, collector.identity.title)
    for sight in sights:
        family = {WORK_REPORT: None, OUTLINE.name: OUTLINE}.get(layout, sight.family)
        if layout == WORK_REPORT and sight.has_table_records:
            shared = Shared(_type_of_annex(document, sight))
        waits = family is not None and family.yields_to_tables and sight.has_table_records
        if family is not None and not waits:
            family.parse(document, sight.part, collector, shared)
        _parse_tables(document, sight, shared, collector)
        # Text around a part's tables may be a list of its own: programmes below a table of indicators.
        if family is not None and waits and _is_of_plan(layout) and clause_lists.is_list(document, sight.part):
            family.parse(document, sight.part, collector, shared)


def _is_of_plan(layout: str) -> bool:
    return layout != OUTLINE.name and DOC_TYPES[layout] == "responsibility_breakdown"


def _type_of_annex(document: Document, sight: Sight) -> str | None:
    """livelihood for the table behind a speech under a line that says so; None where its own titles decide."""
    blocks = sight.part.blocks
    above = blocks[max(blocks.index(sight.tables[0][0]) - 1, 0)]
    return "livelihood" if clause_lists.list_type_of(document.slice(above)) == "livelihood" else None


def _parse_tables(document: Document, sight: Sight, shared: Shared, collector: Collector) -> None:
    readers: dict[str, TableReader] = {}
    for block, header, family in sight.tables:
        heading = _heading_above(document, sight.part, block, collector)
        if family is not None:
            if family.name not in readers:
                readers[family.name] = family.reader(collector, sight.part, shared)
            readers[family.name].read(block, header, heading)


def _heading_above(document: Document, part: Part, block: Block, collector: Collector) -> str:
    """The short paragraph right above a table, where it heads a section of the list."""
    place = part.blocks.index(block)
    above = part.blocks[place - 1] if place else None
    if above is None or above.table is not None:
        return ""
    text = document.slice(above).strip()
    if not _SECTION_TITLE.match(text):
        return ""
    collector.set_aside(above.start, above.end, "section_heading")
    return text

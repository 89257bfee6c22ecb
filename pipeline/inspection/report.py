"""The report on one file: blocks and tables as the reader sees them, identity and records as the layout does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import Parsed, SourceEntry
from pipeline.readers.document import Block, Document, Table

WIDTH = 60  # characters of a text that are shown
SHOWN_ASIDES = 12
SHOWN_REMAINDERS = 15


def describe_document(document: Document) -> Iterator[str]:
    """Medium, pages, blocks page by page, asides."""
    pages = f", {document.page_count} pages" if document.page_count else ""
    tables = sum(1 for _ in document.tables())
    yield f"medium: {document.media_type}{pages}; {len(document.text):,} characters, "
    yield f"        {len(document.blocks)} blocks, {tables} of them tables"
    page: int | None = None
    for number, block in enumerate(document.blocks, start=1):
        if block.page != page:
            page = block.page
            yield f"page {page}"
        yield from _describe_block(document, block, number)
    yield from _describe_asides(document)


def _describe_block(document: Document, block: Block, number: int) -> Iterator[str]:
    bold = f"  bold: {'、'.join(document.slice(span)[:16] for span in block.bold[:4])}" if block.bold else ""
    if block.table is None:
        level = f" {block.level}" if block.level else ""
        yield f"  {number:4} {block.kind + level:10} {_short(document.slice(block))}{bold}"
        return
    yield f"  {number:4} table      {block.table.row_count} rows × {block.table.column_count} columns"
    for row in _sample_rows(block.table):
        cells = block.table.grid()[row]
        yield f"       row {row:3}  " + " | ".join(_short(document.slice(cell), 18) if cell else "·" for cell in cells)


def _sample_rows(table: Table) -> list[int]:
    return sorted({*range(min(4, table.row_count)), table.row_count - 1})


def _describe_asides(document: Document) -> Iterator[str]:
    counts = Counter(aside.reason for aside in document.asides)
    if counts:
        yield "set aside by the reader: " + ", ".join(f"{count} × {reason}" for reason, count in counts.items())
    for aside in document.asides[:SHOWN_ASIDES]:
        where = f" (page {aside.page})" if aside.page else ""
        yield f"       {aside.reason}{where}: {_short(aside.text)}"


def describe_layout(document: Document, entry: SourceEntry, document_id: str) -> Iterator[str]:
    """Family, identity, counts of records and what no rule accounted for; or why the document is set aside."""
    from pipeline.layouts import lay_out

    try:
        document, parsed = lay_out(document, entry, document_id=document_id)
    except SetAside as error:
        yield from describe_refusal(error)
        return
    yield f"layout: {parsed.layout}"
    for name in ("jurisdiction", "title", "doc_number", "issuer", "issued_on", "doc_type", "plan_period_id",
                 "report_period_id"):  # fmt: skip
        yield f"  {name:17} {getattr(parsed.identity, name)}"
    yield f"  who leads         {parsed.role_convention}"
    yield from _describe_records(document, parsed)


def _describe_records(document: Document, parsed: Parsed) -> Iterator[str]:
    kinds = ("tasks", "task_units", "task_leaders", "units", "programs", "indicators", "progress", "target_texts")
    yield "records: " + ", ".join(f"{len(getattr(parsed, kind))} {kind}" for kind in kinds)
    unread = [record for record in parsed.remainders if record.treatment == "unread"]
    treatments = Counter(record.treatment for record in parsed.remainders)
    if treatments:
        yield "text of no record: " + ", ".join(f"{count} × {name}" for name, count in treatments.items())
    for record in unread[:SHOWN_REMAINDERS]:
        page = document.page_at(record.char_start) if record.char_start is not None else None
        where = f" (page {page})" if page else ""
        yield f"  unread{where}: {_short(record.text)}"


def describe_refusal(error: SetAside) -> Iterator[str]:
    """Why a document is set aside, in full."""
    yield f"set aside: {error.reason}" + (f" ({error.where})" if error.where else "")
    yield f"  found     {error.found}"
    yield f"  expected  {error.expected}"
    yield f"  advice    {error.advice}"
    if error.nearest_layout:
        yield f"  nearest   {error.nearest_layout}"


def _short(text: str, width: int = WIDTH) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"

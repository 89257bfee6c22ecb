"""Pages → Document: furniture aside, tables joined over pages, text in column order between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.readers.builder import DocumentBuilder
from pipeline.readers.document import Document
from pipeline.readers.pages.cells import printed_cells
from pipeline.readers.pages.columns import cut_columns
from pipeline.readers.pages.furniture import find_furniture
from pipeline.readers.pages.grid import Grid, find_grids
from pipeline.readers.pages.lines import Line, group_lines
from pipeline.readers.pages.model import Glyph, Page
from pipeline.readers.pages.paragraphs import Setting, paragraphs
from pipeline.readers.pages.tables import PrintedTable, continues, join

MOSTLY_BOLD = 0.6  # of the characters: then bold marks nothing
_CONTINUED = re.compile(r"(?:续表|（续表?）|\(续表?\)|附件?表?\s{0,4}\d{0,4}\s{0,4}[（(]续[）)])\s{0,4}\d{0,4}[：:]?")


@dataclass(slots=True)
class PageContent:
    """One page after its furniture was set aside: tables, and columns of text, from the top down."""

    page: Page
    items: list[list[Line] | PrintedTable] = field(default_factory=list)


def assemble(pages: list[Page], media_type: str) -> Document:
    """The document that stands on the pages."""
    builder = DocumentBuilder()
    contents = lay_out_pages(pages, builder)
    setting = Setting.of([item for content in contents for item in content.items if isinstance(item, list)], pages)
    pending: list[list[Line]] = []
    for item in _joined(contents, builder):
        if isinstance(item, PrintedTable):
            _flush(builder, pending, setting)
            builder.table(item.draft())
        else:
            pending.append(item)
    _flush(builder, pending, setting)
    return builder.build(media_type, len(pages))


def _flush(builder: DocumentBuilder, pending: list[list[Line]], setting: Setting) -> None:
    for draft in paragraphs(pending, setting):
        builder.paragraph(draft)
    pending.clear()


def lay_out_pages(pages: list[Page], builder: DocumentBuilder) -> list[PageContent]:
    """Each page's tables and columns; page numbers, running lines and tilted text go to the builder as asides."""
    _settle_bold(pages)
    parted = [_part(page) for page in pages]
    lines = [(page, group_lines(loose, page)) for page, (loose, _) in zip(pages, parted, strict=True)]
    furniture = find_furniture(lines)
    for page, page_lines in lines:
        builder.aside("tilted_text", page.tilted, page.number)
        for line in page_lines:
            if id(line) in furniture:
                builder.aside(*furniture[id(line)], page.number)
    return [
        _page_content(page, [line for line in page_lines if id(line) not in furniture], tables)
        for (page, page_lines), (_, tables) in zip(lines, parted, strict=True)
    ]


Tables = list[tuple[Grid, list[Glyph]]]


def _part(page: Page) -> tuple[list[Glyph], Tables]:
    """The characters outside all tables, and the tables with the characters inside each."""
    tables: Tables = [(grid, []) for grid in find_grids(page)]
    loose: list[Glyph] = []
    for glyph in page.glyphs:
        next((inside for grid, inside in tables if grid.catches(glyph)), loose).append(glyph)
    return loose, tables


def _settle_bold(pages: list[Page]) -> None:
    """Where nearly everything is set bold, bold says nothing."""
    bold = sum(glyph.bold for page in pages for glyph in page.glyphs)
    if bold > MOSTLY_BOLD * sum(len(page.glyphs) for page in pages):
        for page in pages:
            for glyph in page.glyphs:
                glyph.bold = False


def _page_content(page: Page, lines: list[Line], tables: Tables) -> PageContent:
    content = PageContent(page)
    rest = [glyph for line in lines for glyph in line.glyphs]
    for grid, inside in tables:
        _add_text(content, [glyph for glyph in rest if glyph.baseline <= grid.top + 2])
        rest = [glyph for glyph in rest if glyph.baseline > grid.top + 2]
        cells = printed_cells(grid, inside, page)
        content.items.append(PrintedTable(grid.xs, cells, page.number, page.number))
    _add_text(content, rest)
    return content


def _add_text(content: PageContent, glyphs: list[Glyph]) -> None:
    for region in cut_columns(glyphs):
        if lines := group_lines(region.glyphs, content.page):
            content.items.append(lines)


def _joined(contents: list[PageContent], builder: DocumentBuilder) -> Iterator[list[Line] | PrintedTable]:
    """The items in reading order, a table that goes on over pages as one."""
    table: PrintedTable | None = None
    for item in (item for content in contents for item in content.items):
        if table is not None and isinstance(item, PrintedTable) and continues(table, item):
            for header in join(table, item):
                builder.aside("repeated_table_header", header, item.page)
        elif table is not None and isinstance(item, list) and _is_continuation_mark(item):
            builder.aside("running_header", item[0].text.text, item[0].page)
        else:
            if table is not None:
                yield table
            table = item if isinstance(item, PrintedTable) else None
            if table is None:
                yield item
    if table is not None:
        yield table


def _is_continuation_mark(lines: list[Line]) -> bool:
    return len(lines) == 1 and bool(_CONTINUED.fullmatch(lines[0].text.text))

"""Writes a Document as a Word file in the look of a Chinese official notice."""

from __future__ import annotations

import io
from typing import Any

from pipeline.readers.document import Block, Document, Span, Table
from tests.render.page import _paragraph_class, merged_grid

ALIGNMENT = {"letterhead": 1, "centre": 1, "title": 1, "right": 2}
SIZE = {"letterhead": 36, "title": 22}


def to_docx(document: Document, font: str = "Noto Serif CJK SC", paper: tuple[int, int] | None = None) -> bytes:
    """The document as bytes of a .docx file; ``paper`` in millimetres, with narrow margins."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    word = docx.Document()
    style = word.styles["Normal"]
    style.font.name, style.font.size = font, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.space_after = Pt(0)
    if paper is not None:
        section = word.sections[0]
        section.page_width, section.page_height = Mm(paper[0]), Mm(paper[1])
        section.left_margin = section.right_margin = Mm(10)
        section.top_margin = section.bottom_margin = Mm(18)
        section.footer_distance = Mm(6)
    for number, block in enumerate(document.blocks):
        if block.table is not None:
            _table(word, document, block.table, block.bold)
        else:
            _paragraph(word, document, block, number)
    _page_number(word)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _paragraph(word: Any, document: Document, block: Block, number: int) -> None:
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    style = _paragraph_class(document.slice(block), number)
    paragraph.alignment = ALIGNMENT.get(style)
    if not style:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    _runs(paragraph, document, block, block.bold, SIZE.get(style))


def _runs(paragraph: Any, document: Document, place: Span, bold: tuple[Span, ...], size: int | None = None) -> None:
    from docx.shared import Pt

    at = place.start
    spans = [span for span in bold if place.start <= span.start and span.end <= place.end]
    for span in [*spans, Span(place.end, place.end)]:
        for text, is_bold in ((document.text[at : span.start], False), (document.slice(span), True)):
            if text:
                run = paragraph.add_run(text)
                run.bold = is_bold or None
                run.font.size = Pt(size) if size else None
        at = span.end


def _table(word: Any, document: Document, table: Table, bold: tuple[Span, ...]) -> None:
    from docx.shared import Pt

    grid = word.add_table(rows=table.row_count, cols=table.column_count, style="Table Grid")
    places = [row.cells for row in grid.rows]
    for place, row, column, span in merged_grid(document, table):
        cell = places[row][column]
        if span > 1:
            cell = cell.merge(places[row + span - 1][column])
        _runs(cell.paragraphs[0], document, place, bold, 10)
        cell.paragraphs[0].paragraph_format.line_spacing = Pt(15)


def _page_number(word: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = 1
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")

# ruff: noqa: E501  (Chinese text and markup)
"""Writes a Document as an HTML page in the look of a Chinese official notice, ready for printing.

A4, body in Song type at 16 pt with two characters of indentation, titles centred, page numbers as — 3 —, tables
ruled and running over pages. What a text extract lost (merged cells) is put back: an empty cell under a filled one
in a table's first columns is part of it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from pipeline.readers.document import Block, Document, Span, Table

TITLE_END = re.compile(r"(?:文件|通知|分解|方案|汇总表|体系|清单|进度表)$")
LETTERHEAD = re.compile(r"^[一-鿿]{4,20}文件$")
DATE_LINE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
ISSUER_LINE = re.compile(r"[一-鿿]{4,20}(?:办公室|人民政府)$")
MERGED_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Look:
    """How the page is set."""

    font: str = "Noto Serif CJK SC"
    columns: int = 1
    repeat_headers: bool = True
    cell_align: str = "middle"
    running_header: str | None = None
    paper: str = "A4"
    margins: str = "30mm 26mm 28mm 26mm"
    size: float = 16  # points

    def style(self) -> str:
        """The style sheet."""
        running = f'@top-center {{ content: "{self.running_header}"; font-size: 10pt }}' if self.running_header else ""
        group = "table-header-group" if self.repeat_headers else "table-row-group"
        return f"""
@page {{ size: {self.paper}; margin: {self.margins}; {running}
  @bottom-center {{ content: "— " counter(page) " —"; font-size: 14pt; font-family: '{self.font}' }} }}
body {{ font: {self.size}pt/{1.75 * self.size}pt '{self.font}'; text-align: justify; columns: {self.columns}; column-gap: 24pt; margin: 0 }}
p {{ margin: 0; text-indent: 2em }}
p.title {{ font-size: 22pt; line-height: 34pt; text-align: center; text-indent: 0; margin: 20pt 0 }}
p.letterhead {{ font-size: 36pt; line-height: 60pt; color: red; text-align: center; text-indent: 0;
  border-bottom: 2pt solid red }}
p.centre {{ text-align: center; text-indent: 0 }}
p.right {{ text-align: right; text-indent: 0; padding-right: 2em }}
table {{ border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 15pt; margin: 12pt 0 }}
thead {{ display: {group} }}
td, th {{ border: 0.75pt solid black; padding: 3pt 4pt; vertical-align: {self.cell_align}; font-weight: normal }}
th {{ text-align: center }}
td.short {{ text-align: center; white-space: nowrap }}
"""


def page(document: Document, look: Look) -> str:
    """The document as one HTML page."""
    body = "\n".join(_block(document, block, number) for number, block in enumerate(document.blocks))
    return f"<!DOCTYPE html><html lang=zh><meta charset=utf-8><style>{look.style()}</style><body>{body}</body></html>"


def _block(document: Document, block: Block, number: int) -> str:
    if block.table is not None:
        return table_html(document, block.table, block.bold)
    text = document.slice(block)
    style = _paragraph_class(text, number)
    return f"<p{f' class={style}' if style else ''}>{inline(document, block, block.bold)}</p>"


def _paragraph_class(text: str, number: int) -> str:
    if LETTERHEAD.match(text) and number < 3:
        return "letterhead"
    if number < 3 and len(text) < 25:
        return "centre"
    if len(text) < 60 and TITLE_END.search(text) and not re.match(r"[\d一二三四五六七八九十（(]{1,3}[.、．）)]", text):
        return "title"
    return "right" if DATE_LINE.match(text) or ISSUER_LINE.match(text) else ""


def inline(document: Document, place: Span, bold: tuple[Span, ...]) -> str:
    """The characters of a span, bold ranges marked, newlines as breaks."""
    pieces, at = [], place.start
    for span in (s for s in bold if place.start <= s.start and s.end <= place.end):
        pieces.append(html.escape(document.text[at : span.start]))
        pieces.append(f"<b>{html.escape(document.slice(span))}</b>")
        at = span.end
    pieces.append(html.escape(document.text[at : place.end]))
    return "".join(pieces).replace("\n", "<br>")


def merged_grid(document: Document, table: Table) -> list[tuple[Span, int, int, int]]:
    """(place, row, column, row span) of each cell, empty cells of the first columns merged into the one above."""
    cells: list[list[Any]] = []
    owners: dict[int, list[Any]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        is_empty = not document.slice(cell).strip()
        left_is_empty = cell.column == 0 or owners.get(0, [None, -1])[1] < cell.row
        mergeable = table.column_count > 2 and cell.column < MERGED_COLUMNS and cell.row > 1
        if is_empty and mergeable and left_is_empty and cell.column in owners:
            owners[cell.column][3] += 1
            continue
        owners[cell.column] = [cell, cell.row, cell.column, 1]
        cells.append(owners[cell.column])
    return [(place, row, column, span) for place, row, column, span in cells]


def table_html(document: Document, table: Table, bold: tuple[Span, ...]) -> str:
    """A ruled table, its first row as the header."""
    rows: dict[int, list[str]] = {row: [] for row in range(table.row_count)}
    for place, row, _, span in merged_grid(document, table):
        text = document.slice(place)
        tag = "th" if row == 0 else "td"
        spans = f" rowspan={span}" if span > 1 else ""
        short = " class=short" if len(text) <= 4 and row else ""
        rows[row].append(f"<{tag}{spans}{short}>{inline(document, place, bold)}</{tag}>")
    lines = [f"<tr>{''.join(cells)}</tr>" for cells in rows.values()]
    return f"<table><thead>{lines[0]}</thead><tbody>{''.join(lines[1:])}</tbody></table>"

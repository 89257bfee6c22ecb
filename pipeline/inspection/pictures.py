"""Draws what the reader sees on each page: paragraphs, tables with their cells, furniture, open edges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.readers.builder import DocumentBuilder
from pipeline.readers.pages.assemble import PageContent, lay_out_pages
from pipeline.readers.pages.grid import Grid, find_grids
from pipeline.readers.pages.lines import Line
from pipeline.readers.pages.model import Page
from pipeline.readers.pages.paragraphs import Setting, group_paragraphs
from pipeline.readers.print.pdf import open_pdf, read_pages

SCALE = 1.5  # pixels to the point
PARAGRAPH, BOLD, CELL, OPEN, FURNITURE = "#1f6feb", "#d29922", "#2da44e", "#cf222e", "#8c959f"
LEGEND = "blue: paragraph; yellow: bold; green: table cell; red: edge a page break left open; grey: set aside"

Box = tuple[float, float, float, float]


def draw_pages(content: bytes, file_name: str, folder: Path) -> Iterator[Path]:
    """Write one PNG for each page of a PDF into ``folder``; yields their paths."""
    document = open_pdf(content, file_name)
    pages = read_pages(document, content, file_name)
    contents = lay_out_pages(pages, DocumentBuilder())
    regions = [item for page in contents for item in page.items if isinstance(item, list)]
    groups = group_paragraphs(regions, Setting.of(regions, pages))
    folder.mkdir(parents=True, exist_ok=True)
    for page, page_content in zip(pages, contents, strict=True):
        picture = (
            document[page.number - 1].render(scale=SCALE).to_pil().convert("RGB").rotate(90 * page.turns, expand=True)
        )
        _draw_page(picture, page, page_content, groups)
        target = folder / f"page-{page.number:03}.png"
        picture.save(target)
        yield target
    document.close()


def _draw_page(picture: Any, page: Page, content: PageContent, groups: list[list[Line]]) -> None:
    from PIL import ImageDraw

    canvas = ImageDraw.Draw(picture)
    kept = {id(glyph) for item in content.items if isinstance(item, list) for line in item for glyph in line.glyphs}
    grids = find_grids(page)
    for glyph in page.glyphs:
        box = (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
        if glyph.bold:
            _rectangle(canvas, box, BOLD)
        if id(glyph) not in kept and glyph.text.strip() and not any(grid.catches(glyph) for grid in grids):
            _rectangle(canvas, box, FURNITURE)
    for group in groups:
        if lines := [line for line in group if line.page == page.number]:
            _rectangle(canvas, _around(lines), PARAGRAPH, width=2)
    for grid in grids:
        _draw_grid(canvas, grid)


def _draw_grid(canvas: Any, grid: Grid) -> None:
    for cell in grid.cells:
        x0, x1 = grid.xs[cell.column] + 1, grid.xs[cell.column + cell.column_span] - 1
        top, bottom = grid.ys[cell.row] + 1, grid.ys[cell.row + cell.row_span] - 1
        _rectangle(canvas, (x0, top, x1, bottom), CELL, width=2)
        for y, is_open in ((top, cell.is_open_top), (bottom, cell.is_open_bottom)):
            if is_open:
                canvas.line([x0 * SCALE, y * SCALE, x1 * SCALE, y * SCALE], fill=OPEN, width=4)


def _around(lines: list[Line]) -> Box:
    tops, bottoms = [g.top for line in lines for g in line.glyphs], [g.bottom for line in lines for g in line.glyphs]
    return min(line.x0 for line in lines) - 2, min(tops) - 1, max(line.x1 for line in lines) + 2, max(bottoms) + 1


def _rectangle(canvas: Any, box: Box, colour: str, width: int = 1) -> None:
    x0, y0, x1, y1 = (value * SCALE for value in box)
    canvas.rectangle([x0, y0, max(x0, x1), max(y0, y1)], outline=colour, width=width)

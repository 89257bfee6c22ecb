"""Fills the page model by pdfplumber: the second opinion. Slower than pdfium, and reads Type 3 fonts' names."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from pipeline.readers.characters import as_meant
from pipeline.readers.pages.geometry import PALE, SHORTEST, STRAIGHT, THIN
from pipeline.readers.pages.model import Glyph, Page, Rule, merge_rules
from pipeline.readers.print.pdf_pdfium import BOLD_NAME


def plumber_pages(document: Any) -> Iterator[Page]:
    """The pages of an open ``pdfplumber.PDF``, one at a time."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns once per glyph of a font without a box
    for source in document.pages:
        yield _page(source)
        source.close()


def _page(source: Any) -> Page:
    page = Page(source.page_number, float(source.width), float(source.height))
    page.glyphs = [_glyph(char, page.height) for char in source.chars if _is_upright(char)]
    page.tilted = "".join(char["text"] for char in source.chars if not _is_upright(char))
    horizontals: list[Rule] = []
    verticals: list[Rule] = []
    for x0, top, x1, bottom in _segments(source):
        if bottom - top <= STRAIGHT and x1 - x0 >= SHORTEST:
            horizontals.append(Rule((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= STRAIGHT and bottom - top >= SHORTEST:
            verticals.append(Rule((x0 + x1) / 2, top, bottom))
    page.horizontals, page.verticals = merge_rules(horizontals), merge_rules(verticals)
    covered = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in source.images)
    page.picture_share = min(1.0, covered / (page.width * page.height))
    return page


def _is_upright(char: dict[str, Any]) -> bool:
    a, b = char["matrix"][:2]
    return bool(a > 0 and abs(b) < 0.02 * a)


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    baseline = height - char["matrix"][5]
    is_bold = bool(BOLD_NAME.search(char["fontname"]))
    return Glyph(
        as_meant(char["text"]), char["matrix"][4], max(char["x1"], char["x0"]), baseline, float(char["size"]), is_bold
    )


def _segments(source: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight printed segments: lines, sides of stroked boxes, thin filled boxes, straight parts of curves."""
    for line in source.lines:
        if _is_dark(line, "stroking_color"):
            yield line["x0"], line["top"], line["x1"], line["bottom"]
    for box in source.rects:
        x0, top, x1, bottom = box["x0"], box["top"], box["x1"], box["bottom"]
        if box["stroke"] and _is_dark(box, "stroking_color"):
            yield from ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
        elif box["fill"] and min(x1 - x0, bottom - top) <= THIN and _is_dark(box, "non_stroking_color"):
            middle_x, middle_y = (x0 + x1) / 2, (top + bottom) / 2
            is_level = x1 - x0 > bottom - top
            yield (x0, middle_y, x1, middle_y) if is_level else (middle_x, top, middle_x, bottom)
    for curve in source.curves:
        if curve["stroke"]:
            for (ax, ay), (bx, by) in zip(curve["pts"], curve["pts"][1:], strict=False):
                yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _is_dark(item: dict[str, Any], key: str) -> bool:
    colour = item.get(key)
    parts = colour if isinstance(colour, (tuple, list)) else [colour]
    numbers = [part for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:  # CMYK: ink, not light
        return max(numbers) > 1 - PALE / 255
    return not numbers or min(numbers) < PALE / 255

"""Asks pdfplumber for a second opinion where pdfium cannot be sure of a page, and keeps what each reads better.

pdfium reads a page in milliseconds and tells nothing of its doubts. Three signs speak for some: characters without a
meaning; fonts without a name whose characters are hardly ever Chinese (Type 3 without a map: pdfium shows the codes,
pdfplumber knows the names of the glyphs); and a page among ruled pages whose own rules are missing or run one way only.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.readers.pages.model import Glyph, Page

if TYPE_CHECKING:
    from pipeline.readers.print.pdf_pdfium import Font

MAX_ASKED = 40  # pages of one document: pdfplumber takes a second for five
DOUBTFUL_SHARE = 0.01  # of a page's characters without a known meaning
IDEOGRAPHS = 0.2  # of the characters of a page in fonts without a name: fewer are codes, not words
FEW_RULES = 3


def second_opinion(content: bytes, pages: list[Page], fonts: Sequence[Font]) -> list[int]:
    """Mend the pages that are unsure by what pdfplumber reads of them; returns the numbers of the pages it mended."""
    asked = [page for page in pages if _is_unsure(page, pages, fonts)][:MAX_ASKED]
    if not asked:
        return []
    careful = _read_carefully(content, [page.number for page in asked])
    return [page.number for page in asked if page.number in careful and _mend(page, careful[page.number])]


def is_meaningless(text: str) -> bool:
    """Whether a character of a text layer has no known meaning: replaced, of private use, or an unmapped code."""
    return text == "\ufffd" or "\ue000" <= text[:1] <= "\uf8ff" or text.startswith("(cid:")


def _is_unsure(page: Page, pages: Sequence[Page], fonts: Sequence[Font]) -> bool:
    visible = [glyph for glyph in page.glyphs if glyph.text.strip()]
    if not visible or page.turns:
        return False
    meaningless = sum(is_meaningless(glyph.text) for glyph in visible)
    if meaningless > DOUBTFUL_SHARE * len(visible) or _lacks_rules(page, pages):
        return True
    nameless = [glyph for glyph in visible if not fonts[glyph.font].name]
    return _ideographs(nameless) < IDEOGRAPHS * len(nameless)


def _lacks_rules(page: Page, pages: Sequence[Page]) -> bool:
    """Whether a page between two ruled ones has no rules, or has many that run one way only."""
    across, down = len(page.horizontals), len(page.verticals)
    beside = pages[max(0, page.number - 2) : page.number + 1]
    is_between = len(beside) == 3 and all(_is_ruled(other) for other in beside if other is not page)
    return (is_between and not (across or down)) or (min(across, down) == 0 and max(across, down) >= FEW_RULES)


def _is_ruled(page: Page) -> bool:
    return len(page.horizontals) >= FEW_RULES and len(page.verticals) >= FEW_RULES


def _read_carefully(content: bytes, numbers: Sequence[int]) -> dict[int, Page]:
    """The pages as pdfplumber reads them, without those that it cannot read: it is stricter than pdfium."""
    import pdfplumber

    from pipeline.readers.print.pdf_plumber import plumber_pages

    found: dict[int, Page] = {}
    try:
        with pdfplumber.open(io.BytesIO(content), pages=list(numbers)) as document:
            found.update((page.number, page) for page in plumber_pages(document))
    except Exception:  # whatever pdfminer raises on a file that pdfium opened: the first opinion stands
        return found
    return found


def _mend(page: Page, careful: Page) -> bool:
    """Take over the text with more ideographs, and rules where the page had none that make a table."""
    has_text = _ideographs(careful.glyphs) > _ideographs(page.glyphs)
    has_rules = _is_ruled(careful) and not _is_ruled(page)
    if has_text:
        page.glyphs, page.tilted = careful.glyphs, careful.tilted
    if has_rules:
        page.horizontals, page.verticals = careful.horizontals, careful.verticals
    return has_text or has_rules


def _ideographs(glyphs: Iterable[Glyph]) -> int:
    return sum("\u4e00" <= glyph.text[:1] <= "\u9fff" for glyph in glyphs)

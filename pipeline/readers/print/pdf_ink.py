"""Which fonts are bold where their names do not say it: the same character takes more ink in the bold one.

Programs that draw characters as small pictures (Type 3) drop the font's name, and a browser without a bold face
thickens the plain one and keeps its name. Then a few characters of each font are rendered and their ink compared.
Fonts with names of their own are left alone: a heading face is darker without being bold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.readers.pages.model import Glyph, Page

if TYPE_CHECKING:
    from pipeline.readers.print.pdf_pdfium import Font

SCALE = 2.0  # pixels to the point
BOLDER = 1.25  # times the ink of the same character in the plain font (measured: 1.4–1.6, plain ones 1.0)
SAMPLE = 5  # characters of each font
MAX_PAGES = 10  # to render

Place = tuple[int, Glyph]  # index of the page, glyph


def mark_bold_by_ink(document: Any, pages: list[Page], fonts: list[Font]) -> None:
    """Set ``bold`` on the glyphs of fonts that turn out bold, in place; does nothing where names decide."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, font in enumerate(fonts):
        if not font.is_bold:
            groups[font.name].append(index)
    doubtful = {index for indexes in groups.values() if len(indexes) > 1 for index in indexes}
    samples = _samples(pages, doubtful)
    if not samples:
        return
    verdicts = _verdicts(document, pages, samples)
    if any(verdicts.values()):
        _ask_neighbours(pages, doubtful, verdicts)
        for page in pages:
            for glyph in page.glyphs:
                glyph.bold = glyph.bold or verdicts.get(glyph.font, False)
            _join_runs(page, doubtful - verdicts.keys())


def _samples(pages: list[Page], doubtful: set[int]) -> dict[str, dict[int, Place]]:
    """Ideographs that stand in several doubtful fonts: character → font → where it stands first."""
    places: dict[str, dict[int, Place]] = defaultdict(dict)
    for index, page in enumerate(pages):
        for glyph in page.glyphs:
            if glyph.font in doubtful and _is_ideograph(glyph.text):
                places[glyph.text].setdefault(glyph.font, (index, glyph))
    chosen: dict[str, dict[int, Place]] = {}
    taken = Counter[int]()
    for character, fonts in places.items():
        if len(fonts) > 1 and any(taken[font] < SAMPLE for font in fonts):
            chosen[character] = fonts
            taken.update(fonts.keys())
    return chosen


def _verdicts(document: Any, pages: list[Page], samples: dict[str, dict[int, Place]]) -> dict[int, bool]:
    """Font → whether its characters take clearly more ink than the same ones in another font."""
    ratios: dict[int, list[float]] = defaultdict(list)
    for by_font in _measure(document, pages, samples).values():
        least = min(by_font.values())
        if len(by_font) > 1 and least > 0:
            for font, value in by_font.items():
                ratios[font].append(value / least)
    return {font: median(values) > BOLDER for font, values in ratios.items()}


def _ask_neighbours(pages: list[Page], doubtful: set[int], verdicts: dict[int, bool]) -> None:
    """A font of ideographs none of which is in another font is as bold as the characters it stands among."""
    votes: dict[int, Counter[bool]] = defaultdict(Counter)
    for page in pages:
        for before, glyph in zip(page.glyphs, page.glyphs[1:], strict=False):
            for one, other in ((before, glyph), (glyph, before)):
                unknown = one.font in doubtful and one.font not in verdicts
                if unknown and other.font in verdicts and _is_ideograph(one.text):
                    votes[one.font][verdicts[other.font]] += 1
    verdicts.update({font: count[True] > count[False] for font, count in votes.items()})


def _join_runs(page: Page, unknown: set[int]) -> None:
    """A mark or digit of a font nothing is known of is bold between two bold characters."""
    for before, glyph, after in zip(page.glyphs, page.glyphs[1:], page.glyphs[2:], strict=False):
        if glyph.font in unknown and before.bold and after.bold:
            glyph.bold = True


def _is_ideograph(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


def _measure(document: Any, pages: list[Page], samples: dict[str, dict[int, Place]]) -> dict[str, dict[int, float]]:
    """Ink of each sample: darkness over its box, in units of the font size squared. Few pages are rendered."""
    import numpy

    by_page: dict[int, list[tuple[str, Glyph]]] = defaultdict(list)
    for character, fonts in samples.items():
        for index, glyph in fonts.values():
            by_page[index].append((character, glyph))
    ink: dict[str, dict[int, float]] = defaultdict(dict)
    fullest = sorted(by_page, key=lambda index: (-len({glyph.font for _, glyph in by_page[index]}), index))
    for index in fullest[:MAX_PAGES]:
        page = document[index]
        picture = numpy.rot90(page.render(scale=SCALE, grayscale=True).to_numpy().squeeze(), pages[index].turns)
        page.close()
        for character, glyph in by_page[index]:
            top, bottom = round(glyph.top * SCALE), round((glyph.bottom + 0.1 * glyph.size) * SCALE)
            box = picture[
                max(top, 0) : bottom, max(round(glyph.x0 * SCALE), 0) : round((glyph.x0 + glyph.size) * SCALE)
            ]
            ink[character][glyph.font] = float((255 - box.astype("int32")).sum()) / (255 * (glyph.size * SCALE) ** 2)
    return ink

"""Recognised characters → glyphs, on a common baseline and size per line, put right where OCR is known to slip."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import Any

from pipeline.readers.characters import as_meant
from pipeline.readers.pages.lines import is_chinese
from pipeline.readers.pages.model import DESCENT, Glyph

BOX_TO_SIZE = 0.80  # a recognised line's box is taller than its type
MIN_SCORE = 0.5
SAME_SIZE = 0.25  # sizes that differ from the page's usual one by less are that one
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_BETWEEN_CHINESE = re.compile(
    r"(?<=[一-鿿”）》])[,;:?!]|[(](?=[一-鿿])|(?<=[一-鿿）])[)]|[)](?=[一-鿿，。；：、）])|(?<=[一-鿿）][)])[)]"
)


def glyphs_of(result: Any, scale: float) -> list[Glyph]:
    """The glyphs of an OCR result; ``scale`` pixels to the point."""
    glyphs: list[Glyph] = []
    if result is None or result.txts is None:
        return glyphs
    for text, score, box, words in zip(result.txts, result.scores, result.boxes, result.word_results, strict=True):
        if score >= MIN_SCORE and text.strip():
            glyphs += _line_glyphs(text, box, words, scale)
    _settle_sizes(glyphs)
    return glyphs


def _settle_sizes(glyphs: list[Glyph]) -> None:
    """Most of a page is set in one size; what a short line seems to differ by is recognition noise."""
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    for glyph in glyphs:
        if abs(glyph.size - usual) < SAME_SIZE * usual:
            glyph.size = usual


def _line_glyphs(text: str, box: Any, words: Any, scale: float) -> list[Glyph]:
    """The characters of one recognised line, where the engine saw them."""
    places = _places(text, box, words)
    text = full_width_marks(as_meant(text))
    left_height = float(box[3][1] - box[0][1])
    size = BOX_TO_SIZE * max(left_height, float(box[2][1] - box[1][1])) / scale
    advance = _advance(text, places) / scale
    size = min(size, advance * 1.15) if advance else size
    middle = (float(box[:, 1].min()) + float(box[:, 1].max())) / 2 / scale
    baseline = middle + (0.5 - DESCENT) * size
    return [Glyph(c, x0 / scale, x1 / scale, baseline, size) for c, (x0, x1) in zip(text, places, strict=True)]


def _places(text: str, box: Any, words: Any) -> list[tuple[float, float]]:
    """Left and right of each character: as recognised, else shared out over the line's box by usual widths."""
    seen = [(part[0], part[2]) for part in words or () if part[0]]
    if "".join(part for part, _ in seen) == text.replace(" ", "") and " " not in text:
        places: list[tuple[float, float]] = []
        for part, corners in seen:
            places += _share(part, min(p[0] for p in corners), max(p[0] for p in corners))
        return places
    return _share(text, float(box[:, 0].min()), float(box[:, 0].max()))


def _share(text: str, left: float, right: float) -> list[tuple[float, float]]:
    widths = [1.0 if is_chinese(character) else 0.52 for character in text]
    unit = (right - left) / sum(widths)
    places = []
    for width in widths:
        places.append((left, left + width * unit))
        left += width * unit
    return places


def _advance(text: str, places: list[tuple[float, float]]) -> float:
    """The usual distance from one Chinese character to the next (0 where there are too few)."""
    steps = [b[0] - a[0] for i, (a, b) in enumerate(pairwise(places))
             if is_chinese(text[i]) and is_chinese(text[i + 1])]  # fmt: skip
    return median(steps) if len(steps) >= 3 else 0.0


def full_width_marks(text: str) -> str:
    """Half-width marks beside Chinese characters made full-width: engines do not tell them apart."""
    return _BETWEEN_CHINESE.sub(lambda match: _FULL_WIDTH[match[0]], text)

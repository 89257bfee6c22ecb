"""A scanned page's picture: turned upright, and its ruled lines found."""

from __future__ import annotations

from typing import Any

from pipeline.readers.pages.model import Glyph, Rule, merge_rules

MAX_SKEW = 3.0  # degrees
SKEW_STEP = 0.1
SMALL = 700  # pixels: the width at which the skew is measured
SHORTEST_LEVEL = 24.0  # points: dark runs shorter than this are strokes of characters
SHORTEST_UPRIGHT = 20.0
THICKEST = 4.0  # points
GAP = 6.0  # points: a scanned rule has holes
APART = 3.0
STROKE = 0.5  # of its length: a dark run that lies so far inside characters is a stroke of theirs
INNER = 0.12  # of the font size: how far inside a character's square its strokes begin


def straighten(picture: Any) -> Any:
    """The picture turned so that lines of text and rules run level."""
    import cv2

    angle = skew_of(picture)
    if abs(angle) < SKEW_STEP / 2:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def skew_of(picture: Any) -> float:
    """The angle in degrees at which the rows of the picture differ most: there lines and gaps alternate."""
    import cv2
    import numpy

    factor = SMALL / picture.shape[1]
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = (255 - small).astype(numpy.float32)
    height, width = dark.shape

    def contrast(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(dark, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
        return float(numpy.square(numpy.diff(rows)).sum())

    steps = round(MAX_SKEW / SKEW_STEP)
    return max(
        (step * SKEW_STEP for step in range(-steps, steps + 1)), key=lambda angle: (contrast(angle), -abs(angle))
    )


def find_rules(picture: Any, scale: float, glyphs: list[Glyph]) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical rules in points: dark runs that are long, thin and no strokes of the characters."""
    import cv2

    block = max(15, round(scale * 12)) | 1
    dark = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 12)
    levels = [Rule((y + h / 2) / scale, x / scale, (x + w) / scale) for x, y, w, h in _runs(dark, scale, level=True)]
    uprights = [Rule((x + w / 2) / scale, y / scale, (y + h) / scale) for x, y, w, h in _runs(dark, scale, level=False)]
    levels = [rule for rule in levels if _share_in_type(rule, glyphs, level=True) < STROKE]
    uprights = [rule for rule in uprights if _share_in_type(rule, glyphs, level=False) < STROKE]
    return merge_rules(levels, APART, GAP), merge_rules(uprights, APART, GAP)


def _share_in_type(rule: Rule, glyphs: list[Glyph], level: bool) -> float:
    """How much of a dark run lies inside the squares of recognised characters: a rule runs between them."""
    inside = 0.0
    for glyph in glyphs:
        edge = INNER * glyph.size
        across = (glyph.top + edge, glyph.bottom - edge) if level else (glyph.x0 + edge, glyph.x1 - edge)
        along = (glyph.x0, glyph.x1) if level else (glyph.top, glyph.bottom)
        if across[0] < rule.at < across[1]:
            inside += max(0.0, min(rule.end, along[1]) - max(rule.start, along[0]))
    return inside / max(rule.end - rule.start, 1e-6)


def _runs(dark: Any, scale: float, level: bool) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of the long thin dark shapes in one direction."""
    import cv2

    length = round((SHORTEST_LEVEL if level else SHORTEST_UPRIGHT) * scale)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if level else (1, length))
    closing = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if level else (3, 1))
    runs = cv2.morphologyEx(cv2.dilate(dark, closing), cv2.MORPH_OPEN, kernel)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found = [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in boxes[1:]]
    return [box for box in found if (box[3] if level else box[2]) <= THICKEST * scale]

"""Cuts a page's text into the columns a newspaper or a two-column page is set in, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.readers.pages.model import Glyph

MIN_GAP = 8.0  # points without a character from top to bottom: the white between two columns
MIN_LINES = 5  # a column has at least as many lines
BAND_GAP = 1.8  # of the font size: white that may part a headline from the columns below it


@dataclass(slots=True)
class Region:
    """One column of one band: glyphs that are read one line after the other."""

    glyphs: list[Glyph]


def cut_columns(glyphs: list[Glyph], depth: int = 0) -> list[Region]:
    """The regions of a page (or of a part of it) in reading order: bands from the top, columns from the left."""
    if not glyphs:
        return []
    if columns := _cut_upright(glyphs):
        return [region for column in columns for region in cut_columns(column, depth + 1)]
    if depth < 6:
        for upper, lower in _bands(glyphs):
            if _cut_upright(lower) or _cut_upright(upper):
                return cut_columns(upper, depth + 1) + cut_columns(lower, depth + 1)
    return [Region(glyphs)]


def _cut_upright(glyphs: list[Glyph]) -> list[list[Glyph]] | None:
    """The glyphs left and right of each white stripe that runs through all of them; None without a true stripe."""
    cuts = []
    reach = -1.0
    for glyph in sorted((g for g in glyphs if g.text.strip()), key=lambda glyph: glyph.x0):
        if reach >= 0 and glyph.x0 - reach >= max(MIN_GAP, 0.5 * glyph.size):
            cuts.append((reach + glyph.x0) / 2)
        reach = max(reach, glyph.x1)
    if not cuts:
        return None
    columns: list[list[Glyph]] = [[] for _ in range(len(cuts) + 1)]
    for glyph in glyphs:
        columns[sum(glyph.middle > cut for cut in cuts)].append(glyph)
    return columns if all(_line_count(column) >= MIN_LINES for column in columns) else None


def _line_count(glyphs: list[Glyph]) -> int:
    count, last = 0, float("-inf")
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if glyph.baseline - last > 0.5 * glyph.size:
            count, last = count + 1, glyph.baseline
    return count


def _bands(glyphs: list[Glyph]) -> list[tuple[list[Glyph], list[Glyph]]]:
    """The ways to part the glyphs at a white band from left to right, the widest band first."""
    ordered = sorted(glyphs, key=lambda glyph: glyph.top)
    gaps: list[tuple[float, int]] = []
    reach = ordered[0].bottom
    for index, glyph in enumerate(ordered):
        if glyph.top - reach > (BAND_GAP - 1) * glyph.size:
            gaps.append((glyph.top - reach, index))
        reach = max(reach, glyph.bottom)
    gaps.sort(reverse=True)
    return [(ordered[:index], ordered[index:]) for _, index in gaps[:8]]

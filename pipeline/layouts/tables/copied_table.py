"""A table copied as text, one cell a line: its rows are found again by their numbers, its cells by what they say.

A web page whose table was copied, or saved as text, keeps the cells' order and loses their places: empty cells leave no
line, merged ones stand once, a cell of several paragraphs is several lines. The head's words say which column holds
what; within a row, lines go to columns in order where they fit best. What fits badly stays text, and so unread.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import partial

from pipeline.language.bodies.organisations import ends_like_unit
from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.outline.leftovers import furniture_name
from pipeline.layouts.outline.parts import ANNEX
from pipeline.layouts.tables.column_fit import FittedRow, fit_row
from pipeline.layouts.tables.copied_head import HEAD_LENGTH, MAX_COLUMNS, SECTION, Head, head_at, line_of
from pipeline.layouts.tables.table_rows import read_number
from pipeline.readers.document import Block, Cell, Document, Table
from pipeline.readers.reflow import looks_like_title

_said = partial(pattern_of, "copied_table")

EMPTY = "|"  # the line of an empty cell where the copy marks cells
_FAR = 4
_CARRIED = ("number", "lead_unit", "unit", "support_unit", "category")


def rebuild(document: Document) -> Document:
    """The document with every table that was copied one cell a line as a table; its text stays as it is.

    A row that fits no columns stays lines of text between the table's parts.
    """
    blocks: list[Block] = []
    place = 0
    while place < len(document.blocks):
        head = head_at(document, place)
        found = _tables(document, head) if head else []
        blocks += found or [document.blocks[place]]
        place = _behind(document, place, blocks[-1])
    return dataclasses.replace(document, blocks=tuple(blocks))


def _behind(document: Document, place: int, last: Block) -> int:
    """The index of the first block behind the last one taken."""
    while place < len(document.blocks) and document.blocks[place].end <= last.end:
        place += 1
    return place


def _tables(document: Document, head: Head) -> list[Block]:
    """The tables under a head, and the lines of rows that fit no columns between them; [] where few rows fit."""
    rows = _numbered(document, head) if head.fields[0] == "number" else _even(document, head)
    rows = [part for places in rows for part in _measures(document, head, places)]
    fitted = [_fitted(document, head, places) for places in rows]
    bad = sum(row is None and len(places) > 1 for places, row in zip(rows, fitted, strict=True))
    if not rows or bad * _FAR > len(rows):
        return []
    blocks: list[Block] = []
    part: list[tuple[list[int], FittedRow | None]] = []
    lines = list(range(head.first, head.end))
    for places, row in zip(rows, fitted, strict=True):
        if row is None and len(places) > 1:
            blocks += [_block(document, head, lines, part)] if lines or part else []
            blocks += [document.blocks[p] for p in places]
            lines, part = [], []
        else:
            part.append((places, row))
    return [*blocks, _block(document, head, lines, part)] if part or lines else blocks


def _fitted(document: Document, head: Head, places: Sequence[int], *, is_further: bool = False) -> FittedRow | None:
    """The columns of a row's lines, None for a section's heading; a further measure under a number has none itself."""
    texts = [_words(document, place) for place in places]
    if len(texts) == 1 and SECTION.match(texts[0]):
        return None
    if head.fields[0] != "number" or (_number(document, places[0]) is not None and not is_further):
        return fit_row(head.fields, texts)
    fitted = fit_row(head.fields[1:], texts)
    return fitted and FittedRow({column + 1: run for column, run in fitted.runs.items()}, fitted.cost)


def _words(document: Document, place: int) -> str:
    """A line's text; names of units that blanks set apart (县发改局 县财政局) stay names."""
    names = document.slice(document.blocks[place]).split()
    return "、".join(names) if len(names) > 1 and all(map(ends_like_unit, names)) else line_of(document, place)


def _measures(document: Document, head: Head, places: list[int]) -> list[list[int]]:
    """A numbered row, or the several measures under its number where its lines begin the columns anew."""
    if len(places) <= len(head.fields) or head.fields[0] != "number" or _fitted(document, head, places):
        return [places]
    best: dict[int, tuple[float, int]] = {len(places): (0.0, len(places))}  # from a line on: the least cost, the cut
    for start in range(len(places) - 2, -1, -1):
        for stop in range(start + 2, min(len(places), start + len(head.fields)) + 1):
            fitted = _fitted(document, head, places[start:stop], is_further=start > 0) if stop in best else None
            if fitted and fitted.cost + best[stop][0] < best.get(start, (float("inf"), 0))[0]:
                best[start] = (fitted.cost + best[stop][0], stop)
    found, start = [], 0
    while start in best and start < len(places):
        found.append(places[start : best[start][1]])
        start = best[start][1]
    return found or [places]


def _numbered(document: Document, head: Head) -> list[list[int]]:
    """The lines of each row by its number; a section's heading is a row of its own."""
    end = _end_of_lines(document, head.end)
    rows: list[list[int]] = []
    place = head.end
    while place < end and SECTION.match(line_of(document, place)):
        rows.append([place])
        place += 1
    while place < end and (number := _number(document, place)) is not None:
        stop = _next_row(document, place, end, number, len(head.fields))
        last = stop if stop < end else min(end, place + _longest(rows, head))
        lines = list(range(place, last))
        kept = _without_sections(document, lines) if stop < end else len(lines)
        rows.append(lines[:kept])
        rows += [[line] for line in lines[kept:]]
        place = last
        if stop >= end:
            break
    return rows


def _without_sections(document: Document, lines: list[int]) -> int:
    """How many of a row's lines stand above the sections' headings that follow it; a row has two lines at least."""
    kept = len(lines)
    while kept > 2 and SECTION.match(line_of(document, lines[kept - 1])):
        kept -= 1
    return kept


def _number(document: Document, place: int) -> int | None:
    """The number in a line that is a number's cell; a section's heading (四、…) is none."""
    text = line_of(document, place)
    return None if SECTION.match(text) else read_number(text)


def _longest(rows: Sequence[list[int]], head: Head) -> int:
    """How many lines the last row may take: no more than a full row, or the longest row above."""
    return max([len(head.fields), *map(len, rows)])


def _next_row(document: Document, place: int, end: int, number: int, width: int) -> int:
    """Where the next row's number stands: the number that follows, nearest to a full row away.

    An extract skips numbers: then any higher one a full row away, or that or a new count below a section's heading.
    """
    reach = range(place + 2, min(end, place + _FAR * width + 1))
    following = [p for p in reach if _number(document, p) == number + 1]
    if following:
        return min(following, key=lambda p: (abs(p - place - width), p))
    later = [p for p in reach if (n := _number(document, p)) is not None and (n > number or n == 1)]
    is_row = (p for p in later if p == place + width or SECTION.match(line_of(document, p - 1)))
    return next(is_row, end)


def _even(document: Document, head: Head) -> list[list[int]]:
    """The lines of each row of a table without numbers: as many as it has columns, while they fit."""
    end, width = _end_of_lines(document, head.end), len(head.fields)
    rows: list[list[int]] = []
    for place in range(head.end, end - width + 1, width):
        places = list(range(place, place + width))
        fitted = fit_row(head.fields, [line_of(document, p) for p in places])
        if fitted is None or len(fitted.runs) < width:
            break
        rows.append(places)
    return rows


def _end_of_lines(document: Document, place: int) -> int:
    """Where the lines that may be cells end: at another table, a title, an annex, the page's foot."""
    while place < len(document.blocks) and not _ends_table(document, place):
        place += 1
    return place


def _ends_table(document: Document, place: int) -> bool:
    block = document.blocks[place]
    text = document.slice(block).strip()
    if block.table is not None or ANNEX.match(text) or _said("foot").match(text):
        return True
    name = furniture_name(text)
    is_title = looks_like_title(text) and re.search(r"20\d{2}", text) is not None and not text[0].isdigit()
    is_foot = name in ("signature", "distribution_list", "annex_list") and len(text) > HEAD_LENGTH
    return is_title or (is_foot and not (name == "signature" and _has_rows_below(document, place)))


def _has_rows_below(document: Document, place: int) -> bool:
    """Whether a row's number stands soon below: a unit's long name (…工作领导小组) is a cell, no signature."""
    below = range(place + 1, min(place + MAX_COLUMNS, len(document.blocks)))
    return any((read_number(line_of(document, p)) or 0) > 1 for p in below)


def _block(document: Document, head: Head, lines: list[int], rows: list[tuple[list[int], FittedRow | None]]) -> Block:
    """A table of the head's lines, if any, and some rows."""
    width = len(head.fields)
    groups = head.groups if lines else ()
    cells = [_cell(document, places, 0, column) for column, places in enumerate(groups)]
    for number, (places, row) in enumerate(rows, start=bool(lines)):
        if row is None:
            cells.append(_cell(document, places, number, 0, width))
            continue
        for column, (first, stop) in sorted(row.runs.items()):
            filled = [p for p in places[first:stop] if line_of(document, p) != EMPTY]
            cells += [_cell(document, filled, number, column)] if filled else []
    count = len(rows) + bool(lines)
    table = Table(count, width, tuple(_merged(cells, head, count, first=bool(lines))))
    taken = [document.blocks[p] for p in [*lines, *(p for places, _ in rows for p in places)]]
    bold = tuple(span for block in taken for span in block.bold)
    return Block(taken[0].start, taken[-1].end, "table", taken[0].page, None, bold, table)


def _cell(document: Document, places: Sequence[int], row: int, column: int, span: int = 1) -> Cell:
    first, last = document.blocks[places[0]], document.blocks[places[-1]]
    return Cell(first.start, last.end, row, column, 1, span, first.page)


def _merged(cells: list[Cell], head: Head, row_count: int, *, first: int) -> list[Cell]:
    """Columns of units and categories hold for the rows below that leave them out: a merged cell stands once."""
    kept = {column for column, field in enumerate(head.fields) if field in _CARRIED}
    filled = {(cell.row, cell.column): cell for cell in cells}
    sections = {cell.row for cell in cells if cell.column_span > 1}
    merged = []
    for cell in cells:
        below = cell.row + 1
        while cell.row >= first and cell.column in kept and cell.column_span == 1 and below < row_count:
            if (below, cell.column) in filled or below in sections:
                break
            below += 1
        merged.append(dataclasses.replace(cell, row_span=below - cell.row))
    return merged

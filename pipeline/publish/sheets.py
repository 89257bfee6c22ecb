"""One sheet of a printed form: title, headings on every page, labels repeated where a block crosses a page.

Texts are written as texts whatever they begin with, so nothing of a document is a formula. XlsxWriter writes several
times faster than openpyxl and never computes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any

from pipeline.publish.words import text_width

CELL_LIMIT = 32767  # characters, Excel's
ROW_LIMIT = 405.0  # points; Excel's rows end at 409
PADDING = 6.0  # points above and below a cell's text
TITLE_HEIGHT, NOTE_HEIGHT, HEAD_HEIGHT = 40.0, 22.0, 24.0
WRITING_HEIGHT = 42.0  # of a line that is left to be filled in by hand
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}  # inches
# Paper: Excel's number, and what is left of it across and down within the margins, in pixels and points.
PAPERS = {"A3": (8, (16.54 - 0.8) * 96, (11.69 - 1.1) * 72), "A4": (9, (11.69 - 0.8) * 96, (8.27 - 1.1) * 72)}
SIZES = (11, 9, 7)  # points: a text too long for a row is set smaller
FONT, CHARACTER = "SimSun", 8  # the workbook's own font, and the pixels of a character by which columns are counted
LEADING = 1.36  # line height over type size
CENTRED_WIDTH = 12  # columns up to this width hold short values
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
NUMBER_FORMATS = {
    "date": "yyyy-mm-dd",
    "percent": "0.0%",
    "number": "0;-0;;@",  # no columns of zeros
    "change": '"升"0;"降"0;"持平"',
    "rank": "0",
    "shared": '"并列"0',
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its printed heading (one or two levels), the model's column, width in characters, how it is shown."""

    headings: tuple[str, ...]
    field: str
    width: int
    shown: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, ready to be written; its lines have ``values`` in the columns' order, and ``is_shared`` of a rank."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    paper: str
    group: int
    lines: Sequence[Any]
    legend: str


def write_book(sheets: Sequence[tuple[str, Sheet]], path: Path) -> None:
    """One workbook; the same sheets, the same bytes."""
    import xlsxwriter

    normal = {"font_name": FONT, "font_size": SIZES[0]}
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_format_properties": normal}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": dt.datetime(2000, 1, 1)})
    formats = _Formats(book)
    for name, sheet in sheets:
        _Writer(book.add_worksheet(name), sheet, formats).write()
    if not sheets:
        book.add_worksheet()
    book.close()


class _Formats:
    """The looks of a cell, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def cell(self, shown: str, centred: bool, size: int, quoted: bool) -> Any:
        key = (shown, centred, size, quoted)
        if key not in self._made:
            look = {"border": 1, "border_color": "#808080", "text_wrap": True, "valign": "vcenter"}
            look |= {"font_name": FONT, "font_size": size, "align": "center" if centred else "left"}
            if shown in NUMBER_FORMATS:
                look["num_format"] = NUMBER_FORMATS[shown]
            if quoted:
                look["quote_prefix"] = True
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def named(self, name: str) -> Any:
        if (name,) not in self._made:
            self._made[(name,)] = self._book.add_format(_LOOKS[name])
        return self._made[(name,)]


_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "SimHei", "font_size": 20, "bold": True, "align": "center", "valign": "vcenter"},
    "note": {"font_name": FONT, "font_size": 11, "align": "left", "valign": "vcenter"},
    "legend": {"font_name": FONT, "font_size": 10, "align": "left", "valign": "top", "text_wrap": True},
    "head": {
        "font_name": "SimHei",
        "font_size": 11,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": "#808080",
        "bg_color": "#EDEDED",
    },
}


class _Writer:
    """Writes one sheet from its first row to its last."""

    def __init__(self, page: Any, sheet: Sheet, formats: _Formats) -> None:
        self._page, self._sheet, self._formats = page, sheet, formats
        self._levels = max(len(column.headings) for column in sheet.columns)
        self._first = 2 + self._levels  # the first row below title, note and headings
        self._sizes = [_row_look(sheet, line.values) for line in sheet.lines]

    def write(self) -> None:
        self._set_page()
        self._head()
        last = len(self._sheet.columns) - 1
        for place, line in enumerate(self._sheet.lines):
            size, height = self._sizes[place]
            self._page.set_row(self._first + place, height)
            for column in range(self._sheet.group, last + 1):
                self._cell(self._first + place, column, line, size)
        self._groups()
        self._foot(self._first + len(self._sheet.lines), last)

    def _head(self) -> None:
        columns, head = self._sheet.columns, self._formats.named("head")
        self._merge(0, 0, 0, len(columns) - 1, self._sheet.title, self._formats.named("title"))
        self._merge(1, 0, 1, len(columns) - 1, self._sheet.note, self._formats.named("note"))
        for row, height in enumerate([TITLE_HEIGHT, NOTE_HEIGHT, *[HEAD_HEIGHT] * self._levels]):
            self._page.set_row(row, height)
        for start, end in _runs([column.headings[0] if len(column.headings) > 1 else column for column in columns]):
            if len(columns[start].headings) == 1:
                self._merge(2, start, 1 + self._levels, start, columns[start].headings[0], head)
                continue
            self._merge(2, start, 2, end, columns[start].headings[0], head)
            for column in range(start, end + 1):
                self._page.write_string(3, column, columns[column].headings[1], head)

    def _cell(self, row: int, column: int, line: Any, size: int) -> None:
        value, how = line.values[column], self._sheet.columns[column]
        look = self._look(value, how, line, size)
        if value is None:
            self._page.write_blank(row, column, None, look)
        elif isinstance(value, dt.date):
            self._page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), look)
        elif isinstance(value, str):
            self._page.write_string(row, column, value[:CELL_LIMIT], look)
        else:
            self._page.write_number(row, column, value, look)

    def _look(self, value: Any, how: Column, line: Any, size: int) -> Any:
        shown = "shared" if how.shown == "rank" and line.is_shared else how.shown
        quoted = isinstance(value, str) and value.startswith(FORMULA_SIGNS)
        return self._formats.cell(shown, how.width <= CENTRED_WIDTH, size, quoted)

    def _groups(self) -> None:
        """Equal neighbours of the first columns as one cell on each page, their label again on the next."""
        breaks = set(self._breaks())
        self._page.set_h_pagebreaks(sorted(breaks))
        pages = [sum(self._first + place >= start for start in breaks) for place in range(len(self._sheet.lines))]
        for column in range(self._sheet.group):
            labels = [_label(place, line.values[: column + 1]) for place, line in enumerate(self._sheet.lines)]
            for start, end in _runs(list(zip(pages, labels, strict=True))):
                line, value = self._sheet.lines[start], self._sheet.lines[start].values[column]
                look = self._look(value, self._sheet.columns[column], line, SIZES[0])
                row = self._first + start
                self._merge(row, column, self._first + end, column, "" if value is None else str(value), look)

    def _breaks(self) -> Iterator[int]:
        """The rows that begin a page: as many rows a page as fit below the headings, which every page repeats."""
        room = PAPERS[self._sheet.paper][2] / (self._scale() / 100) * 0.97
        heads = HEAD_HEIGHT * self._levels
        used = TITLE_HEIGHT + NOTE_HEIGHT + heads
        for place, (_, height) in enumerate(self._sizes):
            if used + height > room:
                yield self._first + place
                used = heads
            used += height

    def _scale(self) -> int:
        """Percent at which all columns fit across the paper, as a spreadsheet program will work it out."""
        across = sum(column.width * CHARACTER + 5 for column in self._sheet.columns)
        return max(10, min(100, int(98 * PAPERS[self._sheet.paper][1] / across)))

    def _set_page(self) -> None:
        page = self._page
        for place, column in enumerate(self._sheet.columns):
            page.set_column(place, place, column.width)
        page.set_landscape()
        page.set_paper(PAPERS[self._sheet.paper][0])
        page.set_margins(**MARGINS)
        page.fit_to_pages(1, 0)  # across; how far down is said by the breaks
        page.repeat_rows(2, 1 + self._levels)
        page.freeze_panes(self._first, 0)
        page.center_horizontally()
        page.set_footer("&C第 &P 页，共 &N 页")

    def _foot(self, row: int, last: int) -> None:
        width = sum(column.width for column in self._sheet.columns)
        lines = ceil(text_width(self._sheet.legend) / (width * 1.05)) + 1
        self._page.set_row(row, lines * 10 * LEADING + PADDING)
        self._merge(row, 0, row, last, self._sheet.legend, self._formats.named("legend"))
        signed = "填报人：　　　　　　审核人：　　　　　　填报日期：　　　　年　　月　　日"
        self._page.set_row(row + 1, NOTE_HEIGHT)
        self._merge(row + 1, 0, row + 1, last, signed, self._formats.named("note"))

    def _merge(self, row: int, column: int, last_row: int, last_column: int, text: str, look: Any) -> None:
        """A text over several cells; a single cell is not merged, and the text stays a text."""
        if (row, column) != (last_row, last_column):
            self._page.merge_range(row, column, last_row, last_column, "", look)
        self._page.write_string(row, column, text[:CELL_LIMIT], look)


def _label(place: int, values: Sequence[Any]) -> Any:
    """What makes neighbours one block: the same label; a cell left blank is a block of its own."""
    return values if values[-1] is not None else place


def _row_look(sheet: Sheet, values: Sequence[Any]) -> tuple[int, float]:
    """Type size and height of a row: as tall as its tallest cell, set smaller where that is more than a row can be."""
    if not any(value is not None for value in values):
        return SIZES[0], WRITING_HEIGHT
    texts = list(zip(sheet.columns[sheet.group :], values[sheet.group :], strict=True))
    for size in SIZES:
        lines = max((_line_count(value, column.width * SIZES[0] / size) for column, value in texts), default=1)
        height = lines * size * LEADING + PADDING
        if height <= ROW_LIMIT:
            break
    return size, min(height, ROW_LIMIT)


def _line_count(value: Any, width: float) -> int:
    if not isinstance(value, str):
        return 1
    return sum(max(1, ceil(text_width(part) / (width - 1))) for part in value.split("\n"))


def _runs(values: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The first and last place of every run of equal neighbours."""
    start = 0
    for _, group in groupby(values):
        end = start + sum(1 for _ in group)
        yield start, end - 1
        start = end

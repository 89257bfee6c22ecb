"""Tables over page breaks: repeated headers dropped, cut rows and merged cells made whole again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.readers.builder import CellDraft, TableDraft
from pipeline.readers.line_joining import starts_item
from pipeline.readers.pages.cells import PrintedCell
from pipeline.readers.pages.line_fit import ended_on_purpose

SAME_EDGE = 4.0  # points
MAX_HEADER_ROWS = 4
SERIAL_COLUMNS = 3  # a serial number stands in one of the first columns
SERIAL_SHARE = 0.6
_SERIAL = re.compile(r"[（(]?\d{1,4}[.、．）)]?|[一二三四五六七八九十]{1,3}")


@dataclass(slots=True)
class PrintedTable:
    """A table as printed so far: its column edges, its cells, the page it began on."""

    xs: list[float]
    cells: list[PrintedCell]
    page: int
    last_page: int

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return max((cell.row_end for cell in self.cells), default=0)

    def at(self, row: int, column: int) -> PrintedCell | None:
        """The cell that covers a place."""
        for cell in self.cells:
            if cell.row <= row < cell.row_end and cell.column <= column < cell.column + cell.column_span:
                return cell
        return None

    def row_texts(self, row: int) -> list[tuple[int, str]]:
        """(column, bare text) of the cells that begin in a row."""
        return [(cell.column, cell.bare) for cell in sorted(self.cells, key=lambda c: c.column) if cell.row == row]

    def draft(self) -> TableDraft:
        """The finished table."""
        drafts = []
        for cell in self.cells:
            text = cell.text
            drafts.append(CellDraft(text.text, cell.row, cell.column, cell.row_span, cell.column_span,
                                    cell.lines[0].page if cell.lines else cell.page, text.bold_spans()))  # fmt: skip
        return TableDraft(drafts, self.page)


def continues(table: PrintedTable, following: PrintedTable) -> bool:
    """Whether a table that opens the next page has the columns of the one that ended this page."""
    return following.page == table.last_page + 1 and _common_edges(table.xs, following.xs) is not None


def _common_edges(first: list[float], second: list[float]) -> list[float] | None:
    """The finer of two rows of column edges, if the coarser one is part of it (margins may be mirrored)."""
    if abs((first[-1] - first[0]) - (second[-1] - second[0])) > 2 * SAME_EDGE:
        return None
    shift = first[0] - second[0]
    moved = [edge + shift for edge in second]
    fine, coarse = (first, moved) if len(first) >= len(moved) else (moved, first)
    return fine if all(any(abs(a - b) <= SAME_EDGE for b in fine) for a in coarse) else None


def join(table: PrintedTable, following: PrintedTable) -> list[str]:
    """Append ``following`` to ``table``, in place; returns the texts of the header rows it repeated."""
    edges = _common_edges(table.xs, following.xs)
    if edges is None:
        raise ValueError("tables with different columns cannot be joined")
    _refit(table, edges, 0.0)
    _refit(following, edges, edges[0] - following.xs[0])
    headers = _repeated_headers(table, following)
    dropped = ["\t".join(text for _, text in following.row_texts(row)) for row in range(headers)]
    if headers:
        following.cells = [cell for cell in following.cells if cell.row >= headers]
        for cell in following.cells:
            cell.row -= headers
    if following.cells:
        _append(table, following)
    table.last_page = following.last_page
    return dropped


def _refit(table: PrintedTable, edges: list[float], shift: float) -> None:
    """Number a table's columns by the finer edges."""
    place = [min(range(len(edges)), key=lambda i: abs(edges[i] - x - shift)) for x in table.xs]
    for cell in table.cells:
        end = place[cell.column + cell.column_span]
        cell.column = place[cell.column]
        cell.column_span = end - cell.column
    table.xs = list(edges)


def _repeated_headers(table: PrintedTable, following: PrintedTable) -> int:
    """How many of the first rows repeat the table's first rows."""
    count = 0
    limit = min(MAX_HEADER_ROWS, table.row_count, following.row_count)
    while count < limit and _same_row(table, following, count):
        count += 1
    return count


def _same_row(table: PrintedTable, following: PrintedTable, row: int) -> bool:
    texts = table.row_texts(row)
    return any(text for _, text in texts) and texts == following.row_texts(row)


def _append(table: PrintedTable, following: PrintedTable) -> None:
    serial = _serial_column(table, following)
    is_cut = _is_row_cut(table, following, serial)
    last, offset = table.row_count - 1, table.row_count - (1 if is_cut else 0)
    feet = [cell for cell in table.cells if cell.row_end == last + 1]
    leaves_open = any(foot.is_open_bottom for foot in feet)
    for cell in following.cells:
        above = _above(feet, cell) if cell.row == 0 else None
        cell.row += offset
        if above is not None and (is_cut or _is_merged_down(above, cell, serial, leaves_open)):
            above.row_span = max(above.row_span, cell.row_end - above.row)
            above.lines += cell.lines
            above.is_open_bottom = cell.is_open_bottom
        else:
            table.cells.append(cell)


def _above(feet: list[PrintedCell], cell: PrintedCell) -> PrintedCell | None:
    """The cell at the foot of the page before that stands over a cell."""
    return next((foot for foot in feet if foot.column <= cell.column < foot.column + foot.column_span), None)


def _serial_column(table: PrintedTable, following: PrintedTable) -> int | None:
    """The column that numbers the rows, if the table has one."""
    for column in range(min(SERIAL_COLUMNS, len(table.xs) - 1)):
        texts = [cell.bare for part in (table, following) for cell in part.cells if cell.column == column]
        filled = [text for text in texts[1:] if text] or [""]
        if sum(bool(_SERIAL.fullmatch(text)) for text in filled) >= SERIAL_SHARE * len(filled):
            return column
    return None


def _is_row_cut(table: PrintedTable, following: PrintedTable, serial: int | None) -> bool:
    """Whether the page break went through a row rather than between two.

    With a serial number the number decides: a row has one, and a cut row has it in one half only (vertical centring
    may put it in the second). Without one the rules decide: a cut row has none at its foot.
    """
    last = table.row_count - 1
    feet = [cell for cell in table.cells if cell.row_end == last + 1]
    heads = [cell for cell in following.cells if cell.row == 0]
    all_open = all(cell.is_open_bottom for cell in feet)
    above, below = (None, None) if serial is None else (table.at(last, serial), following.at(0, serial))
    if above is None or below is None:
        return all_open or _runs_on(feet, heads)
    if above.row_span > 1 or below.row_span > 1:
        others = [cell for cell in feet if cell.row_span == 1]
        return bool(others) and all(cell.is_open_bottom for cell in others)
    return not above.bare or not below.bare or above.bare == below.bare


def _runs_on(feet: list[PrintedCell], heads: list[PrintedCell]) -> bool:
    """No serial number, rules all around: every text on the new page goes on where a full line above broke off."""
    pairs = [(foot, head) for head in heads if head.lines and (foot := _above(feet, head)) and foot.lines]
    return bool(pairs) and all(_line_runs_on(foot, head) for foot, head in pairs)


def _line_runs_on(foot: PrintedCell, head: PrintedCell) -> bool:
    room = foot.room_after(foot.lines[-1])
    first = head.lines[0]
    return not ended_on_purpose(room, first) and not starts_item(first.text.text)


def _is_merged_down(above: PrintedCell, cell: PrintedCell, serial: int | None, leaves_open: bool) -> bool:
    """Whether a cell goes on under the page break although its row does not (a category over several rows).

    Some programs leave a cut cell open at its foot (``leaves_open``: this table has one); where all feet are
    closed, an empty cell left of the serial number or beside merged ones goes on.
    """
    if leaves_open:
        return above.is_open_bottom
    is_category = serial is not None and cell.column < serial
    is_tall = above.row_span > 1 or cell.row_span > 1
    return (is_category or is_tall) and not cell.bare

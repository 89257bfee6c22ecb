"""The parts of a workbook that readers need: cells as shown, merged ranges, what is hidden, cell notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import SetAside
from pipeline.readers.office.package import damaged, parse_xml, partly_read, refuse_missing_parts, relations
from pipeline.readers.office.xlsx_formats import BUILTIN, print_number
from pipeline.readers.rich import Rich, join_rich

if TYPE_CHECKING:
    from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
BOOK = "xl/workbook.xml"
NEEDED_PARTS = {"sharedStrings", "styles"}
OTHER_SHEETS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}  # they hold no rows
MAX_CELLS = 400_000
MAX_COLUMNS = 16_384  # of a sheet, as Excel allows
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Range:
    """A merged range, 0-based, ends excluded."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(slots=True)
class Sheet:
    """One worksheet: filled cells by (row, column), 0-based."""

    name: str
    is_hidden: bool
    cells: dict[tuple[int, int], Rich] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    is_filtered: bool = False


class Workbook:
    """A workbook's XML parts and what they share (strings, styles)."""

    def __init__(self, parts: dict[str, bytes], file_name: str) -> None:
        self._parts, self._file_name = parts, file_name
        book = self._tree(BOOK)
        if book is None:
            raise damaged(file_name, "an Excel package without xl/workbook.xml")
        refuse_missing_parts(parts, BOOK, NEEDED_PARTS, file_name)
        self._book = book
        properties = book.find(_m("workbookPr"))
        self._is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        shared = self._tree("xl/sharedStrings.xml")
        self._strings = [] if shared is None else [_rich_string(item) for item in shared.iterchildren(_m("si"))]
        self._formats, self._bold = self._styles()

    def _tree(self, name: str) -> etree._Element | None:
        part = self._parts.get(name)
        if part is None:
            return None
        part = part.replace(STRICT_MAIN.encode(), MAIN.encode()).replace(STRICT_RELATIONS.encode(), RELATIONS.encode())
        return parse_xml(part, self._file_name, name)

    def _styles(self) -> tuple[list[str], list[bool]]:
        """Number format and boldness of each cell style."""
        tree = self._tree("xl/styles.xml")
        if tree is None:
            return [], []
        codes = dict(BUILTIN)
        for element in tree.iterfind(f"{_m('numFmts')}/{_m('numFmt')}"):
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "General")
        fonts = [_is_bold(font) for font in tree.iterfind(f"{_m('fonts')}/{_m('font')}")]
        styles = list(tree.iterfind(f"{_m('cellXfs')}/{_m('xf')}"))
        bold = [fonts[i] if (i := int(style.get("fontId", "0"))) < len(fonts) else False for style in styles]
        return [codes.get(int(style.get("numFmtId", "0")), "General") for style in styles], bold

    def sheets(self) -> Iterator[Sheet]:
        """The worksheets in the order of their tabs (charts and macro sheets hold no cells)."""
        related = relations(self._parts, BOOK, self._file_name)
        for element in self._book.iterfind(f"{_m('sheets')}/{_m('sheet')}"):
            title = element.get("name", "")
            kind, name = related.get(element.get(f"{{{RELATIONS}}}id", ""), ("", ""))
            if kind in OTHER_SHEETS:
                continue
            tree = self._tree(name)
            if tree is None or kind != "worksheet":
                raise partly_read(self._file_name, f"names a sheet “{title}” that is not in it", title)
            sheet = self._sheet(tree, title, element.get("state", "visible") != "visible")
            sheet.notes = self._notes(name)
            yield sheet

    def _sheet(self, tree: etree._Element, name: str, is_hidden: bool) -> Sheet:
        sheet = Sheet(name, is_hidden, is_filtered=tree.find(_m("autoFilter")) is not None)
        for column in tree.iterfind(f"{_m('cols')}/{_m('col')}"):
            if column.get("hidden") in ("1", "true"):
                last = min(int(column.get("max", "1")), MAX_COLUMNS)
                sheet.hidden_columns |= set(range(int(column.get("min", "1")) - 1, last))
        row_index = -1
        for row in tree.iterfind(f"{_m('sheetData')}/{_m('row')}"):
            row_index = int(row.get("r", row_index + 2)) - 1
            if row.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(row_index)
            self._row(row, row_index, sheet)
        for merged in tree.iterfind(f"{_m('mergeCells')}/{_m('mergeCell')}"):
            sheet.merged.append(_range(merged.get("ref", "")))
        return sheet

    def _row(self, row: etree._Element, row_index: int, sheet: Sheet) -> None:
        column = -1
        for element in row.iterchildren(_m("c")):
            reference = element.get("r")
            column = _place(reference)[1] if reference else column + 1
            text = self._shown(element, sheet.name)
            if text.text.strip():
                sheet.cells[row_index, column] = text
        if len(sheet.cells) > MAX_CELLS:
            raise SetAside("too_large", found=f"sheet {sheet.name} has more than {MAX_CELLS:,} filled cells",
                           expected="a document of at most a few thousand rows",
                           advice="Drop the sheet with the tasks alone.", where=sheet.name)  # fmt: skip

    def _shown(self, cell: etree._Element, sheet_name: str) -> Rich:
        """A cell's text as the sheet shows it."""
        style = int(cell.get("s", "0"))
        bold = style < len(self._bold) and self._bold[style]
        kind, stored = cell.get("t", "n"), cell.findtext(_m("v"))
        if kind == "inlineStr":
            inline = cell.find(_m("is"))
            return Rich() if inline is None else _rich_string(inline, bold)
        if stored is None or (kind == "n" and not stored.strip()):
            self._refuse_uncounted(cell, sheet_name)
            return Rich()
        if kind == "s":
            text = self._strings[_index(stored)]
            return Rich.of(text.text, bold) if bold and "b" not in text.mask else text
        if kind == "n":
            code = self._formats[style] if style < len(self._formats) else "General"
            stored = print_number(stored.strip(), code, is_1904=self._is_1904)
        elif kind == "b":
            stored = "TRUE" if stored == "1" else "FALSE"
        return Rich.of(_unescape(stored), bold)

    def _refuse_uncounted(self, cell: etree._Element, sheet_name: str) -> None:
        if cell.find(_m("f")) is not None:
            place = f"{sheet_name}!{cell.get('r')}"
            raise SetAside("partly_read", found=f"cell {place} holds a formula whose result was never stored",
                           expected="a workbook saved by Excel or WPS, with results beside formulas",
                           advice="Open it in Excel or WPS, save it, and drop it again.", where=place)  # fmt: skip

    def _notes(self, sheet_name: str) -> list[str]:
        notes: list[str] = []
        for kind, target in relations(self._parts, sheet_name, self._file_name).values():
            tree = self._tree(target) if kind == "comments" else None
            for comment in () if tree is None else tree.iter(_m("comment")):
                notes.append(f"{comment.get('ref')}: " + "".join(t.text or "" for t in comment.iter(_m("t"))))
        return notes


def _m(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _is_bold(font: etree._Element | None) -> bool:
    bold = None if font is None else font.find(_m("b"))
    return bold is not None and bold.get("val", "1") not in ("0", "false")


def _rich_string(item: etree._Element, bold: bool = False) -> Rich:
    """A shared or inline string; phonetic hints are left out."""
    runs = []
    for element in item.iterchildren():
        if element.tag == _m("t"):
            runs.append(Rich.of(_unescape(element.text or ""), bold))
        elif element.tag == _m("r"):
            run_font = element.find(_m("rPr"))
            is_bold = bold if run_font is None else _is_bold(run_font)
            runs.append(Rich.of(_unescape(element.findtext(_m("t")) or ""), is_bold))
    return join_rich(runs)


def _index(stored: str) -> int:
    """An index of the shared strings; a negative one would count from their end."""
    if not stored.strip().isdigit():
        raise ValueError(f"{stored!r} is no index of a shared string")
    return int(stored)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(f"{reference!r} is no cell reference")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    """A cell's name on the sheet, from its 0-based place: (2, 27) is AB3."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _range(reference: str) -> Range:
    first, _, last = reference.partition(":")
    (row, column), (row_end, column_end) = _place(first), _place(last or first)
    return Range(row, column, row_end + 1, column_end + 1)

"""Reads OpenDocument spreadsheets (.ods): its XML holds each cell's text as the sheet shows it, and merged ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import SetAside
from pipeline.readers.document import Document
from pipeline.readers.office.package import damaged, parse_xml, read_parts
from pipeline.readers.office.xlsx import document_of
from pipeline.readers.office.xlsx_book import MAX_CELLS, Range, Sheet, cell_name
from pipeline.readers.rich import Rich, join_rich

if TYPE_CHECKING:
    from lxml import etree

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_NUMBERS = ("float", "percentage", "currency")


def read_ods(content: bytes, file_name: str) -> Document:
    """Read a workbook. Raises ``SetAside`` (damaged, password, too_large, empty)."""
    parts = read_parts(content, file_name, ("content.xml", "META-INF/manifest.xml"))
    refuse_locked(parts.get("META-INF/manifest.xml", b""), file_name)
    if "content.xml" not in parts:
        raise damaged(file_name, "an OpenDocument package without content.xml")
    tree = parse_xml(parts["content.xml"], file_name, "content.xml")
    styles = _Styles(tree)
    tables = tree.iterfind(f".//{_name('office', 'spreadsheet')}/{_name('table', 'table')}")
    return document_of([_SheetReader(table, styles).read() for table in tables], MEDIA_TYPE, file_name)


def refuse_locked(manifest: bytes, file_name: str) -> None:
    """Raise ``SetAside`` (password) for an OpenDocument package whose manifest speaks of encryption."""
    if b"encryption-data" in manifest:
        raise SetAside("password", found=f"{file_name} is an OpenDocument file locked with a password",
                       expected="a document that opens without a password",
                       advice="Remove the password, save, and drop the file again.")  # fmt: skip


def _name(space: str, name: str) -> str:
    return f"{{{_NAMESPACE}{space}:1.0}}{name}"


class _Styles:
    """Which styles are bold, and which hide a sheet."""

    def __init__(self, tree: etree._Element) -> None:
        self.bold: set[str] = set()
        self.hides: set[str] = set()
        for style in tree.iter(_name("style", "style")):
            text, table = style.find(_name("style", "text-properties")), style.find(_name("style", "table-properties"))
            if text is not None and text.get(f"{{{_FO}}}font-weight") == "bold":
                self.bold.add(style.get(_name("style", "name"), ""))
            if table is not None and table.get(_name("table", "display")) == "false":
                self.hides.add(style.get(_name("style", "name"), ""))


class _SheetReader:
    """Reads one table: rows and cells that repeat are written out where they hold text."""

    def __init__(self, table: etree._Element, styles: _Styles) -> None:
        self._table, self._styles = table, styles
        is_hidden = table.get(_name("table", "style-name"), "") in styles.hides
        self._sheet = Sheet(table.get(_name("table", "name"), ""), is_hidden)

    def read(self) -> Sheet:
        """The sheet's cells, merged ranges, notes, and what is hidden."""
        column = 0
        for element in self._table.iter(_name("table", "table-column")):
            count = _count(element, "number-columns-repeated")
            if element.get(_name("table", "visibility")) == "collapse":
                self._sheet.hidden_columns |= set(range(column, min(column + count, 20_000)))
            column += count
        row = 0
        for element in self._table.iter(_name("table", "table-row")):
            row += self._row(element, row)
        return self._sheet

    def _row(self, element: etree._Element, row: int) -> int:
        """Read one row; returns how many rows it stands for."""
        count, column = _count(element, "number-rows-repeated"), 0
        filled: dict[int, Rich] = {}
        for cell in element.iterchildren(_name("table", "table-cell"), _name("table", "covered-table-cell")):
            width = _count(cell, "number-columns-repeated")
            text = _shown(cell, self._styles.bold)
            if text.text.strip():
                self._demand_room(width)
                filled |= dict.fromkeys(range(column, column + width), text)
            self._merge(cell, row, column)
            self._sheet.notes += [f"{cell_name(row, column)}: {note}" for note in _notes(cell)]
            column += width
        if filled:
            self._demand_room(count * len(filled))
            self._sheet.cells |= {(row + down, place): text for down in range(count) for place, text in filled.items()}
            if element.get(_name("table", "visibility")) == "collapse":
                self._sheet.hidden_rows |= set(range(row, row + count))
        return count

    def _merge(self, cell: etree._Element, row: int, column: int) -> None:
        down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            self._sheet.merged.append(Range(row, column, row + down, column + right))

    def _demand_room(self, more: int) -> None:
        if len(self._sheet.cells) + more > MAX_CELLS:
            raise SetAside("too_large", found=f"sheet {self._sheet.name} has more than {MAX_CELLS:,} filled cells",
                           expected="a document of at most a few thousand rows",
                           advice="Drop the sheet with the tasks alone.", where=self._sheet.name)  # fmt: skip


def _count(element: etree._Element, name: str) -> int:
    value = element.get(_name("table", name), "1")
    return max(int(value), 1) if value.isascii() and value.isdigit() else 1


def _shown(cell: etree._Element, bold: set[str]) -> Rich:
    """A cell's text; a number without the commas that part its thousands, which are no part of its value."""
    is_bold = cell.get(_name("table", "style-name"), "") in bold
    text = join_rich((_rich(p, is_bold, bold) for p in cell.iterchildren(_name("text", "p"))), "\n")
    if cell.get(_name("office", "value-type")) in _NUMBERS:
        return Rich.of(text.text.replace(",", ""), is_bold)
    return text


def _rich(element: etree._Element, is_bold: bool, bold: set[str]) -> Rich:
    """The characters of a paragraph; blanks, tabs and breaks are elements of their own."""
    text = Rich.of(element.text or "", is_bold)
    for child in element.iterchildren():
        if child.tag in _BLANKS:
            text += Rich.of(_BLANKS[child.tag], is_bold)
        elif child.tag != _name("office", "annotation"):
            text += _rich(child, is_bold or child.get(_name("text", "style-name"), "") in bold, bold)
        text += Rich.of(child.tail or "", is_bold)
    return text


def _notes(cell: etree._Element) -> list[str]:
    annotations = cell.iterchildren(_name("office", "annotation"))
    return ["\n".join(_rich(p, False, set()).text for p in note.iter(_name("text", "p"))) for note in annotations]


_BLANKS = {_name("text", "s"): " ", _name("text", "tab"): "\t", _name("text", "line-break"): "\n"}

"""Reads Word documents (.docx, .docm): paragraphs, list numbers, bold, tables with merged cells, text boxes.

The package's XML is read directly, after its unpacked size was counted: nothing is fetched, no macro is looked at,
pictures are never unpacked. Tracked changes are read as accepted: insertions stay, deletions go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

from pipeline.errors import SetAside
from pipeline.readers.builder import CellDraft, DocumentBuilder, ParagraphDraft, TableDraft
from pipeline.readers.document import BlockKind, Document
from pipeline.readers.line_joining import join_soft_breaks
from pipeline.readers.office.docx_numbering import Numbering
from pipeline.readers.office.docx_styles import Styles
from pipeline.readers.office.ooxml import NAMESPACE, STRICT_NAMESPACE, attribute, child, children, local_name
from pipeline.readers.office.package import damaged, parse_xml, part_names, read_parts, refuse_missing_parts
from pipeline.readers.rich import Rich, join_rich

if TYPE_CHECKING:
    from lxml import etree

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NEEDED_PARTS = {"styles", "numbering", "footnotes", "endnotes", "header", "footer"}
MAX_COLUMNS = 63  # as many as Word allows

_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo",
                "AlternateContent", "Choice", "oMath", "oMathPara", "rubyBase", "ruby"}  # fmt: skip
_DROPPED = {"del", "moveFrom", "Fallback", "rt", "instrText", "delText"}
_MARKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(content: bytes, file_name: str) -> Document:
    """Read a Word document. Raises ``SetAside`` (damaged, password, too_large, needs_ocr, empty, partly_read)."""
    parts = read_parts(content, file_name, ("word/",))
    if "word/document.xml" not in parts:
        raise damaged(file_name, "a Word package without word/document.xml")
    refuse_missing_parts(parts, "word/document.xml", NEEDED_PARTS, file_name)
    reader = _DocxReader(parts, file_name)
    document = reader.read()
    if not document.text.strip():
        _refuse_textless(content, file_name, reader)
    return document


def _refuse_textless(content: bytes, file_name: str, reader: _DocxReader) -> NoReturn:
    pictures = [name for name in part_names(content, file_name) if name.startswith("word/media/")]
    if reader.has_foreign_chunk:
        reason, found, advice = (
            "partly_read",
            "embeds its text as a foreign file (altChunk)",
            "Open it in Word and save it.",
        )
    elif pictures:
        found, advice = (
            f"has no text but {len(pictures)} pictures",
            "Save it as PDF and run `make ocr` once, so that pictures can be read.",
        )
        reason = "needs_ocr"
    else:
        reason, found, advice = "empty", "is a Word document without text", "Check that the right file was dropped."
    raise SetAside(reason, found=f"{file_name} {found}", expected="a document with text of its own", advice=advice)


class _DocxReader:
    """One pass over one document, in document order (list numbers are counted on the way)."""

    def __init__(self, parts: dict[str, bytes], file_name: str) -> None:
        self._parts, self._file_name = parts, file_name
        self._styles = Styles(self._tree("word/styles.xml"))
        self._numbering = Numbering(self._tree("word/numbering.xml"))
        self._builder = DocumentBuilder()
        self.has_foreign_chunk = False

    def _tree(self, name: str) -> etree._Element | None:
        part = self._parts.get(name)
        if part is None:
            return None
        return parse_xml(part.replace(STRICT_NAMESPACE.encode(), NAMESPACE.encode()), self._file_name, name)

    def read(self) -> Document:
        """The whole document: body, then footnotes; headers and footers aside."""
        body = child(self._tree("word/document.xml"), "body")
        if body is None:
            raise damaged(self._file_name, "word/document.xml without a body")
        self._blocks(body)
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            for note in self._notes(name):
                self._blocks(note)
        for name in sorted(self._parts):
            for kind in ("header", "footer"):
                if name.startswith(f"word/{kind}") and (tree := self._tree(name)) is not None:
                    self._builder.aside(f"running_{kind}", "\n".join(line.text for line in self._flat(tree)))
        return self._builder.build(MEDIA_TYPE)

    def _notes(self, name: str) -> Iterator[etree._Element]:
        tree = self._tree(name)
        notes = [] if tree is None else [*children(tree, "footnote"), *children(tree, "endnote")]
        return (note for note in notes if attribute(note, "type") in (None, "normal"))

    def _blocks(self, container: etree._Element) -> None:
        for element in self._content(container):
            if local_name(element) == "tbl":
                self._builder.table(self._table(element))
            else:
                self._paragraph(element)

    def _content(self, container: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs and tables of a container, through content controls and tracked insertions."""
        for element in container.iterchildren():
            name = local_name(element)
            if name in ("p", "tbl"):
                yield element
            elif name in _TRANSPARENT:
                yield from self._content(element)
            elif name == "altChunk":
                self.has_foreign_chunk = True
                self._builder.aside("unread_page", "a foreign file embedded in the document (altChunk) was not read")

    def _paragraph(self, element: etree._Element) -> None:
        level = self._styles.heading_level(element)
        kind: BlockKind = "heading" if level else "paragraph"
        for line in self._lines(element):
            self._builder.paragraph(ParagraphDraft(line.text, kind, None, level, line.bold_spans()))
        for box in _text_boxes(element):
            self._blocks(box)

    def _lines(self, paragraph: etree._Element) -> list[Rich]:
        """A paragraph's text, in several paragraphs where the author broke lines between sentences."""
        style = self._styles.style_of(paragraph)
        hidden: list[str] = []
        text = join_rich(self._runs(paragraph, style, hidden))
        self._builder.aside("hidden_text", "".join(hidden))
        place = self._styles.list_of(paragraph)
        if place is not None and text.text.strip():
            label = self._numbering.label(*place)
            text = Rich.of(label, bold=text.mask.strip(".") == text.mask) + text
        return join_soft_breaks(text.split("\n"))

    def _runs(self, element: etree._Element, style: str | None, hidden: list[str]) -> Iterator[Rich]:
        for inner in element.iterchildren():
            name = local_name(inner)
            if name == "r":
                if self._styles.run_flag("vanish", inner, style):
                    hidden.append(_run_text(inner))
                else:
                    yield Rich.of(_run_text(inner), bold=self._styles.run_flag("b", inner, style))
            elif name in _TRANSPARENT:
                yield from self._runs(inner, style, hidden)

    def _flat(self, container: etree._Element) -> Iterator[Rich]:
        """All paragraphs of a container, a nested table's rows as lines."""
        for element in self._content(container):
            if local_name(element) == "p":
                yield from self._lines(element)
                for box in _text_boxes(element):
                    yield from self._flat(box)
            else:
                for row in children(element, "tr"):
                    cells = (join_rich(self._flat(cell), " ") for cell in self._cells(row))
                    yield join_rich(cells, " ").clean()

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        for element in row.iterchildren():
            if local_name(element) == "tc":
                yield element
            elif local_name(element) in _TRANSPARENT:
                yield from self._cells(element)

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        for element in table.iterchildren():
            if local_name(element) == "tr" and child(child(element, "trPr"), "del") is None:
                yield element
            elif local_name(element) in _TRANSPARENT:
                yield from self._rows(element)

    def _table(self, table: etree._Element) -> TableDraft:
        cells: list[CellDraft] = []
        open_merges: dict[int, CellDraft] = {}
        for row_index, row in enumerate(self._rows(table)):
            column = min(_number(child(child(row, "trPr"), "gridBefore"), 0), MAX_COLUMNS)
            merges: dict[int, CellDraft] = {}
            for element in self._cells(row):
                properties = child(element, "tcPr")
                span = min(max(1, _number(child(properties, "gridSpan"), 1)), MAX_COLUMNS)
                cell = self._cell(element, row_index, column, span, open_merges.get(column), cells)
                if child(properties, "vMerge") is not None:
                    merges[column] = cell
                column += span
            open_merges = merges
        return TableDraft(cells)

    def _cell(self, element: etree._Element, row: int, column: int, span: int, above: CellDraft | None,
              cells: list[CellDraft]) -> CellDraft:  # fmt: skip
        """The cell at a place: a new one, or the one it continues (from above, or from the left)."""
        properties = child(element, "tcPr")
        merge_down, merge_right = child(properties, "vMerge"), child(properties, "hMerge")
        text = join_rich(self._flat(element), "\n").strip()
        if merge_right is not None and attribute(merge_right, "val") != "restart" and cells and cells[-1].row == row:
            cells[-1].column_span += span
            return cells[-1]
        if merge_down is not None and attribute(merge_down, "val") != "restart" and above and above.column_span == span:
            above.row_span = row - above.row + 1
            self._builder.aside("hidden_text", text.text)
            return above
        cells.append(CellDraft(text.text, row, column, 1, span, None, text.bold_spans()))
        return cells[-1]


def _run_text(run: etree._Element) -> str:
    """The characters of one run; tabs as blanks, breaks as newlines."""
    pieces: list[str] = []
    for element in run.iterchildren():
        name = local_name(element)
        if name == "t":
            pieces.append((element.text or "").replace("\n", " "))
        elif name in _MARKS:
            pieces.append("" if attribute(element, "type") in ("page", "column") else _MARKS[name])
        elif name == "sym":
            code = int(attribute(element, "char") or "0", 16)
            pieces.append(chr(code) if 0x20 <= code < 0xE000 else "▲" if code == 0xF070 else "●")
        elif name in ("ruby", "rubyBase"):
            pieces.append("".join(_run_text(base) for base in element.iter() if local_name(base) == "r"
                                  and local_name(base.getparent()) == "rubyBase"))  # fmt: skip
    return "".join(pieces)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph, each once (its fallback copy is left out)."""
    for element in paragraph.iterchildren():
        name = local_name(element)
        if name == "txbxContent":
            yield element
        elif name not in _DROPPED and name != "tbl":
            yield from _text_boxes(element)


def _number(element: etree._Element | None, default: int) -> int:
    value = attribute(element, "val")
    return int(value) if value and value.isdigit() else default

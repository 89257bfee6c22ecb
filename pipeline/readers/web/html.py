"""Reads web pages and HTML saved by Word or WPS: the document's paragraphs and tables, furniture set aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.errors import SetAside
from pipeline.readers.builder import CellDraft, DocumentBuilder, ParagraphDraft, TableDraft, too_large
from pipeline.readers.document import BlockKind, Document
from pipeline.readers.line_joining import join_cell_lines, join_soft_breaks
from pipeline.readers.rich import BLANKS, Rich, join_rich
from pipeline.readers.web.html_furniture import drop_furniture, is_furniture_line
from pipeline.readers.web.html_metadata import page_metadata
from pipeline.readers.web.html_source import parse_page

if TYPE_CHECKING:
    from lxml import html

MEDIA_TYPE = "text/html"
MAX_SPAN = 1000  # as browsers cap colspan
MAX_PLACES = 4_000_000  # of one table, counted row by row
MAX_DIGITS = 12  # of a span
_BLOCK_TAGS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "figcaption", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre",
    "section", "summary", "details", "ul", "caption", "tr", "td", "th", "tbody", "thead", "tfoot",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]\d\d)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]\d\d)", re.IGNORECASE)
_WHOLE = re.compile(r"-?\d{1,6}", re.ASCII)
_SOURCE_BREAK = "\r"  # a line break of the source file, which a browser shows as a blank
_NEWLINES = re.compile(r"(?<![ \t])[ \t]*+[\r\n][ \t\r\n]*")
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’]"
_WRAPPED_CHINESE = re.compile(rf"(?<={_CHINESE})\r(?={_CHINESE})")
_ANY_BREAK = re.compile(_SOURCE_BREAK)
_SHORTEST_TITLE = 8  # characters; 信息公开 says nothing
_TITLE_METAS = ("ArticleTitle", "articletitle", "og:title")


def read_html(content: bytes, file_name: str) -> Document:
    """Read a web page. Raises ``SetAside`` (damaged, too_large, empty)."""
    tree = parse_page(content, file_name)
    title = _declared_title(tree)
    builder = DocumentBuilder()
    for line in page_metadata(tree):
        builder.aside("web_metadata", line)
    for text in drop_furniture(tree):
        builder.aside("web_furniture", text)
    body = tree.find("body")
    _Walk(builder).container(tree if body is None else body)
    if not builder.drafts:
        raise SetAside("empty", found=f"{file_name} is a web page without text of its own",
                       expected="a page with the document's text",
                       advice="Open it in a browser, wait until it is loaded, and save it from there.")  # fmt: skip
    if not title and not isinstance(builder.drafts[0], ParagraphDraft):
        title = _window_title(tree)
    if title and not any(_same(title, draft.text) for draft in builder.drafts if isinstance(draft, ParagraphDraft)):
        builder.drafts.insert(0, ParagraphDraft(title, "heading", level=1))
    return builder.build(MEDIA_TYPE)


def _declared_title(tree: html.HtmlElement) -> str | None:
    """The title in the metadata that government sites must carry (ArticleTitle)."""
    for meta in tree.iter("meta"):
        if (meta.get("name") or meta.get("property")) in _TITLE_METAS and meta.get("content"):
            return Rich.of(str(meta.get("content"))).clean().text
    return None


def _window_title(tree: html.HtmlElement) -> str | None:
    """What stands above the window, without the site's name: how a page that opens with a table names itself."""
    shown = (Rich.of(str(one.text_content())).clean().text for one in tree.iter("title"))
    own = re.split(r"[_|｜]|\s?[-—–]+\s?(?=[^-—–]*$)(?!\d)", next(shown, ""))[0].strip()
    return own if len(own) >= _SHORTEST_TITLE else None


def _same(title: str, text: str) -> bool:
    first, second = ("".join(part.split()) for part in (title, text))
    return first in second or (len(second) > 8 and second in first)


class _Walk:
    """Walks the tree in document order and hands paragraphs and tables to the builder."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._inline: list[Rich] = []
        self._heading: int | None = None
        self._items: dict[html.HtmlElement, int] = {}  # list → items of it so far

    def container(self, element: html.HtmlElement, bold: bool = False) -> None:
        """A block: what stands before, in and after it are paragraphs of their own."""
        self._flush()
        outer, self._heading = self._heading, _HEADINGS.get(element.tag, self._heading)
        self._inline.append(Rich.of(self._marker(element)))
        self._children(element, _bold(element, bold))
        self._flush()
        self._heading = outer

    def _marker(self, element: html.HtmlElement) -> str:
        """The number a browser prints before an item of an ordered list."""
        parent = element.getparent()
        if element.tag != "li" or parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
            return ""
        start = parent.get("start") or "1"
        before = self._items.get(parent, int(start) - 1 if _WHOLE.fullmatch(start) else 0)
        self._items[parent] = before + 1
        return f"{before + 1}."

    def _children(self, element: html.HtmlElement, bold: bool) -> None:
        self._inline.append(_inline_text(element.text, bold))
        for inner in element.iterchildren():
            self._element(inner, bold)
            self._inline.append(_inline_text(inner.tail, bold))

    def _element(self, element: html.HtmlElement, bold: bool) -> None:
        if element.tag == "table":
            self._table(element)
        elif element.tag == "br":
            self._inline.append(Rich.of("\n"))
        elif element.tag in _BLOCK_TAGS:
            self.container(element, bold)
        elif element.tag in ("img", "input"):
            return
        else:
            self._children(element, _bold(element, bold))

    def _flush(self) -> None:
        """End the paragraph: hand it on, or aside where it says itself that it is furniture."""
        text, self._inline = _join_inline(self._inline), []
        kind: BlockKind = "heading" if self._heading else "paragraph"
        for line in join_soft_breaks(text.split("\n")):
            if is_furniture_line(line.text):
                self._builder.aside("web_furniture", line.text)
            else:
                self._builder.paragraph(ParagraphDraft(line.text, kind, None, self._heading, line.bold_spans()))

    def _table(self, table: html.HtmlElement) -> None:
        self._flush()
        draft = read_table(table)
        if draft is None:  # a table that only lays the page out
            for row in _rows(table):
                for cell in _cells(row):
                    self.container(cell)
        else:
            for caption in table.iterchildren("caption"):
                self.container(caption)
            self._builder.table(draft)


def _rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The table's own rows, not those of tables inside its cells."""
    rows = []
    for element in table.iterchildren():
        if element.tag == "tr":
            rows.append(element)
        elif element.tag in ("tbody", "thead", "tfoot", "form"):
            rows += element.iterchildren("tr")
    return rows


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return list(row.iterchildren("td", "th"))


def read_table(table: html.HtmlElement) -> TableDraft | None:
    """The table's cells with their spans; None for a table that lays the page out (one cell, or tables in cells)."""
    rows = _rows(table)
    if sum(len(_cells(row)) for row in rows) <= 1 or any(
        cell.find(".//table") is not None for r in rows for cell in _cells(r)
    ):
        return None
    drafts: list[CellDraft] = []
    taken: dict[int, int] = {}  # column → first row that is free again
    places = 0
    for row_index, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while taken.get(column, 0) > row_index:
                column += 1
            row_span, column_span = _span(cell, "rowspan", len(rows) - row_index), _span(cell, "colspan", MAX_SPAN)
            text = _cell_text(cell)
            drafts.append(CellDraft(text.text, row_index, column, row_span, column_span, None, text.bold_spans()))
            taken |= dict.fromkeys(range(column, column + column_span), row_index + row_span)
            column += column_span
        places += column
        if places > MAX_PLACES:
            raise too_large(f"a table of more than {MAX_PLACES:,} places on the web page")
    return TableDraft(drafts)


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    number = int(value) if value.isascii() and value.isdigit() and len(value) < MAX_DIGITS else 1
    return min(most, number) if number else most


def _cell_text(cell: html.HtmlElement) -> Rich:
    """A cell's text: its paragraphs as lines, breaks by hand inside a sentence undone."""
    inner = DocumentBuilder()
    walk = _CellWalk(inner)
    walk.container(cell, bold=cell.tag == "th")
    return join_rich((Rich.of_spans(d.text, d.bold) for d in inner.drafts if isinstance(d, ParagraphDraft)), "\n")


class _CellWalk(_Walk):
    """As ``_Walk``; inside a cell nothing is furniture, and short lines are a list."""

    def _flush(self) -> None:
        text, self._inline = _join_inline(self._inline), []
        for line in join_cell_lines(text.split("\n")).split("\n"):
            self._builder.paragraph(ParagraphDraft(line.text, bold=line.bold_spans()))


def _inline_text(text: str | None, bold: bool) -> Rich:
    return Rich.of(BLANKS.sub(" ", _NEWLINES.sub(_SOURCE_BREAK, text or "")), bold)


def _join_inline(parts: list[Rich]) -> Rich:
    """A paragraph's text; a line break of the source is nothing between Chinese characters, else a blank."""
    text = join_rich(parts)
    if _SOURCE_BREAK not in text.text:
        return text
    return text.replace(_WRAPPED_CHINESE, "").replace(_ANY_BREAK, " ")


def _bold(element: html.HtmlElement, inherited: bool) -> bool:
    style = element.get("style") or ""
    if _BOLD_STYLE.search(style):
        return True
    if _PLAIN_STYLE.search(style):
        return False
    return inherited or element.tag in ("b", "strong", "th")

"""Writes an invented document in the media such documents come in: text, Markdown, web page, Word, Excel."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from benchmarks.corpus.documents import Page

ENDINGS = {"gb18030": "txt"}
_TIME = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MARKS = {"title": "# ", "heading": "## "}


def file_name(page: Page) -> str:
    """The name under which the document lies in raw/<county>/."""
    return f"{page.name}.{ENDINGS.get(page.medium, page.medium)}"


def to_bytes(page: Page) -> bytes:
    """The file's bytes: the same page, the same bytes."""
    writers: dict[str, Callable[[Page], bytes]] = {
        "txt": lambda page: _text(page).encode(),
        "gb18030": lambda page: _text(page).replace("\n", "\r\n").encode("gb18030"),
        "md": _markdown,
        "html": _html,
        "docx": _docx,
        "xlsx": _xlsx,
    }
    return writers[page.medium](page)


def _text(page: Page) -> str:
    return "\n".join(text for _, text in page.paragraphs) + "\n"


def _markdown(page: Page) -> bytes:
    return ("\n\n".join(MARKS.get(kind, "") + text for kind, text in page.paragraphs) + "\n").encode()


def _html(page: Page) -> bytes:
    body = "\n".join(f'<p class="{kind}">{html.escape(text)}</p>' for kind, text in page.paragraphs)
    heads = "".join(f"<th>{head}</th>" for head in page.grid[0]) if page.grid else ""
    table = f"<table border=1><thead><tr>{heads}</tr></thead><tbody>{_html_rows(page)}</tbody></table>"
    title = next(text for kind, text in page.paragraphs if kind == "title")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a></div><div class="content">{body}
{table if page.grid else ""}</div><div class="footer">主办单位：县人民政府办公室</div></body></html>""".encode()


def _html_rows(page: Page) -> str:
    spans = _spans(page)
    rows = []
    for number, line in enumerate(page.grid[1:], 1):
        cells = [
            f'<td rowspan="{spans.get((number, place), 1)}">{html.escape(str(value))}</td>'
            for place, value in enumerate(line)
            if (number, place) not in spans or spans[number, place] > 0
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "".join(rows)


def _spans(page: Page) -> dict[tuple[int, int], int]:
    """How many lines each cell of a merged column takes; 0 for the cells that belong to the one above."""
    found: dict[tuple[int, int], int] = {}
    opens = page.merged[0] if page.merged else 0
    for place in page.merged:
        first = 1
        for number in range(1, len(page.grid)):
            first = number if page.grid[number][opens] != "" else first
            found[number, place] = 0
            found[first, place] = found.get((first, place), 0) + 1
    return found


def _docx(page: Page) -> bytes:
    import docx

    document = docx.Document()
    for _, text in page.paragraphs:
        document.add_paragraph(text)
    if page.grid:
        _docx_table(document.add_table(rows=len(page.grid), cols=len(page.grid[0])), page)
    return _saved(document)


def _docx_table(table: Any, page: Page) -> None:
    cells = table._cells  # the public access walks the whole table for each cell
    width = len(page.grid[0])
    for number, line in enumerate(page.grid):
        for place, value in enumerate(line):
            cells[number * width + place].text = str(value)
    for (number, place), span in _spans(page).items():
        if span > 1:
            cells[number * width + place].merge(cells[(number + span - 1) * width + place])


def _xlsx(page: Page) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    width = len(page.grid[0])
    for _, text in page.paragraphs:
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=width)
    above = sheet.max_row + 1
    for line in page.grid:
        sheet.append([None if value == "" else value for value in line])
    for (number, place), span in _spans(page).items():
        if span > 1:
            sheet.merge_cells(start_row=above + number, start_column=place + 1,
                              end_row=above + number + span - 1, end_column=place + 1)  # fmt: skip
    return _saved(book)


def _saved(document: Any) -> bytes:
    """The bytes of a package without the time at which it was written."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package, zipfile.ZipFile(fixed, "w") as kept:
        for name in package.namelist():
            content = _TIME.sub(b"2024-01-01T00:00:00Z", package.read(name))
            kept.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()

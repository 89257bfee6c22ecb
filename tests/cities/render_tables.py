"""Ruled tables of the invented documents: one or two header rows, section rows, cells merged down, several sheets.

A ``.yml`` of family ``grid`` names its columns in ``columns`` (header word: field of the item) and, where a first
header row spans several of them, in ``groups`` (first row's word: the columns under it).
"""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from typing import Any

from render_prose import STYLE, add_paragraphs, body_kind, head, item_values, joined, to_html

Truth = dict[str, Any]
MEASURE_FIELDS = ("name", "unit_of_measure", "planned", "actual", "rate", "verdict")
TABLE_STYLE = """table{border-collapse:collapse;width:100%;font-size:11pt;line-height:1.35}
td,th{border:1px solid #000;padding:4px}
td p,th p{text-indent:0}@page{size:A4 landscape;margin:20mm 18mm}.section td{font-weight:bold}"""


def header_rows(truth: Truth) -> list[list[tuple[str, int, int]]]:
    """The header: text, columns spanned and rows spanned of every cell that is printed."""
    groups = truth.get("groups", {})
    under = {column: group for group, columns in groups.items() for column in columns}
    depth = 2 if groups else 1
    first: list[tuple[str, int, int]] = []
    for column in truth["columns"]:
        group = under.get(column)
        if group is None:
            first.append((column, 1, depth))
        elif groups[group][0] == column:
            first.append((group, len(groups[group]), 1))
    return [first, [(column, 1, 1) for column in truth["columns"] if column in under]] if groups else [first]


def items_of(truth: Truth) -> list[Truth]:
    """The tasks or rows that the table prints."""
    return truth.get("tasks") or truth["rows"]


def lines_of(truth: Truth, item: Truth) -> list[list[Any]]:
    """The printed lines of one item: one, or one per measure with the item's own cells on the first."""
    own = item_values(item) | {name: value for name, value in item.items() if isinstance(value, int | float)}
    lines = []
    for index, measure in enumerate(item.get("measures", [None])):
        fields = dict(zip(MEASURE_FIELDS, measure, strict=True)) if measure else {}
        known = own if index == 0 else {}
        lines.append([fields.get(field, known.get(field, "")) for field in truth["columns"].values()])
    return lines


def by_section(truth: Truth) -> Iterator[tuple[str, list[Truth]]]:
    """Sections in order of appearance with their items."""
    sections: dict[str, list[Truth]] = {}
    for item in items_of(truth):
        sections.setdefault(item.get("section", ""), []).append(item)
    yield from sections.items()


def spans(values: list[str]) -> list[int]:
    """For every line the number of lines its cell covers: 0 where the cell above covers it."""
    covers = [0] * len(values)
    start = 0
    for index, value in enumerate(values):
        if value != values[start]:
            start = index
        covers[start] += 1
    return covers


def html_rows(truth: Truth, items: list[Truth]) -> Iterator[str]:
    """Table rows of one section; columns named in ``merge`` and the cells of many-measure items are merged down."""
    lines = [(index, line) for index, item in enumerate(items) for line in lines_of(truth, item)]
    covers = []
    for position, (name, field) in enumerate(truth["columns"].items()):
        if name in truth.get("merge", []):
            covers.append(spans([str(line[position]) for _, line in lines]))
        else:
            alone = field in MEASURE_FIELDS
            covers.append(spans([str(number) if alone else str(owner) for number, (owner, _) in enumerate(lines)]))
    for number, (_, line) in enumerate(lines):
        cells = [
            f"<td rowspan={covers[position][number]}>{html.escape(joined(value))}</td>"
            for position, value in enumerate(line)
            if covers[position][number]
        ]
        yield f"<tr>{''.join(cells)}</tr>"


def html_table(truth: Truth) -> str:
    """The table; with ``section_rows`` each section opens with a row across the whole width."""
    out = []
    for row in header_rows(truth):
        out.append(
            "<tr>" + "".join(f"<th colspan={wide} rowspan={deep}>{text}</th>" for text, wide, deep in row) + "</tr>"
        )
    repeats = truth.get("header_repeats", True)
    out[:] = ["<thead>", *out, "</thead><tbody>"] if repeats else ["<tbody>", *out]
    for title, items in by_section(truth):
        if truth.get("section_rows"):
            text = title.format(count=len(items))
            out.append(f"<tr class=section><td colspan={len(truth['columns'])}>{text}</td></tr>")
        out.extend(html_rows(truth, items))
    return f"<table>{''.join(out)}</tbody></table>"


def to_page(truth: Truth) -> str:
    """The notice and its table as pages to print across."""
    notice = "".join(to_html(kind, text) for kind, text in head(truth))
    closing = "".join(to_html(body_kind(text), text) for text in truth.get("closing", []))
    style = STYLE + TABLE_STYLE + truth.get("style", "")
    return f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>{notice}{html_table(truth)}{closing}"


def to_web(truth: Truth, content: str) -> str:
    """An office's web page around its content."""
    place = truth["document"]["jurisdiction"]
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>{truth["title"]}-{place}人民政府</title>
<script>window.counter = 36812;</script></head><body>
<div id="top"><a href="#">无障碍阅读</a> | <a href="#">长者版</a></div>
<ul id="menu"><li><a href="/">首页</a></li>
<li><a href="/xw">新闻中心</a></li><li><a href="/gk">政府信息公开</a></li></ul>
<table class="meta"><tr><td>索引号</td><td>0143567-2025-00218</td><td>发布机构</td><td>{truth["issuer"]}</td></tr>
<tr><td>发文字号</td><td>{truth["document"].get("doc_number", "")}</td><td>成文日期</td>
<td>{truth.get("issued_on", "")}</td></tr></table>
<h1>{truth["title"]}</h1><p>来源：{truth["issuer"]}　阅读次数：512　【字体：<a href="#">大</a> <a href="#">小</a>】</p>
<div id="zoom">{content}</div>
<div id="share">分享到：<a href="#">微信</a></div><p>【打印本页】【关闭窗口】</p><p>上一篇：县政府召开常务会议</p>
<div id="foot">主办：{place}人民政府办公室　地址：{place}人民路1号　联系电话：8223000</div></body></html>"""


def to_web_table(truth: Truth) -> str:
    """The table on a web page, its preamble before it."""
    return to_web(truth, "".join(to_html("MsoNormal", line) for line in truth["preamble"]) + html_table(truth))


def to_xls(truth: Truth) -> str:
    """What many office systems export as .xls: an HTML table with Excel's namespaces."""
    width = len(truth["columns"])
    title = f"<tr><td colspan={width}>{truth['title']}</td></tr><tr><td colspan={width}>{truth['note']}</td></tr>"
    table = html_table(truth).replace("<table>", f"<table border=1>{title}", 1)
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        f"<title>{truth['title']}</title></head>"
        f"<body>{table}</body></html>"
    )


def to_docx(truth: Truth) -> bytes:
    """The notice, the table with one header row, and what follows it, in Word."""
    import docx

    document = docx.Document()
    add_paragraphs(document, head(truth))
    table = document.add_table(rows=0, cols=len(truth["columns"]), style="Table Grid")
    rows = [list(truth["columns"])]
    for title, items in by_section(truth):
        rows.append([title])
        rows.extend(line for item in items for line in lines_of(truth, item))
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, value in zip(cells, row, strict=False):
            cell.text = joined(value)
    add_paragraphs(document, [(body_kind(text), text) for text in truth.get("closing", [])])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def to_xlsx(truth: Truth) -> bytes:
    """A workbook: a sheet of notes, then one sheet per section; later lines of an item leave its cells blank."""
    import openpyxl

    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "填表说明"
    for line in (truth["title"], truth["document"].get("doc_number", ""), *truth["preamble"]):
        notes.append([line])
    for title, items in by_section(truth):
        sheet = book.create_sheet(title)
        sheet.append([f"{truth['title']}（{title}）"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(truth["columns"]))
        _write_header(sheet, truth)
        for item in items:
            for line in lines_of(truth, item):
                sheet.append([value if isinstance(value, int | float) else joined(value) or None for value in line])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_header(sheet: Any, truth: Truth) -> None:
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(header_rows(truth), start=2):
        column = 1
        for text, wide, deep in cells:
            while (row, column) in taken:
                column += 1
            sheet.cell(row, column, text)
            if wide * deep > 1:
                sheet.merge_cells(
                    start_row=row, start_column=column, end_row=row + deep - 1, end_column=column + wide - 1
                )
            taken |= {(row + down, column + right) for down in range(deep) for right in range(wide)}

"""Write the documents of three invented cities in the media such documents come in.

usage: python tests/cities/render.py [NAME ...]   (default: every document, here and in held_out/)

Each ``*.yml`` beside this file holds one document: what it says and, by construction, the truth about it. The
rendered files are committed, so the tests need neither a browser nor fonts; re-render after changing a ``.yml``.
PDF needs Debian's chromium, fonts-noto-cjk and fonts-wqy-zenhei. ``held_out/`` has the same form: documents that are
only ever scored, so whoever writes rules for the pipeline leaves them unopened.
"""

from __future__ import annotations

import html
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import render_prose
import render_tables
import yaml

HERE = Path(__file__).parent
FOLDERS = {"open": HERE, "held_out": HERE / "held_out"}
Truth = dict[str, Any]


def documents(folder: Path) -> list[Path]:
    """The documents of one folder."""
    return sorted(folder.glob("*.yml"))


def load(path: Path) -> Truth:
    """One document's content and truth."""
    return yaml.safe_load(path.read_text("utf-8"))


def load_with_plan(path: Path) -> tuple[Truth, Truth | None]:
    """A document and the plan it answers; rows that repeat the plan's words and unit take them from there."""
    truth = load(path)
    if "answers" not in truth:
        return truth, None
    plan = load(path.with_name(f"{truth['answers']}.yml"))
    sections = list(dict.fromkeys(task.get("section", "") for task in plan["tasks"]))
    for row in truth["rows"]:
        for task in plan["tasks"]:
            place = [sections.index(task.get("section", "")) + 1, task["no"]]
            if row["plan"] in (task["no"], place):
                row.setdefault("task", task["text"].rstrip("。"))
                row.setdefault("unit", "、".join(task["lead"]))
    return truth, plan


def responsibility_rows(truth: Truth) -> list[list[str]]:
    """The body rows of a responsibility table, one list of cell texts per task."""
    rows = []
    for task in truth["tasks"]:
        fixed = {
            "类别": task.get("section", ""),
            "序号": str(task["no"]),
            "工作任务": task["text"],
            "牵头领导": task["leader"],
            "牵头单位": "、".join(task["lead"]),
            "配合单位": "、".join(task["support"]),
        }
        rows.append([fixed.get(name, task.get("columns", {}).get(name, "")) for name in truth["columns"]])
    return rows


def to_docx(truth: Truth) -> bytes:
    """Letterhead, number, title, preamble and one table whose category cells are merged down."""
    import docx

    document = docx.Document()
    for line in (f"{truth['issuer']}文件", truth["document"]["doc_number"], truth["title"]):
        document.add_paragraph(line)
    document.add_paragraph("各镇人民政府、街道办事处，市政府各部门：")
    document.add_paragraph("经市政府同意，现将《" + truth["title"] + "》印发给你们，请认真抓好落实。")
    document.add_paragraph(truth["issuer"])
    document.add_paragraph(truth["issued_on"])
    rows = responsibility_rows(truth)
    table = document.add_table(rows=1, cols=len(truth["columns"]))
    for cell, name in zip(table.rows[0].cells, truth["columns"], strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    _merge_down(table, [row[0] for row in rows])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _merge_down(table: Any, categories: list[str]) -> None:
    first = 0
    for index in range(1, len(categories) + 1):
        if index == len(categories) or categories[index] != categories[first]:
            for row in range(first + 2, index + 1):
                table.cell(row, 0).text = ""
            merged = table.cell(first + 1, 0).merge(table.cell(index, 0))
            merged.text = categories[first]
            first = index


def to_xlsx(truth: Truth) -> bytes:
    """A title row, a header row, and one task over several measure rows by merged cells; numbers as numbers."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    width = len(truth["columns"])
    sheet.append([truth["title"]])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.append(truth["columns"])
    for row in truth["rows"]:
        first = sheet.max_row + 1
        for name, unit, target, actual, rate, _ in row["measures"]:
            sheet.append(
                [row["no"], row["task"], name, unit, target, actual, rate, row["unit"], row["issues"], row["next"]]
            )
        last = sheet.max_row
        if last > first:
            for column in (1, 2, 8, 9, 10):
                sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_html(truth: Truth) -> str:
    """A city's web page: menu, breadcrumb, the notice, blocks under each item, footer."""
    items = []
    for task in truth["tasks"]:
        numeral = "一二三四五六七八九十"[task["no"] - 1]
        items.append(f"<p style='text-indent:2em'><strong>{numeral}、{task['title']}</strong></p>")
        items.append(f"<p style='text-indent:2em'>{task['text']}</p>")
        items.append(f"<p>牵头领导：{task['leader']}</p><p>牵头单位：{'、'.join(task['lead'])}</p>")
        items.append(f"<p>配合单位：{'、'.join(task['support'])}</p>")
    body = "\n".join(items)
    head = truth["document"]
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{truth["title"]}_{head["jurisdiction"]}政府网</title>
<script>var x = "统计";</script><style>p {{ margin: 0 }}</style></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/zwgk">政务公开</a></li><li><a href="/hd">政民互动</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 民生实事</div>
<div class="article"><h1>{truth["title"]}</h1>
<div class="info">发布日期：2024-02-22 来源：区政府办公室 浏览次数：128 字体：[大 中 小]</div>
<div class="content"><p style="text-align:center">{head["doc_number"]}</p>
<p>各镇人民政府、街道办事处，区政府各部门：</p>
<p style="text-indent:2em">现将《2024年望海区民生实事项目责任分解》印发给你们，请认真组织实施。</p>
<p style="text-align:right">{truth["issuer"]}</p><p style="text-align:right">{truth["issued_on"]}</p>
<p style="text-align:center"><strong>2024年望海区民生实事项目责任分解</strong></p>
{body}
</div></div><div class="footer"><p>主办：{truth["issuer"]} 网站标识码：3302000000 备案序号</p>
<p>扫一扫在手机打开当前页</p></div></body></html>"""


def table_page(truth: Truth) -> str:
    """A printed progress table: the title and a ruled table whose header repeats on every page."""
    head = "".join(f"<th>{name}</th>" for name in truth["columns"])
    rows = []
    for row in truth["rows"]:
        cells = [
            str(row["no"]),
            row["task"],
            row["unit"],
            row["narrative"],
            *([row["stated"]] if "stated" in row else []),
        ]
        rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
    style = "table{border-collapse:collapse;width:100%;font-size:13pt}td,th{border:1px solid #000;padding:6px}"
    style += "body{font-family:'Noto Serif CJK SC'}h2{text-align:center}@page{size:A4;margin:25mm 20mm}tr:first-child{}"
    return (
        f"<meta charset=utf-8><style>{style}</style><h2>{truth['title']}</h2>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def clauses_page(truth: Truth) -> str:
    """A printed notice: red head, number, title, numbered clauses with the responsibility in brackets."""
    lines, section = [], None
    for task in truth["tasks"]:
        if task["section"] != section:
            section = task["section"]
            lines.append(f"<p><b>{section}</b></p>")
        responsibility = f"（牵头单位：{'、'.join(task['lead'])}；配合单位：{'、'.join(task['support'])}）"
        lines.append(f"<p>{task['no']}.{task['text']}{responsibility}</p>")
    style = "body{font:16pt/1.8 'Noto Serif CJK SC'}p{text-indent:2em;margin:0}.c{text-align:center;text-indent:0}"
    style += (
        ".r{text-align:right}.red{color:red;font-size:30pt;border-bottom:2px solid red}@page{size:A4;margin:30mm 26mm}"
    )
    return f"""<meta charset=utf-8><style>{style}</style><p class="c red">{truth["issuer"]}文件</p>
<p class=c>{truth["document"]["doc_number"]}</p><h2 class=c>{truth["issuer"]}<br>{truth["title"]}</h2>
<p style="text-indent:0">各乡镇人民政府，县直各单位：</p>
<p>《2024年县政府工作报告重点工作任务分解方案》已经县政府同意，现印发给你们，请认真组织实施。</p>
<p class=r>{truth["issuer"]}</p><p class=r>{truth["issued_on"]}</p><p>（此件公开发布）</p>
<h2 class=c>2024年县政府工作报告重点工作任务分解方案</h2>{"".join(lines)}"""


def to_pdf(page: str) -> bytes:
    """Print an HTML page with headless Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, "utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        command = ["chromium", *flags, "--no-pdf-header-footer", f"--user-data-dir={folder}/profile"]
        subprocess.run([*command, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True)
        return target.read_bytes()


def to_scan(pdf: bytes) -> bytes:
    """Each page as a slightly turned grey picture at 150 dpi: a PDF without a text layer."""
    import pypdfium2
    from PIL import Image

    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=150 / 72, grayscale=True).to_pil()
        pages.append(picture.rotate(0.3, fillcolor=255, resample=Image.Resampling.BICUBIC))
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=60)
    return buffer.getvalue()


def render_prose_document(truth: Truth) -> bytes:
    """A document of running text in its medium."""
    if truth["medium"] == "docx":
        return render_prose.to_docx(truth)
    if truth["medium"] == "markdown":
        return render_prose.to_markdown(truth).encode()
    if truth["medium"] == "html":
        content = "\n".join(render_prose.to_html(kind, text) for kind, text in render_prose.paragraphs(truth))
        return render_tables.to_web(truth, content).encode()
    page = render_prose.to_page(truth)
    return to_scan(to_pdf(page)) if truth["medium"] == "scan" else to_pdf(page)


def render_grid_document(truth: Truth) -> bytes:
    """A document with a ruled table in its medium."""
    if truth["medium"] == "xlsx":
        return render_tables.to_xlsx(truth)
    if truth["medium"] == "docx":
        return render_tables.to_docx(truth)
    if truth["medium"] == "xls":
        return render_tables.to_xls(truth).encode()
    if truth["medium"] == "html":
        return render_tables.to_web_table(truth).encode()
    return to_pdf(render_tables.to_page(truth))


EXTENSIONS = {"scan": ".pdf", "gb18030": ".txt", "markdown": ".md"}


def render(truth: Truth) -> bytes:
    """The file's bytes."""
    medium, family = truth["medium"], truth["family"]
    if family == "prose":
        return render_prose_document(truth)
    if family == "grid":
        return render_grid_document(truth)
    if medium == "docx":
        return to_docx(truth)
    if medium == "xlsx":
        return to_xlsx(truth)
    if medium == "html":
        return to_html(truth).encode()
    if medium == "gb18030":
        return truth["body"].replace("\n", "\r\n").encode("gb18030")
    pdf = to_pdf(clauses_page(truth) if family == "clauses" else table_page(truth))
    return to_scan(pdf) if medium == "scan" else pdf


def main() -> None:
    for folder in FOLDERS.values():
        out = folder / "rendered"
        out.mkdir(parents=True, exist_ok=True)
        for path in documents(folder):
            if len(sys.argv) > 1 and path.stem not in sys.argv[1:]:
                continue
            truth, _ = load_with_plan(path)
            extension = truth.get("extension") or EXTENSIONS.get(truth["medium"], f".{truth['medium']}")
            (out / (path.stem + extension)).write_bytes(render(truth))
            print(path.stem + extension, (out / (path.stem + extension)).stat().st_size)


if __name__ == "__main__":
    main()

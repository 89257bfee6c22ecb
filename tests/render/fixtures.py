# ruff: noqa: E501  (Chinese text and markup)
"""Small printed documents of an invented city: what they say, how they are set, and where the committed prints lie.

usage: python -m tests.render.fixtures   (prints them anew; needs Chromium, LibreOffice, qpdf and the Noto CJK fonts)

The prints are small on purpose: small paper, so that few words run over many pages, and few different characters.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.readers.builder import CellDraft, DocumentBuilder, ParagraphDraft, TableDraft
from pipeline.readers.document import Document
from pipeline.readers.rich import Rich
from tests.render.page import Look, page
from tests.render.printers import docx_to_pdf, html_to_pdf
from tests.render.word import to_docx

FOLDER = Path(__file__).parents[1] / "fixtures" / "readers"
FONT = "Noto Sans CJK SC"  # its characters take less room in a file than those of the Song type
NOTICE = """青石市人民政府文件
青政发〔2024〕8号
青石市人民政府关于印发2024年重点工作责任分解的通知
各镇人民政府，市政府各部门：
2024年重点工作责任分解已经市政府同意，现印发给你们，请认真落实。各镇、各部门要认真落实重点工作责任，把工作落实到年度、落实到部门，确保完成年度重点工作。
青石市人民政府
2024年2月8日
2024年重点工作责任分解
一、市长牵头的重点工作
1.完成工业投资120亿元以上，增长15%以上，新增工业用地800亩。（责任单位：**工信局**、发改局，各镇）
2.新增就业1.5万人，完成年度就业培训2000人次以上。（责任单位：人社局、**教育局**）
3.重点工作完成率达到95%以上，市政府各部门责任落实到人，确保年度工作全部完成，各部门完成情况印发各镇。（责任单位：**政府办**，各部门）"""
HEADER = ["类别", "序号", "重点工作", "牵头单位", "完成情况"]
ROWS = [
    ("工业", "1", "完成工业投资120亿元以上，增长15%以上", "工信局", "1-6月完成工业投资66亿元，增长16.5%，完成年度工作的55%。"),
    ("", "2", "新增工业用地800亩", "工信局", "已新增工业用地420亩，完成年度工作的52.5%，各镇用地工作全部到位。1.各镇完成用地420亩。2.年度用地全部落实。"),
    ("", "3", "工业用地增长10%", "发改局", "正在落实。"),
    ("就业", "4", "新增就业1.5万人，完成就业培训2000人次以上", "人社局", "新增就业9800人，就业培训1260人次，人社局已把年度工作分解到各镇、各部门，确保完成年度新增就业1.5万人的工作。"),
    ("", "5", "重点工作完成率达到95%以上", "政府办", "完成率48%。"),
    ("", "6", "各镇新增就业", "人社局", "各镇新增就业全部达到年度的60%以上，正在落实年度工作，确保全部完成。"),
]  # fmt: skip
COLUMNS = """新的一年，市政府认真落实重点工作，完成工业投资120亿元，增长15%，新增就业1.5万人。
各部门把年度工作分解到人，各镇用地工作全部到位，重点工作完成率达到95%以上，工业用地增长10%，就业培训2000人次。
2024年，要把重点工作落实到年度、落实到部门，确保完成年度工作。工业投资增长15%以上，新增工业用地800亩，新增就业1.5万人以上，各镇、各部门要认真落实责任，把工作分解到人。
市政府要求各部门把重点工作的责任落实到位，年度工作全部完成，完成情况印发各镇。"""


def paragraphs(text: str) -> Document:
    """A document of paragraphs, one a line, ``**bold**`` marked."""
    builder = DocumentBuilder()
    for line in text.split("\n"):
        rich = Rich()
        for number, piece in enumerate(line.split("**")):
            rich += Rich.of(piece, bold=number % 2 == 1)
        builder.paragraph(ParagraphDraft(rich.text, bold=rich.bold_spans()))
    return builder.build("text/plain")


def table() -> Document:
    """A title and the progress table, categories as one tall cell each."""
    builder = DocumentBuilder()
    builder.paragraph(ParagraphDraft("2024年重点工作完成情况汇总表"))
    cells = [CellDraft(name, 0, column) for column, name in enumerate(HEADER)]
    for number, row in enumerate(ROWS, start=1):
        cells += [CellDraft(text, number, column) for column, text in enumerate(row)]
    builder.table(TableDraft(cells))
    return builder.build("text/plain")


PRINTS: dict[str, tuple[Callable[[], Document], Callable[[Document], bytes]]] = {
    "notice": (
        lambda: paragraphs(NOTICE),
        lambda d: html_to_pdf(
            page(d, Look(FONT, paper="A5", margins="22mm 18mm 20mm 18mm", running_header="重点工作"))
        ),
    ),
    "table_repeated_header": (
        table,
        lambda d: html_to_pdf(page(d, Look(FONT, paper="120mm 90mm", margins="14mm 8mm"))),
    ),
    "notice_word": (lambda: paragraphs(NOTICE), lambda d: docx_to_pdf(to_docx(d, paper=(120, 130)))),
    "table_word": (table, lambda d: docx_to_pdf(to_docx(d, paper=(120, 110)))),
    "columns": (
        lambda: paragraphs(COLUMNS),
        lambda d: html_to_pdf(page(d, Look(FONT, columns=3, size=9, paper="A6 landscape", margins="14mm 10mm"))),
    ),
}


def path(name: str) -> Path:
    """Where the print lies."""
    return FOLDER / f"{name}.pdf"


def compressed(content: bytes) -> bytes:
    """The PDF with its streams compressed, which Chromium leaves plain."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(content)
        flags = ["--compress-streams=y", "--recompress-flate", "--compression-level=9", "--object-streams=generate"]
        subprocess.run(["qpdf", *flags, str(source), str(target)], check=True, capture_output=True)
        return target.read_bytes()


def main() -> None:
    """Print all of them anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (document, print_it) in PRINTS.items():
        path(name).write_bytes(compressed(print_it(document())))


if __name__ == "__main__":
    main()

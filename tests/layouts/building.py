"""Invented documents for the layout tests, and the page model of tables that a text file cannot hold."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import Parsed, SourceEntry
from pipeline.readers.document import Block, Cell, Document, Table
from pipeline.readers.plain_text import read_text

DOCUMENT_ID = "0123456789ab"
# A cell is its text, or (text, row_span, column_span); None where a cell above or to the left covers the place.
CellSpec = str | tuple[str, int, int] | None

NOTICE = """云川县人民政府办公室文件

云政办发〔2024〕6号

云川县人民政府办公室关于印发2024年县政府工作报告重点工作责任分解的通知

各乡镇人民政府，县政府各部门：

现将责任分解印发给你们，请认真贯彻执行。

云川县人民政府办公室

2024年3月8日

2024年县政府工作报告重点工作责任分解

"""


def lay(text: str, source: SourceEntry | None = None) -> tuple[Document, Parsed]:
    """Read and lay out a text, by default as a document of raw/inbox/."""
    return lay_out(read_text(text.encode(), "x.txt"), source or SourceEntry("inbox/x.txt"), document_id=DOCUMENT_ID)


def lay_notice(body: str) -> Parsed:
    """Lay out a list under the letter of an invented county."""
    return lay(NOTICE + body)[1]


def lay_table(
    title: str, rows: Sequence[Sequence[CellSpec]], source: SourceEntry | None = None
) -> tuple[Document, Parsed]:
    """Lay out a title and one table with merged cells, as readers of Word, Excel, HTML and PDF give them."""
    document = table_document(title, rows)
    return lay_out(document, source or SourceEntry("云川县/x.docx", jurisdiction="云川县"), document_id=DOCUMENT_ID)


def table_document(title: str, rows: Sequence[Sequence[CellSpec]]) -> Document:
    """A page model of a title paragraph and one table."""
    text, cells = title + "\n", []
    for number, row in enumerate(rows):
        for column, spec in enumerate(row):
            if spec is None:
                continue
            words, row_span, column_span = (spec, 1, 1) if isinstance(spec, str) else spec
            cells.append(Cell(len(text), len(text) + len(words), number, column, row_span, column_span))
            text += words + "\t"
        text = text.removesuffix("\t") + "\n"
    table = Table(len(rows), max(len(row) for row in rows), tuple(cells))
    blocks = (Block(0, len(title), "paragraph"), Block(len(title) + 1, len(text) - 1, "table", table=table))
    return Document("application/test", text[:-1], blocks)


def roles(parsed: Parsed) -> list[dict[str, str]]:
    """Per task: unit as written → role."""
    return [
        {unit.name_as_written: unit.role for unit in parsed.task_units if unit.task_id == task.task_id}
        for task in parsed.tasks
    ]


def treatments(parsed: Parsed) -> set[str]:
    """The names under which text was set aside."""
    return {remainder.treatment for remainder in parsed.remainders}


def pages_document(pages: Sequence[Sequence[str | list[list[str]]]]) -> Document:
    """A page model of paragraphs and plain tables over several pages."""
    text, blocks = "", []
    for page, parts in enumerate(pages, start=1):
        for part in parts:
            start, cells = len(text), []
            for row, words in enumerate([] if isinstance(part, str) else part):
                for column, word in enumerate(words):
                    cells.append(Cell(len(text), len(text) + len(word), row, column))
                    text += word + "\t"
                text = text[:-1] + "\n"
            text += part if isinstance(part, str) else ""
            table = None if isinstance(part, str) else Table(len(part), len(part[0]), tuple(cells))
            end = len(text) - (table is not None)
            blocks.append(Block(start, end, "table" if table else "paragraph", page=page, table=table))
            text = text[:end] + "\n"
    return Document("application/test", text[:-1], tuple(blocks))

"""How lines become paragraphs and tables again, and what a page says of itself: the readers of examples from pages."""

from __future__ import annotations

from pipeline.layouts.families.plan_outline import is_letter, parted
from pipeline.layouts.outline.parts import outline
from pipeline.layouts.reports.report_tense import tells_of_earlier
from pipeline.layouts.reports.report_year import report_year
from pipeline.layouts.whose.dates import issued_on
from pipeline.layouts.whose.heading import report_words
from pipeline.layouts.whose.particulars import read_particulars
from pipeline.readers.document import Block, Document
from pipeline.readers.line_joining import join_soft_breaks
from pipeline.readers.plain_text import read_text
from pipeline.readers.rich import Rich
from tests.language.evidence.said import NOTHING, YEAR, line

BREAK = "¶"


def lines(text: str) -> str:
    """The paragraphs and tables of a text whose lines end at ¶; a table's cells between bars."""
    document = _read(text)
    return " ¶ ".join(_block(document, block) for block in document.blocks)


def pieces(text: str) -> str:
    """The paragraphs of lines that an author broke by hand, as in a cell or a saved page."""
    return " ¶ ".join(one.text for one in join_soft_breaks(map(Rich.of, text.split(BREAK))))


def parts(text: str) -> str:
    """The titles of a document's parts."""
    return line(part.title or "-" for part in outline(_read(text)).parts)


def day(text: str) -> str:
    """The day on which a document with such lines was issued."""
    rows = text.split(BREAK)
    return str(issued_on(None, rows, rows, []) or NOTHING)


def told_period(text: str) -> str:
    """The part of the year that a title or a column's head names."""
    return report_words(text) or NOTHING


def particulars(text: str) -> str:
    """The fields that lines of labels give."""
    return line(f"{field}: {value}" for field, value in read_particulars(_read(""), text.split(BREAK)).items())


def report_of(text: str) -> str:
    """The year that a report with such lines plans for."""
    return report_year(_read(text), "") or NOTHING


def tense(text: str) -> str:
    """Whether a paragraph tells of the year before the plan's."""
    return "told" if tells_of_earlier(text, YEAR) else "open"


def matters(text: str) -> str:
    """The matters of one paragraph that promises, or that the text is a letter."""
    document = _read(text)
    (part,) = outline(document).parts
    if is_letter(document, part):
        return "letter"
    return line(document.text[token.start : token.end] for token in parted(document, part))


def _read(text: str) -> Document:
    return read_text((text.replace(BREAK, "\n") or "松岚").encode(), "x.txt")


def _block(document: Document, block: Block) -> str:
    if block.table is None:
        return document.slice(block)
    return "|".join(document.slice(cell) for cell in block.table.cells)

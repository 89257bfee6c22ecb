"""An indicator system without values: programme, level, numbered indicators, told by what each cell looks like.

Cells are read by their own form, not by their column, because page breaks shift them.
"""

from __future__ import annotations

import re

from pipeline.language.numbers.numerals import parse_number
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.families.responsibility_table import cover_head
from pipeline.layouts.family import Shared, TableFamily
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.tables.table_header import Header
from pipeline.readers.document import Block, Cell, Document

_PROGRAM = re.compile(r"\s*(?:第)?[（(]?([一二三四五六七八九十]{1,3})[)）、.．]\s*(?=\S{4,})")
_INDICATOR = re.compile(r"(?:^|(?<=\s))(\d{1,2})\s*[.．、]\s*(?!\d)")
_LEVEL = re.compile(r"\s*[\u4e00-\u9fff]{1,6}\s*$")
_MIN_INDICATORS = 3


def detect(document: Document, block: Block, header: Header | None) -> float:
    """How surely a table is a list of numbered indicators under programmes and levels: 0 to 1."""
    assert block.table is not None
    values = {"goal", "target_value", "actual_value", "progress", "unit", "lead_unit"}
    texts = [document.slice(cell).strip() for cell in block.table.cells]
    head = " ".join(texts[: 2 * block.table.column_count])
    if "指标" not in head or (header and header.fields & values):
        return 0.0
    numbered = sum(bool(_INDICATOR.match(text)) for text in texts)
    programs = sum(bool(_PROGRAM.match(text)) for text in texts)
    return 1.0 if numbered >= _MIN_INDICATORS and programs else 0.0


class IndicatorReader:
    """Reads tables of indicators."""

    def __init__(self, collector: Collector, *_: Part | Shared) -> None:
        self.collector = collector

    def read(self, block: Block, header: Header | None, _: str) -> None:
        """Add the indicators of a table."""
        document, collector = self.collector.document, self.collector
        assert block.table is not None
        first = header.end if header else 1
        if header:
            cover_head(document, block, header, collector)
        program, level = 0, ""
        for cell in sorted((c for c in block.table.cells if c.row >= first), key=lambda c: (c.row, c.column)):
            text = document.slice(cell).strip()
            match = _PROGRAM.match(text)
            if not text:
                continue
            if match:
                program, level = int(parse_number(match[1])), ""
            elif _INDICATOR.match(text):
                _numbered(document, cell, program, level, collector)
            elif _LEVEL.match(text):
                level = text
            collector.cover(cell.start, cell.end)


def _numbered(document: Document, cell: Cell, program: int, level: str, collector: Collector) -> None:
    """The numbered indicators of one cell: 1. 甲 2. 乙 are two where their numbers run on."""
    text = document.slice(cell)
    marks: list[re.Match[str]] = []
    for match in _INDICATOR.finditer(text):
        if not marks or int(match[1]) == int(marks[-1][1]) + 1:
            marks.append(match)
    ends = [match.start() for match in marks[1:]] + [len(text)]
    for match, end in zip(marks, ends, strict=True):
        collector.add_indicator(program, level, int(match[1]), cell.start + match.end(), cell.start + end)


FAMILY = TableFamily("indicator_system", None, detect, IndicatorReader, has_tasks=False)

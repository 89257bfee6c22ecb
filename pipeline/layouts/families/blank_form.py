"""Forms still to be filled in: a head, and below it nothing but numbers, dots and names of levels."""

from __future__ import annotations

import re

from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.family import Shared, TableFamily
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.tables.table_header import Header
from pipeline.readers.document import Block, Document

_FILL = re.compile(r"^(?:[.…·。\s]*|\d{1,4}|[/／—－-]+|[\u4e00-\u9fff]{2,3}级?)$")
_CONTENT = ("task", "content", "progress", "indicator")


def detect(document: Document, block: Block, header: Header | None) -> float:
    """How surely a table is such a form: 0 or 1."""
    if header is None or block.table is None:
        return 0.0
    cells = [cell for cell in block.table.cells if cell.row >= header.end]
    texts = {cell: re.sub(r"\s+", "", document.slice(cell)) for cell in cells}
    content = {column.index for column in header.of(*_CONTENT)}
    filled = [text for cell, text in texts.items() if cell.column in content]
    return float(all(map(_FILL.match, texts.values())) and all(len(text) <= 4 for text in filled))


class BlankFormReader:
    """Sets blank forms aside."""

    def __init__(self, collector: Collector, *_: Part | Shared) -> None:
        self.collector = collector

    def read(self, block: Block, _: Header | None, __: str) -> None:
        """Name the table as what it is."""
        self.collector.set_aside(block.start, block.end, "blank_form")


FAMILY = TableFamily("blank_form", None, detect, BlankFormReader, has_tasks=False)

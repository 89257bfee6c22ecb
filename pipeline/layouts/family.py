"""What a family of layouts is: how it is told, and how it is read. ``registry`` lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.record_drafts import Program
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.tables.table_header import Header
from pipeline.readers.document import Block, Document


@dataclass(slots=True)
class Shared:
    """What the parts of one document hand each other: the type of its lists, where settled, and its programmes."""

    list_type: str | None = None
    programs: dict[int, Program] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextFamily:
    """A way of writing lists in running text, found part by part.

    ``detect`` gets the titles of document and part and says how surely a part is written so, 0 to 1; ``parse`` adds
    the part's records.
    """

    name: str
    doc_type: str
    detect: Callable[[Document, Part, str], float]
    parse: Callable[[Document, Part, Collector, Shared], None]
    yields_to_tables: bool = False  # where tables hold the records, the text around them is notes


class TableReader(Protocol):
    """Reads the tables of one part, in order."""

    def read(self, block: Block, header: Header | None, heading: str) -> None:
        """Add the records of a table; ``heading`` is the section's heading above it."""


@dataclass(frozen=True, slots=True)
class TableFamily:
    """A way of laying out tables. ``detect`` says how surely, 0 to 1; ``reader`` makes a reader for one part."""

    name: str
    doc_type: str | None  # of a document that has such a table; None where the table does not say
    detect: Callable[[Document, Block, Header | None], float]
    reader: Callable[[Collector, Part, Shared], TableReader]
    has_tasks: bool = True

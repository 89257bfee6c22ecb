"""All that is laid out of a document: who it is, each record with its words, and what became of every other word.

``every_record/`` holds invented documents, one of each family, and beside each what is to be read of it.
``python -m tests.layouts.test_every_record`` writes that down anew: every line that changes has to be right.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import Parsed, SourceEntry
from pipeline.readers.document import Document
from pipeline.readers.plain_text import read_text
from tests.layouts.building import DOCUMENT_ID

DOCUMENTS = sorted((Path(__file__).parent / "every_record").glob("*.txt"))
TABLES = (
    "tasks", "task_units", "task_leaders", "units", "unit_members", "programs", "indicators", "progress", "remainders",
)  # fmt: skip


def read(path: Path) -> list[str]:
    """What is read of a document, a line for each record."""
    document = read_text(path.read_bytes(), path.name)
    return laid_out(*lay_out(document, SourceEntry(f"inbox/{path.name}"), document_id=DOCUMENT_ID))


def laid_out(document: Document, parsed: Parsed) -> list[str]:
    """A line for each record; the document's id is ID."""
    return [line.replace(DOCUMENT_ID, "ID").replace("\n", "⏎") for line in _lines(document, parsed)]


def _lines(document: Document, parsed: Parsed) -> Iterator[str]:
    yield f"{parsed.layout} | {parsed.role_convention or '-'}"
    yield _line("identity", parsed.identity, document)
    for table in TABLES:
        yield from (_line(table, record, document) for record in getattr(parsed, table))
    for name in ("target_texts", "result_texts"):
        for text in getattr(parsed, name):
            yield f"{_line(name, text, document)} | {document.text[text.start : text.end]!r}"


def _line(table: str, record: Any, document: Document) -> str:
    """A record's fields; in place of offsets the words between them."""
    fields = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    for start in [name for name in fields if name.endswith("start")]:
        end = start.removesuffix("start") + "end"
        span = fields.pop(start), fields.pop(end)
        fields[start.removesuffix("start") + "words"] = "" if None in span else repr(document.text[slice(*span)])
    return " | ".join([table, *("-" if value in (None, "") else str(value) for value in fields.values())])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_record_is_as_written_down(path: Path) -> None:
    assert read(path) == path.with_suffix(".read").read_text("utf-8").splitlines()


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.with_suffix(".read").write_text("\n".join(read(document)) + "\n", "utf-8")

"""What is laid out of each invented text of these tests, in full: beside what its test asks for, all the rest.

``every_text.json`` holds the texts, ``every_text.read`` what is to come of them; ``python -m
tests.layouts.test_every_text`` writes the latter anew: a line that changes is either mended or meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.errors import SetAside
from pipeline.readers.document import Document
from tests.layouts.building import DOCUMENT_ID, lay
from tests.layouts.test_every_record import TABLES

TEXTS = Path(__file__).with_name("every_text.json")
WRITTEN = Path(__file__).with_name("every_text.read")
LEFT_OUT = {
    "document_id",
    "jurisdiction",
    "text",
    "unit_id",
    "task_text",
    "lead_unit_id",
    "narrative",
    "leader_office",
    "is_firm",
}


def lines(text: str) -> Iterator[str]:
    """A line for the document, for each of its records and each stretch that is named, without what is empty."""
    try:
        document, parsed = lay(text)
    except SetAside as refused:
        yield _plain(f"  {refused.reason}: {refused.found}")
        return
    yield _line(f"{parsed.layout} {parsed.role_convention or ''}", parsed.identity, document)
    for table in (*TABLES, "target_texts", "result_texts"):
        if table not in ("units", "unit_members"):
            yield from (_line(table, record, document) for record in getattr(parsed, table))


def _line(table: str, record: Any, document: Document) -> str:
    said = {field.name: getattr(record, field.name) for field in fields(record) if field.name not in LEFT_OUT}
    for start in [name for name in said if name.endswith("start")]:
        span = said.pop(start), said.pop(start.removesuffix("start") + "end")
        said[start] = None if None in span else document.text[slice(*span)]
    told = " | ".join(str(value) for value in said.values() if value not in (None, "", False))
    return _plain(f"  {table}: {told}")


def _plain(line: str) -> str:
    return line.replace(f"{DOCUMENT_ID}/", "").replace("\n", "⏎").replace("\r", "␍")


def read() -> list[str]:
    """The place of every text, and below it what is laid out of it."""
    texts: list[str] = json.loads(TEXTS.read_text("utf-8"))
    return [line for number, text in enumerate(texts) for line in (str(number), *lines(text))]


def test_every_text_is_laid_out_as_written_down() -> None:
    assert read() == WRITTEN.read_text("utf-8").splitlines()


if __name__ == "__main__":
    WRITTEN.write_text("\n".join(read()) + "\n", "utf-8")

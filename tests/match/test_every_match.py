"""All that matching says of the documents of a county and of the invented cities, record by record.

``every_match/`` holds an invented plan, a work report and a report on the plan, and what is to come of all of them.
``python -m tests.match.test_every_match`` writes that down anew: every line that changes has to be right.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.match import match
from pipeline.understand import understand
from tests.readers.test_page_models import RENDERED, SCANNED

FOLDER = Path(__file__).parent / "every_match"
LEFT_OUT = {"document_id", "jurisdiction"}


DOCUMENTS = {
    "matched": sorted(FOLDER.glob("*.txt")),
    "cities": sorted(path for path in RENDERED.iterdir() if path.name not in SCANNED),
}


def matched(paths: Sequence[Path]) -> list[str]:
    """Every record of matching, a line each; a document's id is its file's name."""
    records: dict[str, list[Any]] = defaultdict(list)
    names: dict[str, str] = {}
    for path in paths:
        understood = understand(path.read_bytes(), SourceEntry(f"inbox/{path.name}"))
        for table, rows in understood.records.items():
            records[table] += rows
        names[understood.records["documents"][0].document_id] = path.stem
    lines = "\n".join(line for table, rows in match(records).items() for line in _lines(table, rows))
    return re.sub("|".join(names), lambda found: names[found[0]], lines).splitlines()


def _lines(table: str, rows: list[Any]) -> Iterator[str]:
    for row in rows:
        fields = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
        told = (f"{name}={value}" for name, value in fields.items() if name not in LEFT_OUT and value not in (None, ""))
        yield " | ".join([table, *told])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_record_is_as_written_down(name: str) -> None:
    assert matched(DOCUMENTS[name]) == (FOLDER / f"{name}.read").read_text("utf-8").splitlines()


if __name__ == "__main__":
    for name, paths in DOCUMENTS.items():
        (FOLDER / f"{name}.read").write_text("\n".join(matched(paths)) + "\n", "utf-8")

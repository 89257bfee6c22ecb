"""All that matching says of three documents of one county: links, answers, reasons and remarks, record by record.

``every_match/`` holds an invented plan, a work report and a report on the plan, and what is to come of them.
``python -m tests.match.test_every_match`` writes that down anew: every line that changes has to be right.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.match import match
from pipeline.understand import understand

FOLDER = Path(__file__).parent / "every_match"
LEFT_OUT = {"document_id", "jurisdiction"}


def matched() -> str:
    """Every record of matching, a line each; a document's id is its file's name."""
    records: dict[str, list[Any]] = defaultdict(list)
    names: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        understood = understand(path.read_bytes(), SourceEntry(f"inbox/{path.name}"))
        for table, rows in understood.records.items():
            records[table] += rows
        names[understood.records["documents"][0].document_id] = path.stem
    lines = "\n".join(line for table, rows in match(records).items() for line in _lines(table, rows))
    return re.sub("|".join(names), lambda found: names[found[0]], lines) + "\n"


def _lines(table: str, rows: list[Any]) -> Iterator[str]:
    for row in rows:
        fields = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
        told = (f"{name}={value}" for name, value in fields.items() if name not in LEFT_OUT and value not in (None, ""))
        yield " | ".join([table, *told])


def test_every_record_is_as_written_down() -> None:
    assert matched().splitlines() == (FOLDER / "matched.read").read_text("utf-8").splitlines()


if __name__ == "__main__":
    (FOLDER / "matched.read").write_text(matched(), "utf-8")

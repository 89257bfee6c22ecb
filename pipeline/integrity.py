"""What must hold of one document's records before they join the others.

The warehouse enforces keys for all documents together; a slip in one document must fail that document alone, so
it is looked for here first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import DubanError

Records = Mapping[str, list[Any]]

KEYS: dict[str, tuple[str, ...]] = {
    "tasks": ("task_id",),
    "task_units": ("task_id", "position", "unit_id", "role"),
    "programs": ("program_id",),
    "indicators": ("indicator_id",),
    "targets": ("target_id",),
    "milestones": ("target_id",),
    "progress": ("progress_id",),
    "actuals": ("actual_id",),
    "claims": ("claim_id",),
}
# (table, column) → (table, column) it refers to; null refers to nothing
REFERENCES = {
    ("task_units", "task_id"): ("tasks", "task_id"),
    ("task_units", "unit_id"): ("units", "unit_id"),
    ("task_leaders", "task_id"): ("tasks", "task_id"),
    ("targets", "task_id"): ("tasks", "task_id"),
    ("targets", "progress_id"): ("progress", "progress_id"),
    ("milestones", "task_id"): ("tasks", "task_id"),
    ("milestones", "progress_id"): ("progress", "progress_id"),
    ("progress", "lead_unit_id"): ("units", "unit_id"),
    ("actuals", "progress_id"): ("progress", "progress_id"),
    ("claims", "progress_id"): ("progress", "progress_id"),
}
QUOTED = ("targets", "milestones", "actuals", "claims")


class BrokenRecords(DubanError):
    """Records that contradict each other: a fault of this software, not of the document."""


def demand_integrity(records: Records) -> None:
    """Raise ``BrokenRecords`` naming every table and key that is double, refers to nothing, or misquotes its text."""
    problems = [*_doubled(records), *_orphans(records), *_misquoted(records)]
    if problems:
        raise BrokenRecords("; ".join(problems))


def _doubled(records: Records) -> Iterator[str]:
    for table, columns in KEYS.items():
        counts = Counter(tuple(getattr(row, column) for column in columns) for row in records[table])
        yield from (f"{table} has {key} {count} times" for key, count in counts.items() if count > 1)


def _orphans(records: Records) -> Iterator[str]:
    for (table, column), (other, key) in REFERENCES.items():
        known = {getattr(row, key) for row in records[other]} | {None}
        missing = {getattr(row, column) for row in records[table]} - known
        yield from (f"{table}.{column} {value} is not in {other}" for value in sorted(missing))


def _misquoted(records: Records) -> Iterator[str]:
    text = records["texts"][0].text
    for table in QUOTED:
        for row in records[table]:
            if text[row.char_start : row.char_end] != row.quote:
                yield f"{table} quotes {row.quote!r}, which does not stand at {row.char_start}:{row.char_end}"

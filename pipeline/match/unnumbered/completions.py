"""Per progress row: whether everything concrete that its task name promises is reported finished."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.language.results.completion import read_completion
from pipeline.period import end_of
from pipeline.records import CompletionRecord, ProgressRecord


def complete_rows(progress: Iterable[ProgressRecord]) -> list[CompletionRecord]:
    """One record per progress row, in row order; it decides the status of rows without numeric targets."""
    ordered = sorted(progress, key=lambda row: (row.document_id, row.row_no, row.progress_id))
    return [_record(row) for row in ordered]


def _record(row: ProgressRecord) -> CompletionRecord:
    found = read_completion(row.task_name, row.narrative, row.period_id if end_of(row.period_id) else None)
    return CompletionRecord(row.progress_id, found.is_done, found.explanation)

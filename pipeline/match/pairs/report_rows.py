"""Every row of every report with what it reports, read once and used by all of matching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.match.pairs.evidence import Row, read_row
from pipeline.records import ActualRecord, ClaimRecord, ProgressRecord, TextRecord


def read_rows(
    progress: Iterable[ProgressRecord],
    actuals: Iterable[ActualRecord],
    claims: Iterable[ClaimRecord],
    texts: Iterable[TextRecord],
) -> list[Row]:
    """The rows of all reports, by document and row number."""
    results: dict[str, list[ActualRecord]] = defaultdict(list)
    for actual in actuals:
        results[actual.progress_id].append(actual)
    said: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        said[claim.progress_id].append(claim)
    text = {record.document_id: record.text for record in texts}
    return [
        read_row(record, text.get(record.document_id), results[record.progress_id], said[record.progress_id])
        for record in sorted(progress, key=lambda row: (row.document_id, row.row_no, row.progress_id))
    ]

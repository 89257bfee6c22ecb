"""Read one document into the store, or say why not. No Dagster here: the asset around it is thin."""

from __future__ import annotations

import hashlib
import traceback
from typing import Any

from pipeline.errors import SetAside
from pipeline.layouts.parsed import SourceEntry
from pipeline.manifest import RawFile
from pipeline.store import DocumentOutcome, RecordStore

UNREAD = "unread"


def read_document(file: RawFile, entry: SourceEntry, key: str, store: RecordStore) -> DocumentOutcome:
    """The outcome of one document: from the store when its content was read before, else by reading it now.

    An error of ours is an outcome too ('fault', with its traceback): it fails this document's check and is tried
    again by the next refresh, and the other documents go on.
    """
    known = store.outcome(key)
    if known is not None:
        return known
    try:
        outcome, records = _understand(file, entry)
    except SetAside as problem:
        outcome, records = _set_aside(file, entry, problem), {}
    except Exception:
        return DocumentOutcome(
            file.document_id, file.file_name, False, entry.jurisdiction, reason="fault", error=traceback.format_exc()
        )
    store.write_document(key, outcome, records)
    return outcome


def _understand(file: RawFile, entry: SourceEntry) -> tuple[DocumentOutcome, dict[str, list[Any]]]:
    from pipeline.understand import understand

    content = file.path.read_bytes()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise OSError(f"{file.file_name} changed while it was being read; refresh again")
    understood = understand(content, entry)
    records = understood.records
    outcome = DocumentOutcome(
        document_id=file.document_id,
        file_name=file.file_name,
        success=True,
        jurisdiction=records["documents"][0].jurisdiction,
        layout=understood.layout,
        counts={table: len(rows) for table, rows in records.items() if rows},
        unread_chars=sum(len(row.text) for row in records["remainders"] if row.treatment == UNREAD),
    )
    return outcome, records


def _set_aside(file: RawFile, entry: SourceEntry, problem: SetAside) -> DocumentOutcome:
    return DocumentOutcome(
        document_id=file.document_id,
        file_name=file.file_name,
        success=False,
        jurisdiction=entry.jurisdiction,
        layout=problem.nearest_layout,
        reason=problem.reason,
        error=str(problem),
        found=problem.found,
        expected=problem.expected,
        advice=problem.advice,
    )

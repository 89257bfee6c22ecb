"""Read one document into the store, or say why not. No Dagster here: the asset around it is thin."""

from __future__ import annotations

import dataclasses
import hashlib
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import Announcement, SourceEntry
from pipeline.manifest import RawFile
from pipeline.runs.cluster import Cluster
from pipeline.runs.plan import PlannedDocument
from pipeline.sandbox.workers import Sandbox, WorkerFault
from pipeline.store import DocumentOutcome, RecordStore, document_columns
from pipeline.understand import Understood

UNREAD = "unread"
MAX_BYTES = 200 << 20  # of a file: more than its worker may hold several times over
BARE_NOTICE = "Nothing, where it only announces: its annexes were read with its place, number, issuer and date."

Understand = Callable[[bytes, SourceEntry], Understood]


def read_documents(
    planned: Sequence[PlannedDocument], store: RecordStore, scheduler: str | None = None
) -> Iterator[DocumentOutcome]:
    """The outcome of every document, in the plan's order; new ones are read by as many workers as there are cores.

    A worker is started for the first document that the store does not know, so a refresh of known ones starts none.
    ``scheduler`` is the address of a cluster that reads them instead.
    """

    announcing = {document.notice[0].file_name for document in planned if document.notice is not None}

    def read(document: PlannedDocument) -> DocumentOutcome:
        if document.problem is not None:
            return _set_aside(document.file, document.entry, document.problem)
        understand = understand_annex(document, reader)
        outcome = read_document(document.file, document.entry, document.key, store, understand)
        is_bare_notice = outcome.file_name in announcing and outcome.reason in ("unknown_layout", "no_task")
        return dataclasses.replace(outcome, advice=BARE_NOTICE) if is_bare_notice else outcome

    with Cluster(scheduler) if scheduler else Sandbox() as reader, ThreadPoolExecutor(reader.size) as pool:
        yield from pool.map(read, planned)


def understand_annex(document: PlannedDocument, reader: Sandbox | Cluster) -> Understand:
    """``understand`` for a document that may be annexed to another, whose bytes then go with it."""

    def understand(content: bytes, entry: SourceEntry) -> Understood:
        if document.notice is not None and document.notice[0].byte_size <= MAX_BYTES:
            file, source = document.notice
            entry = dataclasses.replace(entry, announcement=Announcement(file.read(), source))
        return reader.understand(content, entry)

    return understand


def read_document(
    file: RawFile, entry: SourceEntry, key: str, store: RecordStore, understand: Understand
) -> DocumentOutcome:
    """The outcome of one document: from the store when its content was read before, else by ``understand`` now.

    An error of ours is an outcome too ('fault', with its traceback): it fails this document's check and is tried
    again by the next refresh, and the other documents go on.
    """
    known = store.outcome(key)
    if known is not None:
        return known
    try:
        outcome, records = _understand(file, entry, understand)
    except SetAside as problem:
        outcome, records = _set_aside(file, entry, problem), {}
    except Exception as error:
        told = str(error) if isinstance(error, WorkerFault) else traceback.format_exc()
        return DocumentOutcome(file.document_id, file.file_name, False, entry.jurisdiction, reason="fault", error=told)
    store.write_document(key, outcome, records)
    return outcome


def _understand(
    file: RawFile, entry: SourceEntry, understand: Understand
) -> tuple[DocumentOutcome, dict[str, list[Any]]]:
    if file.byte_size > MAX_BYTES:
        raise SetAside("too_large", found=f"{file.file_name} has {file.byte_size:,} bytes",
                       expected=f"at most {MAX_BYTES:,}", advice="Drop the text without its pictures.")  # fmt: skip
    content = file.read()
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
        columns=document_columns(),
    )
    return outcome, records


def _set_aside(file: RawFile, entry: SourceEntry, problem: SetAside) -> DocumentOutcome:
    """The outcome of a document that is not read, for the reason ``problem`` gives."""
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
        where=problem.where,
    )

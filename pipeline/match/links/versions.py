"""Versions of one document: which issue stands, and which gave way to it.

Two documents are issues of one when place, type, period and title agree, words of revision left out, and their
numbers do not differ. The later-dated takes the other's place; so does one that calls itself a correction, and of two
that hold the same words (a list as PDF and as DOCX) the one whose file name comes first. Issues with other words and
without a date between them both stand: nobody can say which is right.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from pipeline.language.words.enclosed import without_brackets
from pipeline.match.names.text_forms import normal_form
from pipeline.records import DocumentRecord, ProgressRecord, TaskRecord, VersionRecord

_REVISION = re.compile(r"更正|修订|修改|更新|调整")

Words = Mapping[str, Sequence[str]]  # document id → what its tasks and rows say, in order


def versions(
    documents: Iterable[DocumentRecord], tasks: Iterable[TaskRecord], progress: Iterable[ProgressRecord]
) -> list[VersionRecord]:
    """One record per document, by id: its place among its issues, and the issue that took its place."""
    words = _words(tasks, progress)
    issues: dict[tuple[str | None, ...], list[DocumentRecord]] = defaultdict(list)
    for document in documents:
        issues[_what_it_is(document)].append(document)
    found = [record for group in issues.values() for record in _numbered(group, words)]
    return sorted(found, key=lambda record: record.document_id)


def standing(records: Mapping[str, Sequence[Any]], issues: Iterable[VersionRecord]) -> dict[str, list[Any]]:
    """The records of the documents that no other issue replaced."""
    old = {issue.document_id for issue in issues if issue.superseded_by is not None}
    return {table: [row for row in rows if document_of(row) not in old] for table, rows in records.items()}


def document_of(row: Any) -> str | None:
    """The document a record comes from; its key says so where no column does."""
    if hasattr(row, "document_id"):
        return cast("str", row.document_id)
    key = getattr(row, "task_id", None) or getattr(row, "progress_id", None)
    return key.split("/")[0] if key else None


def _words(tasks: Iterable[TaskRecord], progress: Iterable[ProgressRecord]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: (task.document_id, task.char_start, task.task_id)):
        words[task.document_id].append(normal_form(task.task_text))
    for row in sorted(progress, key=lambda row: (row.document_id, row.char_start, row.progress_id)):
        words[row.document_id].append(normal_form(row.task_name + row.narrative))
    return words


def _what_it_is(document: DocumentRecord) -> tuple[str | None, ...]:
    title = _REVISION.sub("", normal_form(without_brackets(document.title)))
    return document.jurisdiction, document.doc_type, document.plan_period_id, document.report_period_id, title


def _numbered(group: Sequence[DocumentRecord], words: Words) -> list[VersionRecord]:
    """Oldest first; what another replaces points to the newest that does."""
    ordered = sorted(group, key=lambda d: d.file_name, reverse=True)
    ordered.sort(key=lambda d: (d.issued_on or dt.date.min, _is_correction(d)))
    records: list[VersionRecord] = []
    for place, document in enumerate(ordered):
        newer = [other for other in ordered[place + 1 :] if _replaces(other, document, words)]
        older = sum(_replaces(document, other, words) for other in ordered[:place])
        records.append(VersionRecord(document.document_id, older + 1, newer[-1].document_id if newer else None))
    return records


def _replaces(new: DocumentRecord, old: DocumentRecord, words: Words) -> bool:
    """Whether ``new``, which does not stand before ``old`` in the order of issues, takes its place."""
    if words.get(new.document_id) and words.get(new.document_id) == words.get(old.document_id):
        return True
    numbers = {normal_form(document.doc_number) for document in (new, old) if document.doc_number}
    if len(numbers) > 1 and not _is_correction(new):
        return False
    is_later = bool(new.issued_on and old.issued_on and new.issued_on > old.issued_on)
    return is_later or (_is_correction(new) and not _is_correction(old))


def _is_correction(document: DocumentRecord) -> bool:
    return _REVISION.search(document.title) is not None

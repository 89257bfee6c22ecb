"""One document's bytes in, its records out: read → lay out → understand. Pure: no clock, network or database."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipeline.errors import SetAside
from pipeline.integrity import demand_integrity
from pipeline.language.numbers.quote_guard import objection
from pipeline.layouts import heading_of, lay_out
from pipeline.layouts.collecting.parsed import Announcement, Parsed, SourceEntry
from pipeline.layouts.whose.heading import Heading
from pipeline.readers import read
from pipeline.readers.document import Document
from pipeline.records import ActualRecord, DocumentRecord, RemainderRecord, TargetRecord, TextRecord
from pipeline.understand.promised import milestone_records, target_records
from pipeline.understand.reported import actual_records, claim_records

CONTRADICTED = "value_contradicts_its_quote"  # the treatment of a number that its quote does not bear out
Number = TypeVar("Number", TargetRecord, ActualRecord)


@dataclass(slots=True)
class Understood:
    """The records of one document by table name (``records.DOCUMENT_TABLES``)."""

    document_id: str
    layout: str
    records: dict[str, list[Any]] = field(default_factory=dict)


def understand(content: bytes, source: SourceEntry) -> Understood:
    """Read, lay out and understand one document.

    ``content`` is the file's bytes, ``source`` its entry in source.yml. Raises ``SetAside`` with a reason a
    person can act on when the document cannot be loaded whole, ``BrokenRecords`` when its records do not fit together.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    document = read(content, source.file_name)
    notice = _notice_heading(source.announcement) if source.announcement else None
    document, parsed = lay_out(document, source, document_id=sha256[:12], notice=notice)
    targets, of_targets = _kept(target_records(document, parsed))
    actuals, of_actuals = _kept(actual_records(document, parsed))
    records: dict[str, list[Any]] = {
        "documents": [_document_record(document, parsed, source, sha256)],
        "texts": [TextRecord(parsed.identity.document_id, document.text)],
        "tasks": parsed.tasks,
        "task_units": parsed.task_units,
        "task_leaders": parsed.task_leaders,
        "units": parsed.units,
        "unit_members": parsed.unit_members,
        "programs": parsed.programs,
        "indicators": parsed.indicators,
        "progress": parsed.progress,
        "remainders": _with_contradicted(document, parsed, [*of_targets, *of_actuals]),
        "targets": targets,
        "milestones": milestone_records(document, parsed, targets),
        "actuals": actuals,
        "claims": claim_records(document, parsed),
    }
    demand_integrity(records)
    return Understood(parsed.identity.document_id, parsed.layout, records)


def _kept(read: Sequence[Number]) -> tuple[list[Number], list[Number]]:
    """The numbers that their own quotes bear out, and those that they do not: these are never published."""
    doubted = [one for one in read if objection(one.value, one.kind, one.unit, one.comparator, one.quote)]
    return [one for one in read if one not in doubted], doubted


def _with_contradicted(
    document: Document, parsed: Parsed, doubted: Sequence[TargetRecord | ActualRecord]
) -> list[RemainderRecord]:
    """The remainders with the words of values that were read otherwise than they stand."""
    first = max((remainder.position for remainder in parsed.remainders), default=0) + 1
    return [
        *parsed.remainders,
        *(
            RemainderRecord(
                document_id=parsed.identity.document_id,
                position=position,
                treatment=CONTRADICTED,
                text=one.quote,
                source_page=document.page_at(one.char_start),
                char_start=one.char_start,
                char_end=one.char_end,
            )
            for position, one in enumerate(doubted, first)
        ),
    ]


def _notice_heading(announcement: Announcement) -> Heading | None:
    """Who the notice of an annex is; None for one that cannot be read, which its own outcome says."""
    try:
        document = read(announcement.content, announcement.source.file_name)
    except SetAside:
        return None
    return heading_of(document, announcement.source)


def _document_record(document: Document, parsed: Parsed, source: SourceEntry, sha256: str) -> DocumentRecord:
    """``Identity`` names its fields as the record does; the file's own come from the source entry and the reader."""
    identity = {part.name: getattr(parsed.identity, part.name) for part in dataclasses.fields(parsed.identity)}
    return DocumentRecord(
        **identity,
        file_name=source.file_name,
        original_file_name=source.original_file_name,
        origin=source.origin,
        media_type=document.media_type,
        sha256=sha256,
        page_count=document.page_count,
        layout=parsed.layout,
        role_convention=parsed.role_convention,
    )

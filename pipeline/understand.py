"""One document's bytes in, its records out: read → lay out → understand. Pure: no clock, network or database."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.language.claims import read_claims
from pipeline.language.mentions import ClaimMention, ResultMention, TargetMention
from pipeline.language.results import read_results
from pipeline.language.targets import read_targets
from pipeline.layouts import lay_out
from pipeline.layouts.parsed import Parsed, SourceEntry
from pipeline.readers import read
from pipeline.readers.document import Document
from pipeline.records import ActualRecord, ClaimRecord, DocumentRecord, TargetRecord, TextRecord


@dataclass(slots=True)
class Understood:
    """The records of one document by table name (``records.DOCUMENT_TABLES``)."""

    document_id: str
    layout: str
    records: dict[str, list[Any]] = field(default_factory=dict)


def understand(content: bytes, source: SourceEntry) -> Understood:
    """Read, lay out and understand one document.

    ``content`` is the file's bytes, ``source`` its entry in source.yml. Raises ``SetAside`` with a reason a
    person can act on when the document cannot be loaded whole.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    document = read(content, source.file_name)
    document, parsed = lay_out(document, source, document_id=sha256[:12])
    records = {
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
        "remainders": parsed.remainders,
        "targets": target_records(document, parsed),
        "actuals": actual_records(document, parsed),
        "claims": claim_records(document, parsed),
    }
    return Understood(parsed.identity.document_id, parsed.layout, records)

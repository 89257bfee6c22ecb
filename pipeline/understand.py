"""One document's bytes in, its records out: read → lay out → understand. Pure: no clock, network or database."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.language.claims import read_claims
from pipeline.language.mentions import ClaimMention, ResultMention, TargetMention
from pipeline.language.quantities import scan_quantities
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


def target_records(document: Document, parsed: Parsed) -> list[TargetRecord]:
    """The targets of every stretch the layout marked; a number restated in a column and in the text is one target."""
    read: dict[str, list[TargetRecord]] = defaultdict(list)
    rows = {row.progress_id for row in parsed.progress}
    for stretch in parsed.target_texts:
        text = document.text[stretch.start : stretch.end]
        targets = read[stretch.owner_id]
        subjects = [(target.indicator, target.unit) for target in targets]
        for mention in read_targets(
            text, stretch.period_id, indicator=stretch.indicator, unit=stretch.unit, subjects=subjects
        ):
            if not any(_restates(mention, earlier) for earlier in targets):
                target_id = f"{stretch.owner_id}#t{len(targets) + 1}"
                record = _target_record(document, parsed, target_id, len(targets) + 1, mention, stretch.start)
                owner = "progress_id" if stretch.owner_id in rows else "task_id"
                targets.append(dataclasses.replace(record, **{owner: stretch.owner_id}))
    return [target for targets in read.values() for target in targets]


def actual_records(document: Document, parsed: Parsed) -> list[ActualRecord]:
    """The results of every narrative and numeric column, numbered per progress row in reading order."""
    records: dict[str, list[ActualRecord]] = defaultdict(list)
    for stretch in parsed.result_texts:
        if stretch.is_percent_of_target:
            continue
        text = document.text[stretch.start : stretch.end]
        for mention in read_results(text, stretch.period_id, indicator=stretch.indicator, unit=stretch.unit):
            row = records[stretch.progress_id]
            row.append(_actual_record(document, parsed, stretch.progress_id, len(row) + 1, mention, stretch.start))
    return [record for row in records.values() for record in row]


def claim_records(document: Document, parsed: Parsed) -> list[ClaimRecord]:
    """The statements of completion, and the percentages of a 完成率 column."""
    records: dict[str, list[ClaimRecord]] = defaultdict(list)
    for stretch in parsed.result_texts:
        if stretch.indicator and not stretch.is_percent_of_target:
            continue
        text = document.text[stretch.start : stretch.end]
        mentions = _percent_column(text) if stretch.is_percent_of_target else read_claims(text)
        for mention in mentions:
            row = records[stretch.progress_id]
            row.append(_claim_record(document, parsed, stretch.progress_id, len(row) + 1, mention, stretch.start))
    return [record for row in records.values() for record in row]


def _percent_column(text: str) -> list[ClaimMention]:
    """A 完成率 column states a percentage of the target, with or without its sign."""
    numbers = scan_quantities(text)
    return [
        ClaimMention("percent_of_target", None, number.value, number.start, number.end)
        for number in numbers[:1]
        if number.unit in ("%", "")
    ]


def _restates(mention: TargetMention, earlier: TargetRecord) -> bool:
    same_number = (mention.value, mention.value_high, mention.unit) == (earlier.value, earlier.value_high, earlier.unit)
    same_promise = (mention.kind, mention.period_id) == (earlier.kind, earlier.period_id)
    names = (mention.indicator, earlier.indicator)
    return same_number and same_promise and (names[0] in names[1] or names[1] in names[0])


def _document_record(document: Document, parsed: Parsed, source: SourceEntry, sha256: str) -> DocumentRecord:
    identity = parsed.identity
    return DocumentRecord(
        document_id=identity.document_id,
        jurisdiction=identity.jurisdiction,
        title=identity.title,
        doc_number=identity.doc_number,
        issuer=identity.issuer,
        issued_on=identity.issued_on,
        doc_type=identity.doc_type,
        plan_period_id=identity.plan_period_id,
        report_period_id=identity.report_period_id,
        file_name=source.file_name,
        original_file_name=source.original_file_name,
        origin=source.origin,
        media_type=document.media_type,
        sha256=sha256,
        page_count=document.page_count,
        layout=parsed.layout,
        role_convention=parsed.role_convention,
    )


def _target_record(
    document: Document, parsed: Parsed, target_id: str, position: int, mention: TargetMention, offset: int
) -> TargetRecord:
    start, end = offset + mention.start, offset + mention.end
    return TargetRecord(
        target_id=target_id,
        task_id=None,
        progress_id=None,
        document_id=parsed.identity.document_id,
        position=position,
        indicator=mention.indicator,
        comparator=mention.comparator,
        value=mention.value,
        value_high=mention.value_high,
        unit=mention.unit,
        kind=mention.kind,
        aggregation=mention.aggregation,
        period_id=mention.period_id,
        is_annual=mention.is_annual,
        scope=mention.scope,
        is_firm=mention.is_firm,
        is_approximate=mention.is_approximate,
        rule=mention.rule,
        quote=document.text[start:end],
        source_page=document.page_at(start),
        char_start=start,
        char_end=end,
    )


def _actual_record(
    document: Document, parsed: Parsed, progress_id: str, position: int, mention: ResultMention, offset: int
) -> ActualRecord:
    start, end = offset + mention.start, offset + mention.end
    return ActualRecord(
        actual_id=f"{progress_id}#a{position}",
        progress_id=progress_id,
        document_id=parsed.identity.document_id,
        position=position,
        indicator=mention.indicator,
        comparator=mention.comparator,
        value=mention.value,
        unit=mention.unit,
        kind=mention.kind,
        as_of_period_id=mention.as_of_period_id,
        scope=mention.scope,
        is_approximate=mention.is_approximate,
        basis="measured",
        rule=mention.rule,
        quote=document.text[start:end],
        char_start=start,
        char_end=end,
    )


def _claim_record(
    document: Document, parsed: Parsed, progress_id: str, position: int, mention: ClaimMention, offset: int
) -> ClaimRecord:
    start, end = offset + mention.start, offset + mention.end
    return ClaimRecord(
        claim_id=f"{progress_id}#c{position}",
        progress_id=progress_id,
        document_id=parsed.identity.document_id,
        position=position,
        claim=mention.claim,
        subject=mention.subject,
        stated_percent=mention.stated_percent,
        quote=document.text[start:end],
        char_start=start,
        char_end=end,
    )

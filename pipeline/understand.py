"""One document's bytes in, its records out: read → lay out → understand. Pure: no clock, network or database."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from pipeline.errors import SetAside
from pipeline.integrity import demand_integrity
from pipeline.language.numbers.measures import comparable
from pipeline.language.numbers.quantities import scan_quantities
from pipeline.language.numbers.quote_guard import objection
from pipeline.language.numbers.quotes import decimal_places, label_of, quote_facts
from pipeline.language.promises.ladders import rank_of
from pipeline.language.promises.targets import read_targets
from pipeline.language.promises.unnumbered import read_promises
from pipeline.language.results.claims import read_claims
from pipeline.language.results.measured import read_results
from pipeline.language.words.mentions import ClaimMention, MilestoneMention, ResultMention, TargetMention
from pipeline.layouts import heading_of, lay_out
from pipeline.layouts.collecting.parsed import Announcement, Parsed, SourceEntry, TargetText
from pipeline.layouts.whose.heading import Heading
from pipeline.readers import read
from pipeline.readers.document import Document
from pipeline.records import (
    ActualRecord,
    ClaimRecord,
    DocumentRecord,
    MilestoneRecord,
    RemainderRecord,
    TargetRecord,
    TextRecord,
    storable,
)

SENTENCE_REACH = 80  # characters in front of a number in which its sentence may say over how many years it runs
CONTRADICTED = "value_contradicts_its_quote"  # the treatment of a number that its quote does not bear out
Number = TypeVar("Number", TargetRecord, ActualRecord)
Mention = TargetMention | MilestoneMention | ResultMention | ClaimMention


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


def target_records(document: Document, parsed: Parsed) -> list[TargetRecord]:
    """The targets of every stretch the layout marked; a number restated in a column and in the text is one target."""
    read: dict[str, list[tuple[TargetText, TargetMention]]] = defaultdict(list)
    for stretch in parsed.target_texts:
        owned = read[stretch.owner_id]
        for mention in _targets_of(document, stretch, [earlier for _, earlier in owned]):
            if not any(_restates(mention, earlier) for _, earlier in owned):
                owned.append((stretch, mention))
    rows, names = {row.progress_id for row in parsed.progress}, _names(parsed)
    return [
        TargetRecord(
            target_id=f"{owner}#t{position}",
            task_id=None if owner in rows else owner,
            progress_id=owner if owner in rows else None,
            position=position,
            source_page=document.page_at(stretch.start + mention.start),
            **_target_fields(document, parsed, _named(mention, names.get(owner, "")), stretch.start),
        )
        for owner, owned in read.items()
        for position, (stretch, mention) in enumerate(_without_named(document, owned), 1)
    ]


def _names(parsed: Parsed) -> dict[str, str]:
    """What each task and row is called."""
    tasks = {task.task_id: task.title or task.task_text for task in parsed.tasks}
    return tasks | {row.progress_id: row.task_name for row in parsed.progress}


def _named(mention: TargetMention, name: str) -> TargetMention:
    """A goal that says only how much (增长6%) is that of the thing its row names (地区生产总值)."""
    is_name = not re.search(r"\w", mention.indicator) and re.fullmatch(r"[^\d\s，,。；;]{2,24}", name)
    return dataclasses.replace(mention, indicator=name) if is_name else mention


def _without_named(
    document: Document, owned: list[tuple[TargetText, TargetMention]]
) -> list[tuple[TargetText, TargetMention]]:
    """Without the numbers that stand in the name of what a column of goals promises (新建6000个站点 | 320)."""
    goals = [(stretch.indicator, mention) for stretch, mention in owned if stretch.indicator]

    def is_in_name(stretch: TargetText, mention: TargetMention) -> bool:
        quote = document.text[stretch.start + mention.start : stretch.start + mention.end]
        return any(
            quote in name and comparable(goal.unit, mention.unit) and goal.period_id == mention.period_id
            for name, goal in goals
        )

    return [(stretch, mention) for stretch, mention in owned if stretch.indicator or not is_in_name(stretch, mention)]


def milestone_records(document: Document, parsed: Parsed, targets: list[TargetRecord]) -> list[MilestoneRecord]:
    """The promises without a number of every running text the layout marked; what a number promises is left to it."""
    counted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for target in targets:
        counted[target.task_id or target.progress_id or ""].append((target.char_start, target.char_end))
    rows = {row.progress_id for row in parsed.progress}
    found: list[MilestoneRecord] = []
    for stretch in parsed.target_texts:
        if stretch.indicator is None:
            inside = [(a - stretch.start, b - stretch.start) for a, b in counted[stretch.owner_id]]
            text = document.text[stretch.start : stretch.end]
            for mention in read_promises(text, stretch.period_id, inside):
                found.append(_milestone_record(document, parsed, mention, stretch, found, stretch.owner_id in rows))
    return found


def _milestone_record(
    document: Document,
    parsed: Parsed,
    mention: MilestoneMention,
    stretch: TargetText,
    found: list[MilestoneRecord],
    is_row: bool,
) -> MilestoneRecord:
    owner = stretch.owner_id
    position = 1 + sum((one.task_id or one.progress_id) == owner and one.kind == mention.kind for one in found)
    placed = _placed(document, parsed, mention, stretch.start)
    return MilestoneRecord(
        target_id=f"{owner}#{mention.kind[0]}{position}",
        task_id=None if is_row else owner,
        progress_id=owner if is_row else None,
        position=position,
        stage_rank=rank_of(mention.thing_class, mention.stage) if mention.thing_class and mention.stage else None,
        source_page=document.page_at(placed["char_start"]),
        **placed,
    )


def actual_records(document: Document, parsed: Parsed) -> list[ActualRecord]:
    """The results of every narrative and numeric column, numbered per progress row in reading order."""
    read: dict[str, list[ActualRecord]] = defaultdict(list)
    for stretch in parsed.result_texts:
        if stretch.is_percent_of_target:
            continue
        text = document.text[stretch.start : stretch.end]
        for mention in read_results(text, stretch.period_id, indicator=stretch.indicator, unit=stretch.unit):
            actuals = read[stretch.progress_id]
            position = len(actuals) + 1
            actuals.append(
                ActualRecord(
                    actual_id=f"{stretch.progress_id}#a{position}",
                    progress_id=stretch.progress_id,
                    position=position,
                    basis="measured",
                    **_placed(document, parsed, mention, stretch.start),
                )
            )
    return [actual for actuals in read.values() for actual in actuals]


def claim_records(document: Document, parsed: Parsed) -> list[ClaimRecord]:
    """The statements of completion, and the percentages of a 完成率 column."""
    read: dict[str, list[ClaimRecord]] = defaultdict(list)
    for stretch in parsed.result_texts:
        if stretch.indicator and not stretch.is_percent_of_target:
            continue
        text = document.text[stretch.start : stretch.end]
        for mention in _percent_column(text, stretch.indicator) if stretch.is_percent_of_target else read_claims(text):
            claims = read[stretch.progress_id]
            position = len(claims) + 1
            claims.append(
                ClaimRecord(
                    claim_id=f"{stretch.progress_id}#c{position}",
                    progress_id=stretch.progress_id,
                    position=position,
                    stated_places=decimal_places(
                        document.text[stretch.start + mention.start : stretch.start + mention.end]
                    ),
                    **_placed(document, parsed, mention, stretch.start),
                )
            )
    return [claim for claims in read.values() for claim in claims]


def _targets_of(document: Document, stretch: TargetText, earlier: list[TargetMention]) -> list[TargetMention]:
    text = document.text[stretch.start : stretch.end]
    subjects = [(target.indicator, target.unit) for target in earlier]
    return read_targets(text, stretch.period_id, indicator=stretch.indicator, unit=stretch.unit, subjects=subjects)


def _placed(document: Document, parsed: Parsed, mention: Mention, offset: int) -> dict[str, Any]:
    """A mention's fields as its record names them: offsets moved into the document's text, the quote taken there."""
    said = {part.name: getattr(mention, part.name) for part in dataclasses.fields(mention)}
    start, end = offset + said.pop("start"), offset + said.pop("end")
    place = {"char_start": start, "char_end": end, "quote": document.text[start:end]}
    said = {name: storable(value) if isinstance(value, Decimal) else value for name, value in said.items()}
    return {**said, **place, "document_id": parsed.identity.document_id}


def _target_fields(document: Document, parsed: Parsed, mention: TargetMention, offset: int) -> dict[str, Any]:
    placed = _placed(document, parsed, mention, offset)
    before = document.text[max(offset, placed["char_start"] - SENTENCE_REACH) : placed["char_start"]]
    return {**placed, **quote_facts(placed["quote"], before), "label": label_of(mention.indicator, mention.scope)}


def _percent_column(text: str, subject: str | None) -> list[ClaimMention]:
    """A 完成率 column states a percentage of the target, with or without its sign, of ``subject``."""
    numbers = [number for number in scan_quantities(text) if number.unit in ("%", "")]
    return [
        ClaimMention("percent_of_target", subject, number.value, number.start, number.end) for number in numbers[:1]
    ]


def _restates(mention: TargetMention, earlier: TargetMention) -> bool:
    same_number = (mention.value, mention.value_high, mention.unit) == (earlier.value, earlier.value_high, earlier.unit)
    same_promise = (mention.kind, mention.period_id) == (earlier.kind, earlier.period_id)
    names = (mention.indicator, earlier.indicator)
    return same_number and same_promise and (names[0] in names[1] or names[1] in names[0])


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

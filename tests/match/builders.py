"""Records for matching tests, made of the words alone: offsets, ids and results follow from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.language.promises.ladders import rank_of
from pipeline.language.promises.targets import read_targets
from pipeline.language.promises.unnumbered import read_promises
from pipeline.language.results.claims import read_claims
from pipeline.language.results.measured import read_results
from pipeline.records import (
    ActualRecord,
    ClaimRecord,
    DocumentRecord,
    LinkRecord,
    MilestoneRecord,
    ProgressRecord,
    TargetRecord,
    TaskRecord,
    TaskUnitRecord,
    TextRecord,
)

PLAN, REPORT, PLACE = "plan", "report", "甲市"


def document(document_id: str, doc_type: str, plan_period_id: str | None) -> DocumentRecord:
    """A document of 甲市 that is nothing but its type and period."""
    return DocumentRecord(
        document_id, PLACE, None, document_id, None, None, None, doc_type, plan_period_id, None, f"{document_id}.txt",
        None, None, "text/plain", document_id, None, "test", None,
    )  # fmt: skip


def task(
    number: int, text: str, *, document_id: str = PLAN, period_id: str = "2023", list_type: str = "key_work"
) -> TaskRecord:
    """Task ``number`` of section 1."""
    task_id = f"{document_id}/{list_type}/1/{number}"
    return TaskRecord(
        task_id, document_id, PLACE, period_id, list_type, 1, "", number, None, text, None, None, None, None,
        0, len(text),
    )  # fmt: skip


def lead(task_id: str, unit: str) -> TaskUnitRecord:
    """The lead unit of a task."""
    return TaskUnitRecord(task_id, task_id.split("/")[0], unit, unit, "lead", 1, "mark ▲", 0, 0)


def row(number: int, name: str, narrative: str = "", *, unit: str | None = None, start: int = 0) -> ProgressRecord:
    """Row ``number`` of a third-quarter report, its narrative at ``start`` of the report's text."""
    return ProgressRecord(
        f"{REPORT}/row/{number}", REPORT, PLACE, "2023-Q3", number, name, unit, unit, narrative, None, None, None, None,
        start, start + len(narrative), start, start + len(narrative),
    )  # fmt: skip


def targets(owner: TaskRecord | ProgressRecord) -> list[TargetRecord]:
    """The targets of a task's text, or of a row's name."""
    is_task = isinstance(owner, TaskRecord)
    owner_id = owner.task_id if isinstance(owner, TaskRecord) else owner.progress_id
    text = owner.task_text if isinstance(owner, TaskRecord) else owner.task_name
    return [
        TargetRecord(
            f"{owner_id}#t{position}", owner_id if is_task else None, None if is_task else owner_id, owner.document_id,
            position, m.indicator, m.comparator, m.value, m.value_high, m.unit, m.kind, m.aggregation, m.period_id,
            m.is_annual, m.scope, m.is_firm, m.is_approximate, m.rule, text[m.start : m.end], None, m.start, m.end,
        )
        for position, m in enumerate(read_targets(text, owner.period_id[:4]), start=1)
    ]  # fmt: skip


def milestones(planned: TaskRecord) -> list[MilestoneRecord]:
    """The promises of a task's text that are no number."""
    text = planned.task_text
    return [
        MilestoneRecord(
            f"{planned.task_id}#{m.kind[0]}{position}", planned.task_id, None, planned.document_id, position, m.kind,
            m.thing, m.stage, m.thing_class,
            rank_of(m.thing_class, m.stage) if m.thing_class and m.stage else None,
            m.against, m.direction, m.value, m.period_id, m.is_firm, m.rule, text[m.start : m.end], None,
            m.start, m.end,
        )
        for position, m in enumerate(read_promises(text, planned.period_id[:4]), start=1)
    ]  # fmt: skip


def actuals(reported: ProgressRecord) -> list[ActualRecord]:
    """The results of a row's narrative."""
    start, text = reported.narrative_start, reported.narrative
    return [
        ActualRecord(
            f"{reported.progress_id}#a{position}", reported.progress_id, reported.document_id, position, m.indicator,
            m.comparator, m.value, m.unit, m.kind, m.as_of_period_id, m.scope, m.is_approximate, "measured", m.rule,
            text[m.start : m.end], start + m.start, start + m.end,
        )
        for position, m in enumerate(read_results(text, reported.period_id), start=1)
    ]  # fmt: skip


def claims(reported: ProgressRecord) -> list[ClaimRecord]:
    """The claims of a row's narrative."""
    start, text = reported.narrative_start, reported.narrative
    return [
        ClaimRecord(
            f"{reported.progress_id}#c{position}", reported.progress_id, reported.document_id, position, m.claim,
            m.subject, m.stated_percent, text[m.start : m.end], start + m.start, start + m.end,
        )
        for position, m in enumerate(read_claims(text), start=1)
    ]  # fmt: skip


def reported(promise: str, narrative: str) -> dict[str, list[Any]]:
    """The records of one plan task and the one row that reports on it in the same words."""
    planned, progress = task(1, promise), row(1, promise, narrative)
    return {
        "documents": [document(PLAN, "responsibility_breakdown", "2023"), document(REPORT, "progress_report", "2023")],
        "tasks": [planned],
        "task_units": [],
        "progress": [progress],
        "targets": targets(planned),
        "actuals": actuals(progress),
        "claims": claims(progress),
        "texts": [TextRecord(PLAN, promise), TextRecord(REPORT, narrative)],
    }


def same_link(progress_id: str, task_id: str) -> LinkRecord:
    """A link by equal words."""
    return LinkRecord(progress_id, task_id, "same", Decimal(1), "文字相同", None)

"""What became of each jurisdiction's documents, as Dagster shows it: one partition a jurisdiction, with a check.

Only what changed since it was told last is told again, so a refresh costs as many events as jurisdictions changed.
"""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg

from pipeline.assets.keys import DOCUMENTS, READ_WHOLE, jurisdictions, partition_of
from pipeline.assets.previews import PREVIEW_ROWS, preview
from pipeline.manifest import digest
from pipeline.runs.plan import PlannedDocument, Reading
from pipeline.runs.reading import UNREAD
from pipeline.sealed import read_state, write_state
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore

MOST_DOCUMENTS = 200  # of a jurisdiction that its table shows; those set aside come first
LINES = 3  # of a document's records that the preview shows

Told = tuple[PlannedDocument, DocumentOutcome]  # of a document: what was planned, and what became of it


def tell_jurisdictions(
    instance: dg.DagsterInstance, settings: Settings, planned: Sequence[PlannedDocument], reading: Reading
) -> list[str]:
    """Report every jurisdiction whose documents or their outcomes changed since it was told last; returns which."""
    places = by_partition(planned, reading)
    known = set(instance.get_dynamic_partitions(str(jurisdictions.name)))
    path = settings.history_dir / "told.json"
    before = read_state(path, dict) or {}
    now = {place: _state(told) for place, told in places.items()}
    changed = [place for place in places if place not in known or before.get(place) != now[place]]
    for place in known - places.keys():
        instance.delete_dynamic_partition(str(jurisdictions.name), place)
    instance.add_dynamic_partitions(str(jurisdictions.name), [place for place in places if place not in known])
    store, told_as = RecordStore(settings.records_dir), str(uuid.uuid4())
    for place in changed:
        metadata = jurisdiction_metadata(places[place], store)
        instance.report_runless_asset_event(dg.AssetMaterialization(DOCUMENTS, metadata=metadata, partition=place))
        _report(instance, _evaluation(instance, place, places[place]), told_as)
    if now != before:
        write_state(path, now)
    return changed


def by_partition(planned: Sequence[PlannedDocument], reading: Reading) -> dict[str, list[Told]]:
    """The documents of each jurisdiction with their outcomes, jurisdictions and documents by name."""
    places: dict[str, list[Told]] = defaultdict(list)
    for document, outcome in zip(planned, reading.outcomes, strict=True):
        places[partition_of(outcome.jurisdiction or document.entry.jurisdiction)].append((document, outcome))
    return dict(sorted(places.items()))


def _state(told: Sequence[Told]) -> str:
    """What names the state of a jurisdiction's documents."""
    return digest(f"{document.key} {json.dumps(dataclasses.asdict(outcome))}" for document, outcome in told)


def _report(instance: dg.DagsterInstance, evaluation: dg.AssetCheckEvaluation, told_as: str) -> None:
    """Report one evaluation under the id of its telling: the public way takes one of a partition for ever."""
    from dagster._core.events import DagsterEvent, DagsterEventType

    event = DagsterEvent(
        event_type_value=DagsterEventType.ASSET_CHECK_EVALUATION.value,
        event_specific_data=evaluation,
        job_name="",
    )
    instance.report_dagster_event(run_id=told_as, dagster_event=event)


def _evaluation(instance: dg.DagsterInstance, place: str, told: Sequence[Told]) -> dg.AssetCheckEvaluation:
    """The check of what was told just now; one that names no telling counts in the UI as never evaluated."""
    from dagster._core.definitions.asset_checks.asset_check_evaluation import (
        AssetCheckEvaluationTargetMaterializationData,
    )

    result = check_result(told)
    of_place = dg.AssetRecordsFilter(asset_key=DOCUMENTS, asset_partitions=[place])
    (telling,) = instance.fetch_materializations(of_place, limit=1).records
    return dg.AssetCheckEvaluation(
        DOCUMENTS,
        READ_WHOLE,
        passed=result.passed,
        metadata=result.metadata,
        severity=result.severity,
        description=result.description,
        partition=place,
        target_materialization_data=AssetCheckEvaluationTargetMaterializationData(
            storage_id=telling.storage_id, run_id=telling.run_id, timestamp=telling.timestamp
        ),
    )


def check_result(told: Sequence[Told]) -> dg.AssetCheckResult:
    """Whether every document of a jurisdiction was read whole; those that were not, with reason and remedy."""
    aside = [outcome for _, outcome in told if not outcome.success]
    rows = [(_name(one), one.reason, _found(one), one.expected, one.advice) for one in aside]
    return dg.AssetCheckResult(
        asset_key=DOCUMENTS,
        check_name=READ_WHOLE,
        passed=not aside,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(f"{_name(one)}: {_found(one)}" for one in aside[:PREVIEW_ROWS]) or None,
        metadata={
            "failures": len(aside),  # what is plotted over time
            "set aside": preview(["file", "reason", "found", "expected", "do"], rows),
        },
    )


def jurisdiction_metadata(told: Sequence[Told], store: RecordStore) -> dict[str, Any]:
    """What a person wants to see of a jurisdiction's documents: what became of each, what was read, what was not."""
    ordered = sorted(told, key=lambda item: item[1].success)[:MOST_DOCUMENTS]
    read = [(document, outcome) for document, outcome in ordered if outcome.success]
    columns = ["file", "outcome", "layout", "tasks", "targets", "rows", "results", "unread characters", "what to do"]
    return {
        "documents": len(told),
        "set aside": sum(not outcome.success for _, outcome in told),
        "unread characters": sum(outcome.unread_chars for _, outcome in told),
        "outcomes": preview(columns, [_outcome_row(outcome) for _, outcome in ordered], MOST_DOCUMENTS),
        "preview": preview(["file", "record", "text"], _first_rows(read, store), MOST_DOCUMENTS),
        "unread": preview(["file", "page", "text"], _unread_rows(read, store), MOST_DOCUMENTS),
    }


def _outcome_row(outcome: DocumentOutcome) -> tuple[Any, ...]:
    counts: Mapping[str, int] = outcome.counts
    numbers = [counts.get(table, 0) for table in ("tasks", "targets", "progress", "actuals")]
    said = "read" if outcome.success else f"set aside ({outcome.reason}): {_found(outcome)}"
    return (_name(outcome), said, outcome.layout, *numbers, outcome.unread_chars, outcome.advice)


def _first_rows(read: Sequence[Told], store: RecordStore) -> list[tuple[Any, ...]]:
    rows = []
    for document, outcome in read:
        table = "progress" if outcome.counts.get("progress") else "tasks"
        for record in store.first(table, document.key, LINES):
            text = f"{record.task_name} → {record.narrative}" if table == "progress" else record.task_text
            rows.append((_name(outcome), record.progress_id if table == "progress" else record.task_id, text))
    return rows


def _unread_rows(read: Sequence[Told], store: RecordStore) -> list[tuple[Any, ...]]:
    return [
        (_name(outcome), row.source_page, row.text)
        for document, outcome in read
        if outcome.unread_chars
        for row in store.read("remainders", [document.key])
        if row.treatment == UNREAD
    ]


def _name(outcome: DocumentOutcome) -> str:
    return outcome.file_name.split("/", 1)[-1]


def _found(outcome: DocumentOutcome) -> str:
    return outcome.found or (outcome.error or "").strip().splitlines()[-1]

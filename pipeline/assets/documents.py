"""raw/ → records: the manifest, the reading, the documents by jurisdiction with a check, and the record tables."""

import warnings
from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipeline.assets.keys import DOCUMENTS, MANIFEST, READ_WHOLE, READING, jurisdictions, quarters, source_key
from pipeline.assets.previews import PREVIEW_ROWS, preview, records_preview
from pipeline.assets.refused import progress_line, tell_refused
from pipeline.assets.retention import forget_old_runs
from pipeline.assets.told import by_partition, check_result, tell_jurisdictions
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES
from pipeline.runs.last_good import LastGood
from pipeline.runs.notices import tell_set_aside
from pipeline.runs.plan import Reading, plan_documents
from pipeline.runs.quarantine import write_quarantine
from pipeline.runs.quarters import quarters_reported
from pipeline.runs.reading import read_documents as read_all
from pipeline.runs.run import Run
from pipeline.runs.working_set import loaded_documents, settle
from pipeline.settings import Settings
from pipeline.store import RecordStore, count_records, first_records, hold_lock

Event = dg.MaterializeResult[None]


def build_document_assets(settings: Settings) -> list[dg.AssetsDefinition | dg.AssetSpec]:
    """The assets from raw/ to matches; whatever lies in raw/, they are the same."""
    store = RecordStore(settings.records_dir)
    return [
        _manifest(settings, store),
        _reading(settings, store),
        _documents(),
        _records(settings, store),
        _matches(settings, store),
    ]


def _manifest(settings: Settings, store: RecordStore) -> dg.AssetsDefinition:
    @dg.asset(key=MANIFEST, group_name="raw", kinds={"file"})
    def manifest(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """What lies in raw/: one row per document file, with the key under which its records are known."""
        hold_lock(settings.lock_file)
        forget_old_runs(context.instance)
        planned = plan_documents(settings)
        new = [document for document in planned if store.outcome(document.key) is None]
        context.log.info(f"{len(planned)} documents in raw/, {len(new)} to read")
        rows = [
            (document.file.file_name, document.entry.jurisdiction, document.file.byte_size, document.key)
            for document in planned
        ]
        table = preview(["file", "jurisdiction", "bytes", "content key"], rows)
        return dg.MaterializeResult(metadata={"dagster/row_count": len(rows), "to read": len(new), "preview": table})

    return manifest


def _reading(settings: Settings, store: RecordStore) -> dg.AssetsDefinition:
    @dg.asset(key=READING, deps=[MANIFEST], group_name="raw", kinds={"python"})
    def reading(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """How reading went: every document that the store does not know yet is read, what cannot be read set aside."""
        planned, outcomes = plan_documents(settings), []
        for outcome in read_all(planned, store, settings.scheduler):
            context.log.info(progress_line(outcome))
            outcomes.append(outcome)
        context.log.info(f"{sum(one.success for one in outcomes)} of {len(outcomes)} documents read")
        found = Reading.of(settings, planned, outcomes)
        found.save(settings)
        changed = tell_jurisdictions(context.instance, settings, planned, found)
        aside = [pair for pair in zip(planned, outcomes, strict=True) if not pair[1].success]
        write_quarantine(settings.quarantine_dir, aside)
        tell_set_aside(settings, planned, found)
        rows = [(one.file_name, one.reason, one.found, one.advice) for _, one in aside]
        return dg.MaterializeResult(
            metadata={
                "documents": len(outcomes),
                "documents set aside": len(aside),
                "unread characters": sum(one.unread_chars for one in outcomes),
                "set aside": preview(["file", "reason", "found", "do"], rows),
                "changed": preview(["jurisdiction"], [(place,) for place in changed]),
            }
        )

    return reading


def _documents() -> dg.AssetSpec:
    """Not made by itself: the reading tells of each jurisdiction whose documents changed."""
    return dg.AssetSpec(
        DOCUMENTS,
        deps=[READING],
        group_name="raw",
        kinds={"file"},
        partitions_def=jurisdictions,
        description="The documents of raw/, one partition a jurisdiction: what became of each, its first records, and "
        "the text that no rule accounted for. A document that is dropped into raw/ appears with the next reading.",
    )


def build_document_checks(settings: Settings) -> list[dg.AssetChecksDefinition]:
    """The check of each jurisdiction's documents; readings tell it, and it can be run by itself."""

    # Partitioned checks are new in Dagster and say so at every start; the version is pinned, the tests cover the use.
    warnings.filterwarnings("ignore", "Specifying a partitions_def on an AssetCheckSpec", dg.PreviewWarning)

    @dg.asset_check(
        asset=DOCUMENTS,
        name=READ_WHOLE,
        partitions_def=jurisdictions,
        description="Every document of the jurisdiction was read whole, or says why not.",
    )
    def read_whole(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        told = by_partition(plan_documents(settings), Reading.load(settings))
        return check_result(told.get(context.partition_key, []))

    return [read_whole]


def _records(settings: Settings, store: RecordStore) -> dg.AssetsDefinition:
    deps = [READING, DOCUMENTS]
    specs = [
        dg.AssetSpec(source_key(table), deps=deps, group_name="records", kinds={"parquet"}, description=record.__doc__)
        for table, record in DOCUMENT_TABLES.items()
    ]

    @dg.multi_asset(name="records", specs=specs)
    def records() -> Iterator[Event]:
        """The records of the documents of this refresh: a version of each, from the store."""
        planned = plan_documents(settings)
        if [document.key for document in planned] != list(Reading.load(settings).keys):
            raise dg.Failure("raw/ or the code changed while the documents were read; refresh again")
        chosen = LastGood(settings).choose(planned, store)
        for table in DOCUMENT_TABLES:
            holding = [version.key for version in chosen if version.outcome.counts.get(table)]
            count = sum(version.outcome.counts.get(table, 0) for version in chosen)
            yield _table_result(table, count, store.read(table, holding[:1]))

    return records


def _matches(settings: Settings, store: RecordStore) -> dg.AssetsDefinition:
    specs = [
        dg.AssetSpec(
            source_key(table),
            deps=[source_key(name) for name in DOCUMENT_TABLES],
            group_name="matches",
            kinds={"parquet"},
            description=record.__doc__,
        )
        for table, record in MATCH_TABLES.items()
    ]

    @dg.multi_asset(name="matches", specs=specs)
    def matches(context: dg.AssetExecutionContext) -> Iterator[Event]:
        """Task ↔ progress row, target ↔ result, and the same promise in two documents; jurisdiction by jurisdiction."""
        planned, reading = plan_documents(settings), Reading.load(settings)
        Run.forget(settings)  # the working set is no quarter's until the step run says whose
        _, settled = settle(settings, store, planned, reading)
        tell_refused(context, settings, planned, reading, settled)
        context.instance.add_dynamic_partitions(str(quarters.name), quarters_reported(loaded_documents(settings)))
        counts = {table: count_records(settings.working_set_dir / table) for table in MATCH_TABLES}
        context.log.info(f"{counts['links']} rows linked to the plan, {counts['pairs']} targets paired with results")
        for table, count in counts.items():
            yield _table_result(table, count, first_records(settings.working_set_dir / table, table, PREVIEW_ROWS))

    return matches


def _table_result(table: str, count: int, first: list[Any]) -> dg.MaterializeResult[None]:
    metadata: dict[str, Any] = {"dagster/row_count": count, "preview": records_preview(first)}
    return dg.MaterializeResult(asset_key=source_key(table), metadata=metadata)

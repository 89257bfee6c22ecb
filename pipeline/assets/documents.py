"""raw/ → records: the manifest, one asset per document with a check of its own, and the record tables."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipeline.assets.keys import MANIFEST, READ_WHOLE, document_key, kind_of, source_key
from pipeline.assets.previews import PREVIEW_ROWS, preview, records_preview
from pipeline.assets.refused import progress_line, tell_refused
from pipeline.manifest import list_documents
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES
from pipeline.runs.last_good import LastGood
from pipeline.runs.plan import PlannedDocument, Reading, plan_documents
from pipeline.runs.quarantine import write_quarantine
from pipeline.runs.reading import UNREAD
from pipeline.runs.reading import read_documents as read_all
from pipeline.runs.working_set import settle
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore, count_records, first_records, hold_lock

Event = dg.Output[None] | dg.AssetCheckResult | dg.MaterializeResult[None] | dg.AssetMaterialization


def build_document_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """The assets from raw/ to matches. The documents are those in raw/ when the definitions are loaded."""
    store = RecordStore(settings.records_dir)
    names = [file.file_name for file in list_documents(settings.raw_dir)] if settings.raw_dir.is_dir() else []
    return [
        _manifest(settings, store),
        *([_read_documents(settings, store, names)] if names else []),
        _records(settings, store, names),
        _matches(settings, store),
    ]


def _manifest(settings: Settings, store: RecordStore) -> dg.AssetsDefinition:
    @dg.asset(key=MANIFEST, group_name="raw", kinds={"file"})
    def manifest(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """What lies in raw/: one row per document file, with the key under which its records are known."""
        hold_lock(settings.lock_file)
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


def _read_documents(settings: Settings, store: RecordStore, names: list[str]) -> dg.AssetsDefinition:
    keys = {name: document_key(name) for name in names}
    check_specs = [
        dg.AssetCheckSpec(READ_WHOLE, asset=key, description="The document was read whole, or says why not.")
        for key in keys.values()
    ]
    specs = [
        dg.AssetSpec(key, deps=[MANIFEST], group_name="raw", description=name, kinds={kind_of(name)})
        for name, key in keys.items()
    ]

    @dg.multi_asset(name="read_documents", specs=specs, check_specs=check_specs)
    def read_documents(context: dg.AssetExecutionContext) -> Iterator[Event]:
        """Read every document that the store does not know yet; set aside what cannot be read."""
        planned, outcomes = plan_documents(settings), []
        for document, outcome in zip(planned, read_all(planned, store), strict=True):
            context.log.info(progress_line(outcome))
            outcomes.append(outcome)
            yield from _document_events(document, outcome, store, is_known=document.file.file_name in keys)
        Reading.of(settings, planned, outcomes).save(settings)
        pairs = zip(planned, outcomes, strict=True)
        write_quarantine(settings.quarantine_dir, [pair for pair in pairs if not pair[1].success])

    return read_documents


def _document_events(
    document: PlannedDocument, outcome: DocumentOutcome, store: RecordStore, *, is_known: bool
) -> Iterator[Event]:
    """A materialization and a check; a document that came after the definitions were loaded is only materialized."""
    key = document_key(document.file.file_name)
    metadata = _document_metadata(document, outcome, store)
    if not is_known:
        yield dg.AssetMaterialization(asset_key=key, metadata=metadata)
        return
    yield dg.MaterializeResult(asset_key=key, metadata=metadata)
    details = {"reason": outcome.reason, "found": outcome.found, "expected": outcome.expected, "do": outcome.advice}
    yield dg.AssetCheckResult(
        asset_key=key,
        check_name=READ_WHOLE,
        passed=outcome.success,
        severity=dg.AssetCheckSeverity.ERROR,
        description=None if outcome.success else (outcome.error or "").strip().splitlines()[-1],
        metadata={name: text for name, text in details.items() if text},
    )


def _document_metadata(document: PlannedDocument, outcome: DocumentOutcome, store: RecordStore) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "document_id": outcome.document_id,
        "file": outcome.file_name,
        "outcome": "read" if outcome.success else f"set aside: {outcome.reason}",
        "layout": outcome.layout or "none",
        "unread characters": outcome.unread_chars,
        **{f"rows: {table}": count for table, count in outcome.counts.items()},
    }
    if outcome.success:
        metadata["preview"] = records_preview(store.read(_main_table(outcome), [document.key]))
        unread = [row for row in store.read("remainders", [document.key]) if row.treatment == UNREAD]
        metadata["unread"] = preview(["page", "text"], [(row.source_page, row.text) for row in unread])
    return metadata


def _main_table(outcome: DocumentOutcome) -> str:
    return "progress" if outcome.counts.get("progress") else "tasks"


def _records(settings: Settings, store: RecordStore, names: list[str]) -> dg.AssetsDefinition:
    deps = [document_key(name) for name in names] or [MANIFEST]
    specs = [
        dg.AssetSpec(source_key(table), deps=deps, group_name="records", kinds={"parquet"}, description=record.__doc__)
        for table, record in DOCUMENT_TABLES.items()
    ]

    @dg.multi_asset(name="records", specs=specs)
    def records() -> Iterator[Event]:
        """The records of the documents of this refresh: a version of each, from the store."""
        planned = plan_documents(settings)
        if not planned:
            Reading.of(settings, [], []).save(settings)
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
        _, settled = settle(settings, store, planned, reading)
        tell_refused(context, settings, planned, reading, settled)
        counts = {table: count_records(settings.working_set_dir / table) for table in MATCH_TABLES}
        context.log.info(f"{counts['links']} rows linked to the plan, {counts['pairs']} targets paired with results")
        for table, count in counts.items():
            yield _table_result(table, count, first_records(settings.working_set_dir / table, table, PREVIEW_ROWS))

    return matches


def _table_result(table: str, count: int, first: list[Any]) -> dg.MaterializeResult[None]:
    metadata: dict[str, Any] = {"dagster/row_count": count, "preview": records_preview(first)}
    return dg.MaterializeResult(asset_key=source_key(table), metadata=metadata)

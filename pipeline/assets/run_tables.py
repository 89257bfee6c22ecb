"""The run tables as assets: what is judged and by which rule, what was taken in, how reading went."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipeline.assets.keys import JUDGE_JOB, MANIFEST, quarters, source_key
from pipeline.assets.previews import records_preview
from pipeline.records import RUN_TABLES
from pipeline.runs.knowledge import FORMS, is_way_to_know
from pipeline.runs.last_good import LastGood
from pipeline.runs.plan import Reading, plan_documents
from pipeline.runs.quarters import latest_quarter
from pipeline.runs.run import QUALITY_RESULTS, Run, run_records
from pipeline.runs.working_set import document_of, settle
from pipeline.settings import Settings
from pipeline.store import RecordStore, hold_lock


class RunConfig(dg.Config):
    """What a person can choose for one run in the UI; blank means what the settings say.

    ``as_known``: then, now, issued:2023-10-31 or arrived:2023-10-31, as ``KNOWN`` of ``make refresh``.
    """

    rule_id: str = ""
    as_known: str = ""


def build_run_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """The run tables known before anything is built, one partition a quarter."""
    specs = [
        dg.AssetSpec(
            source_key(table), deps=[MANIFEST], group_name="run", kinds={"parquet"}, description=record.__doc__
        )
        for table, record in RUN_TABLES.items()
        if table != QUALITY_RESULTS
    ]

    @dg.multi_asset(name="run", specs=specs, partitions_def=quarters)
    def run(context: dg.AssetExecutionContext, config: RunConfig) -> Iterator[dg.MaterializeResult[None]]:
        """The quarter and rule of this run, the documents taken in, and how reading went, now and before."""
        hold_lock(settings.lock_file)
        reading, store = Reading.load(settings), RecordStore(settings.records_dir)
        planned = plan_documents(settings)
        chosen = LastGood(settings).choose(planned, store, reading.refused)
        this = Run(
            run_id=context.run.run_id,
            period_id=context.partition_key,
            rule_id=config.rule_id or settings.rule_id,
            content_hash=reading.content_hash,
            started_at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
            latest_quarter=latest_quarter(document_of(store, version) for version in chosen) or context.partition_key,
            as_known=_as_known(config.as_known or settings.as_known),
        )
        this.save(settings)
        settle(settings, store, planned, reading, this.cut_off)
        context.log.info(f"judging {this.period_id} by rule {this.rule_id}{_knowledge(this)}")
        for table, records in run_records(settings, this, reading).items():
            metadata: dict[str, Any] = {"dagster/row_count": len(records), "preview": records_preview(records)}
            yield dg.MaterializeResult(asset_key=source_key(table), metadata=metadata)

    return [run]


def run_of_quarter(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext, settings: Settings) -> Run:
    """The run whose rows are in the working set, for a step that may be run by itself.

    Raises ``dagster.Failure`` when it is another quarter's, or when reading went on since: what would be built, checked
    or published then is not what the partition says.
    """
    quarter = context.partition_key
    remedy = f"start the job {JUDGE_JOB} for {quarter}, or materialize run/runs and all that depends on it"
    try:
        run = Run.load(settings)
    except FileNotFoundError:
        raise dg.Failure(f"nothing is prepared for {quarter}: {remedy}", allow_retries=False) from None
    if run.period_id != quarter:
        raise dg.Failure(f"the working set is that of {run.period_id}: {remedy}", allow_retries=False)
    return run


def _knowledge(this: Run) -> str:
    return "" if this.is_latest else f", with what is known {this.as_known}"


def _as_known(asked: str) -> str:
    if not is_way_to_know(asked):
        raise dg.Failure(f"as_known={asked} is none of {FORMS}", allow_retries=False)
    return asked

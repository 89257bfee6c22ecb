"""Run the two jobs of a refresh through Dagster in this process, on the instance whose history the UI shows."""

from __future__ import annotations

from typing import Any

import dagster as dg

from pipeline.assets.automation import JUDGE_JOB, READ_JOB
from pipeline.assets.publication import loaded_documents
from pipeline.assets.quarters import latest_quarter
from pipeline.assets.terminal import LOGGER
from pipeline.settings import Settings
from pipeline.store import release_lock

RUN_CONFIG: dict[str, Any] = {"loggers": {LOGGER: {}}}
TAGS = {"duban/started_by": "make refresh"}


def run_refresh(settings: Settings, definitions: dg.Definitions) -> str | None:
    """Run ``read``, then ``judge`` for the quarter asked for; None when published, else what stopped it."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    try:
        with dg.DagsterInstance.get() as instance:
            return _read_and_judge(settings, definitions, instance)
    finally:
        release_lock(settings.lock_file)


def _read_and_judge(settings: Settings, definitions: dg.Definitions, instance: dg.DagsterInstance) -> str | None:
    if not _run(definitions, READ_JOB, instance, None):
        return "the documents could not be read"
    quarter = settings.period_id or latest_quarter(loaded_documents(settings))
    if not _run(definitions, JUDGE_JOB, instance, quarter):
        return f"the build or a blocking check of {quarter} failed"
    return None


def _run(definitions: dg.Definitions, job: str, instance: dg.DagsterInstance, quarter: str | None) -> bool:
    result = definitions.resolve_job_def(job).execute_in_process(
        instance=instance, partition_key=quarter, run_config=RUN_CONFIG, raise_on_error=False, tags=TAGS
    )
    return result.success

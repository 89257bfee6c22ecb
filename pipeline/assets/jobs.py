"""Run the two jobs of a refresh through Dagster in this process, on the instance whose history the UI shows."""

from __future__ import annotations

from typing import Any

import dagster as dg

from pipeline.assets.automation import MADE_BY_HAND
from pipeline.assets.keys import JUDGE_JOB, READ_JOB, quarters
from pipeline.assets.run_history import open_instance
from pipeline.assets.terminal import LOGGER, failure, step_name
from pipeline.runs.notices import tell_failed
from pipeline.runs.quarters import latest_quarter
from pipeline.runs.working_set import loaded_documents
from pipeline.settings import Settings, make_dagster_home
from pipeline.store import hold_lock, release_lock

RUN_CONFIG: dict[str, Any] = {"loggers": {LOGGER: {}}}


def run_refresh(settings: Settings, definitions: dg.Definitions) -> str | None:
    """Run ``read``, then ``judge`` for the quarter asked for; None when published, else what stopped it."""
    make_dagster_home(settings.dagster_home)
    try:
        hold_lock(settings.lock_file)
        with open_instance(settings.dagster_home) as instance:
            close_orphans(instance)
            problem = _read_and_judge(settings, definitions, instance)
            if problem:
                tell_failed(settings, problem)
            return problem
    finally:
        release_lock(settings.lock_file)


def close_orphans(instance: dg.DagsterInstance) -> None:
    """Close as failed the runs of a refresh that was killed, so that the UI's queue goes on.

    They only ever run under the lock, which the caller holds: one that is still open has no process any more.
    """
    open_runs = [dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
    for run in instance.get_runs(dg.RunsFilter(tags=MADE_BY_HAND, statuses=open_runs)):
        instance.report_run_failed(run, "the process of this refresh was killed; the next refresh closed the run")


def _read_and_judge(settings: Settings, definitions: dg.Definitions, instance: dg.DagsterInstance) -> str | None:
    problem = _run(definitions, READ_JOB, instance, None)
    if problem:
        return problem
    documents = loaded_documents(settings)
    quarter = settings.period_id or latest_quarter(documents)
    if not documents or quarter is None:
        return "no document of raw/ could be read; each says why above and in data/quarantine/"
    instance.add_dynamic_partitions(str(quarters.name), [quarter])
    return _run(definitions, JUDGE_JOB, instance, quarter)


def _run(definitions: dg.Definitions, job: str, instance: dg.DagsterInstance, quarter: str | None) -> str | None:
    """Run one job; None when it went well, else the steps that failed and the checks that blocked, with causes."""
    result = definitions.resolve_job_def(job).execute_in_process(
        instance=instance, partition_key=quarter, run_config=RUN_CONFIG, raise_on_error=False, tags=MADE_BY_HAND
    )
    if result.success:
        return None
    steps = [f"{step_name(event)}: {failure(event)}" for event in result.all_events if event.is_step_failure]
    checks = [
        f"check of {evaluation.asset_key.to_user_string()}: {evaluation.description}"
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed and evaluation.severity is dg.AssetCheckSeverity.ERROR
    ]
    return "; ".join(dict.fromkeys([*steps, *checks])) or f"the job {job} failed; `make ui` shows its run"

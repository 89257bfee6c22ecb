"""Jobs, the quarterly schedule and the sensors.

What documents say does not depend on a quarter, how it is judged does. So a refresh is two runs: ``read`` (raw/ to
records and matches, no partition) and ``judge`` (dbt, checks, publication; one partition a quarter). ``refresh`` is
both in one run, for a quarter named beforehand.

Sensors start these jobs, and no asset has an ``AutomationCondition``: a condition updates each asset when its parents
have changed, in runs of its own, but a release is one whole or it is none, and what is tried again after a failure is
the reading or the judging, not the assets that are missing.
"""

from collections.abc import Mapping, Sequence

import dagster as dg

from pipeline.assets.keys import (
    JUDGE_JOB,
    PARTITION_TAG,
    READ_JOB,
    REFRESH_JOB,
    WATCHED,
    quarters,
    source_key,
)
from pipeline.assets.terminal import failure, step_name
from pipeline.manifest import content_hash, list_documents
from pipeline.publish.release import read_release
from pipeline.records import DOCUMENT_TABLES, MATCH_TABLES
from pipeline.runs.notices import tell_failed
from pipeline.runs.quarters import latest_quarter, quarter_before
from pipeline.runs.working_set import loaded_documents
from pipeline.settings import Settings

SENSOR_SECONDS = 30
MOST_TRIES = 3  # of reading the same content
UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]
CONTENT_TAG, SINCE_TAG = "duban/content", "duban/since_release"
MADE_BY_HAND = {"duban/started_by": "make refresh"}  # such a run says itself what became of it

_read = dg.AssetSelection.assets(*[source_key(table) for table in (*DOCUMENT_TABLES, *MATCH_TABLES)]).upstream()
_refreshed = dg.AssetSelection.all() - dg.AssetSelection.assets(WATCHED)  # no refresh waits for the web

read_job = dg.define_asset_job(
    READ_JOB,
    _read,
    description="raw/ to records and matches: what the documents say.",
    executor_def=dg.in_process_executor,
)
judge_job = dg.define_asset_job(
    JUDGE_JOB,
    _refreshed - _read,
    description="Records to release: what follows from them at the end of one quarter.",
    executor_def=dg.in_process_executor,
)
refresh_job = dg.define_asset_job(
    REFRESH_JOB,
    _refreshed,
    description="Both in one run, for a quarter named beforehand.",
    executor_def=dg.in_process_executor,
)
JOBS = [read_job, judge_job, refresh_job]


@dg.schedule(
    job=refresh_job,
    cron_schedule="0 6 20 1,4,7,10 *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Refreshes the quarter that has ended, twenty days after its end, if a document reports on it.",
)
def quarterly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Twenty days after a quarter's end, when its reports are out: refresh it, if a document reports on it."""
    quarter = quarter_before(context.scheduled_execution_time)
    if quarter not in context.instance.get_dynamic_partitions(str(quarters.name)):
        return dg.SkipReason(
            f"no document in raw/ reports on {quarter} yet; the sensor raw_documents reads one when it comes"
        )
    return dg.RunRequest(run_key=quarter, partition_key=quarter)


def build_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """One sensor watches raw/ and starts ``read``; one starts ``judge`` when that has succeeded."""

    @dg.sensor(
        jobs=[read_job, judge_job],
        minimum_interval_seconds=SENSOR_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Looks at raw/: reads what is new there, and tries again up to three times what failed.",
    )
    def raw_documents(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        """Documents, source entries or code that the release was not made of; what failed is tried again."""
        found = content_hash(settings.raw_dir, list_documents(settings.raw_dir))
        release = read_release(settings.published_dir)
        if release and release["content_hash"] == found:
            return dg.SkipReason(f"nothing new since release {release['period_id']} {release['release_key']}")
        under_way = _under_way(context.instance)
        if under_way is not None:
            return dg.SkipReason(f"run {under_way.run_id} ({under_way.job_name}) is at it")
        # The same content may come again, after another release: what was tried since then counts.
        tags = {CONTENT_TAG: found, SINCE_TAG: release["release_key"] if release else "the beginning"}
        reads = _tried(context.instance, READ_JOB, tags)
        if reads and reads[0].is_success:
            return _judge_again(reads[0], _tried(context.instance, JUDGE_JOB, tags), tags)
        reason = _why_not(reads, READ_JOB)
        if reason is not None:
            return dg.SkipReason(reason)
        return dg.RunRequest(run_key=":".join([*tags.values(), str(len(reads))]), job_name=READ_JOB, tags=tags)

    @dg.run_status_sensor(
        run_status=dg.DagsterRunStatus.SUCCESS,
        monitored_jobs=[read_job],
        request_job=judge_job,
        minimum_interval_seconds=SENSOR_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
    )
    def documents_read(context: dg.RunStatusSensorContext) -> dg.RunRequest | dg.SkipReason:
        """The documents were read: judge the latest quarter they report on, unless its release is made of them."""
        release = read_release(settings.published_dir)
        if release and release["content_hash"] == content_hash(settings.raw_dir, list_documents(settings.raw_dir)):
            return dg.SkipReason(f"release {release['period_id']} {release['release_key']} is made of these documents")
        quarter = settings.period_id or latest_quarter(loaded_documents(settings))
        if quarter is None:
            return dg.SkipReason("no document of raw/ could be read; data/quarantine/ says why of each")
        context.instance.add_dynamic_partitions(str(quarters.name), [quarter])
        known = context.dagster_run.tags
        tags = {name: known[name] for name in (CONTENT_TAG, SINCE_TAG) if name in known}
        return dg.RunRequest(run_key=context.dagster_run.run_id, partition_key=quarter, tags=tags)

    @dg.run_failure_sensor(minimum_interval_seconds=SENSOR_SECONDS, default_status=dg.DefaultSensorStatus.RUNNING)
    def failed_runs(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
        """A run failed or was killed: tell whoever the settings name (DUBAN_NOTIFY_COMMAND, DUBAN_NOTIFY_URL)."""
        if MADE_BY_HAND.items() <= dict(context.dagster_run.tags).items():
            return dg.SkipReason("make refresh told of this run itself")
        steps = [f"{step_name(event)}: {failure(event)}" for event in context.get_step_failure_events()]
        problem = "; ".join(steps) or context.failure_event.message or "the run failed"
        tell_failed(settings, f"{context.dagster_run.job_name}: {problem}", context.dagster_run.run_id)
        return None

    return [raw_documents, documents_read, failed_runs]


def _under_way(instance: dg.DagsterInstance) -> dg.DagsterRun | None:
    """A run that a sensor asked for and that has not ended: until it has, nobody knows what its release is made of."""
    asked = instance.get_runs(dg.RunsFilter(statuses=UNFINISHED))
    return next((run for run in asked if CONTENT_TAG in run.tags), None)


def _tried(instance: dg.DagsterInstance, job: str, tags: Mapping[str, str]) -> Sequence[dg.DagsterRun]:
    """The runs of a job on the same content, newest first."""
    return instance.get_runs(dg.RunsFilter(job_name=job, tags=dict(tags)), limit=MOST_TRIES)


def _judge_again(
    read: dg.DagsterRun, judged: Sequence[dg.DagsterRun], tags: Mapping[str, str]
) -> dg.RunRequest | dg.SkipReason:
    """What was read and is not released: judge it again where that failed, or say why not."""
    if not judged:
        return dg.SkipReason(f"run {read.run_id} read it; the sensor documents_read judges it")
    if judged[0].is_success:
        return dg.SkipReason(f"run {judged[0].run_id} judged it, and what is published is another release")
    reason = _why_not(judged, JUDGE_JOB)
    if reason is not None:
        return dg.SkipReason(reason)
    quarter, key = judged[0].tags[PARTITION_TAG], ":".join([*tags.values(), JUDGE_JOB, str(len(judged))])
    return dg.RunRequest(run_key=key, job_name=JUDGE_JOB, partition_key=quarter, tags=dict(tags))


def _why_not(tried: Sequence[dg.DagsterRun], job: str) -> str | None:
    """Why what was tried, newest first, is not tried now; None when it is to be."""
    if not tried:
        return None
    if len(tried) >= MOST_TRIES:
        return f"{job} failed {MOST_TRIES} times, last in run {tried[0].run_id}: mend it and start {job} by hand"
    return None

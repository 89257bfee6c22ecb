"""The run history of the UI has an end: the last runs stay, the newest of each quarter, and of checks the last results.

Dagster keeps every run for ever. It deletes one when asked, but leaves its logs and, where the history lies in SQLite,
its file; and what is reported outside of runs (documents by jurisdiction) belongs to none. All of that is seen to here.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import dagster as dg
import sqlalchemy as db
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable, SqlEventLogStorageTable
from dagster._core.storage.event_log.sql_event_log import SqlEventLogStorage
from dagster._core.storage.event_log.sqlite import SqliteEventLogStorage

from pipeline.assets.keys import PARTITION_TAG

KEPT_RUNS = 60
KEPT_RESULTS = 60  # of a check, or reports of a jurisdiction's documents
FINISHED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


def forget_old_runs(instance: dg.DagsterInstance, kept: int = KEPT_RUNS) -> int:
    """Delete what is too old from the run history; returns how many runs went."""
    gone = _old_runs(instance, kept)
    for run_id in gone:
        instance.delete_run(run_id)
        with suppress(NotImplementedError):  # logs that lie elsewhere have an end of their own there
            instance.compute_log_manager.delete_logs(prefix=[run_id])
    storage = instance.event_log_storage
    if isinstance(storage, SqlEventLogStorage):
        _forget_results(storage)
    if isinstance(storage, SqliteEventLogStorage):
        _forget_files(instance, storage)
    return len(gone)


def _old_runs(instance: dg.DagsterInstance, kept: int) -> list[str]:
    """Finished runs that are neither among the latest nor the newest of their job and quarter."""
    runs = instance.get_runs(dg.RunsFilter(statuses=FINISHED))
    newest = dict[tuple[str, str | None], str]()
    for run in runs:
        newest.setdefault((run.job_name, run.tags.get(PARTITION_TAG)), run.run_id)
    return [run.run_id for run in runs[kept:] if run.run_id not in newest.values()]


def _forget_results(storage: SqlEventLogStorage) -> None:
    """Of each check and quarter, and of each jurisdiction's documents, keep the latest."""
    checks, events = AssetCheckExecutionsTable, SqlEventLogStorageTable
    with storage.index_connection() as connection:
        of_check = (checks.c.asset_key, checks.c.check_name, checks.c.partition)
        connection.execute(_all_but_latest(checks, of_check, db.true()))
        of_documents = (events.c.asset_key, events.c.partition, events.c.dagster_event_type)
        connection.execute(_all_but_latest(events, of_documents, events.c.run_id == ""))


def _all_but_latest(table: Any, group: tuple[Any, ...], which: Any) -> Any:
    """Delete the rows ``which`` that come after the latest few of their group."""
    place = db.func.row_number().over(partition_by=group, order_by=table.c.id.desc()).label("place")
    numbered = db.select(table.c.id, place).where(which).subquery()
    return table.delete().where(table.c.id.in_(db.select(numbered.c.id).where(numbered.c.place > KEPT_RESULTS)))


def _forget_files(instance: dg.DagsterInstance, storage: SqliteEventLogStorage) -> None:
    """The file of a run that is no more, and of what was reported outside of runs; the index has all that is shown."""
    for run_id in storage.get_all_run_ids():
        if run_id.startswith("."):  # of what belongs to no run; the file is in use
            with storage.run_connection("") as connection:
                connection.execute(SqlEventLogStorageTable.delete())
        elif not instance.has_run(run_id):
            Path(storage.path_for_shard(run_id)).unlink(missing_ok=True)

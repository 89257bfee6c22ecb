"""The run history with its files kept open is the one Dagster itself keeps: either reads what the other wrote."""

from __future__ import annotations

import json
import os
from pathlib import Path

import dagster as dg
import pytest

from pipeline.assets.run_history import INDEX, RunHistory, open_instance
from pipeline.settings import REPOSITORY


@dg.asset
def town():
    return dg.MaterializeResult(metadata={"rows": 3})


@dg.asset_check(asset=town)
def has_rows():
    return dg.AssetCheckResult(passed=True)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    return tmp_path


def instance(home: Path, *, ours: bool) -> dg.DagsterInstance:
    (home / "dagster.yaml").write_text((REPOSITORY / ".dagster" / "dagster.yaml").read_text("utf-8"), "utf-8")
    return open_instance(home) if ours else dg.DagsterInstance.get()


def run(instance: dg.DagsterInstance) -> str:
    result = dg.materialize([town, has_rows], instance=instance)
    assert result.success
    return result.run_id


def seen(instance: dg.DagsterInstance) -> list[tuple[str, list[str | None]]]:
    """What the history says: of each run its events, and the latest of the asset."""
    runs = sorted(found.run_id for found in instance.get_runs())
    return [(name, [entry.step_key or entry.message for entry in instance.all_logs(name)]) for name in runs]


@pytest.mark.parametrize("ours", [True, False])
def test_what_one_writes_the_other_reads(home, ours):
    with instance(home, ours=ours) as writer:
        assert isinstance(writer.event_log_storage, RunHistory) == ours
        runs = {run(writer), run(writer)}
        written = seen(writer)
    with instance(home, ours=not ours) as reader:
        assert {name for name, _ in written} == runs and seen(reader) == written
        event = reader.get_latest_materialization_event(town.key)
        assert event and event.asset_materialization
        assert event.asset_materialization.metadata["rows"].value == 3
        assert reader.get_latest_materialization_event(town.key).run_id in runs


def test_a_file_is_opened_once_and_that_of_another_run_is_let_go(home):
    with instance(home, ours=True) as history:
        storage = history.event_log_storage
        assert isinstance(storage, RunHistory)
        first, second = run(history), run(history)
        engine = storage._engines[second]
        history.report_runless_asset_event(dg.AssetMaterialization("town"))
        assert storage._engines.keys() == {INDEX, "", second}
        with storage.run_connection(second):
            assert storage._engines[second] is engine
        history.delete_run(first)
        Path(storage.path_for_shard(first)).unlink()
        assert [found.run_id for found in history.get_runs()] == [second]
        with storage.index_connection() as connection:
            assert connection.exec_driver_sql("pragma synchronous").scalar() == 1  # normal
            assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"


def test_a_history_that_was_wiped_begins_anew(home):
    with instance(home, ours=True) as history:
        run(history)
        history.event_log_storage.wipe()
        assert history.get_latest_materialization_event(town.key) is None
        assert history.all_logs(run(history))


def test_it_lies_where_dagster_keeps_it(home):
    with instance(home, ours=True) as history:
        run(history)
    assert {path.name for path in home.rglob("index.db")} == {"index.db"}
    assert os.path.relpath(next(home.rglob("index.db")), home) == "history/runs/index.db"


@pytest.mark.parametrize(
    "kept",
    [
        {"event_log_storage": {"module": "dagster._core.storage.event_log", "class": "InMemoryEventLogStorage"}},
        {"storage": {"sqlite": {"base_dir": "elsewhere"}}},
    ],
)
def test_a_history_that_is_kept_elsewhere_is_left_there(home, kept, monkeypatch):
    monkeypatch.chdir(home)
    (home / "dagster.yaml").write_text(json.dumps(kept), "utf-8")
    with open_instance(home) as history:
        assert not isinstance(history.event_log_storage, RunHistory)
        assert run(history)

"""The run history has an end, and what the UI shows of a quarter or a jurisdiction does not go with old runs."""

from __future__ import annotations

import uuid
from pathlib import Path

import dagster as dg
import pytest

from pipeline.assets import retention
from pipeline.assets.keys import DOCUMENTS
from pipeline.assets.retention import forget_old_runs
from pipeline.assets.told import _report


@dg.op
def prints():
    print("a line for the log")


@dg.job(name="judge")
def judge():
    prints()


@pytest.fixture
def instance(tmp_path):
    """An instance whose history lies in files, as that of a checkout does."""
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance


def run(instance: dg.DagsterInstance, quarter: str) -> str:
    return judge.execute_in_process(instance=instance, tags={retention.PARTITION_TAG: quarter}).run_id


def files(root: Path, name: str) -> list[Path]:
    return [path for path in root.rglob(f"*{name}*") if not path.name.startswith("index")]


def test_old_runs_go_with_their_files_and_logs_but_for_the_newest_of_each_quarter(instance, tmp_path):
    first = run(instance, "2022-Q4")
    old = [run(instance, "2023-Q1") for _ in range(3)]
    new = [run(instance, "2023-Q2") for _ in range(3)]
    assert forget_old_runs(instance, kept=3) == 2
    assert {found.run_id for found in instance.get_runs()} == {first, old[-1], *new}
    assert not files(tmp_path, old[0]) and files(tmp_path, new[0]) and files(tmp_path, first)
    assert forget_old_runs(instance, kept=3) == 0


def test_a_run_under_way_is_kept(instance):
    from dagster._core.test_utils import create_run_for_test

    going = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED)
    run(instance, "2023-Q1")
    assert forget_old_runs(instance, kept=0) == 0
    assert instance.has_run(going.run_id)


def test_of_a_jurisdictions_documents_and_checks_the_latest_stay(instance, tmp_path, monkeypatch):
    monkeypatch.setattr(retention, "KEPT_RESULTS", 3)
    for number in range(8):
        for place in ("甲县", "乙县"):
            told = dg.AssetMaterialization(DOCUMENTS, metadata={"number": number}, partition=place)
            instance.report_runless_asset_event(told)
            result = dg.AssetCheckEvaluation(DOCUMENTS, "read_whole", passed=True, partition=place)
            _report(instance, result, str(uuid.uuid4()))
    forget_old_runs(instance)
    found = instance.fetch_materializations(DOCUMENTS, limit=100).records
    numbers = [record.asset_materialization.metadata["number"].value for record in found]
    assert sorted(numbers) == [5, 5, 6, 6, 7, 7]
    key = dg.AssetCheckKey(DOCUMENTS, "read_whole")
    storage = instance.event_log_storage
    assert len(storage.get_asset_check_execution_history(key, limit=100)) == 6
    shards = [path.stem for path in (tmp_path / "history" / "runs").glob("*.db")]
    assert set(shards) <= {"index", ".db", ""}
    instance.report_runless_asset_event(dg.AssetMaterialization(DOCUMENTS, partition="甲县"))
    assert len(instance.fetch_materializations(DOCUMENTS, limit=100).records) == 7

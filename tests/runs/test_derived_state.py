"""State that can be made anew is, when it is damaged: no refresh waits for a person to delete a file."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.publish.release import RELEASE_FILE, WAREHOUSE_FILE, read_release
from pipeline.records import ManifestRecord
from pipeline.runs.last_good import LastGood
from pipeline.runs.run import read_history
from pipeline.sealed import read_state, write_state
from pipeline.settings import Settings
from pipeline.store import write_sealed
from pipeline.warehouse import dbt_runner
from pipeline.warehouse.column_lineage import LineageReader

DAMAGES = [b"", b"{", b"\x00\x01\x02", b"[]", b"null"]


@pytest.fixture
def settings(tmp_path):
    return Settings.from_environment({"DUBAN_DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_ledger_of_last_good_versions_is_an_empty_one(settings, damage):
    ledger = LastGood(settings)
    ledger.path.parent.mkdir(parents=True)
    ledger.path.write_bytes(damage)
    assert ledger.choose([], None) == []
    ledger.save([])
    assert read_state(ledger.path, dict) == {}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_release_file_is_no_release(tmp_path, damage):
    (tmp_path / WAREHOUSE_FILE).write_bytes(b"x")
    (tmp_path / RELEASE_FILE).write_bytes(damage)
    assert read_release(tmp_path) is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_lineage_cache_is_an_empty_one(tmp_path, damage):
    reader = LineageReader(tmp_path)
    reader._path.write_bytes(damage)
    assert LineageReader(tmp_path)._known == {}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_dbt_manifest_is_parsed_anew(settings, monkeypatch, damage):
    target = settings.dbt_target_dir
    target.mkdir(parents=True)
    (target / "manifest.json").write_bytes(damage)
    write_state(target / dbt_runner.SOURCE_HASH, dbt_runner._stamp(settings))
    monkeypatch.setattr(dbt_runner, "_parse", lambda _: (target / "manifest.json").write_text('{"nodes": {}}'))
    assert dbt_runner.load_manifest(settings) == {"nodes": {}}


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"not parquet at all"])
def test_damaged_history_is_left_out(tmp_path, damage):
    (tmp_path / "damaged.parquet").write_bytes(damage)
    assert read_history(tmp_path / "damaged.parquet", "manifest") == []


def test_whole_history_is_read(tmp_path):

    row = ManifestRecord("d", "a.txt", "d", dt.datetime(2023, 10, 1))
    write_sealed(tmp_path, "first_seen", "manifest", [row])
    (path,) = tmp_path.iterdir()
    assert read_history(path, "manifest") == [row]

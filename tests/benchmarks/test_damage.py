"""Single damaged bytes of stored state are noticed; the benchmark that says so can say otherwise."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks.damage import silent_differences
from pipeline import sealed
from pipeline.publish.release import LATEST, publish, staged_release
from pipeline.publish.verify import problems
from pipeline.records import ManifestRecord, TextRecord
from pipeline.runs.last_good import Chosen, LastGood
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore, write_sealed

DAMAGES = 150


@pytest.fixture
def settings(tmp_path):
    """A store of one document, its matches, a history, a ledger and a release."""
    settings = Settings.from_environment({"DUBAN_DATA_DIR": str(tmp_path)})
    store, outcome = RecordStore(settings.records_dir), DocumentOutcome("d", "a.txt", True)
    store.write_document("k", outcome, {"texts": [TextRecord("d", "新建公园8个。" * 20)]})
    store.write_matches("m", {})
    row = ManifestRecord("d", "a.txt", "d", dt.datetime(2023, 10, 1))
    write_sealed(settings.history_dir / "manifest", "first_seen", "manifest", [row])
    LastGood(settings).save([Chosen("a.txt", "k", outcome, True)])
    with staged_release(settings.releases_dir, "one") as directory:
        (directory / "warehouse.duckdb").write_bytes(b"tables")
    publish(settings.published_dir, settings.releases_dir / "one", [LATEST])
    return settings


def test_no_damaged_byte_is_read_as_if_it_were_whole(settings):
    made, silent = silent_differences(settings, DAMAGES, seed=7)
    assert sum(made.values()) == DAMAGES
    assert silent == []


def test_a_store_that_does_not_look_would_be_found_out(settings, monkeypatch):
    """Fails if damages would count as noticed although nothing looks at checksums."""
    monkeypatch.setattr(sealed, "_digest", lambda _: "")
    LastGood(settings).save([Chosen("a.txt", "k", DocumentOutcome("d", "a.txt", True), True)])
    assert silent_differences(settings, DAMAGES, seed=7)[1]


def test_a_damaged_record_file_is_read_anew(settings):
    store = RecordStore(settings.records_dir)
    path = store.path("texts", "k")
    path.write_bytes(path.read_bytes()[:-1])
    assert store.outcome("k") is None


@pytest.mark.parametrize("change", ["changed", "missing", "not published"])
def test_a_release_that_is_not_as_published_says_which_file(settings, change):
    release = (settings.published_dir / LATEST).resolve()
    assert problems(release) == []
    if change == "changed":
        (release / "warehouse.duckdb").write_bytes(b"tablez")
    elif change == "missing":
        (release / "warehouse.duckdb").unlink()
    else:
        (release / "warehouse.duckdb.wal").write_bytes(b"x")
    (problem,) = problems(release)
    assert "warehouse.duckdb" in problem and change in problem

"""What no refresh reads any more goes; what the next one reads stays."""

from __future__ import annotations

import os

import pytest

from pipeline.runs import pruning
from pipeline.runs.plan import plan_documents
from pipeline.sealed import write_state
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome, RecordStore


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    """Records of a document in raw/, of one that stands in, of the matches in use, and nine things of earlier days."""
    monkeypatch.setattr(pruning, "KEPT_UNUSED", 2)
    (tmp_path / "raw" / "甲县").mkdir(parents=True)
    (tmp_path / "raw" / "甲县" / "a.txt").write_text("甲县2023年重点工作", "utf-8")
    settings = Settings.from_environment({"DUBAN_RAW_DIR": f"{tmp_path}/raw", "DUBAN_DATA_DIR": f"{tmp_path}/data"})
    store = RecordStore(settings.records_dir)
    (planned,) = plan_documents(settings)
    for number, key in enumerate([planned.key, "standing-in", *(f"old{place}" for place in range(6))]):
        store.write_document(key, DocumentOutcome("d", key, True), {})
        _age(settings, key, number)
    for number, key in enumerate(["matched", *(f"past{place}" for place in range(3))]):
        store.write_matches(key, {})
        _age(settings, key, number)
    write_state(settings.history_dir / "last_good.json", {"b.txt": "standing-in"})
    (settings.working_set_dir / "links").mkdir(parents=True)
    (settings.working_set_dir / "links" / "matched.parquet").hardlink_to(store.path("links", "matched"))
    return settings


def _age(settings: Settings, key: str, number: int) -> None:
    for path in settings.records_dir.glob(f"*/{key}.*"):
        os.utime(path, (1_000_000 + number, 1_000_000 + number))


def test_only_what_is_used_and_the_latest_others_stay(settings):
    assert pruning.prune(settings) > 0
    (planned,) = plan_documents(settings)
    left = {path.stem for path in settings.records_dir.glob("*/*.*")}
    assert left == {planned.key, "standing-in", "matched", "old4", "old5"}
    store = RecordStore(settings.records_dir)
    assert store.outcome(planned.key) and store.outcome("standing-in") and store.is_sealed("matched")
    assert pruning.prune(settings) == 0


def test_history_is_what_the_tables_look_back_on(settings, monkeypatch):
    monkeypatch.setattr(pruning, "HISTORY_RUNS", 3)
    folder = settings.history_dir / "outcomes"
    folder.mkdir()
    for day in range(1, 8):
        (folder / f"2023100{day}T000000000000_run.seal.parquet").touch()
    (folder / "none.parquet").touch()
    pruning.prune(settings)
    assert [path.name[:8] for path in sorted(folder.iterdir())] == ["20231005", "20231006", "20231007", "none.par"]

"""What the UI is told of jurisdictions: each one whose documents changed, once, with its reasons."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import dagster as dg
import pytest

from pipeline.assets.keys import DOCUMENTS, READ_WHOLE, jurisdictions
from pipeline.assets.told import tell_jurisdictions
from pipeline.layouts.entries.sources import default_entry
from pipeline.manifest import RawFile
from pipeline.runs.plan import PlannedDocument, Reading
from pipeline.settings import Settings
from pipeline.store import DocumentOutcome


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"DUBAN_RAW_DIR": f"{tmp_path}/raw", "DUBAN_DATA_DIR": f"{tmp_path}/data"})


def planned(*names: str) -> list[PlannedDocument]:
    """Documents that lie in raw/ under these names."""
    return [
        PlannedDocument(RawFile(name, Path(name), f"{name:0>64}", 1), default_entry(name), f"key of {name}")
        for name in names
    ]


def reading(settings: Settings, documents: list[PlannedDocument], *aside: str) -> Reading:
    """How reading them went: those ``aside`` were set aside."""
    outcomes = [
        DocumentOutcome(
            document.file.document_id,
            document.file.file_name,
            False,
            document.entry.jurisdiction,
            reason="empty",
            found=f"{document.file.byte_size} byte" if document.file.file_name in aside else "nothing",
            advice="drop it again",
        )
        for document in documents
    ]
    kept = [dataclasses.replace(one, reason="no_task") if one.file_name not in aside else one for one in outcomes]
    return Reading.of(settings, documents, kept)


def test_a_jurisdiction_is_told_when_it_comes_changes_or_goes(settings: Settings) -> None:
    """Fails if a refresh tells what it told before, keeps silent on a change, or shows who is no longer in raw/."""
    documents = planned("甲县/计划.txt", "乙县/计划.txt", "a.txt")
    with dg.instance_for_test() as instance:
        first = reading(settings, documents)
        assert tell_jurisdictions(instance, settings, documents, first) == ["inbox", "乙县", "甲县"]
        assert tell_jurisdictions(instance, settings, documents, first) == []
        changed = reading(settings, documents, "乙县/计划.txt")
        assert tell_jurisdictions(instance, settings, documents, changed) == ["乙县"]
        left = documents[:2]
        assert tell_jurisdictions(instance, settings, left, reading(settings, left, "乙县/计划.txt")) == []
        assert set(instance.get_dynamic_partitions(str(jurisdictions.name))) == {"甲县", "乙县"}


def test_another_instance_is_told_everything(settings: Settings) -> None:
    """Fails if a Dagster home that was made anew stays empty because another one was told."""
    documents = planned("甲县/计划.txt")
    found = reading(settings, documents, "甲县/计划.txt")
    for _ in range(2):
        with dg.instance_for_test() as instance:
            assert tell_jurisdictions(instance, settings, documents, found) == ["甲县"]
            (record,) = instance.fetch_materializations(DOCUMENTS, limit=5).records
            metadata = record.asset_materialization.metadata
            assert record.partition_key == "甲县"
            assert "set aside (empty): 1 byte" in str(metadata["outcomes"].value)
            assert "drop it again" in str(metadata["outcomes"].value)


def test_the_check_of_a_jurisdiction_stands_in_the_ui_as_evaluated(settings: Settings) -> None:
    """Fails if Dagster takes the check for older than the documents it was told with, or forgets the one before."""
    documents = planned("甲县/计划.txt")
    with dg.instance_for_test() as instance:
        for aside in ([], ["甲县/计划.txt"]):
            tell_jurisdictions(instance, settings, documents, reading(settings, documents, *aside))
        storage = instance.event_log_storage
        found = storage.get_asset_check_execution_history(dg.AssetCheckKey(DOCUMENTS, READ_WHOLE), limit=5)
        told = [record.storage_id for record in instance.fetch_materializations(DOCUMENTS, limit=5).records]
        assert [one.evaluation.target_materialization_data.storage_id for one in found if one.evaluation] == told
        assert len(told) == 2

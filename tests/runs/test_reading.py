"""Reading one document: from the store, by reading, set aside, or a fault of ours."""

from __future__ import annotations

import pytest

import pipeline.understand
from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.manifest import list_documents
from pipeline.runs.last_good import LastGood
from pipeline.runs.plan import PlannedDocument
from pipeline.runs.quarantine import forget_removed, report, write_quarantine
from pipeline.runs.reading import read_document, read_documents
from pipeline.settings import Settings
from pipeline.store import RecordStore
from tests.assets.samples import understood_text


@pytest.fixture
def place(tmp_path):
    """A raw/ with one document, and a store."""
    (tmp_path / "raw" / "inbox").mkdir(parents=True)
    (tmp_path / "raw" / "inbox" / "a.txt").write_text("一、做好一件事。\n", "utf-8")
    (file,) = list_documents(tmp_path / "raw")
    return PlannedDocument(file, SourceEntry(file.file_name), "key"), RecordStore(tmp_path / "records")


def read(place):
    document, store = place
    return read_document(document.file, document.entry, document.key, store, pipeline.understand.understand)


def test_a_document_is_read_once(place, monkeypatch):
    calls = []
    monkeypatch.setattr(pipeline.understand, "understand", lambda *a: calls.append(a) or understood_text(*a))
    assert read(place).success
    assert read(place).counts == {"documents": 1, "texts": 1, "remainders": 1}
    assert len(calls) == 1


def test_text_no_rule_accounted_for_is_counted(place, monkeypatch):
    monkeypatch.setattr(pipeline.understand, "understand", understood_text)
    assert read(place).unread_chars == len("一、做好一件事。")


def set_aside(*_):
    raise SetAside(
        "no_task", found="no numbered clause", expected="tasks", advice="Check the layout.", nearest_layout="x"
    )


def test_what_is_set_aside_is_remembered_with_what_to_do(place, monkeypatch):
    monkeypatch.setattr(pipeline.understand, "understand", set_aside)
    outcome = read(place)
    assert (outcome.success, outcome.reason, outcome.advice, outcome.layout) == (
        False,
        "no_task",
        "Check the layout.",
        "x",
    )
    assert place[1].outcome("key") == outcome


def test_a_fault_of_ours_is_an_outcome_with_its_traceback_and_is_tried_again(place, monkeypatch):
    def fault(*_):
        raise ZeroDivisionError("in a rule")

    monkeypatch.setattr(pipeline.understand, "understand", fault)
    outcome = read(place)
    assert outcome.is_fault
    assert "ZeroDivisionError: in a rule" in outcome.error
    monkeypatch.setattr(pipeline.understand, "understand", understood_text)
    assert read(place).success


def test_bytes_that_change_under_the_reader_are_not_taken_for_the_ones_planned(place, monkeypatch):
    monkeypatch.setattr(pipeline.understand, "understand", understood_text)
    place[0].file.path.write_text("changed", "utf-8")
    assert "changed while it was being read" in read(place).error


def test_documents_are_read_in_workers_in_the_plans_order_and_known_ones_start_none(tmp_path, monkeypatch):
    from pipeline.sandbox import workers

    for number in range(6):
        folder = tmp_path / "raw" / f"某{number}市"
        folder.mkdir(parents=True)
        (folder / "plan.txt").write_text(
            f"某{number}市2024年重点工作责任分解\n1.新建公园{number + 1}座。（责任单位：建设局）\n", "utf-8"
        )
    planned = [
        PlannedDocument(file, SourceEntry(file.file_name), file.sha256) for file in list_documents(tmp_path / "raw")
    ]
    store = RecordStore(tmp_path / "records")
    outcomes = list(read_documents(planned, store))
    assert [outcome.file_name for outcome in outcomes] == [document.file.file_name for document in planned]
    monkeypatch.setattr(workers, "_Worker", None)
    assert list(read_documents(planned, store)) == outcomes


def test_a_file_that_no_worker_could_hold_is_not_loaded(place, monkeypatch):
    from pipeline.runs import reading

    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert read(place).reason == "too_large"


def test_the_report_says_what_to_do_and_how_the_file_begins(place, monkeypatch):
    monkeypatch.setattr(pipeline.understand, "understand", set_aside)
    text = report(place[0], read(place))
    for part in (
        "no numbered clause",
        "Check the layout.",
        "Nearest layout: x",
        "一、做好一件事。",
        "make inspect FILE=raw/inbox",
    ):
        assert part in text


def test_a_document_that_can_be_read_again_leaves_the_quarantine(place, monkeypatch, tmp_path):
    monkeypatch.setattr(pipeline.understand, "understand", set_aside)
    write_quarantine(tmp_path / "quarantine", [(place[0], read(place))])
    assert [path.name for path in (tmp_path / "quarantine").iterdir()] == ["inbox__a.txt"]
    write_quarantine(tmp_path / "quarantine", [])
    assert list((tmp_path / "quarantine").iterdir()) == []


def test_the_report_of_a_removed_document_goes_with_it(place, monkeypatch, tmp_path):
    """Fails if a refresh with nothing new leaves reports of documents that are no longer there."""
    monkeypatch.setattr(pipeline.understand, "understand", set_aside)
    write_quarantine(tmp_path / "quarantine", [(place[0], read(place))])
    forget_removed(tmp_path / "quarantine", ["inbox/a.txt"])
    assert [path.name for path in (tmp_path / "quarantine").iterdir()] == ["inbox__a.txt"]
    forget_removed(tmp_path / "quarantine", ["inbox/b.txt"])
    assert list((tmp_path / "quarantine").iterdir()) == []


def test_the_last_good_version_stands_in_until_the_file_is_gone(place, monkeypatch, tmp_path):
    settings = Settings.from_environment({"DUBAN_DATA_DIR": str(tmp_path)})
    document, store = place
    monkeypatch.setattr(pipeline.understand, "understand", understood_text)
    read(place)
    ledger = LastGood(settings)
    assert keys(ledger.choose([document], store)) == ["key"]
    newer = PlannedDocument(document.file, document.entry, "newer")
    monkeypatch.setattr(pipeline.understand, "understand", set_aside)
    read((newer, store))
    assert keys(ledger.choose([newer], store)) == []  # never published: nothing to stand in
    ledger.save(ledger.choose([document], store))
    assert keys(ledger.choose([newer], store)) == ["key"]
    assert keys(ledger.choose([], store)) == []
    assert keys(ledger.choose([newer], store, refused={"key"})) == []


def keys(chosen):
    return [version.key for version in chosen]

"""The record store: written once, whole or not at all; the working set holds exactly what it is told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.records import DOCUMENT_TABLES, LinkRecord, RunRecord, TextRecord
from pipeline.sealed import replacing
from pipeline.store import (
    DocumentOutcome,
    RecordStore,
    link_working_set,
    read_records,
    write_records,
)


@pytest.fixture
def store(tmp_path):
    return RecordStore(tmp_path / "records")


def outcome(**changes):
    return DocumentOutcome(**{"document_id": "d", "file_name": "a.txt", "success": True, **changes})


def test_records_come_back_as_they_were(tmp_path):
    links = [
        LinkRecord("p", "t", "same", Decimal("0.987654"), "全文", None),
        LinkRecord("q", None, "none", Decimal(0), "", None),
    ]
    write_records(tmp_path / "x.parquet", "links", links)
    assert read_records(tmp_path / "x.parquet", "links") == links


def test_times_come_back_as_they_were(tmp_path):
    runs = [RunRecord("r", "2023-Q3", "linear_year", dt.datetime(2023, 10, 20, 6, 0, 1, 5), "then")]
    write_records(tmp_path / "x.parquet", "runs", runs)
    assert read_records(tmp_path / "x.parquet", "runs") == runs


def test_a_value_the_schema_cannot_hold_is_an_error_not_a_rounding(tmp_path):
    with pytest.raises(pa.ArrowInvalid):
        write_records(tmp_path / "x.parquet", "links", [LinkRecord("p", "t", "same", Decimal("0.1234567"), "", None)])
    assert list(tmp_path.iterdir()) == []


def test_a_document_is_known_only_when_all_of_it_is_written(store):
    assert store.outcome("k") is None
    store.write_document("k", outcome(counts={"texts": 1}), {"texts": [TextRecord("d", "正文")]})
    assert store.outcome("k") == outcome(counts={"texts": 1})
    assert all(store.path(table, "k").is_file() for table in DOCUMENT_TABLES)


def test_the_working_set_forgets_what_is_not_asked_for(store, tmp_path):
    for key in ("one", "two"):
        store.write_document(key, outcome(), {"texts": [TextRecord(key, key)]})
    working_set = tmp_path / "work"
    link_working_set(store, working_set, ["texts"], ["one", "two"])
    link_working_set(store, working_set, ["texts"], ["two"])
    assert [path.name for path in (working_set / "texts").iterdir()] == ["two.parquet"]


def test_an_empty_table_still_has_its_columns(store, tmp_path):
    link_working_set(store, tmp_path / "work", ["tasks"], [])
    (path,) = (tmp_path / "work" / "tasks").iterdir()
    assert "task_id" in pq.read_schema(path).names


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1]", b'{"unknown": 1}'])
def test_an_outcome_that_is_damaged_is_one_that_is_not_there(store, content):
    store.write_document("k", outcome(), {})
    (store.root / "outcomes" / "k.json").write_bytes(content)
    assert store.outcome("k") is None

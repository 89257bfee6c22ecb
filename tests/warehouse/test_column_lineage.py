"""Column lineage read from compiled SQL, back to the record tables."""

from __future__ import annotations

import pytest

from pipeline.warehouse.column_lineage import LineageReader

SCHEMAS = {
    "records.targets": {"target_id": "", "task_id": "", "value": ""},
    "records.tasks": {"task_id": "", "section_no": ""},
    "marts.dim_rules": {"rule_id": "VARCHAR"},
}
SQL = """
with source as (select * from read_parquet('/anywhere/records/targets/*.parquet')),
tasks as (select * from read_parquet('/anywhere/records/tasks/*.parquet'))
select source.target_id, source.value * 2 as doubled, tasks.section_no, 1 as one
from source inner join tasks on source.task_id = tasks.task_id
"""


@pytest.fixture
def reader(tmp_path):
    return LineageReader(tmp_path)


def test_columns_come_from_the_record_tables(reader):
    lineage = reader.read(SQL, SCHEMAS)
    assert lineage["target_id"] == [("records.targets", "target_id")]
    assert lineage["doubled"] == [("records.targets", "value")]
    assert lineage["section_no"] == [("records.tasks", "section_no")]
    assert lineage["one"] == []


def test_lineage_does_not_depend_on_where_the_data_lies(reader):
    assert reader.read(SQL, SCHEMAS) == reader.read(SQL.replace("/anywhere", "/elsewhere"), SCHEMAS)


def test_what_was_read_is_kept_for_the_next_build(tmp_path, monkeypatch):
    first = LineageReader(tmp_path)
    known = first.read(SQL, SCHEMAS)
    first.save()
    monkeypatch.setattr("pipeline.warehouse.column_lineage._column_lineage", lambda *_: pytest.fail("parsed again"))
    again = LineageReader(tmp_path).read(SQL, SCHEMAS)
    assert {name: [tuple(parent) for parent in parents] for name, parents in again.items()} == known

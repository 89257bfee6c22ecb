"""Names in the asset graph: what each table and jurisdiction is called."""

from __future__ import annotations

import dagster as dg
import pytest

from pipeline.assets.keys import jurisdictions, mart_key, partition_of, source_key


@pytest.mark.parametrize(
    ("jurisdiction", "partition"),
    [("青梧县", "青梧县"), (None, "inbox"), ("", "inbox"), ("甲...乙", "甲…乙"), ("甲\t乙\n", "甲 乙")],
)
def test_every_jurisdiction_has_a_partition_that_dagster_takes(jurisdiction, partition):
    with dg.instance_for_test() as instance:
        instance.add_dynamic_partitions(str(jurisdictions.name), [partition_of(jurisdiction)])
        assert instance.get_dynamic_partitions(str(jurisdictions.name)) == [partition]


@pytest.mark.parametrize(
    ("table", "path"), [("tasks", "records/tasks"), ("pairs", "matches/pairs"), ("runs", "run/runs")]
)
def test_record_tables_are_grouped_by_where_they_come_from(table, path):
    assert source_key(table).to_user_string() == path


def test_a_table_nobody_writes_has_no_key():
    with pytest.raises(KeyError, match="no record table"):
        source_key("tsaks")
    assert mart_key("fct_tasks").to_user_string() == "marts/fct_tasks"

"""What changed between two releases: each row and value once, and nothing that only tells of the run."""

from __future__ import annotations

import duckdb
import pytest

from pipeline.publish.changes import COLUMNS, write_changes


def release(directory, rows, columns="id varchar primary key, value decimal(28, 6), ingested_at varchar"):
    (directory / "parquet").mkdir(parents=True)
    with duckdb.connect(str(directory / "warehouse.duckdb")) as connection:
        connection.execute(f"create schema marts; create table marts.fct ({columns})")
        connection.executemany(f"insert into marts.fct values ({', '.join('?' * len(rows[0]))})", rows)
    return directory


def changes(directory):
    with duckdb.connect(str(directory / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(f"select {', '.join(COLUMNS)} from marts.rel_changes order by all").fetchall()


@pytest.fixture
def two(tmp_path):
    before = release(tmp_path / "one", [("a", 1, "x"), ("b", 2, "x"), ("c", 3, "x")])
    return before, release(tmp_path / "two", [("a", 1, "y"), ("b", 5, "y"), ("d", 4, "y")])


def test_rows_added_removed_and_values_changed_are_told_once(two):
    """Fails if a change is missed or doubled, or if when a document was taken in counts as one."""
    before, now = two
    assert write_changes(now / "warehouse.duckdb", before, now / "parquet") == 3
    assert changes(now) == [
        ("one", "fct", "b", "changed", "value", "2.000000", "5.000000"),
        ("one", "fct", "c", "removed", None, None, None),
        ("one", "fct", "d", "added", None, None, None),
    ]
    parquet = duckdb.sql(f"select count(*) from '{now}/parquet/rel_changes.parquet'").fetchall()
    assert parquet == [(3,)]


def test_the_first_release_changes_nothing(two):
    _, now = two
    assert write_changes(now / "warehouse.duckdb", None, now / "parquet") == 0


def test_a_table_under_another_key_or_with_other_columns_stops_nothing(tmp_path):
    """Fails if a new column, or a table that was built otherwise before, stops a release."""
    before = release(tmp_path / "one", [("a", 1)], "id varchar primary key, value integer")
    now = release(tmp_path / "two", [("a", 1, 2)], "id varchar primary key, value integer, more integer")
    assert write_changes(now / "warehouse.duckdb", before, now / "parquet") == 0
    bare = release(tmp_path / "four", [("a",)], "id varchar primary key")
    assert write_changes(bare / "warehouse.duckdb", before, bare / "parquet") == 0
    other = release(tmp_path / "three", [("a", 1)], "id varchar, value integer primary key")
    assert write_changes(other / "warehouse.duckdb", before, other / "parquet") == 0

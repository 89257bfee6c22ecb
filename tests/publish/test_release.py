"""Releases: whole or not there, swapped in one step while readers read."""

from __future__ import annotations

import threading
import time

import duckdb
import pytest

from pipeline.publish.release import (
    KEPT_RELEASES,
    LATEST,
    all_releases,
    prune,
    publish,
    read_release,
    staged_release,
    write_release_file,
)
from pipeline.publish.snapshot import write_snapshot


def release(root, name, number=0, names=(LATEST,)):
    with staged_release(root / "releases", name) as directory:
        with duckdb.connect(str(directory / "warehouse.duckdb")) as connection:
            connection.execute(f"create table a as select {number} as n; create table b as select {number} as n")
        write_release_file(directory, {"name": name})
    publish(root / "published", root / "releases" / name, names)


def test_a_release_appears_whole(tmp_path):
    release(tmp_path, "one")
    assert read_release(tmp_path / "published") == {"name": "one"}
    release(tmp_path, "two")
    assert read_release(tmp_path / "published") == {"name": "two"}
    assert read_release(tmp_path / "releases" / "one") == {"name": "one"}


def test_a_quarter_has_a_name_of_its_own_and_does_not_move_the_latest(tmp_path):
    release(tmp_path, "q3", names=("2023-Q3", LATEST))
    release(tmp_path, "q2", names=("2023-Q2",))
    published = tmp_path / "published"
    assert read_release(published / "2023-Q2") == {"name": "q2"}
    assert read_release(published) == read_release(published / LATEST) == {"name": "q3"}


def test_a_link_of_former_times_gives_way_to_the_names(tmp_path):
    release(tmp_path, "old")
    former = tmp_path / "former" / "published"
    former.parent.mkdir()
    former.symlink_to(tmp_path / "releases" / "old")
    publish(former, tmp_path / "releases" / "old", [LATEST])
    assert not former.is_symlink()
    assert read_release(former) == {"name": "old"}


def test_a_release_that_a_name_leads_to_is_kept(tmp_path):
    release(tmp_path, "q1", names=("2023-Q1",))
    for number in range(KEPT_RELEASES + 2):
        time.sleep(0.01)
        release(tmp_path, f"r{number}")
    prune(tmp_path / "releases", tmp_path / "published")
    assert read_release(tmp_path / "published" / "2023-Q1") == {"name": "q1"}


def test_a_release_that_fails_while_staged_is_not_there(tmp_path):
    release(tmp_path, "one")
    with pytest.raises(RuntimeError), staged_release(tmp_path / "releases", "two") as directory:
        (directory / "warehouse.duckdb").write_bytes(b"half")
        raise RuntimeError
    assert read_release(tmp_path / "published") == {"name": "one"}
    assert [path.name for path in all_releases(tmp_path / "releases")] == ["one"]


def test_a_release_without_its_warehouse_counts_as_none(tmp_path):
    release(tmp_path, "one")
    (tmp_path / "releases" / "one" / "warehouse.duckdb").unlink()
    assert read_release(tmp_path / "published") is None


def test_old_releases_go_the_current_one_never(tmp_path):
    for number in range(KEPT_RELEASES + 3):
        release(tmp_path, f"r{number}")
        time.sleep(0.01)
    publish(tmp_path / "published", tmp_path / "releases" / "r0", [LATEST])
    (tmp_path / "releases" / ".staging-killed").mkdir()
    prune(tmp_path / "releases", tmp_path / "published")
    kept = {path.name for path in (tmp_path / "releases").iterdir()}
    assert kept == {"r0", *(f"r{number}" for number in range(3, KEPT_RELEASES + 3))}


def test_readers_see_one_release_or_the_other_and_never_wait(tmp_path):
    """Fails if a reader ever finds no file, a half file, or two tables of two releases."""
    release(tmp_path, "r0", 0)
    stop, problems, reads = threading.Event(), [], []

    def read():
        while not stop.is_set():
            try:
                with duckdb.connect(
                    str((tmp_path / "published" / LATEST).resolve() / "warehouse.duckdb"), read_only=True
                ) as connection:
                    row = connection.execute("select a.n, b.n from a, b").fetchone()
            except duckdb.Error as error:
                problems.append(str(error))
                continue
            reads.append(row)
            if row[0] != row[1]:
                problems.append(str(row))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 6):
        release(tmp_path, f"r{number}", number)
    stop.set()
    for reader in readers:
        reader.join()
    assert problems == []
    assert reads


@pytest.fixture
def built(tmp_path):
    path = tmp_path / "built.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create schema marts; create schema intermediate;
            create table intermediate.scratch as select 1 as n;
            create table marts.parents(id varchar primary key, label varchar not null);
            create table marts.children(id varchar primary key, parent_id varchar,
                foreign key (parent_id) references marts.parents(id));
            insert into marts.parents values ('b', '乙'), ('a', '甲');
            insert into marts.children values ('c', 'a');
        """)
    return path


def test_a_snapshot_holds_the_marts_alone_sorted_and_described(built, tmp_path):
    comments = {"parents": "One row per parent's name.", "parents.label": "it's a label", "gone.column": "x"}
    counts = write_snapshot(built, tmp_path / "out.duckdb", tmp_path / "parquet", comments)
    assert counts == {"children": 1, "parents": 2}
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        schemas = connection.execute("select distinct table_schema from information_schema.tables").fetchall()
        assert schemas == [("marts",)]
        assert connection.execute("select id from marts.parents").fetchall() == [("a",), ("b",)]
        described = connection.execute("select comment from duckdb_columns() where column_name = 'label'").fetchall()
        assert described == [("it's a label",)]
        keys = connection.execute("select constraint_type from duckdb_constraints() order by 1").fetchall()
        assert ("PRIMARY KEY",) in keys
    assert {path.name for path in (tmp_path / "parquet").iterdir()} == {"children.parquet", "parents.parquet"}


def test_the_same_rows_make_the_same_parquet(built, tmp_path):
    write_snapshot(built, tmp_path / "one.duckdb", tmp_path / "one", {})
    with duckdb.connect(str(built)) as connection:
        connection.execute("create table marts.again as select * from marts.parents order by id")
        connection.execute(
            "delete from marts.children; delete from marts.parents; insert into marts.parents from marts.again"
        )
        connection.execute("insert into marts.children values ('c', 'a'); drop table marts.again")
    write_snapshot(built, tmp_path / "two.duckdb", tmp_path / "two", {})
    for name in ("parents", "children"):
        assert (tmp_path / "one" / f"{name}.parquet").read_bytes() == (
            tmp_path / "two" / f"{name}.parquet"
        ).read_bytes()

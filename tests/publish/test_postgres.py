"""The copy in a PostgreSQL server: whole or not at all, with keys and comments, readable and no more."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import duckdb
import pytest

from pipeline.publish.changes import write_changes
from pipeline.publish.data_package import write_package
from pipeline.publish.postgres import READER, load
from pipeline.publish.snapshot import write_snapshot

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
NEEDED = [
    *(["postgresql"] if not BINARIES else []),
    *(["runuser and the user postgres"] if os.getuid() == 0 and shutil.which("runuser") is None else []),
]
pytestmark = pytest.mark.skipif(bool(NEEDED), reason=f"not installed: {', '.join(NEEDED)}")


@pytest.fixture(scope="module")
def server():
    """A server of its own, reached by a socket in its own directory; stopped and removed at the end."""
    home = Path(tempfile.mkdtemp(prefix="pg"))
    who = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if who:
        shutil.chown(home, "postgres")

    def run(name, *arguments):
        command = [*who, str(BINARIES[0] / name), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=home, timeout=60)

    try:
        run("initdb", "-D", f"{home}/data", "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off"
        run("pg_ctl", "-D", f"{home}/data", "-o", options, "-l", f"{home}/log", "-w", "start")
        try:
            yield f"host={home} user=owner dbname=postgres"
        finally:
            run("pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def release(town_file, tmp_path_factory):
    directory = tmp_path_factory.mktemp("sink")
    comments = {"fct_tasks": "One row per task. 每项任务一行。", "fct_tasks.task_id": "It's the task. 任务。"}
    write_snapshot(town_file, directory / "warehouse.duckdb", directory / "parquet", comments)
    write_changes(directory / "warehouse.duckdb", None, directory / "parquet")
    write_package(directory / "warehouse.duckdb", town_file, "2023-Q3_town")
    return directory


@pytest.fixture(scope="module")
def loaded(server, release):
    return load(release, server)


def ask(server, sql):
    import psycopg

    with psycopg.connect(server) as connection:
        return connection.execute(sql).fetchall()


def test_every_table_arrives_with_every_value(server, release, loaded):
    """Fails if a row or value of the release is another on the server."""
    with duckdb.connect(str(release / "warehouse.duckdb"), read_only=True) as connection:
        for table, count in loaded.items():
            expected = connection.execute(f"select * from marts.{table}").fetchall()
            clean = [tuple(v.replace("\0", "") if isinstance(v, str) else v for v in row) for row in expected]
            assert sorted(map(repr, ask(server, f"select * from marts.{table}"))) == sorted(map(repr, clean)), table
            assert count == len(expected)


@pytest.mark.usefixtures("loaded")
def test_keys_and_comments_come_along(server):
    keys = ask(server, "select conrelid::regclass::text, contype from pg_constraint where contype in ('p', 'f')")
    assert ("marts.fct_targets", "p") in keys and ("marts.fct_targets", "f") in keys
    described = "select obj_description('marts.fct_tasks'::regclass), col_description('marts.fct_tasks'::regclass, 1)"
    assert ask(server, described) == [("One row per task. 每项任务一行。", "It's the task. 任务。")]


@pytest.mark.usefixtures("loaded")
def test_the_reader_reads_and_nothing_else(server):
    import psycopg

    with psycopg.connect(server) as connection:
        connection.execute(f"set role {READER}")
        assert connection.execute("select count(*) from marts.fct_tasks").fetchone()[0] > 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("delete from marts.fct_tasks")


@pytest.mark.usefixtures("loaded")
def test_a_load_that_fails_leaves_the_server_as_it_was(server, release, tmp_path):
    """Fails if half a release is ever seen: here a table's rows break the key that the package names."""
    import psycopg

    shutil.copytree(release, tmp_path / "broken")
    path = tmp_path / "broken" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    (targets,) = [entry for entry in package["resources"] if entry["name"] == "fct_targets"]
    targets["schema"]["primaryKey"] = ["kind"]
    path.write_text(json.dumps(package), "utf-8")
    before = ask(server, "select count(*), min(target_id) from marts.fct_targets")
    with pytest.raises(psycopg.Error):
        load(tmp_path / "broken", server)
    assert ask(server, "select count(*), min(target_id) from marts.fct_targets") == before
    assert ask(server, "select nspname from pg_namespace where nspname like 'marts%'") == [("marts",)]


def test_a_second_load_takes_the_firsts_place(server, release, loaded):
    assert load(release, server) == loaded
    assert ask(server, "select nspname from pg_namespace where nspname like 'marts%'") == [("marts",)]

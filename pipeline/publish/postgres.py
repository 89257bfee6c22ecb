"""``make sink``: copy the published release into a PostgreSQL server, for tools that read a server and no files.

Off unless ``DUBAN_POSTGRES`` names a server (postgresql://user@host/database). Everything happens in one transaction:
the tables are loaded into a schema of their own with keys and comments, which then takes the place of ``marts``;
readers see the old release or the new one. The role ``duban_reader`` may read and nothing else. What others built on
the tables inside the database (views) goes with the old schema.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish.data_package import PACKAGE_FILE
from pipeline.publish.release import LATEST, WAREHOUSE_FILE
from pipeline.publish.snapshot import SCHEMA
from pipeline.settings import Settings
from pipeline.warehouse.sql_text import literal

if TYPE_CHECKING:
    import psycopg

READER = "duban_reader"
NEXT = f"{SCHEMA}_next"
TYPES = {"VARCHAR": "text", "DOUBLE": "double precision"}  # others have the same name in both
BATCH = 5_000


def load(release: Path, server: str) -> dict[str, int]:
    """Make schema ``marts`` of ``server`` the same as the release in this directory; returns rows by table.

    Raises psycopg.Error when the server cannot be reached or refuses; then it holds what it held before.
    """
    import duckdb
    import psycopg

    package = json.loads((release / PACKAGE_FILE).read_text("utf-8"))
    with (
        duckdb.connect(str(release / WAREHOUSE_FILE), read_only=True) as source,
        psycopg.connect(server) as target,
        target.transaction(),
    ):
        _run(target, f"drop schema if exists {NEXT} cascade", f"create schema {NEXT}")
        counts = {entry["name"]: _load_table(source, target, entry) for entry in package["resources"]}
        for entry in package["resources"]:
            _run(target, *_foreign_keys(entry), *_comments(entry))
        _run(target, f"drop schema if exists {SCHEMA} cascade", f"alter schema {NEXT} rename to {SCHEMA}")
        _let_read(target)
    return counts


def _run(target: psycopg.Connection[Any], *statements: str) -> None:
    for statement in statements:
        target.execute(statement.encode())


def _load_table(source: Any, target: psycopg.Connection[Any], entry: Mapping[str, Any]) -> int:
    """Create one table with its primary key, and copy its rows."""
    table = entry["name"]
    query = (
        "select column_name, data_type, is_nullable from duckdb_columns() where table_name = ? order by column_index"
    )
    columns = source.execute(query, [table]).fetchall()
    lines = [f"{_name(name)} {_type(kind)}{'' if free else ' not null'}" for name, kind, free in columns]
    if "primaryKey" in entry["schema"]:
        lines.append(f"primary key ({_names(entry['schema']['primaryKey'])})")
    _run(target, f"create table {NEXT}.{_name(table)} ({', '.join(lines)})")
    count = 0
    with target.cursor() as cursor, cursor.copy(f"copy {NEXT}.{_name(table)} from stdin".encode()) as copy:
        for row in _rows(source, table):
            copy.write_row(row)
            count += 1
    return count


def _rows(source: Any, table: str) -> Iterator[tuple[Any, ...]]:
    """A table's rows; the one character that PostgreSQL's text cannot hold is left out."""
    cursor = source.execute(f"select * from {SCHEMA}.{_name(table)}")
    while batch := cursor.fetchmany(BATCH):
        for row in batch:
            yield tuple(value.replace("\0", "") if isinstance(value, str) else value for value in row)


def _foreign_keys(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in entry["schema"].get("foreignKeys", ()):
        to = key["reference"]
        parent = _name(to["resource"] or entry["name"])
        yield (
            f"alter table {NEXT}.{_name(entry['name'])} add foreign key ({_names(key['fields'])})"
            f" references {NEXT}.{parent} ({_names(to['fields'])})"
        )


def _comments(entry: Mapping[str, Any]) -> Iterator[str]:
    table = f"{NEXT}.{_name(entry['name'])}"
    yield f"comment on table {table} is {literal(entry['description'])}"
    for field in entry["schema"]["fields"]:
        yield f"comment on column {table}.{_name(field['name'])} is {literal(field['description'])}"


def _let_read(target: psycopg.Connection[Any]) -> None:
    """Let the reader's role read; who may become it is the server's business."""
    if target.execute("select 1 from pg_roles where rolname = %s", [READER]).fetchone() is None:
        _run(target, f"create role {READER} nologin")
    _run(
        target,
        f"grant usage on schema {SCHEMA} to {READER}",
        f"grant select on all tables in schema {SCHEMA} to {READER}",
    )


def _type(kind: str) -> str:
    return TYPES.get(kind, kind.lower())


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _names(names: list[str]) -> str:
    return ", ".join(map(_name, names))


def main() -> int:
    """Load the latest release; exit status 1 when no server is named, nothing is published, or the server refuses."""
    settings = Settings.from_environment()
    release = (settings.published_dir / LATEST).resolve()
    if not settings.postgres or not (release / PACKAGE_FILE).is_file():
        missing = (
            "DUBAN_POSTGRES names no server" if not settings.postgres else "nothing is published yet: `make refresh`"
        )
        print(missing, file=sys.stderr)
        return 1
    import psycopg

    try:
        counts = load(release, settings.postgres)
    except psycopg.Error as error:
        print(f"PostgreSQL: {str(error).strip()}; the server holds what it held before", file=sys.stderr)
        return 1
    print(f"{len(counts)} tables, {sum(counts.values())} rows in schema {SCHEMA}; {READER} may read them")
    return 0


if __name__ == "__main__":
    sys.exit(main())

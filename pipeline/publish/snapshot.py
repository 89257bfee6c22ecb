"""The built warehouse → one compact file of the marts alone, and the same tables as Parquet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.warehouse.sql_text import literal

if TYPE_CHECKING:
    import duckdb

SCHEMA = "marts"
# The oldest storage format: any DuckDB since 1.1 opens the file (1.0 does not know how 2.0 writes primary keys).
# DuckDB 2.0's own default shuts all older readers out.
STORAGE_VERSION = "v1.0.0"
_FOREIGN_KEY = re.compile(r", FOREIGN KEY \([^)]*\) REFERENCES [\w.\"]+\([^)]*\)")

Comments = Mapping[str, str]  # 'table' or 'table.column' -> description


def write_snapshot(built: Path, target: Path, parquet_dir: Path, comments: Comments) -> dict[str, int]:
    """Copy every mart of ``built`` into a new file ``target`` and into ``parquet_dir``; returns rows by table.

    Primary keys and NOT NULL come along, descriptions become comments. Rows are sorted: the same rows, the same files.
    """
    import duckdb

    parquet_dir.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(built)} as built (read_only)")
        connection.execute(f"attach {literal(target)} as release (storage_version '{STORAGE_VERSION}')")
        connection.execute(f"create schema release.{SCHEMA}")
        counts = {table: _copy(connection, table, ddl, parquet_dir) for table, ddl in _tables(connection)}
        _comment(connection, counts, comments)
        connection.execute("checkpoint release")
    return counts


def _tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Every table with its DDL. Foreign keys were enforced by the build; as indexes they would fill the file."""
    query = """
        select table_name, sql from duckdb_tables()
        where database_name = 'built' and schema_name = ? order by table_name
    """
    tables = connection.execute(query, [SCHEMA]).fetchall()
    return [(table, _FOREIGN_KEY.sub("", ddl)) for table, ddl in tables]


def _copy(connection: duckdb.DuckDBPyConnection, table: str, ddl: str, parquet_dir: Path) -> int:
    """One table: its own DDL in the new file, then its rows."""
    connection.execute(f"use release.{SCHEMA}")
    connection.execute(ddl)
    connection.execute(f'insert into release.{SCHEMA}."{table}" from built.{SCHEMA}."{table}" order by all')
    path = literal(parquet_dir / f"{table}.parquet")
    connection.execute(f'copy release.{SCHEMA}."{table}" to {path} (format parquet, compression zstd)')
    row = connection.execute(f'select count(*) from release.{SCHEMA}."{table}"').fetchone()
    return int(row[0]) if row else 0


def _comment(connection: duckdb.DuckDBPyConnection, counts: Mapping[str, int], comments: Comments) -> None:
    query = "select table_name, column_name from duckdb_columns() where database_name = 'release'"
    columns = set(connection.execute(query).fetchall())
    connection.begin()  # seven hundred comments, one write to the disk
    for name, text in comments.items():
        table, _, column = name.partition(".")
        if not column and table in counts:
            connection.execute(f'comment on table release.{SCHEMA}."{table}" is {literal(text)}')
        elif (table, column) in columns:
            connection.execute(f'comment on column release.{SCHEMA}."{table}"."{column}" is {literal(text)}')
    connection.commit()

"""What changed from the release before to this one: rows added, removed and changed, by table and key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.publish.snapshot import SCHEMA
from pipeline.warehouse.sql_text import literal

TABLE = "rel_changes"
VALUE_CHARS = 2000  # of a value that are kept: a document's text is no value to read here
# Tables that tell of runs rather than of documents, and columns that differ from run to run.
NOT_COMPARED = frozenset({TABLE, "fct_quality_results", "fct_parse_outcomes"})
VOLATILE = frozenset({"ingested_at", "run_id", "at"})
COLUMNS = {
    "previous_release": "Name of the release compared with. 所比较的上一版名称。",
    "table_name": "The table that changed. 发生变化的表。",
    "row_key": "Key of the row; several columns joined by |. 行的主键，多列以|相连。",
    "change": "added, removed or changed. 新增、删除或修改。",
    "column_name": "The column that changed; null for whole rows. 修改的列，整行新增或删除的为空。",
    "old_value": "Its value before, as text, 2000 characters at most. 原值，最多2000字。",
    "new_value": "Its value now, as text, 2000 characters at most. 新值，最多2000字。",
}
DESCRIPTION = (
    "One row per row added or removed and per value changed since the release before; empty for the first release. "
    "与上一版相比，每个新增或删除的行、每个修改的值一行；首版为空。"
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of both releases: its key and the columns that both have."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]


def write_changes(warehouse: Path, previous: Path | None, parquet_dir: Path) -> int:
    """Add ``rel_changes`` to ``warehouse`` and to its Parquet files; returns its rows.

    ``previous`` is the directory of the release before, None where there is none.
    """
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(warehouse)} as release")
        fields = ", ".join(f"{name} varchar" for name in COLUMNS)
        connection.execute(f"create table release.{SCHEMA}.{TABLE} ({fields})")
        _describe(connection)
        if previous is not None:
            connection.execute(f"attach {literal(previous / warehouse.name)} as previous (read_only)")
            for table in _tables(connection):
                connection.execute(_insert(table), {"previous": previous.name, "table": table.name})
        path = literal(parquet_dir / f"{TABLE}.parquet")
        rows = f"select * from release.{SCHEMA}.{TABLE} order by all"
        connection.execute(f"copy ({rows}) to {path} (format parquet, compression zstd)")
        connection.execute("checkpoint release")
        return int(connection.execute(f"select count(*) from release.{SCHEMA}.{TABLE}").fetchall()[0][0])


def _describe(connection: Any) -> None:
    connection.execute(f"comment on table release.{SCHEMA}.{TABLE} is '{DESCRIPTION}'")
    for name, text in COLUMNS.items():
        connection.execute(f"comment on column release.{SCHEMA}.{TABLE}.{name} is '{text}'")


def _tables(connection: Any) -> list[_Table]:
    """The tables that both releases have under the same key."""
    query = """
        select database_name, table_name, constraint_column_names from duckdb_constraints()
        where constraint_type = 'PRIMARY KEY' and schema_name = ?
    """
    keys = {(database, table): tuple(key) for database, table, key in connection.execute(query, [SCHEMA]).fetchall()}
    names = sorted(table for database, table in keys if database == "release" and table not in NOT_COMPARED)
    return [
        _Table(name, keys["release", name], tuple(_shared_columns(connection, name, keys["release", name])))
        for name in names
        if keys.get(("previous", name)) == keys["release", name]
    ]


def _shared_columns(connection: Any, table: str, key: Sequence[str]) -> list[str]:
    query = """
        select column_name from duckdb_columns()
        where database_name = ? and schema_name = ? and table_name = ? order by column_index
    """
    now, before = (
        [name for (name,) in connection.execute(query, [database, SCHEMA, table]).fetchall()]
        for database in ("release", "previous")
    )
    return [name for name in now if name in before and name not in VOLATILE and name not in key]


def _insert(table: _Table) -> str:
    """Rows of one side only, and the values that differ where both sides have the row."""
    now, before = (f'{database}.{SCHEMA}."{table.name}"' for database in ("release", "previous"))
    on = " and ".join(f'now."{name}" = before."{name}"' for name in table.key)
    one_sided = f"""
        insert into release.{SCHEMA}.{TABLE}
        select $previous, $table, {_key(table, "now")}, 'added', null, null, null
        from {now} as now anti join {before} as before on {on}
        union all
        select $previous, $table, {_key(table, "before")}, 'removed', null, null, null
        from {before} as before anti join {now} as now on {on}
    """
    if not table.columns:
        return one_sided
    values = ", ".join(
        f"{{'name': '{name}', 'old': before.\"{name}\"::varchar, 'new': now.\"{name}\"::varchar}}"
        for name in table.columns
    )
    return f"""{one_sided}
        union all
        select
            $previous, $table, row_key, 'changed', pair.name,
            left(pair.old, {VALUE_CHARS}), left(pair.new, {VALUE_CHARS})
        from (
            select {_key(table, "now")} as row_key, unnest([{values}]) as pair
            from {now} as now inner join {before} as before on {on}
        ) as pairs
        where pair.old is distinct from pair.new
    """


def _key(table: _Table, side: str) -> str:
    names = ", ".join(f'{side}."{name}"::varchar' for name in table.key)
    return f"concat_ws('|', {names})"

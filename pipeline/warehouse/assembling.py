"""One warehouse out of the last one and of shards: files that the same models built of some jurisdictions each.

A new file takes in every row of the last that belongs to what did not change, and every row of the shards. It is not
the last file with rows deleted and inserted: DuckDB checks keys while a transaction is under way, so rows could not
come back under the keys they had, and deleted rows would leave the file as large as it was. A kill leaves the last
file as it is.

Primary keys are held over the whole. Foreign keys were held by each shard's build, and none leads out of it; as
indexes over the whole they would cost more than the rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.sealed import replacing
from pipeline.warehouse.sql_text import literal
from pipeline.warehouse.whose import owner

FOREIGN_KEY = re.compile(r", FOREIGN KEY \([^)]*\) REFERENCES [\w.\"]+\([^)]*\)")
_CONSTRAINTS = "main.held_keys"


def assemble(
    target: Path, shards: Sequence[Path], last: Path | None, kept: Iterable[str], across: Collection[str]
) -> None:
    """Write ``target`` anew: of ``last`` the rows of the owners ``kept``, and all rows of ``shards``.

    ``across`` are tables (schema.name) that are left out, since they are built from the whole. Raises ``duckdb.Error``
    when a key is there twice, ``ValueError`` when a row of the last does not say whose it is.
    """
    import duckdb

    with replacing(target) as path:
        path.unlink()
        with duckdb.connect() as connection:
            connection.execute(f"attach {literal(path)} as whole")
            sources = [*shards, *([last] if last else [])]
            for number, source in enumerate(sources):
                connection.execute(f"attach {literal(source)} as source{number} (read_only)")
            connection.execute("create temp table kept as select unnest(?::varchar[]) as owner", [sorted(kept)])
            names = [f"source{number}" for number in range(len(sources))]
            for relation, ddl, columns in _tables(connection, across):
                _copy(connection, relation, ddl, columns, names[: len(shards)], names[len(shards) :])
            connection.execute(f"create table whole.{_CONSTRAINTS} as {constraints(connection, 'source0')}")
            connection.execute("use memory")
            for name in ("whole", *names):
                connection.execute(f"detach {name}")


def constraints(connection: Any, database: str) -> str:
    """SQL for the keys of a built file that is attached: those of its tables, and those it was put together under."""
    query = f"""
        select
            schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
        from duckdb_constraints() where database_name = '{database}'
    """
    known = "select 1 from duckdb_tables() where database_name = ? and schema_name || '.' || table_name = ?"
    is_assembled = connection.execute(known, [database, _CONSTRAINTS]).fetchall()
    return f"{query} union select * from {database}.{_CONSTRAINTS}" if is_assembled else query


def _tables(connection: Any, across: Collection[str]) -> list[tuple[str, str, list[str]]]:
    """Every table of the shards with its DDL and columns, but for those ``across``."""
    found = connection.execute("""
        select schema_name || '.' || table_name as relation, any_value(tables.sql), list(column_name)
        from duckdb_tables() as tables
        inner join duckdb_columns() as columns using (database_name, schema_name, table_name)
        where database_name = 'source0' and schema_name != 'main'
        group by relation order by relation
    """).fetchall()
    return [(relation, ddl, columns) for relation, ddl, columns in found if relation not in across]


def _copy(
    connection: Any, relation: str, ddl: str, columns: Collection[str], shards: Sequence[str], last: Sequence[str]
) -> None:
    """One table: its own DDL in the new file, then its rows."""
    schema = relation.split(".")[0]
    connection.execute("use whole")
    connection.execute(f"create schema if not exists {schema}")
    connection.execute(FOREIGN_KEY.sub("", ddl))
    for shard in shards:
        connection.execute(f"insert into whole.{relation} by name from {shard}.{relation}")
    for name in last:
        whose = owner(columns)
        if whose is None:
            raise ValueError(f"no column of {relation} ({', '.join(columns)}) says whose a row is")
        if "record_key" not in columns:  # a correction of nothing is built anew each time
            _demand_owners(connection, f"{name}.{relation}", whose)
        connection.execute(f"""
            insert into whole.{relation} by name
            from {name}.{relation} as t where {whose} in (select kept.owner from kept)
        """)


def _demand_owners(connection: Any, relation: str, whose: str) -> None:
    ((count,),) = connection.execute(f"select count(*) from {relation} as t where {whose} is null").fetchall()
    if count:
        raise ValueError(f"{count} rows of {relation} do not say whose they are")

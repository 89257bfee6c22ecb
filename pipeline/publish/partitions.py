"""The published tables as Parquet by jurisdiction and quarter, as Spark, Trino and DuckDB read them where they lie.

``<table>/jurisdiction=…/quarter=…/*.parquet``: a row is in the quarter in which its period ends, in ``none`` where it
speaks of none; a table without periods has no quarters, and what looks across jurisdictions is one file. The columns
that name a folder are in the files too, so that each can be read by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipeline.publish.snapshot import SCHEMA
from pipeline.warehouse.sql_text import literal
from pipeline.warehouse.whose import jurisdiction

DIRECTORY = "partitions"
QUARTER, NO_QUARTER = "quarter", "none"
_PERIODS = ("period_id", "report_period_id", "as_of_period_id", "plan_period_id")  # whose end is a row's quarter


def write_partitions(warehouse: Path, directory: Path) -> int:
    """Write every table of the release ``warehouse`` under ``directory``; returns how many files there are."""
    import duckdb

    directory.mkdir(parents=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        query = """
            select table_name, list(column_name order by column_index) from duckdb_columns()
            where schema_name = ? group by all order by all
        """
        for table, columns in connection.execute(query, [SCHEMA]).fetchall():
            _write(connection, table, columns, directory / table)
    for path in sorted(directory.glob("*/jurisdiction=*")):  # written as in an address, which Spark does not undo
        path.rename(path.with_name(unquote(path.name)))
    return sum(1 for _ in directory.rglob("*.parquet"))


def _write(connection: Any, table: str, columns: Collection[str], directory: Path) -> None:
    """One table: folders for what its rows say of themselves, else one file."""
    parts = {"jurisdiction": place} if (place := jurisdiction(columns, f"{SCHEMA}.dim_documents")) else {}
    period = next((name for name in _PERIODS if name in columns), None)
    if parts and period:
        parts[QUARTER] = f"""
            (select year(end_date) || '-Q' || quarter(end_date) from {SCHEMA}.dim_periods where period_id = t.{period})
        """
    ((count,),) = connection.execute(f'select count(*) from {SCHEMA}."{table}"').fetchall()
    parts = parts if count else {}  # folders that are not there tell no columns
    named = [f"coalesce({sql}, '{NO_QUARTER}') as {name}" for name, sql in parts.items()]
    said = [name for name in parts if name in columns]
    kept = f"t.* exclude ({', '.join(said)})" if said else "t.*"
    directory.mkdir()
    options, target = "", directory / "all.parquet"
    if parts:
        options, target = f", partition_by ({', '.join(parts)}), write_partition_columns true", directory
    query = f'select {", ".join([kept, *named])} from {SCHEMA}."{table}" as t order by all'
    connection.execute(f"copy ({query}) to {literal(target)} (format parquet, compression zstd{options})")

"""The partitions are the tables: every row once, in the folder of its place and of its period's quarter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.publish.partitions import write_partitions
from tests.dbt_project.town import TOWN
from tests.publish.conftest import NEIGHBOUR

WHOLE = {"dim_dates", "dim_indicator_series", "dim_periods", "dim_rules"}  # what looks across places


@pytest.fixture(scope="module")
def directory(town_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("release") / "partitions"
    assert write_partitions(town_file, found) == len(list(found.rglob("*.parquet")))
    return found


@pytest.fixture
def connection(town_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(town_file), read_only=True) as found:
        yield found


def test_every_row_is_in_the_partitions_once(directory: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Fails if a row is lost for want of a place or period, is there twice, or has other values."""
    tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
    assert {path.name for path in directory.iterdir()} == {table for (table,) in tables}
    for (table,) in tables:
        columns = ", ".join(f'"{name}"' for name, *_ in connection.execute(f"describe marts.{table}").fetchall())
        files = f"read_parquet('{directory}/{table}/**/*.parquet', hive_partitioning = false, union_by_name = true)"
        for one, other in ((f"marts.{table}", files), (files, f"marts.{table}")):
            left = connection.execute(
                f"select {columns} from {one} except all select {columns} from {other}"
            ).fetchall()
            assert left == [], table


def test_folders_say_whose_and_when(directory: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Fails if a table that knows its place has no folder of it, or a row stands in another quarter's."""
    for path in directory.iterdir():
        names = {folder.name for folder in path.iterdir() if folder.is_dir()}
        assert names <= {f"jurisdiction={TOWN}", f"jurisdiction={NEIGHBOUR}"}
        assert bool(names) != (path.name in WHOLE or not any(path.glob("*/**/*.parquet"))), path.name
    half = f"read_parquet('{directory}/fct_progress/jurisdiction={TOWN}/quarter=2023-Q2/*.parquet')"
    assert connection.execute(f"select distinct period_id from {half}").fetchall() == [("2023-H1",)]

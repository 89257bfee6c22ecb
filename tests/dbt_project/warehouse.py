"""Building the dbt project into a file, and asking that file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


class Warehouse:
    """A built file: ``rows`` runs a query in schema marts and returns dicts; ``home`` is where it was built."""

    def __init__(self, path: Path, home: Path | None = None) -> None:
        import duckdb

        self.path, self.home = path, home or path.parent
        self._connection = duckdb.connect(str(path), read_only=True)
        self._connection.execute("use marts")

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        cursor = self._connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, sql: str, *parameters: Any) -> dict[str, Any]:
        (row,) = self.rows(sql, *parameters)
        return row

    def close(self) -> None:
        self._connection.close()


Build = Callable[..., Warehouse]


def run_dbt(home: Path, *arguments: str) -> None:
    """Run dbt in this process on ``home/records`` into ``home/warehouse.duckdb``."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    os.environ.update(DUBAN_RECORDS_DIR=str(home / "records"), DUBAN_WAREHOUSE=str(home / "warehouse.duckdb"))
    target = home / "target"
    folders = ["--project-dir", PROJECT, "--profiles-dir", PROJECT, "--target-path", target, "--log-path", target]
    result = dbtRunner().invoke([*arguments, *map(str, folders), "--quiet", "--no-version-check"])
    DuckDBConnectionManager.close_all_connections()
    failed = [node for node in getattr(result.result, "results", []) if node.status not in ("success", "pass")]
    assert result.success, [f"{node.node.name}: {node.message}" for node in failed] or result.exception

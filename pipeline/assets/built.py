"""What the file dbt built shows of each model: rows, columns, where the columns come from, the first rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import dagster as dg

from pipeline.assets.keys import source_key
from pipeline.assets.previews import PREVIEW_ROWS, preview
from pipeline.settings import Settings
from pipeline.store import ALL_TABLES
from pipeline.warehouse.column_lineage import SOURCE_SCHEMA, LineageReader


class BuiltWarehouse:
    """An open look at the built file; a context manager."""

    def __init__(self, settings: Settings, manifest: Mapping[str, Any]) -> None:
        self._settings, self._manifest = settings, manifest
        self._lineage = LineageReader(settings.dbt_target_dir)
        self._relations = {
            f"{node['schema']}.{node['name']}".lower(): unique_id
            for unique_id, node in manifest["nodes"].items()
            if node["resource_type"] in ("model", "seed", "snapshot")
        }
        self._columns: dict[str, dict[str, str]] = {
            f"{SOURCE_SCHEMA}.{table}": {field.name: "" for field in dataclasses.fields(record)}
            for table, record in ALL_TABLES.items()
        }

    def __enter__(self) -> BuiltWarehouse:
        import duckdb

        self._connection = duckdb.connect(str(self._settings.built_warehouse), read_only=True)
        query = "select table_schema || '.' || table_name, column_name, data_type from information_schema.columns"
        for relation, column, data_type in self._connection.execute(f"{query} order by ordinal_position").fetchall():
            self._columns.setdefault(relation.lower(), {})[column.lower()] = data_type
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._lineage.save()

    def metadata(self, unique_id: str) -> dict[str, Any]:
        """Dagster metadata of one built model or seed."""
        node = self._manifest["nodes"][unique_id]
        relation = f"{node['schema']}.{node['name']}".lower()
        if relation not in self._columns:
            return {}
        count = self._connection.sql(f"select count(*) from {relation}").fetchall()[0][0]
        rows = self._connection.sql(f"select * from {relation} limit {PREVIEW_ROWS}").fetchall()
        return {
            "dagster/row_count": count,
            "dagster/column_schema": self._schema(relation, node),
            "preview": preview(list(self._columns[relation]), rows),
            **self._lineage_metadata(node),
        }

    def _schema(self, relation: str, node: Mapping[str, Any]) -> dg.TableSchema:
        described = {name.lower(): column.get("description") for name, column in node["columns"].items()}
        return dg.TableSchema(
            [
                dg.TableColumn(name, data_type, description=described.get(name))
                for name, data_type in self._columns[relation].items()
            ]
        )

    def _lineage_metadata(self, node: Mapping[str, Any]) -> dict[str, Any]:
        if node["resource_type"] != "model":
            return {}
        path = self._settings.dbt_target_dir / "compiled" / node["package_name"] / node["original_file_path"]
        lineage = self._lineage.read(path.read_text("utf-8"), self._columns)
        deps = {
            column: [
                dg.TableColumnDep(self._key(relation), name) for relation, name in parents if self._known(relation)
            ]
            for column, parents in lineage.items()
        }
        return {"dagster/column_lineage": dg.TableColumnLineage(deps)}

    def _known(self, relation: str) -> bool:
        return relation in self._relations or relation.startswith(f"{SOURCE_SCHEMA}.")

    def _key(self, relation: str) -> dg.AssetKey:
        schema, table = relation.split(".")
        return source_key(table) if schema == SOURCE_SCHEMA else dg.AssetKey([schema, table])

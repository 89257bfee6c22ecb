"""Which columns of its parents each column of a dbt model comes from, read from the compiled SQL.

Parsing SQL for every column of every model costs seconds, so results are kept by the SQL they were read from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.manifest import digest
from pipeline.sealed import read_state, write_state

# One parent column: (relation, column).
Lineage = dict[str, list[tuple[str, str]]]
Schemas = Mapping[str, Mapping[str, str]]  # relation -> column -> type

SOURCE_SCHEMA = "records"
_PARQUET_SOURCE = re.compile(r"read_parquet\('[^']*/(\w+)/\*\.parquet'\)")
_CACHE_FILE = "column_lineage.json"
KEPT = 1000  # pieces of SQL: several versions of the project


class LineageReader:
    """Reads column lineage; ``directory`` keeps what was read before."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / _CACHE_FILE
        self._known: dict[str, Lineage] = read_state(self._path, dict) or {}
        self._used: dict[str, Lineage] = {}

    def read(self, sql: str, schemas: Schemas) -> Lineage:
        """The parent columns of every output column of ``sql``; relations as ``schema.table``, lower case."""
        named = _PARQUET_SOURCE.sub(rf"{SOURCE_SCHEMA}.\1", sql)
        parents = {name: columns for name, columns in schemas.items() if name.split(".")[1] in named}
        key = digest([named, json.dumps(parents, sort_keys=True)])
        self._used[key] = self._known.get(key) or _column_lineage(named, parents)
        return self._used[key]

    def save(self) -> None:
        """Keep what this build used."""
        if self._used.keys() - self._known.keys():
            older = {key: lineage for key, lineage in self._known.items() if key not in self._used}
            write_state(self._path, dict([*older.items(), *self._used.items()][-KEPT:]))


def _column_lineage(sql: str, schemas: Schemas) -> Lineage:
    from sqlglot.lineage import lineage

    nodes = lineage(None, sql, _nested(schemas), dialect="duckdb", trim_selects=False)
    return {column.lower(): sorted(set(_leaves(node))) for column, node in nodes.items()}


def _leaves(node: Any) -> list[tuple[str, str]]:
    from sqlglot import exp

    found = []
    for leaf in node.walk():
        if not leaf.downstream and isinstance(leaf.expression, exp.Table):
            relation = f"{leaf.expression.db}.{leaf.expression.name}".lower()
            found.append((relation, leaf.name.rsplit(".", 1)[-1].strip('"').lower()))
    return found


def _nested(schemas: Schemas) -> dict[str, dict[str, dict[str, str]]]:
    nested: dict[str, dict[str, dict[str, str]]] = {}
    for relation, columns in schemas.items():
        schema, table = relation.split(".")
        nested.setdefault(schema, {})[table] = dict(columns)
    return nested

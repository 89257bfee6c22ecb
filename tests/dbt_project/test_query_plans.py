"""No model and no suite pairs every row of a growing table with every row of another: that is what fails first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pytest

from pipeline.checks.suites import load_suites
from pipeline.store import ALL_TABLES
from tests.dbt_project.warehouse import PROJECT, Warehouse

# Joins that look at every pair of rows, or of a range of them: only one side of them may grow with the documents.
OF_PAIRS = {"CROSS_PRODUCT", "BLOCKWISE_NL_JOIN", "NESTED_LOOP_JOIN", "PIECEWISE_MERGE_JOIN", "IE_JOIN"}
# Tables that do not grow: seeds, the calendar, the run.
SETTLED = {"rules", "rule_bands", "stage_ladders", "vocabulary", "dim_rules", "runs"}
SETTLED |= {"periods", "int_periods", "dim_periods", "dim_dates"}
TOWNS = 500
_SOURCE = re.compile(r"read_parquet\('[^']*/(\w+)/\*\.parquet'\)")
Node = Mapping[str, Any]


def plan_of(connection: duckdb.DuckDBPyConnection, sql: str) -> Node:
    """How DuckDB would run a query, as a tree."""
    ((_, plan),) = connection.execute(f"explain (format json) {sql}").fetchall()
    (root,) = json.loads(plan)
    return root


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.get("children", ()):
        yield from nodes(child)


def grows(node: Node, shared: Mapping[str, Node]) -> bool:
    """Whether a part of a plan gives more rows the more documents there are."""
    name, info = node["name"].strip(), node.get("extra_info", {})
    if name == "UNGROUPED_AGGREGATE":
        return False
    if name == "CTE_SCAN":
        return grows(shared[info["CTE Index"]], shared)
    if name == "CTE":  # what it defines, and what asks that
        return grows(node["children"][1], shared)
    if name == "SEQ_SCAN":
        return info["Table"].split(".")[-1] not in SETTLED
    return any(grows(child, shared) for child in node.get("children", ()))


def pairings(root: Node) -> list[str]:
    """The joins of a plan that pair all rows of two sides that grow."""
    shared = {node["extra_info"]["Table Index"]: node["children"][0] for node in nodes(root) if node["name"] == "CTE"}
    return [
        f"{node['name']} {node['extra_info']}"
        for node in nodes(root)
        if node["name"] in OF_PAIRS and all(grows(child, shared) for child in node["children"])
    ]


def grow(connection: duckdb.DuckDBPyConnection, table: str, source: str) -> None:
    """A table of as many rows as many such towns would give, since DuckDB pairs the rows of a small one gladly."""
    columns = connection.execute(f"describe from {source}").fetchall()
    if table.split(".")[-1] in SETTLED:
        connection.execute(f"create table {table} as from {source}")
        return
    chosen = [
        f"{name} || '#' || town as {name}"
        if kind == "VARCHAR" and name.endswith("_id") and name not in ("rule_id", "period_id")
        else f'"{name}"'
        for name, kind, *_ in columns
    ]
    connection.execute(f"create table {table} as select {', '.join(chosen)} from {source}, range({TOWNS}) as t (town)")


@pytest.fixture(scope="module")
def connection(town_warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """Many built towns, and their records as tables of their own, so that a plan names them."""
    with duckdb.connect() as found:
        found.execute(f"attach '{town_warehouse.path}' as town (read_only)")
        found.execute("attach ':memory:' as warehouse")
        for schema in ("warehouse.marts", "warehouse.intermediate", "warehouse.records"):
            found.execute(f"create schema {schema}")
        for table in ALL_TABLES:
            path = town_warehouse.home / "records" / table / "*.parquet"
            grow(found, f"warehouse.records.{table}", f"read_parquet('{path}')")
        query = "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'town'"
        for (table,) in found.execute(query).fetchall():
            grow(found, f"warehouse.{table}", f"town.{table}")
        found.execute("use warehouse")
        yield found


def test_no_model_pairs_all_rows_of_two_tables(
    connection: duckdb.DuckDBPyConnection, town_warehouse: Warehouse
) -> None:
    """Fails if a join of two tables that grow has no equality."""
    compiled = town_warehouse.home / "target" / "compiled" / "duban" / "models"
    found = {}
    for path in sorted(compiled.rglob("*.sql")):
        if any(part.endswith(".yml") for part in path.parts):  # a test
            continue
        sql = _SOURCE.sub(r"warehouse.records.\1", path.read_text("utf-8"))
        found[path.stem] = pairings(plan_of(connection, sql))
    assert len(found) > 60
    assert {name: joins for name, joins in found.items() if joins} == {}


def test_no_suite_pairs_all_rows_of_two_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Fails if a suite's column asks another table without an equality."""
    tables = dict(
        connection.execute("""
            select table_name, list(column_name) from duckdb_columns()
            where database_name = 'warehouse' and schema_name = 'marts' group by all
        """).fetchall()
    )
    suites = load_suites(PROJECT.parent / "expectations")
    found = {suite.table: pairings(plan_of(connection, suite.query(tables[suite.table]))) for suite in suites}
    assert {name: joins for name, joins in found.items() if joins} == {}


@pytest.mark.parametrize(
    ("sql", "is_pairing"),
    [
        ("select * from tasks, targets", True),
        ("select * from tasks inner join targets on tasks.task_id in (targets.task_id, targets.progress_id)", True),
        ("select * from tasks inner join targets on tasks.char_start < targets.char_start", True),
        ("with t as materialized (select * from tasks) select * from t as a, t as b where a.task_id < b.task_id", True),
        ("select * from tasks inner join targets on tasks.task_id = targets.task_id", False),
        ("select * from tasks cross join runs", False),
        ("select * from tasks, (select count(*) from targets)", False),
        ("select * from tasks inner join periods on tasks.char_start < year(periods.start_date)", False),
    ],
)
def test_a_pairing_is_seen(connection: duckdb.DuckDBPyConnection, sql: str, is_pairing: bool) -> None:
    """Fails if a join without an equality would go unseen, or one that is needed would be called one."""
    connection.execute("use warehouse.records")
    assert bool(pairings(plan_of(connection, sql))) == is_pairing

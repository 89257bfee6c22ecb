"""Which models look across jurisdictions: all others build alike in one piece or place by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from pipeline import records as r
from tests.dbt_project.places import county_tables, together, twin_of
from tests.dbt_project.test_any_order import crowded
from tests.dbt_project.test_corrections import SAID, said
from tests.dbt_project.town import PROGRAM
from tests.dbt_project.warehouse import Build, Warehouse

# What is of a run, a rule or the calendar, or compares places: built from everything.
ACROSS = {"dim_dates", "dim_indicator_series", "dim_periods", "dim_rules"}
EMPTY = {"fct_quality_results"}  # of runs alone
Rows = Mapping[str, Counter[str]]


def rows_of(warehouse: Warehouse) -> Rows:
    """Every published table's rows, how often each."""
    query = "select table_name from duckdb_tables() where schema_name = 'marts'"
    names = [row["table_name"] for row in warehouse.rows(query)]
    return {name: Counter(map(str, warehouse.rows(f'select * from "{name}"'))) for name in names}


@pytest.fixture(scope="module")
def built(build: Build) -> tuple[Rows, Rows, Rows]:
    """The rows of some places, of others that share their names, and of all built in one piece."""
    town = crowded()
    town.tables["programs"] = [r.ProgramRecord(f"{PROGRAM}/program/1", PROGRAM, 1, "就业工程", None, "2023/2027")]
    town.tables["indicators"] = [
        r.IndicatorRecord(f"{PROGRAM}/indicator/1/goal/{number}", PROGRAM, 1, "goal", number, name, None, 0, 1)
        for number, name in enumerate(("新增就业", "新建学校"), start=1)
    ]
    town.tables["indicator_links"] = [
        r.IndicatorLinkRecord(f"{PROGRAM}/program_task/1/1#t1", f"{PROGRAM}/indicator/1/goal/1")
    ]
    town.tables["corrections"] = [said(number, *item) for number, item in enumerate(SAID, start=1)]
    first, second = county_tables(2)
    parts = [together([town.finish(), first]), together([twin_of(town), second])]
    whole = together(part.tables for part in parts)
    one, other, both = (
        rows_of(build(part, "--exclude-resource-type", "test", "unit_test")) for part in (*parts, whole)
    )
    return one, other, both


def test_a_place_is_judged_alike_whoever_else_is_there(built: tuple[Rows, Rows, Rows]) -> None:
    """Fails if a model joins by a name or number that two places may share."""
    one, other, both = built
    odd = {
        name: (both[name] - (one[name] + other[name]), (one[name] + other[name]) - both[name])
        for name in both.keys() - ACROSS
    }
    assert {name: pair for name, pair in odd.items() if any(pair)} == {}
    assert {name for name in both if not both[name]} <= EMPTY


def test_what_looks_across_places_is_named(built: tuple[Rows, Rows, Rows]) -> None:
    """Fails if a table is called across places that needs not be."""
    one, other, both = built
    assert {name for name in ACROSS if both[name] == one[name] + other[name]} == set()

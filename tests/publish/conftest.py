"""A warehouse for what is published: the invented town, with a task whose words a browser or spreadsheet could run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dbt_project.town import PLAN, THIRD, build_town
from tests.dbt_project.warehouse import Warehouse, run_dbt

HOSTILE = (
    '=1+1<script>alert(1)</script>![x](http://evil.test/a.png)"><img src=x onerror=alert(2)>{{7*7}}'
    "\u202e\x07新建驿站8个。"
)


@pytest.fixture(scope="session")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The built town with hostile words in a task, a row and a unit."""
    home = tmp_path_factory.mktemp("published")
    town = build_town()
    task = town.task(PLAN, 90, HOSTILE, ("周和", "市长"), "<b>驿站办</b>")
    target = town.target(task, "新建驿站8个", "新建驿站", "8", "个", "count")
    row = town.row(THIRD, 90, HOSTILE, f"{HOSTILE}已建成2个。", "<b>驿站办</b>", task_id=task)
    town.pair(target, row, "2", actual_id=town.actual(row, "2个", "驿站", "2", "个", "count"))
    town.write(home / "records")
    run_dbt(home, "build", "--exclude-resource-type", "unit_test")
    yield home / "warehouse.duckdb"


@pytest.fixture(scope="session")
def marts(town_file: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(town_file)
    yield warehouse
    warehouse.close()

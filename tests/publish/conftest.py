"""A warehouse for what is published: the invented town, with a task whose words a browser or spreadsheet could run.

Beside it a place that has a plan for the year and has not reported yet.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dbt_project.town import PLAN, THIRD, TOWN, Town, build_town
from tests.dbt_project.warehouse import Warehouse, run_dbt

HOSTILE = (
    '=1+1<script>alert(1)</script>![x](http://evil.test/a.png)"><img src=x onerror=alert(2)>{{7*7}}'
    "\u202e\x07新建驿站8个。"
)


NEIGHBOUR, WAITING = "岭下市", "plan00000002"


def add_neighbour(town: Town) -> None:
    """A place with a plan and no report: a task with targets for a half year and the year, and one with a milestone."""
    town.jurisdiction = NEIGHBOUR
    town.document(WAITING, "分解表", "responsibility_breakdown", dt.date(2023, 3, 1), plan_period_id="2023")
    roads = town.task(WAITING, 1, "改造道路30公里，其中上半年10公里。", ("郑云", "市长"), "交通局、财政局")
    town.target(roads, "30公里", "改造道路", "30", "公里", "level")
    town.target(roads, "上半年10公里", "改造道路", "10", "公里", "level", period_id="2023-H1")
    plan = town.task(WAITING, 2, "修编城市规划。", ("郑云", "市长"), "规划局")
    town.milestone(plan, "修编城市规划", "城市规划", "issue", 3)
    town.jurisdiction = TOWN


@pytest.fixture(scope="session")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The built town with hostile words in a task, a row and a unit.

    ``DUBAN_KEPT_TOWN`` names a file that keeps it from one run to the next: what is published changes no model.
    """
    home = tmp_path_factory.mktemp("published")
    kept = Path(os.environ.get("DUBAN_KEPT_TOWN") or home / "kept.duckdb")
    if not kept.exists():
        _build(home)
        shutil.copy2(home / "warehouse.duckdb", kept)
    else:
        shutil.copy2(kept, home / "warehouse.duckdb")
    yield home / "warehouse.duckdb"


def _build(home: Path) -> None:
    town = build_town()
    task = town.task(PLAN, 90, HOSTILE, ("周和", "市长"), "<b>驿站办</b>")
    target = town.target(task, "新建驿站8个", "新建驿站", "8", "个", "count")
    row = town.row(THIRD, 90, HOSTILE, f"{HOSTILE}已建成2个。", "<b>驿站办</b>", task_id=task)
    town.pair(target, row, "2", actual_id=town.actual(row, "2个", "驿站", "2", "个", "count"))
    add_neighbour(town)
    town.write(home / "records")
    run_dbt(home, "build", "--exclude-resource-type", "unit_test")


@pytest.fixture(scope="session")
def marts(town_file: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(town_file)
    yield warehouse
    warehouse.close()

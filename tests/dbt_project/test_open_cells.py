"""A form that comes back with cells left open: its tasks are listed, and not told of."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.dbt_project.town import build_town
from tests.dbt_project.warehouse import Build, Warehouse

PLACE, PLAN, REPORT = "岭下市", "plan00000003", "rept00000003"
TASKS = ("新建凉亭3座。", "修缮古桥2座。", "办好灯会。", "栽树500棵。")
TOLD = (("已建成凉亭1座。", None), ("未填报", None), ("", "未填报"))


@pytest.fixture(scope="module")
def place(build: Build) -> Warehouse:
    """Four tasks; of the report's three rows two were left open."""
    town = build_town()
    town.jurisdiction = PLACE
    town.document(PLAN, "分解表", "responsibility_breakdown", dt.date(2023, 2, 1), plan_period_id="2023")
    town.document(REPORT, "反馈表", "progress_report", None, plan_period_id="2023", report_period_id="2023-Q3")
    tasks = [town.task(PLAN, number, text, ("郑云", "市长"), "园林局") for number, text in enumerate(TASKS, start=1)]
    town.target(tasks[1], "2座", "修缮古桥", "2", "座", "count")
    for number, (narrative, status) in enumerate(TOLD, start=1):
        task_id = tasks[number - 1]
        town.row(REPORT, number, TASKS[number - 1], narrative, "园林局", task_id=task_id, stated_status=status)
    return build(town, "--exclude-resource-type", "unit_test", "test")


def test_a_cell_left_open_is_no_report(place):
    """Fails if 未填报 counts as mentioned, or makes the list one that the report does not follow."""
    rows = place.rows(
        "select is_mentioned, is_listed, is_followed from rpt_coverage where document_id = ? order by task_no", PLAN
    )
    assert [tuple(row.values()) for row in rows] == [
        (True, True, True),
        (False, True, True),
        (False, True, True),
        (False, False, True),
    ]


def test_the_form_says_which_tasks_were_left_open(place):
    """Fails if a task that was left open reads like one that the report passes over."""
    rows = place.rows("select status_label from rpt_task_progress where document_id = ? order by task_no", PLAN)
    assert [row["status_label"] for row in rows] == ["推进中", "未填报", "未填报", "未报告"]


def test_a_task_left_open_stands_on_the_board_once(place):
    """Fails if a row without words counts as work under way, or its task twice."""
    counts = place.one(
        "select row_count, unreported_count, open_count, unknown_count from rpt_unit_board where jurisdiction = ?",
        PLACE,
    )
    assert counts == {"row_count": 1, "unreported_count": 3, "open_count": 1, "unknown_count": 0}


def test_a_task_left_open_is_not_said_to_be_dropped(place):
    """Fails if a task that the report lists is found to be mentioned nowhere."""
    rows = place.rows("select task_id from fct_findings where kind = 'dropped' and jurisdiction = ?", PLACE)
    assert [row["task_id"] for row in rows] == [f"{PLAN}/key_work/1/4"]

"""Lists for five years inside a year's plan."""

from __future__ import annotations

import pytest

from pipeline.layouts.outline.five_years import five_years_of
from tests.layouts.building import lay


@pytest.mark.parametrize(
    ("title", "window"),
    [
        ("一、未来五年主要工作任务", "2022/2026"),
        ("今后五年的目标任务", "2022/2026"),
        ("政府工作报告“十四五”时期重点工作责任分解", "2021/2025"),
        ("“十五五”期间的主要任务", "2026/2030"),
        ("推进“十四五”规划实施", None),
        ("2022年重点工作", None),
        ("2022年“十四五”规划重点任务分解", None),
        ("过去五年工作回顾", None),
    ],
)
def test_a_title_names_five_years(title, window):
    assert five_years_of(title, "2022") == window


def test_the_goals_of_five_years_beside_those_of_one():
    _, parsed = lay(
        "岚屿市人民政府办公室关于印发2022年政府工作报告重点工作责任分解的通知\n\n"
        "2022年政府工作报告重点工作责任分解\n\n"
        "一、未来五年主要工作任务\n\n"
        "1.港口货物吞吐量突破8000万吨。（责任单位：市港航局）\n\n"
        "2.建成轨道交通60公里。（责任单位：市交通局）\n\n"
        "二、2022年主要工作任务\n\n"
        "3.港口货物吞吐量增长6%。（责任单位：市港航局）\n"
    )
    assert [(task.list_type, task.period_id) for task in parsed.tasks] == [
        ("five_year_goal", "2022/2026"),
        ("five_year_goal", "2022/2026"),
        ("key_work", "2022"),
    ]


def test_a_table_under_a_heading_of_five_years():
    _, parsed = lay(
        "岚屿市2023年政府工作报告责任分解\n\n今后五年重点工作\n\n"
        "序号\t工作任务\t责任单位\n1\t财政收入突破90亿元\t市财政局\n2\t新建学校30所\t市教育局\n"
    )
    assert {(task.list_type, task.period_id) for task in parsed.tasks} == {("five_year_goal", "2023/2027")}

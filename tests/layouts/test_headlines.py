"""Headline results with their goals in brackets, before the items or between them."""

from __future__ import annotations

import pytest

from pipeline.understand import understand
from tests.layouts.building import SourceEntry, lay

TITLE = "云川县2024年上半年重点工作完成情况\n云川县人民政府办公室\n"
ITEMS = "1.新建泵站9座。上半年，建成泵站4座。\n2.新增床位70个。上半年，新增床位30个。\n"
PROSE = "上半年，全县工业增加值增长6.1%（目标7%以上）；居民收入增长5.4%（全年目标6%）；失业率4.9%（计划5.5%以内）。"


@pytest.mark.parametrize(
    "text",
    [TITLE + PROSE + "\n" + ITEMS, TITLE + "一、总体情况\n（一）主要指标\n" + PROSE + "\n（二）重点项目\n" + ITEMS],
)
def test_each_result_with_its_goal_is_a_row(text):
    _, parsed = lay(text)
    rows = [(row.task_name, row.narrative) for row in parsed.progress if "%" in row.narrative]
    assert rows == [
        ("全县工业增加值增长", "全县工业增加值增长6.1%"),
        ("居民收入增长", "居民收入增长5.4%"),
        ("失业率", "失业率4.9%"),
    ]
    assert not [row.text for row in parsed.remainders if row.treatment == "unread"]


def test_the_goal_in_the_bracket_is_the_target_and_the_number_before_it_the_result():
    records = understand((TITLE + PROSE + "\n" + ITEMS).encode(), SourceEntry("inbox/x.txt")).records
    targets = {(row.indicator, row.comparator, str(row.value.normalize())) for row in records["targets"]}
    assert {("全县工业增加值增长", ">=", "7"), ("居民收入增长", ">=", "6"), ("失业率", "<=", "5.5")} <= targets
    assert {"6.1", "5.4", "4.9"} <= {str(row.value.normalize()) for row in records["actuals"]}


@pytest.mark.parametrize("goal", ["年度控制目标5.5%以内", "预期目标5.5%以内", "考核目标为5.5%以内", "年计划5.5%以内"])
def test_a_goal_may_say_what_sort_of_goal_it_is(goal):
    _, parsed = lay(TITLE + PROSE.replace("计划5.5%以内", goal) + "\n" + ITEMS)
    assert [row.task_name for row in parsed.progress if "4.9%" in row.narrative] == ["失业率"]
    assert not [row.text for row in parsed.remainders if row.treatment == "unread"]


def test_one_number_with_a_goal_in_a_sentence_is_no_list_of_headlines():
    _, parsed = lay(TITLE + "上半年，投资增长6.1%（目标7%），增势良好。\n" + ITEMS)
    assert [row.row_no for row in parsed.progress] == [1, 2]

"""Column heads: told by their words as a whole, a new word by its noun, never by a word inside."""

import pytest

from pipeline.layouts.reports.report_passages import is_heading_line
from pipeline.layouts.tables.column_heads import classes_of, field_of
from tests.layouts.building import lay_table, roles, treatments

PLAN = "云川县2024年重点工作责任分解表"
REPORT = "云川县2024年重点工作1—10月进展情况表"


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("占全年目标比例", "actual_rate"),
        ("占计划之比", "actual_rate"),
        ("投资完成率%", "actual_rate"),
        ("是否达标", "status"),
        ("督查评定", "status"),
        ("下个月安排", "next_steps"),
        ("面临的困难", "issues"),
        ("全年办结情况", "progress"),
        ("阶段性成效", "progress"),
        ("要求办结日期", "deadline"),
        ("联系副县长", "lead_leader"),
        ("抓总部门", "lead_unit"),
        ("保障单位", "support_unit"),
        ("指导部门", "support_unit"),
        ("承接单位", "other_unit"),
        ("统计单位", "measure_unit"),
        ("本月工作安排", "month_goal"),
        ("9月节点目标", "month_goal"),
        ("本县年度任务", "goal"),
        ("任务来源", None),
        ("实事内容及惠及面", "content"),
        ("质量要求", "goal"),
        ("建设地点", None),
    ],
)
def test_an_unknown_head_meets_its_class_by_its_noun(head, field):
    assert field_of(head) == field


def test_a_head_of_several_parts_holds_them_all():
    assert classes_of("工作进展、存在困难以及下一步计划") == ["progress", "issues", "next_steps"]
    assert classes_of("责任单位及责任人") == []
    assert field_of("存在困难及下步打算") == "issues"


def test_units_under_an_unknown_head_support_who_leads_and_answer_alone():
    beside = [["序号", "工作任务", "牵头单位", "会办单位"], ["1", "新建公园2个", "县建设局", "县财政局"]]
    assert roles(lay_table(PLAN, beside)[1]) == [{"县建设局": "lead", "县财政局": "support"}]
    alone = [["序号", "工作任务", "承接单位"], ["1", "新建公园2个", "县建设局"]]
    assert roles(lay_table(PLAN, alone)[1]) == [{"县建设局": "lead"}]


def test_a_column_of_names_is_the_tasks_where_no_other_is():
    rows = [["序号", "工程名称", "计量单位", "年度计划数", "累计完成数"], ["1", "资助学生30万人", "人", "5200", "4100"]]
    _, parsed = lay_table(REPORT, rows)
    assert [row.task_name for row in parsed.progress] == ["资助学生30万人"]
    assert [(text.indicator, text.unit) for text in parsed.target_texts if text.indicator] == [("资助学生30万人", "人")]


def test_a_column_nobody_knows_names_what_the_numbers_are_of():
    rows = [["序号", "惠民事", "任务量", "已完成量", "完成率"], ["1", "修缮村道", "30公里", "26公里", "86.7%"]]
    assert [row.task_name for row in lay_table(REPORT, rows)[1].progress] == ["修缮村道"]


def test_each_of_several_measures_under_a_task_has_its_own_name():
    rows = [
        ["序号", "项目", "内容", "单位", "任务", "完成"],
        [("1", 2, 1), ("安居", 2, 1), "改造旧房", "套", "900", "760"],
        [None, None, "维修公房", "栋", "45", "30"],
    ]
    _, parsed = lay_table(REPORT, rows)
    assert [(text.indicator, text.unit) for text in parsed.target_texts if text.indicator] == [
        ("改造旧房", "套"),
        ("维修公房", "栋"),
    ]
    assert [text.indicator for text in parsed.result_texts] == ["改造旧房", "维修公房"]


def test_of_dated_columns_of_progress_the_last_says_the_period():
    rows = [["序号", "工作任务", "1—8月进展情况", "1—9月进展情况"], ["1", "新建公园2个", "已建1个", "已建2个"]]
    assert lay_table("云川县2024年民生实事推进表", rows)[1].identity.report_period_id == "2024-Q3"


@pytest.mark.parametrize(("title", "told"), [(PLAN, "责任单位"), (REPORT, "进展情况")])
def test_what_a_column_nobody_knows_says_is_kept_as_a_note_of_its_row(title, told):
    rows = [["序号", "工作任务", "实施点位", told], ["1", "新建公园2个", "城东、城西", "县建设局"]]
    _, parsed = lay_table(title, rows)
    notes = [row.text for row in parsed.remainders if row.treatment == "row_note"]
    assert notes == ["城东、城西"]
    assert "unread" not in treatments(parsed)


def test_who_heads_a_unit_in_its_own_cell_is_no_part_of_its_name():
    head = ["序号", "工作任务", "牵头单位及主要负责人", "进展情况"]
    rows = [
        ["1", "新增学位500个", "县教育局\n李青", "已新增300个"],
        ["2", "新建公园2个", "县建设局办公室", "已建成2个"],
    ]
    _, parsed = lay_table(REPORT, [head, *rows])
    assert [row.lead_unit_name for row in parsed.progress] == ["县教育局", "县建设局办公室"]


def test_what_is_longer_than_a_head_is_none():
    assert field_of("山" * 20 + "进展情况") == "progress"
    assert field_of("山" * 21 + "进展情况") is None


def test_a_heading_is_no_longer_than_a_line():
    assert is_heading_line("山" * 45) and not is_heading_line("山" * 46)
    assert not is_heading_line("聚力项目攻坚。")

"""Tables between signs whose cells moved to the left, because merged ones left no place."""

import pytest

from tests.layouts.building import lay

TITLE = "云川县2024年民生实事三季度进展情况\n\n"


def rows(body):
    _, parsed = lay(TITLE + body)
    assert parsed.layout == "progress_table"
    return [(row.row_no, row.task_name, row.lead_unit_name, row.narrative) for row in parsed.progress]


def test_lower_heads_stand_under_the_one_whose_parts_they_are():
    body = (
        "序号 | 实事内容 | 三季度进展 | 责任单位 | | |\n目标数 | 完成数 | 完成率 | | | |\n"
        "1 | 新建泵站 | 20座 | 15座 | 75% | 县水利局 |\n2 | 改造敬老院 | 4家 | 3家 | 75% | 县民政局 |\n"
    )
    assert rows(body) == [(1, "新建泵站", "县水利局", "15座"), (2, "改造敬老院", "县民政局", "3家")]


@pytest.mark.parametrize("total", ["", "合计 | 900 | 867 |\n|\n"])
def test_a_class_before_the_number_may_be_lost_in_every_row(total):
    head = "类别 | 序号 | 项目名称 | 建设内容 | 计划投资 | 7月进展情况 | 责任单位 |\n完成投资 | 完成率 | 实施情况 |\n"
    first = "1 | 养老保险 | 发放养老金。 | 400 | 562 | 140% | 参保12万人。 | 县人社局 |\n"
    second = "2 | 生活救助 | 发放救助金。 | 500 | 305 | 61% | 发放5万人次。 | 县民政局 |\n"
    assert rows(head + total + first + second) == [
        (1, "养老保险", "县人社局", "参保12万人。"),
        (2, "生活救助", "县民政局", "发放5万人次。"),
    ]


def test_columns_that_no_row_fills_count_for_the_width():
    body = (
        "项目名称 | 项目类别 | ||||\n"
        "工作任务 | 实际已完成工作量 | 完成工作进度(%) | 预计年底完成工作量 | 预计年底完成工作进度(%) | |\n"
        "山洪防治。 | 修复堤防6处 | 已完成。 | 100 | ||\n泵站更新。 | 更换水泵20台 | 正在安装。 | 55 | ||\n"
    )
    assert [(name, told) for _, name, _, told in rows(body)] == [
        ("山洪防治。", "已完成。"),
        ("泵站更新。", "正在安装。"),
    ]


def test_a_further_measure_stands_below_the_measure_not_below_the_number():
    body = (
        "序号 | 民生实事 | 目标任务 | 责任单位 | 进展情况 | 完成情况 |\n"
        "1 | 城乡教育 | 新建幼儿园3所 | 县教育局 | 已建成2所。 | 正常推进 |\n新增学位900个 | |||||\n"
        "改造食堂12个 | 县市场监管局 | 已改造9个。 | 正常推进 | ||\n"
        "2 | 养老服务 | 新增床位70张 | 县民政局 | 已新增70张。 | 已完成 |\n"
    )
    document, parsed = lay(TITLE + body)
    assert [row.task_name for row in parsed.progress] == ["城乡教育", "养老服务"]
    goals = [document.text[goal.start : goal.end] for goal in parsed.target_texts]
    assert [goal for goal in goals if "个" in goal] == ["新增学位900个", "改造食堂12个"]


def test_a_section_between_rows_stays_one():
    body = (
        "序号 | 实事内容 | 目标任务 | 进展情况 | 责任单位 |\n一、教育 | | | | |\n"
        "1 | 校舍 | 新建小学3所 | 已建成2所。 | 县教育局 |\n二、养老 | | | | |\n"
        "2 | 床位 | 新增床位70张 | 已新增70张。 | 县民政局 |\n"
    )
    assert [row[:2] for row in rows(body)] == [(1, "校舍"), (2, "床位")]


def test_a_unit_said_shorter_in_the_goal_is_the_rows_unit():
    body = (
        "序号\t考核指标\t单位\t工作目标\t已完成数\n1\t提高低保标准\t元/月/人\t不低于60元\t66\n2\t新增就业\t万人\t5\t6\n"
        "3\t基本消除空白村\t-\t20\t20\n"
    )
    document, parsed = lay(TITLE + body)
    told = [(document.text[r.start : r.end], r.unit) for r in parsed.result_texts]
    assert told == [("66", "元"), ("6", "万人"), ("20", None)]

"""Tables: columns by what their heads are called, merged cells, sections, milestones, continuation rows."""

import pytest

from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.understand.promised import target_records
from tests.layouts.building import lay, lay_table, roles, table_document, treatments

TITLE = "云川县2024年政府工作报告重点工作责任分解表"
REPORT = "云川县2024年重点工作前三季度进展情况表"


@pytest.mark.parametrize("number", ["序号", "编号", "任务编号"])
@pytest.mark.parametrize("task", ["工作任务", "重点工作", "内容与要求", "目标任务", "工作内容", "2024年重点工作任务"])
@pytest.mark.parametrize(
    ("lead", "support"),
    [("牵头单位", "配合单位"), ("主办单位", "协办单位"), ("牵头部门", "责任单位"), ("责任单位", "协同单位")],
)
def test_heads_in_many_words(number, task, lead, support):
    text = (
        f"{TITLE}\n\n{number}\t{task}\t{lead}\t{support}\n"
        f"1\t新增学位500个\t县教育局\t县财政局、各乡镇\n2\t新建公园2个\t县建设局\t\n"
    )
    _, parsed = lay(text)
    assert parsed.layout == "responsibility_table"
    assert [(t.task_no, t.task_text) for t in parsed.tasks] == [(1, "新增学位500个"), (2, "新建公园2个")]
    assert roles(parsed) == [{"县教育局": "lead", "县财政局": "support", "各乡镇": "support"}, {"县建设局": "lead"}]
    assert "unread" not in treatments(parsed)


@pytest.mark.parametrize("head", ["牵头领导", "分管领导", "包抓领导", "责任领导", "分管县领导", "牵头县领导"])
def test_the_leaders_column_in_many_words(head):
    _, parsed = lay(f"{TITLE}\n\n序号\t重点任务\t{head}\t责任单位\n1\t新增学位500个\t张三\t县教育局\n")
    assert [(t.leader_name, t.task_text) for t in parsed.tasks] == [("张三", "新增学位500个")]


@pytest.mark.parametrize("separator", ["、", "，", "\n", " "])
def test_units_in_a_cell_in_many_separations(separator):
    units = separator.join(["县教育局", "县财政局", "各乡镇"])
    _, parsed = lay_table(
        TITLE, [["序号", "重点任务", "牵头单位", "配合单位"], ["1", "新增学位500个", "县发改局", units]]
    )
    assert roles(parsed)[0] == {"县发改局": "lead", "县教育局": "support", "县财政局": "support", "各乡镇": "support"}


def test_two_header_rows_with_merged_cells_and_milestones():
    rows = [
        [("序号", 2, 1), ("工作任务", 2, 1), ("分季度目标", 1, 4), None, None, None, ("责任单位", 2, 1)],
        [None, None, "一季度", "上半年", "三季度", "全年", None],
        ["1", "新建公园10个", "2个", "5个", "8个", "10个", "县建设局"],
    ]
    document, parsed = lay_table(TITLE, rows)
    assert [(document.text[t.start : t.end], t.period_id) for t in parsed.target_texts] == [
        ("新建公园10个", "2024"), ("2个", "2024-Q1"), ("5个", "2024-H1"), ("8个", "2024-Q3"), ("10个", "2024"),
    ]  # fmt: skip
    assert "unread" not in treatments(parsed)


def test_merged_categories_are_sections_and_numbers_are_as_printed():
    rows = [
        ["类别", "序号", "工作任务", "牵头单位"],
        [("一、经济发展", 2, 1), "1", "新增规上企业10家", "县经信局"],
        [None, "2", "出口增长5%", "县商务局"],
        [("二、社会民生", 2, 1), "3", "新增学位500个", "县教育局"],
        [None, "4", "新建公园2个", "县建设局"],
    ]
    _, parsed = lay_table(TITLE, rows)
    assert [(t.section_no, t.section_title, t.task_no) for t in parsed.tasks] == [
        (1, "经济发展", 1), (1, "经济发展", 2), (2, "社会民生", 3), (2, "社会民生", 4),
    ]  # fmt: skip


def test_rows_that_span_the_table_are_sections_and_may_name_the_leader():
    rows = [
        ["序号", "工作任务", "完成时限", "责任单位"],
        [("一、张三县长牵头的工作（1项）", 1, 4), None, None, None],
        ["1", "新增规上企业10家", "9月底前", "县经信局"],
        [("二、李四副县长牵头的工作（1项）", 1, 4), None, None, None],
        ["2", "新增学位500个", "全年", "县教育局"],
        [("合计", 1, 4), None, None, None],
    ]
    _, parsed = lay_table(TITLE, rows)
    assert [(t.section_no, t.task_no, t.leader_name, t.deadline_period_id) for t in parsed.tasks] == [
        (1, 1, "张三", "2024-Q3"), (2, 2, "李四", "2024"),
    ]  # fmt: skip
    assert {"section_heading", "sum_row"} <= treatments(parsed)


def test_section_paragraphs_between_tables_of_one_head():
    text = (
        f"{TITLE}\n\n一、经济发展\n\n序号\t工作任务\t责任单位\n1\t出口增长5%\t县商务局\n\n"
        "二、社会民生\n\n序号\t工作任务\t责任单位\n1\t新增学位500个\t县教育局\n"
    )
    _, parsed = lay(text)
    assert [(t.section_no, t.section_title, t.task_no) for t in parsed.tasks] == [
        (1, "经济发展", 1),
        (2, "社会民生", 1),
    ]


def test_a_table_that_goes_on_without_its_head():
    text = f"{TITLE}\n\n序号\t工作任务\t责任单位\n1\t出口增长5%\t县商务局\n\n（续）\n\n2\t新增学位500个\t县教育局\n"
    _, parsed = lay(text)
    assert [t.task_no for t in parsed.tasks] == [1, 2]


def test_a_short_name_beside_a_column_of_goals_is_the_title():
    rows = [
        ["序号", "实事项目", "目标任务", "牵头单位"],
        ["1", "校园提升工程", "新建学校2所，新增学位900个，年内全部投用。", "县教育局"],
        ["2", "饮水安全工程", "改造管网20公里，覆盖农村人口3万人以上。", "县水利局"],
    ]
    _, parsed = lay_table("云川县2024年民生实事项目责任表", rows)
    assert [(t.list_type, t.title, t.task_text) for t in parsed.tasks] == [
        ("livelihood", "校园提升工程", "新建学校2所，新增学位900个，年内全部投用。"),
        ("livelihood", "饮水安全工程", "改造管网20公里，覆盖农村人口3万人以上。"),
    ]


def test_a_clause_inside_the_task_cell_is_read_as_one():
    _, parsed = lay(
        f"{TITLE}\n\n序号\t工作任务\t完成时限\n1\t新增学位500个。（牵头单位：县教育局；配合单位：县财政局）\t12月底\n"
    )
    assert parsed.tasks[0].task_text == "新增学位500个。"
    assert roles(parsed) == [{"县教育局": "lead", "县财政局": "support"}]


@pytest.mark.parametrize(
    "head", ["进展情况", "落实情况", "完成情况", "三季度进展情况", "工作进展", "截至9月底完成情况", "销号情况"]
)
def test_progress_heads_in_many_words(head):
    text = (
        f"{REPORT}\n\n序号\t任务名称\t牵头单位\t{head}\t存在问题\t下一步打算\t状态\n"
        "1\t新增学位500个\t县教育局\t已新增学位420个。\t用地紧张\t加快施工\t正常推进\n"
        "2\t新建公园2个\t县建设局、县财政局\t已建成2个。\t\t\t已完成\n"
    )
    document, parsed = lay(text)
    assert (parsed.layout, parsed.identity.report_period_id) == ("progress_table", "2024-Q3")
    assert [(r.row_no, r.task_name, r.lead_unit_name, r.narrative, r.stated_status) for r in parsed.progress] == [
        (1, "新增学位500个", "县教育局", "已新增学位420个。", "正常推进"),
        (2, "新建公园2个", "县建设局", "已建成2个。", "已完成"),
    ]
    assert (parsed.progress[0].issues, parsed.progress[0].next_steps) == ("用地紧张", "加快施工")
    assert all(document.text[r.narrative_start : r.narrative_end] == r.narrative for r in parsed.progress)
    assert "unread" not in treatments(parsed)


def test_one_task_over_several_measure_rows_with_numeric_columns():
    rows = [
        ["序号", "重点工作", "主要指标", "单位", "目标值", "累计完成", "完成率", "牵头单位"],
        [("1", 2, 1), ("改善居住条件", 2, 1), "改造老旧小区", "个", "32", "12", "37.5%", ("县建设局", 2, 1)],
        [None, None, "加装电梯", "部", "60", "33", "55%", None],
        ["2", "城镇新增就业1.5万人", "城镇新增就业", "人", "15000", "9120", "60.8%", "县人社局"],
    ]
    document, parsed = lay_table(REPORT, rows)
    assert [(r.row_no, r.task_name, r.lead_unit_name) for r in parsed.progress] == [
        (1, "改善居住条件", "县建设局"), (2, "城镇新增就业1.5万人", "县人社局"),
    ]  # fmt: skip
    first = parsed.progress[0].progress_id
    values = [(document.text[t.start : t.end], t.indicator, t.unit) for t in parsed.target_texts if t.owner_id == first]
    assert values == [("改善居住条件", None, None), ("32", "改造老旧小区", "个"), ("60", "加装电梯", "部")]
    results = [
        (document.text[r.start : r.end], r.indicator, r.unit, r.is_percent_of_target)
        for r in parsed.result_texts
        if r.progress_id == first
    ]
    assert results == [
        ("12", "改造老旧小区", "个", False), ("33", "加装电梯", "部", False),
        ("37.5%", "改造老旧小区", "个", True), ("55%", "加装电梯", "部", True),
    ]  # fmt: skip


def test_words_that_only_say_how_many_are_of_their_own_rows_measure():
    rows = [
        ["序号", "实事名称", "建设任务", "完成情况", "责任单位"],
        [("1", 2, 1), ("教育提质", 2, 1), "新建幼儿园5所", "建成4所", ("县教育局", 2, 1)],
        [None, None, "改造食堂12个", "食堂改造完成7个", None],
    ]
    document, parsed = lay_table(REPORT, rows)
    results = [(document.text[r.start : r.end], r.indicator) for r in parsed.result_texts]
    assert results == [("建成4所", "新建幼儿园5所"), ("食堂改造完成7个", None)]


def test_the_unit_of_measure_may_stand_in_the_head_or_the_indicators_name():
    rows = [
        ["序号", "指标名称", "年度目标值（亿元）", "1-9月累计完成（亿元）", "责任单位"],
        ["1", "固定资产投资", "420", "331.6", "县发改局"],
    ]
    _, parsed = lay_table(REPORT, rows)
    assert [(t.indicator, t.unit) for t in parsed.target_texts][1:] == [("固定资产投资", "亿元")]
    assert [(r.indicator, r.unit, r.period_id) for r in parsed.result_texts] == [("固定资产投资", "亿元", "2024-Q3")]


def test_a_continuation_row_adds_to_the_row_above():
    rows = [
        ["序号", "工作任务", "责任单位", "进展情况"],
        ["1", "新增学位500个", "县教育局", "1.已新增学位300个。"],
        ["", "", "", "2.在建学校3所。"],
        ["2", "新建公园2个", "县建设局", "已建成。"],
    ]
    _, parsed = lay_table(REPORT, rows)
    assert [(r.row_no, r.narrative) for r in parsed.progress] == [
        (1, "1.已新增学位300个。\n2.在建学校3所。"), (2, "已建成。"),
    ]  # fmt: skip


def test_a_form_to_be_filled_in_is_recognised_as_what_it_is():
    text = (
        f"{TITLE}\n\n序号\t工作任务\t责任单位\n1\t出口增长5%\t县商务局\n\n"
        "附件2\n\n重点任务进度表\n\n序号\t重点工作\t完成时限\t牵头单位\n1\t\t\t\n2\t\t\t\n...\t\t\t\n"
    )
    _, parsed = lay(text)
    assert len(parsed.tasks) == 1
    assert "blank_form" in treatments(parsed)


def test_columns_headed_by_years_are_targets_of_those_years_and_a_past_year_is_a_baseline():
    rows = [
        ["序号", "指标", "2020年", "2025年", "指标属性"],
        ["1", "用水总量（亿立方米）", "9.2", "≤9.8", "约束性"],
        ["2", "自来水普及率（%）", "89", "95", "预期性"],
    ]
    document, parsed = lay_table("云川县“十四五”供水发展规划（2021—2025年）", rows)
    assert parsed.identity.plan_period_id == "2021/2025"
    texts = [(document.text[t.start : t.end], t.period_id, t.indicator, t.unit) for t in parsed.target_texts]
    assert ("≤9.8", "2025", "用水总量", "亿立方米") in texts
    assert ("95", "2025", "自来水普及率", "%") in texts
    assert not any(text == "9.2" for text, *_ in texts)


def test_a_title_in_a_merged_first_row_names_the_place_the_list_and_its_year():
    rows = [
        [("云川县2024年民生实事项目责任分解表", 1, 4), None, None, None],
        ["序号", "实事项目", "牵头单位", "配合单位"],
        ["1", "新增学位500个，新建公园2个", "县教育局\n（牵头）\n县建设局", "县财政局"],
    ]
    document = table_document("", rows)
    _, parsed = lay_out(document, SourceEntry("inbox/x.xlsx"), document_id="0" * 12)
    assert (parsed.identity.jurisdiction, parsed.identity.plan_period_id) == ("云川县", "2024")
    assert [(t.list_type, t.task_no) for t in parsed.tasks] == [("livelihood", 1)]
    assert roles(parsed) == [{"县教育局": "lead", "县建设局": "lead", "县财政局": "support"}]
    assert "table_title" in treatments(parsed)


def test_units_with_their_roles_in_one_cell():
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", "新增学位500个", "牵头单位：县教育局\n配合单位：县财政局、各乡镇"],
        ["2", "新建公园2个", "县建设局（牵头）、县财政局"],
        ["3", "出口增长5%", "县商务局牵头，县经信局配合"],
        ["4", "新增床位50张", "▲县卫健局、县民政局"],
        ["5", "改造管网20公里", "县水利局、县建设局"],
    ]
    _, parsed = lay_table(TITLE, rows)
    assert roles(parsed) == [
        {"县教育局": "lead", "县财政局": "support", "各乡镇": "support"},
        {"县建设局": "lead", "县财政局": "support"},
        {"县商务局": "lead", "县经信局": "support"},
        {"县卫健局": "lead", "县民政局": "support"},
        {"县水利局": "lead", "县建设局": "support"},
    ]


def test_reports_with_a_column_for_each_quarter():
    rows = [
        ["序号", "工作任务", "责任单位", ("完成情况", 1, 3), None, None],
        [("", 1, 1), "", "", "一季度", "二季度", "三季度"],
        ["1", "新增学位500个", "县教育局", "新增100个", "新增300个", "新增420个"],
    ]
    document, parsed = lay_table(REPORT, rows)
    assert [(document.text[r.start : r.end], r.period_id) for r in parsed.result_texts] == [
        ("新增100个", "2024-Q1"), ("新增300个", "2024-H1"), ("新增420个", "2024-Q3"),
    ]  # fmt: skip


def test_merged_task_cells_with_a_measure_and_units_on_each_row():
    rows = [
        ["序号", "重点工作", "具体举措", "责任单位"],
        [("1", 2, 1), ("实施工业强县", 2, 1), "新增规上企业10家", "县经信局"],
        [None, None, "技改投资增长10%", "县发改局"],
        ["2", "发展教育", "新增学位500个", "县教育局"],
    ]
    document, parsed = lay_table(TITLE, rows)
    assert [(t.task_no, t.task_text) for t in parsed.tasks] == [(1, "实施工业强县"), (2, "发展教育")]
    first = [document.text[t.start : t.end] for t in parsed.target_texts if t.owner_id == parsed.tasks[0].task_id]
    assert first == ["实施工业强县", "新增规上企业10家", "技改投资增长10%"]
    assert list(roles(parsed)[0]) == ["县经信局", "县发改局"]


def test_a_numeral_and_a_few_words_are_a_section_and_a_bare_unit_column_measures():
    rows = [
        ["序号", "目标任务", "单位", "全年目标", "1-9月完成", "完成比例（%）", "责任单位", "是否达到序时进度"],
        ["一", "经济发展", "", "", "", "", "", ""],
        ["1", "固定资产投资", "亿元", "100", "80.5", "80.5", "县发改局", "是"],
        ["二", "社会民生", "", "", "", "", "", ""],
        ["2", "新增就业", "人", "3000", "2100", "70", "县人社局", "否"],
    ]
    document, parsed = lay_table(REPORT, rows)
    assert [(r.row_no, r.task_name, r.narrative, r.stated_status) for r in parsed.progress] == [
        (1, "固定资产投资", "80.5", "是"), (2, "新增就业", "2100", "否"),
    ]  # fmt: skip
    values = [(document.text[t.start : t.end], t.indicator, t.unit) for t in parsed.target_texts]
    assert ("100", "固定资产投资", "亿元") in values and ("3000", "新增就业", "人") in values
    assert "section_heading" in treatments(parsed)


def test_a_bare_number_takes_its_name_from_the_tasks_own_promises():
    rows = [
        ["序号", "项目名称", "建设内容", "年度目标", "上半年", "责任单位"],
        ["1", "城东水厂", "新建日供水5万吨水厂一座", "完成投资2亿元", "1亿元", "县水利局"],
    ]
    document, parsed = lay_table(TITLE, rows)
    assert (parsed.tasks[0].title, parsed.tasks[0].task_text) == ("城东水厂", "新建日供水5万吨水厂一座")
    assert [(document.text[t.start : t.end], t.period_id, t.indicator) for t in parsed.target_texts][1:] == [
        ("完成投资2亿元", "2024", None), ("1亿元", "2024-H1", None),
    ]  # fmt: skip


def test_a_plan_that_prints_columns_for_reports_is_still_a_plan():
    rows = [
        ["序号", "工作任务", "时间进度", "责任单位", "完成情况", "存在问题"],
        ["1", "新增学位500个", "6月底前新增200个", "县教育局", "", ""],
        ["2", "新建公园2个", "9月底前开工", "县建设局", "", ""],
    ]
    document, parsed = lay_table(TITLE, rows)
    assert parsed.layout == "responsibility_table"
    assert [t.task_text for t in parsed.tasks] == ["新增学位500个", "新建公园2个"]
    assert document.text[parsed.target_texts[1].start : parsed.target_texts[1].end] == "6月底前新增200个"


def test_a_task_whose_parts_stand_on_rows_of_their_own_keeps_all_their_targets():
    rows = [
        ["序号", "重点工作", "具体任务", "牵头单位"],
        [("1", 2, 1), ("工业强县", 2, 1), "新增规上企业10家", "县经信局"],
        [None, None, "技改投资增长10%", "县发改局"],
    ]
    document, parsed = lay_table(TITLE, rows)
    assert (parsed.tasks[0].title, parsed.tasks[0].task_text) == ("工业强县", "新增规上企业10家")
    texts = [document.text[t.start : t.end] for t in parsed.target_texts]
    assert texts == ["新增规上企业10家", "技改投资增长10%"]
    assert roles(parsed) == [{"县经信局": "lead", "县发改局": "lead"}]


def test_of_two_columns_of_progress_the_one_of_bare_words_is_the_stated_status():
    rows = [
        ["序号", "项目名称及目标任务", "责任单位", "进展情况", "完成情况"],
        ["1", "新增学位500个", "县教育局", "已新增420个。", "正常推进"],
        ["2", "新建公园2个", "县建设局", "已建成2个。", "已完成"],
    ]
    _, parsed = lay_table(REPORT, rows)
    assert [(r.narrative, r.stated_status) for r in parsed.progress] == [
        ("已新增420个。", "正常推进"), ("已建成2个。", "已完成"),
    ]  # fmt: skip


def test_last_years_results_are_a_baseline_and_no_result():
    rows = [
        ["序号", "指标名称", "计量单位", "2023年实绩", "2024年目标", "1-9月完成", "责任单位"],
        ["1", "地区生产总值", "亿元", "180", "200", "150", "县发改局"],
    ]
    document, parsed = lay_table(REPORT, rows)
    assert [document.text[r.start : r.end] for r in parsed.result_texts] == ["150"]
    assert ("200", "2024") in [(document.text[t.start : t.end], t.period_id) for t in parsed.target_texts]


def test_quarters_are_of_the_plans_year_whatever_the_rows_deadline():
    rows = [
        ["序号", "工作任务", "一季度目标", "全年目标", "完成时限"],
        ["1", "新建泵站9座", "开工3座", "建成9座", "11月底"],
    ]
    _, parsed = lay_table(TITLE, rows)
    assert [t.period_id for t in parsed.target_texts] == ["2024-11M", "2024-Q1", "2024-11M"]


def test_a_long_section_row_names_its_leaders_and_a_star_is_no_word_of_a_task():
    section = "一、" + "、".join(["经济运行", "产业升级", "城乡融合", "生态环保", "文化旅游", "社会治理"] * 3)
    rows = [
        ["序号", "工作任务", "责任单位"],
        [(f"{section}等工作（责任领导：张三、李四）", 1, 3), None, None],
        ["1", "★新建泵站9座", "县水利局"],
    ]
    _, parsed = lay_table(TITLE, rows)
    assert [(t.task_text, t.leader_name) for t in parsed.tasks] == [("新建泵站9座", "张三")]
    assert [leader.leader_name for leader in parsed.task_leaders] == ["张三", "李四"]
    assert parsed.tasks[0].section_title.startswith("经济运行")


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("县住房\n城乡建\n设局", ["县住房城乡建设局"]),
        ("县政府\n办公室", ["县政府办公室"]),
        ("县财政局\n县教育局", ["县财政局", "县教育局"]),
    ],
)
def test_a_narrow_cell_breaks_a_name_and_a_list_of_names_is_none(cell, units):
    _, parsed = lay_table(TITLE, [["序号", "工作任务", "牵头单位"], ["1", "新建泵站9座", cell]])
    assert [unit.name_as_written for unit in parsed.task_units] == units


def test_a_line_that_is_only_the_end_of_a_name_goes_on_with_it():
    _, parsed = lay_table(
        "云川县2024年重点工作责任分解表",
        [["序号", "重点工作", "牵头单位", "配合单位"], ["1", "新建消防站2座", "县公安局", "各乡镇\n人民\n政府"],
         ["2", "新建泵站9座", "县水利局", "县财政局\n县住建局"]],
    )  # fmt: skip
    names = [unit.name_as_written for unit in parsed.task_units if unit.role == "support"]
    assert names == ["各乡镇人民政府", "县财政局", "县住建局"]


def test_a_goal_that_says_only_how_much_is_that_of_the_thing_its_row_names():
    rows = [["序号", "任务名称", "指标要求", "牵头部门"], ["1", "服务业增加值", "增长6%", "县发改局"]]
    document, parsed = lay_table("云川县2024年目标任务分解表", rows)
    assert [(t.indicator, t.value) for t in target_records(document, parsed)] == [("服务业增加值", 6)]


def test_the_heads_of_two_columns_show_who_leads_and_one_alone_does_not():
    rows = [["序号", "工作任务", "牵头单位", "配合单位"], ["1", "新建泵站3座", "县水利局", "县财政局"]]
    assert lay_table("云川县2031年重点工作责任分解", rows)[1].role_convention == "牵头单位、配合单位"
    alone = [["序号", "工作任务", "责任单位"], ["1", "新建泵站3座", "县水利局"]]
    assert lay_table("云川县2031年重点工作责任分解", alone)[1].role_convention is None


def test_the_heads_of_annexed_tables_are_named_whatever_they_are_called():
    head = "序号\t工作任务\t进展情况\t责任单位\n"
    rows = f"{head}1\t新增学位{{}}个\t已新增{{}}个\t县教育局\n2\t新建公园2个\t已建成2个\t县建设局\n\n"
    text = f"{TITLE}\n\n附表一：市级任务\n\n{rows.format(500, 300)}附表二：县级任务\n\n{rows.format(90, 60)}"
    _, parsed = lay(text.replace("分解", "三季度进展"))
    assert [row.row_no for row in parsed.progress] == [1, 2, 1, 2]
    assert "unread" not in treatments(parsed)

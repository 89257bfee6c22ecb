"""Reports in running text: the task, who answers, and what was done, labelled or not."""

import pytest

from tests.layouts.building import lay, treatments

TITLE = "云川县2024年重点工作前三季度进展情况\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "一、社会民生\n\n1.新增学位500个。（县教育局）\n\n完成情况：已新增300个。\n\n"
        "2.新建公园2个。（县建设局、县财政局）\n\n完成情况：已建成2个。\n",
        "（一）新增学位500个。\n责任单位：县教育局\n目前进展：已新增300个。\n（二）新建公园2个。\n"
        "责任单位：县建设局\n目前进展：已建成2个。\n",
        "1. 新增学位500个（责任单位：县教育局）。进展情况：已新增300个。\n\n"
        "2. 新建公园2个（责任单位：县建设局）。进展情况：已建成2个。\n",
        "1. 新增学位500个（责任单位：县教育局）。已新增300个。\n\n2. 新建公园2个（责任单位：县建设局）。已建成2个。\n",
        "任务一：新增学位500个\n责任单位：县教育局\n进展情况：已新增300个。\n任务二：新建公园2个\n"
        "责任单位：县建设局\n进展情况：已建成2个。\n",
        "1. 新增学位500个。（县教育局）\n【进展情况】已新增300个。\n2. 新建公园2个。（县建设局）\n"
        "【进展情况】已建成2个。\n",
    ],
)
def test_forms_of_reports(body):
    document, parsed = lay(TITLE + body)
    assert (parsed.layout, parsed.identity.doc_type, parsed.identity.report_period_id) == (
        "progress_list", "progress_report", "2024-Q3",
    )  # fmt: skip
    assert [(r.row_no, r.task_name, r.lead_unit_name, r.narrative) for r in parsed.progress] == [
        (1, "新增学位500个", "县教育局", "已新增300个。"),
        (2, "新建公园2个", "县建设局", "已建成2个。"),
    ]
    assert all(document.text[r.narrative_start : r.narrative_end] == r.narrative for r in parsed.progress)
    assert parsed.tasks == []
    assert "unread" not in treatments(parsed)


def test_a_rate_of_completion_by_its_label_is_the_report():
    _, parsed = lay(
        TITLE
        + "1.新增学位500个。\n责任单位：县教育局\n完成率：80.8%\n2.新建公园2个。\n责任单位：县建设局\n完成率：50%\n"
    )
    assert (parsed.layout, [r.narrative for r in parsed.progress]) == ("progress_list", ["80.8%", "50%"])
    assert all(result.is_percent_of_target for result in parsed.result_texts)


def test_a_report_may_be_on_one_task():
    _, parsed = lay(TITLE + "1.新增学位500个。\n责任单位：县教育局\n进展情况：已新增300个。\n")
    assert [(r.task_name, r.narrative) for r in parsed.progress] == [("新增学位500个", "已新增300个。")]


def test_a_report_without_clauses_or_labels_splits_at_the_first_sentence():
    _, parsed = lay(TITLE + "1. 新增学位500个。截至9月底，已新增300个。\n\n2. 新建公园2个。已建成2个，完成年度目标。\n")
    assert [(r.task_name, r.narrative) for r in parsed.progress] == [
        ("新增学位500个", "截至9月底，已新增300个。"),
        ("新建公园2个", "已建成2个，完成年度目标。"),
    ]


def test_a_label_of_names_opens_a_block():
    block = "项目名称：{}\n年度目标：{}。\n推进情况：已新增{}。\n责任单位：{}\n"
    _, parsed = lay(
        TITLE
        + block.format("学校", "新增学位500个", "300个", "县教育局")
        + block.format("公园", "新建公园2个", "2个", "县建设局")
    )
    assert [(r.task_name, r.narrative, r.lead_unit_name) for r in parsed.progress] == [
        ("新增学位500个", "已新增300个。", "县教育局"),
        ("新建公园2个", "已新增2个。", "县建设局"),
    ]
    assert "unread" not in treatments(parsed)


def test_what_stands_before_paragraphs_that_report_is_their_preamble():
    body = (
        "实事项目总体进展顺利。\n新增学位500个。上半年新增300个。\n"
        "新建公园2个。截至6月底建成1个。\n扶持创业80人。已全部完成。"
    )
    _, parsed = lay("云川县2024年民生实事上半年进展情况\n" + body)
    assert [row.task_name for row in parsed.progress] == ["新增学位500个", "新建公园2个", "扶持创业80人"]
    assert "unread" not in treatments(parsed)


def test_issues_and_next_steps_have_fields_of_their_own():
    _, parsed = lay(
        TITLE
        + "一、新增学位500个。\n进展情况：1.已新增300个。2.在建3所。\n存在问题：用地紧张。\n下一步打算：加快施工。\n"
        "二、新建公园2个。\n进展情况：已建成2个。\n"
    )
    first = parsed.progress[0]
    assert (first.narrative, first.issues, first.next_steps) == (
        "1.已新增300个。2.在建3所。",
        "用地紧张。",
        "加快施工。",
    )


def test_blocks_of_labels_without_numbers():
    text = (
        "云川县2024年民生实事一季度进展情况\n"
        "目标：新建泵站9座。\n进展情况：已建成泵站2座。\n牵头单位：县水利局\n\n"
        "目标：新增床位70个。\n进展情况：已新增床位30个。\n牵头单位：县民政局\n"
    )
    _, parsed = lay(text)
    assert [(row.task_name, row.narrative, row.lead_unit_name) for row in parsed.progress] == [
        ("新建泵站9座", "已建成泵站2座。", "县水利局"),
        ("新增床位70个", "已新增床位30个。", "县民政局"),
    ]


def test_the_words_that_open_each_block_may_be_any_and_labels_stand_in_brackets():
    text = (
        "云川县2024年民生实事一季度进展情况\n"
        "【惠民事项】新建泵站9座。\n【进展情况】已建成泵站2座。\n【责任单位】县水利局\n\n"
        "【惠民事项】新增床位70个。\n【进展情况】已新增床位30个。\n【牵头单位】县民政局【配合单位】县财政局\n"
    )
    _, parsed = lay(text)
    assert [(row.task_name, row.narrative, row.lead_unit_name) for row in parsed.progress] == [
        ("新建泵站9座", "已建成泵站2座。", "县水利局"),
        ("新增床位70个", "已新增床位30个。", "县民政局"),
    ]


def test_paragraphs_that_promise_first_and_then_report():
    text = (
        "云川县2024年民生实事上半年进展情况\n今年计划投资3亿元，上半年完成1亿元。主要进度如下：\n"
        "新建泵站9座（2023—2025年）。上半年建成泵站4座。\n改造敬老院3家。上半年已全部完工。\n"
        "新增床位70个。截至6月底新增30个。\n"
    )
    _, parsed = lay(text)
    assert [(row.row_no, row.task_name, row.narrative) for row in parsed.progress] == [
        (1, "新建泵站9座（2023—2025年）", "上半年建成泵站4座。"),
        (2, "改造敬老院3家", "上半年已全部完工。"),
        (3, "新增床位70个", "截至6月底新增30个。"),
    ]


def test_the_first_paragraph_of_an_item_promises_and_so_do_sentences_before_the_first_report():
    text = (
        "云川县2024年上半年重点工作落实情况\n"
        "1.完善供水体系。新建泵站9座。\n全县已建成泵站4座。\n"
        "2.强化养老服务。新增床位70个。目前已新增30个。\n"
    )
    _, parsed = lay(text)
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("完善供水体系。新建泵站9座", "全县已建成泵站4座。"),
        ("强化养老服务。新增床位70个", "目前已新增30个。"),
    ]


def test_items_that_report_tell_by_themselves_what_the_text_is():
    text = (
        "截止2024年12月31日，云川县人民政府“十件实事”全面完成。具体情况如下：\n"
        "一、新建泵站9座；新增床位70张。（责任单位：县水利局、县民政局）该件实事已全面完成\n"
        "1.新建泵站9座（责任单位：县水利局）\n此项工作已完成。截至12月底，全县建成泵站9座。\n"
        "2.新增床位70张。（责任单位：县民政局）\n截至12月底，全县新增床位75张（其中护理型40张）。\n"
        "二、改造危桥6座。（责任单位：县交通局）该件实事已全面完成\n已改造危桥6座。\n"
    )
    _, parsed = lay(text)
    assert (parsed.layout, parsed.identity.report_period_id) == ("progress_list", "2024-Q4")
    assert [(row.row_no, row.task_name, row.lead_unit_name) for row in parsed.progress] == [
        (1, "新建泵站9座", "县水利局"),
        (2, "新增床位70张", "县民政局"),
        (2, "改造危桥6座", "县交通局"),
    ]
    assert parsed.progress[2].narrative.startswith("该件实事已全面完成")
    assert "unread" not in treatments(parsed)


def test_what_was_promised_under_a_label_and_what_came_of_it_below():
    text = (
        "云川县人民政府\n2024年十件实事落实的基本情况和主要做法\n一、基本情况\n二、主要做法\n一、基本情况\n（一）农业\n"
        "1.承诺：发放种粮补贴，标准不低于去年。\n截至6月底，发放补贴3900万元。\n"
        "2.承诺：新建泵站9座。\n泵站建设资金全部落实到位，建成泵站4座。\n"
    )
    _, parsed = lay(text)
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("发放种粮补贴，标准不低于去年", "截至6月底，发放补贴3900万元。"),
        ("新建泵站9座", "泵站建设资金全部落实到位，建成泵站4座。"),
    ]


def test_a_plan_whose_items_tell_how_things_stand_stays_a_plan():
    text = (
        "云川县2024年重点工作责任分解\n1.新建泵站9座。（县水利局）\n目前已完成选址，6月底前开工。\n"
        "2.新增床位70张。（县民政局）\n已列入预算，年底前投用。\n"
    )
    assert lay(text)[1].progress == []


def test_one_item_under_headings_of_higher_levels():
    text = (
        "云川县2024年承诺事项5月进展情况\n"
        "一、县领导（9人）\n（一）周一 县委副书记\n1.开展平安村创建，提升平安建设质量。\n"
        "推进情况：全县平安村占比90%。\n"
    )
    _, parsed = lay(text)
    assert [row.task_name for row in parsed.progress] == ["开展平安村创建，提升平安建设质量"]
    assert parsed.target_texts == [] or all("9人" not in row.task_name for row in parsed.progress)


def test_a_line_above_the_labels_of_each_block_is_its_name_and_not_the_end_of_the_one_before():
    block = "{}\n\n目标任务：新增学位{}个。\n\n完成情况：已新增{}个。\n\n责任单位：县教育局\n\n"
    _, parsed = lay(TITLE + block.format("城乡供水提质工程", 500, 300) + block.format("校园食堂改造工程", 90, 60))
    assert [(r.task_name, r.narrative) for r in parsed.progress] == [
        ("新增学位500个", "已新增300个。"), ("新增学位90个", "已新增60个。"),
    ]  # fmt: skip
    assert "unread" not in treatments(parsed)


def test_a_short_last_paragraph_of_one_block_alone_is_no_name():
    block = "目标任务：新增学位{}个。\n\n完成情况：已新增{}个。\n\n责任单位：县教育局\n\n"
    blocks = [block.format(500, 300), block.format(90, 60) + "数据待年底核定\n\n", block.format(70, 40)]
    _, parsed = lay(TITLE + "".join(blocks))
    assert [r.task_name for r in parsed.progress] == ["新增学位500个", "新增学位90个", "新增学位70个"]

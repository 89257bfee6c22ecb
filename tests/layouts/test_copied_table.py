"""Tables copied one cell a line, and text that lost its line breaks."""

from tests.layouts.building import lay, treatments

CELLS = [
    "序号", "事项名称", "责任单位", "完成情况", "备注",
    "1", "新建泵站9座。", "县水利局", "80%（二标段停工）", "续建",
    "2", "（1）改造管网12公里；", "（2）新增停车位300个。", "县住建局", "已改造管网7公里，新增停车位210个。",
    "3", "绿化道路5条。", "已绿化道路5条。",
]  # fmt: skip
TITLE = "云川县2024年民生实事1—10月完成情况表"


def test_rows_are_found_by_their_numbers_and_cells_by_what_they_say():
    _, parsed = lay(TITLE + "\n\n" + "\n\n".join(CELLS))
    assert [(row.row_no, row.task_name, row.narrative, row.lead_unit_name) for row in parsed.progress] == [
        (1, "新建泵站9座。", "80%（二标段停工）", "县水利局"),
        (2, "（1）改造管网12公里；（2）新增停车位300个。", "已改造管网7公里，新增停车位210个。", "县住建局"),
        (3, "绿化道路5条。", "已绿化道路5条。", "县住建局"),
    ]
    assert "unread" not in treatments(parsed)


def test_cells_that_end_with_a_sign():
    cells = ["序号", "事项", "责任单位", "目标任务", "完成情况", "备注", "1", "新增床位", "民政局", "70个", "55", ""]
    _, parsed = lay(TITLE + "\n" + "\n".join(f"{cell} |" if cell else "|" for cell in cells))
    assert [(row.task_name, row.lead_unit_name, row.narrative) for row in parsed.progress] == [
        ("新增床位", "民政局", "55"),
    ]


def test_a_table_without_numbers_has_rows_of_its_width():
    cells = [
        "指标名称",
        "全年目标（个）",
        "实际完成（个）",
        "完成率",
        "新建泵站",
        "9",
        "7",
        "78%",
        "改造公园",
        "4",
        "4",
        "100%",
    ]
    _, parsed = lay(TITLE + "\n\n" + "\n\n".join(cells))
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [("新建泵站", "7"), ("改造公园", "4")]


def test_a_list_that_lost_its_line_breaks():
    text = (
        "云川县2024年重点工作责任分解\n各镇人民政府： 现印发给你们，请认真贯彻执行，确保各项任务落到实处、取得实效。 "
        "一、产业发展 "
        "1.新建泵站9座。 责任单位：县水利局、县财政局 2.改造管网12公里。 责任单位：县住建局 二、社会民生 "
        "1.新增床位70个，改造敬老院3家，提升养老服务水平。 责任单位：县民政局、县财政局"
    )
    _, parsed = lay(text)
    assert [(task.section_title, task.task_no, task.task_text[:4]) for task in parsed.tasks] == [
        ("产业发展", 1, "新建泵站"), ("产业发展", 2, "改造管网"), ("社会民生", 1, "新增床位"),
    ]  # fmt: skip


def test_labels_that_come_again_and_again_open_lines_of_their_own():
    text = (
        "云川县2024年民生实事上半年进展情况\n现将上半年进展公示如下，接受社会监督。下阶段市政府办公室将继续督查。 "
        "1.新建泵站9座。 责任单位：县水利局 项目联络人：周一 实际完成情况：已建成泵站4座 "
        "2.新增床位70个。 责任单位：县民政局 项目联络人：周二 实际完成情况：已新增床位30个"
    )
    _, parsed = lay(text)
    assert parsed.layout == "progress_list"
    assert [(row.task_name, row.lead_unit_name, row.narrative) for row in parsed.progress] == [
        ("新建泵站9座", "县水利局", "已建成泵站4座"),
        ("新增床位70个", "县民政局", "已新增床位30个"),
    ]


def test_goals_name_the_tasks_of_a_copied_table_that_has_no_other_names():
    cells = ["序号", "预期目标", "责任单位", "进展情况", "1", "粮食产量增长2%", "县农业农村局", "增长3%。"]
    cells += ["2", "新增床位70个", "县民政局", "新增床位30个。"]
    _, parsed = lay(TITLE + "\n" + "\n".join(f"{cell} |" for cell in cells))
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("粮食产量增长2%", "增长3%。"),
        ("新增床位70个", "新增床位30个。"),
    ]


def test_a_cell_of_several_units_has_a_line_for_each():
    cells = [
        "序号",
        "工作任务",
        "责任单位",
        "完成时限",
        "1",
        "新建泵站9座。",
        "县水利局",
        "县财政局",
        "县住建局",
        "9月底前",
        "2",
        "新增床位70个。",
        "县民政局",
        "全年",
    ]
    _, parsed = lay("云川县2024年重点工作任务分解表\n\n" + "\n\n".join(cells))
    assert [unit.name_as_written for unit in parsed.task_units][:3] == ["县水利局", "县财政局", "县住建局"]
    assert [(task.task_text, task.deadline_period_id) for task in parsed.tasks][:1] == [("新建泵站9座。", "2024-Q3")]


def test_rows_whose_cells_end_with_a_sign():
    text = "云川县2024年重点工作任务分解表\n工作任务 | 完成时限 | 牵头单位 |\n新建泵站9座。 | 9月底前 | 县水利局 |\n"
    _, parsed = lay(text)
    assert [(task.task_text, task.deadline_period_id) for task in parsed.tasks][:1] == [("新建泵站9座。", "2024-Q3")]


def test_several_measures_under_one_number_are_tasks_of_their_own():
    cells = ["序号", "民生实事", "责任单位", "完成时限"]
    cells += ["1", "新建泵站9座。", "县水利局", "9月底前"]
    cells += ["2", "开工建设敬老院。", "县民政局", "6月底前", "改造管网12公里。", "12月底前"]
    cells += ["3", "新增床位70个。", "县民政局", "全年"]
    _, parsed = lay("云川县2024年民生实事任务分解表\n\n" + "\n\n".join(cells))
    assert [(task.task_no, task.task_text, task.deadline_period_id) for task in parsed.tasks] == [
        (1, "新建泵站9座。", "2024-Q3"), (2, "开工建设敬老院。", "2024-H1"), (2, "改造管网12公里。", "2024"),
        (3, "新增床位70个。", "2024"),
    ]  # fmt: skip
    assert [unit.name_as_written for unit in parsed.task_units] == ["县水利局", "县民政局", "县民政局", "县民政局"]
    assert "unread" not in treatments(parsed)


def test_a_sign_before_each_row_and_columns_nobody_knows():
    rows = [
        ["序号", "项目名称", "建设地点", "建设年限", "建设内容", "资金来源", "责任单位"],
        ["1", "城北泵站工程", "城北镇", "2024", "新建泵站9座。", "财政", "水利局"],
        ["2", "敬老院工程", "河东镇", "2024", "新增床位70个。", "财政", "民政局"],
    ]
    text = "".join("|\n" + "".join(f"{cell} |\n" for cell in row) for row in rows)
    _, parsed = lay("云川县2024年民生实事任务分解表\n" + text)
    assert [(task.task_no, task.title, task.task_text) for task in parsed.tasks] == [
        (1, "城北泵站工程", "新建泵站9座。"), (2, "敬老院工程", "新增床位70个。"),
    ]  # fmt: skip
    assert [row.text for row in parsed.remainders if row.treatment == "row_note"][:2] == ["城北镇", "2024"]
    assert "unread" not in treatments(parsed)


def test_rows_of_cells_that_only_blanks_part():
    text = (
        "云川县2024年1—10月民生实事落实情况\n\n"
        "序号 考核指标 单 位 工作目标 已完成数 占年任务之比 备  注\n"
        "1 城镇新增就业 万人 0.9 1.1 122.2% 人社局\n"
        "2 新建泵站 座 9 4 44.4% 水利局\n"
        "改造管网 公里 12.5 13 104%\n"
        "3 提高护理补贴标准 元/月/人 不低于90元 95 达到目标 民政局\n"
        "提高低保标准 元/年/人 不低于4100元 4200\n"
        "提高救助水平 元/月/人 200左右 205\n"
        "4 新建客运站 2 完成选址。正在报批 - 交通局\n"
    )
    _, parsed = lay(text)
    assert [(row.row_no, row.task_name, row.narrative) for row in parsed.progress] == [
        (1, "城镇新增就业", "1.1"),
        (2, "新建泵站", "4"),
        (2, "改造管网", "13"),
        (3, "提高护理补贴标准", "95"),
        (3, "提高低保标准", "4200"),
        (3, "提高救助水平", "205"),
        (4, "新建客运站", "完成选址。正在报批"),
    ]


def test_columns_that_tabs_part_keep_their_empty_cells():
    text = (
        "云川县2024年上半年进展情况表\n\n序号\t工作任务\t牵头单位\t配合单位\t进展情况\n"
        "1\t新建泵站9座\t县水利局\t\t已建成4座\n2\t新增床位70个\t县民政局\t\t已新增30个\n"
    )
    _, parsed = lay(text)
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("新建泵站9座", "已建成4座"),
        ("新增床位70个", "已新增30个"),
    ]


def test_a_class_before_the_numbers_that_only_its_first_row_has():
    text = (
        "云川县2024年上半年重点工作落实情况\n大类 | 序号 | 工作任务 | 分管领导 | 牵头单位 | 落实进展情况 |\n"
        "一、民生保障 | 1 | 新建泵站9座。 | 周一 | 县水利局 | 已建成4座。 |\n"
        "2 | 新增床位70个。 | 周二 | 县民政局 | 已新增30个。 |\n"
        "二、产业 | 3 | 引进企业6家。 | 周三 | 县商务局 | 已引进2家。 |\n"
    )
    _, parsed = lay(text)
    assert [(row.row_no, row.task_name, row.narrative) for row in parsed.progress] == [
        (1, "新建泵站9座。", "已建成4座。"),
        (2, "新增床位70个。", "已新增30个。"),
        (3, "引进企业6家。", "已引进2家。"),
    ]


def test_a_class_behind_the_numbers_that_only_its_first_row_has():
    text = (
        "云川县2024年上半年重点工作落实情况\n序号 | 项目分类 | 实事内容 | 完成情况 |\n"
        "1 | 民生保障 | 新建泵站9座。 | 已建成4座。 |\n2 | 新增床位70个。 | 已新增30个。 | |\n"
        "3 | 产业 | 引进企业6家。 | 已引进2家。 |\n"
    )
    _, parsed = lay(text)
    assert [(row.row_no, row.task_name, row.narrative) for row in parsed.progress] == [
        (1, "新建泵站9座。", "已建成4座。"),
        (2, "新增床位70个。", "已新增30个。"),
        (3, "引进企业6家。", "已引进2家。"),
    ]


def test_items_counted_inside_one_paragraph():
    text = (
        "云川县2024年上半年重点项目进展情况\n云川县人民政府办公室\n全县重点项目共3项，截至6月底完成投资4亿元，投资完成率为53.5%，总体平稳。"
        "其中：1、城北铁路建设项目。正在开展可研方案调整，已上报承诺书，争取尽快开工。2、河东泵站项目。主体已完工，累计完成投资2.5亿元。"
        "3、敬老院项目。已完成选址。"
    )
    _, parsed = lay(text)
    assert [(row.row_no, row.task_name) for row in parsed.progress] == [
        (1, "城北铁路建设项目"), (2, "河东泵站项目"), (3, "敬老院项目"),
    ]  # fmt: skip


def test_an_extract_skips_numbers_and_names_sections_of_which_it_keeps_no_row():
    head = ["序号", "重点工作任务", "主要责任单位", "协同配合单位"]
    lines = [
        "一、2024年主要预期目标", "4", "投资增长7.5%。", "县发改局", "县财政局",
        "二、扩投资、优服务", "三、链条更长、集群更壮",
        "58", "新建泵站9座。", "县水利局", "县财政局", "59", "新增床位70张。", "县民政局", "县财政局",
        "73", "改造管网12公里。", "县住建局", "县财政局",
    ]  # fmt: skip
    _, parsed = lay("云川县水利局2024年重点工作任务分解表\n\n" + "\n\n".join([*head, *lines]))
    assert [(task.task_no, task.task_text, task.section_title) for task in parsed.tasks] == [
        (4, "投资增长7.5%。", "2024年主要预期目标"),
        (58, "新建泵站9座。", "链条更长、集群更壮"),
        (59, "新增床位70张。", "链条更长、集群更壮"),
        (73, "改造管网12公里。", "链条更长、集群更壮"),
    ]


def test_the_sign_of_a_rows_end_is_no_line_of_its_last_cell():
    head = "序号 |\n重点任务 |\n牵头单位 |\n1-8月推进情况 |\n是否达序 |\n说明 |\n"
    rows = "1 |\n新增停车场9处。 |\n县建设局 |\n建成4处。 |\n否 |\n招标延误两个月。 |\n|\n"
    rows += "2 |\n新建公园2个。 |\n县建设局 |\n建成1个。 |\n是 |\n||\n"
    _, parsed = lay("岚溪县2024年实事项目推进情况（1-8月）\n" + head + rows)
    assert [(row.narrative, row.stated_status) for row in parsed.progress] == [("建成4处。", "否"), ("建成1个。", "是")]


def test_a_head_whose_words_stand_over_two_lines_is_told_by_the_length_of_the_rows():
    head = ["序号", "重点工作", "责任", "领导", "牵头", "科室", "年度", "目标", "第三季度", "进展情况"]
    rows = [
        "1", "溪口水库移民安置", "欧阳明", "溪口水库移民安置工作领导小组办公室", "完成搬迁80户。", "已搬迁36户。",
        "2", "精品街区", "吴海", "乡村建设办", "改造沿街立面3条。", "目前改造立面2条。",
        "3", "养老中心", "方远", "民政办", "新增床位60张。", "已新增床位45张。",
    ]  # fmt: skip
    _, parsed = lay("岭下镇2024年重点工作三季度进展情况表\n\n" + "\n\n".join([*head, *rows]))
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("溪口水库移民安置", "已搬迁36户。"),
        ("精品街区", "目前改造立面2条。"),
        ("养老中心", "已新增床位45张。"),
    ]
    assert "unread" not in treatments(parsed)


def test_a_plain_head_with_an_empty_cell_in_its_first_row_stays_whole():
    head = ["序号", "重点工作", "牵头单位", "进展情况", "备注"]
    rows = ["1", "新建泵站9座。", "县水利局", "已建成4座。", "2", "新增床位70张。", "县民政局", "已新增30张。", "无"]
    _, parsed = lay("岭下镇2024年重点工作三季度进展情况表\n\n" + "\n\n".join([*head, *rows]))
    assert [(row.lead_unit_name, row.narrative) for row in parsed.progress] == [
        ("县水利局", "已建成4座。"),
        ("县民政局", "已新增30张。"),
    ]


def test_empty_rows_of_a_copied_table_are_no_cells():
    cells = ["序号", "项目内容", "牵头科室", "进展情况", "", "|||", "3", "新建泵站9座。", "水利科", "已建成4座。"]
    cells += ["", "|||", "6", "改造敬老院3家。", "养老科", "已完工2家。"]
    text = "".join("||||\n" if cell == "|||" else f"{cell} |\n" if cell else "|\n" for cell in cells)
    _, parsed = lay(f"云川县2024年重点项目进展情况（上半年）\n\n{text}")
    assert [(row.row_no, row.task_name) for row in parsed.progress] == [(3, "新建泵站9座。"), (6, "改造敬老院3家。")]

"""Lists in running text: every form of clause, of numbering and of section gives the same tasks and roles."""

import pytest

from tests.layouts.building import NOTICE, lay, lay_notice, roles, treatments

LEAD_AND_SUPPORT = {"县发改局": "lead", "县财政局": "support"}


@pytest.mark.parametrize(
    "clause",
    [
        "（责任单位：▲县发改局、县财政局）",
        "(责任单位:▲县发改局、县财政局)",
        "（▲县发改局、县财政局）",
        "（牵头单位：县发改局；配合单位：县财政局）",
        "（牵头单位：县发改局，责任单位：县财政局）",
        "（主办单位：县发改局；协办单位：县财政局）",
        "（县发改局牵头，县财政局配合）",
        "（由县发改局牵头，县财政局配合落实）",
        "（责任单位：县发改局、县财政局）",
        "（县发改局、县财政局）",
        "（责任单位：县发改局，县财政局）",
        "【责任单位：县发改局、县财政局】",
        "\n责任单位：县发改局、县财政局",
        "\n责任单位：县发改局，县财政局",
        "\n责任单位: **县发改局**、县财政局",
        "\n牵头单位：县发改局\n配合单位：县财政局",
        "\n牵头单位：县发改局\n责任单位：县财政局",
        "\n牵头单位：县发改局；配合单位：县财政局。",
        "\n（牵头单位：县发改局；配合单位：县财政局）",
        "牵头单位：县发改局；配合单位：县财政局。",
        "〔责任单位：县发改局、县财政局〕",
        "——责任单位：县发改局、县财政局",
        "\n◆责任单位：县发改局、县财政局",
        "（牵头：县发改局；配合：县财政局）",
        "（责任部门：县发改局　配合部门：县财政局）",
        "牵头单位 县发改局；配合单位 县财政局",
        "\n主办：县发改局　　协办：县财政局",
        "(责任单位:县发改局 县财政局)",
        "（县发改局牵头，县财政局等按职责分工负责）",
        "（由县发改局会同县财政局负责）",
        "（责任单位：县财政局、县发改局〔牵头〕）",
        "（责任领导：张三；责任单位：县发改局、县财政局；完成时限：12月底）",
    ],
)
def test_every_form_of_clause_gives_the_task_its_text_and_roles(clause):
    parsed = lay_notice(
        f"一、经济发展\n\n1. 推进重大项目，完成投资30亿元以上。{clause}\n\n2. 新增规上工业企业10家。{clause}\n\n"
        f"二、社会民生\n\n3. 新增学位500个。{clause}\n"
    )
    assert [(task.section_no, task.section_title, task.task_no, task.task_text) for task in parsed.tasks] == [
        (1, "经济发展", 1, "推进重大项目，完成投资30亿元以上。"),
        (1, "经济发展", 2, "新增规上工业企业10家。"),
        (2, "社会民生", 3, "新增学位500个。"),
    ]
    assert roles(parsed) == [LEAD_AND_SUPPORT] * 3
    assert "unread" not in treatments(parsed)


@pytest.mark.parametrize(
    ("heading", "leader"),
    [
        ("一、张三县长牵头的重点工作", "张三"),
        ("一、李四常务副县长负责的工作", "李四"),
        ("（一）王小五副县长", "王小五"),
        ("一、县委常委、副县长赵六牵头事项", "赵六"),
        ("一、经济发展", None),
    ],
)
def test_the_sections_heading_names_the_leader(heading, leader):
    parsed = lay_notice(
        f"{heading}\n\n1. 新增学位500个。（责任单位：县教育局）\n\n2. 新建公园2个。（责任单位：县建设局）\n"
    )
    assert [task.leader_name for task in parsed.tasks] == [leader, leader]
    assert [row.role for row in parsed.task_leaders] == (["lead", "lead"] if leader else [])


def test_three_roles_in_one_clause():
    parsed = lay_notice("1. 新增学位500个。（牵头单位：县教育局；责任单位：县财政局；配合单位：各乡镇）\n")
    assert roles(parsed) == [{"县教育局": "lead", "县财政局": "support", "各乡镇": "support"}]


def test_chinese_numerals_in_brackets_carry_tasks_with_numbered_parts():
    parsed = lay_notice(
        "一、重点工作\n\n（一）实施工业强县。1.新增规上企业10家。2.技改投资增长10%。（责任单位：县经信局）\n\n"
        "（二）发展现代农业。1.建设高标准农田2万亩。2.培育龙头企业3家。（责任单位：县农业农村局）\n"
    )
    assert [(task.task_no, task.title, task.task_text) for task in parsed.tasks] == [
        (1, "实施工业强县", "1.新增规上企业10家。2.技改投资增长10%。"),
        (2, "发展现代农业", "1.建设高标准农田2万亩。2.培育龙头企业3家。"),
    ]


def test_blocks_with_lines_of_leader_and_units():
    parsed = lay_notice(
        "一、饮水安全工程。改造管网20公里。\n牵头领导：张三\n牵头单位：县水利局\n配合单位：各乡镇\n"
        "二、校园提升工程。1.新建学校2所。2.新增学位900个。\n牵头领导：李四副县长\n"
        "牵头单位：县教育局\n配合单位：县财政局\n"
    )
    assert parsed.layout == "block_list"
    assert [(t.task_no, t.title, t.leader_name, t.task_text) for t in parsed.tasks] == [
        (1, "饮水安全工程", "张三", "改造管网20公里。"),
        (2, "校园提升工程", "李四", "1.新建学校2所。2.新增学位900个。"),
    ]


def test_items_and_sections_glued_to_the_end_of_a_clause_are_found():
    parsed = lay_notice(
        "一、张三县长牵头的重点工作\n\n1.推进甲工程。\n\n责任单位: 县发改局,各成员单位 2.推进乙工程。\n\n"
        "责任单位: 县财政局,各成员单位 二、李四副县长牵头的重点工作\n\n"
        "1.推进丙工程。\n\n责任单位: 县教育局,各成员单位\n"
    )
    assert [(t.section_no, t.task_no, t.leader_name, t.task_text) for t in parsed.tasks] == [
        (1, 1, "张三", "推进甲工程。"),
        (1, 2, "张三", "推进乙工程。"),
        (2, 1, "李四", "推进丙工程。"),
    ]


def test_paragraphs_without_numbers_are_tasks_by_their_clauses():
    parsed = lay_notice(
        "一、经济发展\n\n地区生产总值增长6%以上。（责任单位：县发改局）\n\n出口增长5%。（责任单位：县商务局）\n\n"
        "二、社会民生\n\n新增学位500个。（责任单位：县教育局）\n"
    )
    assert [(t.section_no, t.task_no, t.task_text) for t in parsed.tasks] == [
        (1, 1, "地区生产总值增长6%以上。"),
        (1, 2, "出口增长5%。"),
        (2, 1, "新增学位500个。"),
    ]


def test_a_task_without_a_clause_is_still_a_task():
    parsed = lay_notice(
        "1. 推进甲工程。（责任单位：县发改局）\n\n2. 推进乙工程。\n\n3. 推进丙工程。（责任单位：县教育局）\n"
    )
    assert [(t.task_no, t.task_text) for t in parsed.tasks] == [
        (1, "推进甲工程。"),
        (2, "推进乙工程。"),
        (3, "推进丙工程。"),
    ]


def test_sections_that_state_no_task_are_set_aside_by_name():
    parsed = lay_notice(
        "一、总体要求\n\n坚持以人民为中心。\n\n"
        "二、重点任务\n\n1. 推进甲工程。（责任单位：县发改局）\n\n2. 推进乙工程。（责任单位：县财政局）\n\n"
        "三、保障措施\n\n1. 加强组织领导。\n\n2. 强化督查考核。\n"
    )
    assert [(t.section_no, t.section_title, t.task_text) for t in parsed.tasks] == [
        (1, "重点任务", "推进甲工程。"),
        (1, "重点任务", "推进乙工程。"),
    ]
    assert {"general_requirements", "implementation_arrangements"} <= treatments(parsed)
    assert "unread" not in treatments(parsed)


def test_a_deadline_in_the_clause_is_the_tasks():
    parsed = lay_notice("1. 新增学位500个。（牵头单位：县教育局；完成时限：2024年6月底）\n")
    assert parsed.tasks[0].deadline_period_id == "2024-H1"
    assert parsed.target_texts[0].period_id == "2024-H1"


def test_leaders_who_assist_are_rows_of_every_task_of_the_list_they_close():
    parsed = lay_notice(
        "一、张三县长牵头的重点工作\n\n"
        "1. 推进甲工程。（责任单位：县发改局）\n\n2. 推进乙工程。（责任单位：县财政局）\n\n"
        "王五副县长、赵六副县长按照分工做好协助。\n"
    )
    assert [(row.leader_name, row.role) for row in parsed.task_leaders if row.task_id == parsed.tasks[1].task_id] == [
        ("张三", "lead"), ("王五", "assist"), ("赵六", "assist"),
    ]  # fmt: skip
    assert "assist_sentence" in treatments(parsed)


def test_an_ordinary_bracket_is_no_clause():
    parsed = lay_notice("1. 新建学校（含幼儿园）2所，覆盖三个乡镇（云东镇、云西镇、云南镇）。（责任单位：县教育局）\n")
    assert roles(parsed) == [{"县教育局": "lead"}]
    assert parsed.tasks[0].task_text.endswith("（云东镇、云西镇、云南镇）。")


def test_a_list_of_projects_for_the_people_is_livelihood_and_has_numbers_of_its_own():
    _, parsed = lay(
        "云川县2024年重点工作和民生实事责任分解\n\n一、重点工作\n\n"
        "1. 推进甲工程。（责任单位：县发改局）\n\n2. 推进乙工程。（责任单位：县财政局）\n\n"
        "二、民生实事\n\n1. 新增学位500个。（责任单位：县教育局）\n"
    )
    assert [(t.list_type, t.section_no, t.task_no) for t in parsed.tasks] == [
        ("key_work", 1, 1), ("key_work", 1, 2), ("livelihood", 1, 1),
    ]  # fmt: skip


def test_the_same_key_twice_gets_a_suffix():
    parsed = lay_notice("1. 推进甲工程。（责任单位：县发改局）\n\n1. 推进乙工程。（责任单位：县财政局）\n")
    assert [task.task_id.rsplit("/", 1)[1] for task in parsed.tasks] == ["1", "1~2"]


@pytest.mark.parametrize(
    "clause",
    ["（责任单位：县经信局、县财政局）", "\n责任单位：县经信局、县财政局", "\n牵头单位：县经信局\n配合单位：县财政局"],
)
def test_a_clause_behind_the_heading_answers_for_the_text_below(clause):
    parsed = lay_notice(
        f"一、重点工作\n\n（一）实施工业强县行动。{clause}\n\n1. 新增规上企业10家。\n\n2. 技改投资增长10%以上。\n\n"
        f"（二）实施项目攻坚行动。{clause}\n\n1. 新开工项目20个。\n\n2. 竣工项目15个。\n\n"
        "云川县人民政府办公室\n\n2024年3月8日\n"
    )
    assert [(t.section_no, t.task_no, t.title, t.task_text) for t in parsed.tasks] == [
        (1, 1, "实施工业强县行动", "1. 新增规上企业10家。2. 技改投资增长10%以上。"),
        (1, 2, "实施项目攻坚行动", "1. 新开工项目20个。2. 竣工项目15个。"),
    ]
    assert roles(parsed) == [{"县经信局": "lead", "县财政局": "support"}] * 2
    assert "unread" not in treatments(parsed)


def test_a_clause_behind_a_sections_heading_names_the_leaders_of_its_tasks():
    parsed = lay_notice(
        "一、经济发展（牵头领导：张三）\n\n1. 出口增长5%。（责任单位：县商务局）\n\n"
        "2. 新增规上企业10家。（责任单位：县经信局）\n\n"
        "二、社会民生（牵头领导：李四副县长）\n\n1. 新增学位500个。（责任单位：县教育局）\n\n"
        "2. 新建公园2个。（责任单位：县建设局）\n"
    )
    assert [(t.section_no, t.section_title, t.leader_name) for t in parsed.tasks] == [
        (1, "经济发展", "张三"), (1, "经济发展", "张三"), (2, "社会民生", "李四"), (2, "社会民生", "李四"),
    ]  # fmt: skip
    assert "unread" not in treatments(parsed)


def test_two_lists_of_one_document_have_numbers_of_their_own():
    _, parsed = lay(
        NOTICE
        + "一、经济发展\n\n1. 出口增长5%。（责任单位：县商务局）\n\n2. 新增规上企业10家。（责任单位：县经信局）\n\n"
        "2024年县政府十件民生实事责任分解\n\n1. 新增学位500个。（责任单位：县教育局）\n\n"
        "2. 新建公园2个。（责任单位：县建设局）\n"
    )
    assert [(t.list_type, t.section_no, t.task_no) for t in parsed.tasks] == [
        ("key_work", 1, 1), ("key_work", 1, 2), ("livelihood", 1, 1), ("livelihood", 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["", "目标任务：", "工作内容："])
def test_a_heading_line_above_the_text_is_the_tasks_title(label):
    parsed = lay_notice(
        f"1. 外贸稳增长\n\n{label}出口增长5%，新增备案企业20家。\n\n牵头单位：县商务局\n配合单位：县经信局\n\n"
        f"2. 工业强县\n\n{label}新增规上企业10家。\n\n牵头单位：县经信局\n配合单位：县发改局\n"
    )
    assert [(t.title, t.task_text) for t in parsed.tasks] == [
        ("外贸稳增长", "出口增长5%，新增备案企业20家。"),
        ("工业强县", "新增规上企业10家。"),
    ]


@pytest.mark.parametrize("number", ["{}．", "{}、", "（{}）", "{}."])
def test_items_numbered_in_many_ways(number):
    items = [f"{number.format(n)}新增学位{n}00个。（责任单位：县教育局）\n\n" for n in range(1, 12)]
    parsed = lay_notice("一、社会民生\n\n" + "".join(items))
    assert [t.task_no for t in parsed.tasks] == list(range(1, 12))
    assert parsed.tasks[10].task_text == "新增学位1100个。"


def test_members_of_different_bodies_are_different_units():
    parsed = lay_notice(
        "1. 改造管网20公里。（责任单位：县治水指挥部，指挥部各成员单位）\n\n"
        "2. 新建公路30公里。（责任单位：县交通指挥部，指挥部各成员单位）\n\n"
        "3. 新增学位500个。（责任单位：县教育局）\n"
    )
    groups = [unit for unit in parsed.task_units if unit.name_as_written == "指挥部各成员单位"]
    assert [group.unit_id for group in groups] == [
        "云川县/县治水指挥部各成员单位",
        "云川县/县交通指挥部各成员单位",
    ]


def test_labels_nobody_listed_are_roles_by_their_words_and_neighbours():
    body = (
        "一、产业\n1.新建泵站9座。\n牵头负责领导：张三\n抓总部门：县水利局\n会办单位：县财政局\n"
        "2.改造管网12公里。\n牵头负责领导：张三\n抓总部门：县住建局\n联动单位：县应急局\n"
    )
    parsed = lay_notice(body)
    assert roles(parsed) == [{"县水利局": "lead", "县财政局": "support"}, {"县住建局": "lead", "县应急局": "support"}]
    assert [task.leader_name for task in parsed.tasks] == ["张三", "张三"]


def test_the_members_that_a_group_lists_are_units_of_their_own():
    clause = "（责任单位：住建局、各镇街（云溪镇、白石街道））"
    parsed = lay_notice(f"1.新建公厕20座。{clause}\n2.新建绿道9公里。{clause}\n3.新建公园3个。（责任单位：住建局）\n")
    members = [(one.group_unit_id, one.member_unit_id, one.quote) for one in parsed.unit_members]
    group = "云川县/各镇街（云溪镇、白石街道）"
    assert members == [(group, f"云川县/{name}", group[4:]) for name in ("云溪镇", "白石街道")]
    assert {"云川县/云溪镇", "云川县/白石街道"} <= {unit.unit_id for unit in parsed.units}


def test_main_targets_in_prose_above_the_clauses_are_a_task_that_nobody_answers_for():
    goals = "2024年经济社会发展的主要预期目标是：生产总值增长6%左右；登记失业率控制在4%以内。"
    parsed = lay_notice(goals + "\n\n一、做强产业\n\n1.新增规上企业9家。[责任单位：县工信局、县商务局]\n")
    assert [(task.section_title, task.task_text) for task in parsed.tasks] == [
        ("主要预期目标", goals), ("做强产业", "新增规上企业9家。"),
    ]  # fmt: skip


def test_a_line_without_number_right_above_an_item_is_a_heading():
    parsed = lay_notice(
        "一、做强产业\n\n加强基础设施建设\n\n1.新建泵站9座。（责任单位：县水务局）\n\n2.新建公路7公里。（责任单位：县交通局）\n"
    )
    assert len(parsed.tasks) == 2
    assert "unread" not in treatments(parsed)


def test_a_sentence_that_ends_a_task_says_who_answers():
    text = (
        "云川市人民政府关于分解2024年重点工作的通知\n一、主要目标\n新增就业3万人。\n"
        "由市人民政府各相关部门，各县（市）、区人民政府负责落实。\n二、改善民生\n"
        "（一）新建泵站9座。由市水利局、市财政局负责落实。\n（二）新增床位70张。由市民政局牵头，市财政局配合。\n"
        "（三）改造管网12公里。由市住建局负责。\n（四）健全机制，由群众负责监督。\n"
    )
    _, parsed = lay(text)
    assert [task.task_text for task in parsed.tasks][1:4] == ["新建泵站9座。", "新增床位70张。", "改造管网12公里。"]
    assert roles(parsed)[1:4] == [
        {"市水利局": "lead", "市财政局": "lead"}, {"市民政局": "lead", "市财政局": "support"}, {"市住建局": "lead"},
    ]  # fmt: skip

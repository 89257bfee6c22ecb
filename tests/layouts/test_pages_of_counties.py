"""Pages as counties' sites print them: titles broken over lines, an assembly named in passing, posts beside offices."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from tests.layouts.building import lay, treatments

BROKEN = """2030年县政府实事项目完成情况 2031-02-11

关于2030年县政府为全县群众所要办好

的实事项目完成情况

一、总体情况

2030年县政府实事项目经云川县第九届人民代表大会第三次会议审议通过，共9项。

二、分项情况

1.养老类

（1）新增40张床位（责任部门：县民政局）。实际新增43张床位，2030年5月完成封顶。

（2）改建6个食堂（责任部门：县民政局）。实际改建7个食堂。
"""


def test_a_title_broken_before_its_noun_is_one_and_the_assembly_that_passed_the_list_tells_the_place():
    _, parsed = lay(BROKEN)
    identity = parsed.identity
    assert identity.title == "关于2030年县政府为全县群众所要办好的实事项目完成情况"
    assert (identity.jurisdiction, identity.doc_type, identity.report_period_id) == (
        "云川县", "progress_report", "2030-Q4",
    )  # fmt: skip
    assert [(row.task_name, row.lead_unit_name) for row in parsed.progress] == [
        ("新增40张床位", "县民政局"),
        ("改建6个食堂", "县民政局"),
    ]
    assert "unread" not in treatments(parsed)


def test_a_whole_title_takes_no_line_below_it():
    for below in ("县民政局工作", "2030年9月公告"):
        _, parsed = lay(
            f"云川县2030年民生实事完成情况\n\n{below}\n\n1.新增40张床位。已新增43张。\n\n2.改建6个食堂。已改建7个。\n"
        )
        assert parsed.identity.title == "云川县2030年民生实事完成情况"


def test_the_assembly_of_another_place_stands_in_running_text_only():
    text = BROKEN.replace("经云川县第九届", "参照北塘县第九届")
    _, parsed = lay(text, SourceEntry("云川县/x.txt", jurisdiction="云川县"))
    assert parsed.identity.jurisdiction == "云川县"


def test_who_leads_may_stand_behind_the_leader_who_oversees():
    text = (
        "云川县人民政府关于《政府工作报告》任务如何分工的意见\n\n云政发〔2030〕1号\n\n一、目标\n\n"
        "（一）粮食产量增长3%，新增床位40张（分管副县长负责，县农业农村局牵头，县财政局等配合）。\n\n"
        "（二）改建食堂6个（县民政局牵头，县财政局配合）。\n"
    )
    _, parsed = lay(text)
    assert parsed.identity.doc_type == "responsibility_breakdown"
    assert [(unit.name_as_written, unit.role) for unit in parsed.task_units] == [
        ("县农业农村局", "lead"), ("县财政局", "support"), ("县民政局", "lead"), ("县财政局", "support"),
    ]  # fmt: skip


COLLECTING = """2031年，你希望办成什么？

松岚发布 2030-11-23

现征集2031年松岚县政府实事项目的意见。

截至6月30日，本年度县政府实事项目进展情况如下：

01

推进“清爽家园”建设

完成9个小区供水改造；开工加装电梯20台。

· 进展情况 ·

9个小区供水改造、4条道路整修处于准备阶段；加装电梯已开工15台、竣工6台。

02

推进“清爽街区”建设

建成绿道8公里。

· 进展情况 ·

建成绿道5公里。
"""


def test_a_label_on_a_line_of_its_own_heads_what_came_of_the_numbered_task():
    _, parsed = lay(COLLECTING, SourceEntry("松岚县/x.txt", jurisdiction="松岚县"))
    assert (parsed.layout, parsed.identity.report_period_id) == ("progress_list", "2030-H1")  # no year after its day
    assert [(row.row_no, row.narrative[-6:]) for row in parsed.progress] == [(1, "、竣工6台。"), (2, "绿道5公里。")]


def test_a_heading_that_only_begins_like_a_label_is_none():
    for line in ("进展情况良好", "· 进展情况说明 ·", "工程进展情况通报会"):
        _, parsed = lay(TITLED.format(line))
        assert [row.task_name for row in parsed.progress] == ["新增40张床位", "改建6个食堂"]


TITLED = "云川县2030年民生实事上半年进展情况\n\n{}\n\n1.新增40张床位。已新增43张。\n\n2.改建6个食堂。已改建7个。\n"


HEADED = """2030年松岚县实事项目完成情况看过来！

松岚发布 2031-01-12

管好身边的小区

完成9万平方米旧房改造；为6个小区铺设管道；新增充电桩450个。

备好身边的客厅

新建4家助餐点；开展文化活动103场，惠及群众。
"""


def test_bare_headings_above_what_was_done_are_rows_and_promise_nothing():
    _, parsed = lay(HEADED)
    assert (parsed.identity.jurisdiction, parsed.identity.report_period_id) == ("松岚县", "2030-Q4")
    assert [row.task_name for row in parsed.progress] == ["管好身边的小区", "备好身边的客厅"]
    assert parsed.target_texts == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("完成情况看过来！", "建议征集开始了！"),  # no report by its title
        ("；为6个小区铺设管道；新增充电桩450个", "，群众满意"),  # one thing under a heading
        ("管好身边的小区\n", "管好身边的小区。\n"),  # a sentence heads nothing
    ],
)
def test_other_pages_of_short_lines_are_no_such_reports(old, new):
    with pytest.raises(SetAside):
        lay(HEADED.replace(old, new))


VOTED = """松岚县2030年为民办实事项目选出来了！

【发布日期：2030-03-21】

3月19日上午，松岚县第九届人民代表大会第三次会议召开，最终票决出4个项目列入2030年县政府为民办实事项目。

{}

松岚县人大办
"""


def test_commas_part_the_projects_that_a_vote_chose():
    _, parsed = lay(
        VOTED.format("4个项目包括北塘小学扩建项目，南桥、北桥加固工程，“清水”行动项目，食堂改建项目，估算总投资5亿元。")
    )
    assert [task.task_text for task in parsed.tasks] == [
        "北塘小学扩建项目", "南桥、北桥加固工程", "“清水”行动项目", "食堂改建项目",
    ]  # fmt: skip
    assert "unread" not in treatments(parsed)


def test_quotation_marks_around_each_project_are_not_of_it():
    _, parsed = lay(VOTED.format("四个实事项目包括：“新建9公里绿道”、“新建3所幼儿园”、“南桥加固”、“修缮北塘”等。"))
    assert [task.task_text for task in parsed.tasks] == ["新建9公里绿道", "新建3所幼儿园", "南桥加固", "修缮北塘"]
    assert "unread" not in treatments(parsed)


@pytest.mark.parametrize(
    "told",
    [
        "5个项目包括北塘小学扩建项目，南桥加固工程，食堂改建项目。",  # not as many as it says
        "截至3月底，3个项目包括北塘小学，南桥，食堂均已开工。",  # a report
        "县人大将督促项目实施，办好实事，接受监督。",
    ],
)
def test_other_sentences_after_a_vote_list_nothing(told):
    with pytest.raises(SetAside):
        lay(VOTED.format(told))


def test_a_town_is_told_behind_a_month_and_by_a_name_with_a_conjunction_in_it():
    rows = "\n\n1.新增40张床位。已新增43张。\n\n2.改建6个食堂。已改建7个。\n"
    assert lay(f"2030年12月份松余镇民生实事项目推进情况{rows}")[1].identity.jurisdiction == "松余镇"
    vote = "北塘市太和镇第九届人大二次会议2030年6月10日票决太和镇人民政府2030年度民生实事项目："
    _, parsed = lay(f"{vote}\n\n一、小学扩建。\n\n二、村道改造。\n\n三、公园建设。\n\n现予公告。\n")
    assert parsed.identity.jurisdiction == "太和镇"


def test_projects_that_are_told_of_as_done_are_no_plan():
    told = (
        "松余镇2030年重点民生实事完美交卷\n\n松余镇第九届人大六次会议票决确定2030年度民生实事项目3个，"
        "目前均已完工。其中，完成排水管道9公里；完成村道硬化8公里；完成食堂改造7座。\n"
    )
    with pytest.raises(SetAside):
        lay(told)


def test_works_named_with_their_cost_tell_how_far_they_have_come():
    _, parsed = lay(
        "一、项目工作\n\n1. 北塘路改造工程：工程总投资35万元，主要改造路面，已完工，已验收。\n\n"
        "2. 敬老院改造工程，总投资14万元，维修房屋，已完工。\n\n3. 南桥加固项目：总投资3万元，正在施工。\n",
        SourceEntry("松岚县/x.txt", jurisdiction="松岚县", report_period_id="2030-Q4"),
    )
    assert [row.task_name for row in parsed.progress] == ["北塘路改造工程", "敬老院改造工程", "南桥加固项目"]
    assert parsed.target_texts == [] or all("总投资" not in t.indicator for t in parsed.target_texts if t.indicator)


def test_no_name_begins_inside_the_word_for_a_month():
    text = (
        "松岚县2030年重点工程进展顺利\n\n1-12月份技能培训完成523人，为年度计划的104%；1-12月份完成投资9亿元，"
        "投资完成率151%；1-12月份新增就业完成723人，为年度计划的102%；1-12月份危房改造完成83户，为年度计划的101%。\n"
    )
    _, parsed = lay(text, SourceEntry("松岚县/x.txt", jurisdiction="松岚县"))
    assert [row.task_name for row in parsed.progress] == ["技能培训", "新增就业", "危房改造"]

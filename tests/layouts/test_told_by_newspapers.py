"""What newspapers and meetings tell of the coming year: the year's goals are read, what was done is not."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.errors import SetAside
from pipeline.language.promises.targets import read_targets
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.outline.parts import mark_of
from pipeline.understand import understand
from tests.layouts.building import lay, treatments

MEETING = """松岚县两会：实施六大行动 建设幸福松岚

2024-02-01 19:31 来源：松岚电视台

记者从1月30日闭幕的松岚县两会上了解到，今年，松岚县坚持稳中求进工作总基调，抓好各项重点工作，努力建设更加幸福美丽的新松岚。

会议指出，2024年，松岚县发展的预期目标是，全县生产总值增长6%以上；粮食产量达到12万吨。

微博
QQ空间
"""
ASSEMBLY = """岚屿区第十八届人民代表大会第二次会议召开

12月26日上午，岚屿区第十八届人民代表大会第二次会议开幕。会议提出，2024年，岚屿区将力争实现地区生产总值增长8%以上；新建泵站3座。
"""
REVIEWED = """岚屿市十五届人大三次会议上午开幕，周一作《政府工作报告》

今天上午，岚屿市第十五届人民代表大会第三次会议在会议中心开幕，岚屿市市长周一作《政府工作报告》。

报告首先回顾了2023年工作。周一介绍，2023年，岚屿市经济稳中向好。预计2023年地区生产总值900亿元，比上年增长7%。

周一表示，今年经济社会发展主要预期目标是：地区生产总值增长6.5%；粮食产量30万吨。
"""
PLACED = """近日，在松岚县第十七届人民代表大会第二次会议上，松岚县县长周一作政府工作报告，提出了2024年的政府工作目标。

经初步核算，松岚县2023年实现生产总值163亿元，比上年增长13%；农民人均纯收入达到9807元，增长18%。

2024年的主要预期目标是：生产总值增长12%，人口自然增长率控制在3‰以内。
"""


def read(text, **given):
    """The document and the values of its targets, in order."""
    got = understand(text.encode(), SourceEntry("inbox/x.txt", **given)).records
    return got["documents"][0], [(str(t.value.normalize()), t.unit, t.period_id) for t in got["targets"]]


def test_a_meeting_that_states_the_years_goals_is_read_as_a_report():
    document, targets = read(MEETING)
    assert (document.jurisdiction, document.doc_type, document.plan_period_id) == ("松岚县", "work_report", "2024")
    assert targets == [("6", "%", "2024"), ("1.2E+5", "吨", "2024")]


def test_the_links_that_share_a_page_are_no_part_of_it():
    assert "QQ空间" not in lay(MEETING)[0].text


def test_a_note_on_the_picture_opens_no_chapter_and_heads_no_action():
    told = MEETING.replace("记者从", "（资料图片，与本文无关）\n\n记者从")
    _, parsed = lay(told)
    assert [task.task_text for task in parsed.tasks] == [task.task_text for task in lay(MEETING)[1].tasks]
    assert {"credit"} <= treatments(parsed)


@pytest.mark.parametrize("stamp", ["2024-07-05", "2024-07-05 16:20", "2024/7/5 16:20:31"])
def test_a_pages_stamp_on_a_line_of_its_own_is_a_date(stamp):
    rows = "序号\t项目\t责任单位\t进展情况\n1\t新建泵站3座\t县水利局\t已建成2座\n2\t新增床位70张\t县民政局\t已新增40张"
    _, parsed = lay(f"松岚县2024年1-6月民生实事完成情况表\n\n来源：县实事办\n\n{stamp}\n\n{rows}\n")
    assert parsed.identity.issued_on == dt.date(2024, 7, 5)
    assert "unread" not in treatments(parsed)


def test_what_an_assembly_puts_forward_for_the_year_is_read():
    document, targets = read(ASSEMBLY)
    assert (document.jurisdiction, document.plan_period_id) == ("岚屿区", "2024")
    assert targets == [("8", "%", "2024"), ("3", "座", "2024")]


def test_the_year_comes_after_the_one_that_was_looked_back_on():
    document, targets = read(REVIEWED)
    assert document.plan_period_id == "2024"
    assert targets == [("6.5", "%", "2024"), ("3E+5", "吨", "2024")]


def test_a_past_year_behind_a_places_name_promises_nothing():
    assert read(PLACED)[1] == [("12", "%", "2024"), ("3", "‰", "2024")]


def test_a_report_that_names_no_year_is_refused_for_that_reason_and_read_with_the_year():
    opened = "12月29日，松岚县第九届人民代表大会第二次会议开幕。周一作政府工作报告。"
    text = f"{opened}\n报告指出，加快建设和美乡村。新建泵站3座。\n"
    with pytest.raises(SetAside) as refused:
        lay(text)
    assert refused.value.reason == "unknown_period"
    assert read(text, plan_period_id="2024")[1] == [("3", "座", "2024")]


@pytest.mark.parametrize("ends", ["分别是：", "具体包括："])
def test_a_list_named_in_quotation_marks_is_announced_by_its_number(ends):
    opened = "松岚县今年办好三件民生实事\n\n2024年，松岚县将办好民生实事。"
    text = f"{opened}\n\n这“三件民生实事”{ends}新建泵站3座；新增床位70张；改造水闸12座。\n"
    _, parsed = lay(text)
    assert [task.list_type for task in parsed.tasks] == ["livelihood"] * 3


GOALS = """松岚县人民政府办公室关于分解落实《政府工作报告》的通知

各乡镇人民政府，县政府各部门：

县第九届人民代表大会第二次会议审议通过的《政府工作报告》已作出部署，请于2024年2月23日前将方案报县政府督查室。

松岚县人民政府办公室

2024年2月13日

《政府工作报告》重点工作责任分解

2024年全县经济社会发展主要预期目标是：地区生产总值增长6.5%；城镇登记失业率控制在4%以内。

一、加快项目建设

新建泵站3座。{a}

改造水闸12座。{a}

二、改善民生

新增床位70张。{b}
"""


@pytest.mark.parametrize(("a", "b"), [("（责任单位：县水务局）", "（责任单位：县卫健局）"), ("", "")])
def test_goals_above_the_first_heading_are_a_task_and_a_day_to_report_by_is_no_days_issue(a, b):
    _, parsed = lay(GOALS.format(a=a, b=b))
    assert parsed.identity.issued_on == dt.date(2024, 2, 13)
    assert [task.section_title for task in parsed.tasks] == ["主要预期目标", "加快项目建设", "加快项目建设", "改善民生"]
    assert "unread" not in treatments(parsed)


PARTED = "松岚县2024年为民办实事项目\n{lead}新建泵站3座；改造水闸12座；新增养老床位70张；建设县体育馆。\n"


@pytest.mark.parametrize("lead", ["", "2024年，松岚县将办好以下实事："])
def test_a_short_list_in_one_paragraph_is_parted_by_its_semicolons(lead):
    _, parsed = lay(PARTED.format(lead=lead))
    assert [task.task_text for task in parsed.tasks] == [
        "新建泵站3座；", "改造水闸12座；", "新增养老床位70张；", "建设县体育馆。",
    ]  # fmt: skip


def test_of_several_paragraphs_that_promise_none_is_parted():
    text = f"{PARTED.format(lead='')}\n新建公园2个，新增停车位400个，改造小区8个，建成便民服务站6个，惠及群众5万人。\n"
    assert len(lay(text)[1].tasks) == 2


COLUMNS = """松岚县2024年民生实事责任分解表
项目名称    目标任务    责任单位
泵站建设    新建泵站3座    县水务局
水闸改造    改造水闸12座，更换启闭机8台    县水务局

床位扩容    新增床位70张    县卫健局
"""


def test_three_columns_apart_by_blanks_are_a_table():
    _, targets = read(COLUMNS)
    assert lay(COLUMNS)[1].layout == "responsibility_table"
    assert targets == [("3", "座", "2024"), ("12", "座", "2024"), ("8", "台", "2024"), ("7E+1", "张", "2024")]


def test_rows_of_names_apart_by_blanks_are_none():
    names = "工作任务  责任单位  联系领导\n周一  吴二  郑三\n王四  冯五  陈六\n"
    text = f"松岚县2024年重点工作\n{names}1.新建泵站3座。责任单位：县水务局\n"
    assert lay(text)[1].layout == "numbered_clauses"


COLOPHON = """松岚县2024年重点工作责任分解

1.新建泵站3座。责任单位：县水务局
2.改造水闸12座。责任单位：县水务局、县财政局本方案由县政府办公室印发
3.新增床位70张。责任单位：县卫健局
本清单由县政府办公室负责解释。
"""


def test_who_prints_a_list_is_none_of_its_units():
    _, parsed = lay(COLOPHON)
    assert [unit.name_as_written for unit in parsed.task_units] == ["县水务局", "县水务局", "县财政局", "县卫健局"]
    assert "unread" not in treatments(parsed)


NUMBERED = """今年松岚区政府3件实事项目已确定，一起来了解→

2024年03月02日09:58

一批群众关注度高的项目确定，将提高群众的生活品质。

2024年松岚区政府实事项目

01 新增共享充电桩示范小区9个；为老旧小区安装消防设施57处。

02 推动早餐工程建设，新增早餐网点35个。

10 创成老年友善医疗机构6家。
"""


def test_numbers_of_two_digits_with_a_blank_behind_them_count_the_tasks():
    _, parsed = lay(NUMBERED)
    assert parsed.identity.jurisdiction == "松岚区"
    assert [(task.task_no, task.task_text[:6]) for task in parsed.tasks] == [
        (1, "新增共享充电"), (2, "推动早餐工程"), (10, "创成老年友善"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["10 个村已通水。", "20 万人受益。", "2024 年新建泵站。", "10 平方公里。", "15 分钟以上。"]
)
def test_a_number_that_counts_something_is_no_mark(line):
    assert mark_of(line) is None


HEADLINES = [
    "2024年，松岚区办好3件民生实事",
    "今年松岚区3件实事项目已确定，一起来了解",
    "新年新气象，松岚区今年办好3件惠民实事",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_that_counts_the_projects_is_the_title(headline):
    below = [
        "2024-02-24 16:05 来源：松岚日报",
        "一、对2500户居民供电进行改造。",
        "二、新建泵站3座。",
        "三、新增床位70张。",
    ]
    text = "\n\n".join([headline, *below, ""])
    _, parsed = lay(text)
    assert (parsed.identity.title, parsed.identity.plan_period_id) == (headline, "2024")
    assert [task.list_type for task in parsed.tasks] == ["livelihood"] * 3


def test_a_headline_on_what_was_achieved_is_none():
    with pytest.raises(SetAside):
        lay("2024年，松岚区3件民生实事完成情况\n\n一、供电改造。\n\n二、新建泵站3座。\n\n三、新增床位70张。\n")


CLOSE = """松岚区人民政府办公室关于印发《2024年区政府要完成的与人民生活密切相关的实事》的通知

  • 发文字号: 松府办〔2024〕1号
  • 发文日期: 2024-01-08
  • 机构名称: 区政府办公室

各镇人民政府，各街道办事处：

现将《2024年区政府要完成的与人民生活密切相关的实事》印发给你们，请抓紧组织实施。

松岚区人民政府办公室

2024年区政府要完成的与人民生活

密切相关的实事

1.多层住宅加装电梯400台。

2.为10个老旧小区、4所学校实施消防设施改造。

3.新增普惠性托育点5个。
"""


def test_matters_close_to_peoples_lives_are_a_list_and_a_label_inside_another_is_none():
    document, targets = read(CLOSE)
    assert document.title.startswith("松岚区人民政府办公室关于印发《2024年区政府要完成的")
    assert (document.doc_number, document.issued_on) == ("松府办〔2024〕1号", dt.date(2024, 1, 8))
    assert [task.list_type for task in lay(CLOSE)[1].tasks] == ["livelihood"] * 3
    assert [value for value, _, _ in targets] == ["4E+2", "1E+1", "4", "5"]


YEARLY = """热点丨松岚区2024年预期目标地区生产总值增长16%以上

1月13日上午，松岚区召开2024年工作会议，部署推进2024年重点工作任务。2024年松岚区经济社会发展主要预期目标是：地区生产总值增长16%以上；

会议进一步总结了松岚区在过去一年取得的成就。预计2023年松岚区地区生产总值增长13%，固定资产投资增长18%。

（记者 周一 通讯员 吴二）

松岚区各部门负责人，以及重点企业代表等共300多人参加会议。

欢迎关注松岚日报
"""


def test_what_a_yearly_meeting_tells_besides_promises_nothing():
    document, targets = read(YEARLY)
    assert (document.jurisdiction, document.plan_period_id) == ("松岚区", "2024")
    assert targets == [("16", "%", "2024")]
    assert {"credit", "narrative_of_the_past"} <= treatments(lay(YEARLY)[1])


def test_the_head_before_a_dash_is_no_part_of_a_name():
    text = "今年发展的主要预期目标——地区生产总值增长7%，粮食产量5万吨。"
    assert [t.indicator for t in read_targets(text, "2024")] == ["地区生产总值", "粮食产量"]


def test_a_list_whose_matters_are_counted_anew_as_projects_is_one_of_those():
    told = "松岚区确定2024年3件惠民实事包含4个子项目，即柳溪小学新校区建设、口袋公园建设、农村公路提升、健身设施建设。"
    _, parsed = lay(f"本报讯 1月18日，松岚区公布今年的项目。\n{told}\n", SourceEntry("x.txt", jurisdiction="松岚区"))
    assert [task.task_text for task in parsed.tasks][::3] == ["柳溪小学新校区建设", "健身设施建设。"]


DEPARTMENT = """松岚今年计划完成交通投资10亿元

掌上松岚讯 记者从全县交通运输工作会议上获悉，今年，松岚计划完成交通投资10亿元。

据了解，去年，柳溪大桥等项目取得突破性进展。数据显示，去年，全县改建农村公路63公里。

会议要求，2024年，全县加快路网建设，改建农村公路113公里。
"""


def test_a_departments_meeting_is_read_where_its_place_is_given_and_last_year_promises_nothing():
    with pytest.raises(SetAside) as refused:
        lay(DEPARTMENT)
    assert refused.value.reason == "unknown_jurisdiction"
    document, targets = read(DEPARTMENT, jurisdiction="松岚县")
    assert document.plan_period_id == "2024"
    assert ("113", "公里", "2024") in targets and ("63", "公里", "2024") not in targets


def test_what_an_assembly_says_of_the_year_behind_it_is_no_plan():
    """Fails if 会议指出，2023年生产总值增长6% becomes what 2023 promises."""
    opened = "2月1日上午，岚屿区第十八届人民代表大会第三次会议开幕。"
    told = "会议指出，2023年全区主要指标增长较快，生产总值增长6%，粮食产量12万吨。代表们认为，今年要加快发展。"
    with pytest.raises(SetAside, match="unknown_layout"):
        lay(f"岚屿区第十八届人民代表大会第三次会议开幕\n\n{opened}{told}\n")


def test_a_number_with_a_nought_before_it_counts_nothing_else():
    assert mark_of("06 公园改造2处。")

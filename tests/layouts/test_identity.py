"""Who a document is: read from its own heading and tail, in any province, in any of the usual writings."""

import datetime as dt

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.whose.dates import read_date
from pipeline.layouts.whose.heading import report_words
from pipeline.layouts.whose.places import run_at
from tests.layouts.building import DOCUMENT_ID, NOTICE, lay, lay_table, treatments

TASK = "\n\n1. 新增学位500个。（责任单位：教育局）\n\n2. 新建公园2个。（责任单位：建设局）\n"


def test_the_letter_says_it_all():
    identity = lay(NOTICE + TASK)[1].identity
    assert identity.jurisdiction == "云川县"
    assert identity.doc_number == "云政办发〔2024〕6号"
    assert identity.issuer == "云川县人民政府办公室"
    assert identity.issued_on == dt.date(2024, 3, 8)
    assert identity.title == "云川县人民政府办公室关于印发2024年县政府工作报告重点工作责任分解的通知"
    assert (identity.doc_type, identity.plan_period_id, identity.report_period_id) == (
        "responsibility_breakdown", "2024", None,
    )  # fmt: skip


@pytest.mark.parametrize("brackets", ["〔{}〕", "[{}]", "({})", "（{}）", "﹝{}﹞"])
@pytest.mark.parametrize("year", ["2024", "２０２４"])
def test_the_number_in_many_brackets(brackets, year):
    number = f"云政办发{brackets.format(year)}6号"
    assert lay(NOTICE.replace("云政办发〔2024〕6号", number) + TASK)[1].identity.doc_number == "云政办发〔2024〕6号"


@pytest.mark.parametrize(
    ("letterhead", "jurisdiction"),
    [
        ("江苏省昆山市人民政府办公室文件", "昆山市"),
        ("乌兰旗人民政府文件", "乌兰旗"),
        ("恩施土家族苗族自治州人民政府办公室文件", "恩施土家族苗族自治州"),
        ("上海市浦东新区人民政府文件", "浦东新区"),
        ("云川县人民政府办公室文件", "云川县"),
    ],
)
def test_jurisdictions_of_other_provinces(letterhead, jurisdiction):
    office = letterhead.removesuffix("文件")
    text = (
        f"{letterhead}\n\n政办发〔2024〕6号\n\n"
        f"{office}关于印发2024年重点工作任务分解的通知\n\n2024年重点工作任务分解表{TASK}"
    )
    assert lay(text)[1].identity.jurisdiction == jurisdiction


@pytest.mark.parametrize(
    "title",
    [
        "云川县2024年政府工作报告重点工作责任分解表",
        "2024年云川县政府工作报告重点工作责任分解表",
        "关于印发云川县2024年重点工作责任分解方案的通知",
        "云川县2024年政府工作报告确定的\n\n主要目标和重点工作责任分解表",
    ],
)
def test_the_title_alone_names_the_place_and_the_year(title):
    identity = lay(f"{title}{TASK}")[1].identity
    assert (identity.jurisdiction, identity.plan_period_id) == ("云川县", "2024")


def test_a_pages_title_that_is_broken_twice_is_whole():
    broken = "云川县人民政府办公室关于印发2024年县政府重点\n任务分解的通知\n"
    again = "云川县人民政府办公室关于印发2024年\n县政府重点任务分解的通知\n"
    page = f"索引号：0112/2024-1\n主题分类：综合政务\n标题：{broken}成文日期：2024年3月6日\n\n{again}\n各乡镇：\n\n"
    identity = lay(f"{page}现印发给你们。\n\n2024年县政府重点任务分解{TASK}")[1].identity
    assert identity.title == "云川县人民政府办公室关于印发2024年县政府重点任务分解的通知"


def test_a_title_over_several_lines_is_one_title():
    identity = lay(f"云川县2024年政府工作报告确定的\n\n主要目标和重点工作责任分解表{TASK}")[1].identity
    assert identity.title == "云川县2024年政府工作报告确定的主要目标和重点工作责任分解表"


@pytest.mark.parametrize(
    ("places", "innermost"), [("浙江省金华市东阳市", "东阳市"), ("济南市市中区", "市中区"), ("云川县", "云川县")]
)
def test_the_innermost_of_nested_places(places, innermost):
    assert run_at(places, 0).names[-1] == innermost


@pytest.mark.parametrize(
    "text",
    [
        "2023年2月27日",
        "2023 年 2 月 27 日",
        "二〇二三年二月二十七日",
        "二○二三年二月二十七日",
        "二零二三年二月二十七日",
    ],
)
def test_dates_in_many_writings(text):
    assert read_date(text) == dt.date(2023, 2, 27)


def test_a_day_that_is_none_is_no_date():
    assert read_date("2023年2月30日") is None


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("一季度进展情况", "Q1"), ("上半年完成情况", "H1"), ("二季度进展", "H1"), ("三季度进展情况汇总表", "Q3"),
        ("前三季度落实情况", "Q3"), ("全年完成情况", "Q4"), ("四季度进展", "Q4"), ("1-5月进展情况", "5M"),
        ("1—9月份进展情况", "Q3"), ("11月份进展情况", "11M"), ("重点工作责任分解", None),
    ],
)  # fmt: skip
def test_the_period_a_report_speaks_of(words, period):
    assert report_words(words) == period


def test_a_programme_plan_plans_for_its_window():
    text = (
        "云川县“五大工程”工作总体方案（2023—2027年）\n\n"
        "（一）实施工业强县工程\n\n五年目标：到2027年产值突破100亿元。\n\n"
        "三年行动：到2025年产值突破60亿元。\n\n召集人：张三县长\n\n牵头单位：经信局\n\n责任单位：发改局、财政局\n\n"
        "（二）实施交通强县工程\n\n五年目标：建成公路100公里。\n\n三年行动：建成公路60公里。\n\n"
        "召集人：李四副县长\n\n牵头单位：交通局\n\n责任单位：发改局\n"
    )
    parsed = lay(text)[1]
    assert (parsed.identity.doc_type, parsed.identity.plan_period_id) == ("program_plan", "2023/2027")
    assert [(t.list_type, t.section_no, t.section_title, t.period_id, t.leader_name) for t in parsed.tasks] == [
        ("five_year_goal", 1, "工业强县工程", "2023/2027", "张三"),
        ("three_year_action", 1, "工业强县工程", "2023/2025", "张三"),
        ("five_year_goal", 2, "交通强县工程", "2023/2027", "李四"),
        ("three_year_action", 2, "交通强县工程", "2023/2025", "李四"),
    ]
    assert [(p.program_no, p.program_name, p.convenors) for p in parsed.programs] == [
        (1, "工业强县工程", "张三县长"), (2, "交通强县工程", "李四副县长"),
    ]  # fmt: skip


def test_the_source_entry_wins_over_the_document():
    entry = SourceEntry(
        "云川县/x.txt", jurisdiction="新云川县", title="另一标题", issued_on=dt.date(2024, 4, 1), plan_period_id="2025"
    )
    identity = lay(NOTICE + TASK, entry)[1].identity
    assert (identity.jurisdiction, identity.title, identity.issued_on, identity.plan_period_id) == (
        "新云川县", "另一标题", dt.date(2024, 4, 1), "2025",
    )  # fmt: skip
    assert identity.doc_number == "云政办发〔2024〕6号"


def test_an_entry_for_other_bytes_keeps_only_its_jurisdiction():
    entry = SourceEntry("云川县/x.txt", jurisdiction="云川县", title="另一标题", sha256="f" * 64)
    assert not entry.sha256.startswith(DOCUMENT_ID)
    assert lay(NOTICE + TASK, entry)[1].identity.title != "另一标题"


WORK_REPORT = (
    "2024年政府工作报告\n\n{speaker}\n\n各位代表：\n\n现在，我代表县人民政府，向大会作报告，请予审议。\n\n"
    "一、2023年工作回顾\n\n完成了许多事。\n\n二、2024年重点工作\n\n2024年主要预期目标：地区生产总值增长6%。\n\n"
    "（一）做强产业。新增规上企业20家。\n\n（二）做优民生。新建学校2所。\n\n（三）建设公园。新建公园3个。\n"
)


@pytest.mark.parametrize(
    ("opening", "issuer"),
    [
        ("望政发〔2024〕3号\n\n望海区人民政府关于印发2024年重点工作责任分解的通知", "望海区人民政府"),
        ("望政发〔2024〕3号\n\n望海区人民政府\n\n关于印发2024年重点工作责任分解的通知", "望海区人民政府"),
        ("关于印发2024年重点工作责任分解的通知\n\n望海区人民政府\n\n2024年3月8日", "望海区人民政府"),
        ("区人民政府关于印发2024年重点工作责任分解的通知\n\n望海区人民政府\n\n2024年3月8日", "望海区人民政府"),
        ("中共望海区委办公室关于印发2024年重点工作责任分解的通知", "中共望海区委办公室"),
    ],
)
def test_the_issuer_by_title_or_signature(opening, issuer):
    identity = lay(f"{opening}\n\n望海区2024年重点工作责任分解表{TASK}")[1].identity
    assert (identity.issuer, identity.jurisdiction) == (issuer, "望海区")


@pytest.mark.parametrize(
    ("speaker", "issuer"),
    [
        ("云川县人民政府县长 李明", "云川县人民政府"),
        ("云川县人民政府代县长  李 明", "云川县人民政府"),
        ("——2024年1月10日在云川县第十七届人民代表大会第三次会议上", None),
    ],
)
def test_the_issuer_of_a_work_report(speaker, issuer):
    identity = lay(WORK_REPORT.format(speaker=speaker))[1].identity
    assert (identity.issuer, identity.jurisdiction, identity.doc_type) == (issuer, "云川县", "work_report")


ZONES = [
    ("澄湾经济技术开发区", "管委会办公室"),
    ("石屿高新区", "管委会"),
    ("江北新区", "管理委员会"),
    ("白鹭湖旅游度假区", "管理委员会办公室"),
]


@pytest.mark.parametrize(("zone", "office"), ZONES)
@pytest.mark.parametrize(
    "form",
    [
        "{office}文件\n\n管办〔2024〕6号\n\n关于印发2024年重点工作任务分解的通知\n\n2024年重点工作任务分解表{task}",
        "{office}关于印发2024年重点工作任务分解的通知\n\n2024年重点工作任务分解表{task}",
        "2024年重点工作任务分解表{task}\n{office}\n\n2024年3月8日\n",
    ],
)
def test_zones_are_places_too(zone, office, form):
    identity = lay(form.format(office=zone + office, task=TASK))[1].identity
    assert (identity.jurisdiction, identity.issuer) == (zone, zone + office)


@pytest.mark.parametrize(("zone", "office"), ZONES)
def test_a_zone_in_the_title_above_a_table(zone, office):
    rows = [["序号", "工作任务", "责任单位"], ["1", "新增学位500个。", "教育局"], ["2", "新建公园2个。", "建设局"]]
    title = f"{zone + office}关于2024年重点工作任务的分解表"
    identity = lay_table(title, rows, SourceEntry("inbox/x.xlsx"))[1].identity
    assert (identity.jurisdiction, identity.issuer) == (zone, zone + office)


ROWS = "1.完善供水体系。新建泵站9座。\n全县已建成泵站4座。\n2.强化养老服务。新增床位70个。\n目前已新增30个。\n"


@pytest.mark.parametrize(
    ("signed", "period"),
    [("2024年8月12日", "2024-7M"), ("2024年10月9日", "2024-Q3"), ("2025年1月6日", "2024-Q4")],
)
def test_a_report_without_a_word_on_its_period_speaks_of_the_time_before_its_date(signed, period):
    text = f"云川县2024年重点工作落实情况\n{ROWS}\n云川县人民政府办公室\n\n{signed}\n"
    assert lay(text)[1].identity.report_period_id == period


def test_a_report_that_tells_neither_its_period_nor_its_date_is_set_aside():
    with pytest.raises(SetAside, match="unknown_period"):
        lay(f"云川县2024年重点工作落实情况\n{ROWS}")


def test_the_completion_of_a_years_work_is_told_of_the_whole_year():
    assert lay(f"云川县2024年重点工作完成情况通报\n{ROWS}")[1].identity.report_period_id == "2024-Q4"


def test_a_report_whose_year_is_known_is_refused_for_what_it_lacks():
    with pytest.raises(SetAside, match="found the year 2024 and no word"):
        lay(f"云川县2024年重点工作落实情况\n{ROWS}")


@pytest.mark.parametrize("year", ["1911", "2051"])
def test_a_year_nobody_reports_for_is_refused_with_the_years_there_are(year):
    with pytest.raises(SetAside, match=r"period_out_of_range: found the period .*1990 to 2049"):
        lay(f"云川县{year}年上半年重点工作落实情况\n{ROWS}", SourceEntry("inbox/x.txt", report_period_id=f"{year}-H1"))


def test_a_vote_in_december_is_for_the_year_its_list_names():
    _, parsed = lay(
        "12月28日,青汀县第九届人民代表大会第三次会议举行,代表们票决确定县政府2024年民生实事项目。\n"
        "一、改造老旧小区12个;\n二、新建口袋公园4个;\n三、新增泊位300个。\n"
        "青汀县第九届人民代表大会第三次会议主席团\n2023年12月28日\n"
    )
    assert (parsed.identity.jurisdiction, parsed.identity.plan_period_id) == ("青汀县", "2024")
    assert {task.list_type for task in parsed.tasks} == {"livelihood"}


def test_a_list_that_looks_back_on_the_year_just_passed_is_of_the_next():
    matters = "1.新建泵站9座；\n2.新增床位70张；\n3.改造管网12公里。\n"
    text = f"刚刚过去的2023年，市里办理36个项目。今年，市里继续办实事。3件民生实事如下：\n{matters}"
    assert lay(text, SourceEntry("inbox/x.txt", jurisdiction="云川市"))[1].identity.plan_period_id == "2024"


def test_the_year_of_another_paper_is_no_plans_year():
    matters = "1.新建泵站9座；\n2.新增床位70张；\n3.改造管网12公里。\n"
    text = f"为民实事确定\n3件民生实事如下：\n{matters}另见《2019年交通会刊》\n"
    with pytest.raises(SetAside) as caught:
        lay(text, SourceEntry("inbox/x.txt", jurisdiction="云川市"))
    assert caught.value.reason == "unknown_period"


def test_what_december_tells_of_as_done_is_the_years():
    body = "一、敬老院改造\n2023年任务数是9家，实际已改造9家，完成全年任务。\n二、校车更新\n已更新校车3辆。\n"
    text = f"岚溪县教育局关于2023年民生实事的自查报告\n\n发布时间：2023-12-26\n\n{body}"
    assert lay(text)[1].identity.report_period_id == "2023-Q4"
    assert lay(text.replace("2023-12-26", "2023-12-05"))[1].identity.report_period_id == "2023-11M"
    partly = "今年10件民生实事中，6件已全部完成，其余4件正在推进。\n\n"
    partly += "序号 | 项目 | 进展 |\n1 | 泵站9座 | 建成 |\n2 | 水闸5座 | 完成3座 |\n"
    early = f"岚溪县2023年民生实事进展情况\n\n发布时间：2023-12-05\n\n{partly}"
    assert lay(early)[1].identity.report_period_id == "2023-11M"
    unfinished = "2023年度就业指标接近完成全年目标任务\n2023-11-02 来源：岚溪县人民政府\n"
    told = "前三季度城镇新增就业3万人，完成全年4万人目标任务的75%；"
    told += "新增床位70张，为任务的70%；改建农村桥12座，完成率80%。\n"
    assert lay(unfinished + told)[1].identity.report_period_id == "2023-Q3"


def test_a_notices_title_over_three_lines_is_whole():
    page = "云川县人民政府关于印发2024年政府\n工作报告目标任务分解表\n的通知\n\n各乡镇：\n现印发给你们。\n\n"
    identity = lay(f"{page}云川县人民政府\n2024年2月6日\n\n2024年目标任务分解表{TASK}")[1].identity
    assert identity.title == "云川县人民政府关于印发2024年政府工作报告目标任务分解表的通知"


def test_the_session_below_a_long_menu_tells_whose_and_when_the_report_is():
    """Fails if the line of the session is glued to the page's tools above it, or lies too deep to be looked at."""
    menu = "\n".join(["无障碍", "长者模式", "登录", "网站首页", "走进松岚", "政务公开", "政务服务", "互动交流", "图解"])
    page = f"{menu}\n政府工作报告\n发布日期：2031-02-02 16:40\n信息来源：本站\n字体：【大 中 小】\n"
    said = "——2031年1月9日在松岚县第三届人民代表大会第一次会议上\n县长 闻知秋\n各位代表：\n一、2031年工作安排\n"
    identity = lay(f"{page}{said}（一）工业提质。培育规上企业3家。\n（二）惠民生。新建公园2个。\n")[1].identity
    assert (identity.jurisdiction, identity.issued_on) == ("松岚县", dt.date(2031, 1, 9))


def test_a_date_in_chinese_numerals_and_what_a_page_prints_below_are_named():
    text = f"{NOTICE}1.新建公园2个。\n责任单位：县建设局\n2.新增学位90个。\n责任单位：县教育局\n二○二五年一月二十日\n"
    foot = "相关附件：\n上一篇：松岚县防汛通告\n下一篇：会议纪要\n【关闭窗口】\n"
    parsed = lay(text + foot)[1]
    assert len(parsed.tasks) == 2
    assert "unread" not in treatments(parsed)

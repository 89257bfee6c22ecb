"""Items of reports that name a thing, tell what came of it and say who answers, as towns and newspapers write them."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from tests.layouts.building import lay, treatments

TITLE = "岚溪县2024年民生实事项目1—8月进展情况\n\n"


def rows(parsed):
    return [(row.task_name, row.narrative) for row in parsed.progress]


@pytest.mark.parametrize(
    "body",
    [
        "第一项：桥头小学扩建工程。\n包括新建教学楼一栋。该项目已于8月2日完工。\n"
        "第二项：敬老院消防改造。\n包括喷淋管网更新。目前正在安装管网。\n",
        "第1件、桥头小学扩建工程。\n包括新建教学楼一栋。该项目已于8月2日完工。\n"
        "第2件、敬老院消防改造。\n包括喷淋管网更新。目前正在安装管网。\n",
        "☑桥头小学扩建工程\n包括新建教学楼一栋。该项目已于8月2日完工。\n"
        "☑敬老院消防改造\n包括喷淋管网更新。目前正在安装管网。\n",
        "➤桥头小学扩建工程\n包括新建教学楼一栋。该项目已于8月2日完工。\n"
        "➤敬老院消防改造\n包括喷淋管网更新。目前正在安装管网。\n",
    ],
)
def test_a_heading_with_a_mark_of_its_own_names_what_the_paragraphs_below_tell_of(body):
    _, parsed = lay(TITLE + body)
    assert rows(parsed) == [
        ("桥头小学扩建工程", "包括新建教学楼一栋。该项目已于8月2日完工。"),
        ("敬老院消防改造", "包括喷淋管网更新。目前正在安装管网。"),
    ]
    assert parsed.identity.report_period_id == "2024-8M"
    assert "unread" not in treatments(parsed)


def test_a_long_marked_line_is_a_heading_though_it_holds_a_comma():
    _, parsed = lay(
        TITLE + "☑加强停车管理，新增泊位80个；打造口袋公园1个项目\n目前已新增泊位35个。\n"
        "☑完善托育服务，新建托育中心项目\n目前正在装修。\n"
    )
    assert [name for name, _ in rows(parsed)] == [
        "加强停车管理，新增泊位80个；打造口袋公园1个项目",
        "完善托育服务，新建托育中心项目",
    ]


@pytest.mark.parametrize(
    ("item", "name", "narrative"),
    [
        ("文昌塔修缮工程，正在招标。", "文昌塔修缮工程", "正在招标。"),
        (
            "实际利用外资（第6项）：增长4.2%，低于目标3个百分点。",
            "实际利用外资（第6项）",
            "增长4.2%，低于目标3个百分点。",
        ),
        ("北湖大桥工程：尚未开工。", "北湖大桥工程", "尚未开工。"),
        ("城西水厂扩建，完成管网铺设6公里。", "城西水厂扩建", "完成管网铺设6公里。"),
    ],
)
def test_a_name_and_what_came_of_it_in_one_sentence(item, name, narrative):
    _, parsed = lay(TITLE + f"一、续建项目\n1、{item}\n2、农贸市场改造，已完成主体施工。\n")
    assert rows(parsed) == [(name, narrative), ("农贸市场改造", "已完成主体施工。")]


def test_a_sentence_behind_the_name_says_who_answers():
    _, parsed = lay(
        TITLE + "1、体育馆改造。由县文旅局组织推进和落实。已完成外墙施工。\n"
        "2、供热管网改造。由住房和城乡建设局、财政局分别负责落实。更新管网3公里。\n"
    )
    assert [(row.task_name, row.lead_unit_name, row.narrative) for row in parsed.progress] == [
        ("体育馆改造", "县文旅局", "已完成外墙施工。"),
        ("供热管网改造", "住房和城乡建设局", "更新管网3公里。"),
    ]


def test_parts_of_a_report_that_only_sum_up_are_no_tasks():
    _, parsed = lay(
        TITLE + "一、基本情况\n全县10件实事共分26项，截至8月底已完成9项。\n"
        "二、桥头小学扩建工程\n截至8月底，已完成主体施工。\n三、敬老院改造\n目前正在装修。\n"
        "四、进展较慢的事项，共计3项\n主要是征地未完成，已督促整改。\n五、下一步工作建议\n请各单位抓紧推进，已滞后的要赶上。\n"
    )
    assert [name for name, _ in rows(parsed)] == ["桥头小学扩建工程", "敬老院改造"]
    assert "unread" not in treatments(parsed)


def test_a_report_of_nothing_but_sums_is_refused():
    with pytest.raises(SetAside) as refused:
        lay(
            TITLE + "一、总体进展情况\n全县重点项目50个，1—8月已完成投资4亿元。\n"
            "二、项目开工情况\n截至8月底已开工33个，开工率66%。\n三、存在问题\n截至目前仍有17个项目未开工。\n"
        )
    assert refused.value.reason in ("no_task", "unknown_layout")


def test_what_a_section_says_before_its_items_is_narration():
    _, parsed = lay(
        TITLE + "一、工程建设\n今年计划投资8500万元，实施30项工程，已开工14项。\n"
        "（一）续建工程\n1、县医院二期，正在装修。\n2、滨河路大修，已完成路面铺设。\n"
    )
    assert [name for name, _ in rows(parsed)] == ["县医院二期", "滨河路大修"]
    assert {"section_heading", "narration"} <= treatments(parsed)
    assert "unread" not in treatments(parsed)


def test_the_words_to_the_assembly_are_not_the_last_tasks_report():
    _, parsed = lay(
        "2023年岭下乡人民政府民生实事项目实施情况的报告\n"
        "一、文化广场建设\n总投资80万元，已建成使用。\n二、农贸市场提升\n更新摊位40个，已投入使用。\n"
        "各位代表，我们将科学安排30个新项目，努力推动民生改善。\n标签：\n0人觉得有用\n"
    )
    assert rows(parsed)[-1] == ("农贸市场提升", "更新摊位40个，已投入使用。")
    assert (parsed.identity.jurisdiction, parsed.identity.report_period_id) == ("岭下乡", "2023-Q4")
    assert "closing" in treatments(parsed)


def test_a_month_in_which_something_was_finished_is_not_the_reports():
    _, parsed = lay(
        "发布日期：2024-01-17\n岭下街道2023年民生实事项目完成情况报告\n"
        "第一项：校舍维修工程。\n更新门窗40扇，该项目已于9月1日前完工。\n第二项：公路大修工程。\n该项目已于10月底完成。\n"
    )
    assert parsed.identity.report_period_id == "2023-Q4"


def test_the_title_that_a_person_gives_tells_year_and_period():
    text = "1.新建公园2个。已建成1个。\n2.新增学位500个。已新增300个。\n"
    entry = SourceEntry("inbox/x.txt", jurisdiction="岚溪县", title="2022年重点工作前三季度落实情况")
    assert lay(text, entry)[1].identity.report_period_id == "2022-Q3"


def test_a_pages_foot_names_nobody_who_answers_for_a_task():
    text = (
        "根据《2023年民生工程实施方案》，我市20个项目已开工18个，完成投资6447万元。\n"
        "主办：岚溪市人民政府办公室 承办：岚溪市电子政务科\n网站标识码5118000022 某ICP备13021309号\n"
    )
    with pytest.raises(SetAside) as refused:
        lay(text)
    assert refused.value.reason == "unknown_layout"


def test_a_title_printed_twice_and_a_pages_path_above_it():
    body = "1.新建公园2个。已建成1个。\n2.新增学位500个。已新增300个。\n"
    twice = "岚溪县2024年重点工作完成情况汇总表\n" * 2 + "截至9月底\n" + body
    assert lay(twice)[1].identity.title == "岚溪县2024年重点工作完成情况汇总表"


def test_items_under_headings_of_their_own_name_what_the_heading_names():
    item = (
        "{}、关于《{}》进展情况\n（一）责任领导：李青\n（二）年度目标：{}，计划于2024年8月完工。\n（三）完成情况：{}\n"
    )
    body = item.format("一", "城东供水提升项目", "改造供水站6个", "已改造6个。")
    body += item.format("二", "北湖清淤项目", "新建堰坝2座", "正在施工。")
    title = "青岭乡人民政府关于2024年民生实事项目进展情况的报告\n\n"
    _, parsed = lay(f"{title}截至2025年2月，各项目均已完成。具体如下：\n{body}")
    assert rows(parsed) == [
        ("改造供水站6个，计划于2024年8月完工", "已改造6个。"),
        ("新建堰坝2座，计划于2024年8月完工", "正在施工。"),
    ]
    assert parsed.identity.report_period_id == "2024-Q4", "the year is over"
    assert "unread" not in treatments(parsed)


def test_a_heading_that_announces_how_its_project_goes_is_no_part_of_its_name():
    body = "一、农贸市场改造项目完成情况\n总投资30万元，现已投入使用。\n二、“书香青岭”公园建设项目推进情况\n"
    foot = "来源：青岭乡人民政府 发布时间：2024-12-20\n"
    _, parsed = lay(f"青岭乡2024年民生实事项目实施情况的报告\n\n{body}目前正在安装路灯。\n{foot}")
    assert rows(parsed) == [
        ("农贸市场改造项目", "总投资30万元，现已投入使用。"),
        ("“书香青岭”公园建设项目", "目前正在安装路灯。"),
    ]


def test_a_notice_of_how_fast_works_go_names_who_answers_behind_a_comma():
    body = "1、技能培训提升，牵头单位：县人社局。其中，培训进度较慢的为东溪镇。\n"
    body += "2、农村公路改造，牵头单位：县交通局。其中，改造进度较慢的为北山镇、西塘乡。\n"
    ranking = "一、综合排名\n1、东溪镇；2、北山镇；3、西塘乡。\n二、项目进展\n"
    _, parsed = lay(f"岚溪县2024年1至9月民生工程实施进度通报\n\n现将进度通报如下：\n{ranking}{body}岚溪县民生办\n")
    assert "unread" not in treatments(parsed)
    assert parsed.identity.doc_type == "progress_report"
    assert [(row.task_name, row.lead_unit_name, row.narrative) for row in parsed.progress] == [
        ("技能培训提升", "县人社局", "其中，培训进度较慢的为东溪镇。"),
        ("农村公路改造", "县交通局", "其中，改造进度较慢的为北山镇、西塘乡。"),
    ]


def test_steps_below_an_item_that_says_who_answers_are_its_report():
    body = "一、重点实事情况\n（一）重建滨河公园（1期）。（主办单位：县建设局、县城管局）\n1.开放区域已完成移交。\n"
    body += "2.已完成方案审定，正在招标。\n进度评价：正常推进\n（二）修复滨河栈道。（主办单位：县水利局）\n"
    body += "边坡已完成支护。\n进度评价：滞后\n"
    _, parsed = lay(TITLE + body)
    assert [(r.row_no, r.task_name, r.lead_unit_name, r.narrative, r.stated_status) for r in parsed.progress] == [
        (1, "重建滨河公园（1期）", "县建设局", "1.开放区域已完成移交。\n2.已完成方案审定，正在招标。", "正常推进"),
        (2, "修复滨河栈道", "县水利局", "边坡已完成支护。", "滞后"),
    ]


def test_what_an_item_is_belongs_to_its_report():
    body = "（一）老旧小区改造工程。该工程投入资金90万元，对8栋楼进行改造。目前，已全部完工。\n"
    body += "（二）文化宫建设工程。该工程占地900平方米。目前，已完成主体封顶。\n"
    _, parsed = lay(f"岚溪县2022年民生实事完成情况\n发布日期：2022-12-26\n\n{body}")
    assert [name for name, _ in rows(parsed)] == ["老旧小区改造工程", "文化宫建设工程"]
    assert parsed.identity.report_period_id == "2022-Q4", "told in December, of the year"


def test_paragraphs_that_promise_and_report_stay_rows_though_they_tell_rates():
    body = "推进养老服务工程建设。截至6月底，幸福院开工29个，开工率76%；照料中心开工53个，开工率53%。\n"
    body += "提升公共卫生服务。截至6月底，补助资金已下达10亿元，占计划90%。\n"
    body += "推进停车设施建设。截至6月底，新增泊位925个，占年任务的49%。\n"
    _, parsed = lay(f"岚溪市2024年民生实事项目进展情况\n\n{body}")
    assert [name for name, _ in rows(parsed)] == ["推进养老服务工程建设", "提升公共卫生服务", "推进停车设施建设"]


def test_a_report_may_say_itself_what_was_promised():
    body = "一、敬老院改造工作\n2022年敬老院改造任务数是12家，实际已改造15家，完成率125%。\n"
    body += "二、农村改厕工作\n全年目标任务900户，目前已完工450户。\n三、校车安全工作\n已更换校车3辆，共花费90万元。\n"
    document, parsed = lay(f"岚溪县教育局关于2022年民生实事的自查报告\n发布时间：2022-12-26\n\n{body}")
    told = [(document.text[t.start : t.end], t.indicator) for t in parsed.target_texts if t.indicator]
    assert told == [("12家", "敬老院改造"), ("900户", "农村改厕工作")]
    assert all("任务数" not in document.text[r.start : r.end] for r in parsed.result_texts)


def test_parts_named_by_what_every_report_is_about_are_no_tasks():
    body = (
        "一、主要经济指标方面\n全县完成投资90亿元，同比增长4%。\n二、重点工作和民生实事方面\n38项重点工作已完成11项。\n"
    )
    body += "三、重点建设项目方面\n95个项目累计完成投资194亿元。\n"
    with pytest.raises(SetAside):
        lay(f"关于岚溪县2023年重点工作1-9月进展情况的通报\n\n{body}")


def test_dots_before_items_number_them_as_other_signs_do():
    body = "截至9月底，十件实事进展如下：\n●新建泵站9座，已建成4座，其余正在施工。\n●改造敬老院3家，已完工2家。\n"
    _, parsed = lay(f"岚溪县2024年民生实事三季度进展情况\n\n{body}")
    assert [name for name, _ in rows(parsed)] == ["新建泵站9座", "改造敬老院3家"]


def test_three_columns_apart_by_blanks_are_columns():
    body = "序号  实事项目  进展情况\n1  新建泵站9座  已建成4座，其余正在施工。\n2  改造敬老院3家  已完工2家。\n"
    _, parsed = lay(f"岚溪县2024年民生实事三季度进展情况\n\n{body}")
    assert [(row.row_no, row.task_name) for row in parsed.progress] == [(1, "新建泵站9座"), (2, "改造敬老院3家")]

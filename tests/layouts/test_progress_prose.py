"""Reports whose running sentences name each task and what came of it."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from tests.layouts.building import lay, treatments

TITLE = "云川县2024年民生实事上半年进展情况\n云川县人民政府办公室\n\n"


def rows(body):
    _, parsed = lay(TITLE + body)
    assert (parsed.layout, parsed.identity.doc_type) == ("progress_prose", "progress_report")
    assert parsed.tasks == []
    assert "unread" not in treatments(parsed)
    return [(row.task_name, row.narrative) for row in parsed.progress]


def test_quoted_tasks_and_what_was_done_behind_them():
    assert rows(
        "上半年进展较好的有两件：“新建泵站9座”项目，已建成4座；“新增床位（含护理型）70张”，目前已新增30张。\n"
        "其他项目有序推进，如“清水廊道”一期。"
    ) == [("新建泵站9座", "已建成4座"), ("新增床位（含护理型）70张", "目前已新增30张")]


def test_what_is_promised_counted_or_named_and_done_in_one_clause():
    assert rows(
        "今年41件实事已完成34件。其余任务中，12处停车场建设已完成8处（67%）、改造敬老院3家，截至6月底已完工2家，"
        "北塘片区供水工程正在施工中（90%），6条断头路打通正在施工中(40%)，残疾人家庭改造（自愿）已完成69户（51%）。"
    ) == [
        ("12处停车场建设", "已完成8处（67%）"),
        ("改造敬老院3家", "截至6月底已完工2家"),
        ("北塘片区供水工程", "正在施工中（90%）"),
        ("6条断头路打通", "正在施工中(40%)"),
        ("残疾人家庭改造（自愿）", "已完成69户（51%）"),
    ]


def test_results_that_are_told_by_their_share_of_the_task_promise_nothing():
    _, parsed = lay(
        TITLE
        + "指标全部超额：改建农村（渡改）桥12座，为任务的120%；新增床位70张，完成率140%；绿化荒山900亩，超任务50亩。"
    )
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("改建农村（渡改）桥", "改建农村（渡改）桥12座，为任务的120%"),
        ("新增床位", "新增床位70张，完成率140%"),
        ("绿化荒山", "绿化荒山900亩，超任务50亩"),
    ]
    assert parsed.target_texts == []


def test_several_quoted_tasks_share_what_is_said_of_them():
    assert rows(
        "全县民生实事共18项，其中“新建泵站9座”和“提高低保对象生活水平”已完成，其余正常推进；“改造敬老院3家”已超额完成。"
    ) == [
        ("新建泵站9座", "已完成，其余正常推进"),
        ("提高低保对象生活水平", "已完成，其余正常推进"),
        ("改造敬老院3家", "已超额完成"),
    ]


def test_all_of_what_was_counted_is_finished():
    assert rows(
        "30条道路绿化全部完工；9座泵站建设已全部启动，完成4座；60个村庄污水治理全部完成，其余5项预计10月底前全部完成。"
    ) == [
        ("30条道路绿化", "全部完工"),
        ("9座泵站建设", "已全部启动，完成4座"),
        ("60个村庄污水治理", "全部完成"),
    ]


def test_lists_of_tasks_by_how_far_they_are():
    assert rows(
        "目前有3个项目已经完成。\n已经建成投入使用的项目有城北泵站工程；新发展50家便民超市；推广清洁能源，提高普及率。\n"
        "正在推进的项目有：河东公园；敬老院改造；污水管网二期。\n未达到序时进度的任务2项，占比9%，为新增学位500个、改造危桥6座。"
    ) == [
        ("城北泵站工程", "已经建成投入使用"),
        ("新发展50家便民超市", "已经建成投入使用"),
        ("推广清洁能源，提高普及率", "已经建成投入使用"),
        ("河东公园", "正在推进"),
        ("敬老院改造", "正在推进"),
        ("污水管网二期", "正在推进"),
    ]


def test_the_sentences_under_headings_name_the_tasks_not_the_headings():
    assert [
        name
        for name, _ in rows(
            "一、环境\n30条道路绿化全部完工；9座泵站建设已完成4座。\n二、住房\n60个小区改造已完成20个；“公租房80套”已完成。"
        )
    ] == ["30条道路绿化", "9座泵站建设", "60个小区改造", "公租房80套"]


@pytest.mark.parametrize(
    "body",
    [
        "41件实事已完成34件。23项任务，已启动20项。重点项目18个，已开工12个。全县共有敬老院9家，已改造3家。",
        "12处停车场建设已完成8处。上半年已发放补贴300万元，已培训教师90人，已检查企业70家，已整改隐患55处。"
        "新建泵站9座，已建成4座；改造敬老院3家，已完工2家。",
    ],
)
def test_summaries_and_prose_of_other_forms_are_none(body):
    with pytest.raises(SetAside):
        lay(TITLE + body)


def test_a_plan_that_tells_of_earlier_results_stays_a_plan():
    text = (
        "云川县2024年重点工作任务分解\n\n1.新建泵站9座。（县水利局）\n2.新增床位70张。（县民政局）\n"
        "附件：去年进展情况\n“新建泵站8座”项目，已建成8座；“新增床位60张”项目，已新增60张。"
    )
    _, parsed = lay(text)
    assert parsed.progress == []
    assert len(parsed.tasks) == 2


def test_a_quoted_task_that_opens_a_paragraph_has_all_of_it():
    assert rows(
        "两个项目完成全年目标。\n“提高低保标准”项目，我县于5月起按新标准发放，惠及900人。截至6月底，发放300万元。\n"
        "“‘阅读’进校园”项目，截至6月底，完成讲座90场。"
    ) == [
        ("提高低保标准", "我县于5月起按新标准发放，惠及900人。截至6月底，发放300万元。"),
        ("‘阅读’进校园", "截至6月底，完成讲座90场。"),
    ]


def test_rates_of_completion_in_many_words():
    assert rows(
        "全县工程已到位资金12亿元，已拨付10亿元。其中，农村饮水工程完成项目47处，完成率100%；"
        "危房改造竣工349户（不含山阳镇），竣工率90.5%；旧城整治投资2697万元，投资完成率101.5%；技能培训完成率105%，合格率99%。"
    ) == [
        ("农村饮水工程完成项目", "农村饮水工程完成项目47处，完成率100%"),
        ("危房改造", "危房改造竣工349户（不含山阳镇），竣工率90.5%"),
        ("旧城整治投资", "旧城整治投资2697万元，投资完成率101.5%"),
        ("技能培训", "技能培训完成率105%"),
    ]


def test_what_is_counted_by_words_in_a_sentence():
    assert rows(
        "十件实事办理情况如下：一是城北小学和河东幼儿园已建成投用；二是30户危房改造完成，硬化道路5公里；"
        "三是敬老院改造（第六项）正着手招标；四是按计划推进。"
    ) == [
        ("城北小学和河东幼儿园", "城北小学和河东幼儿园已建成投用"),
        ("30户危房改造", "30户危房改造完成，硬化道路5公里"),
        ("敬老院改造", "敬老院改造（第六项）正着手招标"),
    ]


def test_investment_planned_and_done():
    text = (
        "2024年共安排项目9个，全年计划完成投资12亿元，1-5月累计完成投资4亿元。\n（1）5个新建项目，计划投资7亿元，1-5月累计完成投资2亿元。\n"
        "（2）4个续建项目，计划投资5亿元，1-5月累计完成投资2亿元。\n云川县发展和改革局\n2024年6月16日"
    )
    _, parsed = lay(text, SourceEntry("x.txt", jurisdiction="云川县"))
    assert parsed.identity.report_period_id == "2024-5M"
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("全年计划完成投资12亿元", "1-5月累计完成投资4亿元"),
        ("计划投资7亿元", "1-5月累计完成投资2亿元"),
        ("计划投资5亿元", "1-5月累计完成投资2亿元"),
    ]


def test_quoted_projects_of_which_only_the_aim_is_told_report_nothing():
    aims = "“安心食堂”慈善项目：发动社会力量，扩大资金规模。\n“一老一小”关爱项目：开展居家服务，探索互助。\n"
    with pytest.raises(SetAside):
        lay("云川县2024年项目介绍\n" + aims)


def test_sums_of_investment_and_counts_of_projects_are_no_tasks():
    document = TITLE + (
        "1—5月完成投资4.28亿元，完成率24.25%；其中1—5月份累计完成投资2亿元，投资完成率37.3%；"
        "已开工项目33个，开工率66%。\n"
    )
    with pytest.raises(SetAside):
        lay(document)


def test_the_degree_behind_a_name_is_its_report_and_a_count_before_it_no_part_of_it():
    assert rows(
        "超进度的有4项，分别为：建设示范合作社，完成进度为88%；为全县6所农村幼儿园投入资金41万元，完成进度为87.2%；"
        "新增燃气用户1869户，完成进度为82.7%；其中技能培训523人, 完成率161%；棚户区改造，基本建成154套，完成率100%。"
    ) == [
        ("建设示范合作社", "建设示范合作社，完成进度为88%"),
        ("农村幼儿园投入资金", "农村幼儿园投入资金41万元，完成进度为87.2%"),
        ("新增燃气用户", "新增燃气用户1869户，完成进度为82.7%"),
        ("技能培训", "其中技能培训523人, 完成率161%"),
    ]


def test_what_lags_is_listed_with_the_words_of_its_verdict():
    _, parsed = lay(TITLE + "实事17项中，进展偏慢的3项分别是：新建农村幼儿园、改建户用厕所、敬老院防雷改造。")
    assert [(row.task_name, row.stated_status) for row in parsed.progress] == [
        ("新建农村幼儿园", "进展偏慢"),
        ("改建户用厕所", "进展偏慢"),
        ("敬老院防雷改造", "进展偏慢"),
    ]


def test_what_was_planned_and_what_came_of_it_stand_in_one_sentence():
    document, parsed = lay(
        TITLE + "“燃气管网更新项目”计划累计更新管网7公里，实际完成9公里；“惠民演出”二季度计划演出20场，实际完成27场；"
        "“公墓维修工程”已完成招标；“老年大学”5月份完成全年任务。\n"
    )
    assert [(row.task_name, row.narrative) for row in parsed.progress] == [
        ("燃气管网更新项目", "实际完成9公里"),
        ("惠民演出", "实际完成27场"),
        ("公墓维修工程", "已完成招标"),
        ("老年大学", "5月份完成全年任务"),
    ]
    promises = [document.text[goal.start : goal.end] for goal in parsed.target_texts]
    assert promises[:2] == ["计划累计更新管网7公里", "二季度计划演出20场"]


def test_a_list_that_is_introduced_as_reports_names_a_task_in_each_part():
    assert rows(
        "这些实事进展情况具体是：北塘供水工程，已铺设管网6公里，预计年底完工；南门大桥加固，正在施工；西街改造工程基本完工。"
    ) == [
        ("北塘供水工程", "已铺设管网6公里，预计年底完工；"),
        ("南门大桥加固", "正在施工；"),
        ("西街改造工程", "基本完工。"),
    ]


def test_each_clause_of_a_list_may_say_that_its_task_is_done():
    assert rows(
        "其中，已完成子项目3个，分别是东门小学建设已竣工，西桥加固项目已全部完工，南街红绿灯项目已完成，其他项目正常推进。"
    ) == [
        ("东门小学建设", "已竣工"),
        ("西桥加固项目", "已全部完工"),
        ("南街红绿灯项目", "已完成"),
    ]


def test_the_goal_of_the_year_between_a_result_and_its_share_is_its_promise():
    document, parsed = lay(
        TITLE + "上半年共实现城镇新增就业21.5万人，完成全年40万人目标任务的53.8%；"
        "新增护理型养老床位900张，为计划的90%；新建12家社区食堂，为计划的120%。\n"
    )
    assert [row.task_name for row in parsed.progress] == ["城镇新增就业", "新增护理型养老床位", "新建12家社区食堂"]
    assert [(document.text[t.start : t.end], t.indicator) for t in parsed.target_texts] == [("40万人", "城镇新增就业")]
    assert [document.text[r.start : r.end] for r in parsed.result_texts][:2] == [
        "上半年共实现城镇新增就业21.5万人，完成全年",
        "目标任务的53.8%",
    ]


def test_the_number_promised_may_stand_right_before_the_one_reached():
    assert rows("截至6月底，新建泵站9座已建成4座；改造敬老院3家，已完工2家；农村改厕900户已完成450户（50%）。") == [
        ("新建泵站9座", "已建成4座"),
        ("改造敬老院3家", "已完工2家"),
        ("农村改厕900户", "已完成450户（50%）"),
    ]


def test_plans_and_results_may_follow_one_another_without_quotes():
    assert rows(
        "今年计划更新管网7公里，到10月底实际完成9公里；计划新增12条公交线，目前已新增13条。计划改造农贸市场3个，日前全部完成。"
    ) == [
        ("更新管网7公里", "到10月底实际完成9公里"),
        ("新增12条公交线", "目前已新增13条"),
        ("改造农贸市场3个", "日前全部完成"),
    ]


def test_parts_behind_a_date_that_all_name_works_are_reports_of_them():
    assert rows(
        "截至6月底，北塘供水工程已累计铺设管道64公里；南门河道生态修复工程累计完成投资3亿元；城西水厂建设正在招标。"
    ) == [
        ("北塘供水工程", "已累计铺设管道64公里；"),
        ("南门河道生态修复工程", "累计完成投资3亿元；"),
        ("城西水厂建设", "正在招标"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "受理投诉120件已办结110件，检查企业300家已整改80家，走访农户200户已解决50户。",
        "受理投诉120件，已办结110件；检查企业300家，已整改80家；走访农户200户，已解决50户。",
        "“东环路改造”项目计划总投资3亿元，已累计完成投资2亿元。“北塘泵站”项目计划总投资5亿元，已累计完成投资1亿元。",
    ],
)
def test_what_came_in_or_costs_over_all_years_is_no_promise(body):
    """Fails if complaints received or a project's whole cost are held against what was done of them."""
    with pytest.raises(SetAside, match="unknown_layout"):
        lay(TITLE + body)


def test_what_an_introduced_list_asks_for_is_no_task():
    found = rows(
        "这些实事进展情况具体是：北塘供水工程，已铺设管网6公里；南门大桥加固，正在施工；西街改造工程基本完工；"
        "各镇要加快进度，确保年底前全部完成。"
    )
    assert [name for name, _ in found] == ["北塘供水工程", "南门大桥加固", "西街改造工程"]

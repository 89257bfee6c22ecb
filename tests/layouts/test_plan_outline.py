"""Five-year plans: a table of indicators, then programmes in running text with the units that answer for them."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import Parsed, SourceEntry
from pipeline.readers.document import Document
from pipeline.understand.promised import target_records
from tests.layouts.building import DOCUMENT_ID, lay, pages_document, roles, treatments

TITLE = "云岭县国民经济和社会发展第十四个五年规划纲要（2021—2025年）"
HEAD = ["指标名称", "单位", "2020年实际", "2025年目标", "年均增长", "属性"]
FIRST = [
    ["地区生产总值", "亿元", "120.5", "180", "8.4", "预期性"],
    ["单位GDP能耗下降", "%", "—", "完成上级下达任务", "—", "约束性"],
    ["森林覆盖率", "%", "61.2", "62", "[0.8]", "约束性"],
]
SECOND = [["粮食综合生产能力", "万吨", "21", "≥21.5", "—", "约束性"]]
PROGRAMS = [
    ("一、产业强县工程。", "新建标准厂房50万平方米，工业产值突破300亿元。", "牵头单位：县工信局；责任单位：县财政局"),
    ("二、交通畅联工程。", "新建农村公路260公里。", "牵头单位：县交通运输局；责任单位：县财政局"),
    ("三、水利保障工程。", "农村自来水普及率达到96%以上。", "牵头单位：县水务局；责任单位：县农业农村局、各乡镇"),
    ("四、教育提质工程。", "新增学位5400个。", "牵头单位：县教育局；责任单位：县发改局"),
]


def outline_plan(form: str) -> tuple[Document, Parsed]:
    """The plan's pages, its table broken over two of them; ``form`` says how a programme is printed."""
    programs = [line for words in PROGRAMS for line in form.format(*words).split("\n")]
    front = [TITLE, "第二章 主要目标", "到2025年主要指标如下。", [HEAD, *FIRST]]
    document = pages_document([front, [SECOND, "第三章 重点任务", "重点实施四大工程：", *programs]])
    return lay_out(document, SourceEntry("inbox/x.pdf"), document_id=DOCUMENT_ID)


def test_indicators_and_programmes_of_a_five_year_plan():
    document, parsed = outline_plan("{0}{1}（{2}）")
    assert (parsed.identity.doc_type, parsed.identity.plan_period_id) == ("program_plan", "2021/2025")
    assert [(task.section_no, task.task_no, task.title) for task in parsed.tasks] == [
        (1, 1, None), (1, 2, None), (1, 3, None), (1, 4, None),
        (2, 1, "产业强县工程"), (2, 2, "交通畅联工程"), (2, 3, "水利保障工程"), (2, 4, "教育提质工程"),
    ]  # fmt: skip
    assert {task.period_id for task in parsed.tasks} == {"2021/2025"}
    assert roles(parsed)[4:6] == [
        {"县工信局": "lead", "县财政局": "support"},
        {"县交通运输局": "lead", "县财政局": "support"},
    ]
    assert [(t.indicator, str(t.value), t.unit, t.period_id) for t in target_records(document, parsed)] == [
        ("地区生产总值", "18000000000", "元", "2025"),
        ("地区生产总值增长", "8.4", "%", "2025"),
        ("森林覆盖率", "62", "%", "2025"),
        ("粮食综合生产能力", "215000", "吨", "2025"),
        ("新建标准厂房", "500000", "平方米", "2025"),
        ("工业产值", "30000000000", "元", "2025"),
        ("新建农村公路", "260", "公里", "2025"),
        ("农村自来水普及率", "96", "%", "2025"),
        ("新增学位", "5400", "个", "2025"),
    ]
    assert treatments(parsed) == {"title", "preamble", "section_heading", "table_header", "row_note"}


@pytest.mark.parametrize("form", ["{0}{1}\n{2}", "{0}{1}"])
def test_programmes_printed_otherwise_are_read_beside_the_table_too(form):
    document, parsed = outline_plan(form)
    assert (len(parsed.tasks), len(target_records(document, parsed))) == (8, 9)


def test_the_notice_of_a_vote_is_a_list_of_projects_for_the_people():
    text = (
        "云川县第三届人民代表大会第四次会议公告\n（第2号）\n"
        "云川县第三届人民代表大会第四次会议于2024年1月9日投票表决，确定2024年民生实事项目为：\n"
        "一、新建泵站9座。\n二、新增床位70个。\n三、改造管网12公里。\n现予公告。\n"
        "云川县第三届人民代表大会第四次会议主席团\n2024年1月9日\n"
    )
    _, parsed = lay(text)
    assert [(task.list_type, task.task_text) for task in parsed.tasks] == [
        ("livelihood", "新建泵站9座。"), ("livelihood", "新增床位70个。"), ("livelihood", "改造管网12公里。"),
    ]  # fmt: skip


def test_what_the_assembly_asks_for_behind_its_list_is_no_task():
    text = (
        "云川县第三届人民代表大会第四次会议关于2024年民生实事项目的决定\n"
        "云川县第三届人民代表大会第四次会议票决产生了2024年县政府民生实事项目：\n"
        "1.新建泵站9座。\n2.新增床位70个。\n3.改造管网12公里。\n会议要求，县政府要精心组织，确保如期完成。\n"
        "云川县人民代表大会常务委员会\n2024年1月9日\n"
    )
    _, parsed = lay(text)
    assert [task.task_text for task in parsed.tasks] == ["新建泵站9座。", "新增床位70个。", "改造管网12公里。"]


def test_the_notice_of_a_vote_may_list_its_projects_without_numbers():
    text = (
        "1月9日，云川县第三届人民代表大会第四次会议对12个候选项目进行票决，确定2024年民生实事项目。\n"
        "这三项民生实事是：\n新建城北泵站；\n新增床位70个；\n启动河东水厂扩建。\n会议还审议了其他事项，代表们踊跃发言。\n"
    )
    _, parsed = lay(text)
    assert [(task.list_type, task.task_no, task.task_text) for task in parsed.tasks] == [
        ("livelihood", 1, "新建城北泵站；"), ("livelihood", 2, "新增床位70个；"),
        ("livelihood", 3, "启动河东水厂扩建。"),
    ]  # fmt: skip
    assert "preamble" in treatments(parsed)


def test_what_representatives_chose_is_a_list_whose_headings_name_the_projects():
    text = (
        "云川县第三届人民代表大会第四次会议闭幕，票选表决的县政府2024年度三件民生实事项目正式出炉！\n"
        "一、泵站提升工程\n新建泵站9座。\n二、养老服务工程\n新增床位70个。\n三、管网改造工程\n改造管网12公里。\n"
    )
    _, parsed = lay(text)
    assert [(task.list_type, task.title, task.task_text) for task in parsed.tasks] == [
        ("livelihood", "泵站提升工程", "新建泵站9座。"), ("livelihood", "养老服务工程", "新增床位70个。"),
        ("livelihood", "管网改造工程", "改造管网12公里。"),
    ]  # fmt: skip


def test_items_that_are_counted_by_the_name_of_their_list():
    text = "云川县2024年民生实事实施方案\n实事一：新建泵站9座。\n实事二：新增床位70个。\n实事三：改造管网12公里。\n"
    _, parsed = lay(text)
    assert [(task.task_no, task.task_text) for task in parsed.tasks] == [
        (1, "新建泵站9座。"), (2, "新增床位70个。"), (3, "改造管网12公里。"),
    ]  # fmt: skip


def test_a_plan_in_prose_has_the_paragraphs_that_promise_as_tasks():
    text = (
        "云川县人民政府2024年工作计划\n2024年是关键之年。\n"
        "（一）稳住经济\n抓好投资。全年安排项目32个，完成投资45亿元以上。\n激发消费。零售总额增长6%左右。\n依法行政。\n"
    )
    document, parsed = lay(text)
    assert [task.section_title for task in parsed.tasks] == ["稳住经济", "稳住经济"]
    assert len(target_records(document, parsed)) == 3


LETTERS = (
    "云川县人民政府关于分解落实政府工作报告目标任务的通知\n各乡镇人民政府：\n"
    "现将2024年6个方面98项工作任务予以分解印发。\n一、压实责任。各单位要认领任务。\n"
    "二、细化措施。各单位要建立台账。\n三、强化督查。县政府督查室要定期通报。\n附件：任务分解表\n2024年1月30日\n",
    "云川县人民政府办公室关于印发2024年重点工作任务清单的通知\n各乡镇人民政府：\n"
    "1.提高站位。要高度重视。\n2.加强协同。要密切配合。\n3.按时报送。每季度末报送进展。\n附件：1.任务清单\n",
)


@pytest.mark.parametrize("text", LETTERS)
def test_a_letter_that_hands_on_an_annex_is_no_plan_and_asks_for_it(text):
    with pytest.raises(SetAside) as caught:
        lay(text)
    assert caught.value.reason == "unknown_layout"
    assert "annex" in caught.value.advice


@pytest.mark.parametrize("lead", ["这四件实事是：", "今年要办的4件惠民实事为:"])
def test_projects_that_one_paragraph_lists_are_a_task_each(lead):
    matters = "新建泵站9座;整治河道;新增床位70个;改造管网12公里。"
    _, parsed = lay(f"云川县2024年为民办实事\n记者获悉，云川县实事已确定。\n{lead}{matters}各方一致称赞。\n")
    assert [(task.list_type, task.task_text) for task in parsed.tasks] == [
        ("livelihood", "新建泵站9座;"), ("livelihood", "整治河道;"), ("livelihood", "新增床位70个;"),
        ("livelihood", "改造管网12公里。"),
    ]  # fmt: skip


def test_a_list_for_the_people_by_its_title_ends_above_the_papers_credit():
    matters = "1.新建食堂9个。\n2.新增床位70张。\n3.改造操场12个。\n"
    _, parsed = lay(f"云川县教育局2024年为民办实事\n{matters}采写：本报记者 周一 摄影：吴二\n")
    assert [task.task_text for task in parsed.tasks] == ["新建食堂9个。", "新增床位70张。", "改造操场12个。"]


MATTERS = ["新建泵站9座", "整治河道", "新增床位70个", "改造管网12公里"]
COUNTED = (
    "云川县今年将办好四件民生实事。一是新建泵站9座；二是整治河道；三是新增床位70个；四是改造管网12公里。各方称赞。\n",
    "县政府今年兴办4项实事：\n一是新建泵站9座。\n二是整治河道。\n三是新增床位70个。\n四是改造管网12公里。\n收到建议120件。\n",
    "全县4件惠民实事具体为：一是新建泵站9座。二是整治河道。三是新增床位70个。四是改造管网12公里。\n",
    "经投票，共实施民生实事项目4项，分别为：新建泵站9座、整治河道、新增床位70个、改造管网12公里。明年评议。\n",
    "接续办好4件重点民生实事。除河道外，均在年底完成。内容具体包括：\n新建泵站9座。\n整治河道。\n新增床位70个。\n改造管网12公里。\n责任编辑：周一\n",
    "重点抓好4件大事和民生实事。分别是： (1)新建泵站9座。 (2)整治河道。 (3)新增床位70个。 (4)改造管网12公里。 |\n",
    "全县4件12项民生实事具体包括：新建泵站9座。\n整治河道。\n新增床位70个。\n改造管网12公里。\n",
    "今年办好4件民生实事：①新建泵站9座；②整治河道；③新增床位70个；④改造管网12公里。\n",
    "这四项民生实事是：新建泵站9座；整治河道；新增床位70个；改造管网12公里。\n各方称赞，已有200人点评。\n",
)


@pytest.mark.parametrize("body", COUNTED)
def test_a_list_announced_by_its_number_is_a_task_for_each_of_so_many(body):
    document, parsed = lay(f"云川县2024年民生实事项目出炉\n记者从县政府获悉，事关百姓。\n{body}")
    assert [(task.list_type, task.task_no, task.task_text.rstrip("。；")) for task in parsed.tasks] == [
        ("livelihood", number, matter) for number, matter in enumerate(MATTERS, start=1)
    ]
    assert [str(target.value) for target in target_records(document, parsed)] == ["9", "70", "12"]
    assert "unread" not in treatments(parsed)


@pytest.mark.parametrize("count", ["办好五件民生实事。", "办好民生实事。", ""])
def test_words_that_count_something_else_make_no_list_of_projects(count):
    sections = "稳粮\n一是建田3万亩。\n二是建泵站9座。\n三是培训700人。\n兴业\n一是建冷库8座。\n二是建园2个。\n"
    _, parsed = lay(f"云川县2024年工作计划\n{count}\n{sections}")
    assert [task.task_text for task in parsed.tasks if task.task_text[1:2] == "是"] == [
        "一是建田3万亩。", "二是建泵站9座。", "三是培训700人。", "一是建冷库8座。", "二是建园2个。",
    ]  # fmt: skip


def test_a_notice_of_how_far_projects_have_come_is_no_plan():
    with pytest.raises(SetAside):
        lay(
            "云川县2024年民生工程实施进度通报\n一、泵站工程较慢的为木溪镇。\n二、床位工程较慢的为河东镇。\n三、管网工程较快。\n"
        )


@pytest.mark.parametrize("told", ["截至6月底，4件民生实事分别为：", "4件民生实事进展如下："])
def test_what_is_reported_of_a_list_announces_none(told):
    with pytest.raises(SetAside):
        lay(f"云川县2024年上半年工作通报\n{told}\n泵站很好。\n河道尚可。\n床位充足。\n管网通畅。\n")


def test_a_vote_whose_projects_nobody_finds_promises_no_voters():
    text = "云川县人大票决2024年民生实事项目\n1月9日，98名代表投票，票决产生民生实事项目9项。\n会议又增设点位3个。\n"
    with pytest.raises(SetAside) as caught:
        lay(text)
    assert caught.value.reason == "unknown_layout"


@pytest.mark.parametrize("form", ["{n}。 {m}", "之{c}：{m}", "{n}﹒{m}"])
def test_items_that_a_full_stop_or_a_word_counts(form):
    lines = [form.format(n=n, c="一二三四"[n - 1], m=matter) for n, matter in enumerate(MATTERS, start=1)]
    _, parsed = lay("云川县2024年为民办实事\n项目如下：\n" + "\n".join(lines) + "\n")
    assert [(task.task_no, task.task_text) for task in parsed.tasks] == list(enumerate(MATTERS, start=1))


def test_the_documents_own_title_is_no_task_though_it_says_a_number():
    text = "云川县2024年为民办实事新建学校12所\n教育方面，新建学校12所。\n卫生方面，新增床位70张。\n"
    document, parsed = lay(text)
    assert [str(target.value) for target in target_records(document, parsed)] == ["12", "70"]


def test_a_heading_with_nothing_below_it_is_a_task_where_it_promises_a_number():
    text = (
        "云川县2024年为民办实事项目\n一、实施搬迁工程，全年完成900人搬迁。\n二、提高低保标准。每人每月提高到700元。\n"
        "三、治理河道。\n（一）新建泵站9座。\n（二）整治河道。\n（三）改造管网12公里。\n四、加强领导。\n五、新增床位70张。\n"
    )
    document, parsed = lay(text)
    assert [task.task_text for task in parsed.tasks] == [
        "实施搬迁工程，全年完成900人搬迁。", "提高低保标准。每人每月提高到700元。",
        "新建泵站9座。", "整治河道。", "改造管网12公里。", "新增床位70张。",
    ]  # fmt: skip
    assert [str(target.value) for target in target_records(document, parsed)] == ["900", "700", "9", "12", "70"]


def test_numbers_on_lines_of_their_own_count_the_lines_below_them():
    how = "1月9日，参加云川县第三届人民代表大会的98名代表从19项候选项目中票决出3项2024年民生实事项目。\n"
    first = "新增床位70张\n\n改建护理床位9张\n\n完成适老化改造35户"
    lists = f"\n\n01\n\n{first}\n\n\n02\n\n新建泵站9座\n\n03\n\n整治河道\n"
    document, parsed = lay(f"2024年云川县政府民生实事项目公布\n{how}{lists}")
    assert parsed.identity.jurisdiction == "云川县"
    assert [(task.list_type, task.task_no) for task in parsed.tasks] == [("livelihood", n) for n in (1, 2, 3)]
    assert [(t.indicator, str(t.value)) for t in target_records(document, parsed)] == [
        ("新增床位", "70"), ("改建护理床位", "9"), ("适老化改造", "35"), ("新建泵站", "9"),
    ]  # fmt: skip


def test_prose_behind_a_vote_says_what_was_chosen_and_the_vote_is_no_task():
    vote = "1月9日，云川县第三届人民代表大会第四次会议举行，219名代表投票决定，票决产生2024年度县政府民生实事项目。\n"
    first = "以守护视力工程为例，2024年将新增检测设备30台；改造照明105套；筛查学生9500名。\n"
    second = "儿童友好工程聚力建设5类示范单元50个；改造少年宫12个；新增学位700个。\n"
    document, parsed = lay(f"云川公布2024年度十大民生实事项目\n{vote}{first}{second}")
    assert [task.list_type for task in parsed.tasks] == ["livelihood", "livelihood"]
    values = ["30", "105", "9500", "50", "12", "700"]
    assert [str(target.value) for target in target_records(document, parsed)] == values


HEADLINE = (
    "今年十件民生实事出炉\n\n在昨天召开的市第五届人民代表大会第三次会议上，"
    "代表以差额投票形式表决出岚屿市2024年{}件民生实事项目，涵盖多个领域。\n\n"
)


def test_a_headline_announces_as_many_matters_as_words_count_anywhere_below():
    body = "记者了解到，项目包括：一、新建泵站9座；二、新增床位70张；三、强化校内课后服务。\n\n代表们表示满意。\n"
    _, parsed = lay(HEADLINE.format("三").replace("十件", "三件") + body)
    assert parsed.identity.jurisdiction == "岚屿市"
    assert [(task.list_type, task.task_text) for task in parsed.tasks] == [
        ("livelihood", "新建泵站9座；"),
        ("livelihood", "新增床位70张；"),
        ("livelihood", "强化校内课后服务。"),
    ]


def test_the_last_matter_on_a_line_of_its_own_ends_with_its_line():
    text = (
        "岚屿区2024年的三大惠民实事\n\n2024年，拟从以下三个方面开展工作：一是扩大学位。新增学位500个。\n\n"
        "二是改善出行。改造道路5条。\n\n三是扩大就业。新增就业900人。\n\n说得好，望落实\n"
    )
    _, parsed = lay(text)
    assert [task.task_text for task in parsed.tasks] == [
        "扩大学位。新增学位500个。",
        "改善出行。改造道路5条。",
        "扩大就业。新增就业900人。",
    ]


def test_one_paragraph_that_promises_much_is_a_plan():
    text = (
        "云政办〔2024〕7号\n\n各乡镇人民政府：\n\n《2024年公路补短板实施方案》已经县政府同意，现印发给你们。\n\n"
        "云川县人民政府办公室\n\n2024年3月8日\n\n2024年公路补短板实施方案\n\n一、主要目标\n\n"
        "2024年，完成投资2.5亿元；新建农村公路20公里，改造危桥9座。\n\n二、养护工程\n\n优化路网结构。\n"
    )
    document, parsed = lay(text)
    assert [(t.indicator, int(t.value)) for t in target_records(document, parsed)] == [
        ("投资", 250000000),
        ("新建农村公路", 20),
        ("改造危桥", 9),
    ]


def test_a_draft_on_which_the_public_is_asked_promises_nothing():
    title = "2024年云川县民生实事项目公开征求意见\n\n"
    text = title + "拟新建泵站9座，拟新增床位70张，拟改造管网12公里。\n\n拟新增学位500个。\n"
    with pytest.raises(SetAside) as refused:
        lay(text)
    assert "a draft on which the public is asked" in refused.value.found
    _, parsed = lay(text.replace("公开征求意见", ""))
    assert parsed.tasks


def test_semicolons_behind_a_colon_part_what_a_headline_counts():
    text = (
        "我市票决产生2024年市政府3项民生实事项目\n\n在3月2日举行的会议上，代表投票票决出2024年市政府3项民生实事项目。\n\n"
        "会上，与会代表进行差额投票，最终票决出：新建泵站9座；叫响“青岭号”品牌，培训900人；改造管网12公里，为我市2024年民生实事项目。\n"
    )
    _, parsed = lay(text, SourceEntry("岚屿市/x.txt", jurisdiction="岚屿市"))
    assert [task.task_text for task in parsed.tasks] == [
        "新建泵站9座；",
        "叫响“青岭号”品牌，培训900人；",
        "改造管网12公里",
    ]


def test_a_plan_that_a_newspaper_says_was_handed_out_is_read_by_its_name():
    text = (
        "岚屿出台水利补短板三年行动计划，重点任务明确→\n\n时间：2023-06-15 15:00:24 来源：岚屿观察\n\n"
        "6月15日，岚屿市人民政府办公厅印发《岚屿市水利补短板三年行动计划（2023—2025年）》，其中提到，到2025年，"
        "水利投资超过3亿元。\n\n——能力提升。新建泵站9座，改造水闸12座。\n\n——安全提升。农村自来水普及率达96%以上。\n"
    )
    document, parsed = lay(text)
    assert (parsed.identity.jurisdiction, parsed.identity.plan_period_id) == ("岚屿市", "2023/2025")
    assert [int(target.value) for target in target_records(document, parsed)] == [300000000, 9, 12, 96]


def test_years_by_whose_end_something_is_due_are_no_plan_of_theirs():
    text = (
        "云川县关于印发社区服务设施建设实施方案（五年规划）的通知\n\n各乡镇：\n\n一、主要目标\n\n"
        "到2025年底前，建成社区9个，新增床位70张，改造管网12公里。\n\n到2027年底前，建成社区20个。\n"
    )
    with pytest.raises(SetAside) as refused:
        lay(text)
    assert refused.value.reason == "unknown_period"


def test_the_path_of_a_page_is_no_title():
    text = (
        "当前位置：首页\n\n> 政务公开 > 政策文件 > 其他文件\n\n"
        "云川县人民政府关于下达2031年云川县国民经济和社会发展计划的通知\n\n"
        "各乡镇人民政府：\n\n2031年计划已经批准，现印发给你们。\n\n一、产业发展\n\n（一）做强工业。新增规上企业9家。\n\n"
        "（二）做优农业。新建大棚70个。\n"
    )
    _, parsed = lay(text)
    assert parsed.identity.title == "云川县人民政府关于下达2031年云川县国民经济和社会发展计划的通知"
    assert [task.title for task in parsed.tasks] == ["做强工业", "做优农业"]

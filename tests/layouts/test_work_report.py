"""Work reports: the year's actions and main targets, the years ahead, the past told apart."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts import lay_out
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.readers import read
from pipeline.understand.promised import target_records
from tests.layouts.building import DOCUMENT_ID, lay, treatments

REPORT = """政府工作报告

——2024年1月16日在云川县第十七届人民代表大会第四次会议上

云川县人民政府县长 张三

各位代表：

现在，我代表县人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

过去一年，新增城镇就业2256人，新建高标准农田1.1万亩。

二、今后五年的奋斗目标

到2028年，地区生产总值突破200亿元。

三、2024年重点工作

今年经济社会发展的主要预期目标是：地区生产总值增长6%以上。

重点抓好以下工作：

{actions}

四、加强政府自身建设

坚持依法行政。

“三公”经费压减5%以上。

各位代表！让我们团结奋斗！
"""


def sections(parsed):
    return [(t.section_no, t.section_title, t.period_id, t.task_text) for t in parsed.tasks]


def test_numbered_actions_with_parts_below_them():
    actions = (
        "（一）聚力项目攻坚。谋划项目80个。\n\n1.新开工项目35个。\n\n2.招商引资60亿元。\n\n"
        "（二）聚力民生改善。新增学位360个。\n\n还要改造老旧小区6个。"
    )
    _, parsed = lay(REPORT.format(actions=actions))
    assert (parsed.layout, parsed.identity.jurisdiction, parsed.identity.plan_period_id) == (
        "work_report", "云川县", "2024",
    )  # fmt: skip
    assert sections(parsed) == [
        (1, "聚力项目攻坚", "2024", "谋划项目80个。1.新开工项目35个。2.招商引资60亿元。"),
        (2, "聚力民生改善", "2024", "新增学位360个。还要改造老旧小区6个。"),
        (3, "主要预期目标", "2024", "今年经济社会发展的主要预期目标是：地区生产总值增长6%以上。"),
        (1, "", "2024/2028", "到2028年，地区生产总值突破200亿元。"),
        (4, "加强政府自身建设", "2024", "“三公”经费压减5%以上。"),
    ]
    assert "narrative_of_the_past" in treatments(parsed)
    assert "unread" not in treatments(parsed)


def test_a_mark_on_a_line_of_its_own_opens_the_paragraph_below():
    actions = "（一）\n\n聚力项目攻坚。谋划项目80个。\n\n（二）\n\n聚力民生改善。新增学位360个。"
    assert sections(lay(REPORT.format(actions=actions))[1])[:2] == [
        (1, "聚力项目攻坚", "2024", "谋划项目80个。"),
        (2, "聚力民生改善", "2024", "新增学位360个。"),
    ]


def test_actions_without_numbers_are_paragraphs_that_promise_something():
    _, parsed = lay(REPORT.format(actions="聚力项目攻坚，新开工项目35个。\n\n聚力民生改善，新增学位360个。"))
    assert [text for _, _, _, text in sections(parsed)][:2] == [
        "聚力项目攻坚，新开工项目35个。", "聚力民生改善，新增学位360个。",
    ]  # fmt: skip


YEAR_PLAN = """{title}

一、2023年国民经济和社会发展计划执行情况

地区生产总值增长6.2%，新增就业3200人。

二、2024年经济社会发展主要预期目标

一般公共预算收入增长5%。

三、2024年主要任务

（一）抓项目。新建标准厂房12万平方米。

（二）惠民生。改造老旧小区9个。
"""


@pytest.mark.parametrize(
    "title",
    [
        "云川县人民政府关于下达2024年国民经济和社会发展计划的通知",
        "岚屿市2024年国民经济和社会发展年度计划",
        "关于松岚市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告",
        "青汀区2024年国民经济和社会发展计划（草案）",
    ],
)
def test_the_years_plan_of_economy_and_society_promises_below_its_review(title):
    document, parsed = lay(YEAR_PLAN.format(title=title))
    assert [(t.indicator, str(t.value), t.period_id) for t in target_records(document, parsed)] == [
        ("一般公共预算收入", "5", "2024"), ("新建标准厂房", "120000", "2024"), ("改造老旧小区", "9", "2024"),
    ]  # fmt: skip
    assert "narrative_of_the_past" in treatments(parsed)


@pytest.mark.parametrize("tail", ["的报告", "的通报"])
def test_how_a_years_plan_was_carried_out_is_no_plan(tail):
    with pytest.raises(SetAside):
        lay(YEAR_PLAN.format(title=f"云川县2023年国民经济和社会发展计划执行情况{tail}"))


def test_a_papers_account_of_the_main_targets_is_read_though_research_stands_in_it():
    told = "1月16日，云川县人大四次会议开幕，县长周一作政府工作报告。\n2024年是关键一年。\n"
    goals = "建议2024年主要预期目标为：生产总值增长9%左右，研究与试验发展经费占比1.9%左右；新增就业70万人。\n"
    document, parsed = lay(f"云川县人民政府\n{told}{goals}")
    assert [str(target.value) for target in target_records(document, parsed)] == ["9", "1.9", "700000"]


def test_marks_on_lines_of_their_own_count_the_matters_below_them():
    lead = "2024年1月31日，云川县第九届人民代表大会第三次会议开幕。县长周一作政府工作报告。\n"
    told = "报告明确，今年将着力办好“三件民生实事”。\n"
    _, parsed = lay(f"{lead}{told}（一）\n新建泵站9座。\n（二）\n新增床位70张。\n（三）\n改造管网12公里。\n")
    assert [(task.list_type, task.task_text) for task in parsed.tasks] == [
        ("livelihood", "新建泵站9座。"), ("livelihood", "新增床位70张。"), ("livelihood", "改造管网12公里。"),
    ]  # fmt: skip


def test_a_session_in_october_that_looks_back_on_its_year_plans_for_the_next():
    text = (
        "政府工作报告\n——2023年10月19日在云川县第九届人民代表大会第一次会议上\n县长 周一\n各位代表：\n"
        "2023年工作回顾及过去五年主要成就\n培训工匠972人次，新建泵站9座。\n2024年工作安排\n新增床位70张。\n"
    )
    document, parsed = lay(text)
    assert parsed.identity.plan_period_id == "2024"
    assert [str(target.value) for target in target_records(document, parsed)] == ["70"]


def test_a_digest_whose_chapters_and_goals_stand_behind_signs():
    past = "■ 2023年成绩单\n●预计全省地区生产总值增长6%左右\n●粮食总产达到57亿斤\n"
    plan = "■ 2024年经济社会发展的主要预期目标\n●经济增长5%左右\n●城镇新增就业70万人以上\n●粮食产量保持50亿斤以上\n"
    document, parsed = lay(f"松岚省政府工作报告摘要\n松岚日报 2024年01月17日\n{past}{plan}")
    assert [(t.indicator, str(t.value)) for t in target_records(document, parsed)] == [
        ("经济增长", "5"), ("城镇新增就业", "700000"), ("粮食产量", "5000000000"),
    ]  # fmt: skip


def test_a_table_of_livelihood_matters_behind_the_speech_leaves_the_speech_read():
    speech = "".join(
        f"<p>{line}</p>" for line in REPORT.format(actions="（一）做强工业。新开工项目35个。").split("\n\n")
    )
    rows = (
        "<tr><td>序号</td><td>实事项目</td><td>主要内容</td><td>责任单位</td></tr>"
        "<tr><td>1</td><td>安居</td><td>改造老旧小区14个。</td><td>县住建局</td></tr>"
        "<tr><td>2</td><td>出行</td><td>改造危桥5座。</td><td>县交通局</td></tr>"
    )
    page = f"<html><body>{speech}<p>附件：2024年十件民生实事</p><table>{rows}</table></body></html>"
    document = read(page.encode(), "x.html")
    _, parsed = lay_out(document, SourceEntry("inbox/x.html"), document_id=DOCUMENT_ID)
    assert parsed.identity.doc_type == "work_report"
    assert "新开工项目35个。" in [task.task_text for task in parsed.tasks]
    assert [t.task_text for t in parsed.tasks if t.list_type == "livelihood"] == ["改造老旧小区14个。", "改造危桥5座。"]


ECONOMY = (
    "云川县人民政府关于印发《云川县2031年国民经济和社会发展计划》的通知\n\n云政发〔2031〕3号\n\n各镇人民政府：\n\n"
    "《云川县2031年国民经济和社会发展计划》已经县十届人大四次会议批准，现印发给你们，请认真贯彻落实。\n\n"
    "云川县人民政府\n\n2031年2月9日\n\n云川县2031年国民经济和社会发展计划\n\n一、总体要求\n\n坚持稳中求进工作总基调。\n\n"
    "二、经济社会发展预期目标\n\n地区生产总值同比增长6.3%以上，城乡居民人均可支配收入分别增长5.6%和6.2%。\n"
)
DIGEST = (
    "云川县政府工作报告摘要\n\n云川日报 2031年01月17日\n\n    ■ 2030年成绩单\n\n    ●地区生产总值增长6%左右\n\n"
    "    ●粮食总产达到5亿斤\n\n    ■ 2031年经济社会发展的主要预期目标\n\n    ●经济增长5%左右\n\n"
    "    ●城镇新增就业3000人以上，培训900人\n\n    ●粮食产量保持4亿斤以上\n"
)


@pytest.mark.parametrize(
    ("text", "values"), [(ECONOMY, ["6.3", "5.6", "6.2"]), (DIGEST, ["5", "3000", "900", "400000000"])]
)
def test_plans_below_their_letter_and_digests_with_dots_are_read(text, values):
    document, parsed = lay(text)
    assert (parsed.identity.jurisdiction, parsed.identity.plan_period_id) == ("云川县", "2031")
    assert [str(target.value.normalize().__format__("f")) for target in target_records(document, parsed)] == values
    assert not any("●" in task.task_text for task in parsed.tasks)


def test_an_excerpt_that_states_the_main_targets_is_read_whatever_it_is_called():
    text = (
        "admin 分享 共计4176个字，预计阅读时长13分钟。\n\n"
        "2031年是关键之年。全县上下坚持稳中求进，扎实推动高质量发展。\n\n"
        "经济社会发展主要预期目标：地区生产总值增长5.5%以上，"
        "固定资产投资增长3%，粮食产量12万吨，新增就业900人。\n\n重点抓好两个方面工作\n\n（一）提振消费\n\n新增特色街4条。\n"
    )
    document, parsed = lay(text, SourceEntry("云川县/x.txt", jurisdiction="云川县"))
    assert parsed.identity.plan_period_id == "2031"
    assert sorted(str(t.value.normalize().__format__("f")) for t in target_records(document, parsed)) == [
        "120000", "3", "4", "5.5", "900",
    ]  # fmt: skip

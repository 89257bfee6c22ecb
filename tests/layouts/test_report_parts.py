"""What belongs to which part of a work report: chapters, five years, livelihood lists, annexes, the address."""

import pytest

from pipeline.errors import SetAside
from pipeline.layouts.collecting.parsed import SourceEntry
from pipeline.layouts.reports.report_lists import matters_below
from pipeline.layouts.reports.report_outline import kinds_named
from pipeline.readers.plain_text import read_text
from pipeline.understand.promised import target_records
from tests.layouts.building import lay, treatments

HEAD = """政府工作报告
——2026年1月20日在岚屿市第八届人民代表大会第六次会议上
市长 周一
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
"""
REVIEW = "一、2025年和“十四五”时期工作回顾\n2025年目标任务如期完成。新建学校6所。\n过去五年，新增企业700家。\n"
PLAN = "三、2026年工作安排\n今年主要预期目标是：地区生产总值增长5.5%左右。\n（一）做强产业。新增规上企业25家。\n"
END = "各位代表！让我们携手奋进，共创明天！\n"


def tasks(text):
    return [(t.list_type, t.period_id, t.title, t.task_text) for t in lay(text)[1].tasks]


def of(text, list_type):
    return [task[3] for task in tasks(text) if task[0] == list_type]


def test_the_review_of_one_year_and_of_five_is_told_apart():
    assert of(HEAD + REVIEW + PLAN + END, "report_action") == [
        "新增规上企业25家。", "今年主要预期目标是：地区生产总值增长5.5%左右。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    ["二、“十五五”时期主要目标任务", "二、“十五五”发展的主要考虑", "二、今后五年的奋斗目标", "二、未来五年发展蓝图"],
)
def test_a_chapter_of_five_years_before_that_of_the_year(heading):
    text = (
        HEAD
        + REVIEW
        + f"{heading}\n（一）创新更强。研发经费投入强度达到2.8%。\n（二）生活更好。\n寿命达到81岁。\n"
        + PLAN
        + END
    )
    goals = [task for task in tasks(text) if task[0] == "five_year_goal"]
    assert [(period, title) for _, period, title, _ in goals] == [("2026/2030", "创新更强"), ("2026/2030", "生活更好")]


def test_a_chapter_of_achievements_and_goals_is_cut_where_the_goals_begin():
    chapter = (
        "二、“十四五”发展成就和“十五五”主要目标\n“十四五”时期，建成公路900公里。\n“十五五”时期，建成公路500公里。\n"
    )
    assert of(HEAD + REVIEW + chapter + PLAN + END, "five_year_goal") == ["“十五五”时期，建成公路500公里。"]


def test_the_opening_year_of_a_plan_is_the_year():
    plan = PLAN.replace("三、2026年工作安排", "三、乘势而上，推动“十五五”开好局、起好步")
    assert of(HEAD + REVIEW + plan + END, "report_action")[0] == "新增规上企业25家。"


def test_chapters_without_numerals_and_items_with_them():
    text = (
        HEAD
        + "2025年工作回顾\n新建学校6所。\n"
        + "2026年重点工作\n一、做强产业\n新增规上企业25家。\n二、改善民生\n新增学位800个。\n"
    )
    assert [(task[2], task[3]) for task in tasks(text)] == [
        ("做强产业", "新增规上企业25家。"),
        ("改善民生", "新增学位800个。"),
    ]


def test_the_address_ends_the_last_action_and_promises_on_its_own():
    text = HEAD + REVIEW + PLAN + "各位代表，我们要加强自身建设。\n要过紧日子，一般性支出压减6%。\n" + END
    assert "新增规上企业25家。" in of(text, "report_action")
    assert "要过紧日子，一般性支出压减6%。" in of(text, "report_action")
    assert "closing_address" in treatments(lay(text)[1])


LISTS = {
    "paragraphs": "（二）改善民生。今年办好以下民生实事：\n（1）培训工匠3000人次；\n（2）改造食堂20个。\n",
    "inline": "（二）改善民生。稳住就业。\n今年继续办好2件民生实事。一是培训工匠3000人次。二是改造食堂20个。\n",
    "including": "（二）改善民生。稳住就业。\n各位代表！今年办好2件民生实事，包括：培训工匠3000人次；改造食堂20个。\n",
    "address": "（二）改善民生。\n各位代表，今年继续实施两件民生实事。\n1.培训工匠3000人次。\n2.改造食堂20个。\n",
}


@pytest.mark.parametrize("form", LISTS)
def test_livelihood_lists_inside_a_chapter(form):
    text = HEAD + REVIEW + PLAN + LISTS[form] + END
    assert [task.rstrip("；。") for task in of(text, "livelihood")] == ["培训工匠3000人次", "改造食堂20个"]
    assert not any("3000人次" in task for task in of(text, "report_action"))


def test_measures_below_a_mention_are_not_the_list_it_counts():
    text = (
        HEAD
        + REVIEW
        + PLAN
        + "（二）办好民生实事。今年实施40件民生实事。\n一是新增学位800个。\n二是新增床位90张。\n"
        + END
    )
    assert of(text, "livelihood") == []
    assert any("新增学位800个" in task for task in of(text, "report_action"))


ANNEX = (
    "附件1\n2026年岚屿市两件民生实事\n一、便民食堂\n改造食堂20个。\n二、便民公交\n新开线路6条。\n"
    "附件2\n名词解释\n1.“四大行动”：指4个方面共30项任务。\n"
)


def test_annexes_behind_the_report():
    text = HEAD + REVIEW + PLAN + END + ANNEX
    assert of(text, "livelihood") == ["改造食堂20个。", "新开线路6条。"]
    assert not any("四大行动" in task[3] for task in tasks(text))
    assert "glossary" in treatments(lay(text)[1])


@pytest.mark.parametrize(
    ("session", "year"),
    [
        ("——2025年1月20日在岚屿市第八届人民代表大会第五次会议上", "2025"),
        ("——2025年12月28日在岚屿市第八届人民代表大会第六次会议上", "2026"),
    ],
)
def test_the_year_is_told_by_the_session(session, year):
    text = (
        f"政府工作报告\n{session}\n各位代表：\n一、主要工作回顾\n2024年，新建学校6所。\n"
        "二、重点工作\n（一）做强产业。新增规上企业25家。\n（二）改善民生。新增学位90个。\n"
    )
    assert lay(text)[1].identity.plan_period_id == year


@pytest.mark.parametrize(
    ("review", "year"),
    [
        ("一、2021年工作回顾\n过去一年，新建学校6所。\n", "2022"),
        ("一、过去一年工作回顾\n2021年，是极不平凡的一年。新建学校6所。\n", "2022"),
        ("一、工作回顾\n新建学校6所。\n", "2021"),  # nothing but the title names one
    ],
)
def test_the_review_tells_the_year_before_the_title_does(review, year):
    text = (
        f"2021年岚屿市政府工作报告\n——在岚屿市第八届人民代表大会第五次会议上\n各位代表：\n{review}"
        "二、重点工作\n（一）做强产业。新增规上企业25家。\n（二）改善民生。新增学位90个。\n"
    )
    assert lay(text)[1].identity.plan_period_id == year


@pytest.mark.parametrize("heading", ["2022年工作重点", "2022年主攻方向"])
def test_a_line_that_begins_with_a_year_heads_a_chapter_whatever_it_says(heading):
    text = (
        "2022年岚屿市政府工作报告\n——2022年1月20日在岚屿市第八届人民代表大会第五次会议上\n各位代表：\n"
        f"2021年工作回顾\n2021年，新建学校6所。\n{heading}\n（一）做强产业。新增规上企业25家。\n"
    )
    assert [task[3] for task in tasks(text)] == ["新增规上企业25家。"]


def test_numerals_that_begin_anew_below_plain_heads_head_no_chapters():
    text = (
        HEAD + "2025年工作回顾\n新建学校6所。\n一、做强产业\n新增企业70家。\n二、加强政府自身建设\n压减会议9%。\n"
        "2026年工作安排\n主要预期目标是：地区生产总值增长6%。\n一、做强产业\n新增规上企业25家。\n"
        "二、加强政府自身建设\n压减会议8%。\n" + END
    )
    assert of(text, "report_action") == [
        "新增规上企业25家。", "压减会议8%。", "主要预期目标是：地区生产总值增长6%。",
    ]  # fmt: skip


def test_neither_a_chapter_nor_the_session_is_the_title():
    text = "——2022年1月20日在岚屿市松岚区\n第八届人民代表大会第五次会议上\n各位代表：\n" + REVIEW + PLAN + END
    assert lay(text)[1].identity.title in (None, "x.txt")


def test_what_stands_before_a_lead_in_is_promised():
    plan = "三、2026年重点任务\n今年，地区生产总值增长6%。重点抓好三项工作：\n（一）做强产业。新增规上企业25家。\n"
    assert any("增长6%" in text for text in of(HEAD + REVIEW + plan + END, "report_action"))


def test_a_count_of_matters_that_none_follow_is_no_list():
    plan = PLAN + "（二）改善民生。\n继续办好10件民生实事。做好档案、气象、地方志工作。\n"
    assert of(HEAD + REVIEW + plan + END, "livelihood") == []


def test_a_heading_that_promises_a_number_stays_in_the_text():
    plan = PLAN + "（二）改造老旧小区31个。惠及居民2600户。\n（三）做优服务。新增床位90张。\n"
    texts = [task[3] for task in tasks(HEAD + REVIEW + plan + END)]
    assert "改造老旧小区31个。惠及居民2600户。" in texts
    assert "新增床位90张。" in texts


@pytest.mark.parametrize(
    ("heading", "window"),
    [
        ("二、2026—2030年发展目标", "2026/2030"),
        ("二、到2030年的奋斗目标", "2026/2030"),
        ("二、“十六五”前瞻", "2031/2035"),
    ],
)
def test_the_window_a_chapter_names(heading, window):
    text = HEAD + REVIEW + f"{heading}\n（一）创新更强。研发经费投入强度达到2.8%。\n" + PLAN + END
    assert {task[1] for task in tasks(text) if task[0] == "five_year_goal"} == {window}


@pytest.mark.parametrize(
    "annex",
    [
        "名词解释和说明\n1.四大行动：共30项任务。\n",
        "附件：《政府工作报告》有关用语说明\n1.四大行动：共30项任务。\n",
        "①“四大行动”：指4个方面共30项任务。\n②“两张清单”：即2类90项事项。\n",
    ],
)
def test_a_glossary_by_its_title_or_its_entries(annex):
    assert "glossary" in treatments(lay(HEAD + REVIEW + PLAN + END + annex)[1])
    assert not any("30项" in task[3] for task in tasks(HEAD + REVIEW + PLAN + END + annex))


@pytest.mark.parametrize(
    "title", ["岚屿市2026年民生实事候选项目", "附：2026年为民办实事项目清单", "附件1：2026年十大民生工程"]
)
def test_a_livelihood_list_behind_the_report_by_its_title(title):
    text = HEAD + REVIEW + PLAN + END + f"{title}\n1.改造食堂20个。\n2.新开线路6条。\n"
    assert of(text, "livelihood") == ["改造食堂20个。", "新开线路6条。"]


def test_chapters_headed_by_parts_hold_items_with_numerals():
    text = (
        HEAD
        + "第一部分 过去五年工作回顾\n新增企业700家。\n"
        + "第二部分 2026年重点工作\n一、做强产业\n新增企业25家。\n二、改善民生\n新增床位90张。\n"
    )
    assert of(text, "report_action") == ["新增企业25家。", "新增床位90张。"]


def test_a_report_without_any_heading_is_cut_where_its_paragraphs_turn():
    review = "2025年，岚屿承压前行。新建学校6所。" + "全市上下奋力拼搏，各项事业取得新的进展。" * 30 + "\n"
    ahead = "“十五五”时期，岚屿将建成公路500公里。\n"
    plan = "今年主要预期目标是：地区生产总值增长5%。\n（一）做强产业。新增规上企业25家。\n"
    text = (
        "2026年岚屿市政府工作报告\n各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
        + review
        + ahead
        + plan
    )
    assert of(text, "five_year_goal") == ["“十五五”时期，岚屿将建成公路500公里。"]
    assert of(text, "report_action") == ["新增规上企业25家。", "今年主要预期目标是：地区生产总值增长5%。"]


@pytest.mark.parametrize(
    ("told", "ahead"),
    [
        (
            "周一在报告中说，2025年岚屿经济取得新成效。生产总值达到410亿元、增长6.2%，财政收入31亿元。",
            "周一提出了2026年经济社会发展主要预期目标：生产总值增长6%，财政收入增长4%。",
        ),
        (
            "报告指出，2025年，全市完成技改投资28亿元，新建学校6所。",
            "今年的主要预期目标是：技改投资增长9%。2026年将新建学校4所。",
        ),
    ],
)
def test_a_summary_without_chapters_promises_what_it_says_of_the_year(told, ahead):
    text = f"2026年岚屿市政府工作报告摘要\n1月20日，岚屿市第八届人民代表大会第六次会议开幕。\n{told}\n{ahead}\n"
    assert of(text, "report_action") == [ahead]
    assert "narrative_of_the_past" in treatments(lay(text)[1])


@pytest.mark.parametrize(
    "excerpt",
    [
        "改善民生福祉。新建食堂12个，持续推进托育服务。\n三、着力提升城市品质\n整治河道67公里，加快建设公园。\n",
        "（二）着力提升城市品质。整治河道67公里，加快建设公园。\n（三）改善民生。新建食堂12个，推动医疗下沉。\n",
    ],
)
def test_an_excerpt_that_speaks_of_what_is_to_be_done_is_the_plan(excerpt):
    text = "2026年岚屿市政府工作报告\n" + excerpt
    assert len(of(text, "report_action")) == 2


def test_an_excerpt_that_speaks_of_what_was_done_is_none():
    done = "民生福祉不断增进。新建了食堂12个，获评全国示范。\n城市品质首次入选前十，整治河道67公里。\n"
    with pytest.raises(SetAside):
        lay("2026年岚屿市政府工作报告\n" + done)


@pytest.mark.parametrize(
    "title",
    [
        "木溪街道2025年工作总结和2026年工作思路",
        "木溪镇2025年工作总结暨2026年工作计划",
        "木溪街道2025年工作总结及2026年工作打算 |",
    ],
)
def test_a_review_and_the_years_plan_under_one_title(title):
    review = "一、2025年工作回顾\n一年来，我们迎难而上。完成固定资产投资32亿元，引进项目4个。\n"
    goals = "二、2026年工作思路\n主要预期指标：固定资产投资35亿元以上。\n"
    actions = "（一）做强产业。引进项目5个。\n（二）改善民生。改造小区3个。\n"
    source = SourceEntry("inbox/x.txt", jurisdiction="云川县")
    document, parsed = lay(f"{title}\n\n{review}{goals}{actions}", source)
    assert parsed.identity.plan_period_id == "2026"
    assert [float(target.value) for target in target_records(document, parsed)] == [5, 3, 35e8]


def test_a_reports_title_inside_a_line_that_a_page_glued_together():
    text = "A3:两会特刊总第86期 >2026-01-26编印\n2026年政府工作报告(摘要)---二○二六年工作安排\n" + PLAN
    identity = lay(text, SourceEntry("inbox/x.txt", jurisdiction="云川县"))[1].identity
    assert (identity.title, identity.plan_period_id) == ("2026年政府工作报告(摘要)", "2026")


def test_a_report_whose_items_tell_what_was_done_is_a_report_all_the_same():
    done = "".join(f"（{n}）做强产业。\n已建成学校6所，目前全部完成。\n" for n in "一二三四五六七八九")
    text = HEAD + "一、2025年工作回顾\n" + done + PLAN + END
    assert of(text, "report_action") == ["新增规上企业25家。", "今年主要预期目标是：地区生产总值增长5.5%左右。"]


def test_the_notice_before_an_excerpt_of_the_review_is_no_plan():
    notice = (
        "岚屿市木溪镇人民政府关于印发2026年政府工作报告的通知\n各村（居）民委员会：\n"
        "2026年《政府工作报告》已经镇人民代表大会审议通过，现印发给你们，请切实做好各项工作。\n"
        "岚屿市木溪镇人民政府\n2026年2月22日\n"
    )
    review = "各位代表：\n一、2025年工作回顾\n一年来，我们全力以赴，投资增长9%，改造小区7个。\n"
    with pytest.raises(SetAside) as caught:
        lay(notice + "2026年政府工作报告\n" + review)
    assert caught.value.reason == "no_task"


NEWS = (
    "1月20日，岚屿市第九届人民代表大会第三次会议隆重开幕，市长周一代表市人民政府向大会作政府工作报告。报告全面回顾了一年来的各项工作，"
    "分析了当前面临的形势，对新一年的工作作出了安排，代表们认真听取了报告，纷纷表示报告求真务实、鼓舞人心、催人奋进，会场气氛热烈。\n"
)


def test_a_newspaper_that_tells_what_a_report_promises_is_read_as_the_report():
    past = "2025年，岚屿新建和改造农田42万亩，生猪出栏61万头，机械化率提高到73%。\n"
    ahead = "报告指出，2026年岚屿将打造示范片15个；确保生猪出栏稳定在60万头以上。\n此外，2026年还将新建食堂12个。\n"
    document, parsed = lay("分享好资源\n" + NEWS + past + ahead)
    assert (parsed.identity.jurisdiction, parsed.identity.plan_period_id) == ("岚屿市", "2026")
    assert [str(target.value) for target in target_records(document, parsed)] == ["15", "600000", "12"]


@pytest.mark.parametrize(
    "told", ["代表热议政府工作报告，今年将打造示范片15个。", "政府工作报告进展情况显示，今年将打造示范片15个。"]
)
def test_what_others_say_of_a_report_is_none(told):
    with pytest.raises(SetAside) as caught:
        lay(f"岚屿市代表发言\n{told}\n")
    assert caught.value.reason == "unknown_layout"


def test_a_countys_own_report_with_small_pictures():
    text = (
        "🌟岚屿县2026年工作报告📜\n各位代表，大家好！👋\n回顾2025年工作成果🏆\n财政收入增长5%。📈\n"
        "展望2026年工作目标🎯\n1️⃣ 投资提速，确保财政收入增长6%。📈\n2️⃣ 改善民生，新建食堂12个。🎓\n"
    )
    document, parsed = lay(text)
    assert parsed.identity.title == "岚屿县2026年工作报告"
    assert [str(target.value) for target in target_records(document, parsed)] == ["6", "12"]


def test_a_line_that_promises_a_number_is_no_heading():
    plan = "一、2026年工作安排\n（一）改善民生。\n提供8500套保障性租赁住房\n建设养老综合体30个，改造浴室。\n"
    document, parsed = lay(HEAD + plan + END)
    assert [str(target.value) for target in target_records(document, parsed)] == ["8500", "30"]


@pytest.mark.parametrize(
    ("plan", "last"),
    [("十一五", 2010), ("十二五", 2015), ("十三五", 2020), ("十四五", 2025), ("第十五个五年", 2030), ("十六五", 2035)],
)
def test_a_plan_of_five_years_is_ahead_until_its_last_year_and_past_behind_it(plan, last):
    heading = f"“{plan}”时期主要目标"
    before, during, behind = (kinds_named(heading, str(last + offset)) for offset in (-1, 0, 1))
    assert before[:1] == ["five_year"]
    assert "five_year" not in during and "past" not in during
    assert behind[:1] == ["past"]


def test_the_matters_below_an_announcement_are_counted_by_their_numbers():
    lines = ["办好三件民生实事：", "1.新建泵站3座。", "2.新建公园2个。", "3.改造小区6个。", "5.改建桥梁1座。"]
    document = read_text("\n".join(lines).encode(), "x.txt")
    spans, start = [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    assert matters_below(document, spans[0], spans[1:]) == 3
    assert matters_below(document, spans[0], spans[2:]) == 0

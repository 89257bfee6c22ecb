"""The five documents of raw/, whole: counts and rows checked by hand against the sources."""

import datetime as dt
import re
from collections import Counter

import pytest

YIWU_TASKS = "义乌市/2023-政府工作报告重点工作责任分解.txt"
DONGYANG_TASKS = "东阳市/2023-政府工作报告重点工作责任分解.txt"
YIWU_Q3 = "义乌市/2023-政府工作报告重点任务三季度进展情况.txt"
TEN_PROJECTS = "义乌市/2023-十项重大工程工作总体方案.txt"
REPORT = "义乌市/2022-政府工作报告.txt"
ALL = [YIWU_TASKS, DONGYANG_TASKS, YIWU_Q3, TEN_PROJECTS, REPORT]


def task(parsed, list_type, section_no, task_no):
    key = (list_type, section_no, task_no)
    return next(t for t in parsed.tasks if (t.list_type, t.section_no, t.task_no) == key)


def units(parsed, task_id):
    return [(u.name_as_written, u.role) for u in parsed.task_units if u.task_id == task_id]


def per_section(parsed, list_type):
    return list(Counter(t.section_no for t in parsed.tasks if t.list_type == list_type).values())


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_the_document_stays_unread(laid, name):
    assert [r.text for r in laid[name].parsed.remainders if r.treatment == "unread"] == []


@pytest.mark.parametrize("name", ALL)
def test_every_record_stands_at_its_offsets(laid, name):
    text, parsed = laid[name].document.text, laid[name].parsed
    for record in parsed.tasks:
        assert text[record.char_start : record.char_end].replace("\n", "") == record.task_text
    for unit in parsed.task_units:
        assert re.sub(r"\s", "", text[unit.char_start : unit.char_end]) == unit.name_as_written
    for row in parsed.progress:
        assert text[row.narrative_start : row.narrative_end] == row.narrative
    for indicator in parsed.indicators:
        assert text[indicator.char_start : indicator.char_end] == indicator.indicator_name


@pytest.mark.parametrize("name", ALL)
def test_keys_are_unique_and_none_needed_a_suffix(laid, name):
    parsed = laid[name].parsed
    keys = [t.task_id for t in parsed.tasks] + [r.progress_id for r in parsed.progress]
    keys += [i.indicator_id for i in parsed.indicators] + [p.program_id for p in parsed.programs]
    assert len(keys) == len(set(keys))
    assert not any("~" in key for key in keys)


@pytest.mark.parametrize("name", ALL)
def test_every_unit_of_a_task_is_a_unit_of_the_document(laid, name):
    parsed = laid[name].parsed
    assert {u.unit_id for u in parsed.task_units} <= {u.unit_id for u in parsed.units}
    assert {r.lead_unit_id for r in parsed.progress} <= {u.unit_id for u in parsed.units} | {None}


class TestYiwuTasks:
    def test_who_it_is(self, laid):
        identity = laid[YIWU_TASKS].parsed.identity
        assert (identity.jurisdiction, identity.doc_number) == ("义乌市", "义政办发〔2023〕5号")
        assert (identity.issuer, identity.issued_on) == ("义乌市人民政府办公室", dt.date(2023, 2, 27))
        assert (identity.doc_type, identity.plan_period_id) == ("responsibility_breakdown", "2023")

    def test_counts(self, laid):
        parsed = laid[YIWU_TASKS].parsed
        assert per_section(parsed, "key_work") == [2, 29, 4, 18, 34, 7, 21, 22, 21, 11, 4]
        assert per_section(parsed, "livelihood") == [2, 14, 7, 9, 8]
        assert len(parsed.task_units) == 539
        assert parsed.role_convention == "▲"

    def test_a_task_cut_by_a_page_break_inside_its_clause(self, laid):
        parsed = laid[YIWU_TASKS].parsed
        row = task(parsed, "key_work", 8, 2)
        assert row.task_text.endswith("常态化运行老挝专线，全年开行 1600 列以上。")
        assert units(parsed, row.task_id) == [("市场发展委", "lead"), ("陆港集团", "support")]

    def test_a_clause_on_a_line_of_its_own_and_one_without_a_label(self, laid):
        parsed = laid[YIWU_TASKS].parsed
        assert units(parsed, task(parsed, "key_work", 5, 17).task_id) == [("科技局", "lead")]
        assert units(parsed, task(parsed, "key_work", 7, 21).task_id) == [("文广旅体局", "lead"), ("商城集团", "lead")]

    def test_leaders_lead_their_sections_and_assist_with_their_lists(self, laid):
        parsed = laid[YIWU_TASKS].parsed
        assert task(parsed, "key_work", 1, 1).leader_name == "叶帮锐"
        assert task(parsed, "key_work", 3, 4).leader_title == "党组成员"
        assert task(parsed, "key_work", 11, 1).leader_name is None
        assistants = Counter(row.leader_name for row in parsed.task_leaders if row.role == "assist")
        assert assistants == {"王炜": 173, "王宇": 213, "叶国江": 173}

    def test_all_answer_together_where_all_are_named(self, laid):
        parsed = laid[YIWU_TASKS].parsed
        row = task(parsed, "key_work", 11, 2)
        assert units(parsed, row.task_id) == [("各镇街", "lead"), ("市政府各部门", "lead")]


class TestDongyangTasks:
    def test_who_it_is(self, laid):
        identity = laid[DONGYANG_TASKS].parsed.identity
        assert (identity.jurisdiction, identity.doc_number) == ("东阳市", "东政办发〔2023〕3号")
        assert identity.issued_on == dt.date(2023, 1, 28)

    def test_counts(self, laid):
        parsed = laid[DONGYANG_TASKS].parsed
        assert per_section(parsed, "key_work") == [12, 35, 27, 5, 13, 17, 7, 20]
        assert [t.task_no for t in parsed.tasks if t.list_type == "livelihood"] == list(range(1, 11))

    def test_the_convention_is_the_sentence_that_says_so(self, laid):
        assert laid[DONGYANG_TASKS].parsed.role_convention.startswith("列第一位者为工作牵头或汇总单位")

    def test_a_task_glued_to_the_clause_before_it(self, laid):
        parsed = laid[DONGYANG_TASKS].parsed
        assert task(parsed, "key_work", 3, 7).task_text.startswith('深化"大综合一体化"行政执法改革')
        assert units(parsed, task(parsed, "key_work", 3, 6).task_id)[-1] == ("市税务局", "support")
        assert task(parsed, "key_work", 2, 8).task_text.startswith("50个省市县三级重大项目")

    def test_a_heading_glued_to_a_clause(self, laid):
        row = task(laid[DONGYANG_TASKS].parsed, "key_work", 8, 1)
        assert (row.leader_name, row.section_title) == ("胡利群", "胡利群副市长牵头的重点工作")

    def test_roles_by_comma_by_bold_and_by_place(self, laid):
        parsed = laid[DONGYANG_TASKS].parsed
        assert units(parsed, task(parsed, "key_work", 1, 7).task_id) == [
            ("市府办", "lead"), ('市"三服务"办', "lead"), ("市政府各部门", "support"),
        ]  # fmt: skip
        assert [role for _, role in units(parsed, task(parsed, "key_work", 4, 5).task_id)] == [
            "lead",
            "lead",
            "support",
        ]
        assert units(parsed, task(parsed, "key_work", 7, 2).task_id) == [("市残联", "lead"), ("市红十字会", "support")]
        assert ("市文化艺术中心(体育中心)项目指挥部", "support") in units(
            parsed, task(parsed, "key_work", 6, 16).task_id
        )

    def test_a_project_for_the_people_with_its_parts(self, laid):
        parsed = laid[DONGYANG_TASKS].parsed
        row = task(parsed, "livelihood", 1, 7)
        assert (row.title, row.leader_name) == ("基层文化体育场地设施建设及服务提升项目", "龚杭娟")
        assert row.task_text.startswith("1.新、改建城市社区体育场地35个")
        assert units(parsed, row.task_id)[0] == ("市文广旅体局", "lead")
        assert units(parsed, row.task_id)[-1] == ("各镇乡街道", "support")

    def test_markup_and_wrapped_blanks_are_gone(self, laid):
        text = laid[DONGYANG_TASKS].document.text
        assert "PM2.5 平均浓度低于 22 ug/m³" in text
        assert "**" not in text and "<sub>" not in text and "#" not in text
        assert "思考谋划" in text and "思 考谋划" not in text


class TestYiwuThirdQuarter:
    def test_rows(self, laid):
        parsed = laid[YIWU_Q3].parsed
        assert [row.row_no for row in parsed.progress] == list(range(1, 160))
        assert parsed.identity.report_period_id == "2023-Q3"
        assert {row.period_id for row in parsed.progress} == {"2023-Q3"}

    def test_a_row_with_markup_in_its_cell(self, laid):
        row = laid[YIWU_Q3].parsed.progress[71]
        assert (row.row_no, row.lead_unit_name) == (72, "教育局")
        assert row.narrative.startswith("1. 2023年3月，市委召开教育工作领导小组会议")
        assert row.narrative.count("\n") == 3 and "<" not in row.narrative

    def test_a_plain_row(self, laid):
        row = laid[YIWU_Q3].parsed.progress[0]
        assert (row.task_name, row.lead_unit_name) == ("一般公共预算收入增长8%以上", "财政局")
        assert row.narrative == "1-9月，完成一般公共预算收入122.62亿元，增长7.5%。"


class TestTenProjects:
    def test_programmes(self, laid):
        parsed = laid[TEN_PROJECTS].parsed
        assert [p.program_no for p in parsed.programs] == list(range(1, 11))
        assert parsed.programs[9].convenors == "喻新贵常务副市长、骆小俊副市长"
        assert parsed.programs[0].program_name == "扩投资优结构增动能工程"
        assert (parsed.identity.doc_type, parsed.identity.plan_period_id) == ("program_plan", "2023/2027")

    def test_goals_and_actions_with_the_programmes_units(self, laid):
        parsed = laid[TEN_PROJECTS].parsed
        goal = task(parsed, "five_year_goal", 6, 1)
        assert goal.task_text.startswith("到 2027 年，完成重大项目投资 500 亿元")
        assert (goal.leader_name, goal.period_id) == ("邵春洪", "2023/2027")
        assert units(parsed, goal.task_id)[0] == ("农业农村局", "lead")
        assert units(parsed, goal.task_id)[-1] == ("人行义乌市支行", "support")
        assert task(parsed, "three_year_action", 6, 1).period_id == "2023/2025"

    def test_the_indicator_system_over_page_breaks_and_shifted_rows(self, laid):
        parsed = laid[TEN_PROJECTS].parsed
        counts = Counter((i.program_no, i.level) for i in parsed.indicators)
        assert len(parsed.indicators) == 129
        assert [counts[10, level] for level in ("省级", "金华", "义乌")] == [12, 4, 2]
        seventh = [(i.level, i.indicator_no) for i in parsed.indicators if i.program_no == 7]
        assert seventh == [("省级", n) for n in range(2, 7)] + [("金华", n) for n in range(1, 6)] + [
            ("义乌", 1),
            ("义乌", 2),
        ]
        eighth = [i.indicator_name for i in parsed.indicators if (i.program_no, i.level) == (8, "义乌")]
        assert eighth == ["文旅项目投资额", "旅游人次", "旅游收入"]

    def test_the_tasks_of_annex_three(self, laid):
        parsed = laid[TEN_PROJECTS].parsed
        assert per_section(parsed, "program_task") == [9, 7, 7, 12, 3, 6, 3, 5, 5, 21]
        row = task(parsed, "program_task", 10, 21)
        assert row.task_text.startswith("完善养老服务体系。实施认知障碍照护专区改造，完成新增床位 110 张。")
        assert row.task_text.endswith("新增持证养老护理员 80 名。")
        assert row.period_id == "2023"

    def test_three_blank_forms_are_what_they_are(self, laid):
        treatments = Counter(r.treatment for r in laid[TEN_PROJECTS].parsed.remainders)
        assert treatments["blank_form"] == 3


class TestWorkReport:
    def test_ten_actions_of_the_year(self, laid):
        parsed = laid[REPORT].parsed
        assert parsed.identity.plan_period_id == "2022"
        actions = [t for t in parsed.tasks if t.section_no <= 10 and t.list_type == "report_action"]
        assert [t.section_title for t in actions] == [
            "市场升级行动", "通道拓展行动", "改革深化行动", "产业提质行动", "创新引领行动",
            "城乡提升行动", "共富示范行动", "生态提档行动", "平安守护行动", "民生优先行动",
        ]  # fmt: skip
        assert {t.period_id for t in actions} == {"2022"}

    def test_a_sentence_with_the_running_title_in_it_is_whole(self, laid):
        row = task(laid[REPORT].parsed, "report_action", 1, 1)
        assert "推进“产业集群+跨境电商”试点" in row.task_text
        furniture = [r.text for r in laid[REPORT].parsed.remainders if r.treatment == "running_header"]
        assert furniture == ["政 府", "工 作"]

    def test_the_years_main_targets_and_those_of_2026(self, laid):
        laid_report = laid[REPORT]
        titles = {t.section_title: t for t in laid_report.parsed.tasks if t.section_no > 10}
        assert titles["主要预期目标"].period_id == "2022"
        ahead = [t for t in laid_report.parsed.tasks if t.list_type == "five_year_goal"]
        assert [t.section_title[:4] for t in ahead] == ["扛旗争先"] * 5
        assert {t.period_id for t in ahead} == {"2022/2026"}

    def test_the_past_is_told_apart(self, laid):
        past = [r.text for r in laid[REPORT].parsed.remainders if r.treatment == "narrative_of_the_past"]
        assert any(text.startswith("五年奋进,综合实力大幅跃升") for text in past)

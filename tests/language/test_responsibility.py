"""Responsibility clauses: who leads and who supports, by the sign that each form uses."""

import pytest

from pipeline.language.bodies.responsibility import Convention, find_convention, read_clause

LEAD, SUPPORT = "lead", "support"


def roles(clause: str, bold: tuple[tuple[int, int], ...] = (), convention: Convention | None = None):
    return {unit.name: unit.role for unit in read_clause(clause, bold, convention).units}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("责任单位：▲甲局、乙局", {"甲局": LEAD, "乙局": SUPPORT}),
        ("▲甲局、▲乙集团", {"甲局": LEAD, "乙集团": LEAD}),
        ("责任单位：甲局★、乙局", {"甲局": LEAD, "乙局": SUPPORT}),
        ("责任单位：财政局", {"财政局": LEAD}),
        ("牵头单位：甲局；配合单位：乙局、丙镇", {"甲局": LEAD, "乙局": SUPPORT, "丙镇": SUPPORT}),
        ("牵头单位：甲局；责任单位：乙局；配合单位：丙局", {"甲局": LEAD, "乙局": SUPPORT, "丙局": SUPPORT}),
        ("责任单位：甲局、乙局；配合单位：丙局", {"甲局": LEAD, "乙局": LEAD, "丙局": SUPPORT}),
        ("甲局、乙局牵头，丙局、丁局配合", {"甲局": LEAD, "乙局": LEAD, "丙局": SUPPORT, "丁局": SUPPORT}),
        (
            "责任单位：由甲局牵头，乙局、人民银行青梧支行配合",
            {"甲局": LEAD, "乙局": SUPPORT, "人民银行青梧支行": SUPPORT},
        ),
        ("责任单位：甲局（牵头）、乙局、丙局", {"甲局": LEAD, "乙局": SUPPORT, "丙局": SUPPORT}),
        ("责任单位: 甲局、乙局,丙局、丁局", {"甲局": LEAD, "乙局": LEAD, "丙局": SUPPORT, "丁局": SUPPORT}),
        ("责任单位：甲局、乙局、丙局等单位", {"甲局": LEAD, "乙局": SUPPORT, "丙局": SUPPORT}),
        ("责任单位：甲局和乙局", {"甲局": LEAD, "乙局": SUPPORT}),
    ],
)
def test_roles_by_form(clause, expected):
    assert roles(clause) == expected


def test_bold_names_lead_also_behind_the_first_comma():
    clause = "责任单位: 市委政法委, 市公安局, 领导小组各成员单位"
    bold = ((6, 11), (13, 17))
    assert roles(clause, bold) == {"市委政法委": LEAD, "市公安局": LEAD, "领导小组各成员单位": SUPPORT}


def test_names_with_brackets_blanks_and_enumeration_marks_stay_whole():
    clause = "责任单位: 市政府各部门,各镇、乡人民政府,市文化艺术中心(体育中心) 项目指挥部、信访局（社会治理中心）"
    assert list(roles(clause)) == [
        "市政府各部门",
        "各镇、乡人民政府",
        "市文化艺术中心(体育中心)项目指挥部",
        "信访局（社会治理中心）",
    ]


def test_a_group_does_not_swallow_the_unit_behind_it():
    assert list(roles("责任单位：各街道、区供销社")) == ["各街道", "区供销社"]


def test_a_wrapped_name_in_a_cell_is_one_name_and_names_on_lines_of_their_own_are_several():
    assert list(roles("市自然资源和规\n划局、市财政局")) == ["市自然资源和规划局", "市财政局"]
    assert list(roles("市发改局\n市财政局")) == ["市发改局", "市财政局"]


def test_a_note_about_roles_is_no_unit():
    clause = read_clause("责任单位: 市人行、银保监(列第一位者为工作牵头或汇总单位,配合部门排名不分先后;下同)")
    assert [unit.name for unit in clause.units] == ["市人行", "银保监"]
    assert len(clause.notes) == 1


def test_an_unmarked_list_among_marked_ones_is_answered_for_jointly():
    assert roles("责任单位：各镇街、市政府各部门", (), Convention("mark", "▲")) == {
        "各镇街": LEAD,
        "市政府各部门": LEAD,
    }


@pytest.mark.parametrize(
    ("text", "clauses", "expected"),
    [
        ("（标▲的为牵头单位，其余为责任单位）", [], "mark"),
        ("列第一位者为工作牵头或汇总单位，下同", [], "first_listed"),
        ("排名第一的单位为牵头单位。", [], "first_listed"),
        ("加粗单位为牵头单位。", [], "bold"),
        ("", [("责任单位：▲甲局、乙局", False)], "mark"),
        ("", [("责任单位：甲局、乙局", True)], "bold"),
        ("", [("责任单位：甲局、乙局，丙局", False)], "before_comma"),
    ],
)
def test_the_documents_convention_is_declared_or_shown(text, clauses, expected):
    convention = find_convention(text, clauses)
    assert convention.kind == expected
    assert convention.quote


def test_offsets_stand_on_the_names():
    clause = "牵头单位：甲局；配合单位： 乙局、丙镇"
    assert all(clause[unit.start : unit.end] == unit.name for unit in read_clause(clause).units)


def test_a_division_of_work_is_a_label_of_units():
    clause = read_clause("部门分工：县水利局牵头，各镇、各部门配合。")
    assert [(unit.name, unit.role) for unit in clause.units][:1] == [("县水利局", "lead")]


def test_a_label_nobody_knows_leads_beside_one_that_supports():
    """Fails if a task is left without a lead because the word for who leads is new."""
    assert roles("总揽单位：甲局；配合单位：乙局") == {"甲局": LEAD, "乙局": SUPPORT}
    assert roles("牵头单位：甲局；总揽单位：乙局") == {"甲局": LEAD, "乙局": SUPPORT}

"""Links across documents fail an auditor when they call two different promises one, or miss a contradiction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.match.links.target_links import link_targets
from pipeline.match.links.task_links import link_tasks
from pipeline.match.names.text_forms import differences
from pipeline.records import TargetLinkRecord, TaskLinkRecord, TextRecord
from tests.match.builders import document, targets, task

DOCUMENTS = [document("a", "responsibility_breakdown", "2023"), document("b", "program_plan", "2023")]


def _links(one: str, other: str) -> tuple[list[TargetLinkRecord], list[TaskLinkRecord]]:
    tasks = [task(1, one, document_id="a"), task(1, other, document_id="b", list_type="program_task")]
    promised = [target for each in tasks for target in targets(each)]
    texts = [TextRecord("a", one), TextRecord("b", other)]
    target_links = link_targets(DOCUMENTS, tasks, promised, texts)
    return target_links, link_tasks(tasks, promised, target_links)


def test_two_values_of_one_indicator_and_period_are_told() -> None:
    [link], [task_link] = _links("新增就业4万人以上。", "强化就业优先政策，全年新增就业3万人以上。")
    assert (link.same_period, link.same_value) == (True, False)
    assert task_link.link_kind in ("reworded", "same_indicator")


def test_equal_values_in_other_words_are_no_contradiction() -> None:
    [link], _ = _links("完成农房抵押贷款累计330亿元以上。", "完成农房抵押贷款累计3300000万元。")
    assert link.same_value


def test_a_qualifier_parts_near_names() -> None:
    assert _links("新增技能人才1万人。", "新增高技能人才3100人以上。")[0] == []
    assert _links("进口增长25%以上。", "出口增长10%以上。")[0] == []
    assert _links("50亿元以上项目5个。", "100亿元以上项目5个。")[0] == []


def test_short_names_need_their_surroundings() -> None:
    assert _links("加快双江湖新区开发，完成投资190亿元以上。", "改造老旧小区，完成投资3亿元以上。")[0] == []


def test_one_clause_of_a_long_action_is_enough() -> None:
    long_action = "打造枢纽。做优口岸，完善体系，推进建设，培育引进年销售超5亿元电商企业10家以上。"
    _, [link] = _links("培育引进年销售额超5亿元电商企业10家以上。", long_action)
    assert (link.task_id, link.link_kind, link.differs) == ("a/key_work/1/1", "reworded", "去掉“额”")


def test_dates_and_bare_amounts_link_nothing() -> None:
    assert _links("到2026年，打造甲平台。", "到2027年，擦亮乙品牌。")[1] == []


def test_differences_never_cut_a_number() -> None:
    assert differences("增长7.5%以上", "增长8%以上") == ["“7.5”改为“8”"]
    assert differences("招引项目120个", "招引项目37个") == ["“120”改为“37”"]


def test_the_name_of_a_share_may_stand_in_another_order() -> None:
    one, other = "义务教育段随迁子女就读公办学校60%以上。", "提高随迁子女公办学校就读率，确保达到66.2%以上。"
    [link], _ = _links(one, other)
    assert (link.same_period, link.same_value) == (True, False)
    assert link.link_score >= Decimal("0.96")  # as sure as a name repeated word for word
    assert _links("公办学校教师交流率达到20%以上。", other)[0] == []
    assert _links("高端装备制造业投资占比达到30%以上。", "制造业投资占比达到40%以上。")[0] == []  # one word more
    assert _links("随迁子女民办学校就读率降至20%以下。", other)[0] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增智慧牧场（数字化养殖场）20家。", "新增智慧牧场20家以上。"),  # a bracket
        ("实现残疾人辅助性就业320人。", "辅助残疾人就业320人。"),  # another order
        ("为12万名市民免费提供肝脏疾病筛查。", "完成肝脏疾病筛查12万人。"),  # words around it
        ("启动第二批美丽庭院建设60个。", "启动建设第二批县级美丽庭院60个。"),  # a grade
    ],
)
def test_one_telling_value_links_names_that_stand_in_each_other(one: str, other: str) -> None:
    [link], _ = _links(one, other)
    assert (link.same_period, link.same_value) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新建公厕20座。", "新建停车场20座。"),  # the value alone
        ("启动第一批美丽庭院建设60个。", "启动第二批美丽庭院建设60个。"),
        ("新增学位5个。", "新增硕士学位授权点5个。"),  # a value that any two may share
        ("完成投资350亿元。", "完成工业投资350亿元。"),
    ],
)
def test_a_shared_value_is_not_enough(one: str, other: str) -> None:
    assert _links(one, other)[0] == []


def test_a_city_s_own_name_for_its_trains_is_the_common_one() -> None:
    assert _links("渝新欧班列全年开行900列以上。", "中欧班列年开行数达1500列以上。")[0]

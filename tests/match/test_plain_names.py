"""Names of one indicator in two plans: fails when a word that changes nothing parts them, or a condition does not."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.match.links.restated import restated_targets
from pipeline.match.links.target_links import link_targets
from pipeline.match.links.task_links import link_tasks
from pipeline.match.names.plain_names import alike
from pipeline.records import TargetLinkRecord, TextRecord
from tests.match.builders import document, targets, task


def _links(one: str, other: str, other_period: str = "2024/2028") -> list[TargetLinkRecord]:
    documents = [
        document("a", "responsibility_breakdown", "2024"),
        document("b", "program_plan", other_period),
    ]
    tasks = [
        task(1, one, document_id="a", period_id="2024"),
        dataclasses.replace(task(1, other, document_id="b", list_type="program_task"), period_id=other_period),
    ]
    promised = [target for each in tasks for target in targets(each)]
    found = link_targets(documents, tasks, promised, [TextRecord("a", one), TextRecord("b", other)])
    return restated_targets(promised, link_tasks(tasks, promised, found), found)


@pytest.mark.parametrize(
    ("year", "window"),
    [
        ("城镇新增就业1.2万人以上。", "新增就业6万人以上。"),  # the official name and the short one
        ("固定资产投资增长10%以上。", "固定资产投资年均增速10%以上。"),  # words of growth
        ("每千名老人拥有养老床位45张。", "每千名老年人拥有养老床位达50张。"),
        ("供应建设用地3000亩。", "五年累计保障建设用地1.5万亩。"),
        ("海铁联运完成3万标箱。", "海铁联运班列集装箱吞吐量达10万标箱。"),  # what the unit says
        ("R&D经费投入强度达2.8%。", "全社会研发投入占GDP比重达3.2%。"),
        ("新建改建农村公路60公里。", "五年新改建农村公路300公里。"),
        ("改造老旧小区20个。", "完成城镇老旧小区改造100个。"),
        ("培育高素质农民500人。", "培训高素质农民2500人。"),
        ("新登记市场主体1.5万户。", "新增经营主体8万户。"),
        ("新能源装机容量达到60万千瓦。", "新能源装机突破150万千瓦。"),
        ("空气质量优良天数比率达到92%。", "空气优良率达到94%。"),
        ("高技能人才占技能人才比例达到31%。", "高技能人才占比达35%。"),
        ("每千常住人口拥有3岁以下托位4个。", "千人托位数达到5个。"),
    ],
)
def test_neutral_words_do_not_part_a_year_from_its_window(year: str, window: str) -> None:
    assert _links(year, window)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增技能人才3000人。", "新增高技能人才3000人。"),  # one condition more, even at one value
        ("中欧班列开行300列。", "中老班列开行300列。"),
        ("新增上市企业2家。", "新增上市后备企业2家。"),
        ("新增规上工业企业25家。", "新增规上服务业企业25家。"),
        ("新建农村公路60公里。", "养护农村公路600公里。"),  # another work
        ("建设用地供应3000亩。", "盘活存量建设用地3000亩。"),
        ("山区道路提升15公里。", "城区道路提升15公里。"),
        ("新增高新技术企业40家。", "高新技术企业累计超过500家。"),  # additions and all there is
        ("新增上市企业3家。", "上市公司达到20家。"),
        ("固定资产投资增长15%以上。", "固定资产投资增长15%以上、力争20%。"),
    ],
)
def test_one_word_more_or_another_is_another_indicator(one: str, other: str) -> None:
    firm = [link for link in _links(one, other, "2024") if not (link.same_value and "力争" in other)]
    assert firm == []


def test_the_place_may_stand_in_the_name() -> None:
    assert alike("环青梧步道", "环步道", place="青梧市")
    assert not alike("环青梧步道", "环湖步道", place="青梧市")


def test_tasks_that_share_one_telling_value_share_the_small_ones() -> None:
    one = "新增“小升规”企业45家，专精特新企业3家。"
    other = "争取新增“小升规”企业45家以上，“专精特新”企业（含小巨人）3家以上。"
    assert len(_links(one, other, "2024")) == 2
    assert len(_links(one, "争取新增“小升规”企业45家以上，创新平台3家以上。", "2024")) == 1


def test_rates_of_quarters_follow_the_task_s_shared_value() -> None:
    one = "确保新建市重点项目开工率一季度达到25%、二季度达到55%，全年新开工项目140个。"
    other = "确保新建项目开工率一季度达到25%，二季度达到55%，新开工项目140个。"
    assert sum(link.same_value for link in _links(one, other, "2024")) == 3

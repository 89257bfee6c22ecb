"""A value that only two promises share links them in other words, and nothing else does."""

from __future__ import annotations

import pytest

from pipeline.match.links.target_links import link_targets
from pipeline.records import TargetRecord
from tests.match.builders import document, targets, task

ANNUAL, PROGRAMME = "annual", "programme"


def linked(annual: str, programme: str) -> set[frozenset[str]]:
    """The pairs of values' quotes that two plans of one year are linked by."""
    tasks = [task(1, annual, document_id=ANNUAL), task(1, programme, document_id=PROGRAMME, list_type="program_task")]
    promised: dict[str, TargetRecord] = {one.target_id: one for owner in tasks for one in targets(owner)}
    plans = [document(ANNUAL, "responsibility_breakdown", "2023"), document(PROGRAMME, "program_plan", "2023")]
    links = link_targets(plans, tasks, promised.values(), [])
    return {frozenset((promised[one.target_id].quote, promised[one.other_target_id].quote)) for one in links}


@pytest.mark.parametrize(
    ("annual", "programme"),
    [
        ("为3.4万名适龄妇女开展“两癌”筛查", "“两癌”免费检查34000人"),
        ("新增机动车停车位2300个", "挖潜增建公共停车泊位2300个"),
        ("治理水土流失面积87平方公里", "水土流失综合治理87平方公里"),
        ("新建改造口袋公园23个", "口袋公园新建、提升23处"),
        ("完成危旧房改造1370户", "农村危房动态改造1370户"),
        ("培训新型职业农民1700人次", "高素质农民（新型职业农民）培训1700人次"),
    ],
)
def test_other_words_for_the_thing_and_one_telling_value(annual: str, programme: str) -> None:
    assert linked(f"{annual}。", f"{programme}。") == {frozenset((annual, programme))}


@pytest.mark.parametrize(
    ("annual", "programme"),
    [
        ("新开通公交线路17条", "优化调整公交线路17条"),  # other work
        ("新增各项存款73亿元", "新增各项贷款73亿元"),  # a word that parts them
        ("新增机动车停车位2000个", "挖潜增建公共停车泊位2000个"),  # a round value tells nothing
        ("新增规上文化企业16家", "新增规上服务业企业16家"),  # one word in the place of another
        ("改造提升供电线路163公里", "改造提升供水管线163公里"),
        ("新增养老床位26张", "新增婴幼儿托位26个"),  # nothing in common
        ("新增机动车停车位2300个", "挖潜增建公共停车泊位3200个"),  # another value
    ],
)
def test_what_keeps_two_promises_apart(annual: str, programme: str) -> None:
    assert linked(f"{annual}。", f"{programme}。") == set()


def test_a_value_that_several_near_promises_share_links_none() -> None:
    assert linked("新增机动车停车位2300个。", "挖潜增建公共停车泊位2300个，新改建临时停车泊位2300个。") == set()

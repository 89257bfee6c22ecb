"""A row that names one promise of a task in other words has to find it, or its promise counts as never reported on."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.match.links.row_links import link_rows
from pipeline.records import LinkRecord
from tests.match.builders import row, task

PLAN = [
    "新建养老机构11家，改造农村敬老院3所，培训护理员460人次。",
    "为1.7万名农村妇女提供“两癌”免费筛查。",
    "建成投用青岭县人民医院东院区。",
    "新改扩建幼儿园5所，新增公办学位1350个。",
    "推行“一件事一次办”事项42项以上。",
    "开工建设云溪标准厂房21万平方米，引进亿元以上项目31个。",
    "争创省级全域旅游示范县。",
    "新增城镇就业5300人，发放贷款12亿元。",
    "启动云溪小学一期建设。",
]


def link_of(name: str) -> LinkRecord:
    """The link of one row to the plan."""
    return link_rows([row(1, name)], [task(i, text) for i, text in enumerate(PLAN, start=1)], [])[0]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("农村敬老院提升3所", 1),
        ("养老护理员技能培训460人", 1),
        ("农村妇女宫颈癌、乳腺癌检查17000人", 2),
        ("县医院东院区年内投用", 3),
        ("公办幼儿园扩容（1350个学位）", 4),
        ("高效办成一件事改革（42项）", 5),
        ("建设标准化厂房21万㎡", 6),
        ("全年引进亿元项目31个", 6),
        ("省级全域旅游示范区创建", 7),
        ("城镇就业5300人", 8),
    ],
)
def test_a_part_of_a_task_in_other_words_is_linked_to_it(name: str, number: int) -> None:
    link = link_of(name)
    assert (link.task_id, link.link_kind) == (f"plan/key_work/1/{number}", "reworded")


@pytest.mark.parametrize(
    "name",
    [
        "新建公共厕所11座",  # the value alone
        "新增公办小学学位1350个",  # a word that the task does not have
        "改造农村户厕5300户",  # another unit
        "争取上级资金12亿元",  # a bare word is no name
        "引进10亿元以上项目31个",  # another bound
        "云溪小学二期建设",  # another phase
        "国家级全域旅游示范区创建",  # another level
        "举办第三届云溪文化节",
        "建设停车场28处",  # a number that the plan does not have
    ],
)
def test_what_the_plan_does_not_promise_stays_without_a_task(name: str) -> None:
    assert link_of(name).task_id is None


def test_several_rows_may_be_parts_of_one_task() -> None:
    rows = [row(1, "养老护理员技能培训460人"), row(2, "农村敬老院提升3所")]
    links = link_rows(rows, [task(i, text) for i, text in enumerate(PLAN, start=1)], [])
    assert [link.task_id for link in links] == ["plan/key_work/1/1"] * 2


def test_a_part_says_what_agrees_and_that_it_is_one() -> None:
    link = link_of("建设标准化厂房21万㎡")
    assert "21万㎡" in link.matched
    assert link.differs == "本行只涉及该任务的一部分，用词不同"


def test_two_tasks_that_fit_alike_leave_a_row_without_a_task() -> None:
    plans = [dataclasses.replace(task(i, "建设云溪蚕桑馆。"), task_id=f"plan/key_work/1/{i}") for i in (1, 2)]
    assert link_rows([row(1, "云溪蚕桑馆内部布展事项")], plans, [])[0].task_id is None

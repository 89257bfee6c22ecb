"""Links fail a supervision office when a row is judged against the wrong promise, or against none."""

from __future__ import annotations

import random

import pytest

from pipeline.match.links.row_links import link_rows
from pipeline.records import LinkRecord
from tests.match.builders import lead, row, task

TASKS = [
    task(1, "深化国资国企改革，推动国有资本布局和调整，市属国企资产总规模达3000亿元以上。"),
    task(2, "打造“境内外一体化”服务体系，海外政务服务驿站布局新增 5 个以上国家和地区。"),
    task(3, "辅助残疾人就业400人。"),
    task(4, "大力发展“市场采购+保税转口”等中转集拼新模式，促进融合发展，实现进出口超5000亿元，其中进口达600亿元。"),
    task(5, "完成残疾人家庭居住环境无障碍和宜居化改造160户。"),
]


def _by_row(links: list[LinkRecord]) -> dict[str, LinkRecord]:
    return {link.progress_id: link for link in links}


def test_equal_words_link_whatever_the_punctuation_and_blanks() -> None:
    rows = [row(1, "打造“境内外一体化”服务体系，海外政务服务驿站布局新增5个以上国家和地区")]
    link = link_rows(rows, TASKS, [])[0]
    assert (link.task_id, link.link_kind, link.link_score) == (TASKS[1].task_id, "same", 1)


def test_reworded_rows_link_and_say_what_changed() -> None:
    rows = [row(1, "深化国资国企改革，推动国有资本布局优化和结构调整，市属国企资产总规模达3000亿元以上", unit="国资办")]
    link = link_rows(rows, TASKS, [lead(TASKS[0].task_id, "国资办")])[0]
    assert (link.task_id, link.link_kind) == (TASKS[0].task_id, "reworded")
    assert "3000" in link.matched
    assert "牵头单位一致" in link.matched
    assert link.differs == "“和”改为“优化和结构”"


def test_a_row_that_keeps_only_the_numbers_of_a_long_task_still_links() -> None:
    link = link_rows([row(1, "实现进出口超5000亿元，其中进口达600亿元")], TASKS, [])[0]
    assert (link.task_id, link.link_kind) == (TASKS[3].task_id, "reworded")


@pytest.mark.parametrize(
    ("planned", "told", "is_other"),
    [
        (
            "推进云桥市场群建设，三号馆一期主体结顶，启动配套路网。",
            "推进云桥市场群建设，三号馆一期主体结项，启动配套路网",
            True,
        ),
        (
            "深化治气攻坚，推进细颗粒物和臭氧双控，优良率达96%以上。",
            "深化治气攻坚，推进颗粒物和臭氧双控，优良率达96%以上",
            True,
        ),
        (
            "办好就业实事，完成高素质蚕农及乡土工匠培训900人以上。",
            "办好就业实事，完成高素质蚕农及乡土工匠培养900人以上",
            True,
        ),
        ("改造老旧小区和学校，惠及青溪居民，年内完工。", "改造学校，惠及青溪居民，年内完工", True),
        ("推进航空发展，常态化运行北川航线，拓展货运。", "推进航空发展，常态化运行北川线路，拓展货运", False),
        ("深化产教融合，打造服务新模式，培训工匠400人。", "深化产教融合，打造服务模式，培训工匠400人", False),
        ("建设云桥物流园、云桥数据园，年内投用。", "建设云桥物流园、数据园，年内投用", False),
        ("全面建成省水资源示范区，优化用水结构。", "全面建成浙江省水资源示范区，优化用水结构", False),
    ],
)
def test_another_word_for_what_is_promised_is_more_than_style(planned: str, told: str, is_other: bool) -> None:
    link = link_rows([row(1, told)], [task(1, planned)], [])[0]
    assert (link.link_kind, link.changes_substance) == ("reworded", is_other)


def test_a_row_without_a_plan_task_links_to_none() -> None:
    link = link_rows([row(1, "实施小学生暑期科普培训1万人")], TASKS, [])[0]
    assert (link.task_id, link.link_kind) == (None, "none")


def test_similar_tasks_are_assigned_one_to_one() -> None:
    plans = [task(1, "建设未来社区6个。"), task(2, "建设未来乡村10个。")]
    links = _by_row(link_rows([row(1, "建设未来乡村11个"), row(2, "建设未来社区7个")], plans, []))
    assert links["report/row/1"].task_id == plans[1].task_id
    assert links["report/row/2"].task_id == plans[0].task_id


def test_rows_never_link_to_another_year() -> None:
    last_year = task(3, "辅助残疾人就业400人", period_id="2022")
    assert link_rows([row(1, "辅助残疾人就业400人")], [last_year], [])[0].task_id is None


def test_reported_lists_come_before_programme_lists() -> None:
    plans = [
        task(1, "辅助残疾人就业400人", document_id="a_programme", period_id="2023/2027", list_type="program_task"),
        task(3, "辅助残疾人就业400人"),
    ]
    assert link_rows([row(1, "辅助性残疾人就业400人")], plans, [])[0].task_id == plans[1].task_id


def test_links_do_not_depend_on_the_order_of_records() -> None:
    rows = [row(i, task.task_text.replace("残疾人", "困难群众")) for i, task in enumerate(TASKS, start=1)]
    expected = link_rows(rows, TASKS, [])
    for seed in range(5):
        shuffled_rows, shuffled_tasks = rows[:], TASKS[:]
        random.Random(seed).shuffle(shuffled_rows)
        random.Random(seed + 100).shuffle(shuffled_tasks)
        assert link_rows(shuffled_rows, shuffled_tasks, []) == expected

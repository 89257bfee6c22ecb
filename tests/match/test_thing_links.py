"""Milestones of two plans must be linked by the thing they name, or a promise quietly lowered goes unseen."""

from __future__ import annotations

import pytest

from pipeline.match.links.task_links import link_tasks
from pipeline.match.links.thing_links import link_things
from pipeline.records import MilestoneRecord
from tests.match.builders import PLAN, document, task

PROGRAM = "program"


def _milestone(document_id: str, thing: str, stage: str, rank: int, thing_class: str = "works") -> MilestoneRecord:
    task_id = f"{document_id}/key_work/1/1"
    return MilestoneRecord(
        f"{task_id}#m1", task_id, None, document_id, 1, "milestone", thing, stage, thing_class, rank, None, None, None,
        "2023", True, "test", thing, None, 0, len(thing),
    )  # fmt: skip


def _linked(one: MilestoneRecord, other: MilestoneRecord) -> list[bool]:
    documents = [document(PLAN, "responsibility_breakdown", "2023"), document(PROGRAM, "program_plan", "2023/2027")]
    return [link.same_value for link in link_things(documents, [one, other])]


def test_the_same_thing_links_and_says_whether_the_stage_is_the_same() -> None:
    begun = _milestone(PLAN, "湖东艺术街区", "begin", 3)
    assert _linked(begun, _milestone(PROGRAM, "湖东艺术街区", "plan", 1)) == [False]
    assert _linked(begun, _milestone(PROGRAM, "湖东艺术街区建设工程", "begin", 3)) == [True]


@pytest.mark.parametrize(
    ("thing", "thing_class"),
    [("湖东艺术街区二期", "works"), ("湖西艺术街区", "works"), ("湖东艺术街区", "honour")],
)
def test_a_phase_a_neighbour_or_another_sort_is_another_thing(thing: str, thing_class: str) -> None:
    assert (
        _linked(_milestone(PLAN, "湖东艺术街区", "begin", 3), _milestone(PROGRAM, thing, "begin", 3, thing_class)) == []
    )


def test_tasks_are_linked_by_what_they_deliver() -> None:
    plans = [task(1, "投用湖东码头。"), task(1, "争取年底湖东码头与疏港路同步投入使用。", document_id=PROGRAM)]
    one, other = (_milestone(plan.document_id, "湖东码头", "use", 6) for plan in plans)
    documents = [document(PLAN, "responsibility_breakdown", "2023"), document(PROGRAM, "program_plan", "2023/2027")]
    [link] = link_tasks(plans, [one, other], link_things(documents, [one, other]))
    assert (link.link_kind, link.matched) == ("same_indicator", "同一事项：湖东码头、湖东码头")

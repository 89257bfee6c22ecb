"""Lists of promises in one task: each is answered by what its own words name, in a measure of its own sort."""

from __future__ import annotations

import pytest

from pipeline.match import match
from tests.match.builders import reported


def answers(promise: str, narrative: str) -> list[str]:
    records = reported(promise, narrative)
    known = {one.actual_id: f"{one.value.normalize():f}{one.unit}" for one in records["actuals"]}
    return [known.get(pair.actual_id or "", "none") for pair in match(records)["pairs"]]


@pytest.mark.parametrize(
    ("promise", "narrative", "told"),
    [
        # the clause before promises its own number and is no topic of the next
        (
            "新改建“四好农村路”30公里，加固改造危桥12座。",
            "完成“四好农村路”新改建项目19个、16.4公里；12座危桥改造项目已完成8座。",
            ["16.4公里", "8座"],
        ),
        # households are not answered by lanes
        (
            "改造老旧小区13个、背街小巷8条，惠及居民5260户。",
            "实施背街小巷改造8条，目前完工4条，在建3条。",
            ["none", "4条", "none"],
        ),
        # what is done stands before the thing in one name, behind it in the other
        ("加固改造危桥12座。", "危桥改造已完成9座。", ["9座"]),
        # introduced and produced are two counts: the first answers
        ("引进项目26个。", "今年引进项目26个，投产17个。", ["26个"]),
        # what lies below is done, and the park is not
        ("新建街角花园11处。", "11处街角花园已完成基础建设。", ["none"]),
        ("完成9个村基础设施建设。", "9个村完成基础设施建设。", ["9个"]),
        ("整治支渠7条。", "实施支渠整治7条，全部完工，其中完成衬砌4条。", ["7条"]),
    ],
)
def test_each_promise_of_a_list_is_answered_by_its_own_result(promise: str, narrative: str, told: list[str]) -> None:
    assert answers(promise, narrative) == told

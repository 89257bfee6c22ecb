"""Two promises of one row and a result that fits both: the unit decides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.match import match
from tests.match.builders import reported


@pytest.mark.parametrize(
    ("promise", "narrative", "values"),
    [
        ("新开工老旧小区改造21个3万户", "已完成新开工老旧小区改造16466户。", [None, 16466]),
        ("新建安置房12栋、800套", "已新建安置房500套。", [None, 500]),
        (
            "实施易地扶贫搬迁6900人，其中脱贫人口4800人",
            "全县建设易地扶贫搬迁安置点6个，已完成搬迁入住6700人（其中：建档立卡脱贫人口4700人）。",
            [6700, 4700],
        ),
        ("改造公园5个、广场3处", "已改造公园4处、广场2个。", [4, 2]),
    ],
)
def test_the_unit_tells_two_promises_apart(promise: str, narrative: str, values: list[int | None]) -> None:
    records = reported(promise, narrative)
    matched = match(records)
    by_id = {actual.actual_id: actual for actual in [*records["actuals"], *matched["inferred_actuals"]]}
    answers = [by_id.get(pair.actual_id or "") for pair in matched["pairs"]]
    assert [answer and answer.value for answer in answers] == [value and Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("promise", "narrative", "values"),
    [
        ("新建改造泵房24座", "已完成19座，其中新建6座、改造13座。", [19]),
        ("新（改）建泵房24座", "已完成19座，其中新建6座，改建13座。", [19]),
        # innocent: a part that alone is promised, a whole of another name, parts of another kind
        ("改造泵房24座", "完成泵站建设31座，其中改造泵房22座、新建泵房9座。", [22]),
        ("新建泵房12座、改造泵房20座", "完成泵房31座，其中新建泵房11座、改造泵房20座。", [11, 20]),
        ("新建泵房24座", "完成泵房19座，其中东片12座、西片7座。", [19]),
    ],
)
def test_of_a_whole_and_its_parts_the_one_that_is_promised_answers(
    promise: str, narrative: str, values: list[int]
) -> None:
    records = reported(promise, narrative)
    matched = match(records)
    by_id = {actual.actual_id: actual for actual in [*records["actuals"], *matched["inferred_actuals"]]}
    answers = [by_id.get(pair.actual_id or "") for pair in matched["pairs"]]
    assert [answer and answer.value for answer in answers] == values

"""What each of several places did of one promise answers it together; anything else said beside it does not."""

from __future__ import annotations

import pytest

from tests.language.evidence.facts_of_pairs import answer


@pytest.mark.parametrize(
    ("promise", "told", "value"),
    [
        ("新增停车位500个。", "城东新增停车位200个，城西新增停车位310个。", "510个"),
        ("完成造林3万亩。", "东片完成造林1.2万亩，西片完成造林1.9万亩。", "31000亩"),
        ("建成食堂6个。", "柳溪镇建成食堂2个，北塘镇建成食堂3个，东岭镇建成食堂1个。", "6个"),
        # innocent: the whole is told, another thing, a plan, an average, the place's own promise
        ("新增停车位500个。", "全县新增停车位510个，城西新增停车位310个。", "510个"),
        ("新增停车位500个。", "城东新增停车位200个，城西新增充电桩310个。", "200个"),
        ("新增停车位500个。", "城东新增停车位200个，城西计划新增停车位310个。", "200个"),
        ("户均收入达到9万元。", "柳溪镇户均收入8.8万元，北塘镇户均收入9.1万元。", "91000元"),
        ("新增停车位500个。", "260个，比上年多40个。", "260个"),
        ("城东新增停车位200个。", "城东新增停车位200个，城西新增停车位310个。", "200个"),
    ],
)
def test_parts_by_place_are_added(promise: str, told: str, value: str) -> None:
    assert answer(f"{promise}|{told}") == value

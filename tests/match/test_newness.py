"""A number that only looks like a result must leave its target open, with the cause told."""

from __future__ import annotations

import pytest

from pipeline.match import match
from tests.match.builders import reported


@pytest.mark.parametrize(
    ("promise", "words", "cause"),
    [
        ("新增市级美丽河湖3条。", "累计已创建市级美丽河湖8条。", "stock"),
        ("新增晨练点40处。", "全县现有晨练点310处。", "stock"),
        ("新增省级非遗工坊2个。", "已创建省级非遗工坊5个。", "stock"),
        ("秸秆综合利用率达到97%。", "持续推动秸秆综合利用率达到97%。", "mentioned"),
        ("净增规上企业10家。", "目前在库规上企业188家。", "stock"),
        ("实施二期管网改造36公里。", "一期管网改造40公里全部完工。", "mentioned"),
        ("新建寄宿制学校5所。", "5所寄宿制学校主体已完工。", "under_way"),
        ("新增乡村书屋6家。", "全市共有乡村书屋52家。", "stock"),
        ("上级补助资金获批额度占全市份额20%以上。", "补助资金需求3亿元，占全市份额31%。", "narrower"),
        ("亩均税收达到20万元。", "完成2022年度评价，亩均税收13万元/亩。", "other_year"),
    ],
)
def test_what_is_no_result_answers_nothing(promise: str, words: str, cause: str) -> None:
    [pair] = match(reported(promise, words))["pairs"]
    assert (pair.converts, pair.cause) == (False, cause)


@pytest.mark.parametrize(
    ("promise", "words", "value"),
    [
        ("新增市级美丽河湖3条。", "今年已创建市级美丽河湖3条。", 3),
        ("新增冷库40座。", "新增冷库25座，累计达310座。", 25),
        ("秸秆综合利用率达到97%。", "秸秆综合利用率已达到97%。", 97),
    ],
)
def test_a_result_said_to_be_of_this_year_answers(promise: str, words: str, value: int) -> None:
    [pair] = match(reported(promise, words))["pairs"]
    assert pair.actual_value == value

"""A stage that is only expected after the promise's own deadline: the report says that it will not be kept."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.language.results.forecasts import read_forecasts
from tests.match.test_milestones import answered


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("路面完成，预计11月底通车。", [dt.date(2023, 11, 1)]),
        ("主体结顶，计划明年6月投用。", [dt.date(2024, 6, 1)]),
        ("预计2025年建成。", [dt.date(2025, 1, 1)]),
        ("拟第四季度开工。", [dt.date(2023, 10, 1)]),
        ("预计年底建成。", []),
        ("预计投资12月拨付。", []),
    ],
)
def test_the_day_that_is_expected(text: str, days: list[dt.date]) -> None:
    assert [day for day, _ in read_forecasts(text, 2023)] == days


@pytest.mark.parametrize(
    ("promise", "words", "is_given_up"),
    [
        ("青石路8月底前建成通车。", "路基完成，预计11月底通车。", True),
        ("青石路8月底前建成通车。", "路基完成，预计8月通车。", False),
        ("青石路建成通车，开工建设白云馆。", "青石路预计明年3月通车；白云馆已开工。", True),
        ("青石路建成通车，开工建设白云馆。", "青石路合龙，预计2024年一季度通车；白云馆已开工。", True),
        ("青石路6月底前建成通车，开工建设白云馆。", "青石路完成路基80%，预计10月建成通车；白云馆已开工。", True),
        ("青石路建成通车，开工建设白云馆。", "青石路已通车；白云馆已开工，预计明年6月建成通车。", False),
    ],
)
def test_what_is_expected_too_late_will_not_be_kept(promise: str, words: str, is_given_up: bool) -> None:
    """Fails if a forecast after the deadline says nothing, or one in time or of more than was promised gives it up."""
    _, found = answered(promise, words)
    assert any(answer.says_impossible for answer in found.answers) == is_given_up

"""One indicator must have one id wherever it is promised, and two must never share theirs."""

from __future__ import annotations

import pytest

from pipeline.match.names.series_ids import series_of


def test_other_words_and_units_for_one_indicator_share_its_id() -> None:
    one = series_of("全年实现地区生产总值", None, "growth_rate", "%")
    assert one == series_of("GDP", None, "decrease_rate", "%")
    assert series_of("新增志愿者", None, "count", "名") == series_of("志愿者", None, "count", "人")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("进口", None, "level", "元"), ("出口", None, "level", "元")),
        (("工业投资", None, "level", "元"), ("工业投资", None, "growth_rate", "%")),
        (("投资", "湖东新区", "level", "元"), ("投资", "湖西新区", "level", "元")),
        (("就业", None, "count", "人"), ("残疾人就业", None, "count", "人")),
    ],
)
def test_two_indicators_never_share_an_id(one: tuple, other: tuple) -> None:  # type: ignore[type-arg]
    assert series_of(*one) != series_of(*other)


def test_a_name_that_says_too_little_has_none() -> None:
    assert series_of("项目", None, "count", "个") is None


def test_a_name_with_the_sign_that_parts_an_id_keeps_its_sort_and_units() -> None:
    """Fails if sort and units are cut out of an id that a table's rule stands in."""
    assert series_of("国考断面|达标率", None, "share", "%")[1:] == ("国考断面|达标率", "share", "percent")  # type: ignore[index]

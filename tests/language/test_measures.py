"""Units: what converts into what, and what only counts alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.numbers.measures import comparable, convert, family_of, is_discrete


@pytest.mark.parametrize(
    ("value", "source", "target", "converted"),
    [
        ("1.5", "公里", "米", "1500"),
        ("2", "吨", "斤", "4000"),
        ("100", "㎡", "平方米", "100"),
        ("3", "标方", "立方米", "3"),
        ("5", "名", "人", "5"),
        ("7", "个", "家", "7"),
        ("1", "兆瓦", "千瓦", "1000"),
        ("22", "ug/m³", "微克/立方米", "22"),
        ("2", "个百分点", "百分点", "2"),
    ],
)
def test_units_of_one_family_convert(value: str, source: str, target: str, converted: str) -> None:
    assert convert(Decimal(value), source, target) == Decimal(converted)


@pytest.mark.parametrize(
    ("source", "target"), [("元", "美元"), ("亩", "公里"), ("%", "个"), ("元", "元/亩"), ("吨", "标箱")]
)
def test_units_of_different_families_do_not(source: str, target: str) -> None:
    assert convert(Decimal(1), source, target) is None
    assert not comparable(source, target)


def test_denominators_make_a_family_of_their_own() -> None:
    assert convert(Decimal(300000), "元/亩", "元/亩") == 300000
    assert family_of("元/亩") == "yuan/亩"
    assert not is_discrete("元/人")


def test_counting_words_are_discrete() -> None:
    assert all(map(is_discrete, ["个", "家", "人", "场次", "列"]))
    assert not any(map(is_discrete, ["亩", "元", "%", ""]))

"""Numerals: every spelling gives its exact value, and nonsense is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers.numerals import narrow, parse_chinese, parse_fraction, parse_number, plain
from tests.language.writing import write_chinese


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("二百", "200"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("二百五", "250"),
        ("一千零二十", "1020"),
        ("两千", "2000"),
        ("三点五", "3.5"),
        ("二〇二三", "2023"),
        ("一万二千", "12000"),
        ("４６８．９", "468.9"),
        ("12,350", "12350"),
        ("1.50", "1.50"),
    ],
)
def test_numerals_have_their_value(numeral: str, value: str) -> None:
    assert parse_number(numeral) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("1/4", "25"),
        ("三分之一", "33.33"),
        ("百分之六点五", "6.5"),
        ("三分之二", "66.67"),
        ("万分之一", "0.01"),
        ("百万分之3", "0"),
        ("１/２", "50"),
    ],
)
def test_fractions_are_percentages(text: str, percent: str) -> None:
    assert parse_fraction(text) == Decimal(percent)


@pytest.mark.parametrize("nonsense", ["", "个", "第三", "一二x", "点五"])
def test_what_is_no_numeral_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        parse_chinese(nonsense)


def test_a_fraction_over_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="over zero"):
        parse_fraction("1/0")


@given(st.integers(min_value=0, max_value=999_999_999_999))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert parse_chinese(write_chinese(value)) == value


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_plain_keeps_the_number_and_drops_the_zeros(value: Decimal) -> None:
    assert plain(value) == value
    assert "E" not in str(plain(value)) or plain(value) == 0
    assert "." not in str(plain(value)) or not str(plain(value)).endswith("0")


@given(st.text(max_size=40))
def test_narrow_keeps_every_character_in_its_place(text: str) -> None:
    assert len(narrow(text)) == len(text)


@pytest.mark.parametrize(
    ("words", "percent"),
    [("百分之六点五五五", "6.555"), ("1/3", "33.33"), ("三分之一", "33.33"), ("万分之三", "0.03"), ("1/4", "25")],
)
def test_a_fraction_is_a_percentage_and_one_of_a_hundred_is_not_rounded(words: str, percent: str) -> None:
    assert parse_fraction(words) == Decimal(percent)

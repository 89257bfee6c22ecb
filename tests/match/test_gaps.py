"""A gap of two incomes moves as the two grow: the promise that it shrinks needs no number of last year."""

from __future__ import annotations

import pytest

from tests.match.test_milestones import answered

TOWN, LAND = "城镇居民人均可支配收入", "农村居民人均可支配收入"


@pytest.mark.parametrize(
    ("narrative", "is_kept", "is_broken"),
    [
        (f"{TOWN}5.2万元，增速5.1%，{LAND}3.1万元，增速6.3%。", True, False),
        (f"{TOWN}增长6.3%，{LAND}增长5.1%。", False, True),
        ("城镇、农村居民人均可支配收入均增长6.3%。", False, False),
        ("全县居民人均可支配收入增长6.3%。", False, False),
        (f"{TOWN}增长6.3%，农村居民人均消费支出增长9%。", False, False),
    ],
)
def test_the_gap_shrinks_where_the_lower_income_grows_faster(narrative: str, is_kept: bool, is_broken: bool) -> None:
    (answer,) = answered("城乡居民收入倍差持续缩小。", narrative)[1].answers
    assert (answer.is_claimed, answer.says_impossible) == (is_kept, is_broken)


def test_what_is_no_gap_of_incomes_does_not_follow_from_them() -> None:
    (answer,) = answered("失业人数持续下降。", f"{TOWN}增长5.1%，{LAND}增长6.3%。")[1].answers
    assert not answer.is_claimed


def test_the_reason_names_both_rates() -> None:
    (answer,) = answered("收入倍差持续缩小。", f"{TOWN}增长5.1%，{LAND}增长6.3%。")[1].answers
    assert answer.explanation == f"由{LAND}增长6.3%、{TOWN}增长5.1%推得。"

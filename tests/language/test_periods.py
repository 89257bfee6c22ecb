"""Periods: ids, shares of the year, and the words that name a deadline."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from pipeline.language.periods import deadline_of_plan, find_periods, period_of
from pipeline.language.targets import read_targets


@pytest.mark.parametrize(
    ("period_id", "period_type", "end", "share"),
    [
        ("2023", "year", "2023-12-31", "1"),
        ("2023-Q1", "quarter", "2023-03-31", "0.25"),
        ("2023-Q3", "quarter", "2023-09-30", "0.75"),
        ("2023-H1", "half", "2023-06-30", "0.5"),
        ("2023-9M", "year_to_date", "2023-09-30", "0.75"),
        ("2024-02", "month", "2024-02-29", "0.166667"),
        ("2023/2027", "plan_window", "2027-12-31", "1"),
    ],
)
def test_a_period_knows_its_end_and_its_share_of_the_year(
    period_id: str, period_type: str, end: str, share: str
) -> None:
    period = period_of(period_id)
    assert (period.period_type, period.end_date) == (period_type, dt.date.fromisoformat(end))
    assert period.time_share == Decimal(share)


@pytest.mark.parametrize("nonsense", ["", "23", "2023-Q5", "2023-H3", "2023-13", "2023-14M", "年内"])
def test_what_is_no_period_id_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError):
        period_of(nonsense)


def test_a_promise_without_a_date_is_due_at_the_plans_end() -> None:
    assert deadline_of_plan("2023") == "2023"
    assert deadline_of_plan("2023/2027") == "2027"
    assert deadline_of_plan("2024-Q1") == "2024-Q1"
    assert deadline_of_plan("2024-Q4") == "2024"


@pytest.mark.parametrize(
    ("text", "plan", "due", "annual"),
    [
        ("二季度达到60%", "2023", "2023-H1", False),
        ("三季度末完成40个", "2023", "2023-Q3", False),
        ("9月底前建成20个", "2023", "2023-Q3", False),
        ("11月底前建成20个", "2023", "2023-11M", False),
        ("年底前建成20个", "2023", "2023", False),
        ("到2025年建成20个", "2023/2027", "2025", False),
        ("三年累计建成20个", "2023/2025", "2025", False),
        ("五年累计建成20个", "2023/2027", "2027", False),
        ("每年新增20个", "2023/2027", "2027", True),
        ("产值年均增长8%", "2023/2025", "2025", True),
        ("年税收超100亿元", "2023/2027", "2027", False),
    ],
)
def test_the_words_beside_a_number_say_when_it_is_due(text: str, plan: str, due: str, annual: bool) -> None:
    (target,) = read_targets(text, plan)
    assert (target.period_id, target.is_annual) == (due, annual)


def test_a_quarterly_series_has_a_deadline_each_and_the_rest_is_the_years() -> None:
    text = "开工率一季度达到30%、二季度达到60%、三季度达到85%，投资完成率120%以上"
    due = [target.period_id for target in read_targets(text, "2023")]
    assert due == ["2023-Q1", "2023-H1", "2023-Q3", "2023"]


def test_every_year_covers_a_list_up_to_the_comma() -> None:
    text = "每年滚动推进260项左右重大项目、完成投资350亿元以上，五年完成重大项目投资2000亿元以上"
    annual = [(target.is_annual, target.period_id) for target in read_targets(text, "2023/2027")]
    assert annual == [(True, "2027"), (True, "2027"), (False, "2027")]


def test_years_before_the_plan_name_no_deadline() -> None:
    assert find_periods("在2022年基础上", "2023") == []

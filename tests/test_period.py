"""Periods: their ids, dates, names and shares of the year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from pipeline.period import deadline_of_plan, every_period, is_in_range, is_period_id, is_quarter, period_of, years_of


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
    ("period_id", "label", "quarter"),
    [
        ("2023", "2023年", "2023-Q4"),
        ("2023-Q3", "2023年三季度", "2023-Q3"),
        ("2023-H1", "2023年上半年", "2023-Q2"),
        ("2023-9M", "2023年前三季度", "2023-Q3"),
        ("2023-10M", "2023年1—10月", "2023-Q4"),
        ("2023-08", "2023年8月", "2023-Q3"),
        ("2022/2023", "2022—2023年", "2022-Q4"),
    ],
)
def test_a_period_has_a_name_and_ends_in_a_quarter(period_id: str, label: str, quarter: str) -> None:
    assert (period_of(period_id).label_zh, period_of(period_id).quarter_id) == (label, quarter)


def test_only_quarters_of_years_that_can_be_judged_are_judged() -> None:
    assert is_quarter("2023-Q3")
    assert not any(map(is_quarter, ("2023", "2023-H1", "1889-Q1", "2023-Q5")))
    assert is_in_range("2023/2027") and not is_in_range("2021/2060")


def test_every_period_that_may_be_named_has_one_row() -> None:
    periods = [period.record for period in every_period()]
    ids = {row.period_id for row in periods}
    assert len(ids) == len(periods)
    assert {"2060", "2021/2025", "2023-9M", "2023-08", "2023-11M", "1990/2049"} <= ids
    assert all(map(is_period_id, ids))
    assert {row.period_id for row in periods if row.is_regular and row.year == 2023} == {
        *("2023", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023-H1", "2023-H2", "2023-9M"),
    }
    assert list(years_of("2023/2025")) == [2023, 2024, 2025]

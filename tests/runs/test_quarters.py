"""Quarters are worked out from documents, never from the clock."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from pipeline.period import is_quarter, period_of
from pipeline.runs.quarters import latest_quarter, quarter_before


@pytest.mark.parametrize(
    ("period", "quarter"),
    [
        ("2023-Q3", "2023-Q3"),
        ("2023-H1", "2023-Q2"),
        ("2023-H2", "2023-Q4"),
        ("2023-9M", "2023-Q3"),
        ("2023-8M", "2023-Q3"),
        ("2023-10M", "2023-Q4"),
        ("2023-05", "2023-Q2"),
        ("2023-12", "2023-Q4"),
        ("2023", "2023-Q4"),
        ("2023/2027", "2023-Q4"),
    ],
)
def test_a_period_ends_in_a_quarter(period, quarter):
    assert period_of(period).quarter_id == quarter


def test_an_unknown_way_to_write_a_period_is_refused():
    with pytest.raises(ValueError, match="not of the form"):
        period_of("third quarter")


def documents(*periods):
    return [SimpleNamespace(report_period_id=report, plan_period_id=plan) for report, plan in periods]


def test_the_latest_report_decides_not_a_later_plan():
    assert latest_quarter(documents(("2023-Q3", "2023"), ("2023-H1", "2023"), (None, "2024"))) == "2023-Q3"


def test_without_reports_the_latest_plan_decides():
    assert latest_quarter(documents((None, "2022"), (None, "2023/2027"))) == "2023-Q4"


def test_without_documents_there_is_no_quarter():
    assert latest_quarter([]) is None


def test_a_report_of_long_ago_is_judged_in_its_own_quarter():
    assert latest_quarter(documents(("2012-Q4", "2012"))) == "2012-Q4"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2023-Q3", True),
        ("2023-Q5", False),
        ("2051-Q4", False),
        ("23-Q3", False),
        ("2023-Q3 ", False),
        ("1989-Q1", False),
    ],
)
def test_a_quarter_is_one_of_a_year_that_is_known(text, is_one):
    assert is_quarter(text) is is_one


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (dt.datetime(2024, 1, 20), "2023-Q4"),
        (dt.datetime(2024, 4, 20), "2024-Q1"),
        (dt.datetime(2024, 12, 31), "2024-Q3"),
    ],
)
def test_a_schedule_refreshes_the_quarter_that_ended(moment, quarter):
    assert quarter_before(moment) == quarter

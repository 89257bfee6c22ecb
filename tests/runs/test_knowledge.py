"""Which documents a release holds, by the day or quarter at which knowledge stops."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.runs.knowledge import CutOff, cut_off, dated_cut_off, is_latest, is_way_to_know


def document(report: str | None = None, plan: str | None = None, issued: str | None = None) -> Any:
    day = None if issued is None else dt.date.fromisoformat(issued)
    return SimpleNamespace(report_period_id=report, plan_period_id=plan, issued_on=day, sha256="a")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("then", True),
        ("now", True),
        ("issued:2023-10-31", True),
        ("arrived:2024-02-29", True),
        ("arrived:2023-02-29", False),
        ("issued:2023-10", False),
        ("issued", False),
        ("", False),
    ],
)
def test_a_way_to_know_is_one_of_four(text, is_one):
    assert is_way_to_know(text) is is_one


@pytest.mark.parametrize(
    ("period", "as_known", "expected"),
    [
        ("2023-Q3", "then", None),
        ("2023-Q2", "then", CutOff("period", "2023-Q2")),
        ("2023-Q2", "now", None),
        ("2023-Q3", "issued:2023-10-31", CutOff("issued", "2023-10-31")),
        ("2023-Q2", "arrived:2023-10-31", CutOff("arrived", "2023-10-31")),
    ],
)
def test_the_latest_quarter_holds_everything_but_for_a_day_that_is_named(period, as_known, expected):
    assert cut_off(period, "2023-Q3", as_known) == expected


def test_only_a_release_of_everything_becomes_the_latest():
    assert is_latest("2023-Q3", "2023-Q3", "then") and is_latest("2023-Q4", "2023-Q3", "now")
    assert not is_latest("2023-Q2", "2023-Q3", "now")
    assert not is_latest("2023-Q3", "2023-Q3", "issued:2030-01-01")


@pytest.mark.parametrize(
    ("what", "is_known"),
    [
        (document("2023-Q3", "2023", "2023-10-31"), True),
        (document("2023-Q3", "2023", "2023-11-01"), False),
        (document("2023-Q3", "2023"), True),  # without a date it speaks at the end of what it reports on
        (document("2023", "2023"), False),
        (document(None, "2024"), False),
        (document(None, "2023/2027"), True),
        (document(None, "2024", "2023-10-30"), True),
    ],
)
def test_a_day_of_issue_holds_what_was_issued_by_then(what, is_known):
    assert CutOff("issued", "2023-10-31").holds(what, {}) is is_known


def test_a_day_of_arrival_holds_what_was_first_taken_in_by_then():
    stop = dated_cut_off("arrived:2023-10-31")
    assert stop is not None
    assert stop.holds(document("2023-Q4"), {"a": dt.datetime(2023, 10, 31, 23, 59)})
    assert not stop.holds(document("2023-Q3"), {"a": dt.datetime(2023, 11, 1)})
    assert not stop.holds(document("2023-Q3"), {}), "what this refresh takes in first was not there then"


def test_a_quarters_end_holds_what_speaks_of_it_or_earlier():
    then = CutOff("period", "2023-Q2")
    assert then.holds(document("2023-H1", "2023", "2023-08-01"), {}) and then.holds(document(None, "2023/2027"), {})
    assert not then.holds(document("2023-Q3", "2023"), {}) and not then.holds(document(None, "2024"), {})

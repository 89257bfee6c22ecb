"""Quarters: the partitions of everything that is judged. Nothing here asks the clock what quarter it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pipeline.records import DocumentRecord

FIRST_YEAR = 2022  # the first year the documents speak of
LAST_YEAR = 2035  # far enough for plans now in force; quarters are partitions, so the list has an end
QUARTERS = tuple(f"{year}-Q{quarter}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for quarter in range(1, 5))

_HALF_END = {"H1": 2, "H2": 4}


def quarter_reached(period_id: str) -> str:
    """The quarter in which a period ends: '2023-H1' → '2023-Q2', '2023' → '2023-Q4', '2023-08' → '2023-Q3'.

    Of a plan's window, '2023/2027', the first year counts: that is what can be judged first.
    """
    match = re.fullmatch(r"(\d{4})(?:/\d{4})?(?:-(?:Q([1-4])|(H1|H2)|(\d{1,2})M?))?", period_id)
    if match is None:
        raise ValueError(f"period {period_id!r} is none of 2023, 2023-Q3, 2023-H1, 2023-9M, 2023-08, 2023/2027")
    year, quarter, half, month = match.groups()
    if month:
        return f"{year}-Q{(int(month) + 2) // 3}"
    return f"{year}-Q{quarter or _HALF_END.get(half, 4)}"


def latest_quarter(documents: Iterable[DocumentRecord]) -> str:
    """The latest quarter the documents report on; without any report, the end of the latest plan's first year."""
    documents = list(documents)
    reported = [document.report_period_id for document in documents if document.report_period_id]
    planned = [document.plan_period_id for document in documents if document.plan_period_id]
    quarters = sorted(quarter_reached(period) for period in reported or planned)
    return min(max(quarters[-1], QUARTERS[0]), QUARTERS[-1]) if quarters else QUARTERS[0]


def quarter_before(moment: dt.datetime) -> str:
    """The quarter that ended last before ``moment``: what a schedule's tick refreshes."""
    year, quarter = moment.year, (moment.month - 1) // 3
    return f"{year}-Q{quarter}" if quarter else f"{year - 1}-Q4"

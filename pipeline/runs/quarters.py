"""Quarters: the partitions of everything that is judged, told by the documents, never by the clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pipeline.records import FIRST_YEAR, LAST_YEAR, DocumentRecord

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


def is_quarter(text: str) -> bool:
    """Whether a text names a quarter that can be judged: '2023-Q3'."""
    return re.fullmatch(r"\d{4}-Q[1-4]", text) is not None and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR


def quarters_reported(documents: Iterable[DocumentRecord]) -> list[str]:
    """The quarters the documents report on, in order."""
    return sorted({quarter_reached(document.report_period_id) for document in documents if document.report_period_id})


def latest_quarter(documents: Iterable[DocumentRecord]) -> str | None:
    """The latest quarter the documents report on; without any report, the end of the latest plan's first year."""
    documents = list(documents)
    planned = sorted(quarter_reached(document.plan_period_id) for document in documents if document.plan_period_id)
    quarters = quarters_reported(documents) or planned
    return quarters[-1] if quarters else None


def quarter_before(moment: dt.datetime) -> str:
    """The quarter that ended last before ``moment``: what a schedule's tick refreshes."""
    year, quarter = moment.year, (moment.month - 1) // 3
    return f"{year}-Q{quarter}" if quarter else f"{year - 1}-Q4"

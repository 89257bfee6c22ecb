"""Quarters: the partitions of everything that is judged, told by the documents, never by the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pipeline.period import period_of
from pipeline.records import DocumentRecord


def quarters_reported(documents: Iterable[DocumentRecord]) -> list[str]:
    """The quarters the documents report on, in order."""
    return sorted(
        {period_of(document.report_period_id).quarter_id for document in documents if document.report_period_id}
    )


def latest_quarter(documents: Iterable[DocumentRecord]) -> str | None:
    """The latest quarter the documents report on; without any report, the end of the latest plan's first year."""
    documents = list(documents)
    planned = sorted(period_of(document.plan_period_id).quarter_id for document in documents if document.plan_period_id)
    quarters = quarters_reported(documents) or planned
    return quarters[-1] if quarters else None


def quarter_before(moment: dt.datetime) -> str:
    """The quarter that ended last before ``moment``: what a schedule's tick refreshes."""
    year, quarter = moment.year, (moment.month - 1) // 3
    return f"{year}-Q{quarter}" if quarter else f"{year - 1}-Q4"

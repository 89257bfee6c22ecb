"""Which years a period covers."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.language.periods import period_of

_YEAR = re.compile(r"\d{4}")


def years(period_id: str) -> tuple[int, ...]:
    """The calendar years of a period id: '2023-Q3' → (2023,), '2023/2027' → (2023, …, 2027)."""
    named = [int(year) for year in _YEAR.findall(period_id)]
    return tuple(range(named[0], named[-1] + 1)) if named else ()


def last_year(period_id: str) -> int | None:
    """The last calendar year of a period id, None when it names none."""
    named = years(period_id)
    return named[-1] if named else None


def end_of(period_id: str) -> dt.date | None:
    """The last day of a period; None for a report that names no period."""
    try:
        return period_of(period_id).end_date
    except ValueError:
        return None

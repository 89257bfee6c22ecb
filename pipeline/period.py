"""Periods: the one reading of a period's id. Every other place asks here.

Ids (see the contract): ``2023`` (year), ``2023-Q1`` … ``2023-Q4``, ``2023-H1``/``2023-H2``, ``2023-9M`` (year to date
through September), ``2023-08`` (a month), ``2023/2027`` (a plan's window).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.records import FIRST_NAMED_YEAR, FIRST_YEAR, LAST_NAMED_YEAR, LAST_YEAR, PeriodRecord

_SHARE_PLACES = Decimal("0.000001")
_ID = re.compile(r"(\d{4})(?:/(?P<last>\d{4})|-(?P<part>Q[1-4]|H[12]|1?\dM|\d{2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """What a period id stands for."""

    period_id: str
    period_type: str  # year | quarter | half | year_to_date | month | plan_window
    label_zh: str
    start_date: dt.date
    end_date: dt.date

    @property
    def years(self) -> range:
        """The calendar years it covers: 2023/2027 → 2023 … 2027."""
        return range(self.start_date.year, self.end_date.year + 1)

    @property
    def time_share(self) -> Decimal:
        """The share of its last year that is gone at its end (序时进度)."""
        return (Decimal(self.end_date.month) / 12).quantize(_SHARE_PLACES)

    @property
    def quarter_id(self) -> str:
        """The quarter it ends in; of a window, the end of its first year, which is what can be judged first."""
        return f"{self.start_date.year}-Q{(self.end_date.month + 2) // 3}"

    @property
    def record(self) -> PeriodRecord:
        """Its row, as dbt reads it."""
        is_window, is_quarter = self.period_type == "plan_window", self.period_type == "quarter"
        return PeriodRecord(
            period_id=self.period_id,
            period_type=self.period_type,
            label_zh=self.label_zh,
            start_date=self.start_date,
            end_date=self.end_date,
            year=None if is_window else self.end_date.year,
            quarter=self.end_date.month // 3 if is_quarter else None,
            time_share=self.time_share,
            is_regular=self.period_type in ("year", "half", "quarter") or self.period_id.endswith("-9M"),
        )


@lru_cache(maxsize=16384)
def period_of(period_id: str) -> Period:
    """The period behind an id. Raises ValueError, which names the forms there are, when it is none of them."""
    match = _ID.fullmatch(period_id)
    first, last = (int(match[1]), int(match["last"] or match[1])) if match else (1, 0)
    if match is None or not first <= last or not (kind := _kind(match["part"])):
        forms = "2023, 2023-Q3, 2023-H1, 2023-9M, 2023-08 or 2023/2027"
        raise ValueError(f"period {period_id!r} is not of the form {forms}")
    period_type, label, first_month, last_month = kind
    return Period(
        period_id=period_id,
        period_type="plan_window" if match["last"] else period_type,
        label_zh=f"{first}—{last}年" if match["last"] else f"{first}年{label}",
        start_date=dt.date(first, first_month, 1),
        end_date=dt.date(last, last_month, monthrange(last, last_month)[1]),
    )


def _kind(part: str | None) -> tuple[str, str, int, int] | None:
    """Type, label, first and last month of a part of a year (Q3, H1, 9M, 08; None is the whole year)."""
    if part is None:
        return "year", "", 1, 12
    number = int(part.strip("QHM"))
    if part.startswith("Q"):
        return "quarter", f"{'一二三四'[number - 1]}季度", 3 * number - 2, 3 * number
    if part.startswith("H"):
        return "half", f"{'上下'[number - 1]}半年", 6 * number - 5, 6 * number
    if not 1 <= number <= 12:
        return None
    if part.endswith("M"):
        return "year_to_date", "前三季度" if number == 9 else f"1—{number}月", 1, number
    return "month", f"{number}月", number, number


def is_period_id(text: str) -> bool:
    """Whether a text is a period's id."""
    return _known(text) is not None


def _known(text: str | None) -> Period | None:
    try:
        return period_of(text or "")
    except ValueError:
        return None


def is_quarter(text: str) -> bool:
    """Whether a text names a quarter that can be judged: '2023-Q3'."""
    return is_in_range(text) and period_of(text).period_type == "quarter"


def is_in_range(period_id: str) -> bool:
    """Whether a period lies in the years that can be judged."""
    years = years_of(period_id)
    return bool(years) and years[0] >= FIRST_YEAR and years[-1] <= LAST_YEAR


def years_of(period_id: str | None) -> range:
    """The calendar years of a period; none where no period is named."""
    period = _known(period_id)
    return range(0) if period is None else period.years


def last_year_of(period_id: str | None) -> int | None:
    """The last calendar year of a period; None where no period is named."""
    years = years_of(period_id)
    return years[-1] if years else None


def end_of(period_id: str | None) -> dt.date | None:
    """The last day of a period; None where no period is named."""
    period = _known(period_id)
    return None if period is None else period.end_date


def leaves_year_open(period_id: str | None) -> bool:
    """Whether a period ends before its year does, so that what the year brings is not known yet; no period does not."""
    period = _known(period_id)
    return period is not None and period.time_share < 1


def deadline_of_plan(plan_period_id: str) -> str:
    """When a promise without a date of its own is due: the plan's year, or the last year of its window.

    A milestone column's period (2024-Q1) is its own deadline; a fourth quarter's is the year's end.
    """
    return plan_period_id.rsplit("/", 1)[-1].removesuffix("-Q4")


def every_period() -> Iterator[Period]:
    """Every period that a document may name; windows lie in the years that can be judged."""
    parts = ["", *(f"-Q{n}" for n in range(1, 5)), "-H1", "-H2"]
    parts += [f"-{month}M" for month in range(1, 13)] + [f"-{month:02}" for month in range(1, 13)]
    for year in range(FIRST_NAMED_YEAR, LAST_NAMED_YEAR + 1):
        yield from (period_of(f"{year}{part}") for part in parts)
    for first in range(FIRST_YEAR, LAST_YEAR + 1):
        yield from (period_of(f"{first}/{last}") for last in range(first, LAST_YEAR + 1))

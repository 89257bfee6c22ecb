"""Periods: their ids and shares of the year, and the words of running Chinese that name one.

Period ids (see the contract): ``2023`` (year), ``2023-Q1`` … ``2023-Q4``, ``2023-H1``/``2023-H2``, ``2023-9M`` (year to
date through September), ``2023-08`` (a month), ``2023/2027`` (a plan's window).

A target's quarter is the state at that quarter's end, so 二季度达到60% is due at mid-year (``H1``); a target's
deadline in a longer window is its last year (``2027``).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.language.numerals import parse_number

_SHARE_PLACES = Decimal("0.000001")
_DIGIT = r"[一二三四五六七八九十\d]"


@dataclass(frozen=True, slots=True)
class Period:
    """What a period id stands for. ``time_share`` (序时进度) is the share of its year gone at the period's end."""

    period_id: str
    period_type: str  # year | quarter | half | year_to_date | month | plan_window
    label_zh: str
    start_date: dt.date
    end_date: dt.date
    year: int
    quarter: int | None
    time_share: Decimal


@lru_cache(maxsize=512)
def period_of(period_id: str) -> Period:
    """The period behind an id. Raises ValueError when the id is not one of the forms above."""
    match = re.fullmatch(r"(\d{4})(?:/(?P<last>\d{4})|-(?P<part>Q[1-4]|H[12]|1?\dM|\d{2}))?", period_id)
    if not match:
        raise ValueError(f"not a period id: {period_id!r}")
    year, last_year = int(match[1]), int(match["last"] or match[1])
    period_type, label, first_month, last_month = _months(match["part"])
    if match["last"]:
        period_type, label = "plan_window", f"{year}—{last_year}年"
    return Period(
        period_id=period_id,
        period_type=period_type,
        label_zh=label if match["last"] else f"{year}年{label}",
        start_date=dt.date(year, first_month, 1),
        end_date=dt.date(last_year, last_month, monthrange(last_year, last_month)[1]),
        year=last_year,
        quarter=(last_month + 2) // 3 if match["part"] else None,
        time_share=(Decimal(last_month) / 12).quantize(_SHARE_PLACES).normalize(),
    )


def _months(part: str | None) -> tuple[str, str, int, int]:
    """Type, label, first and last month of a part of a year (Q3, H1, 9M, 08; None is the whole year)."""
    if part is None:
        return "year", "", 1, 12
    number = int(part.strip("QHM"))
    if part.startswith("Q"):
        return "quarter", f"{'一二三四'[number - 1]}季度", 3 * number - 2, 3 * number
    if part.startswith("H"):
        return "half", f"{'上下'[number - 1]}半年", 6 * number - 5, 6 * number
    if not 1 <= number <= 12:
        raise ValueError(f"not a month: {part!r}")
    return (
        ("year_to_date", f"1—{number}月", 1, number) if part.endswith("M") else ("month", f"{number}月", number, number)
    )


def deadline_of_plan(plan_period_id: str) -> str:
    """When a promise without a date of its own is due: the plan's year, or the last year of its window.

    A milestone column's period (2024-Q1) is its own deadline; a fourth quarter's is the year's end.
    """
    return plan_period_id.rsplit("/", 1)[-1].removesuffix("-Q4")


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """A stretch of text that names a period. ``reach``: how far the words govern (number, item, clause, paragraph)."""

    start: int
    end: int
    period_id: str
    is_annual: bool
    reach: str


# Each rule: the words, what they mean and how far they govern what follows. Order matters: the first match wins.
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        r"(?:截至|到|至|于|在)?(?P<year>20\d{2})年(?P<month>\d{1,2})月(?:份|底|末)?(?:之?前)?",
        "year_month",
        "clause",
    ),
    (r"(?:到|至|截至)(?P<year>20\d{2})年(?:度|底|末|前)*", "year", "paragraph"),
    (r"(?P<year>20\d{2})年(?:度|底|末|前|内)*(?!基础上|的?基数)", "year", "clause"),
    (r"(?:截至|到|至)?(?:第?一季度|首季|首季度)(?:末|底)?", "Q1", "number"),
    (r"(?:截至|到|至)?(?:第?二季度|上半年|半年度|年中)(?:末|底)?", "H1", "number"),
    (r"(?:截至|到|至)?(?:前?三季度|第三季度|前三个季度)(?:末|底)?", "Q3", "number"),
    (r"(?:截至|到|至)?(?:第?四季度)(?:末|底)?", "Q4", "number"),
    (r"每年度?|逐年", "annual", "item"),
    (r"年均|年平均|(?<![上本全])年度|(?<=[^全今本上去])年(?=增长|增幅|均)", "annual", "number"),
    (
        r"(?:到|至)?(?:全年|今年|本年度|本年|当年|(?<![一二两三四五六七八九十\d])年(?:内|底|末))(?:之?前)?",
        "plan_year",
        "clause",
    ),
    (r"(?:截至|到|至|于)?(?P<month>\d{1,2})月(?:份|底|末)?(?:之?前)", "month", "item"),
    (r"(?:截至|到|至|于)(?P<month>\d{1,2})月(?:份|底|末)?", "month", "item"),
    (r"(?P<month>\d{1,2})月[底末]", "month", "item"),
    (rf"(?:今后|未来|(?<!{_DIGIT}))(?P<span>{_DIGIT}+)年(?:内|间|累计|合计|共){{1,4}}", "span", "item"),
    (rf"(?<!{_DIGIT})(?P<span>{_DIGIT}+)年(?=完成|招引|新增|培育|建成|实现|引进|建设|打造|投资|创建)", "span", "item"),
    (r"第(?P<nth>[一二三四五])年", "nth_year", "number"),
    (r"[“\"]?十(?P<plan>[四五])五[”\"]?(?:时期|期间|期末|末)", "five_year_plan", "clause"),
)
_PATTERNS = tuple((re.compile(pattern), meaning, reach) for pattern, meaning, reach in _RULES)


def find_periods(text: str, plan_period_id: str) -> list[PeriodWords]:
    """The period words of ``text`` in order, read against the plan's year or window."""
    found: list[PeriodWords] = []
    for pattern, meaning, reach in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            period_id = _meant(match, meaning, plan_period_id)
            if period_id:
                found.append(PeriodWords(match.start(), match.end(), period_id, meaning == "annual", reach))
    return sorted(found, key=lambda words: words.start)


def _meant(match: re.Match[str], meaning: str, plan_period_id: str) -> str | None:
    due = deadline_of_plan(plan_period_id)[:4]  # the year that 年底, 二季度 and 9月底 speak of
    first = plan_period_id[:4]
    if meaning == "annual":
        return deadline_of_plan(plan_period_id)
    if meaning in ("plan_year", "Q4"):
        return due
    if meaning == "year":
        return match["year"] if match["year"] >= first else None
    if meaning == "year_month":
        return _through_month(match["year"], int(match["month"])) if match["year"] >= first else None
    if meaning == "month":
        return _through_month(due, int(match["month"]))
    if meaning == "nth_year":
        return str(int(first) + "一二三四五".index(match["nth"]))
    if meaning == "five_year_plan":
        return {"四": "2025", "五": "2030"}[match["plan"]]
    if meaning == "span":
        years = int(parse_number(match["span"]))
        return str(int(first) + years - 1) if 1 < years <= 20 else None
    return f"{due}-{meaning}"


def _through_month(year: str, month: int) -> str | None:
    """The period that ends with a month: quarter ends have names of their own."""
    if not 1 <= month <= 12:
        return None
    return {3: f"{year}-Q1", 6: f"{year}-H1", 9: f"{year}-Q3", 12: year}.get(month, f"{year}-{month}M")

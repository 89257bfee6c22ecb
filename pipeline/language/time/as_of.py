"""The period a result speaks of: 1-9月 → 2023-9M, 前三季度 → 2023-Q3, 上半年 → 2023-H1, 2022年度 → 2022."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.period import is_period_id

_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
_SPAN = r"(?:1月1日|年初|元月|1月?)\s*(?:[-—–~～－]{1,2}|至|到)"
_NOT_COMPARED = r"(?<![较比同到与以自从于])"


def _whole_year(match: re.Match[str], year: str) -> str:
    """A year before the report's; the report's own year says nothing beyond the report's period ('')."""
    return match["year"] if match["year"] < year else ""


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...] = (
    (
        re.compile(rf"(?:(?P<year>20\d\d)年)?{_SPAN}(?P<month>\d{{1,2}})月(?:\d{{1,2}}[日号])?(?:份|底|末)?"),
        lambda m, year: f"{m['year'] or year}-{int(m['month'])}M",
    ),
    (
        re.compile(
            r"(?:截[至止]|到)(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:\d{1,2}[日号]|份)?(?:底|末|初|中旬|上旬|下旬)?"
        ),
        lambda m, year: f"{m['year'] or year}-{int(m['month'])}M",
    ),
    (
        re.compile(r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:份)?(?:底|末)"),
        lambda m, year: f"{m['year'] or year}-{int(m['month'])}M",
    ),
    (
        re.compile(r"(?:(?P<year>20\d\d)年)?(?:前三个?季度|第?三季度)"),
        lambda m, year: f"{m['year'] or year}-Q3",
    ),
    (re.compile(r"(?:(?P<year>20\d\d)年)?(?:上半年|前两个?季度)"), lambda m, year: f"{m['year'] or year}-H1"),
    (re.compile(r"(?:(?P<year>20\d\d)年)?第?一季度"), lambda m, year: f"{m['year'] or year}-Q1"),
    (re.compile(r"(?:(?P<year>20\d\d)年)?第?二季度"), lambda m, year: f"{m['year'] or year}-Q2"),
    (re.compile(r"(?:(?P<year>20\d\d)年)?第?四季度"), lambda m, year: f"{m['year'] or year}-Q4"),
    (re.compile(rf"{_NOT_COMPARED}(?P<year>20\d\d)年(?:度|全年|末|底)?(?!\d|以来|起|同期)"), _whole_year),
    (
        re.compile(r"(?:(?P<year>20\d\d)年)?(?<![\d-])(?P<month>\d{1,2})月(?:份)?(?![\d底末初起前上中下])"),
        lambda m, year: f"{m['year'] or year}-{int(m['month']):02d}",
    ),
)


REACH = 800  # characters back in which a period is looked for: a sentence of more than that is a list


def as_of_period(before: str, report_period_id: str) -> str:
    """The period that the words before a number (of its sentence) name last; the report's own when they name none.

    Dates of events (6月25日) name no period. A span to a month's end is year to date.
    """
    before = _QUOTED.sub(lambda title: "#" * len(title[0]), before[-REACH:])
    year, found = report_period_id[:4], (-1, -1, report_period_id)
    for rank, (pattern, period) in enumerate(_PATTERNS):
        for match in pattern.finditer(before):
            if (match.end(), -rank) > found[:2]:
                named = period(match, year)  # '' or a month there is not, 13月, say nothing
                found = (match.end(), -rank, named if is_period_id(named) else report_period_id)
    return found[2]

"""The five years that a list's title names: 未来五年主要工作任务, “十四五”时期重点工作."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "five_years")

_TENTH_PLAN = 2001  # its first year; 十四五 is the fourth after it


def five_years_of(title: str, plan_period: str) -> str | None:
    """The window that a title names ('2021/2025'), None where it names none.

    ``plan_period`` is the document's: the next five years begin with its first year. Titles that only mention a plan
    (推进“十四五”规划实施), or one year of it (2023年“十四五”规划重点任务), name none.
    """
    plain = re.sub(r"\s+", "", title)
    plan = _said("plan").search(plain)
    if plan is not None:
        return _years_of(plan["number"])
    if _said("ahead").search(plain) and plan_period[:4].isdecimal():
        first = int(plan_period[:4])
        return f"{first}/{first + 4}"
    return None


def years_of_numbered_plan(title: str) -> str | None:
    """The window of the five-year plan that a title is of: “十四五”公路养护规划, 第十四个五年规划和…纲要."""
    plan = _said("numbered").search(re.sub(r"\s+", "", title))
    return _years_of(plan["short"] or plan["long"]) if plan else None


def _years_of(number: str) -> str:
    first = _TENTH_PLAN + 5 * (1 + "一二三四五六".index(number))
    return f"{first}/{first + 4}"

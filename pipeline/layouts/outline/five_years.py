"""The five years that a list's title names: 未来五年主要工作任务, “十四五”时期重点工作."""

from __future__ import annotations

import re

_OF_WHAT = r"(?:的)?(?:主要|重点|总体|奋斗|发展|预期|经济社会发展|工作|目标|任务)"
_PLAN = re.compile(
    rf"(?<!\d年)(?<!年度)(?<!\d年[“\"])(?<!年度[“\"])十(?P<number>[一二三四五六])五[”\"]?(?:时期|期间|规划)?{_OF_WHAT}"
)
_AHEAD = re.compile(rf"(?:今后|未来|下一个?)[五5]年{_OF_WHAT}")
_TENTH_PLAN = 2001  # its first year; 十四五 is the fourth after it


def five_years_of(title: str, plan_period: str) -> str | None:
    """The window that a title names ('2021/2025'), None where it names none.

    ``plan_period`` is the document's: the next five years begin with its first year. Titles that only mention a plan
    (推进“十四五”规划实施), or one year of it (2023年“十四五”规划重点任务), name none.
    """
    plain = re.sub(r"\s+", "", title)
    plan = _PLAN.search(plain)
    if plan is not None:
        first = _TENTH_PLAN + 5 * (1 + "一二三四五六".index(plan["number"]))
        return f"{first}/{first + 4}"
    if _AHEAD.search(plain) and plan_period[:4].isdecimal():
        first = int(plan_period[:4])
        return f"{first}/{first + 4}"
    return None

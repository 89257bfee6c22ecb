"""The words of running Chinese that name a period.

A target's quarter is the state at that quarter's end, so 二季度达到60% is due at mid-year (``H1``); a target's
deadline in a longer window is its last year (``2027``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.numbers.numerals import parse_number
from pipeline.period import deadline_of_plan

_DIGIT = r"[一二三四五六七八九十\d]"


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """A stretch of text that names a period. ``reach``: how far the words govern (number, item, clause, sentence,
    paragraph)."""

    start: int
    end: int
    period_id: str
    is_annual: bool
    reach: str

    def labels(self, text: str, position: int) -> bool:
        """Whether the words stand with a colon above what is at a position: 一季度：完成设计，启动招标；"""
        return text[self.end : self.end + 1] in ("：", ":") and not re.search(r"[；;。\n]", text[self.end : position])


BEHIND = "behind"

# 2024年任务：一是…；二是…: a label above all that follows it, whose months are of that year
_YEAR_LABEL = r"(?<![至到—–~～－-])(?P<year>20\d{2})年度?(?:的?(?:工作|主要|重点|建设))?(?:任务|目标|计划)?(?=[：:])"
# Each rule: the words, what they mean and how far they govern what follows. Order matters: the first match wins.
_RULES: tuple[tuple[str, str, str], ...] = (
    # 完成整治7.4万口（2013—2017年）: said in brackets behind what is promised, and of it alone.
    (r"[（(]20\d{2}年?\s?[-—–~～－至到]{1,2}\s?(?P<year>20\d{2})年?[^（()）]{0,8}[)）]", "year", BEHIND),
    (
        r"(?:截至|到|至|于|在)?(?P<year>20\d{2})年(?P<month>\d{1,2})月(?:份|底|末)?(?:之?前)?",
        "year_month",
        "clause",
    ),
    (r"(?:到|至|截至)(?P<year>20\d{2})年(?:度|底|末|前)*", "year", "paragraph"),
    (_YEAR_LABEL, "year", "paragraph"),
    (r"(?P<year>20\d{2})年(?:度|底|末|前|内)*(?!基础上|的?基数)", "year", "clause"),
    (r"[明次]年(?P<month>\d{1,2})月(?:份|底|末)?(?:之?前)?", "next_year_month", "clause"),
    (r"(?:[明次]年)年?[底末内](?:之?前)?", "next_year", "clause"),
    (r"(?:截至|到|至)?(?:第?一季度|首季度?)(?:末|底)?", "Q1", "number"),
    (r"(?:截至|到|至)?(?:第?二季度|上半年|半年度|年中)(?:末|底)?", "H1", "number"),
    (r"(?:截至|到|至)?(?:前?三季度|第三季度|前三个季度)(?:末|底)?", "Q3", "number"),
    (r"(?:截至|到|至)?(?:第?四季度)(?:末|底)?", "Q4", "number"),
    (r"每年度?|逐年", "annual", "item"),
    (r"年均|年平均|(?<![上本全])年度|(?<=[^全今本上去\d])年(?=增长|增幅|均)", "annual", "number"),
    (
        r"(?:到|至)?(?:全年|今年|本年度|本年|当年|(?<![一二两三四五六七八九十\d])年(?:内|底|末))(?:之?前)?",
        "plan_year",
        "clause",
    ),
    (r"(?:截至|到|至|于)?(?P<month>\d{1,2})月(?:份|底|末)?(?:之?前)", "month", "item"),
    (r"(?:截至|到|至|于)(?P<month>\d{1,2})月(?:份|底|末)?", "month", "item"),
    (r"(?P<month>\d{1,2})月[底末]", "month", "item"),
    # at the head of a sentence the words govern it whole
    (rf"(?<![^。；;\n])[^。；;，,\n]{{0,16}}(?P<words>(?:今后|未来)(?P<span>{_DIGIT}+)年)", "span", "sentence"),
    (r"(?<![^。；;\n])[“\"]?十(?P<plan>[四五六])五[”\"]?(?:时期|期间|期末|末)", "five_year_plan", "sentence"),
    # 用3—5年时间: the latest of the two, of all that its sentence promises
    (rf"(?:用|通过|经过|力争|争取)(?:{_DIGIT}[-—–~～至到])?(?P<span>{_DIGIT}+)年(?:左右)?的?时间", "span", "sentence"),
    (rf"(?:今后|未来|(?<!{_DIGIT}))(?P<span>{_DIGIT}+)年(?:内|间|累计|合计|共){{1,4}}", "span", "item"),
    (rf"(?<!{_DIGIT})(?P<span>{_DIGIT}+)年(?=完成|招引|新增|培育|建成|实现|引进|建设|打造|投资|创建)", "span", "item"),
    (r"第(?P<nth>[一二三四五])年", "nth_year", "number"),
    (r"[“\"]?十(?P<plan>[四五])五[”\"]?(?:时期|期间|期末|末)", "five_year_plan", "clause"),
)
_PATTERNS = tuple((re.compile(pattern), meaning, reach) for pattern, meaning, reach in _RULES)
_OF_YEAR = ("Q1", "H1", "Q3", "Q4", "month", "plan_year")  # of a plan's last year, or of the year that a label names


def find_periods(text: str, plan_period_id: str) -> list[PeriodWords]:
    """The period words of ``text`` in order, read against the plan's year or window."""
    found: list[PeriodWords] = []
    labels = [(label.end(), label["year"]) for label in re.finditer(_YEAR_LABEL, text)] if "/" in plan_period_id else []
    for pattern, meaning, reach in _PATTERNS:
        for match in pattern.finditer(text):
            start = match.start("words" if "words" in pattern.groupindex else 0)
            if any(start < other.end and other.start < match.end() for other in found):
                continue
            above = [year for end, year in labels if end <= start and "\n" not in text[end:start]]
            period_id = _meant(match, meaning, above[-1] if above and meaning in _OF_YEAR else plan_period_id)
            if period_id:
                found.append(PeriodWords(start, match.end(), period_id, meaning == "annual", reach))
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
    if meaning == "next_year_month":
        return _through_month(str(int(due) + 1), int(match["month"]))
    if meaning == "next_year":
        return str(int(due) + 1)
    if meaning == "month":
        return _through_month(due, int(match["month"]))
    if meaning == "nth_year":
        return str(int(first) + "一二三四五".index(match["nth"]))
    if meaning == "five_year_plan":
        return {"四": "2025", "五": "2030", "六": "2035"}[match["plan"]]
    if meaning == "span":
        years = int(parse_number(match["span"]))
        return str(int(first) + years - 1) if 1 < years <= 20 else None
    return f"{due}-{meaning}"


def _through_month(year: str, month: int) -> str | None:
    """The period that ends with a month: quarter ends have names of their own."""
    if not 1 <= month <= 12:
        return None
    return {3: f"{year}-Q1", 6: f"{year}-H1", 9: f"{year}-Q3", 12: year}.get(month, f"{year}-{month}M")

"""Headline results of a progress report: a paragraph that names indicator, result and, in brackets, the goal.

    一季度，地区生产总值增长6.8%（目标6.5%以上）；固定资产投资增长7.5%（年度目标11%）。

Such a paragraph stands before the items or between them, in reports of every layout. Each result with its goal is a
row: its name is the indicator, its narrative the result, its target what the brackets say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import ResultText, TargetText
from pipeline.layouts.collecting.record_drafts import ProgressDraft
from pipeline.readers.document import Document

_FEWEST = 2
_RESULT = re.compile(
    r"(?P<name>[^，,；;。、（）()\n\d]{3,30}?)(?P<value>-?\d[\d.]{0,12}[^，,；;。（）()\n]{0,10})"
    r"[（(]\s{0,4}(?:全年|年度|年初|今年|本年|年)?(?:预期|控制|考核)?(?:目标|计划|任务)(?:任务|目标)?(?:数|值)?(?:为|是)?\s{0,4}[:：]?"
    r"(?P<goal>[^（）()\n]{0,6}\d[^（）()\n]{0,20})[）)]\s{0,4}[。；;]?"
)
_PERIOD = re.compile(r"^(?:截[至止][^，]{0,12}|[^，]{0,6}(?:季度|半年|\d月份?))$")


@dataclass(frozen=True, slots=True)
class Headline:
    """One result with its goal; spans of the document's text."""

    name: tuple[int, int]
    result: tuple[int, int]
    goal: tuple[int, int]
    end: int


def add_headlines(document: Document, collector: Collector) -> None:
    """Add a row for each headline result in the text that nothing accounts for yet."""
    for start, end in collector.uncovered():
        if has_headlines(document.text, start, end):
            found = list(headlines(document.text, start, end))
            for number, headline in enumerate(found, start=1):
                _add(headline, number, collector)
            _name_openings(document.text, start, found, collector)


def has_headlines(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text holds headline results; a single one may be part of any sentence."""
    return len(list(headlines(text, start, end))) >= _FEWEST


def headlines(text: str, start: int, end: int) -> Iterator[Headline]:
    """The results with goals in a stretch of text."""
    for match in _RESULT.finditer(text, start, end):
        yield Headline(match.span("name"), (match.start("name"), match.end("value")), match.span("goal"), match.end())


def _add(headline: Headline, number: int, collector: Collector) -> None:
    name = collector.text(*headline.name)
    period = collector.identity.report_period_id or collector.plan_period
    draft = ProgressDraft(
        row_no=number,
        name=headline.name,
        narrative=[headline.result],
        start=headline.name[0],
        end=headline.end,
        targets=[TargetText("", *headline.goal, collector.plan_period, indicator=name)],
        results=[ResultText("", *headline.result, period)],
    )
    collector.add_progress(draft)


def _name_openings(text: str, start: int, found: list[Headline], collector: Collector) -> None:
    """What stands between the results: signs, and the words that only say the period (一季度，)."""
    for headline in found:
        between = text[start : headline.name[0]]
        if all(not part.strip() or _PERIOD.match(part.strip()) for part in re.split(r"[，,、；;。\n]", between)):
            collector.set_aside(start, headline.name[0], "row_opening")
        start = headline.end

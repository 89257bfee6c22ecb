"""The year a work report plans for: told by the session, the plan chapter's heading, the title; never by the review."""

from __future__ import annotations

import itertools
import re
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.reports.report_outline import reviews_year, word
from pipeline.layouts.whose.dates import session_date
from pipeline.layouts.whose.heading import half_width
from pipeline.readers.document import Document

_said = partial(pattern_of, "report_year")

_YEAR = re.compile(r"(20\d{2})\s*年")
_LINE_LENGTH = 140
_OPENING = 30
_YEARS_LAST_MONTHS = 11
_NEAR = 600
_REVIEW_OPENING = 16


def report_year(document: Document, title: str) -> str | None:
    """The planned year of a work report; None where nothing tells it.

    A title's year comes last: web pages also head the report of January 2020 with the year that it looks back on.
    """
    lines = [half_width(document.slice(block)) for block in document.blocks if block.table is None]
    heads = [line for line in lines if _is_head(line)]
    told = _of_session(lines, heads) or _of_plan(heads) or _of_goals(document)
    if told and told in _reviewed(lines):
        told = str(int(told) + 1)  # a session in October looks back on its own year
    return told or _after_review(lines) or _after_told_review(document) or _of(title)


def _is_head(line: str) -> bool:
    """Whether a line heads a chapter; the report's own title heads none."""
    is_short = len(line) <= _LINE_LENGTH // 2
    return is_short and bool(word("chapter").match(line)) and not word("title").search(line)


def _of_session(lines: list[str], heads: list[str]) -> str | None:
    """A report plans for the year of its session; one given in the last months of a year, for the next."""
    date = session_date(_front(lines))
    if date is None:
        return None
    late = date.month >= _YEARS_LAST_MONTHS
    return (_of_plan(heads) if late else None) or str(date.year + late)


def _front(lines: list[str]) -> list[str]:
    """The lines above the speaker's address."""
    end = next((place for place, line in enumerate(lines[:_OPENING]) if _said("address").match(line)), 8)
    return lines[:end]


def _of_plan(heads: list[str]) -> str | None:
    years = [match[1] for line in heads if not word("review").search(line) and (match := _YEAR.search(line))]
    return max(years, default=None)


def _of(text: str) -> str | None:
    match = _YEAR.search(re.sub(r"\s+", "", half_width(text)))
    return match[1] if match else None


def _of_goals(document: Document) -> str | None:
    """The year whose main expected targets it states: in their sentence, or as 2024年是… shortly before them."""
    match = re.search(rf"(20\d{{2}})年[^。]{{0,40}}(?:{word('expected').pattern})", document.text)
    match = match or _said("put_forward").search(document.text)
    if match:
        return match[1]
    goals = word("expected").search(document.text)
    before = document.text[max(0, goals.start() - _NEAR) : goals.start()] if goals else ""
    years = re.findall(r"(20\d{2})年是", before)
    return years[-1] if years else None


def _after_review(lines: list[str]) -> str | None:
    """The year behind the latest that a review's heading names, or its first words (2019年，是…)."""
    years = [year for line, below in itertools.pairwise([*lines, ""]) for year in _of_review(line, below)]
    return str(int(max(years)) + 1) if years else None


def _after_told_review(document: Document) -> str | None:
    """The year behind the one that a newspaper says the report looked back on."""
    match = _said("looked_back").search(half_width(document.text))
    return str(int(match[1]) + 1) if match else None


def _reviewed(lines: list[str]) -> set[str]:
    """The years that the headings of reviews name: 2021年工作回顾."""
    return {year for line in lines for year in _of_review(line, "") if reviews_year(line)}


def _of_review(line: str, below: str) -> list[str]:
    if not (_is_head(line) and word("review").search(line)):
        return []
    match = _YEAR.search(line) or _YEAR.search(below[:_REVIEW_OPENING])
    return [match[1]] if match else []

"""The year a work report plans for: told by the session, the plan chapter's heading, the title; never by the review."""

from __future__ import annotations

import re

from pipeline.layouts.identity import half_width, read_date
from pipeline.layouts.report_outline import word
from pipeline.readers.document import Document

_SESSION = re.compile(r"人民代表大会|人大|代表大会|全体会议|第[一二三四五六七八九十]+次会议")
_YEAR = re.compile(r"(20\d{2})\s*年")
_ADDRESS = re.compile(r"\s*各位(?:代表|委员|同志)")
_LINE_LENGTH = 140
_OPENING = 30
_YEARS_LAST_MONTHS = 11


def report_year(document: Document, title: str) -> str | None:
    """The planned year of a work report; None where nothing tells it."""
    lines = [half_width(document.slice(block)) for block in document.blocks if block.table is None]
    heads = [line for line in lines if word("chapter").match(line) and len(line) <= _LINE_LENGTH // 2]
    return _of_session(lines, heads) or _of_plan(heads) or _of(title) or _of_goals(document) or _after_review(heads)


def _of_session(lines: list[str], heads: list[str]) -> str | None:
    """A report plans for the year of its session; one given in the last months of a year, for the next."""
    for line in _front(lines):
        date = read_date(line) if _SESSION.search(line) and len(line) <= _LINE_LENGTH else None
        if date is not None:
            late = date.month >= _YEARS_LAST_MONTHS
            return (_of_plan(heads) if late else None) or str(date.year + late)
    return None


def _front(lines: list[str]) -> list[str]:
    """The lines above the speaker's address."""
    end = next((place for place, line in enumerate(lines[:_OPENING]) if _ADDRESS.match(line)), 8)
    return lines[:end]


def _of_plan(heads: list[str]) -> str | None:
    years = [match[1] for line in heads if not word("review").search(line) and (match := _YEAR.search(line))]
    return max(years, default=None)


def _of(text: str) -> str | None:
    match = _YEAR.search(re.sub(r"\s+", "", half_width(text)))
    return match[1] if match else None


def _of_goals(document: Document) -> str | None:
    """The year whose main expected targets it states."""
    match = re.search(rf"(20\d{{2}})年[^。]{{0,40}}(?:{word('expected').pattern})", document.text)
    return match[1] if match else None


def _after_review(heads: list[str]) -> str | None:
    years = [match[1] for line in heads if word("review").search(line) and (match := _YEAR.search(line))]
    return str(int(max(years)) + 1) if years else None

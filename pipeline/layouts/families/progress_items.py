"""The items of a report in running text: where an item's promise ends and its report begins, and which only sum up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from pipeline.language.results.measured import read_results
from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.outline.stream import Token
from pipeline.readers.document import Document

_said = partial(pattern_of, "progress_items")

REPORTS = re.compile(
    r"已|目前|截[至止]|累计|今年以来|年初以来|同比|正在|(?:超额|提前)完成|[，,]完成(?:年度|全年)(?:目标)?任务|(?:[一二三四前]|第[一二三四])季度|上半年|\d{1,2}\s?[—－–~至-]\s?\d{1,2}月|\d月(?![底末前])"
)
ANY_PERIOD = "2000-Q4"  # where only what is told matters, not when
_NEAR = 4  # characters between two clauses of one task


@dataclass(slots=True)
class Entry:
    """One task of the report: spans of its heading, promise and report, and its clauses."""

    number: int | None
    start: int
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    clauses: list[Token] = field(default_factory=list)
    current: str = "heading"
    by: tuple[int, int] | None = None  # who answers, where a sentence says it
    is_named: bool = False  # one sentence names the task and tells of it
    is_told_only: bool = False  # nothing but a report: its name is cut out of it

    def extend(self, token: Token) -> None:
        """Add a token's text to the current field."""
        first, _ = self.spans.get(self.current, (token.start, token.end))
        self.spans[self.current] = (first, token.end)

    @property
    def name(self) -> tuple[int, int]:
        """The span that names the task: its promise, or its heading."""
        return self.spans.get("promise") or self.spans.get("heading") or self.spans["progress"]


def headed(document: Document, tokens: list[Token]) -> list[Entry]:
    """Entries of bare headings, each above the one paragraph that tells what was done: 管好水电 / 改造管网9公里；…"""
    entries = []
    for above, below in pairwise(tokens):
        is_bare = above.opens_paragraph and _said("bare").fullmatch(document.text, above.start, above.end)
        if is_bare and below.opens_paragraph and _said("told_much").match(document.text, below.start, below.end):
            spans = {"heading": (above.start, above.end), "progress": (below.start, below.end)}
            entries.append(Entry(None, above.start, spans, is_told_only=True))
    return entries


def split_heading(document: Document, entry: Entry) -> None:
    """Without labels, what stands before the clause, or else the first sentence, is the task; the rest reports."""
    key = "promise" if "promise" in entry.spans else "heading"
    start, end = entry.spans.get(key, (entry.start, entry.start))
    clauses = [clause for clause in entry.clauses if clause.start < end]
    by = _said("by").search(document.text, start, end)
    if clauses:
        stop, rest = clauses[0].start, _end_of_clauses(clauses)
    elif by:
        stop, rest, entry.by = by.start(), by.end(), by.span("who")
    else:
        entry.is_named = bool(_said("named").match(document.text, start, end))
        stop = rest = start + _promised(document.text[start:end])
    if start < stop and document.text[rest:end].strip(" \n。"):
        skipped = len(document.text[rest:end]) - len(document.text[rest:end].lstrip(" \n。"))
        entry.spans = {**entry.spans, key: (start, stop), "progress": (rest + skipped, end)}


def tell_whole(document: Document, entry: Entry) -> None:
    """An item that is nothing but a report (帮扶开店210户，完成全年目标的105%；…): its first clause names it."""
    start, end = entry.spans.get("heading", (entry.start, entry.start))
    told = _said("told_only").match(document.text, start, end)
    if told and not entry.clauses and _said("tells").search(document.text, start, end):
        entry.spans = {"heading": told.span("name"), "progress": (start, end)}
        entry.is_told_only = True


def _end_of_clauses(clauses: list[Token]) -> int:
    """Where the clauses that follow one another end; one further on stands in the report."""
    end = clauses[0].end
    for clause in clauses[1:]:
        end = clause.end if clause.start - end < _NEAR else end
    return end


def _promised(text: str) -> int:
    """How far a promise reaches: the first paragraph, the sentences before the first that reports, the name."""
    first, _, later = text.partition("\n")
    if later.strip() and not REPORTS.search(first):
        return len(first) + 1
    reports = REPORTS.search(text)
    stops = [match.end() for match in re.finditer("。", text) if not reports or match.end() <= reports.start()]
    described = _said("described").match(text)
    if stops and reports:
        return described.end("name") if described else stops[-1]
    named = _said("named").match(text)
    return named.end() if named else text.find("。") + 1


def without_stop(text: str, start: int, end: int) -> tuple[int, int]:
    """A promise as a name: without the mark at its end."""
    stripped = text[start:end].rstrip("。；;，,：: \t\n\u3000\xa0")
    return start, start + len(stripped)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a report itself says was promised: of what ('' of the row's own), its value, where it says so."""

    what: str
    value: tuple[int, int]
    said: tuple[int, int]


def told_goals(text: str, start: int, end: int) -> list[Goal]:
    """Where a report says itself what was promised: before what came of it, or behind each result."""
    before = _said("told_goal").search(text, start, end)
    if before:
        return [Goal(before["what"].strip(), before.span("value"), (start, before.end()))]
    behind = _said("goal_behind").finditer(text, start, end)
    return [goal for match in behind if (goal := _exceeded(text, start, match)) is not None]


def _exceeded(text: str, start: int, match: re.Match[str]) -> Goal | None:
    """改建幼儿园18所，超额完成15所的年度目标任务: the last number of that unit and sentence that is no less."""
    said = text[start : match.start()]
    first = max(said.rfind(stop) for stop in "。；;\n") + 1
    goal = read_results(f"完成{match['value']}", ANY_PERIOD)
    told = [one for one in read_results(said[first:], ANY_PERIOD) if goal and one.unit == goal[0].unit]
    answer = next((one for one in reversed(told) if one.value >= goal[0].value), None)
    return Goal(answer.indicator, match.span("value"), match.span()) if answer else None


def plain_name(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without what makes it a heading: 关于《城东供水提升项目》进展情况, 农贸市场改造完成情况."""
    start, end = without_stop(text, start, end)
    heading = _said("heading").fullmatch(text, start, end)
    return heading.span("name") if heading else (start, end)


def is_summary(document: Document, entry: Entry) -> bool:
    """Whether an entry names no task but a part of the report that says how all tasks go."""
    start, end = without_stop(document.text, *entry.name)
    opening = document.text[start : max(b for _, b in entry.spans.values())].partition("。")[0]
    return any(_said("summary").fullmatch(re.sub(r"\s+", "", text)) for text in (document.text[start:end], opening))

"""Reports in prose: running sentences that each name a task and, right behind it, what came of it.

    “新建泵站9座”项目，已建成4座；12处停车场建设已完成8处（67%）；改造敬老院3家，目前已完工2家；
    新增床位70张，为任务的140%。

Notices and newspapers write so, without numbers, labels or a paragraph for each task. Sentences that only count tasks
(41件实事已完成34件) are summaries, no tasks. Where most of what is reported fits none of the forms, the text is none
of this family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.language.results.stated import stated_code
from pipeline.language.words.vocabulary import load_vocabulary, pattern_of
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import ResultText, TargetText
from pipeline.layouts.collecting.record_drafts import ProgressDraft
from pipeline.layouts.family import Shared, TextFamily
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.outline.stream import tokens_of
from pipeline.readers.document import Document

_said = partial(pattern_of, "progress_prose")

# The forms of a sentence in the order in which they are tried; of the untold ones the promise's number is not said.
_QUOTING, _LISTING = ("opened", "quoted", "planned"), "listed"
_BY_SHARE = ("of_goal", "in_percent_of", "in_percent", "rated")
_UNTOLD = ("listed_as", "planned", *_BY_SHARE)
_FORMS = (
    *("opened", "done_each", "listed_as", "listed", "planned", "planned_plain", "quoted"),
    *("all_ended", "counted", "counted_last", "so_far", "under_way", *_BY_SHARE),
)
_FEWEST, _FEWEST_QUOTED, _SHARE = 3, 2, 0.5
_LONGEST = 60  # characters of a task's name in a list
# How all goes, no task: 1—5月完成投资4.28亿元, 未开工项目17个
_NO_TASK = re.compile(
    r"(?:全[省市县区]|[省市县区]级)?(?:[年月]份?|累计|共|已|实际|其中|目前){0,3}(?:完成|实现|到位)?(?:总|固定资产|项目)?投资额?|(?:未|已|新|续|拟|在)?(?:开工|竣工|完工|建成|续建|新建|在建)?项目"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Spans of a task's name and of what came of it; ``is_promise`` where the name says how much was promised."""

    name: tuple[int, int]
    result: tuple[int, int]
    is_promise: bool
    is_quoted: bool
    promise: tuple[int, int] | None = None  # where another part of the sentence says what was promised


def detect(document: Document, part: Part, title: str = "") -> float:
    """How surely a part reports in prose: 0, or 0.5 where its sentences name tasks and results."""
    if part.tables:
        return 0.0
    clauses = sum(token.kind == "clause" for token in tokens_of(document, part))
    entries = entries_of(document, part)
    text = "\n".join(document.text[start:end] for start, end in _paragraphs(part))
    quoted = sum(entry.is_quoted and bool(_said("told").search(document.text, *entry.result)) for entry in entries)
    told = re.search(load_vocabulary("words")["progress_opening"], title + document.text[:200])
    if (quoted < _FEWEST_QUOTED and not (told and len(entries) >= _FEWEST)) or clauses >= len(entries):
        return 0.0
    return 0.5 if len(entries) >= _SHARE * len(_said("reported").findall(text)) else 0.0


def entries_of(document: Document, part: Part) -> list[_Entry]:
    """The tasks that a part's sentences name, in order."""
    return [entry for start, end in _paragraphs(part) for entry in _entries(document.text, start, end)]


def _paragraphs(part: Part) -> list[tuple[int, int]]:
    return [(block.start, block.end) for block in part.blocks if block.table is None]


def _entries(text: str, start: int, end: int) -> Iterator[_Entry]:
    """The tasks of a paragraph in order: the form that begins first is taken."""
    introduced = _said("introduced").search(text, start, end) or _works(text, start, end)
    if introduced:
        yield from _introduced(text, *introduced.span("list"))
        return
    while start < end:
        found = [(match.start(), form, match) for form in _FORMS if (match := _said(form).search(text, start, end))]
        if not found:
            return
        _, form, match = min(found, key=lambda one: one[0])
        if form == "done_each":
            yield from _done_each(match)
            start = match.end()
            continue
        names = _names(form, match)
        for name in names:
            promise = match.span("promise") if "promise" in match.re.groupindex else None
            yield _Entry(name, match.span("result"), form not in _UNTOLD, form in _QUOTING, promise)
        start = match.end() if names or form != _LISTING else match.start("list")


def _works(text: str, start: int, end: int) -> re.Match[str] | None:
    """A list behind 截至6月底， whose parts all name works and tell of them; other parts may be sums."""
    listed = _said("as_of").search(text, start, end)
    entries = list(_introduced(text, *listed.span("list"))) if listed else []
    is_of_works = len(entries) >= _FEWEST and all(_said("works").search(text, *entry.name) for entry in entries)
    return listed if is_of_works else None


def _introduced(text: str, start: int, end: int) -> Iterator[_Entry]:
    """The items of a list that a sentence introduces as reports: each names a task and tells of it; none promises."""
    for item in re.finditer(r"[^；;。]+[；;。]?", text[start:end]):
        match = _said("introduced_item").match(text, start + item.start(), start + item.end())
        if match:
            yield _Entry(match.span("name"), match.span("result"), is_promise=False, is_quoted=True)


def _done_each(listed: re.Match[str]) -> Iterator[_Entry]:
    """The clauses of a list each of which names a task and says that it is done."""
    for item in _said("done_item").finditer(listed.string, *listed.span("list")):
        yield _Entry(item.span("name"), item.span("result"), is_promise=False, is_quoted=False)


def _names(form: str, match: re.Match[str]) -> list[tuple[int, int]]:
    """The spans of the tasks of which a match speaks: one, those quoted, or the items of a list."""
    if form == "quoted":
        return [quote.span("name") for quote in _said("quote").finditer(match.string, *match.span("names"))]
    if form == _LISTING:
        return _items(match)
    is_task = not _said("still").search(match["name"]) and not _NO_TASK.fullmatch(match["name"])
    start, end = match.span("name")
    start = _said("part_of").match(match.string, start, end).end()  # type: ignore[union-attr]
    return [(start, end)] if is_task and not _said("verbs").fullmatch(match.string, start, end) else []


def _items(match: re.Match[str]) -> list[tuple[int, int]]:
    """The items of a list, set apart by semicolons, else by the marks of a list; [] where they are no names."""
    sign = "[；;]" if re.search("[；;]", match["list"]) else "、"
    spans, start = [], match.start("list")
    for item in re.split(sign, match["list"]):
        quoted = item.startswith("“") and item.endswith("”")
        spans.append((start + quoted, start + len(item) - quoted))
        start += len(item) + 1
    is_list = len(spans) >= _FEWEST and all(_FEWEST < b - a < _LONGEST for a, b in spans[:-1])
    return [(a, b) for a, b in spans if b > a] if is_list and not _said("reported").search(match["list"]) else []


def parse(document: Document, part: Part, collector: Collector, _: Shared) -> None:
    """Add a row for each task; the sentences around them are narration. A plan's text holds no rows."""
    if collector.identity.doc_type != "progress_report":
        return
    number = 0
    for start, end in _paragraphs(part):
        for entry in _entries(document.text, start, end):
            collector.set_aside(start, entry.name[0], "narration")
            number += 1
            _add(entry, number, collector)
            start = max(entry.name[1], entry.result[1])
        collector.set_aside(start, end, "narration")


def _add(entry: _Entry, number: int, collector: Collector) -> None:
    period = collector.identity.report_period_id or collector.plan_period
    told = collector.text(*entry.result)
    promise = entry.name if entry.is_promise else entry.promise
    is_bare = promise is not None and promise[0] > entry.name[1] and collector.text(*promise)[:1].isdigit()
    indicator = collector.text(*entry.name) if is_bare else None  # 全年23万人: the number alone
    draft = ProgressDraft(
        row_no=number,
        name=entry.name,
        narrative=[entry.result],
        stated_status=told if stated_code(told) else None,
        start=min(entry.name[0], entry.result[0]),
        end=max(entry.name[1], entry.result[1]),
        targets=[TargetText("", *promise, collector.plan_period, indicator=indicator)] if promise else [],
        results=[ResultText("", *span, period) for span in _told(entry)],
    )
    collector.add_progress(draft)


def _told(entry: _Entry) -> list[tuple[int, int]]:
    """What tells of the task, without what inside it says how much was promised."""
    (start, end), promise = entry.result, entry.promise
    if promise is None or not start < promise[0] < end:
        return [entry.result]
    return [(start, promise[0]), (promise[1], end)]


FAMILY = TextFamily("progress_prose", "progress_report", detect, parse)

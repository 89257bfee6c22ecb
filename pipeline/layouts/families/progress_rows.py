"""The row that one item of a report in running text becomes: its promise, what is told of it, who answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language.bodies.responsibility import read_clause
from pipeline.layouts.collecting.collector import Collector
from pipeline.layouts.collecting.parsed import ResultText, TargetText
from pipeline.layouts.collecting.record_drafts import ProgressDraft
from pipeline.layouts.families.clause_lists import bold_in
from pipeline.layouts.families.progress_items import Entry, Goal, plain_name, told_goals
from pipeline.layouts.outline.parts import Part
from pipeline.layouts.tables.progress_cells import is_percent_of_promise
from pipeline.readers.document import Document

SAID = ("progress", "issues", "next_steps", "status")  # what an item's labels tell


def add_row(document: Document, part: Part, entry: Entry, running: int, collector: Collector) -> None:
    """Add the row of an entry; ``running`` is its number where the entry has none of its own."""
    text, period = document.text, collector.identity.report_period_id or collector.plan_period
    name = entry.name
    said = {kind: collector.text(*entry.spans[kind]) for kind in SAID if kind in entry.spans}
    start, end = entry.spans["progress"]
    goals = [] if re.search(r"\d", text[slice(*name)]) else told_goals(text, start, end)
    is_rate = is_percent_of_promise(text[start:end], text[slice(*name)])
    draft = ProgressDraft(
        row_no=entry.number or running,
        name=plain_name(text, *name),
        narrative=[(start, end)],
        start=entry.start,
        end=max([b for _, b in entry.spans.values()] + [token.end for token in entry.clauses]),
        lead_unit=_lead_unit(document, part, entry, collector),
        stated_status=said.get("status"),
        issues=said.get("issues"),
        next_steps=said.get("next_steps"),
        targets=[*_own_promise(entry, collector), *_targets(collector, name, goals)],
        results=[ResultText("", *span, period, None, None, is_rate) for span in _beside((start, end), goals)],
    )
    collector.add_progress(draft)


def _own_promise(entry: Entry, collector: Collector) -> list[TargetText]:
    """What the row's name promises; a name cut out of the report itself says what came of it, and promises nothing."""
    return [] if entry.is_told_only else [TargetText("", *entry.name, collector.plan_period)]


def _targets(collector: Collector, name: tuple[int, int], goals: list[Goal]) -> Iterator[TargetText]:
    """What the report itself says was promised, of a row whose name promises no number."""
    own = collector.text(*plain_name(collector.document.text, *name))
    for goal in goals:
        yield TargetText("", *goal.value, collector.plan_period, indicator=goal.what or own)


def _beside(span: tuple[int, int], goals: list[Goal]) -> Iterator[tuple[int, int]]:
    """What of a report is not the goals that it says itself."""
    start, end = span
    for goal in goals:
        if start < goal.said[0]:
            yield start, goal.said[0]
        start = goal.said[1]
    if start < end:
        yield start, end


def _lead_unit(document: Document, part: Part, entry: Entry, collector: Collector) -> str | None:
    units = []
    if entry.by is not None:
        units += read_clause(f"责任单位：{document.text[slice(*entry.by)]}", [], collector.convention).units
    for token in entry.clauses:
        start, end = token.body
        units += read_clause(document.text[start:end], bold_in(part, start, end), collector.convention).units
    return next((unit.name for unit in units if unit.role == "lead"), units[0].name if entry.by else None)

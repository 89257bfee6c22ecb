"""Milestones that no row of their own answers, asked of every other row of the report.

A clause answers from elsewhere only when it, or the heading right before it, names the thing itself nearly whole
(``SAME``): what its sentence speaks of otherwise is not enough where the row is about something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.language.results.reached import StageMention
from pipeline.match.links.blocking import BigramIndex
from pipeline.match.names.named import core, likeness, plain
from pipeline.match.unnumbered.milestone_pairs import Answered, ToldRow, furthest
from pipeline.period import end_of, years_of
from pipeline.records import MilestoneRecord, TaskRecord

SAME = 0.75
SHORTEST = 4  # characters of a name that is known outside its own row
LONG_NAME, SPOKEN_OF = 8, 0.6  # a name this long, and how much of it stands in one clause that speaks of the thing
CANDIDATES = 12
_CLAUSE = re.compile(r"[，。；\n]")


def answer_elsewhere_told(
    rows: Sequence[ToldRow], tasks: Iterable[TaskRecord], milestones: Iterable[MilestoneRecord], answered: Answered
) -> None:
    """Add to ``answered`` at most one answer per unanswered milestone and report, marked as standing elsewhere."""
    task_of = {task.task_id: task for task in tasks}
    own: dict[str, set[str]] = defaultdict(set)
    settled = {(a.target_id, _document(a.progress_id)) for a in answered.answers if a.actual_id is not None}
    for answer in answered.answers:
        own[answer.target_id].add(answer.progress_id)
    asked = [one for one in milestones if one.is_firm and one.kind == "milestone" and len(core(one.thing)) >= SHORTEST]
    for (jurisdiction, document_id), report in _reports(rows).items():
        searched = _Report(report)
        for one in asked:
            task = task_of.get(one.task_id or "")
            if task is None or task.jurisdiction != jurisdiction or (one.target_id, document_id) in settled:
                continue
            if searched.year in years_of(task.period_id):
                searched.answer(one, own[one.target_id], answered)


class _Report:
    """The clauses of one report, indexed by their bigrams."""

    def __init__(self, rows: Sequence[ToldRow]) -> None:
        self._told = [(row, mention) for row in rows for mention in row.mentions]
        self._index = BigramIndex([plain(mention.heading + mention.words) for _, mention in self._told])
        self._said = [
            (row, clause) for row in rows for clause in _CLAUSE.split(row.narrative) if len(clause) >= LONG_NAME
        ]
        self._clauses = BigramIndex([plain(clause) for _, clause in self._said])
        end = end_of(rows[0].progress.period_id)
        self.year = end.year if end else None

    def answer(self, promise: MilestoneRecord, own: set[str], answered: Answered) -> None:
        """Answer one promise from the row that reports the furthest stage of its very thing."""
        by_row: dict[int, list[StageMention]] = defaultdict(list)
        for place in self._index.candidates(core(promise.thing), CANDIDATES):
            row, mention = self._told[place]
            if row.progress.progress_id not in own and _is_same(promise.thing, mention):
                by_row[id(row)].append(mention)
        rows: Mapping[int, ToldRow] = {id(row): row for row, _ in self._told}
        for key, mentions in by_row.items():
            best = furthest(promise, mentions, rows[key].progress.period_id)
            if best is not None:
                answered.add(promise, rows[key], best, is_mentioned=True, is_elsewhere=True)
                return
        if not own:
            self._say_where_it_is_named(promise, answered)

    def _say_where_it_is_named(self, promise: MilestoneRecord, answered: Answered) -> None:
        """A promise that no row is about is not passed over where a clause of another row speaks of its thing."""
        if len(core(promise.thing)) < LONG_NAME:
            return
        for place in self._clauses.candidates(core(promise.thing), CANDIDATES):
            row, clause = self._said[place]
            if likeness(promise.thing, clause) >= SPOKEN_OF:
                answered.add(promise, row, None, is_mentioned=True, is_elsewhere=True)
                return


def _is_same(thing: str, mention: StageMention) -> bool:
    return max(likeness(thing, mention.words), likeness(thing, mention.heading)) >= SAME


def _reports(rows: Iterable[ToldRow]) -> dict[tuple[str, str], list[ToldRow]]:
    reports: dict[tuple[str, str], list[ToldRow]] = defaultdict(list)
    for row in rows:
        reports[row.progress.jurisdiction, row.progress.document_id].append(row)
    return dict(sorted(reports.items()))


def _document(progress_id: str) -> str:
    return progress_id.split("/")[0]

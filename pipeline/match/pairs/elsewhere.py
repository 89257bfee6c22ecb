"""Answers outside a target's own row: beside the same promise of another plan, or in another row of the report.

A target that no row of its own answers is asked of the whole report. The same promise in another plan comes first: its
answer is this target's answer too. Else every row of the report is searched, blocked on character bigrams, and a result
counts only when it names the same thing in both directions (``sameness``): the target's own row stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from pipeline.language.numbers.measures import convert
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.links.blocking import BigramIndex
from pipeline.match.names.promised_names import compact
from pipeline.match.names.similarity import core
from pipeline.match.names.topics import topic_of
from pipeline.match.pairs import explain_pairs
from pipeline.match.pairs.evidence import Evidence, Row
from pipeline.match.pairs.fit import fit
from pipeline.match.pairs.sameness import same_thing
from pipeline.period import years_of
from pipeline.records import PairRecord, TargetLinkRecord, TargetRecord, TaskRecord, TextRecord

_said = partial(pattern_of, "pairs")

CANDIDATES = 16
OWN_ANSWER = 0.05  # a result that answers its own row's promise is the one meant for the thing


@dataclass(frozen=True, slots=True)
class _Asked:
    """A target with what the search needs of it. What a report's own row promises is asked of that report alone."""

    target: TargetRecord
    topic: str
    opens: int | None  # the first year of its plan


def answer_elsewhere(
    rows: Sequence[Row],
    tasks: Iterable[TaskRecord],
    targets: Iterable[TargetRecord],
    texts: Iterable[TextRecord],
    pairs: Sequence[PairRecord],
    links: Iterable[TargetLinkRecord],
) -> list[PairRecord]:
    """The pairs of basis elsewhere: at most one per target and report, none where a row of its own answers it."""
    task_of = {task.task_id: task for task in tasks}
    # a row that tells of a task has its promises there; what it promises itself counts where it tells of none
    alone = {pair.progress_id for pair in pairs if pair.target_id.startswith(f"{pair.progress_id}#")}
    told_of = {row.progress.progress_id: row.progress for row in rows if row.progress.progress_id in alone}
    text = {record.document_id: record.text for record in texts}
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for target in sorted(targets, key=lambda target: target.target_id):
        owner = task_of.get(target.task_id or "") or told_of.get(target.progress_id or "")
        if owner is not None and target.value is not None:
            opens = next(iter(years_of(owner.period_id)), None)
            topic = topic_of(target, text.get(target.document_id, ""))
            asked[owner.jurisdiction].append(_Asked(target, topic, opens))
    same = _same_promises(links)
    by_row: dict[str, list[PairRecord]] = defaultdict(list)
    for pair in pairs:
        by_row[pair.progress_id].append(pair)
    found: list[PairRecord] = []
    for (jurisdiction, _), report in _reports(rows):
        own = {pair.target_id: pair for row in report for pair in by_row[row.progress.progress_id] if _answers(pair)}
        found += _Report(report, own, by_row).answers(asked[jurisdiction], same)
    return found


def _answers(pair: PairRecord) -> bool:
    return pair.converts or pair.claim_id is not None or (pair.actual_id is not None and pair.cause == "currency")


def _reports(rows: Sequence[Row]) -> list[tuple[tuple[str, str], list[Row]]]:
    reports: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        reports[row.progress.jurisdiction, row.progress.document_id].append(row)
    return sorted(reports.items())


def _same_promises(links: Iterable[TargetLinkRecord]) -> dict[str, list[tuple[str, TargetLinkRecord]]]:
    same: dict[str, list[tuple[str, TargetLinkRecord]]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (-link.link_score, link.target_id, link.other_target_id)):
        same[link.target_id].append((link.other_target_id, link))
        same[link.other_target_id].append((link.target_id, link))
    return same


class _Report:
    """One report, asked about the targets that its own rows leave open."""

    def __init__(
        self, rows: Sequence[Row], own: Mapping[str, PairRecord], by_row: Mapping[str, Sequence[PairRecord]]
    ) -> None:
        self._own, self._by_row, self._document_id = own, by_row, rows[0].progress.document_id
        self._year = next(iter(years_of(rows[0].progress.period_id)[-1:]), None)
        self._results = [(row, evidence) for row in rows for evidence in row.evidence]
        self._actuals = {evidence.actual.actual_id: evidence.actual for _, evidence in self._results}
        self._used = {pair.actual_id for pair in own.values()}
        self._index = BigramIndex([" ".join((*map(core, e.names), e.clause)) for _, e in self._results])

    def answers(
        self, asked: Sequence[_Asked], same: Mapping[str, Sequence[tuple[str, TargetLinkRecord]]]
    ) -> Iterator[PairRecord]:
        """One pair per target that another row answers."""
        for one in asked:
            if one.target.target_id in self._own or not self._is_due(one):
                continue
            pair = self._linked(one, same.get(one.target.target_id, ())) or self._searched(one)
            if pair is not None:
                yield pair

    def _is_due(self, one: _Asked) -> bool:
        """Whether the report falls into the years of the promise."""
        if one.target.progress_id and one.target.document_id != self._document_id:
            return False
        last = years_of(one.target.period_id)[-1:]
        return self._year is not None and one.opens is not None and bool(last) and one.opens <= self._year <= last[0]

    def _linked(self, one: _Asked, same: Sequence[tuple[str, TargetLinkRecord]]) -> PairRecord | None:
        """The answer that the same promise of another plan got."""
        for other, link in same:
            answer = self._own.get(other)
            if answer is None or (answer.actual_id is None and not (link.same_value and link.same_period)):
                continue
            if not self._is_free(one, answer.progress_id):
                continue
            return self._taken_over(one, answer)
        return None

    def _taken_over(self, one: _Asked, answer: PairRecord) -> PairRecord:
        actual = self._actuals.get(answer.actual_id or "")
        value = answer.actual_value if actual is None else convert(actual.value, actual.unit, one.target.unit)
        converts = answer.converts and value is not None
        return replace(
            answer,
            target_id=one.target.target_id,
            actual_value=value if converts else None,
            converts=converts,
            is_elsewhere=True,
            is_cumulated=self._is_cumulated(one),
        )

    def _searched(self, one: _Asked) -> PairRecord | None:
        target, best = one.target, None
        for place in self._index.candidates(f"{core(target.indicator)}{one.topic}{compact(target.quote)}", CANDIDATES):
            row, evidence = self._results[place]
            score = self._score(one, row, evidence)
            if score is not None and (best is None or score > best[0]):
                best = score, row, evidence
        return self._pair(one, best[1], best[2]) if best else None

    def _score(self, one: _Asked, row: Row, evidence: Evidence) -> Decimal | None:
        if not self._is_free(one, row.progress.progress_id):
            return None
        found = fit(one.target, evidence, one.topic)
        if found is None or not same_thing(one.target, evidence, found, row.progress.task_name):
            return None
        return Decimal(str(round(found.score + OWN_ANSWER * (evidence.actual.actual_id in self._used), 4)))

    def _is_free(self, one: _Asked, progress_id: str) -> bool:
        return all(pair.target_id != one.target.target_id for pair in self._by_row.get(progress_id, ()))

    def _is_cumulated(self, one: _Asked) -> bool:
        """Whether what this year's report counts is all that the plan's window has seen so far."""
        return one.opens == self._year and bool(_said("over_window").search(compact(one.target.quote)))

    def _pair(self, one: _Asked, row: Row, evidence: Evidence) -> PairRecord | None:
        found = fit(one.target, evidence, one.topic)
        if found is None or found.value is None:
            return None
        return PairRecord(
            target_id=one.target.target_id,
            progress_id=row.progress.progress_id,
            actual_id=evidence.actual.actual_id,
            claim_id=None,
            basis=evidence.actual.basis,
            actual_value=found.value,
            converts=True,
            pair_score=Decimal(str(round(min(max(found.score, 0.0), 1.0), 4))),
            explanation=explain_pairs.measured(one.target, evidence, found),
            is_elsewhere=True,
            is_cumulated=self._is_cumulated(one),
        )

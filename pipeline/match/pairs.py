"""Target × progress row: which result, count, ratio or claim answers each promise of a row, and why.

Every target of a linked task gets its row. Results are assigned within a row, one to one and with the greatest total
fit; targets that only differ in deadline or stretch share one answer. What no number answers may be counted from a
list of names, derived from two results, or claimed without a figure; else nothing answers it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.language.measures import convert
from pipeline.match import explain
from pipeline.match.assignment import assign
from pipeline.match.claimed import claim_for
from pipeline.match.counted import count_for
from pipeline.match.derived import change_for, ratio_for, sum_for
from pipeline.match.evidence import Evidence, Row, read_row
from pipeline.match.fit import EVIDENT, MINIMUM, Fit, fit
from pipeline.match.series import Series, restates, series_of
from pipeline.match.similarity import canonical
from pipeline.match.text import normal_form
from pipeline.match.topics import topic_of
from pipeline.records import (
    ActualRecord,
    ClaimRecord,
    LinkRecord,
    PairRecord,
    ProgressRecord,
    TargetRecord,
    TextRecord,
)

FEW_PROMISES = 2
WEAKNESS = 0.05  # between equals, what could answer by its name alone stands back
SAME_FIT = 0.04  # fits this close are equally good answers: the one that binds counts


@dataclass(slots=True)
class Paired:
    """What pairing yields: a row per target and progress row, and the results it inferred."""

    pairs: list[PairRecord] = field(default_factory=list)
    inferred: list[ActualRecord] = field(default_factory=list)


def pair_rows(
    progress: Iterable[ProgressRecord],
    links: Iterable[LinkRecord],
    targets: Iterable[TargetRecord],
    actuals: Iterable[ActualRecord],
    claims: Iterable[ClaimRecord],
    texts: Iterable[TextRecord],
) -> Paired:
    """Pair every target with every progress row that concerns it, in row order."""
    promised = _targets_of_rows(links, targets)
    results: dict[str, list[ActualRecord]] = defaultdict(list)
    for actual in actuals:
        results[actual.progress_id].append(actual)
    said: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        said[claim.progress_id].append(claim)
    text = {record.document_id: record.text for record in texts}
    paired = Paired()
    for record in sorted(progress, key=lambda row: (row.document_id, row.row_no, row.progress_id)):
        wanted = promised(record)
        if wanted:
            row = read_row(record, text.get(record.document_id), results[record.progress_id], said[record.progress_id])
            topics = {target.target_id: topic_of(target, text.get(target.document_id, "")) for target in wanted}
            _pair_row(row, wanted, topics, paired)
    return paired


class _Promised:
    """The targets that concern a row: those of its linked task, else its own."""

    def __init__(
        self, task_of: Mapping[str, str], shared: frozenset[str], by_owner: Mapping[str, list[TargetRecord]]
    ) -> None:
        self._task_of, self._shared, self._by_owner = task_of, shared, by_owner

    def __call__(self, row: ProgressRecord) -> list[TargetRecord]:
        task_id = self._task_of.get(row.progress_id)
        if task_id is None:
            return self._by_owner.get(row.progress_id, [])
        targets = self._by_owner.get(task_id, [])
        if task_id not in self._shared:
            return targets
        words = normal_form(row.task_name)  # a task split over several rows: each answers its own part
        return [target for target in targets if normal_form(target.quote) in words]


def _targets_of_rows(links: Iterable[LinkRecord], targets: Iterable[TargetRecord]) -> _Promised:
    task_of = {link.progress_id: link.task_id for link in links if link.task_id is not None}
    reports: dict[str, list[str]] = defaultdict(list)
    for progress_id, task_id in task_of.items():
        reports[f"{progress_id.split('/')[0]} {task_id}"].append(progress_id)
    shared = frozenset(key.split(" ", 1)[1] for key, rows in reports.items() if len(rows) > 1)
    by_owner: dict[str, list[TargetRecord]] = defaultdict(list)
    for target in sorted(targets, key=lambda target: (target.position, target.target_id)):
        by_owner[target.task_id or target.progress_id or ""].append(target)
    return _Promised(task_of, shared, by_owner)


def _pair_row(row: Row, targets: Sequence[TargetRecord], topics: Mapping[str, str], paired: Paired) -> None:
    series = series_of(targets)
    fits = {
        (i, j): found
        for i, one in enumerate(series)
        for j, evidence in enumerate(row.evidence)
        if (found := _best_fit(one, evidence, topics)) is not None
    }
    chosen = _assign(fits, with_evident=len(series) <= FEW_PROMISES)
    chosen = {i: _binding(series[i], i, j, fits, row, set(chosen.values())) for i, j in chosen.items()}
    chosen.update(_restated(series, chosen, fits))
    used_claims: set[str] = set()
    for i, one in enumerate(series):
        answer = row.evidence[chosen[i]] if i in chosen else None
        for target in one.targets:
            whole = sum_for(target, row, answer) if answer is not None else None
            if whole is not None:
                paired.pairs.append(_inferred_row(target, row, *whole, paired.inferred))
            elif answer is not None and (found := fit(target, answer, topics[target.target_id])) is not None:
                paired.pairs.append(_measured(target, row, answer, found))
            else:  # no answer, or one that the others of its series have and that says nothing of this stage
                considered = [row.evidence[j] for (k, j), f in fits.items() if k == i and f.name_score >= MINIMUM]
                paired.pairs.append(_unmeasured(target, row, considered, used_claims, paired.inferred))


def _best_fit(series: Series, evidence: Evidence, topics: Mapping[str, str]) -> Fit | None:
    fits = [fit(target, evidence, topics[target.target_id]) for target in series.targets]
    return max((found for found in fits if found is not None), key=lambda found: found.score, default=None)


def _assign(fits: Mapping[tuple[int, int], Fit], *, with_evident: bool) -> dict[int, int]:
    """Optimal among the good fits; in rows of few promises also weak fits that are evident as nothing else competes."""
    usable = {pair: found.score for pair, found in fits.items() if _answers(found)}
    good = {pair: score for pair, score in usable.items() if score >= MINIMUM}
    chosen = assign({pair: score - WEAKNESS * fits[pair].is_weak for pair, score in good.items()})
    if not with_evident:
        return chosen
    taken = set(chosen.values())
    left = [
        (i, j)
        for (i, j), score in usable.items()
        if score >= EVIDENT and i not in chosen and j not in taken and not fits[i, j].is_weak
    ]
    for i, j in left:
        if not any((k == i) != (m == j) for k, m in left):
            chosen[i] = j
    return chosen


def _restated(
    series: Sequence[Series], chosen: Mapping[int, int], fits: Mapping[tuple[int, int], Fit]
) -> dict[int, int]:
    """Promises that only restate an answered one (a task's own words and its milestones) share its answer."""
    shared: dict[int, int] = {}
    for i, one in enumerate(series):
        for k, j in chosen.items():
            found = fits.get((i, j))
            if i not in chosen and found and found.score >= MINIMUM and restates(one, series[k]):
                shared.setdefault(i, j)
    return shared


def _answers(found: Fit) -> bool:
    return not found.is_other_statistic


def _binding(series: Series, i: int, j: int, fits: Mapping[tuple[int, int], Fit], row: Row, taken: set[int]) -> int:
    """Of results that answer equally well under the same name, the least favourable."""
    name = canonical(row.evidence[j].actual.indicator)
    equal = [j]
    for (k, other), found in fits.items():
        free = k == i and other not in taken and abs(found.score - fits[i, j].score) <= SAME_FIT
        if free and canonical(row.evidence[other].actual.indicator) == name:
            equal.append(other)
    least = series.first.comparator not in ("<=", "<")
    pick = min if least else max
    return pick(equal, key=lambda place: (fits[i, place].value is None, fits[i, place].value or Decimal(0), place))


def _measured(target: TargetRecord, row: Row, evidence: Evidence, found: Fit) -> PairRecord:
    usable = found.value is not None and found.period is None
    return PairRecord(
        target_id=target.target_id,
        progress_id=row.progress.progress_id,
        actual_id=evidence.actual.actual_id,
        claim_id=None,
        basis=evidence.actual.basis,
        actual_value=found.value if usable else None,
        converts=usable,
        pair_score=_rounded(found.score),
        explanation=explain.measured(target, evidence, found),
    )


def _unmeasured(
    target: TargetRecord,
    row: Row,
    considered: Sequence[Evidence],
    used_claims: set[str],
    inferred: list[ActualRecord],
) -> PairRecord:
    """The row of a target that no printed number answers."""
    found = ratio_for(target, row) or change_for(target, row) or count_for(target, row)
    if found is not None:
        return _inferred_row(target, row, *found, inferred)
    claim = claim_for(target, row, used_claims)
    if claim is not None:
        return _row_of(target, row, "claimed", explain.claimed(target, claim), claim=claim)
    return _row_of(target, row, "measured", explain.unanswered(target, considered))


def _inferred_row(
    target: TargetRecord, row: Row, actual: ActualRecord, reason: str, inferred: list[ActualRecord]
) -> PairRecord:
    """The row of a target that a counted or derived result answers; the result is kept once."""
    if all(actual.actual_id != other.actual_id for other in inferred):
        inferred.append(actual)
    return _row_of(target, row, actual.basis, reason, actual=actual)


def _row_of(
    target: TargetRecord,
    row: Row,
    basis: str,
    reason: str,
    *,
    actual: ActualRecord | None = None,
    claim: ClaimRecord | None = None,
) -> PairRecord:
    value = convert(actual.value, actual.unit, target.unit) if actual else None
    return PairRecord(
        target_id=target.target_id,
        progress_id=row.progress.progress_id,
        actual_id=actual.actual_id if actual else None,
        claim_id=claim.claim_id if claim else None,
        basis=basis,
        actual_value=value,
        converts=value is not None,
        pair_score=None,
        explanation=reason,
    )


def _rounded(score: float) -> Decimal:
    return Decimal(str(round(min(max(score, 0.0), 1.0), 4)))

"""Target × progress row: which result, count, ratio or claim answers each promise of a row, and why.

Every target of a linked task gets its row. Results are assigned within a row, one to one and with the greatest total
fit; targets that only differ in deadline or stretch share one answer. What no number answers may be counted from a
list of names, derived from two results, or claimed without a figure; else nothing answers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from pipeline.language.numbers.measures import convert
from pipeline.language.results.stages import UNFINISHED
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.assignment import assign
from pipeline.match.names.similarity import canonical, core
from pipeline.match.names.topics import topic_of
from pipeline.match.pairs import explain_pairs
from pipeline.match.pairs.claimed import claim_for
from pipeline.match.pairs.concerned import targets_of_rows
from pipeline.match.pairs.counted import count_for
from pipeline.match.pairs.derived import (
    all_above,
    change_for,
    growth_for,
    planned_for,
    ratio_for,
    share_for,
    sum_for,
    whole_for,
)
from pipeline.match.pairs.evidence import Evidence, Row
from pipeline.match.pairs.features import only_begun
from pipeline.match.pairs.fit import EVIDENT, MINIMUM, Fit, fit
from pipeline.match.pairs.rivals import against_rivals, part_or_whole
from pipeline.match.pairs.series import Series, restates, series_of
from pipeline.match.pairs.spoken import doubt, subject_of, why_unanswered
from pipeline.records import (
    ActualRecord,
    ClaimRecord,
    LinkRecord,
    PairRecord,
    TargetRecord,
    TextRecord,
)

_said = partial(pattern_of, "pairs")

DERIVED = (ratio_for, change_for, growth_for, share_for, whole_for, planned_for)  # in this order
FEW_PROMISES = 2
WEAKNESS = 0.05  # between equals, what could answer by its name alone stands back
TELLING = 3  # a smaller number may stand there by chance
SAME_FIT = 0.04  # fits this close are equally good answers: the one that binds counts


@dataclass(slots=True)
class Paired:
    """What pairing yields: a row per target and progress row, and the results it inferred."""

    pairs: list[PairRecord] = field(default_factory=list)
    inferred: list[ActualRecord] = field(default_factory=list)


def pair_rows(
    rows: Iterable[Row], links: Iterable[LinkRecord], targets: Iterable[TargetRecord], texts: Iterable[TextRecord]
) -> Paired:
    """Pair every target with every progress row that concerns it, in the order of the rows."""
    promised = targets_of_rows(links, targets)
    text = {record.document_id: record.text for record in texts}
    paired = Paired()
    for row in rows:
        wanted = promised(row.progress)
        if wanted:
            topics = {target.target_id: topic_of(target, text.get(target.document_id, "")) for target in wanted}
            _pair_row(row, wanted, topics, paired)
    return paired


def _pair_row(row: Row, targets: Sequence[TargetRecord], topics: Mapping[str, str], paired: Paired) -> None:
    series = series_of(targets)
    fits = {
        (i, j): found
        for i, one in enumerate(series)
        for j, evidence in enumerate(row.evidence)
        if (found := _best_fit(one, evidence, topics)) is not None
    }
    fits = against_rivals(fits)
    chosen = _assign(fits, with_evident=len(series) <= FEW_PROMISES)
    equal = {i: _equal(i, j, fits, row, set(chosen.values())) for i, j in chosen.items()}
    chosen = {i: _binding(series[i], i, places, fits) for i, places in equal.items()}
    beside = {i: _parts(row, places, chosen[i]) for i, places in equal.items() if len(places) > 1}
    chosen = {i: part_or_whole(row, j, series[i].first) for i, j in chosen.items()}
    chosen.update(_restated(series, chosen, fits))
    used_claims: set[str] = set()
    for i, one in enumerate(series):
        answer = row.evidence[chosen[i]] if i in chosen else None
        for target in one.targets:
            whole = sum_for(target, row, answer) if answer is not None else None
            if whole is not None:
                paired.pairs.append(_inferred_row(target, row, *whole, paired.inferred))
            elif answer is not None and (found := fit(target, answer, topics[target.target_id])) is not None:
                paired.pairs.append(_measured(target, row, answer, found, beside.get(i)))
            else:  # no answer, or one that the others of its series have and that says nothing of this stage
                considered = [(row.evidence[j], f) for (k, j), f in fits.items() if k == i and f.name_score >= MINIMUM]
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
    return not found.is_other_statistic and not found.is_other_thing


def _equal(i: int, j: int, fits: Mapping[tuple[int, int], Fit], row: Row, taken: set[int]) -> list[int]:
    """The results that answer as well as the chosen one, under the same name."""
    name = canonical(row.evidence[j].actual.indicator)
    equal = [j]
    for (k, other), found in fits.items():
        free = k == i and other not in taken and abs(found.score - fits[i, j].score) <= SAME_FIT
        if free and canonical(row.evidence[other].actual.indicator) == name:
            equal.append(other)
    return equal


def _binding(series: Series, i: int, equal: Sequence[int], fits: Mapping[tuple[int, int], Fit]) -> int:
    """Of results that answer equally well under the same name, the least favourable."""
    least = series.first.comparator not in ("<=", "<")
    pick = min if least else max
    return pick(equal, key=lambda place: (fits[i, place].value is None, fits[i, place].value or Decimal(0), place))


def _parts(row: Row, equal: Sequence[int], chosen: int) -> str:
    """What the equal results are of: 金华市重点113.9%（判定所用）、省重点121.1%."""
    said = [(place, subject_of(row, row.evidence[place]) + row.evidence[place].actual.quote) for place in sorted(equal)]
    return "、".join(f"{words}（判定所用）" if place == chosen else words for place, words in said)


def _measured(target: TargetRecord, row: Row, evidence: Evidence, found: Fit, parts: str | None) -> PairRecord:
    return PairRecord(
        target_id=target.target_id,
        progress_id=row.progress.progress_id,
        actual_id=evidence.actual.actual_id,
        claim_id=None,
        basis=evidence.actual.basis,
        actual_value=found.value if found.is_usable else None,
        converts=found.is_usable,
        pair_score=_rounded(found.score),
        explanation=explain_pairs.measured(target, evidence, found),
        cause=doubt(found),
        caliber=found.caliber,
        parts=parts,
    )


def _unmeasured(
    target: TargetRecord,
    row: Row,
    considered: Sequence[tuple[Evidence, Fit]],
    used_claims: set[str],
    inferred: list[ActualRecord],
) -> PairRecord:
    """The row of a target that no printed number answers."""
    worked_out = _worked_out(target, row)
    if worked_out is not None:
        actual, reason, names = worked_out
        return replace(_inferred_row(target, row, actual, reason, inferred), parts=names)
    claim = claim_for(target, row, used_claims)
    told = _told_beside(target, row, claim)
    if told is not None:
        return _measured(target, row, *told, None)
    if claim is not None:
        return _row_of(target, row, "claimed", explain_pairs.claimed(target, claim), claim=claim)
    why = why_unanswered(target, row, considered)
    offset = row.progress.narrative_start
    return replace(
        _row_of(target, row, "measured", explain_pairs.unanswered(target, [evidence for evidence, _ in considered])),
        cause=why.cause,
        caliber=why.caliber,
        nearest_id=why.nearest.actual.actual_id if why.nearest else None,
        said_start=offset + why.said.start if why.said else None,
        said_end=offset + why.said.end if why.said else None,
    )


def _worked_out(target: TargetRecord, row: Row) -> tuple[ActualRecord, str, str | None] | None:
    """The number that follows from others of the row, why, and the names of what was counted."""
    derived = next((found for work_out in DERIVED if (found := work_out(target, row)) is not None), None)
    return (*derived, None) if derived else all_above(target, row) or count_for(target, row)


def _told_beside(target: TargetRecord, row: Row, claim: ClaimRecord | None) -> tuple[Evidence, Fit] | None:
    """The promised number itself, told as finished under another name: 3所学校9月1日开学 of 新建中小学3所."""
    is_met = claim is not None and claim.claim == "target_met"
    for evidence in row.evidence if target.kind == "count" and target.value >= TELLING else ():
        done = is_met or ("finished" in evidence.stages and not evidence.stages & set(UNFINISHED))
        found = fit(target, evidence) if done and evidence.actual.value == target.value else None
        alike = is_met or core(target.indicator)[-1:] in (evidence.head or "".join(evidence.names))
        if only_begun(evidence, target.quote):
            continue
        if found and found.is_usable and alike and not evidence.is_restated_goal:
            return evidence, replace(found, says_only_work=True)
    return None


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

"""Claims without a figure: 普惠小微贷款已完成年度目标, 实现事故数和死亡人数双下降目标."""

from __future__ import annotations

import re
from functools import partial

from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.promised_names import promised_names
from pipeline.match.names.similarity import contrast, coverage, name_similarity, other_ordinal, thresholds
from pipeline.match.pairs.evidence import Row
from pipeline.records import ClaimRecord, TargetRecord

_said = partial(pattern_of, "pairs")

MINIMUM = 0.45
SHORT_NARRATIVE = 12
_WHOLE = 100
_BARE_PERCENT = re.compile(r"\s*\d+(?:\.\d+)?\s*[%％]?\s*")


_SAID_PERCENT = re.compile(
    r"(?:目前|已|总体|累计|共|基本){0,4}完成(?:进度|率|比例)?[为达约已]{0,3}\d{1,6}(?:\.\d{1,4})?[%％]"
)
_NUMBER = re.compile(r"\d[\d.]*")


def claim_for(target: TargetRecord, row: Row, used: set[str]) -> ClaimRecord | None:
    """The claim that speaks of this target, None when no claim does.

    A claim whose subject names another thing never counts; one that speaks of the whole row (完成全年任务) does when it
    has no subject. ``used`` collects the claims taken, so that a percentage is not taken for two targets.
    """
    best: tuple[float, ClaimRecord] | None = None
    for claim in row.claims:
        if claim.claim not in ("target_met", "percent_of_target") and not _finishes_all(claim, row):
            continue
        if claim.claim == "done" and target.unit == "元" and not _says_no_more(row):
            continue  # 道路已全部完成硬化: what the road was to cost is not said
        if claim.claim == "done" and target.indicator.endswith("率") and not _says_no_more(row):
            continue  # 监测点全部建成 says nothing of a rate
        if claim.claim == "percent_of_target" and (claim.claim_id in used or not _is_free(claim, row)):
            continue
        score = 1.0 if _speaks_of_its_row(claim, row) else _score(target, claim)
        if score >= MINIMUM and (best is None or score > best[0]):
            best = score, claim
    if best is not None and not (_speaks_of_its_row(best[1], row) and (best[1].stated_percent or 0) >= _WHOLE):
        used.add(best[1].claim_id)
    return best[1] if best else None


def _speaks_of_its_row(claim: ClaimRecord, row: Row) -> bool:
    """A column's percentage, or progress that is nothing else, is the row's; 100 % is also each promise's.

    So is a percentage in words (完成75%，2处正在招标) where the row asks for one thing.
    """
    if claim.claim != "percent_of_target" or claim.subject is not None:
        return False
    asks_one = len(_NUMBER.findall(row.progress.task_name)) <= 1
    return bool(_BARE_PERCENT.fullmatch(claim.quote) or (asks_one and _SAID_PERCENT.fullmatch(claim.quote)))


def _finishes_all(claim: ClaimRecord, row: Row) -> bool:
    """停车位建设已全部完成, or a narrative that says no more than 已完成: all that was promised is said to be done."""
    return (
        claim.claim == "done"
        and bool(_said("said_done").search(claim.quote))
        and (_says_no_more(row) or bool(_said("all_done").search(claim.quote)))
    )


def _says_no_more(row: Row) -> bool:
    """Whether a narrative is the claim alone: 已完成."""
    return len(row.narrative.strip()) <= SHORT_NARRATIVE and not row.evidence


def _score(target: TargetRecord, claim: ClaimRecord) -> float:
    if not claim.subject or _said("works").fullmatch(claim.subject):
        return 1.0 if claim.claim == "done" or _said("whole_row").search(claim.quote) else 0.0
    names = promised_names(target.indicator, target.scope, target.quote)
    if contrast(" ".join(names), claim.subject) or other_ordinal(" ".join(names), claim.subject):
        return 0.0
    score = max(max(name_similarity(name, claim.subject), coverage(name, claim.subject)) for name in names)
    fall, rise = _said("fall").search(claim.quote), _said("rise").search(claim.quote)
    score += 0.2 if (target.kind == "decrease_rate" and fall) or (target.kind == "growth_rate" and rise) else 0.0
    spoken = thresholds(claim.subject)
    return score + 0.2 if spoken and spoken & thresholds(target.quote) else score


def _is_free(claim: ClaimRecord, row: Row) -> bool:
    """A percentage that stands right behind a number speaks of that number, unless it counts what reached a bound."""
    before = [e.actual for e in row.evidence if e.actual.char_end <= claim.char_start and e.actual.kind != "share"]
    nearest = max(before, key=lambda actual: actual.char_end, default=None)
    bounded = bool(claim.subject and thresholds(claim.subject))
    return bounded or nearest is None or claim.char_start - nearest.char_end > 12

"""The default rule of the contract in a few lines, to test pairing by what it leads to. The shipped rule is SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.records import ActualRecord, ClaimRecord, PairRecord, TargetRecord

COMPLETION_RATES = ("完成率", "开工率", "竣工率", "投产率")


def satisfies(value: Decimal, target: TargetRecord) -> bool:
    """Whether a value meets the target's comparator."""
    if target.comparator == "between":
        return target.value <= value <= (target.value_high or target.value)
    if target.comparator in ("<=", "<"):
        return value < target.value or (target.comparator == "<=" and value == target.value)
    return value > target.value or (target.comparator != ">" and value == target.value)


def accrues(target: TargetRecord) -> bool:
    """Whether the value builds up over the year, so that a pace can be asked of it."""
    if target.value <= 0 or target.comparator in ("<", "<="):
        return False
    return target.kind in ("count", "level") or (target.kind == "share" and target.indicator.endswith(COMPLETION_RATES))


def verdict(
    pair: PairRecord,
    target: TargetRecord,
    actuals: Mapping[str, ActualRecord],
    claims: Mapping[str, ClaimRecord],
    pace: Decimal = Decimal("0.75"),
) -> str:
    """met | on_pace | behind | unknown under ``linear_year``."""
    if pair.claim_id is not None and pair.actual_id is None:
        claim = claims[pair.claim_id]
        share = Decimal(1) if claim.claim == "target_met" else (claim.stated_percent or Decimal(0)) / 100
        return "met" if share >= 1 else "on_pace" if share >= pace else "behind"
    if pair.actual_id is None:
        return "unknown"
    actual, value = actuals[pair.actual_id], pair.actual_value
    if value is None:  # a foreign currency is worth at least its face value in yuan
        return "met" if actual.unit == "美元" and satisfies(actual.value, target) else "unknown"
    if {target.kind, actual.kind} == {"growth_rate", "decrease_rate"}:
        value = -value
    if satisfies(value, target):
        return "met"
    return "on_pace" if accrues(target) and value / target.value >= pace else "behind"


def row_status(verdicts: Sequence[str]) -> str:
    """The status of a row with numeric targets."""
    for status in ("behind", "on_pace"):
        if status in verdicts:
            return status
    if verdicts and set(verdicts) == {"met"}:
        return "met"
    return "partial" if "met" in verdicts else "unknown"

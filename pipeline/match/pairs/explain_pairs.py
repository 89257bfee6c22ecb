"""Why a result answers a target, or why none does: one Chinese sentence each.

The word 口径 appears exactly where the statistic differs: findings about caliber look for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.results.stages import UNFINISHED
from pipeline.match.pairs.evidence import Evidence
from pipeline.match.pairs.fit import Fit, is_narrower_statistic
from pipeline.records import ClaimRecord, TargetRecord


def measured(target: TargetRecord, evidence: Evidence, found: Fit) -> str:
    """The sentence of a result that answers a target, with its reservations."""
    actual = evidence.actual
    unit = "单位一致" if actual.unit == target.unit else "单位可比"
    unit = "单位不能换算" if found.value is None else unit
    alike = f"名称相近（{min(found.name_score, 1):.2f}）、{unit}"
    reasons = [f"所报“{actual.indicator}”{actual.quote}与目标“{target.indicator}”{alike}"]
    if found.currency:
        reasons.append(f"所报币种为{found.currency}，目标以{target.unit}计，未按汇率换算")
    if found.caliber:
        reasons.append(f"所报口径为“{found.caliber}”，目标未作此限定")
    if found.period:
        reasons.append(f"所述为{found.period}年，不是本年结果")
    return "；".join(reasons) + "。"


def claimed(target: TargetRecord, claim: ClaimRecord) -> str:
    """The sentence of a claim without a figure."""
    return f"文中称“{claim.quote}”，未报“{target.indicator}”的数字。"


def unanswered(target: TargetRecord, considered: Sequence[Evidence]) -> str:
    """The sentence of a target that nothing answers, naming the nearest number when it was set aside for a reason."""
    for evidence in considered:
        part = is_narrower_statistic(target, evidence)
        if part:
            actual = evidence.actual
            return f"所报“{actual.indicator}”{actual.quote}只是“{part}”口径，不能代替“{target.indicator}”。"
    for evidence in considered:
        nearest = f"“{evidence.actual.indicator}”{evidence.actual.quote}"
        why = "尚在办理，不能算作" if evidence.stages & set(UNFINISHED) else "不足以说明"
        return f"{nearest}{why}“{target.indicator}”，未见可比结果。"
    return f"文中未见与“{target.indicator}”可比的数字。"

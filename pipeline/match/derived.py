"""Indicators that are worked out of two results of the same row: the ratio of urban to rural income."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.match.evidence import Evidence, Row
from pipeline.match.similarity import canonical, vocabulary
from pipeline.records import ActualRecord, TargetRecord


def ratio_for(target: TargetRecord, row: Row) -> tuple[ActualRecord, str] | None:
    """The ratio that answers a target, as a result of basis ``derived``, and the sentence that explains it."""
    for rule in vocabulary()["ratios"]:
        if target.kind != "level" or not re.search(rule["name"], canonical(target.indicator)):
            continue
        top, bottom = _find(row, rule["numerator"]), _find(row, rule["denominator"])
        if top and bottom and bottom.actual.value and top.actual.as_of_period_id == bottom.actual.as_of_period_id:
            return _ratio(target, row, top, bottom, int(rule["decimals"]))
    return None


def _find(row: Row, pattern: str) -> Evidence | None:
    amounts = (e for e in row.evidence if e.actual.kind in ("level", "count"))
    return next((e for e in amounts if any(re.search(pattern, canonical(name)) for name in e.names)), None)


def _ratio(
    target: TargetRecord, row: Row, top: Evidence, bottom: Evidence, decimals: int
) -> tuple[ActualRecord, str]:
    value = (top.actual.value / bottom.actual.value).quantize(Decimal(1).scaleb(-decimals))
    start, end = top.actual.char_start, bottom.actual.char_end
    offset = row.progress.narrative_start
    record = ActualRecord(
        actual_id=f"{row.progress.progress_id}#d{target.target_id.rsplit('#', 1)[-1]}",
        progress_id=row.progress.progress_id,
        document_id=row.progress.document_id,
        position=target.position,
        indicator=target.indicator,
        comparator="=",
        value=value,
        unit=target.unit,
        kind=target.kind,
        as_of_period_id=top.actual.as_of_period_id,
        scope=None,
        is_approximate=True,
        basis="derived",
        rule="ratio_of_two_results",
        quote=row.narrative[start - offset : end - offset],
        char_start=start,
        char_end=end,
    )
    reason = f"由{top.actual.indicator}{top.actual.quote}与{bottom.actual.indicator}{bottom.actual.quote}相除得{value}。"
    return record, reason

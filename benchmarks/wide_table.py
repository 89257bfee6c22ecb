"""The wide table for people against the facts and documents it is made of, column by column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_PAIRS = """
    select
        wide.judgement_id,
        [{columns}] as found,
        [{sources}] as expected
    from rpt_judgements as wide
    inner join fct_target_progress as judged
        on wide.target_id = judged.target_id and wide.progress_id = judged.progress_id
    inner join fct_targets as target on wide.target_id = target.target_id
    inner join fct_progress as progress on wide.progress_id = progress.progress_id
    inner join dim_documents as plan on target.document_id = plan.document_id
    inner join dim_documents as report on progress.document_id = report.document_id
    inner join dim_periods as period on judged.period_id = period.period_id
    inner join dim_periods as due on target.period_id = due.period_id
    inner join dim_rules as rule on judged.rule_id = rule.rule_id
    inner join dim_document_texts as plan_text on target.document_id = plan_text.document_id
    inner join dim_document_texts as report_text on progress.document_id = report_text.document_id
    left join fct_tasks as task on target.task_id = task.task_id
    left join dim_leaders as leader on task.leader_id = leader.leader_id
    left join fct_actuals as actual on judged.actual_id = actual.actual_id
"""
_SOURCES = {
    "jurisdiction": "progress.jurisdiction",
    "period_id": "judged.period_id",
    "period_label": "period.label_zh",
    "period_end": "period.end_date",
    "plan_title": "plan.title",
    "list_type": "task.list_type",
    "task_no": "task.task_no",
    "task_text": "coalesce(task.task_text, progress.task_name)",
    "leader_name": "leader.leader_name",
    "indicator": "target.indicator",
    "scope": "target.scope",
    "kind": "target.kind",
    "comparator": "target.comparator",
    "target_value": "target.value",
    "unit": "target.unit",
    "deadline": "due.end_date",
    "actual_value": "judged.actual_value",
    "ratio": "judged.ratio",
    "pace_due": "judged.pace_due",
    "pace_gap": "judged.pace_gap",
    "verdict": "judged.verdict",
    "rule_label": "judged.verdict_label",
    "basis": "judged.basis",
    "reason": "judged.reason",
    "rule_name": "rule.name",
    "row_status": "progress.status",
    "promised_quote": "substring(plan_text.text, wide.promised_start + 1, wide.promised_end - wide.promised_start)",
    "reported_quote": "case when wide.reported_quote is not null then"
    " substring(report_text.text, wide.reported_start + 1, wide.reported_end - wide.reported_start) end",
    "reported_text": "progress.narrative",
    "report_title": "report.title",
    "actual_id": "actual.actual_id",
}


def wide_table(rows: Callable[[str], list[dict[str, Any]]]) -> tuple[int, list[str]]:
    """Each column of the wide table against the fact it repeats; quotes against the documents' own texts."""
    names = list(_SOURCES)
    sql = _PAIRS.format(
        columns=", ".join(f"wide.{name}::varchar" for name in names),
        sources=", ".join(f"({source})::varchar" for source in _SOURCES.values()),
    )
    found = rows(sql)
    lines = [
        f"{row['judgement_id']} {name}: {is_!r}, should be {should!r}"
        for row in found
        for name, is_, should in zip(names, row["found"], row["expected"], strict=True)
        if is_ != should
    ]
    (total,) = rows("select count(*) as n from fct_target_progress")
    if len(found) != total["n"]:
        lines.append(f"{len(found)} rows, {total['n']} judgements")
    return len(found) * len(names), lines

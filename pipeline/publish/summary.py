"""The short summary of a release: what is in it and where to look next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_COUNTS = {
    "documents": "select count(*) from marts.dim_documents",
    "tasks": "select count(*) from marts.fct_tasks",
    "targets": "select count(*) from marts.fct_targets",
    "progress rows": "select count(*) from marts.fct_progress",
    "results": "select count(*) from marts.fct_actuals",
}
_GROUPS = {
    "verdicts": "select verdict, count(*) from marts.fct_target_progress group by 1 order by 2 desc, 1",
    "row status": "select status, count(*) from marts.fct_progress group by 1 order by 2 desc, 1",
    "findings": "select kind, count(*) from marts.fct_findings group by 1 order by 2 desc, 1",
}
_CHECKS = "select count(*), count(*) filter (where not success) from marts.fct_quality_results where run_id = ?"
_OUTCOMES = """
    select file_name, reason, unread_chars from marts.fct_parse_outcomes
    where run_id = ? and (not success or unread_chars > 0) order by success, file_name
"""
_CORRECTIONS = """
    select correction_id, status, coalesce(record_key, ''), coalesce(detail, status_label)
    from marts.fct_corrections order by jurisdiction, entry_no
"""


def summarize(warehouse: Path, run_id: str) -> dict[str, Any]:
    """Counts of what the release holds and what went wrong in the run that made it; plain data for release.json."""
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        summary: dict[str, Any] = {name: connection.execute(sql).fetchall()[0][0] for name, sql in _COUNTS.items()}
        for name, sql in _GROUPS.items():
            summary[name] = dict(connection.execute(sql).fetchall())
        total, failed = connection.execute(_CHECKS, [run_id]).fetchall()[0]
        summary["expectations"] = {"run": total, "failed": failed}
        outcomes = connection.execute(_OUTCOMES, [run_id]).fetchall()
        corrections = connection.execute(_CORRECTIONS).fetchall()
    summary["set aside"] = {name: reason for name, reason, _ in outcomes if reason}
    summary["unread characters"] = {name: unread for name, reason, unread in outcomes if not reason}
    summary["corrections"] = {
        "applied": sum(status == "applied" for _, status, _, _ in corrections),
        "not applied": [f"{name} {key}: {told}" for name, status, key, told in corrections if status != "applied"],
    }
    return summary


def summary_lines(release: Mapping[str, Any], published: str) -> list[str]:
    """The summary as lines for a terminal."""
    summary = release["summary"]
    counts = " · ".join(f"{summary[name]} {name}" for name in _COUNTS)
    lines = [
        f"{release['period_id']} by rule {release['rule_id']}{_knowledge(release)}: {counts}",
        *[_group_line(name, summary[name]) for name in _GROUPS],
        f"checks      {_checks(summary['expectations'])}",
    ]
    lines += [f"set aside   {name}: {reason}" for name, reason in summary["set aside"].items()]
    lines += _correction_lines(summary["corrections"])
    if summary["unread characters"]:
        total = sum(summary["unread characters"].values())
        lines.append(f"unread      {total} characters no rule accounted for; see marts.fct_remainders")
    return [*lines, *_next_lines(published), *_unprinted_lines(release["unprinted"])]


def _knowledge(release: Mapping[str, Any]) -> str:
    """Which documents it holds, where that is not what the quarter itself says."""
    as_known = release.get("as_known", "then")
    return "" if as_known == "then" else f", known {as_known}"


def _correction_lines(corrections: Mapping[str, Any]) -> list[str]:
    """How many corrections were applied, and each that was not with its reason; nothing where nobody wrote any."""
    unfit = corrections["not applied"]
    if not corrections["applied"] and not unfit:
        return []
    return [
        f"corrections {corrections['applied']} applied, {len(unfit)} not (marts.fct_corrections)",
        *(f"            {line}" for line in unfit),
    ]


def _checks(expectations: Mapping[str, int]) -> str:
    return f"{expectations['run']} expectations, {expectations['failed']} failed as warnings"


def _group_line(name: str, counts: Mapping[str, int]) -> str:
    parts = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return f"{name:<12}{parts or 'none'}"


def _unprinted_lines(unprinted: Mapping[str, str]) -> list[str]:
    """Why forms have no PDF beside them, once for each reason."""
    names: dict[str, list[str]] = {}
    for name, reason in unprinted.items():
        names.setdefault(reason, []).append(name)
    return [f"no PDF      of {len(found)} workbooks ({found[0]} …): {reason}" for reason, found in names.items()]


def _next_lines(published: str) -> list[str]:
    return [
        f"query       {published}/warehouse.duckdb, schema marts (the same tables in {published}/parquet/)",
        f"look        {published}/board/index.html (晾晒台), {published}/forms/ (XLSX and CSV)",
        f"check       {published}/data_docs/index.html; make ui, then http://localhost:3000",
    ]

"""The sentences that open a page of the board, and the words of a document within theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.publish.board.data import Board, Row
from pipeline.publish.words import percent, vocabulary

CONTEXT = 150  # characters shown on either side of a quote at most
WITHOUT_NUMBER = ("milestone", "relative")
_QUARTERS = {0.25: "一季度", 0.5: "一半", 0.75: "四分之三", 1.0: "一整年"}


def marked(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words at [start, end) of a text, with what stands before and after them in their sentence."""
    opening = re.split(r"[。；;\n]", text[max(0, start - CONTEXT) : start])[-1]
    closing = re.match(r"[^。；;\n]*[。；;]?", text[end : end + CONTEXT])
    rest = closing[0] if closing else ""
    before = f"…{opening}" if len(opening) == CONTEXT else opening
    return before, text[start:end], f"{rest}…" if len(rest) == CONTEXT else rest


def count_statuses(rows: Iterable[Row], field: str) -> list[tuple[str, int]]:
    """How many rows have each status, in the board's order; statuses that nobody has are left out."""
    counts = Counter(str(row[field]) for row in rows)
    order = list(vocabulary()["symbols"])
    return sorted(counts.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))


def counted(judgements: Sequence[Row]) -> list[Row]:
    """The judgements that count: of each firm promise that the report has a row for, the one that tells most."""
    best: dict[str, Row] = {}
    for row in sorted(judgements, key=lambda row: (row["verdict"] == "unknown", row["is_elsewhere"])):
        if row["is_firm"]:
            best.setdefault(row["target_id"], row)
    own = {row["target_id"] for row in judgements if not row["is_elsewhere"]}
    return [row for row in best.values() if row["target_id"] in own]


def numeric(rows: Iterable[Row]) -> list[Row]:
    """Those of the judgements that are of numbers."""
    return [row for row in rows if row["kind"] not in WITHOUT_NUMBER]


def headline(board: Board) -> tuple[str, str]:
    """The period in one sentence; its second part is what is wrong, blank when nothing is."""
    counts = Counter(row["verdict"] for row in numeric(counted(board.judgements)))
    kept, behind = counts["met"] + counts["on_pace"], counts["behind"]
    if not kept + behind:
        return f"{len(board.rows)}项工作有了进展报告，没有一个目标可以用数字判定", ""
    gone = f"时间过去{_QUARTERS.get(board.page.time_share) or percent(board.page.time_share)}"
    if not behind:
        return f"{gone}，能判定的{kept}个数字目标全部跟上了进度", ""
    if not kept:
        return f"{gone}，", f"能判定的{behind}个数字目标全部掉队"
    return f"{gone}，能判定的{kept + behind}个数字目标里{kept}个跟上了，", f"{behind}个掉队"


def deck(board: Board) -> str:
    """The sentence below it: the widest gap, what cannot be judged, what was passed over."""
    rows = numeric(counted(board.judgements))
    parts = []
    worst = next(iter(furthest_behind(rows)), None)
    if worst is not None:
        parts.append(f"差得最远的是{_of(worst['lead_unit'])}{worst['indicator_name']}，{_short(worst)}")
    unknown = sum(row["verdict"] == "unknown" for row in rows)
    if unknown:
        parts.append(f"另有{unknown}个目标，报告里没有可比的数字")
    stages = [row for row in counted(board.judgements) if row["kind"] == "milestone"]
    if stages:
        parts.append(f"{len(stages)}个节点里{sum(row['verdict'] == 'met' for row in stages)}个已经到位")
    if board.unreported:
        parts.append(f"{len(board.unreported)}项计划任务只字未提")
    return "；".join(parts) + "。" if parts else ""


def _of(unit: str | None) -> str:
    return f"{unit}的" if unit else ""


def _short(row: Row) -> str:
    if row["ratio"] is not None and row["pace_gap"] is not None:
        return f"应到{percent(row['pace_due'])}，只到{percent(row['ratio'])}"
    return f"要求{row['target_text']}，实际{row['actual_text'] or '没有数字'}"


def furthest_behind(judgements: Iterable[Row]) -> list[Row]:
    """What is behind, the widest gap first; a promise without pace by how far it falls short."""
    behind = [row for row in judgements if row["verdict"] == "behind"]
    return sorted(behind, key=lambda row: (gap(row), str(row["judgement_id"])))


def gap(row: Row) -> float:
    """How far a target is from what is due; one without pace, how far it falls short."""
    if row["pace_gap"] is not None:
        return float(row["pace_gap"])
    if row["kind"] in WITHOUT_NUMBER:
        return -1.0
    return min(0.0, float(row["ratio"]) - 1) if row["ratio"] is not None else 0.0


def urgent_findings(findings: Sequence[Row]) -> list[Row]:
    """The findings that cannot wait, the gravest kind first."""
    order = vocabulary()["urgent"]
    grave = [row for row in findings if row["kind"] in order and row["severity"] == "high"]
    return sorted(grave, key=lambda row: (order.index(row["kind"]), str(row["finding_id"])))

"""The truth of the invented cities, in the shape of hand-made labels: one JSON file per document.

usage: python tests/cities/labels.py OUT_DIR
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MAGNITUDES = {"亿": 100000000, "万": 10000}
Labels = dict[str, Any]


def target_label(target: list[Any]) -> Labels:
    """[quote, indicator, comparator, value, unit, kind, period, 'soft'?] as a label."""
    quote, indicator, comparator, value, unit, kind = target[:6]
    amounts = kind in ("count", "level")
    return {
        "quote": quote,
        "indicator": indicator,
        "comparator": comparator,
        "value": value,
        "unit": unit,
        "kind": kind,
        "kind_accept": ["count", "level"] if amounts and unit not in ("个", "家", "人") else [kind],
        "deadline": target[6] if len(target) > 6 else "FY",
        **({"soft": True} if "soft" in target[6:] else {}),
    }


def task_labels(truth: Labels) -> list[Labels]:
    """One label per task; sections are numbered in document order, a list without sections is section 1."""
    sections: list[str] = []
    labels = []
    for task in truth["tasks"]:
        section = task.get("section", "")
        if section not in sections:
            sections.append(section)
        units = [{"name": name, "role": role} for role in ("lead", "support") for name in task[role]]
        labels.append(
            {
                "list": truth.get("list", "key_work"),
                "section": section,
                "section_no": sections.index(section) + 1,
                "no": task["no"],
                "text": task["text"],
                "leader": task.get("leader"),
                "units": units,
                "targets": [target_label(target) for target in task["targets"]],
            }
        )
    return labels


def row_label(row: Labels, plan: dict[Any, Labels]) -> Labels:
    """One label per progress row, its targets those of the plan task it reports on."""
    key = row["plan"]
    task = plan[tuple(key) if isinstance(key, list) else key]
    label = {
        "seq": row["no"],
        "task": row["task"],
        "unit": row["unit"],
        "plan_ref": {"list": task["list"], "section_no": task["section_no"], "no": task["no"]},
        "targets": task["targets"],
        "actuals": [],
        "pairs": [],
        "status_accept": [row["status"]],
    }
    for position, (value, verdict) in enumerate(_answers(row, task)):
        if position >= len(task["targets"]) or verdict is None:
            continue
        pair = {"target": position, "actual": None, "verdict": verdict, "accept": [verdict]}
        if value is not None:
            pair["actual"] = len(label["actuals"])
            label["actuals"].append({"value": value})
        label["pairs"].append(pair)
    return label


def _answers(row: Labels, task: Labels) -> list[tuple[float | None, str | None]]:
    if "pairs" in row:
        return [(value, verdict) for _, value, verdict in row["pairs"]]
    answers: list[tuple[float | None, str | None]] = [(None, None)] * len(task["targets"])
    for _, unit, planned, actual, _, verdict in row["measures"]:
        factor = MAGNITUDES.get(unit[0], 1) if unit[0] in MAGNITUDES else 1
        position = next(i for i, t in enumerate(task["targets"]) if t["value"] == planned * factor)
        answers[position] = (round(actual * factor, 6), verdict)
    return answers


def labels_of(truth: Labels, plan: Labels | None) -> Labels:
    """The labels of one document; ``plan`` is the truth of the plan a progress report answers."""
    labels: Labels = {"document": truth["document"]}
    if "tasks" in truth:
        labels["tasks"] = task_labels(truth)
    if "rows" in truth and plan:
        tasks = task_labels(plan)
        by_key = {task["no"]: task for task in tasks} | {(task["section_no"], task["no"]): task for task in tasks}
        labels["progress"] = [row_label(row, by_key) for row in truth["rows"]]
    if "loose_targets" in truth:
        labels["loose_targets"] = [target_label(target) for target in truth["loose_targets"]]
    return labels


PLANS = {"qingyuan_h1": "qingyuan_plan", "wanghai_q3": "wanghai_livelihood", "shilou_q1": "shilou_plan"}


def main() -> None:
    from render import load

    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(HERE.glob("*.yml")):
        plan = load(HERE / f"{PLANS[path.stem]}.yml") if path.stem in PLANS else None
        labels = labels_of(load(path), plan)
        (out / f"{path.stem}.json").write_text(json.dumps(labels, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()

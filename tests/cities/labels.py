"""The truth of the invented cities, in the shape of hand-made labels: one JSON file per document.

usage: python tests/cities/labels.py OUT_DIR [--held-out]   (--held-out: the documents of held_out/ instead)

A target is a list ``[quote, indicator, comparator, value, unit, kind, period, 'soft'?]`` or the same in one line:
``quote | indicator | >= 6 % growth_rate | soft | 2024-H1``; ``5~6`` is a range, ``count/level`` accepts both kinds.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from render import FOLDERS, documents, load_with_plan

MAGNITUDES = {"亿": 100000000, "万": 10000}
Labels = dict[str, Any]


def number(text: str) -> float | int:
    """A value as written in a one-line target: whole numbers stay whole."""
    return float(text) if "." in text else int(text)


def one_line_target(line: str) -> list[Any]:
    """A one-line target as the list form."""
    quote, indicator, promise, *rest = [part.strip() for part in line.split(" | ")]
    comparator, value, *unit, kind = promise.split()
    values = [number(part) for part in value.split("~")]
    marks = [part for part in rest if part == "soft"]
    periods = [part for part in rest if part != "soft"] or ["FY"]
    return [
        quote,
        indicator,
        comparator,
        values if len(values) > 1 else values[0],
        "".join(unit),
        kind,
        *periods,
        *marks,
    ]


def target_label(target: list[Any] | str) -> Labels:
    """One target as a label."""
    if isinstance(target, str):
        target = one_line_target(target)
    quote, indicator, comparator, value, unit, kind = target[:6]
    kinds = kind.split("/")
    amounts = kinds[0] in ("count", "level")
    return {
        "quote": quote,
        "indicator": indicator,
        "comparator": comparator,
        "value": value,
        "unit": unit,
        "kind": kinds[0],
        "kind_accept": ["count", "level"] if amounts and unit not in ("个", "家", "人") else kinds,
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
        roles = (("lead", "lead"), ("responsible", "support"), ("support", "support"))
        units = [{"name": name, "role": role} for field, role in roles for name in task.get(field) or []]
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
    """One label per progress row, its targets those of the plan task (its own where nothing was planned)."""
    key = row["plan"]
    task = plan[tuple(key) if isinstance(key, list) else key] if key else None
    targets = task["targets"] if task else [target_label(target) for target in row["targets"]]
    label = {
        "seq": row["no"],
        "task": row["task"],
        "unit": row["unit"],
        "plan_ref": {name: task[name] for name in ("list", "section_no", "no")} if task else None,
        "targets": targets,
        "actuals": [],
        "pairs": [],
        "status_accept": row["status"].split("/"),
    }
    for position, (value, verdict) in enumerate(_answers(row, targets)):
        if position >= len(targets) or verdict is None:
            continue
        accept = verdict.split("/")
        pair = {"target": position, "actual": None, "verdict": accept[0], "accept": accept}
        if value is not None:
            pair["actual"] = len(label["actuals"])
            label["actuals"].append({"value": value})
        label["pairs"].append(pair)
    return label


def _answers(row: Labels, targets: list[Labels]) -> list[tuple[float | None, str | None]]:
    if "measures" not in row:
        return [(value, verdict) for _, value, verdict in row.get("pairs", [])]
    answers: list[tuple[float | None, str | None]] = [(None, None)] * len(targets)
    for _, unit, planned, actual, _, verdict in row["measures"]:
        factor = MAGNITUDES.get(unit[0], 1)
        position = next(i for i, t in enumerate(targets) if t["value"] == round(planned * factor, 6))
        answers[position] = (None if actual is None else round(actual * factor, 6), verdict)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    options.out_dir.mkdir(parents=True, exist_ok=True)
    for path in documents(FOLDERS["held_out" if options.held_out else "open"]):
        truth, plan = load_with_plan(path)
        content = json.dumps(labels_of(truth, plan), ensure_ascii=False, indent=1)
        (options.out_dir / f"{path.stem}.json").write_text(content, "utf-8")


if __name__ == "__main__":
    main()

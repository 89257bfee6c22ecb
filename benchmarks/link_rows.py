"""How long linking takes as rows grow, and how linking alone does on the third-quarter report.

usage: python -m benchmarks.link_rows [--rows N ...]

The rows are made of the breakdown's own clauses, one in four reworded, spread over as many invented jurisdictions as
it takes to keep a plan at the size of a real one (about 250 tasks): thousands of documents come from many cities, not
from one. A last line puts everything into one jurisdiction, the worst case. Imports are done before the clock starts.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import time
from pathlib import Path

from pipeline.match.links.row_links import link_rows
from pipeline.records import ProgressRecord, TaskRecord

RAW = Path(__file__).parent.parent / "raw"
TASKS_PER_PLAN = 250


def breakdown_tasks() -> list[TaskRecord]:
    """The tasks of the breakdown in raw/, as the pipeline reads them."""
    from pipeline.layouts.entries.sources import load_source_entries
    from pipeline.understand import understand

    folder = RAW / "义乌市"
    entries = [entry for entry in load_source_entries(folder) if "责任分解" in entry.file_name]
    tasks: list[TaskRecord] = []
    for entry in entries:
        tasks.extend(understand((RAW / entry.file_name).read_bytes(), entry).records["tasks"])
    return tasks


def invent(
    tasks: list[TaskRecord], count: int, *, per_place: int, seed: int = 2023
) -> tuple[list[ProgressRecord], list[TaskRecord]]:
    """``count`` tasks and as many rows; a task's text is two clauses of real tasks and a serial number."""
    chance = random.Random(seed)
    clauses = [clause for task in tasks for clause in task.task_text.rstrip("。").split("，") if len(clause) > 5]
    plans, rows = [], []
    for i in range(count):
        place = f"{i // per_place}号市"
        text = f"{chance.choice(clauses)}，{chance.choice(clauses)}，完成{i}项"
        task_id = f"plan{i // per_place}/key_work/1/{i}"
        plan = dataclasses.replace(
            tasks[0], task_id=task_id, document_id=task_id[:8], jurisdiction=place, task_no=i, task_text=text
        )
        name = text.replace("，", "，进一步", 1).replace("的", "") if chance.random() < 0.25 else text
        plans.append(plan)
        rows.append(_row(i, place, name))
    return rows, plans


def _row(number: int, place: str, name: str) -> ProgressRecord:
    return ProgressRecord(
        f"report{place}/row/{number}", f"report{place}", place, "2023-Q3", number, name, None, None, "", None, None,
        None, None, 0, 0, 0, 0,
    )  # fmt: skip


def measure(rows: list[ProgressRecord], plans: list[TaskRecord]) -> tuple[float, float]:
    """Seconds taken and the share of rows linked to their own task."""
    start = time.perf_counter()
    links = link_rows(rows, plans, [])
    seconds = time.perf_counter() - start
    own = {row.progress_id: plan.task_id for row, plan in zip(rows, plans, strict=True)}
    return seconds, sum(own[link.progress_id] == link.task_id for link in links) / len(links)


def main() -> None:
    """Print one line per size: rows, seconds, microseconds a row, share linked right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[250, 1000, 4000, 16000])
    sizes = parser.parse_args().rows
    tasks = breakdown_tasks()
    measure(*invent(tasks, 1000, per_place=TASKS_PER_PLAN, seed=1))  # imports and tables; no text that is measured
    for count in sizes:
        report(f"{count} rows", *measure(*invent(tasks, count, per_place=TASKS_PER_PLAN)), count)
    one_place = min(4000, max(sizes))
    report(f"{one_place} rows, one place", *measure(*invent(tasks, one_place, per_place=one_place)), one_place)


def report(label: str, seconds: float, share: float, count: int) -> None:
    """One line of the table."""
    print(f"{label:<24}{seconds:8.2f} s {seconds / count * 1e6:8.0f} µs/row   linked right {share:.3f}")


if __name__ == "__main__":
    main()

"""Which targets a progress row is held against: those of its linked task, else its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.match.names.text_forms import normal_form
from pipeline.records import LinkRecord, ProgressRecord, TargetRecord


class Concerned:
    """The targets that concern a row: those of its linked task, else its own."""

    def __init__(
        self, task_of: Mapping[str, str], shared: frozenset[str], by_owner: Mapping[str, list[TargetRecord]]
    ) -> None:
        self._task_of, self._shared, self._by_owner = task_of, shared, by_owner

    def __call__(self, row: ProgressRecord) -> list[TargetRecord]:
        task_id = self._task_of.get(row.progress_id)
        if task_id is None:
            return self._by_owner.get(row.progress_id, [])
        targets = self._by_owner.get(task_id, [])
        if task_id not in self._shared:
            return targets
        words = normal_form(row.task_name)  # a task split over several rows: each answers its own part
        return [target for target in targets if normal_form(target.quote) in words]


def targets_of_rows(links: Iterable[LinkRecord], targets: Iterable[TargetRecord]) -> Concerned:
    """Which targets concern each row, asked for row by row."""
    task_of = {link.progress_id: link.task_id for link in links if link.task_id is not None}
    reports: dict[str, list[str]] = defaultdict(list)
    for progress_id, task_id in task_of.items():
        reports[f"{progress_id.split('/')[0]} {task_id}"].append(progress_id)
    shared = frozenset(key.split(" ", 1)[1] for key, rows in reports.items() if len(rows) > 1)
    by_owner: dict[str, list[TargetRecord]] = defaultdict(list)
    for target in sorted(targets, key=lambda target: (target.position, target.target_id)):
        by_owner[target.task_id or target.progress_id or ""].append(target)
    return Concerned(task_of, shared, by_owner)

"""Row's own target → target of its plan task under the same name: what a report restates is held against the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.records import LinkRecord, RepeatRecord, TargetRecord


def repeats(links: Iterable[LinkRecord], targets: Iterable[TargetRecord]) -> list[RepeatRecord]:
    """The pairs whose names are one or part of each other, by their ids."""
    owned: dict[str, list[TargetRecord]] = defaultdict(list)
    for target in targets:
        owned[target.task_id or target.progress_id or ""].append(target)
    found = [
        (told.target_id, planned.target_id)
        for link in links
        if link.task_id
        for told in owned[link.progress_id]
        for planned in owned[link.task_id]
        if told.indicator in planned.indicator or planned.indicator in told.indicator
    ]
    return [RepeatRecord(*pair) for pair in sorted(found)]

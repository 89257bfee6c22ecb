"""Target of a programme's task → the indicator of the programme's system that names it.

An indicator's printed name says what is measured and how (规上工业增加值增速). What is left without the words of how
must stand in the target's name, or the other way round; how it is measured must be the target's kind. The longest
name that fits is the one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.match.names.similarity import vocabulary
from pipeline.records import IndicatorLinkRecord, IndicatorRecord, TargetRecord, TaskRecord

PROGRAMME_LISTS = ("program_task", "five_year_goal", "three_year_action")
SHORTEST_CORE, SHORTEST_NAME = 2, 3


def link_indicators(
    indicators: Iterable[IndicatorRecord], tasks: Iterable[TaskRecord], targets: Iterable[TargetRecord]
) -> list[IndicatorLinkRecord]:
    """The links of all targets that have one, by target."""
    systems: dict[tuple[str, int], list[IndicatorRecord]] = defaultdict(list)
    for indicator in indicators:
        systems[indicator.document_id, indicator.program_no].append(indicator)
    programme = {t.task_id: (t.document_id, t.section_no) for t in tasks if t.list_type in PROGRAMME_LISTS}
    links = []
    for target in sorted(targets, key=lambda target: target.target_id):
        found = _named_by(target, systems.get(programme.get(target.task_id or "", ("", 0)), ()))
        if found is not None:
            links.append(IndicatorLinkRecord(target.target_id, found.indicator_id))
    return links


def _named_by(target: TargetRecord, system: Sequence[IndicatorRecord]) -> IndicatorRecord | None:
    fitting = [one for one in system if _fits(target, one.indicator_name)]
    return min(fitting, key=lambda one: (-len(core_of(one.indicator_name)), one.indicator_id), default=None)


def _fits(target: TargetRecord, printed: str) -> bool:
    name, core = target.indicator, core_of(printed)
    if target.kind not in kinds_of(printed) or len(core) < SHORTEST_CORE:
        return False
    return core in name or (len(name) >= SHORTEST_NAME and name in core)


@cache
def core_of(printed: str) -> str:
    """The part of an indicator's name that says what is measured, without how."""
    return re.sub(vocabulary()["system"]["how"], "", printed)


@cache
def kinds_of(printed: str) -> tuple[str, ...]:
    """The kinds of target that an indicator's name can stand for."""
    kinds = vocabulary()["system"]["kinds"]
    return next((tuple(kind.split("|")) for kind, words in kinds.items() if re.search(words, printed)), ())

"""Targets that a whole task's agreement shows to be one, though their own words say too little.

Two tasks that share a promise mostly share the next one too: 小升规80家、专精特新5家 beside 小升规80家、专精特新
（含小巨人）5家. Alone, 5家 would be too common a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.language.numbers.measures import comparable, convert
from pipeline.match.names.plain_names import is_other_part, plain, works_differ
from pipeline.match.names.similarity import contrast, core, thresholds
from pipeline.match.names.text_forms import bigrams
from pipeline.records import TargetLinkRecord, TargetRecord, TaskLinkRecord

NAMED_ALIKE = 0.5  # of the shorter name's bigrams that stand in the longer
COMPANION = Decimal("0.9")
_Links = list[TargetLinkRecord]


def restated_targets(
    targets: Iterable[TargetRecord], task_links: Iterable[TaskLinkRecord], known: Sequence[TargetLinkRecord]
) -> list[TargetLinkRecord]:
    """The known links, and those of targets whose tasks make the same promise.

    Where a clause of the tasks agrees, all of a target but the words around it has to: then even a bare name (投资),
    too short to be linked by itself, says enough. Where the tasks share another target's value, names need to be near.
    """
    by_task: dict[str, list[TargetRecord]] = defaultdict(list)
    for target in targets:
        if target.task_id is not None and target.value is not None:
            by_task[target.task_id].append(target)
    restated = [*known, *_in_agreeing_clauses(by_task, task_links, known)]
    restated += _companions(by_task, restated)
    return sorted(restated, key=lambda link: (link.target_id, link.other_target_id))


def _in_agreeing_clauses(
    by_task: Mapping[str, Sequence[TargetRecord]],
    task_links: Iterable[TaskLinkRecord],
    known: Sequence[TargetLinkRecord],
) -> Iterator[TargetLinkRecord]:
    linked = {(link.target_id, link.other_target_id) for link in known}
    for link in task_links:
        if link.link_kind == "same_indicator":
            continue
        for one in by_task.get(link.task_id, ()):
            for other in by_task.get(link.other_task_id, ()):
                key = _key(one, other)
                if key not in linked and _promise_of(one) == _promise_of(other):
                    linked.add(key)
                    yield TargetLinkRecord(*key, Decimal(1), same_period=True, same_value=True)


def _companions(by_task: Mapping[str, Sequence[TargetRecord]], known: Sequence[TargetLinkRecord]) -> _Links:
    """Links between the targets that a pair of tasks with one shared value leaves over."""
    task_of = {target.target_id: task_id for task_id, owned in by_task.items() for target in owned}
    pairs = {(task_of[link.target_id], task_of[link.other_target_id]) for link in known if link.same_value}
    linked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in known:
        linked[task_of[link.target_id], task_of[link.other_target_id]] |= {link.target_id, link.other_target_id}
    found: _Links = []
    for tasks in sorted(pairs):
        for one in by_task[tasks[0]]:
            for other in by_task[tasks[1]]:
                if not {one.target_id, other.target_id} & linked[tasks] and _is_companion(one, other):
                    linked[tasks] |= {one.target_id, other.target_id}
                    found.append(TargetLinkRecord(*_key(one, other), COMPANION, same_period=True, same_value=True))
    return found


def _is_companion(one: TargetRecord, other: TargetRecord) -> bool:
    """Whether two targets agree in all but their names, and these are near."""
    value = convert(other.value, other.unit, one.unit)
    if value != one.value or one.value_high != other.value_high or not comparable(one.unit, other.unit):
        return False
    if (one.kind, one.period_id, one.is_annual, one.is_firm) != (
        other.kind,
        other.period_id,
        other.is_annual,
        other.is_firm,
    ):
        return False
    names = one.indicator, other.indicator
    if contrast(*names) or thresholds(one.quote) != thresholds(other.quote) or works_differ(*names):
        return False
    return not is_other_part(*names) and max(_shared(core, *names), _shared(plain, *names)) >= NAMED_ALIKE


def _shared(form: Callable[[str], str], one: str, other: str) -> float:
    """How much of the shorter name stands in the longer, by bigrams."""
    short, long = (bigrams(name) for name in sorted((form(one), form(other)), key=len))
    return len(short & long) / len(short) if short else 0.0


def _key(one: TargetRecord, other: TargetRecord) -> tuple[str, str]:
    first, second = sorted((one.target_id, other.target_id))
    return first, second


def _promise_of(target: TargetRecord) -> tuple[object, ...]:
    value = target.value, target.value_high, target.unit, target.is_firm
    return target.indicator, target.scope, target.kind, value, target.period_id, target.is_annual

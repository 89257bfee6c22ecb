"""Targets of one row that one result answers: a promise for several quarters, with its stretch, or restated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.match.names.similarity import contrast, name_similarity
from pipeline.records import TargetRecord

SAME_NAME, RESTATED_NAME = 0.75, 0.85


@dataclass(frozen=True, slots=True)
class Series:
    """Targets that share their answer."""

    targets: tuple[TargetRecord, ...]

    @property
    def first(self) -> TargetRecord:
        """The first of them as printed."""
        return self.targets[0]


def series_of(targets: Sequence[TargetRecord]) -> list[Series]:
    """The targets of a row, those that are one promise for several dates put together, in their order."""
    groups: list[list[TargetRecord]] = []
    for target in targets:
        group = next((group for group in groups if _continues(group, target)), None)
        if group is None:
            groups.append([target])
        else:
            group.append(target)
    return [Series(tuple(group)) for group in groups]


def _continues(group: Sequence[TargetRecord], target: TargetRecord) -> bool:
    """Whether a target is the same promise for another quarter, or the stretch beyond the firm one."""
    first = group[0]
    if (first.kind, first.unit) != (target.kind, target.unit):
        return False
    if any((other.period_id, other.is_firm) == (target.period_id, target.is_firm) for other in group):
        return False
    if contrast(f"{first.indicator} {first.quote}", f"{target.indicator} {target.quote}"):
        return False  # 一季度开工3座、四季度完工3座: two promises about one thing
    scopes = {other.scope for other in (first, target)} - {None, "力争"}
    return len(scopes) <= 1 and name_similarity(first.indicator, target.indicator) >= SAME_NAME


def restates(one: Series, other: Series) -> bool:
    """Whether one series names nearly what the other does, for another date or with the same value."""
    return any(
        (left.kind, left.unit) == (right.kind, right.unit)
        and (left.period_id != right.period_id or left.value == right.value)
        and name_similarity(left.indicator, right.indicator) >= RESTATED_NAME
        for left in one.targets
        for right in other.targets
    )

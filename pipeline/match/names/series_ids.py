"""One id for the same indicator across plans, years and places, made of its words alone.

The id is a pure function of a name, what sort of number it is and its unit, so that it stays when other documents
arrive or another city's plan is read. A result that answers a target is on the target's course.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.language.numbers.measures import family_of
from pipeline.language.words.enclosed import without_brackets
from pipeline.match.names.similarity import core, vocabulary
from pipeline.records import ActualRecord, PairRecord, SeriesMemberRecord, TargetRecord

SHORTEST = 2
_SORTS = {"growth_rate": "change", "decrease_rate": "change", "share": "share", "count": "amount", "level": "amount"}


def series_of(indicator: str, scope: str | None, kind: str, unit: str) -> tuple[str, str, str, str] | None:
    """An indicator's id, name, sort and family of units; None where the name alone does not say what is counted."""
    name = core(without_brackets(indicator))
    if name in vocabulary()["bare_names"]:
        name = core(f"{scope}{indicator}") if scope and scope not in ("力争", "其中") else ""
    if len(name) < SHORTEST or kind not in _SORTS:
        return None
    sort, family = _SORTS[kind], family_of(unit) or unit or "-"
    return f"{name}|{sort}|{family}", name, sort, family


def series_members(
    targets: Iterable[TargetRecord], actuals: Iterable[ActualRecord], pairs: Iterable[PairRecord]
) -> list[SeriesMemberRecord]:
    """The targets and results that have a series, by their ids."""
    members: dict[str, tuple[str, str, str, str]] = {}
    for target in targets:
        found = series_of(target.indicator, target.scope, target.kind, target.unit)
        if found is not None:
            members[target.target_id] = found
    for pair in sorted(pairs, key=lambda pair: (pair.is_elsewhere, pair.target_id)):
        if pair.actual_id and pair.converts and pair.target_id in members:
            members.setdefault(pair.actual_id, members[pair.target_id])
    for actual in actuals:
        found = series_of(actual.indicator, actual.scope, actual.kind, actual.unit)
        if found is not None:
            members.setdefault(actual.actual_id, found)
    return [SeriesMemberRecord(member, *members[member]) for member in sorted(members)]

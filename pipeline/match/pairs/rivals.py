"""Fits weighed against one another: what a result says of one promise of its row where it fits another better.

Keys of the fits are (promise, result), places in the row's lists. Of a whole and its parts the one meant answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from pipeline.language.results.stages import UNFINISHED
from pipeline.language.words.vocabulary import pattern_of
from pipeline.match.names.promised_names import compact
from pipeline.match.names.similarity import canonical, is_work, vocabulary
from pipeline.match.pairs.evidence import Row
from pipeline.match.pairs.fit import EVIDENT, Fit
from pipeline.records import TargetRecord

_said = partial(pattern_of, "pairs")

_ALIKE = 0.05  # names that fit so nearly the same say nothing of which promise is meant


def against_rivals(fits: Mapping[tuple[int, int], Fit]) -> dict[tuple[int, int], Fit]:
    """The fits without those that a better kind of measure rules out, the others told what speaks against them.

    改造小区221个3万户: 16466户 answers the households, although 个 counts households too. 搬迁6900人: 6个 settlements
    are no answer where 5800人 are reported.
    """
    kept = {(i, j): found for (i, j), found in fits.items() if not (_sort_differs(found) and _has_own_sort(fits, i))}
    return {pair: _of_another(kept, *pair) for pair in kept}


def _sort_differs(found: Fit) -> bool:
    return "other_sort" in found.features


def _has_own_sort(fits: Mapping[tuple[int, int], Fit], promise: int) -> bool:
    return any(
        i == promise and "same_unit" in found.features and found.score >= EVIDENT for (i, _), found in fits.items()
    )


def _of_another(fits: Mapping[tuple[int, int], Fit], promise: int, result: int) -> Fit:
    """The fit, with less weight where a promise of the same name is made in the very unit of the result."""
    found = fits[promise, result]
    rivals = (fit for (i, j), fit in fits.items() if j == result and i != promise and "same_unit" in fit.features)
    if "same_unit" in found.features or not any(abs(f.name_score - found.name_score) <= _ALIKE for f in rivals):
        return found
    return replace(found, features={**found.features, "another_unit": 1.0})


def part_or_whole(row: Row, chosen: int, target: TargetRecord) -> int:
    """The place of the result that is meant, where the chosen one is a part of another or the whole of one."""
    return _ended_part(row, _whole_place(row, chosen, target), target)


def _whole_place(row: Row, chosen: int, target: TargetRecord) -> int:
    """完成35座，其中新建12座、改造23座 of 新建改造公厕: all parts are promised, so their whole answers."""
    part, evidence = row.evidence[chosen], row.evidence
    beside = [i for i, e in enumerate(evidence) if (e.sentence, e.actual.unit) == (part.sentence, part.actual.unit)]
    parts = [evidence[i].actual.indicator for i in beside if evidence[i].actual.scope == "其中"]
    whole = next((i for i in beside if i < chosen and evidence[i].is_unnamed), chosen)
    is_divided = part.actual.scope == "其中" and len(parts) > 1 and evidence[whole].actual.scope is None
    return whole if is_divided and _all_promised(compact(target.quote), parts) else chosen


def _all_promised(quote: str, parts: list[str]) -> bool:
    if all(part in quote for part in parts):
        return True
    unions = (union["part"] for union in vocabulary()["unions"] if re.search(union["promised"], quote))
    return any(all(re.search(union, part) for part in parts) for union in unions)


def _ended_part(row: Row, chosen: int, target: TargetRecord) -> int:
    """Where the result says only the promise again, what the words behind it say of its end, else the result itself.

    实施支渠整治29条，目前完工17条: a bare count of the same unit and sentence, whose clause speaks of an end.
    """
    said = row.evidence[chosen]
    if (
        said.actual.value != target.value
        or not _said("set_up").search(said.clause)
        or _said("ended").search(said.clause)
    ):
        return chosen
    for place in range(chosen + 1, len(row.evidence)):
        other = row.evidence[place]
        if other.actual.unit != said.actual.unit or other.sentence != said.sentence:
            continue
        if _said("ended").search(other.clause) and not other.stages & set(UNFINISHED):
            same = bool({*map(canonical, other.names)} & {*map(canonical, said.names)})
            is_part = other.actual.value < target.value and (same or all(map(is_work, other.names)) or other.is_unnamed)
            return place if is_part else chosen
    return chosen

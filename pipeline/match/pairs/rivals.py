"""Fits weighed against one another: what a result says of one promise of its row where it fits another better.

Keys of the fits are (promise, result), places in the row's lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.match.pairs.fit import EVIDENT, Fit

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

"""One-to-one assignment with the greatest total score, component by component of the candidate graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)


def assign(scores: Mapping[tuple[Left, Right], float]) -> dict[Left, Right]:
    """The one-to-one assignment that maximises the sum of the given positive scores.

    Pairs that are not in ``scores`` are not allowed. Ties fall to the pair that was given first, so callers pass
    their pairs in a stable order. Cost grows with the size of the connected components, not of the whole graph.
    """
    chosen: dict[Left, Right] = {}
    for component in _components(scores):
        chosen.update(_assign_component(component, scores))
    return chosen


def _components(scores: Mapping[tuple[Left, Right], float]) -> list[list[tuple[Left, Right]]]:
    by_end: dict[tuple[str, Hashable], list[tuple[Left, Right]]] = defaultdict(list)
    for pair in scores:
        by_end["left", pair[0]].append(pair)
        by_end["right", pair[1]].append(pair)
    place = {pair: i for i, pair in enumerate(scores)}
    components: list[list[tuple[Left, Right]]] = []
    seen: set[tuple[Left, Right]] = set()
    for first in scores:
        if first in seen:
            continue
        seen.add(first)
        component = [first]
        for pair in component:  # grows while it is walked
            for neighbour in by_end["left", pair[0]] + by_end["right", pair[1]]:
                if neighbour not in seen:
                    seen.add(neighbour)
                    component.append(neighbour)
        components.append(sorted(component, key=place.__getitem__))
    return components


def _assign_component(
    component: list[tuple[Left, Right]], scores: Mapping[tuple[Left, Right], float]
) -> dict[Left, Right]:
    lefts = list(dict.fromkeys(left for left, _ in component))
    rights = list(dict.fromkeys(right for _, right in component))
    if len(lefts) == 1 or len(rights) == 1:
        left, right = max(component, key=lambda pair: scores[pair])
        return {left: right}
    import numpy
    from scipy.optimize import linear_sum_assignment

    matrix = numpy.zeros((len(lefts), len(rights)))
    row = {left: i for i, left in enumerate(lefts)}
    column = {right: i for i, right in enumerate(rights)}
    for place, (left, right) in enumerate(component):
        matrix[row[left], column[right]] = scores[left, right] - place * 1e-9
    chosen = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    return {lefts[i]: rights[j] for i, j in chosen if (lefts[i], rights[j]) in scores}

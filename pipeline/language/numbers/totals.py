"""Totals said behind their parts: 公园3个、游园5个，共8个 names no third thing, nor the last noun again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import takewhile

from pipeline.language.numbers.quantities import Quantity
from pipeline.language.words.vocabulary import pattern_of

_said = partial(pattern_of, "totals")

_FEWEST, _WORD = 2, 2


def parts_of_total(text: str, before: Sequence[Quantity], one: Quantity) -> int:
    """How many of the numbers before ``one``, the nearest first, it says the sum of; 0 where it is no total."""
    if not before or not _said("total").fullmatch(text, before[-1].end, one.start):
        return 0
    total, alike = Decimal(0), takewhile(lambda part: part.unit == one.unit, reversed(before))
    for count, part in enumerate(alike, start=1):
        total += part.value
        if total == one.value and count >= _FEWEST:
            return count
    return 0


def shared_tail(names: Sequence[str]) -> str:
    """What all names end in (城东公厕, 城西公厕 → 公厕), '' where that is no word."""
    length = min(map(len, names), default=0)
    ends = (names[0][-size:] for size in range(length, _WORD - 1, -1))
    return next((end for end in ends if all(name.endswith(end) for name in names)), "")

"""The names a target goes by when its result is looked for."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.numbers.measures import unit_pattern
from pipeline.language.numbers.numerals import narrow

_BLANKS = re.compile(r"\s+")


def compact(quote: str) -> str:
    """A quote without its blanks, digits narrowed."""
    return _BLANKS.sub("", narrow(quote))


@lru_cache(maxsize=1)
def number_pattern() -> re.Pattern[str]:
    """A number with its magnitude, unit and bound."""
    return re.compile(rf"\d[\d.,]{{0,24}}[十百千万亿]{{0,6}}{unit_pattern()}?(?:以上|以下|左右|以内)?")


def without_last_number(quote: str) -> str:
    """50亿元以上项目5个 → 50亿元以上项目: the promised value is the last number of its quote."""
    last = max(number_pattern().finditer(quote), key=lambda match: match.start(), default=None)
    return quote[: last.start()] + quote[last.end() :] if last else quote


@lru_cache(maxsize=4096)
def promised_names(indicator: str, scope: str | None, quote: str) -> tuple[str, ...]:
    """The names a target goes by, at least one: its indicator, the indicator with its scope, the words of its quote."""
    spoken = without_last_number(compact(quote))
    names = (
        indicator,
        f"{scope}{indicator}" if scope and scope not in indicator else "",
        spoken if len(spoken) <= 24 else "",
    )
    return tuple(dict.fromkeys(name for name in names if len(name) >= 2)) or (indicator,)
